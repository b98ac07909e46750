// Erased control flow in the shapes that the typed facade has.
using System;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Lax
{
    public static NdArray BitcastConvertType(DType newDtype, NdArray operand) => BitcastConvertType(operand, newDtype);

    /// <summary>Branches without operands.</summary>
    public static Tree Cond(NdArray pred, Func<Tree, Tree> trueFun, Func<Tree, Tree> falseFun) => Cond(pred, trueFun, falseFun, Tree.Tuple());
}
