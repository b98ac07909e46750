// A primitive: everything the system knows of one operation, in one entry. Every facet is required; families supply most of them. Rules are handed the primitive.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>Output avals from input avals; throws <see cref="ShapeException"/> naming the argument and both shapes.</summary>
internal delegate Aval[] ShapeRule(Primitive self, Aval[] inputs, Params parameters);

/// <summary>Forward derivative. A null tangent is a symbolic zero. Rules call primitives, which are bound in the ambient trace.</summary>
internal delegate (NdArray[] Primals, NdArray?[] Tangents) JvpRule(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters);

/// <summary>Transpose of a primitive that is linear in the inputs marked so. Gives a cotangent for each linear input (null: zero or not linear).</summary>
internal delegate NdArray?[] TransposeRule(Primitive self, NdArray?[] cotangents, Aval[] outputAvals, TransposeInput[] inputs, Params parameters);

/// <summary>Vectorisation. <paramref name="dims"/> gives each input's batch axis, null when it has none; at least one is not null.</summary>
internal delegate (NdArray[] Outputs, int?[] Dims) BatchRule(Primitive self, Dim axisSize, NdArray[] inputs, int?[] dims, Params parameters);

/// <summary>
/// Splits an equation whose inputs are partly unknown. Null means the default: known if all inputs are known, else unknown as a whole.
/// The rule gives the known equation (it may have extra outputs, the residuals), the unknown one, and which of the original outputs are unknown.
/// </summary>
internal delegate PartialEvalResult? PartialEvalRule(bool[] unknown, Equation equation);

/// <summary>The equation without what is not used inside (a scan's dead carries); null drops or keeps it as a whole.</summary>
internal delegate Equation? DceRule(bool[] used, Equation equation);

/// <summary>An input of a transpose rule: a value, or (linear) only an aval.</summary>
internal readonly record struct TransposeInput(Aval Aval, NdArray? Value)
{
    public bool IsLinear => Value is null;
}

/// <param name="Known">Computes the known outputs, then new variables: the residuals.</param>
/// <param name="Unknown">Reads the unknown inputs and the residuals; computes the unknown outputs.</param>
/// <param name="UnknownOutputs">For each original output, whether <paramref name="Unknown"/> computes it.</param>
internal sealed record PartialEvalResult(Equation? Known, Equation? Unknown, bool[] UnknownOutputs)
{
    /// <summary>What is computed before <see cref="Known"/>: a loop's rule takes out of it what is the same in every step.</summary>
    public IReadOnlyList<Equation> Hoisted { get; init; } = [];
}

internal sealed class Primitive
{
    private static readonly ConcurrentDictionary<string, Primitive> s_made = new(StringComparer.Ordinal);

    /// <summary>Makes the one primitive of this name; that registers it.</summary>
    public Primitive(string name)
        : this(name, opaque: false)
    {
        if (!s_made.TryAdd(name, this))
        {
            throw new InvalidOperationException($"two primitives are named '{name}'");
        }
    }

    private Primitive(string name, bool opaque)
    {
        Name = name;
        IsOpaque = opaque;
    }

    /// <summary>Every primitive that was made, by name.</summary>
    internal static IReadOnlyList<Primitive> Made => s_made.Values.OrderBy(p => p.Name, StringComparer.Ordinal).ToArray();

    /// <summary>JAX's name, as it prints.</summary>
    public string Name { get; }

    public required ShapeRule Shape { get; init; }

    public required JvpRule Jvp { get; init; }

    /// <summary>For primitives that are linear in some input; <see cref="Rules.NotLinear"/> otherwise.</summary>
    public required TransposeRule Transpose { get; init; }

    public required BatchRule Batch { get; init; }

    public required PartialEvalRule PartialEval { get; init; }

    public required DceRule Dce { get; init; }

    /// <summary>True for what does more than give results: it is never dropped.</summary>
    public bool HasEffect { get; init; }

