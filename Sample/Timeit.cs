// IPython's %timeit: as many loops as take a fifth of a second, seven runs, mean and standard deviation with three digits.
using System;
using System.Diagnostics;
using System.Globalization;
using System.Linq;

namespace SrcGenJit.Sample;

internal static class Timeit
{
    private const int Runs = 7;
    private const int MaxLoops = 10_000_000;

    public static void Run(Action action)
    {
        int loops = 1;
        while (Seconds(action, loops) < 0.2 && loops < MaxLoops)
        {
            loops *= 10;
        }
        double[] times = Enumerable.Range(0, Runs).Select(_ => Seconds(action, loops) / loops).ToArray();
        double mean = times.Average();
        double deviation = Math.Sqrt(times.Select(t => (t - mean) * (t - mean)).Average());
        Console.WriteLine($"{Time(mean)} ± {Time(deviation)} per loop (mean ± std. dev. of {Runs} runs, {loops} loops each)");
    }

    private static double Seconds(Action action, int loops)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < loops; i++)
        {
            action();
        }
        return Stopwatch.GetElapsedTime(start).TotalSeconds;
    }

    private static string Time(double seconds)
    {
        (string Unit, double Scale)[] units = [("s", 1), ("ms", 1e3), ("µs", 1e6), ("ns", 1e9)];
        (string unit, double scale) = units.FirstOrDefault(u => seconds * u.Scale >= 1, units[^1]);
        double value = seconds * scale;
        int decimals = value >= 100 ? 0 : value >= 10 ? 1 : 2;
        return value.ToString("F" + decimals, CultureInfo.InvariantCulture) + " " + unit;
    }
}
