// The bars in one process: every competitor runs once a round, the minimum over rounds counts.
using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace SrcGenJit.Benchmarks;

internal static class Ratios
{
    public static void Run(int[] sizes)
    {
        foreach (int n in sizes is [] ? [9, 1_000, 1_000_000] : sizes)
        {
            NdArray<float> x = NdArray.Adopt(Enumerable.Range(0, n).Select(i => (float)(Math.Sin(i) * 3)).ToArray());
            float[] y = new float[n], scratch = new float[n];
            var blocked = Jax.Jit<Func<NdArray<float>, NdArray<float>>>(Workloads.Eager);
            var two = Jax.Jit((NdArray<float> a, NdArray<float> b) => Jnp.Sin(a) + Jnp.Cos(b));
            var kernel = Jax.Jit<Func<NdArray<float>, NdArray<float>>>(Workloads.W1);
            Compare(
                n,
                ("hand-written Vector512", () => HandWritten.SinPlusCos(x.Span, y)),
                ("[Jit], result array included", () => Workloads.W1(x)),
                ("Jax.Jit of the [Jit] method", () => kernel(x)),
                ("Jax.Jit, blocked evaluator", () => blocked(x)),
                ("Jax.Jit, two arguments", () => two(x, x)),
                ("eager", () => Workloads.Eager(x)),
                ("TensorPrimitives", () => Workloads.TensorPrimitivesW1(x.Span, y, scratch)));
        }
    }

    private static void Compare(int n, params (string Name, Action Run)[] competitors)
    {
        int loops = Math.Max(1, 1_000_000 / (n + 100));
        double[] best = competitors.Select(_ => double.PositiveInfinity).ToArray();
        for (int round = 0; round < 101; round++)
        {
            for (int c = 0; c < competitors.Length; c++)
            {
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < loops; i++)
                {
                    competitors[c].Run();
                }
                best[c] = Math.Min(best[c], Stopwatch.GetElapsedTime(start).TotalNanoseconds / loops);
            }
        }
        Console.WriteLine($"W1 sin(x) + cos(x), n = {n.ToString("N0", CultureInfo.InvariantCulture)}");
        for (int c = 0; c < competitors.Length; c++)
        {
            Console.WriteLine(string.Create(CultureInfo.InvariantCulture, $"  {competitors[c].Name,-30} {best[c],14:F1} ns a call {best[c] / n,9:F3} ns an element   x {best[c] / best[0]:F2}"));
        }
    }
}
