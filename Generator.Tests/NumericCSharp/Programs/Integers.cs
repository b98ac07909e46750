// Number theory in machine integers.
public static partial class Ints
{
    [Jit]
    public static long Gcd(long a, long b)
    {
        a = Math.Abs(a);
        b = Math.Abs(b);
        while (b != 0)
        {
            (a, b) = (b, a % b);
        }
        return a;
    }

    [Jit]
    public static long Lcm(long a, long b) => a == 0 || b == 0 ? 0 : checked(a / Gcd(a, b) * b);

    [Jit]
    public static (long G, long X, long Y) ExtGcd(long a, long b)
    {
        long x0 = 1, y0 = 0, x1 = 0, y1 = 1;
        while (b != 0)
        {
            long q = a / b;
            (a, b) = (b, a - q * b);
            (x0, x1) = (x1, x0 - q * x1);
            (y0, y1) = (y1, y0 - q * y1);
        }
        return (a, x0, y0);
    }

    [Jit]
    public static uint ModPow32(uint b, uint e, uint m)
    {
        if (m == 0)
            throw new ArgumentException("modulus");
        ulong r = 1 % m, x = b % m;
        for (; e != 0; e >>= 1)
        {
            if ((e & 1) != 0)
                r = r * x % m;
            x = x * x % m;
        }
        return (uint)r;
    }

    [Jit]
    public static bool IsPrime(int n)
    {
        if (n < 2)
            return false;
        if (n < 4)
            return true;
        if (n % 2 == 0 || n % 3 == 0)
            return false;
        for (int i = 5; (long)i * i <= n; i += 6)
            if (n % i == 0 || n % (i + 2) == 0)
                return false;
        return true;
    }

    [Jit]
    public static int Collatz(long n)
    {
        if (n < 1)
            throw new ArgumentOutOfRangeException(nameof(n));
        int steps = 0;
        while (n != 1)
        {
            n = (n & 1) == 0 ? n >> 1 : checked(3 * n + 1);
            steps++;
            if (steps > 2000)
                return -1;
        }
        return steps;
    }

    [Jit]
    public static int IntSqrt(int n)
    {
        if (n < 0)
            throw new ArgumentException($"{n} is negative");
        if (n < 2)
            return n;
        int x = n, y = x / 2 + 1;
        while (y < x)
        {
            x = y;
            y = (x + n / x) / 2;
        }
        return x;
    }

    [Jit]
    public static int CountPrimes(int n)
    {
        const int N = 1000;
        if (n > N)
            n = N;
        var composite = new bool[N + 1];
        int c = 0;
        for (int i = 2; i <= n; i++)
        {
            if (composite[i])
                continue;
            c++;
            for (int j = i * i; j <= n; j += i)
                composite[j] = true;
        }
        return c;
    }

    [Jit]
    public static int Fib(int n)
    {
        int a = 0, b = 1;
        if (n < 0)
            throw new ArgumentOutOfRangeException(nameof(n));
        checked
        {
            for (int i = 0; i < n; i++)
            {
                int t = a + b;
                a = b;
                b = t;
            }
        }
        return a;
    }

    public static void IntegersCalls()
    {
        Out.L2("Gcd", (a, b) => Gcd(a, b));
        Out.L2("Lcm", (a, b) => Lcm(a, b));
        Out.L2("Ext", (a, b) => ExtGcd(a, b));
        foreach (ulong m in new ulong[]
        {
            0,
            1,
            7,
            1000000007,
            ulong.MaxValue
        }
        )
        {
            Out.L2("MP32" + m, (a, b) => ModPow32((uint)a, (uint)b, (uint)m));
        }
        Out.I1("Prime", n => IsPrime(n));
        Out.L1("Coll", n => Collatz(n));
        Out.I1("Isqrt", n => IntSqrt(n));
        Out.I1("CountP", n => CountPrimes(n));
        Out.I1("Fib", n => Fib(n));
    }
}
