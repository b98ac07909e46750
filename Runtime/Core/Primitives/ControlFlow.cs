// The table of structured control flow: scan, while, cond. They hold jaxprs, and their rules transform these.
using System;
using System.Linq;
using static SrcGenJit.Core.ControlFlow;
using static SrcGenJit.Core.Lists;
using static SrcGenJit.Core.Parameter;
using static SrcGenJit.Core.ParamKind;
using static SrcGenJit.Erased.Lax;

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
        Discharge = CheckRules.Scan,
        DischargesWhenBound = true,
        Semantics = new Semantics.Scan(),
        Parameters = Schema.Of(
            Required("jaxpr", ParamKind.Jaxpr), Required("length", ParamKind.Dim), Required("num_carry", Int), Required("num_consts", Int), Required("reverse", Bool),
            Optional("unroll", Int, (Dim)1, Printed.Always), Optional("linear", Any, null, Printed.Never), Optional("_split_transpose", Any, null, Printed.Never),
            Optional("jaxpr_thunk", Any, null, Printed.Never)),
    };

    public static readonly Primitive While = new("while")
    {
        Shape = (_, inputs, parameters) => CallConvention.While(inputs, parameters),
        Jvp = WhileJvp,
        Transpose = WhileTranspose,
        Batch = WhileBatch,
        PartialEval = WhilePartialEval,
        Dce = WhileDce,
        Discharge = CheckRules.While,
        DischargesWhenBound = true,
        Semantics = new Semantics.While(),
        Parameters = Schema.Of(
            Required("body_jaxpr", ParamKind.Jaxpr), Required("body_nconsts", Int), Required("cond_jaxpr", ParamKind.Jaxpr), Required("cond_nconsts", Int),
            Optional("max_trips", ParamKind.Dim, null, Printed.Never)),
    };

    public static readonly Primitive Cond = new("cond")
    {
        Shape = (_, inputs, parameters) => CallConvention.Cond(inputs, parameters.Jaxprs("branches")),
        Jvp = CondJvp,
        Transpose = CondTranspose,
        Batch = CondBatch,
        PartialEval = CondPartialEval,
        Dce = CondDce,
        Discharge = CheckRules.Cond,
        DischargesWhenBound = true,
        Semantics = new Semantics.Cond(),
        Parameters = Schema.Of(Required("branches", Jaxprs), Optional("branches_platforms", Any, null)),
    };
}

internal static partial class ControlFlow
{
    /// <summary>The same jaxpr with its inputs and outputs in another order; equations and variables are shared.</summary>
    private static Jaxpr Rearrange(Jaxpr jaxpr, Var[] inputs, Atom[] outputs) => new(jaxpr.ConstVars, inputs, jaxpr.Equations, outputs, jaxpr.Consts);

    /// <summary>The carries that are marked in the end, when <paramref name="round"/> says which come back marked from the body; each round marks at least one more.</summary>
    private static bool[] Fixpoint(bool[] carry, Func<bool[], bool[]> round)
    {
        while (true)
        {
            bool[] grown = Or(carry, round(carry));
            if (grown.SequenceEqual(carry))
            {
                return carry;
            }
            carry = grown;
        }
    }

    /// <summary>The tangents of a loop's carry: real zeros where one becomes nonzero in the loop.</summary>
    private static NdArray[] CarryTangents(bool[] nonzero, NdArray[] carry, NdArray?[] tangents) =>
        WhereTrue(nonzero, tangents.Select((t, i) => t ?? (nonzero[i] ? Zeros(carry[i].Aval) : null)).ToArray())!;

    private static int?[] InFront(int?[] dims) => Array.ConvertAll(dims, d => d is null ? null : (int?)0);

    private static bool[] IsBatched(int?[] dims) => Array.ConvertAll(dims, d => d is not null);

    /// <summary>Values with the batch in front where the second list has it.</summary>
    private static NdArray[] ToFront(NdArray[] values, int?[] from, int?[] to, Dim size) =>
        values.Select((value, i) => to[i] is null ? value : ElementwiseFamily.BatchAtFront(value, from[i], size)).ToArray();
}
