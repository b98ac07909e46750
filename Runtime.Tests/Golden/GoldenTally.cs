// Counts what an executor makes of the golden programs: agreement with JAX and with the interpreter's bits, and the bits themselves, to compare between instruction sets.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.Intrinsics.X86;
using SrcGenJit;

namespace Runtime.Tests.Golden;

internal sealed class GoldenTally
{
    // A file that the first run on any instruction set with FMA writes, and the others compare with: "number id bits" for each program.
    private static readonly string? s_bitsFile = Environment.GetEnvironmentVariable("SRCGENJIT_BITS") is { Length: > 0 } file && Fma.IsSupported ? file : null;

    private static readonly Lazy<Dictionary<string, string>?> s_bits = new(() =>
        s_bitsFile is not null && File.Exists(s_bitsFile) ? File.ReadLines(s_bitsFile).ToDictionary(l => l[..l.LastIndexOf(' ')], l => l[(l.LastIndexOf(' ') + 1)..]) : null);

    private readonly SortedDictionary<string, int> _ran = new(StringComparer.Ordinal);
    private readonly List<string> _lines = [];
    private readonly Stopwatch _running = new();
    private readonly Stopwatch _compiling = new();
    private ulong _checksum;
    private int _same;

    public List<string> Failures { get; } = [];

    public int Ran => _ran.Values.Sum();

    public int RanOf(string category) => _ran.GetValueOrDefault(category);

    public T Compiling<T>(Func<T> compile)
    {
        _compiling.Start();
        T compiled = compile();
        _compiling.Stop();
        return compiled;
    }

    /// <summary>Runs a program, and counts it when its outputs are within the case's tolerance and have the interpreter's bits.</summary>
    public void Add(Runnable run, Func<IReadOnlyList<NdArray>> execute)
    {
        string id = run.Program.Id;
        try
        {
            _running.Start();
            IReadOnlyList<NdArray> outputs = execute();
            _running.Stop();
            ulong bits = outputs.Aggregate(0ul, Checksum);
            _checksum = Mix(_checksum, bits);
            string key = $"{_lines.Count} {id}";
            _lines.Add($"{key} {bits:X16}");
            string? difference = GoldenRun.Difference(run.Program, outputs), bitDifference = GoldenRun.BitDifference(outputs, run.Interpreted);
            bool known = GoldenRun.IsIllConditioned(run.Program);
            _same += bitDifference is null ? 1 : 0;
            if (difference is null && bitDifference is null)
            {
                _ran[run.Program.Category] = RanOf(run.Program.Category) + 1;
            }
            if ((known ? null : difference) is { } wrong)
            {
                Failures.Add($"{id}: {wrong}");
            }
            else if (bitDifference is not null)
            {
                Failures.Add($"{id}: not the interpreter's bits: {bitDifference}");
            }
            else if (known && difference is null)
            {
                Failures.Add($"{id} agrees with JAX: take it off the list of ill-conditioned programs");
            }
            if (s_bits.Value is { } others && others.TryGetValue(key, out string? other) && other != bits.ToString("X16"))
            {
                Failures.Add($"{id}: other bits than on the instruction set that wrote {s_bitsFile}");
            }
        }
        catch (Exception e)
        {
            _running.Stop();
            Failures.Add($"{id}: {e.GetType().Name} {e.Message}\n{e.StackTrace?.Split('\n').FirstOrDefault()}");
        }
    }

    public override string ToString()
    {
        if (s_bitsFile is not null && s_bits.Value is null)
        {
            File.WriteAllLines(s_bitsFile, _lines);
        }
        string categories = string.Join(", ", GoldenData.Programs.GroupBy(p => p.Category).Select(c => $"{c.Key} {RanOf(c.Key)} of {c.Count()}"));
        return $"""
            {Ran} of {GoldenData.Programs.Count} ran and agree with JAX, {_same} have the interpreter's bits; compiling {_compiling.Elapsed.TotalSeconds:F1} s, running {_running.Elapsed.TotalSeconds:F1} s
            {categories}
            checksum of all outputs, the same on every vector width with FMA: {_checksum:X16}
            {GoldenRun.Missing.Count} cannot run yet:
            """;
    }

    // Every NaN counts as one value.
    private static ulong Checksum(ulong sum, NdArray array) => GoldenRun.Elements(array) switch
    {
        float[] x => x.Aggregate(sum, (s, e) => Mix(s, float.IsNaN(e) ? 1 : BitConverter.SingleToUInt32Bits(e))),
        double[] x => x.Aggregate(sum, (s, e) => Mix(s, double.IsNaN(e) ? 1 : BitConverter.DoubleToUInt64Bits(e))),
        Array x => x.Cast<object>().Aggregate(sum, (s, e) => Mix(s, unchecked((ulong)Convert.ToInt64(e, System.Globalization.CultureInfo.InvariantCulture)))),
    };

    private static ulong Mix(ulong sum, ulong bits) => BitOperations.RotateLeft((sum ^ bits) * 0x9E3779B97F4A7C15, 29);
}
