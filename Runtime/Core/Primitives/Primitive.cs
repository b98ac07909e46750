// A primitive: everything the system knows of one operation, in one entry. Every facet is required; families supply most of them.
using System;
using System.Collections.Generic;

namespace SrcGenJit.Core;

/// <summary>Output avals from input avals; throws <see cref="ShapeException"/> naming the argument and both shapes.</summary>
internal delegate Aval[] ShapeRule(Aval[] inputs, Params parameters);

/// <summary>Forward derivative. A null tangent is a symbolic zero. Rules call primitives, which are bound in the ambient trace.</summary>
internal delegate (NdArray[] Primals, NdArray?[] Tangents) JvpRule(NdArray[] primals, NdArray?[] tangents, Params parameters);

/// <summary>Transpose of a primitive that is linear in the inputs marked so. Gives a cotangent for each linear input (null: zero or not linear).</summary>
internal delegate NdArray?[] TransposeRule(NdArray?[] cotangents, Aval[] outputAvals, TransposeInput[] inputs, Params parameters);

/// <summary>Vectorisation. <paramref name="dims"/> gives each input's batch axis, null when it has none; at least one is not null.</summary>
internal delegate (NdArray[] Outputs, int?[] Dims) BatchRule(Dim axisSize, NdArray[] inputs, int?[] dims, Params parameters);

/// <summary>
/// Splits an equation whose inputs are partly unknown. Null means the default: known if all inputs are known, else unknown as a whole.
/// The rule gives the known equation (it may have extra outputs, the residuals), the unknown one, and which of the original outputs are unknown.
/// </summary>
internal delegate PartialEvalResult? PartialEvalRule(bool[] unknown, Equation equation);

/// <summary>Removes what is not used from inside an equation (a scan's dead carries); null drops or keeps it as a whole.</summary>
internal delegate DceResult? DceRule(bool[] used, Equation equation);

/// <summary>An input of a transpose rule: a value, or (linear) only an aval.</summary>
internal readonly record struct TransposeInput(Aval Aval, NdArray? Value)
{
    public bool IsLinear => Value is null;
}

/// <param name="Known">Computes the known outputs, then the residuals.</param>
/// <param name="Unknown">Reads the unknown inputs and the residuals; computes the unknown outputs.</param>
/// <param name="UnknownOutputs">For each original output, whether <paramref name="Unknown"/> computes it.</param>
/// <param name="Residuals">The new variables that <paramref name="Known"/> defines beyond the original outputs.</param>
internal sealed record PartialEvalResult(Equation? Known, Equation? Unknown, bool[] UnknownOutputs, IReadOnlyList<Var> Residuals)
{
    /// <summary>What is computed before <see cref="Known"/>: a loop's rule takes out of it what is the same in every step.</summary>
    public IReadOnlyList<Equation> Hoisted { get; init; } = [];
}

/// <param name="UsedInputs">Which of the original inputs are still read.</param>
/// <param name="Equation">The smaller equation.</param>
internal sealed record DceResult(bool[] UsedInputs, Equation Equation);

internal sealed class Primitive
{
    /// <summary>JAX's name, as it prints.</summary>
    public required string Name { get; init; }

    public required ShapeRule Shape { get; init; }

    public required JvpRule Jvp { get; init; }

    /// <summary>For primitives that are linear in some input; <see cref="Rules.NotLinear"/> otherwise.</summary>
    public required TransposeRule Transpose { get; init; }

    public required BatchRule Batch { get; init; }

    public required PartialEvalRule PartialEval { get; init; }

    public required DceRule Dce { get; init; }

    /// <summary>What the primitive computes: the one description from which the interpreter, lowering and emission work.</summary>
    public required Semantics Semantics { get; init; }

    /// <summary>How parameters print: which are hidden, which comes first.</summary>
    public required Printing Printing { get; init; }

    /// <summary>True for the primitives that a parser met but this version does not have: they parse, print and compare, and nothing else.</summary>
    public bool IsOpaque { get; init; }

    /// <summary>Applies the primitive: recorded when a trace is active on this thread, else evaluated at once.</summary>
    /// <exception cref="UnexpectedTracerException">An input is a tracer whose trace has ended.</exception>
    public NdArray[] Bind(Params parameters, params NdArray[] inputs)
    {
        if (Trace.Current is { } trace)
        {
            return trace.Process(this, inputs, parameters);
        }
        foreach (NdArray input in inputs)
        {
            if (input.IsTracer)
            {
                throw UnexpectedTracerException.For(input);
            }
        }
        return Host.Installed?.Evaluate(this, inputs, parameters)
            ?? throw new InvalidOperationException($"'{Name}' cannot be evaluated here: {(Host.Installed is null ? "no host is installed" : "the host has no exact result for it")}");
    }

    public override string ToString() => Name;
}

/// <summary>Print rule of a primitive: names that come first, names always hidden, names hidden when they have a given value.</summary>
internal sealed record Printing(IReadOnlyList<string> First, IReadOnlyList<string> Hidden, IReadOnlyList<KeyValuePair<string, object?>> HiddenWhen)
{
    public static Printing Plain { get; } = new([], [], []);

    public static Printing NameFirst { get; } = new(["name"], [], []);

    /// <summary>Gives a parsed equation the parameters that its text hides, from its output avals.</summary>
    public Func<Params, Aval[], Params> Restore { get; init; } = (parameters, _) => parameters;

    public static Printing Hide(params string[] names) => new([], names, []);

    /// <summary>Hides a parameter at its default, and gives a parsed equation that default.</summary>
    public static Printing HideWhen(string name, object? value) =>
        new([], [], [new(name, value)]) { Restore = (parameters, _) => parameters.Has(name) ? parameters : parameters.With(name, value) };
}
