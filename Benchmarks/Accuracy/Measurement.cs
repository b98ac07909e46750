// What is measured of one function in one type: tables at every width, all floats or a sample, special values, the hash of results.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using SrcGenJit.Simd;

namespace SrcGenJit.Accuracy;

/// <summary>Errors at the width of the machine: of the tables and of the sweep or sample, which only floats have.</summary>
internal readonly record struct Errors(double Table, string TableWhere, Specials Specials, Worst? Sweep)
{
    public double Largest => Math.Max(Table, Sweep?.Ulp ?? 0);
}

internal sealed record Measurement(VectorFunction Function, bool Single, bool HasTable)
{
    /// <summary>A sample of about 2^22 floats.</summary>
    public const int SampleStep = 1021;

    public static Width[] Widths { get; } = [Width.Bits512, Width.Bits256, Width.Bits128, Width.One];

    /// <summary>Largest errors over the table at each of <see cref="Widths"/>.</summary>
    public double[] TableAtWidths { get; init; } = [];

    public Errors Errors { get; init; }

    /// <summary>The hash of a million results, and whether every width gives it.</summary>
    public ulong Hash { get; init; }

    public bool SameBits { get; init; } = true;

    public Errors? WithoutFma { get; set; }

    public string Type => Single ? "float" : "double";

    public double Bound => Single ? Function.Bounds.Single : Function.Bounds.Double;

    public double BoundWithoutFma => Single ? Function.Bounds.SingleWithoutFma : Function.Bounds.DoubleWithoutFma;

    public bool Passes => Errors.Largest <= Bound && !(TableAtWidths.Any(ulp => !(ulp <= Bound)) || !SameBits) && Errors.Specials.Missed == 0
        && (WithoutFma is not { } slow || (slow.Largest <= BoundWithoutFma && slow.Specials.Missed == 0));

    /// <summary>Everything of a function on this machine; <paramref name="step"/> is the distance of floats, 0 for tables only.</summary>
    public static Measurement Of<T>(VectorFunction function, int step, Action<double>? progress)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        bool single = typeof(T) == typeof(float), hasTable = UlpTable<T>.Exists(function.Name);
        UlpTable<T>? table = hasTable ? UlpTable<T>.Read(function.Name) : null;
        return new Measurement(function, single, hasTable)
        {
            TableAtWidths = table is null ? [] : Array.ConvertAll(Widths, width => table.Worst(function.Run(width, table.Arguments[0], table.Arguments[^1])).Ulp),
            Errors = ErrorsOf(function, table, step, progress),
            Hash = HashOf<T>(function, out bool same),
            SameBits = same,
        };
    }

    /// <summary>The errors alone, at the width of the machine.</summary>
    public static Errors ErrorsOf<T>(VectorFunction function, UlpTable<T>? table, int step, Action<double>? progress)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Worst? sweep = typeof(T) == typeof(float) && function.Arity == 1 && step > 0 ? Sweep.Run(function, step, progress) : null;
        if (table is null)
        {
            return new Errors(0, "", default, sweep);
        }
        T[] results = function.Run(Width.Machine, table.Arguments[0], table.Arguments[^1]);
        (double ulp, string where) = table.Worst(results);
        return new Errors(ulp, where, table.Specials(results), sweep);
    }

    private static ulong HashOf<T>(VectorFunction function, out bool same)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Samples.Mixed<T>(function, 1, 1_000_000), y = Samples.Mixed<T>(function, 2, 1_000_000);
        ulong[] hashes = Array.ConvertAll(Widths, width => Samples.Hash<T>(function.Run(width, x, y)));
        // Without FMA only the widths that such machines have must agree.
        same = (Element.HasFma ? hashes : hashes[2..]).Distinct().Count() == 1;
        return hashes[^1];
    }
}

/// <summary>The command and the lines of the process that measures without FMA.</summary>
internal static class ErrorLines
{
    public static void Print(IEnumerable<VectorFunction> functions)
    {
        foreach (VectorFunction function in functions)
        {
            Print<float>(function);
            Print<double>(function);
        }
    }

    private static void Print<T>(VectorFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        Errors e = Measurement.ErrorsOf(function, UlpTable<T>.Exists(function.Name) ? UlpTable<T>.Read(function.Name) : null, Measurement.SampleStep, null);
        string[] sweep = e.Sweep is { } w ? [Number(w.Ulp), Number(w.Argument), Number(w.Result), Number(w.Exact)] : [];
        Console.WriteLine(string.Join('\t', ["errors", function.Name, typeof(T).Name, Number(e.Table), e.TableWhere, e.Specials.NaNs, e.Specials.Infinities, e.Specials.Zeros, e.Specials.Missed, e.Specials.Where, .. sweep]));
    }

    /// <summary>The name, whether in float, and the errors of a line; null for other lines.</summary>
    public static (string Function, bool Single, Errors Errors)? Parse(string line)
    {
        string[] w = line.Split('\t');
        if (w[0] != "errors")
        {
            return null;
        }
        Worst? sweep = w.Length > 10 ? new Worst(Number(w[10]), Number(w[11]), Number(w[12]), Number(w[13])) : null;
        Specials specials = new((int)Number(w[5]), (int)Number(w[6]), (int)Number(w[7]), (int)Number(w[8]), w[9]);
        return (w[1], w[2] == nameof(Single), new Errors(Number(w[3]), w[4], specials, sweep));
    }

    private static string Number(double value) => value.ToString("R", CultureInfo.InvariantCulture);

    private static double Number(string text) => double.Parse(text, CultureInfo.InvariantCulture);
}
