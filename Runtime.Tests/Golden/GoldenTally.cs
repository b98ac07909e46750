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

internal sealed class GoldenTally(string executor, GoldenSet set)
{
    // A file that the first run on any instruction set with FMA writes, and the others compare with: "number id bits" for each program.
    private static readonly string? s_bitsFile = Environment.GetEnvironmentVariable("SRCGENJIT_BITS") is { Length: > 0 } file && Fma.IsSupported ? file : null;

    private static readonly Lazy<Dictionary<string, string>?> s_bits = new(() =>
        s_bitsFile is not null && File.Exists(s_bitsFile) ? File.ReadLines(s_bitsFile).ToDictionary(l => l[..l.LastIndexOf(' ')], l => l[(l.LastIndexOf(' ') + 1)..]) : null);

    private readonly List<(string Id, string Category)> _agreed = [];
    private readonly List<(string Id, string Problem)> _failures = [.. set.Broken.Select(b => (b.Id, b.Problem))];
    private readonly List<string> _zeros = [];
    private readonly List<string> _lines = [];
    private readonly Stopwatch _running = new();
    private readonly Stopwatch _compiling = new();
    private ulong _checksum;
    private int _ran;
    private int _same;
    private int _typesOnly;

    /// <summary>Programs that ran and gave JAX's answer and the interpreter's bits, by id.</summary>
    public IEnumerable<string> Agreed => _agreed.Select(a => a.Id);

    /// <summary>Programs among those whose answer differs from JAX's in the sign of a zero.</summary>
    public IReadOnlyList<string> SignsOfZero => _zeros;

    /// <summary>What is wrong, program by program; what could not be read is among it.</summary>
    public IReadOnlyList<(string Id, string Problem)> Failures => _failures;

    public T Compiling<T>(Func<T> compile)
    {
        _compiling.Start();
        try
        {
            return compile();
        }
        finally
        {
            _compiling.Stop();
        }
    }

    public void Fail(string id, string problem) => _failures.Add((id, problem));

    /// <summary>Runs a program, and counts it when its outputs are within the case's tolerance and have the interpreter's bits.</summary>
    public void Add(Runnable run, Func<IReadOnlyList<NdArray>> execute)
    {
        string id = run.Program.Id;
        try
        {
            _running.Start();
            IReadOnlyList<NdArray> outputs = execute();
            _running.Stop();
            _ran++;
            ulong bits = outputs.Aggregate(0ul, Checksum);
            _checksum = Mix(_checksum, bits);
            string key = $"{_lines.Count} {id}";
            _lines.Add($"{key} {bits:X16}");
            Judge(run, outputs);
            if (s_bits.Value is { } others && others.TryGetValue(key, out string? other) && other != bits.ToString("X16"))
            {
                Fail(id, $"other bits than on the instruction set that wrote {s_bitsFile}");
            }
        }
        catch (Exception e)
        {
            _running.Stop();
            Fail(id, $"{e.GetType().Name} {e.Message}\n{e.StackTrace?.Split('\n').FirstOrDefault()}");
        }
    }

    /// <summary>The summary: how many ran and agreed, which failed, and what this version does not have.</summary>
    public override string ToString()
    {
        if (s_bitsFile is not null && s_bits.Value is null)
        {
            File.WriteAllLines(s_bitsFile, _lines);
        }
        Dictionary<string, int> agreed = _agreed.GroupBy(a => a.Category).ToDictionary(g => g.Key, g => g.Count());
        IEnumerable<string> categories = set.Ready.Select(r => r.Program.Category).Concat(set.Missing.Select(m => m.Category)).Concat(set.Broken.Select(b => b.Category))
            .GroupBy(c => c).Select(c => $"{c.Key} {agreed.GetValueOrDefault(c.Key)} of {c.Count()}");
        string[] failed = [.. _failures.Select(f => f.Id).Distinct()];
        IEnumerable<string> missing = set.Missing.GroupBy(m => m.Reason).OrderByDescending(g => g.Count()).ThenBy(g => g.Key, StringComparer.Ordinal)
            .Select(g => $"  {g.Count(),4}  {g.Key}{(g.Count() <= 3 ? $" ({string.Join(", ", g.Select(m => m.Id))})" : "")}");
        return $"""
            {executor}: of {set.Count} programs {_ran} ran, {_agreed.Count} agree with JAX and have the interpreter's bits, {failed.Length} failed, {set.Missing.Count} use what this version does not have
            {_same} have the interpreter's bits; {_typesOnly} outputs have no elements in the data: their shapes and types are compared
            compiling {_compiling.Elapsed.TotalSeconds:F1} s, running {_running.Elapsed.TotalSeconds:F1} s
            agreed: {string.Join(", ", categories)}
            checksum of all outputs, the same on every vector width with FMA: {_checksum:X16}
            agree but for the sign of a zero: {(_zeros.Count == 0 ? "none" : string.Join(", ", _zeros))}
            failed: {(failed.Length == 0 ? "none" : string.Join(", ", failed))}
            not in this version:
            {string.Join("\n", missing)}
            """;
    }

    private void Judge(Runnable run, IReadOnlyList<NdArray> outputs)
    {
        GoldenProgram program = run.Program;
        bool known = GoldenRun.IsIllConditioned(program);
        _typesOnly += program.Outputs.Count(o => o.Data is null);
        string? difference = GoldenRun.Difference(program, outputs);
        if (GoldenRun.DiffersInSignsOfZero(program, outputs))
        {
            _zeros.Add(program.Id);
            difference = null;
        }
        // Of rounding noise the shapes and types are compared.
        string? wrong = known ? GoldenRun.Difference(program with { Outputs = [.. program.Outputs.Select(o => o with { Data = null })] }, outputs) : difference;
        string? bitDifference = GoldenRun.BitDifference(outputs, run.Interpreted);
        _same += bitDifference is null ? 1 : 0;
        if (wrong is not null)
        {
            Fail(program.Id, wrong);
        }
        else if (bitDifference is not null)
        {
            Fail(program.Id, "not the interpreter's bits: " + bitDifference);
        }
        else if (known && difference is null)
        {
            Fail(program.Id, "agrees with JAX: take it off the list of ill-conditioned programs");
        }
        else if (!known)
        {
            _agreed.Add((program.Id, program.Category));
        }
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
