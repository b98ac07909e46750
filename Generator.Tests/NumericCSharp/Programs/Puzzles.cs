// Small algorithms on integers and arrays.
public static partial class Ints
{
    [Jit]
    public static double Change(long cents, int coin)
    {
        int count = 0;
        long left = cents;
        foreach (int c in (int[])[200, 100, 50, 20, 10, 5, 2, 1])
        {
            if (c > coin)
                continue;
            count += (int)(left / c);
            left %= c;
        }
        return left == 0 ? count : throw new InvalidOperationException("cannot change");
    }

    [Jit]
    public static int EditDistance(int[] a, int[] b)
    {
        int n = a.Length, m = b.Length;
        var prev = new int[m + 1];
        for (int j = 0; j <= m; j++)
            prev[j] = j;
        for (int i = 1; i <= n; i++)
        {
            var cur = new int[m + 1];
            cur[0] = i;
            for (int j = 1; j <= m; j++)
                cur[j] = Math.Min(Math.Min(cur[j - 1], prev[j]) + 1, prev[j - 1] + (a[i - 1] == b[j - 1] ? 0 : 1));
            prev = cur;
        }
        return prev[m];
    }

    [Jit]
    public static int MaxSub(int[] a)
    {
        int best = int.MinValue, cur = 0;
        foreach (var x in a)
        {
            cur = Math.Max(x, cur + x);
            best = Math.Max(best, cur);
        }
        return best;
    }

    [Jit]
    public static int TwoSum(int[] a, int t)
    {
        for (int i = 0; i < a.Length; i++)
            for (int j = i + 1; j < a.Length; j++)
                if (a[i] + a[j] == t)
                    return i * 1000 + j;
        return -1;
    }

    [Jit]
    public static int Josephus(int n, int k)
    {
        if (n <= 0 || k <= 0)
            throw new ArgumentException("positive");
        int r = 0;
        for (int i = 2; i <= Math.Min(n, 500); i++)
            r = (r + k) % i;
        return r;
    }

    public static void PuzzlesCalls()
    {
        Out.L1("Chg", n => Change(n, 50));
        Out.L1("Chg0", n => Change(n, 0));
        foreach (var w in Out.W)
            Out.W1("Edit", a => EditDistance(a, w));
        Out.W1("MaxSub", a => MaxSub(a));
        Out.WI("Two", (a, t) => TwoSum(a, t));
        Out.I2("Jos", (a, b) => Josephus(a, b));
    }
}
