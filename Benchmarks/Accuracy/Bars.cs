// The bars on speed: what was asked, what was measured.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace SrcGenJit.Accuracy;

/// <summary>A ratio that is to be at most, or at least, a limit.</summary>
internal sealed record Bar(string What, double Ratio, double Limit, bool AtLeast = false)
{
    public bool Passes => AtLeast ? Ratio >= Limit : Ratio <= Limit;

    public string Verdict => double.IsNaN(Ratio) ? "not measured" : Passes ? "pass" : "MISSED";

    public string LimitText => string.Create(CultureInfo.InvariantCulture, $"{(AtLeast ? "at least" : "at most")} {Limit:0.##}");
}

internal static class Bars
{
    private const double HardLimit = 8;

    /// <summary>The bars of single things, then a line a group of functions with the worst of them, and a line for every function that misses.</summary>
    public static List<Bar> Of(IReadOnlyList<Speed> speeds, Contest sinCos, Contest sinCosDouble, Contest w1)
    {
        List<Bar> bars = [];
        foreach ((string name, double limit) in Prototypes.Limits)
        {
            Speed? speed = speeds.FirstOrDefault(s => s.Single && s.Function.Name == name);
            if (speed is not null)
            {
                bars.Add(new Bar($"{name} against its prototype, float", speed.Ours / speed.Prototype, limit));
            }
        }
        bars.Add(new Bar("sine and cosine of one argument against the sine, float", sinCos["both"] / sinCos["sin"], 1.3));
        bars.Add(new Bar("sine and cosine of one argument against the sine, double", sinCosDouble["both"] / sinCosDouble["sin"], 1.3));
        bars.Add(new Bar("W1, emitted, against the kernel by hand of 1.5 ULP", w1["emitted"] / w1["by hand"], 1.35));
        bars.Add(new Bar("W1, emitted: times faster than TensorPrimitives", w1["tensor"] / w1["emitted"], 5, AtLeast: true));
        foreach (bool single in new[] { true, false })
        {
            string type = single ? "float" : "double";
            Speed[] all = [.. speeds.Where(s => s.Single == single && s.HasBars)];
            Group(bars, all.Select(s => new Bar($"{s.Function.Name}: times faster than TensorPrimitives, {type}", s.Tensor / s.Ours, s.TensorBar, AtLeast: true)));
            Group(bars, all.Select(s => new Bar($"{s.Function.Name}: times faster than {(single ? "MathF" : "Math")}, {type}", s.Math / s.Ours, s.MathBar, AtLeast: true)));
            Group(bars, speeds.Where(s => s.Single == single).Select(s => new Bar($"{s.Function.Name}: arguments {s.HardestKind} against usual ones, {type}", s.Times[s.HardestKind] / s.Ours, HardLimit)));
        }
        return bars;
    }

    // The nearest to its limit stands for those that pass.
    private static void Group(List<Bar> bars, IEnumerable<Bar> members)
    {
        Bar[] measured = [.. members.Where(m => !double.IsNaN(m.Ratio)).OrderByDescending(m => m.AtLeast ? -m.Ratio : m.Ratio)];
        bars.AddRange(measured.Where(m => !m.Passes));
        if (measured.FirstOrDefault(m => m.Passes) is { } worst)
        {
            bars.Add(worst with { What = worst.What + $" (the worst of {measured.Count(m => m.Passes)})" });
        }
    }
}
