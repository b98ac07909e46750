// Tables of tuples, structs and rows, read at positions of the call.
public static partial class Ints
{
    static readonly (int From, int To, double Rate)[] Brackets = [(0, 10000, 0.0), (10000, 40000, 0.2), (40000, int.MaxValue, 0.4)];

    [Jit]
    public static double Tax(double income)
    {
        if (income < 0)
            throw new ArgumentOutOfRangeException(nameof(income));
        double tax = 0;
        foreach (var (from, to, rate)in Brackets)
        {
            if (income <= from)
                break;
            tax += (Math.Min(income, to) - from) * rate;
        }
        return tax;
    }
    static readonly Vec3[] Dirs = [new(1, 0, 0), new(0, 1, 0), new(0, 0, 1)];

    [Jit]
    public static double Component(Vec3 v, int i) => v.Dot(Dirs[i]);
    static readonly List<double> Knots = [0, 1, 2.5, 4];

    [Jit]
    public static double Knot(int i) => Knots[i] + Knots.Count;

    [Jit]
    public static double LocalTuples(double x)
    {
        (double A, double B)[] t = [(1, 2), (3, 4), (5, 6)];
        double s = 0;
        for (int i = 0; i < t.Length; i++)
            s += t[i].A * Math.Pow(x, t[i].B);
        int k = (int)Math.Clamp(x, 0, 2);
        if (double.IsNaN(x))
            return x;
        return s + t[k].A;
    }

    [Jit]
    public static double LocalStates(int n)
    {
        var st = new Vec3[4];
        for (int i = 0; i < 4; i++)
            st[i] = new Vec3(i, i * i, 1);
        for (int k = 0; k < Math.Min(n, 20); k++)
        {
            int j = k % 4;
            st[j] += 0.5 * st[(j + 1) % 4];
        }
        double r = 0;
        foreach (var s in st)
            r += s.Length;
        return r;
    }

    [Jit]
    public static double StackLoop(double x, int n)
    {
        double s = 0;
        for (int i = 0; i < Math.Min(n, 10); i++)
        {
            Span<double> b = stackalloc double[4];
            b[0] = x;
            b[i & 3] += i;
            s += b[0] + b[3];
            if (s > 50)
                break;
        }
        return s;
    }

    [Jit]
    public static void MinMax(double a, double b, ref double lo, out double hi)
    {
        lo = Math.Min(lo, Math.Min(a, b));
        hi = Math.Max(a, b);
    }

    public static void TablesCalls()
    {
        Out.D1("Tax", x => Tax(x));
        Out.I1("Comp", i => Component(new(1, 2, 3), i));
        Out.I1("Knot", i => Knot(i));
        Out.D1("LT", x => LocalTuples(x));
        Out.I1("LS", n => LocalStates(n));
        Out.ID("SL", (n, x) => StackLoop(x, n));
        Out.D2("MM", (a, b) =>
        {
            double lo = 0.25;
            MinMax(a, b, ref lo, out double hi);
            return (lo, hi);
        });
    }
}
