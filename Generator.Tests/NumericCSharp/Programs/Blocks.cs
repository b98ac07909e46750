// Parts of arrays copied, cleared and filled; grids enumerated and bounded; arrays as long as an argument says.
public static partial class Num
{
    [Jit]
    public static double GridFold(double[,] grid, double limit)
    {
        double s = 0;
        foreach (double d in grid)
        {
            if (d > limit)
                break;
            s = s * 0.5 + d;
        }
        return s;
    }

    [Jit]
    public static double GridLocal(double x)
    {
        var grid = new double[7, 9];
        for (int i = 0; i < 7; i++)
            for (int j = 0; j < 9; j++)
                grid[i, j] = x * i - j;
        double s = 0;
        foreach (double d in grid)
            s = s * 0.9 + d;
        return s;
    }

    [Jit]
    public static int GridBounds(double[,] grid)
    {
        int s = grid.GetLowerBound(0);
        for (int i = grid.GetLowerBound(0); i <= grid.GetUpperBound(0); i++)
            for (int j = grid.GetLowerBound(1); j <= grid.GetUpperBound(1); j++)
                if (grid[i, j] > 0)
                    s += i * 10 + j;
        return s;
    }

    [Jit]
    public static double[] CopyPart(double[] from, double[] to, int count)
    {
        Array.Copy(from, 1, to, 2, count);
        return to[1..];
    }

    [Jit]
    public static double[] Padded(double[] v)
    {
        var r = new double[v.Length + 2];
        Array.Copy(v, 0, r, 1, v.Length);
        r[0] = r[1];
        r[^1] = r[^2];
        return r;
    }

    [Jit]
    public static double[] ClearFrom(double[] v, int start)
    {
        Array.Clear(v, start, 2);
        return v;
    }

    [Jit]
    public static double[] FillFrom(double[] v, int start)
    {
        Array.Fill(v, 3.5, start, 2);
        return v;
    }

    [Jit]
    public static double[] Evenly(double a, double b, int n) => Enumerable.Range(0, n).Select(i => a + (b - a) * i / (n - 1)).ToArray();

    [Jit]
    public static int[] Squares(int n)
    {
        int[] a = Enumerable.Range(0, n).ToArray();
        for (int i = 0; i < a.Length; i++)
            a[i] *= a[i];
        return a;
    }

    public static void BlocksCalls()
    {
        double[][,] grids = [new double[0, 0], new double[0, 3], new double[2, 0], new double[,] { { 4 } }, new double[,] { { 1, 2, -3 }, { 0.5, double.NaN, 7 } }, new double[,] { { -1, 2 }, { 3, 1e300 }, { 5, 6 } }];
        for (int i = 0; i < grids.Length; i++)
        {
            double[,] grid = grids[i];
            Out.D1("GridFold#" + i, x => GridFold(grid, x));
            Out.Try("GridBounds#" + i, () => GridBounds(grid));
        }
        Out.D1("GridLocal", x => GridLocal(x));
        int[] few = [-1, 0, 1, 2, 5];
        foreach (int n in few)
        {
            Out.V2("CopyPart " + n, (v, w) => CopyPart(v, w, n));
            Out.V1("ClearFrom " + n, v => ClearFrom(v, n));
            Out.V1("FillFrom " + n, v => FillFrom(v, n));
            Out.D1("Evenly " + n, x => Evenly(x, 2, n));
            Out.Try("Squares " + n, () => Squares(n));
        }
        Out.V1("Padded", v => Padded(v));
    }
}
