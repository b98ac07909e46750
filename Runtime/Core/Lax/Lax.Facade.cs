// Erased control flow in the shapes that the typed facade has.
using System;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    public static NdArray BitcastConvertType(DType newDtype, NdArray operand) => BitcastConvertType(operand, newDtype);

    /// <summary>Stops the program with a message where a bool scalar is false: at once where it is known, else where the program runs.</summary>
    /// <exception cref="InvalidOperationException">It is false, and nothing is being traced.</exception>
    internal static void Check(NdArray ok, string message)
    {
        bool? known = ok.Constant?.IsTrue ?? (ok.Data is bool[] data ? data[0] : null);
        if (known != true)
        {
            NdArray flag = known is null ? ok : Constant(false);
            Prims.Require.Bind(Params.Of(("message", new PyString(string.Concat(message.Select(c => char.IsControl(c) ? ' ' : c))))), flag);
        }
    }

    /// <summary>Branches without operands.</summary>
    public static Tree Cond(NdArray pred, Func<Tree, Tree> trueFun, Func<Tree, Tree> falseFun) => Cond(pred, trueFun, falseFun, Tree.Tuple());
}
