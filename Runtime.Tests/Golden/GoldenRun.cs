// Makes golden programs ready to run: parsed jaxprs with arrays for constants and inputs, or the reason why not; and compares outputs with JAX's.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;

namespace Runtime.Tests.Golden;

/// <summary>A program that can run.</summary>
internal sealed record Runnable(GoldenProgram Program, Jaxpr Jaxpr, NdArray[] Consts, NdArray[] Inputs)
{
    private readonly Lazy<NdArray[]> _interpreted = new(() => Interpreter.Run(Jaxpr, Inputs, Consts));

    /// <summary>The interpreter's outputs.</summary>
    public NdArray[] Interpreted => _interpreted.Value;
}

internal static class GoldenRun
{
    private static readonly DType[] s_executable = [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.UInt32, DType.Bool];

    /// <summary>
    /// Programs of the repository's data whose float32 outputs are rounding noise: JAX's own differ from the same program's in float64 by more than the case's tolerance. They
    /// must run and have the interpreter's bits; they do not count as agreeing. On other data they are failures as any other.
    /// </summary>
    private static readonly Dictionary<string, string> s_illConditioned = new()
    {
        ["pyhpc/equation_of_state@x32"] = "JAX gives -1.3647 in float32, -1.4736 in float64",
        ["sim/scan60_grad@x32"] = "JAX gives 0.0098177 in float32, 0.0098116 in float64",
    };

    public static bool IsIllConditioned(GoldenProgram program) => GoldenData.IsRepositorys && s_illConditioned.ContainsKey(program.Id);

    /// <summary>For a closer look: SRCGENJIT_GOLDEN_ONLY names a category, or a part of an id.</summary>
    public static string Only { get; } = Environment.GetEnvironmentVariable("SRCGENJIT_GOLDEN_ONLY") ?? "";

    private static readonly Lazy<(List<Runnable> Ready, List<(GoldenProgram Program, string Reason)> Missing)> s_all = new(Sort);

    public static List<Runnable> Ready => s_all.Value.Ready;

    public static List<(GoldenProgram Program, string Reason)> Missing => s_all.Value.Missing;

    /// <summary>Null when the outputs agree with JAX's within the case's tolerance, else what differs.</summary>
    public static string? Difference(GoldenProgram program, IReadOnlyList<NdArray> outputs)
    {
        if (outputs.Count != program.Outputs.Count)
        {
            return $"{outputs.Count} outputs, JAX has {program.Outputs.Count}";
        }
        for (int i = 0; i < outputs.Count; i++)
        {
            GoldenValue expected = program.Outputs[i];
            if (!outputs[i].Shape.ToInts().SequenceEqual(expected.Shape))
            {
                return $"output {i} has shape {outputs[i].Shape}, JAX's has ({string.Join(", ", expected.Shape)})";
            }
            if (expected.Data is not null && Difference(Elements(outputs[i]), expected.Data, program.Rtol, program.Atol) is { } difference)
            {
                return $"output {i} {difference}";
            }
        }
        return null;
    }

    /// <summary>Null when two executors' outputs are the same bits (every NaN counts as one value), else where they differ.</summary>
    public static string? BitDifference(IReadOnlyList<NdArray> left, IReadOnlyList<NdArray> right)
    {
        for (int i = 0; i < left.Count; i++)
        {
            Array a = Elements(left[i]), b = Elements(right[i]);
            if (a.Length != b.Length || a.GetType() != b.GetType())
            {
                return $"output {i}: {a.GetType().Name} of {a.Length} and {b.GetType().Name} of {b.Length}";
            }
            for (int k = 0; k < a.Length; k++)
            {
                bool same = (a, b) switch
                {
                    (float[] x, float[] y) => BitConverter.SingleToInt32Bits(x[k]) == BitConverter.SingleToInt32Bits(y[k]) || (float.IsNaN(x[k]) && float.IsNaN(y[k])),
                    (double[] x, double[] y) => BitConverter.DoubleToInt64Bits(x[k]) == BitConverter.DoubleToInt64Bits(y[k]) || (double.IsNaN(x[k]) && double.IsNaN(y[k])),
                    _ => a.GetValue(k)!.Equals(b.GetValue(k)),
                };
                if (!same)
                {
                    return $"output {i}[{k}]: {a.GetValue(k)} and {b.GetValue(k)}";
                }
            }
        }
        return null;
    }

    public static Array Elements(NdArray array) => Storage.Of(array);