    /// <summary>For primitives that hold jaxprs.</summary>
    public DischargeRule? Discharge { get; init; }

    /// <summary>True where the jaxprs inside may run many times or not at all: what they check is discharged when the primitive is bound, so that checks stand only where they are made once.</summary>
    public bool DischargesWhenBound { get; init; }

    /// <summary>What simplification may replace an equation by. Most say nothing.</summary>
    public FoldRule Fold { get; init; } = Folding.None;

    /// <summary>The range of the result, from those of the operands.</summary>
    public RangeRule Range { get; private set; } = RangeRules.None;

    /// <summary>The range of the operand, from that of the result.</summary>
    public OperandRule? Operand { get; private set; }

    /// <summary>What a bool result says of the operands.</summary>
    public Logic? Logic { get; private set; }

    /// <summary>The function of jax.numpy that promotes where this one refuses, for the message of the refusal.</summary>
    public string? Numpy { get; init; }

    /// <summary>What the primitive computes: the one description from which the interpreter, lowering and emission work.</summary>
    public required Semantics Semantics { get; init; }

    /// <summary>The parameters that its equations have: kinds, defaults, which of them print.</summary>
    public required Schema Parameters { get; init; }

    /// <summary>True for the primitives that a parser met but this version does not have: they parse, print and compare, and nothing else.</summary>
    public bool IsOpaque { get; }

    /// <summary>In a table: with rules for ranges of numbers.</summary>
    public Primitive Ranging(RangeRule range, OperandRule? operand = null)
    {
        (Range, Operand) = (range, operand);
        return this;
    }

    /// <summary>In a table: with what the result says.</summary>
    public Primitive Saying(Logic logic)
    {
        Logic = logic;
        return this;
    }

    /// <summary>The primitive of this name, if it was made.</summary>
    internal static Primitive? FindMade(string name) => s_made.TryGetValue(name, out Primitive? found) ? found : null;

    /// <summary>A primitive that this version does not have: it parses, prints and compares. Registered nowhere.</summary>
    internal static Primitive Opaque(string name)
    {
        NotSupportedException Unknown() => Prims.Unknown(name);
        return new(name, opaque: true)
        {
            Shape = (_, _, _) => throw Unknown(),
            Jvp = (_, _, _, _) => throw Unknown(),
            Transpose = (_, _, _, _, _) => throw Unknown(),
            Batch = (_, _, _, _, _) => throw Unknown(),
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = new Semantics.NotExecutable($"this version has no primitive '{name}'"),
            Parameters = name.StartsWith("custom_", StringComparison.Ordinal) ? Schema.Open.NameFirst() : Schema.Open,
        };
    }

    /// <summary>Applies the primitive: recorded when a trace is active on this thread, else evaluated at once.</summary>
    /// <exception cref="ArgumentException">A parameter is unknown, missing or of the wrong kind.</exception>
    /// <exception cref="UnexpectedTracerException">An input is a tracer whose trace has ended.</exception>
    public NdArray[] Bind(Params parameters, params NdArray[] inputs)
    {
        parameters = Parameters.Canonical(Name, parameters);
        if (DischargesWhenBound && parameters.HasEffects)
        {
            return BindDischarged(parameters, inputs);
        }
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

    private NdArray[] BindDischarged(Params parameters, NdArray[] inputs)
    {
        Var[] operands = inputs.Select(x => new Var(x.Aval)).ToArray();
        Var[] results = Shape(this, operands.Select(v => v.Aval).ToArray(), parameters).Select(aval => new Var(aval)).ToArray();
        Discharged parts = Discharge!(new Equation(this, operands, results, parameters));
        NdArray[] values = Tracing.EvalJaxpr(new Jaxpr([], operands, parts.Equations, [.. results, parts.Ok]), inputs);
        Erased.Lax.Check(values[values.Length - 1], CheckRules.Joined(parts.Messages));
        return values.Take(results.Length).ToArray();
    }

    public override string ToString() => Name;
}
