// The table of comparison, selection and conversion primitives.
using System;
using System.Linq;
using static SrcGenJit.Core.DTypeSet;
using static SrcGenJit.Core.ElementwiseFamily;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Comparisons
{
    public static readonly Primitive
        Eq = Compare("eq", "Equal",        AnyOrKey),
        Ne = Compare("ne", "NotEqual",     AnyOrKey),
        Lt = Compare("lt", "Less",         Ordered),
        Le = Compare("le", "LessEqual",    Ordered),
        Gt = Compare("gt", "Greater",      Ordered),
        Ge = Compare("ge", "GreaterEqual", Ordered),
        SelectN = Make("select_n", "Select", "Select({0}, {2}, {1})", SelectShape, _ => SelectJvp, SelectTranspose, _ => SelectBatch),
        Clamp = Make("clamp", "Clamp", "Clamp({0}, {1}, {2})", ClampShape, self => Jvp(self, ClampMin, ClampOperand, ClampMax), Rules.NotLinear, _ => ClampBatch),
        ConvertElementType = Make("convert_element_type", "Convert", "Convert({0})", ConvertShape, _ => ConvertJvp, ConvertTranspose, BatchOne),
        BitcastConvertType = Make("bitcast_convert_type", "Bitcast", "Bitcast({0})", BitcastShape, self => Jvp(self, (Term?)null), Rules.NotLinear, BatchOne);

    public static Primitive[] Table { get; } = [Eq, Ne, Lt, Le, Gt, Ge, SelectN, Clamp, ConvertElementType, BitcastConvertType];

    private static Primitive Compare(string name, string kernel, DTypeSet accepted) => Make(
        name, kernel, kernel + "({0}, {1})", (inputs, _) => [Result(name, inputs, [accepted, accepted], DType.Bool)],
        self => Jvp(self, null, null), Rules.NotLinear, BatchBroadcasting);

    private static Primitive Make(
        string name, string kernel, string template, ShapeRule shape, Func<Func<Primitive>, JvpRule> jvp, TransposeRule transpose, Func<Func<Primitive>, BatchRule> batch)
    {
        Primitive primitive = null!;
        Func<Primitive> self = () => primitive;
        return primitive = new Primitive
        {
            Name = name,
            Shape = shape,
            Jvp = jvp(self),
            Transpose = transpose,
            Batch = batch(self),
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = new Semantics.Elementwise(kernel, _ => template),
            Printing = name == "convert_element_type" ? Printing.Hide("sharding") : Printing.Plain,
        };
    }
}
