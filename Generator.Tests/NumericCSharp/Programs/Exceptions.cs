// Exceptions that are caught, finally, and checked arithmetic.
public static partial class Ints
{
    [Jit]
    public static double Harmonic(int n)
    {
        var s = new Rational(0, 1);
        for (int i = 1; i <= Math.Min(n, 15); i++)
            s += new Rational(1, i);
        return s.Value;
    }

    [Jit]
    public static double SafeDiv(double a, double b)
    {
        try
        {
            if (b == 0)
                throw new DivideByZeroException("b");
            return a / b;
        }
        catch (DivideByZeroException)
        {
            return double.NaN;
        }
    }

    [Jit]
    public static int TryFinally(int a, int b)
    {
        int r = 0;
        try
        {
            r = a / b;
            r += 1;
        }
        finally
        {
            r += 100;
        }
        return r;
    }

    [Jit]
    public static int CatchFilter(int a, int b)
    {
        int n = 0;
        try
        {
            n = checked(a * b);
        }
        catch (OverflowException)
        {
            n = a > 0 == b > 0 ? int.MaxValue : int.MinValue;
        }
        finally
        {
            n ^= 1;
        }
        return n;
    }

    [Jit]
    public static double Validated(double[] x, int i)
    {
        try
        {
            return x[i];
        }
        catch (IndexOutOfRangeException e)
        {
            throw new ArgumentOutOfRangeException("no item " + i, e);
        }
    }

    [Jit]
    public static int AddSat(int a, int b)
    {
        long s = (long)a + b;
        return s > int.MaxValue ? int.MaxValue : s < int.MinValue ? int.MinValue : (int)s;
    }

    [Jit]
    public static int Sub(int a, int b) => checked(a - b);

    [Jit]
    public static byte ToByte(double x) => checked((byte)x);

    [Jit]
    public static long ToLong(double x) => (long)x;

    [Jit]
    public static uint ToUint(double x) => (uint)x;

    [Jit]
    public static int DivRem(int a, int b)
    {
        int q = Math.DivRem(a, b, out int r);
        return q * 10 + r;
    }

    [Jit]
    public static int FloorMod(int a, int b)
    {
        int r = a % b;
        if (r != 0 && (r ^ b) < 0)
            r += b;
        return r;
    }

    [Jit]
    public static int Digits(int n)
    {
        if (n == int.MinValue)
            return 10;
        n = Math.Abs(n);
        int d = 1;
        while (n >= 10)
        {
            n /= 10;
            d++;
        }
        return d;
    }

    [Jit]
    public static long Reverse(long n)
    {
        long r = 0;
        for (; n != 0; n /= 10)
            r = r * 10 + n % 10;
        return r;
    }

    public static void ExceptionsCalls()
    {
        Out.I1("Harm", n => Harmonic(n));
        Out.D2("SafeDiv", (a, b) => SafeDiv(a, b));
        Out.I2("TF", (a, b) => TryFinally(a, b));
        Out.I2("CatchFilter", (a, b) => CatchFilter(a, b));
        Out.VI("Val", (v, i) => Validated(v, i));
        Out.I2("AddSat", (a, b) => AddSat(a, b));
        Out.I2("Sub", (a, b) => Sub(a, b));
        Out.D1("ToByte", x => ToByte(x));
        Out.D1("ToLong", x => ToLong(x));
        Out.D1("ToUint", x => ToUint(x));
        Out.I2("DivRem", (a, b) => DivRem(a, b));
        Out.I2("FMod", (a, b) => FloorMod(a, b));
        Out.I1("Dig", n => Digits(n));
        Out.L1("Rev10", n => Reverse(n));
    }
}
