// What the programs are called with, hostile values among them, and how each call's result or exception is written down.
using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;

/// <summary>Calls of the programs, one line each.</summary>
public static class Out
{
    private static readonly double[] s_x = [0.0, -0.0, 1, -1, 0.5, -0.5, 2, 3, 1.5, 0.1, 1e-8, 1e-300, 5e-324, 7.25, 10, 25.5, 100, 171.5, 1000, 1e10, 1e300, double.MaxValue, double.MinValue, double.PositiveInfinity, double.NegativeInfinity, double.NaN, -2.5, -3, -100.25, 3.141592653589793, 0.999999, 4.000001, -0.25, 6.5, 20];
    private static readonly double[] s_y = [0.0, -0.0, 1, -1, 0.3, 2, 5.5, 1e-9, 40, 1e9, double.PositiveInfinity, double.NegativeInfinity, double.NaN, -2.5, -3];
    private static readonly double[] s_z = [0.0, 1, -1, 0.3, 2.5, 30, double.PositiveInfinity, double.NaN, -0.7];
    private static readonly double[] s_probabilities = [0.0, 0.5, 0.1, 0.9, 0.01, 0.999, 1e-10, 1 - 1e-12, 1, -0.1, 1.1, double.NaN, double.PositiveInfinity, -0.0, 0.02425, 0.3, 0.7];
    private static readonly double[][] s_vectors = [[], [1], [double.NaN], [3, 1, 2], [1, 2, 3, 4], [-1, 0.5, 2.25, -3.75, 10, 0.1, 7], [double.PositiveInfinity, 1, double.NegativeInfinity], [5, double.NaN, -5, 2], [2, 2, 2, 2, 2], [1e300, 1e300, -1e300], [0.0, -0.0, 0.0], [1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16], [8, 7, 6, 5, 4, 3, 2, 1, 0]];
    private static readonly string[] s_texts = ["", "0", "42", "-17", "+5", "12a", " 7", "99999999999", "2147483647", "3.25", "-", "1e5"];

    public static readonly int[] I = [0, 1, -1, 2, 3, 5, 7, 10, 12, 17, 30, 64, 100, 255, 1000, -5, int.MaxValue, int.MinValue, 360, 1900, 2000, 2024];
    public static readonly long[] L = [0, 1, -1, 2, 10, 97, 1000003, 123456789012, long.MaxValue, long.MinValue, -7];
    public static readonly int[][] W = [[], [1], [3, 1, 2], [1, 2, 3, 4], [5, -5, 0, 7, 7, 2], [int.MaxValue, int.MinValue, 0], [0, 0, 0], [9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [1, 3, 5, 7, 9, 11]];

    /// <summary>The calls so far.</summary>
    public static readonly List<string> Lines = [];

    /// <summary>Calls that ran the C# body though it did not throw.</summary>
    public static readonly List<string> Needless = [];

    public static void Try(string name, Func<object?> call)
    {
        long before = JitInfo.Fallbacks;
        string result;
        try
        {
            result = Text(call());
            if (JitInfo.Fallbacks > before)
            {
                Needless.Add(name);
            }
        }
        catch (Exception e)
        {
            result = e.GetType().Name + ": " + e.Message;
        }
        Lines.Add(name + " = " + result);
    }

    public static void D1(string name, Func<double, object?> call) => Each(name, s_x, call);

    public static void P1(string name, Func<double, object?> call) => Each(name, s_probabilities, call);

    public static void I1(string name, Func<int, object?> call) => Each(name, I, call);

    public static void L1(string name, Func<long, object?> call) => Each(name, L, call);

    public static void T1(string name, Func<string, object?> call) => Each(name, s_texts, call);

    public static void V1(string name, Func<double[], object?> call) => Each(name, s_vectors, v => Kept(v, call));

    public static void W1(string name, Func<int[], object?> call) => Each(name, W, v => Kept(v, call));

    public static void D2(string name, Func<double, double, object?> call) => Pairs(name, s_x, s_y, call);

    public static void I2(string name, Func<int, int, object?> call) => Pairs(name, I, I, call);

    public static void L2(string name, Func<long, long, object?> call) => Pairs(name, L, L, call);

    public static void ID(string name, Func<int, double, object?> call) => Pairs(name, I, s_x, call);

    public static void V2(string name, Func<double[], double[], object?> call) => Pairs(name, s_vectors, s_vectors, (v, w) => Kept(v, c => Kept(w, d => call(c, d))));

    public static void VD(string name, Func<double[], double, object?> call) => Pairs(name, s_vectors, s_x, (v, y) => Kept(v, c => call(c, y)));

    public static void VI(string name, Func<double[], int, object?> call) => Pairs(name, s_vectors, I, (v, y) => Kept(v, c => call(c, y)));

    public static void WI(string name, Func<int[], int, object?> call) => Pairs(name, W, I, (v, y) => Kept(v, c => call(c, y)));

    public static void D3(string name, Func<double, double, double, object?> call)
    {
        foreach (double x in s_y)
        {
            Pairs(name + " " + Text(x), s_z, s_z, (y, z) => call(x, y, z));
        }
    }

    private static void Each<T>(string name, T[] inputs, Func<T, object?> call)
    {
        foreach (T x in inputs)
        {
            Try($"{name}({Text(x)})", () => call(x));
        }
    }

    private static void Pairs<A, B>(string name, A[] first, B[] second, Func<A, B, object?> call)
    {
        foreach (A x in first)
        {
            foreach (B y in second)
            {
                Try($"{name}({Text(x)}, {Text(y)})", () => call(x, y));
            }
        }
    }

    // What a call wrote into its array counts too.
    private static object? Kept<T>(T[] array, Func<T[], object?> call)
    {
        T[] copy = [.. array];
        object? result = call(copy);
        return (result, copy);
    }

    private static string Text(object? value) => value switch
    {
        null => "null",
        double.NaN or float.NaN => "NaN",
        string text => text,
        ITuple tuple => "(" + string.Join("; ", Enumerable.Range(0, tuple.Length).Select(i => Text(tuple[i]))) + ")",
        IEnumerable items => "[" + string.Join(", ", items.Cast<object?>().Select(Text)) + "]",
        IFormattable number => number.ToString(null, CultureInfo.InvariantCulture),
        _ => value.ToString()!,
    };
}
