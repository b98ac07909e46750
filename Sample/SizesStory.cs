// sin(x) + cos(x) over sizes, in nanoseconds an element: operation by operation, compiled, with TensorPrimitives, and with a loop over MathF.
using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;
using System.Numerics.Tensors;

namespace SrcGenJit.Sample;

internal static class SizesStory
{
    public static void Tell()
    {
        Console.WriteLine();
        Console.WriteLine("sin(x) + cos(x), nanoseconds an element (best of several runs, result array included)");
        Console.WriteLine();
        Console.WriteLine($"{"n",10} {"eager",10} {"[Jit]",10} {"TensorPrimitives",18} {"MathF",10}");
        foreach (int n in new[] { 9, 100, 1_000, 10_000, 100_000, 1_000_000, 10_000_000 })
        {
            NdArray<float> x = NdArray.Adopt(Enumerable.Range(0, n).Select(i => (float)Math.Sin(i) * 3).ToArray());
            double eager = Best(n, () => Notebook.Plain(x)), jit = Best(n, () => Notebook.f(x)), peer = Best(n, () => SinPlusCos(x.Span)), loop = Best(n, () => Loop(x.Span));
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"{n,10} {eager,10:F3} {jit,10:F3} {peer,18:F3} {loop,10:F3}"));
        }
    }

    private static float[] SinPlusCos(ReadOnlySpan<float> x)
    {
        float[] sin = new float[x.Length], cos = new float[x.Length];
        TensorPrimitives.Sin(x, sin);
        TensorPrimitives.Cos(x, cos);
        TensorPrimitives.Add(sin, cos, sin);
        return sin;
    }

    private static float[] Loop(ReadOnlySpan<float> x)
    {
        float[] result = new float[x.Length];
        for (int i = 0; i < x.Length; i++)
        {
            result[i] = MathF.Sin(x[i]) + MathF.Cos(x[i]);
        }
        return result;
    }

    private static double Best(int n, Action action)
    {
        int loops = Math.Max(1, 200_000 / n);
        double best = double.PositiveInfinity;
        for (int run = 0; run < 15; run++)
        {
            long start = Stopwatch.GetTimestamp();
            for (int i = 0; i < loops; i++)
            {
                action();
            }
            best = Math.Min(best, Stopwatch.GetElapsedTime(start).TotalNanoseconds / loops / n);
        }
        return best;
    }
}