    private static (List<Runnable> Ready, List<(GoldenProgram Program, string Reason)> Missing) Sort()
    {
        List<Runnable> ready = [];
        List<(GoldenProgram Program, string Reason)> missing = [];
        foreach (GoldenProgram program in GoldenData.Programs.Where(p => p.Id.Contains(Only) || p.Category == Only))
        {
            Jaxpr jaxpr = Jaxpr.Parse(program.Jaxpr);
            if (Obstacle(program, jaxpr) is { } reason)
            {
                missing.Add((program, reason));
                continue;
            }
            ready.Add(new Runnable(program, jaxpr, Arrays(program.Consts ?? [], jaxpr.ConstVars), Arrays(program.Arguments, jaxpr.InVars)));
        }
        return (ready, missing);
    }

    private static string? Obstacle(GoldenProgram program, Jaxpr jaxpr)
    {
        SortedSet<string> reasons = new(StringComparer.Ordinal);
        Inspect(jaxpr, reasons);
        if (reasons.Count > 0)
        {
            return string.Join(", ", reasons);
        }
        if ((program.Consts?.Count ?? 0) != jaxpr.ConstVars.Count)
        {
            return "values of constants not in the data";
        }
        return program.Arguments.Count != jaxpr.InVars.Count || program.Arguments.Any(a => a.Data is null) ? "arguments are not the jaxpr's inputs" : null;
    }

    private static void Inspect(Jaxpr jaxpr, SortedSet<string> reasons)
    {
        foreach (Atom atom in jaxpr.ConstVars.Concat<Atom>(jaxpr.InVars).Concat(jaxpr.Outputs).Concat(jaxpr.Equations.SelectMany(e => e.Outputs.Concat(e.Inputs))))
        {
            if (!s_executable.Contains(atom.Aval.DType))
            {
                reasons.Add("dtype " + atom.Aval.DType.Name);
            }
        }
        foreach (Equation equation in jaxpr.Equations)
        {
            if (equation.Primitive.Semantics is Semantics.NotExecutable)
            {
                reasons.Add(equation.Primitive.Name);
            }
            foreach (object? value in equation.Params.Items.Select(i => i.Value))
            {
                foreach (Jaxpr inner in value is Jaxpr one ? [one] : value is PyTuple many ? many.Items.OfType<Jaxpr>() : [])
                {
                    if (inner.ConstVars.Count > 0)
                    {
                        reasons.Add("values of an inner jaxpr's constants not in the data");
                    }
                    Inspect(inner, reasons);
                }
            }
        }
    }

    public static NdArray[] Arrays(IReadOnlyList<GoldenValue> values, IReadOnlyList<Var> variables) =>
        values.Zip(variables, (value, variable) => new NdArray(variable.Aval, Fit(value.Data!, variable.Aval.DType))).ToArray();

    // Python numbers come as long and double; the jaxpr's variable says what they became.
    private static Array Fit(Array data, DType dtype)
    {
        object?[] items = data.Cast<object?>().ToArray();
        return dtype.Name switch
        {
            "float32" => data as float[] ?? items.Select(i => (float)Convert.ToDouble(i)).ToArray(),
            "float64" => data as double[] ?? items.Select(Convert.ToDouble).ToArray(),
            "int32" => data as int[] ?? items.Select(i => unchecked((int)Convert.ToInt64(i))).ToArray(),
            "int64" => data as long[] ?? items.Select(Convert.ToInt64).ToArray(),
            "uint32" => data as uint[] ?? items.Select(i => unchecked((uint)Convert.ToInt64(i))).ToArray(),
            _ => data as bool[] ?? items.Select(Convert.ToBoolean).ToArray(),
        };
    }

    private static string? Difference(Array actual, Array expected, double rtol, double atol)
    {
        if (actual.Length != expected.Length)
        {
            return $"has {actual.Length} elements, JAX's has {expected.Length}";
        }
        for (int i = 0; i < actual.Length; i++)
        {
            object a = actual.GetValue(i)!, e = expected.GetValue(i)!;
            bool same = e is float or double
                ? Close(Convert.ToDouble(a), Convert.ToDouble(e), rtol, atol)
                : Convert.ToInt64(a) == Convert.ToInt64(e);
            if (!same)
            {
                return $"[{i}] is {a}, JAX has {e} (rtol {rtol}, atol {atol})";
            }
        }
        return null;
    }

    private static bool Close(double actual, double expected, double rtol, double atol) =>
        actual.Equals(expected) || actual == expected || Math.Abs(actual - expected) <= atol + rtol * Math.Abs(expected);
}
