// The table of structured control flow: scan, while, cond. They hold jaxprs, and their rules transform these.
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.ControlFlow;

namespace SrcGenJit.Core;

internal static partial class Prims
{
    public static readonly Primitive Scan = new("scan")
    {
        Shape = (_, inputs, parameters) => CallConvention.Scan(inputs, new ScanParts(parameters)),
        Jvp = ScanJvp,
        Transpose = ScanTranspose,
        Batch = ScanBatch,
        PartialEval = ScanPartialEval,
        Dce = ScanDce,
        Semantics = new Semantics.Scan(),
        Printing = new Printing([], ["linear", "_split_transpose", "jaxpr_thunk"], []),
    };

    public static readonly Primitive While = new("while")
    {
        Shape = (_, inputs, parameters) => CallConvention.While(inputs, parameters),
        Jvp = WhileJvp,
        Transpose = WhileTranspose,
        Batch = WhileBatch,
        PartialEval = WhilePartialEval,
        Dce = Rules.WholeDce,
        Semantics = new Semantics.While(),
        Printing = Printing.Plain,
    };

    public static readonly Primitive Cond = new("cond")
    {
        Shape = (_, inputs, parameters) => CallConvention.Cond(inputs, parameters.Jaxprs("branches")),
        Jvp = CondJvp,
        Transpose = CondTranspose,
        Batch = CondBatch,
        PartialEval = CondPartialEval,
        Dce = CondDce,
        Semantics = new Semantics.Cond(),
        Printing = Printing.Plain,
    };
}

internal static partial class ControlFlow
{
    private static Primitive Scan => Prims.Scan;

    private static Primitive While => Prims.While;

    private static Primitive Cond => Prims.Cond;

    /// <summary>The same jaxpr with its inputs and outputs in another order; equations and variables are shared.</summary>
    private static Jaxpr Rearrange(Jaxpr jaxpr, IEnumerable<Var> inputs, IEnumerable<Atom> outputs) =>
        new(jaxpr.ConstVars, inputs.ToArray(), jaxpr.Equations, outputs.ToArray(), jaxpr.Consts);

    private static T[] Where<T>(IEnumerable<T> items, bool[] flags) => items.Where((_, i) => flags[i]).ToArray();

    private static bool[] Or(bool[] left, bool[] right) => left.Zip(right, (l, r) => l || r).ToArray();
}
