// The C# signature of a compiled program: parameters, results, symbolic dimensions and where a call finds them.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

/// <param name="name">The kernel's class.</param>
/// <param name="jaxpr">The program; its constant variables are parameters too, before the inputs.</param>
/// <param name="inputNames">Names of constant and input variables: identifiers, not escaped.</param>
internal sealed class ProgramSignature(string name, Jaxpr jaxpr, IReadOnlyList<string> inputNames)
{
    public const string ArrayType = "global::SrcGenJit.NdArray";

    public string Name { get; } = name;

    public Jaxpr Jaxpr { get; } = jaxpr;

    /// <summary>Constant variables, then inputs.</summary>
    public IReadOnlyList<Var> Inputs { get; } = [.. jaxpr.ConstVars, .. jaxpr.InVars];

    /// <summary>Escaped names of <see cref="Inputs"/>.</summary>
    public IReadOnlyList<string> InputNames { get; } = inputNames.Select(Names.Escape).ToArray();

    /// <summary>Names of the results in <c>Run</c>.</summary>
    public IReadOnlyList<string> ResultNames { get; } = Results(jaxpr.Outputs.Count, inputNames);

    /// <summary>The symbols of the inputs' dimensions, in order of first use.</summary>
    public IReadOnlyList<string> Symbols { get; } = jaxpr.ConstVars.Concat(jaxpr.InVars)
        .SelectMany(v => v.Aval.Shape).SelectMany(d => d.Symbols).Distinct().ToArray();

    public string ReturnType => Tuple(Jaxpr.Outputs.Select(o => $"{ArrayType}<{ElementTypes.Keyword(o.Aval.DType)}>").ToArray());

    public string Parameters => string.Join(", ", Inputs.Zip(InputNames, (v, n) => $"{ArrayType}<{ElementTypes.Keyword(v.Aval.DType)}> {n}"));

    public string Arguments => string.Join(", ", InputNames);

    /// <summary>One item as it is, several as a tuple, none as the empty one: of types, and of values.</summary>
    public static string Tuple(IReadOnlyList<string> items, bool types = true) =>
        items.Count == 0 ? (types ? "global::System.ValueTuple" : "default") : items.Count == 1 ? items[0] : "(" + string.Join(", ", items) + ")";

    private static string[] Results(int count, IReadOnlyList<string> inputNames)
    {
        Names scope = new([.. inputNames]);
        return Enumerable.Range(0, count).Select(_ => scope.Take("result")).ToArray();
    }
}
