// Steppers of differential equations.
public static partial class Num
{
    [Jit]
    public static double Euler(double y, double t, double h, int n)
    {
        if (n < 0)
            throw new ArgumentOutOfRangeException(nameof(n));
        n = n > 1000 ? 1000 : n;
        while (n-- > 0)
        {
            y += h * (t - y * y);
            t += h;
        }
        return y;
    }

    [Jit]
    public static State Rk4Pendulum(State s, double h, int steps)
    {
        static State D(State q) => new(q.V, -9.81 * Math.Sin(q.X));
        static State Add(State a, State b, double k) => new(a.X + k * b.X, a.V + k * b.V);
        for (int i = 0; i < Math.Min(steps, 300); i++)
        {
            State k1 = D(s), k2 = D(Add(s, k1, h / 2)), k3 = D(Add(s, k2, h / 2)), k4 = D(Add(s, k3, h));
            s = s with
            {
                X = s.X + h / 6 * (k1.X + 2 * k2.X + 2 * k3.X + k4.X),
                V = s.V + h / 6 * (k1.V + 2 * k2.V + 2 * k3.V + k4.V)
            };
        }
        return s;
    }
    static readonly double[][] Tableau = [[], [1 / 5.0], [3 / 40.0, 9 / 40.0], [44 / 45.0, -56 / 15.0, 32 / 9.0], [19372 / 6561.0, -25360 / 2187.0, 64448 / 6561.0, -212 / 729.0], [9017 / 3168.0, -355 / 33.0, 46732 / 5247.0, 49 / 176.0, -5103 / 18656.0], [35 / 384.0, 0, 500 / 1113.0, 125 / 192.0, -2187 / 6784.0, 11 / 84.0]];
    static readonly double[] Cs = [0, 0.2, 0.3, 0.8, 8.0 / 9, 1, 1];
    static readonly double[] Err = [71 / 57600.0, 0, -71 / 16695.0, 71 / 1920.0, -17253 / 339200.0, 22 / 525.0, -1 / 40.0];

    [Jit]
    public static (double Y, int Steps, int Rejected) DormandPrince(double y, double t0, double t1, double tol)
    {
        if (!(tol > 0))
            throw new ArgumentException("tolerance", nameof(tol));
        if (t1 < t0)
            throw new ArgumentException("backward");
        double t = t0, h = (t1 - t0) / 10;
        int steps = 0, rejected = 0;
        var k = new double[7];
        while (t < t1)
        {
            if (steps + rejected > 500)
                break;
            if (t + h > t1)
                h = t1 - t;
            for (int i = 0; i < 7; i++)
            {
                double yi = y;
                for (int j = 0; j < i; j++)
                    yi += h * Tableau[i][j] * k[j];
                k[i] = -2 * (t + Cs[i] * h) * yi + Math.Cos(yi);
            }
            double err = 0, dy = 0;
            for (int i = 0; i < 7; i++)
                err += Err[i] * k[i];
            for (int i = 0; i < 6; i++)
                dy += Tableau[6][i] * k[i];
            err = Math.Abs(h * err) / (tol * Math.Max(1, Math.Abs(y)));
            if (err <= 1)
            {
                t += h;
                y += h * dy;
                steps++;
            }
            else
                rejected++;
            h *= Math.Clamp(0.9 * Math.Pow(err, -0.2), 0.2, 5.0);
        }
        return (y, steps, rejected);
    }

    [Jit]
    public static (double, double) Verlet(double x, double v, double dt, int n)
    {
        double a = -x / Math.Pow(Math.Abs(x) + 1, 3);
        for (int i = 0; i < n && i < 400; ++i)
        {
            x += v * dt + 0.5 * a * dt * dt;
            double an = -x / Math.Pow(Math.Abs(x) + 1, 3);
            v += 0.5 * (a + an) * dt;
            a = an;
        }
        return (x, v);
    }

    [Jit]
    public static double ImplicitEuler(double y, double h, double lambda)
    {
        for (int n = 0; n < 20; n++)
        {
            double z = y;
            bool ok = false;
            for (int k = 0; k < 25; k++)
            {
                double g = z - y + h * lambda * z * z * z, dg = 1 + 3 * h * lambda * z * z;
                if (dg == 0)
                    throw new ArithmeticException("singular Jacobian in step " + n);
                double dz = g / dg;
                z -= dz;
                if (Math.Abs(dz) < 1e-12 * (1 + Math.Abs(z)))
                {
                    ok = true;
                    break;
                }
            }
            if (!ok)
                return double.NaN;
            y = z;
        }
        return y;
    }

    public static void SteppersCalls()
    {
        Out.ID("Euler", (n, y) => Euler(y, 0, 0.01, n));
        Out.ID("Rk4", (n, y) => Rk4Pendulum(new State(y, 0), 0.05, n));
        Out.D3("DP", (a, b, c) => DormandPrince(a, 0, b, c));
        Out.ID("Verlet", (n, y) => Verlet(y, 1, 0.1, n));
        Out.D3("IE", (a, b, c) => ImplicitEuler(a, b, c));
    }
}
