// Numbers taken apart into bits, and other small formulas.
public static partial class Ints
{
    [Jit]
    public static float Lerp(float a, float b, float t)
    {
        if (t < 0f)
            t = 0f;
        else if (t > 1f)
            t = 1f;
        return a + (b - a) * t;
    }

    [Jit]
    public static float InvSqrt(float x)
    {
        float h = 0.5f * x;
        int i = BitConverter.SingleToInt32Bits(x);
        i = 0x5f3759df - (i >> 1);
        x = BitConverter.Int32BitsToSingle(i);
        return x * (1.5f - h * x * x);
    }

    [Jit]
    public static double NextUp(double x)
    {
        if (double.IsNaN(x) || x == double.PositiveInfinity)
            return x;
        if (x == 0)
            return double.Epsilon;
        long b = BitConverter.DoubleToInt64Bits(x);
        return BitConverter.Int64BitsToDouble(x > 0 ? b + 1 : b - 1);
    }

    [Jit]
    public static (double, int) Frexp(double x)
    {
        if (x == 0 || double.IsNaN(x) || double.IsInfinity(x))
            return (x, 0);
        long b = BitConverter.DoubleToInt64Bits(x);
        int e = (int)((b >> 52) & 0x7FF);
        if (e == 0)
        {
            x *= 18014398509481984.0;
            b = BitConverter.DoubleToInt64Bits(x);
            e = (int)((b >> 52) & 0x7FF) - 54;
        }
        return (BitConverter.Int64BitsToDouble((b & ~(0x7FFL << 52)) | (1022L << 52)), e - 1022);
    }

    [Jit]
    public static double Haversine(double la1, double lo1, double la2, double lo2)
    {
        const double R = 6371.0;
        double dl = (la2 - la1) * Math.PI / 180, dn = (lo2 - lo1) * Math.PI / 180;
        double a = Math.Pow(Math.Sin(dl / 2), 2) + Math.Cos(la1 * Math.PI / 180) * Math.Cos(la2 * Math.PI / 180) * Math.Pow(Math.Sin(dn / 2), 2);
        return 2 * R * Math.Atan2(Math.Sqrt(a), Math.Sqrt(1 - a));
    }

    [Jit]
    public static int MandelIter(double cr, double ci)
    {
        double zr = 0, zi = 0;
        int n;
        for (n = 0; n < 200; n++)
        {
            double t = zr * zr - zi * zi + cr;
            zi = 2 * zr * zi + ci;
            zr = t;
            if (zr * zr + zi * zi > 4)
                goto done;
        }
        done:
            return n;
    }

    [Jit]
    public static int Life(int[] cells)
    {
        var next = new int[cells.Length];
        int alive = 0;
        for (int i = 0; i < cells.Length; i++)
        {
            int l = i > 0 ? cells[i - 1] : 0, r = i + 1 < cells.Length ? cells[i + 1] : 0;
            next[i] = (l & 1) ^ (r & 1);
            alive += next[i];
        }
        return alive;
    }

    [Jit]
    public static (int Lo, int Hi) Split(long v) => ((int)v, (int)(v >> 32));

    public static void FloatsCalls()
    {
        Out.D3("Lerp", (a, b, c) => Lerp((float)a, (float)b, (float)c));
        Out.D1("InvS", x => InvSqrt((float)x));
        Out.D1("Next", x => NextUp(x));
        Out.D1("Frexp", x => Frexp(x));
        Out.D3("Hav", (a, b, c) => Haversine(a, b, c, 10));
        Out.D2("Mandel", (a, b) => MandelIter(a, b));
        Out.W1("Life", a => Life(a));
        Out.L1("Split", v => Split(v));
    }
}
