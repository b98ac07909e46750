// The tables of the accuracy tool, as the console shows them and docs/accuracy.md holds them.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics.Tensors;
using System.Reflection;
using System.Runtime.InteropServices;
using SrcGenJit.Simd;

namespace SrcGenJit.Accuracy;

internal static class AccuracyReport
{
    /// <summary>One type: bounds beside what was measured, at each width and without FMA.</summary>
    public static string Errors(IEnumerable<Measurement> measurements, bool single)
    {
        TextTable table = single
            ? new("float", "bound", "all floats", "worst argument", "tables 512", "256", "128", "one", "same bits", "without FMA: bound", "tables", "2^22 floats", "special values")
            : new("double", "bound", "tables 512", "256", "128", "one", "worst row", "same bits", "without FMA: bound", "tables", "special values");
        foreach (Measurement m in measurements.Where(m => m.Single == single))
        {
            string name = m.Passes ? m.Function.Name : $"**{m.Function.Name}: MISSED**";
            string[] widths = m.HasTable ? Array.ConvertAll(m.TableAtWidths, Ulp) : ["", "", "", ""];
            string bits = m.SameBits ? $"{m.Hash:x16}" : "**differ**";
            string noFmaTable = m.WithoutFma is { } slow && m.HasTable ? Ulp(slow.Table) : "";
            table.Add(single
                ? [name, Bound(m.Bound), m.Errors.Sweep is { } w ? Ulp(w.Ulp) : "", m.Errors.Sweep is { } s ? Argument(s.Argument) : RowOf(m), .. widths, bits, Bound(m.BoundWithoutFma), noFmaTable, m.WithoutFma?.Sweep is { } sample ? Ulp(sample.Ulp) : "", SpecialsOf(m)]
                : [name, Bound(m.Bound), .. widths, RowOf(m), bits, Bound(m.BoundWithoutFma), noFmaTable, SpecialsOf(m)]);
        }
        return table.ToString();
    }

    public static string Times(IEnumerable<Speed> speeds)
    {
        TextTable table = new("ns an element", "type", "512", "256", "128", "TensorPrimitives", "times", "MathF or Math", "times", "hardest arguments", "times");
        foreach (Speed s in speeds)
        {
            table.Add(
                s.Function.Name, s.Single ? "float" : "double", Time(s.Times["512"]), Time(s.Times["256"]), Time(s.Times["128"]), Time(s.Tensor), Ratio(s.Tensor / s.Ours), Time(s.Math), Ratio(s.Math / s.Ours), s.HardestKind, Ratio(s.Times[s.HardestKind] / s.Ours));
        }
        return table.ToString();
    }

    public static string Bars(IEnumerable<Bar> bars)
    {
        TextTable table = new("bar", "asked", "measured", "verdict");
        foreach (Bar bar in bars)
        {
            table.Add(bar.What, bar.LimitText, double.IsNaN(bar.Ratio) ? "" : bar.Ratio.ToString("F2", CultureInfo.InvariantCulture), bar.Passes || double.IsNaN(bar.Ratio) ? bar.Verdict : $"**{bar.Verdict}**");
        }
        return table.ToString();
    }

    /// <summary>Everything that a measured miss has to say.</summary>
    public static IEnumerable<string> Misses(IEnumerable<Measurement> measurements)
    {
        foreach (Measurement m in measurements.Where(m => !m.Passes))
        {
            yield return $"{m.Function.Name}, {m.Type}: bound {Bound(m.Bound)}; {(m.Errors.Sweep is { } sweep ? $"all floats {sweep}; " : "")}{(m.HasTable ? $"tables {m.Errors.TableWhere}; " : "")}{m.Errors.Specials.Missed} special values missed {m.Errors.Specials.Where}; {(m.SameBits ? "same bits" : "widths differ")}";
            if (m.WithoutFma is { } slow)
            {
                yield return $"  without FMA: bound {Bound(m.BoundWithoutFma)}; {(slow.Sweep is { } sample ? $"sample {sample}; " : "")}tables {slow.TableWhere}; {slow.Specials.Missed} special values missed {slow.Specials.Where}";
            }
        }
    }

