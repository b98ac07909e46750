// Polygons, clipping, rotations and quaternions.
public static partial class Ints
{
    [Jit]
    public static bool InPolygon(double[] xs, double[] ys, double px, double py)
    {
        bool inside = false;
        for (int i = 0, j = xs.Length - 1; i < xs.Length; j = i++)
            if ((ys[i] > py) != (ys[j] > py) && px < (xs[j] - xs[i]) * (py - ys[i]) / (ys[j] - ys[i]) + xs[i])
                inside = !inside;
        return inside;
    }

    [Jit]
    public static double PolygonArea(double[] xs, double[] ys)
    {
        double s = 0;
        int n = xs.Length;
        for (int i = 0; i < n; i++)
        {
            int j = (i + 1) % n;
            s += xs[i] * ys[j] - xs[j] * ys[i];
        }
        return Math.Abs(s) / 2;
    }
    static Side Code(double x, double y)
    {
        Side c = Side.None;
        if (x < 0)
            c |= Side.Left;
        else if (x > 1)
            c |= Side.Right;
        if (y < 0)
            c |= Side.Bottom;
        else if (y > 1)
            c |= Side.Top;
        return c;
    }

    [Jit]
    public static (bool, double, double, double, double) Clip(double x0, double y0, double x1, double y1)
    {
        Side a = Code(x0, y0), b = Code(x1, y1);
        for (int guard = 0; guard < 10; guard++)
        {
            if ((a | b) == 0)
                return (true, x0, y0, x1, y1);
            if ((a & b) != 0)
                break;
            Side o = a != Side.None ? a : b;
            double x, y;
            if ((o & Side.Top) != 0)
            {
                x = x0 + (x1 - x0) * (1 - y0) / (y1 - y0);
                y = 1;
            }
            else if (o.HasFlag(Side.Bottom))
            {
                x = x0 + (x1 - x0) * (0 - y0) / (y1 - y0);
                y = 0;
            }
            else if ((o & Side.Right) == Side.Right)
            {
                y = y0 + (y1 - y0) * (1 - x0) / (x1 - x0);
                x = 1;
            }
            else
            {
                y = y0 + (y1 - y0) * (0 - x0) / (x1 - x0);
                x = 0;
            }
            if (o == a)
            {
                x0 = x;
                y0 = y;
                a = Code(x0, y0);
            }
            else
            {
                x1 = x;
                y1 = y;
                b = Code(x1, y1);
            }
        }
        return default;
    }

    [Jit]
    public static Vec3 Rotate(Vec3 v, Vec3 axis, double angle)
    {
        double l = axis.Length;
        if (l == 0)
            throw new ArgumentException("zero axis", nameof(axis));
        var k = 1 / l * axis;
        double c = Math.Cos(angle), s = Math.Sin(angle);
        return c * v + s * k.Cross(v) + (k.Dot(v) * (1 - c)) * k;
    }

    [Jit]
    public static Quat Slerp(Quat a, Quat b, double t)
    {
        double d = a.W * b.W + a.X * b.X + a.Y * b.Y + a.Z * b.Z;
        if (d < 0)
        {
            b = new Quat(-b.W, -b.X, -b.Y, -b.Z);
            d = -d;
        }
        double u, v;
        if (d > 0.9995)
        {
            u = 1 - t;
            v = t;
        }
        else
        {
            double th = Math.Acos(d), s = Math.Sin(th);
            u = Math.Sin((1 - t) * th) / s;
            v = Math.Sin(t * th) / s;
        }
        return new Quat(u * a.W + v * b.W, u * a.X + v * b.X, u * a.Y + v * b.Y, u * a.Z + v * b.Z);
    }

    [Jit]
    public static Quat QPow(Quat q, int n)
    {
        var r = new Quat(1, 0, 0, 0);
        if (n < 0)
        {
            q = new Quat(q.W, -q.X, -q.Y, -q.Z);
            n = n == int.MinValue ? int.MaxValue : -n;
        }
        for (; n > 0; n >>= 1)
        {
            if ((n & 1) == 1)
                r *= q;
            q *= q;
        }
        return r;
    }

    public static void GeometryCalls()
    {
        Out.V2("Poly", (a, b) => InPolygon(a, b, 1.5, 1.2));
        Out.V2("Area", (a, b) => PolygonArea(a, b));
        Out.D3("Clip", (a, b, c) => Clip(a, b, c, 0.5));
        Out.D3("Rot", (a, b, c) => Rotate(new(a, b, 1), new(b, c, a), c));
        Out.D3("Slerp", (a, b, c) =>
        {
            var q = Slerp(new(a, b, 0, 1), new(b, c, a, 0), c);
            return (q.W, q.X, q.Y, q.Z);
        });
        Out.ID("QP", (n, x) =>
        {
            var q = QPow(new(x, 0.1, 0.2, -0.3), n);
            return (q.W, q.X, q.Y, q.Z);
        });
    }
}
