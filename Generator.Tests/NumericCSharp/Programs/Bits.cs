// Bits, random number generators and checksums.
public static partial class Ints
{
    [Jit]
    public static int PopCount(uint v)
    {
        v -= (v >> 1) & 0x55555555;
        v = (v & 0x33333333) + ((v >> 2) & 0x33333333);
        return (int)((((v + (v >> 4)) & 0x0F0F0F0F) * 0x01010101) >> 24);
    }

    [Jit]
    public static uint ReverseBits(uint v)
    {
        uint r = 0;
        for (int i = 0; i < 32; i++)
        {
            r = (r << 1) | (v & 1);
            v >>= 1;
        }
        return r;
    }

    [Jit]
    public static int Log2Floor(ulong v)
    {
        if (v == 0)
            return -1;
        int r = 0;
        if (v >= 1UL << 32)
        {
            v >>= 32;
            r += 32;
        }
        if (v >= 1UL << 16)
        {
            v >>= 16;
            r += 16;
        }
        if (v >= 256)
        {
            v >>= 8;
            r += 8;
        }
        if (v >= 16)
        {
            v >>= 4;
            r += 4;
        }
        if (v >= 4)
        {
            v >>= 2;
            r += 2;
        }
        if (v >= 2)
            r++;
        return r;
    }

    [Jit]
    public static uint XorShift(uint s, int n)
    {
        if (s == 0)
            s = 2463534242u;
        if (n > 5000)
            n = 5000;
        for (int i = 0; i < n; i++)
        {
            s ^= s << 13;
            s ^= s >> 17;
            s ^= s << 5;
        }
        return s;
    }

    [Jit]
    public static double LcgUniform(ulong seed, int n)
    {
        double sum = 0;
        n = Math.Clamp(n, 0, 1000);
        for (int i = 0; i < n; i++)
        {
            seed = unchecked(seed * 6364136223846793005UL + 1442695040888963407UL);
            sum += (seed >> 11) * (1.0 / (1UL << 53));
        }
        return n == 0 ? 0 : sum / n;
    }

    [Jit]
    public static ulong SplitMix(ulong x)
    {
        x += 0x9E3779B97F4A7C15;
        x = (x ^ (x >> 30)) * 0xBF58476D1CE4E5B9;
        x = (x ^ (x >> 27)) * 0x94D049BB133111EB;
        return x ^ (x >> 31);
    }

    [Jit]
    public static (double, double) BoxMuller(uint a, uint b)
    {
        double u = (a + 1.0) / 4294967297.0, v = b / 4294967296.0;
        double r = Math.Sqrt(-2 * Math.Log(u));
        var (s, c) = Math.SinCos(2 * Math.PI * v);
        return (r * c, r * s);
    }

    [Jit]
    public static bool Luhn(int[] digits)
    {
        int sum = 0;
        bool dbl = false;
        for (int i = digits.Length - 1; i >= 0; i--)
        {
            int d = digits[i];
            if (d < 0 || d > 9)
                throw new FormatException("digit " + i);
            if (dbl)
            {
                d *= 2;
                if (d > 9)
                    d -= 9;
            }
            sum += d;
            dbl = !dbl;
        }
        return sum % 10 == 0;
    }

    public static void BitsCalls()
    {
        Out.I1("Pop", n => PopCount((uint)n));
        Out.I1("Rev", n => ReverseBits((uint)n));
        Out.L1("Log2", n => Log2Floor((ulong)n));
        Out.I2("Xor", (a, b) => XorShift((uint)a, b));
        Out.I2("Lcg", (a, b) => LcgUniform((ulong)a, b));
        Out.L1("Mix", a => SplitMix((ulong)a));
        Out.I2("BM", (a, b) => BoxMuller((uint)a, (uint)b));
        Out.W1("Luhn", a => Luhn(a));
    }
}