    public static string Document(IReadOnlyList<Measurement> measurements, IReadOnlyList<Speed> speeds, IReadOnlyList<Bar> bars) => $"""
        # Accuracy and speed of the vector functions

        `dotnet run -c Release --project Benchmarks -- accuracy` writes this page. An error is in ULP: the distance of a result from the true value, divided by the distance
        from the correctly rounded result to the next larger number of the type (`logaddexp`: to that of the largest of arguments and result). A result that is not NaN,
        infinite or zero of the right sign exactly where the true one is counts as an infinite error.

        Functions of one argument are computed for all 2^32 floats and compared with their double versions, whose error the tables bound; tables of correctly rounded
        results (`Runtime.Tests/Golden/ulp`, or the folder that `SRCGENJIT_ULP` names) are read for everything, with lanes of 512, 256 and 128 bits and of one element. "Same bits" is the
        hash of the results of a million arguments (bit patterns at random, usual ones, special ones), equal at all those widths. Without FMA is a process with `DOTNET_EnableAVX2=0`. Times
        are nanoseconds an element, n = {Speed.Elements}, in L1, on one thread, the minimum of interleaved rounds, on usual arguments; "hardest arguments" is the slowest kind of huge, tiny, denormal
        and special ones. Where a bound is missed the name says so.

        {Machine()}

        ## float

        {Errors(measurements, true)}
        ## double

        {Errors(measurements, false)}
        ## Speed

        {Times(speeds)}
        ## Bars

        {Bars(bars)}
        """.TrimEnd() + "\n";

    private static string Machine()
    {
        string processor = File.Exists("/proc/cpuinfo")
            ? File.ReadLines("/proc/cpuinfo").FirstOrDefault(line => line.StartsWith("model name", StringComparison.Ordinal))?.Split(':')[^1].Trim() ?? ""
            : Environment.GetEnvironmentVariable("PROCESSOR_IDENTIFIER") ?? "";
        string tensors = typeof(TensorPrimitives).Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "";
        return $"Measured on {processor} ({RuntimeInformation.ProcessArchitecture}, {Environment.ProcessorCount} processors, vectors of {(Map.Use512 ? 512 : Map.Use256 ? 256 : 128)} bits), {RuntimeInformation.FrameworkDescription}, System.Numerics.Tensors {tensors}.";
    }

    private static string RowOf(Measurement m) => !m.HasTable ? "no table" : m.Errors.TableWhere is { Length: > 0 } where ? where[..where.IndexOf(" gave", StringComparison.Ordinal)] : "";

    private static string SpecialsOf(Measurement m)
    {
        if (!m.HasTable)
        {
            return "";
        }
        Specials s = m.Errors.Specials;
        int missed = s.Missed + (m.WithoutFma?.Specials.Missed ?? 0);
        return $"{s.NaNs} NaN, {s.Infinities} inf, {s.Zeros} zero: {(missed == 0 ? "exact" : $"**{missed} missed**")}";
    }

    private static string Ulp(double ulp) => double.IsInfinity(ulp) ? "infinite" : ulp.ToString("F3", CultureInfo.InvariantCulture);

    private static string Bound(double bound) => bound.ToString("0.0##", CultureInfo.InvariantCulture);

    private static string Argument(double x) => ((float)x).ToString("R", CultureInfo.InvariantCulture);

    private static string Time(double ns) => double.IsNaN(ns) ? "" : ns.ToString("F3", CultureInfo.InvariantCulture);

    private static string Ratio(double ratio) => double.IsNaN(ratio) ? "" : ratio.ToString("F1", CultureInfo.InvariantCulture);
}
