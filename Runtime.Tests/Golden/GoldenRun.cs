// Makes golden programs ready to run: parsed jaxprs with arrays for constants and inputs, or the reason why not; and compares outputs with JAX's.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using Runtime.Tests.Comparing;
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
    /// <summary>
    /// Programs of the repository's data whose float32 outputs are rounding noise: JAX's own differ from the same program's in float64 by more than the case's tolerance. They
    /// must run, with the right shapes and types, and have the interpreter's bits; they do not count as agreeing. On other data they are failures as any other.
    /// </summary>
    private static readonly Dictionary<string, string> s_illConditioned = new()
    {
        ["pyhpc/equation_of_state@x32"] = "JAX gives -1.3647 in float32, -1.4736 in float64",
        ["sim/scan60_grad@x32"] = "JAX gives 0.0098177 in float32, 0.0098116 in float64",
    };

    public static bool IsIllConditioned(GoldenProgram program) => GoldenData.IsRepositorys && s_illConditioned.ContainsKey(program.Id);

    /// <summary>For a closer look: SRCGENJIT_GOLDEN_ONLY names a category, or a part of an id.</summary>
    public static string Only { get; } = Environment.GetEnvironmentVariable("SRCGENJIT_GOLDEN_ONLY") ?? "";

    /// <summary>The programs of <see cref="GoldenData.Folder"/> that can run.</summary>
    public static IReadOnlyList<Runnable> Ready => GoldenSet.Default.Ready;

    /// <summary>Calls the check for programs that can run, and makes failures of what it says or throws; at least one program must be checked on the repository's data.</summary>
    public static List<string> Failures(Func<Runnable, int, bool> chosen, Func<Runnable, string?> check)
    {
        List<string> failures = [];
        Runnable[] runs = [.. Ready.Where(chosen)];
        foreach (Runnable run in runs)
        {
            try
            {
                if (check(run) is { } failure)
                {
                    failures.Add($"{run.Program.Id}: {failure}");
                }
            }
            catch (Exception e)
            {
                failures.Add($"{run.Program.Id}: {e.GetType().Name} {e.Message}");
            }
        }
        if (runs.Length == 0 && GoldenData.IsRepositorys && Only.Length == 0)
        {
            failures.Add("no program was checked");
        }
        return failures;
    }

    /// <summary>Null when the outputs agree with JAX's within the case's tolerance, else what differs.</summary>
    public static string? Difference(GoldenProgram program, IReadOnlyList<NdArray> outputs) =>
        Difference(program, outputs, new Tolerance(program.Rtol, program.Atol));

    /// <summary>Null when two executors' outputs are the same bits (every NaN counts as one value), else where they differ.</summary>
    public static string? BitDifference(IReadOnlyList<NdArray> left, IReadOnlyList<NdArray> right) => Comparison.Bits(left, right);

    public static Array Elements(NdArray array) => Storage.Of(array);

    /// <inheritdoc cref="Difference(GoldenProgram, IReadOnlyList{NdArray})"/>
    public static string? Difference(GoldenProgram program, IReadOnlyList<NdArray> outputs, Tolerance tolerance)
    {
        if (outputs.Count != program.Outputs.Count)
        {
            return $"{outputs.Count} outputs, JAX has {program.Outputs.Count}";
        }
        for (int i = 0; i < outputs.Count; i++)
        {
            GoldenValue expected = program.Outputs[i];
            (string dtype, Array? data) = Numbered(expected, outputs[i].Dtype);
            if (Comparison.Array(outputs[i], expected.Shape, dtype, data, tolerance) is { } difference)
            {
                return $"output {i} {difference} (JAX; rtol {tolerance.Relative}, atol {tolerance.Absolute})";
            }
        }
        return null;
    }

    /// <summary>Whether outputs that differ from JAX's do so in signs of zeros alone: XLA's rewriting and its order of operations do not keep them.</summary>
    public static bool DiffersInSignsOfZero(GoldenProgram program, IReadOnlyList<NdArray> outputs) =>
        Difference(program, outputs) is not null && Difference(program, outputs, new Tolerance(program.Rtol, program.Atol, AnyZero: true)) is null;

    /// <summary>What a program uses that this version does not have, or the data does not hold; null for one that can run. Throws for a program that does not fit its data.</summary>
    public static string? Obstacle(GoldenProgram program, Jaxpr jaxpr)
    {
        if (program.Arguments.Count != jaxpr.InVars.Count)
        {
            throw new InvalidDataException($"{program.Arguments.Count} arguments for the jaxpr's {jaxpr.InVars.Count} inputs");
        }
        if (program.Consts is { } consts && consts.Count != jaxpr.ConstVars.Count)
        {
            throw new InvalidDataException($"{consts.Count} constants for the jaxpr's {jaxpr.ConstVars.Count} constant variables");
        }
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
        return program.Arguments.Any(a => a.Data is null) ? "arguments of element types without values here" : null;
    }

    private static void Inspect(Jaxpr jaxpr, SortedSet<string> reasons)
    {
        foreach (Atom atom in jaxpr.ConstVars.Concat<Atom>(jaxpr.InVars).Concat(jaxpr.Outputs).Concat(jaxpr.Equations.SelectMany(e => e.Outputs.Concat(e.Inputs))))
        {
            if (!Comparison.Executable.Contains(atom.Aval.DType))
            {
                reasons.Add("dtype " + atom.Aval.DType.Name);
            }
        }
        foreach (Equation equation in jaxpr.Equations)
        {
            if (equation.Primitive.IsOpaque && equation.Outputs.Count == 0 && equation.Params.Items.Count == 0)
            {
                throw new InvalidDataException($"'{equation.Primitive.Name}' is no variable that is bound, nor an equation with results or parameters");
            }
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
        values.Zip(variables, (value, variable) => variable.Aval.Shape.IsConstant && !variable.Aval.Shape.ToInts().SequenceEqual(value.Shape)
            ? throw new ArgumentException($"a value of shape [{string.Join(",", value.Shape)}] for an input {variable.Aval}")
            : new NdArray(variable.Aval, Fit(value.Data!, variable.Aval.DType))).ToArray();

    // JAX hands some results back as Python numbers: of those the kind is known, not the width.
    private static (string Dtype, Array? Data) Numbered(GoldenValue value, DType actual) => value.Dtype switch
    {
        "int" when actual.IsInteger => (actual.Name, value.Data is { } data ? Fit(data, actual) : null),
        "float" when actual.IsFloat => (actual.Name, value.Data is { } data ? Fit(data, actual) : null),
        _ => (value.Dtype, value.Data),
    };

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
}
