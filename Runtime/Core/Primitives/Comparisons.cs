// The table of comparison, selection and conversion primitives.
using static SrcGenJit.Core.Comparisons;
using static SrcGenJit.Core.DTypeSet;
using static SrcGenJit.Core.ElementwiseFamily;
using static SrcGenJit.Core.Parameter;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Prims
{
    public static readonly Primitive
        Eq = Compare("eq", "Equal",        AnyOrKey, "equal", Relation.Equal),
        Ne = Compare("ne", "NotEqual",     AnyOrKey, "not_equal", Relation.Less | Relation.Greater | Relation.Unordered),
        Lt = Compare("lt", "Less",         Ordered, "less", Relation.Less),
        Le = Compare("le", "LessEqual",    Ordered, "less_equal", Relation.Less | Relation.Equal),
        Gt = Compare("gt", "Greater",      Ordered, "greater", Relation.Greater),
        Ge = Compare("ge", "GreaterEqual", Ordered, "greater_equal", Relation.Greater | Relation.Equal),
        SelectN = Make("select_n", "Select", "Select({0}, {2}, {1})", SelectShape, SelectJvp, SelectTranspose, SelectBatch, numpy: "where").Saying(new Logic.Chooses()),
        Clamp = Make("clamp", "Clamp", "Clamp({0}, {1}, {2})", ClampShape, Jvp(ClampMin, ClampOperand, ClampMax), Rules.NotLinear, ClampBatch, numpy: "clip"),
        ConvertElementType = Make("convert_element_type", "Convert", "Convert({0})", ConvertShape, ConvertJvp, ConvertTranspose, BatchOne, Schema.Of(
            Required("new_dtype", ParamKind.DType), Required("weak_type", ParamKind.Bool), Optional("sharding", ParamKind.Any, null)), Folding.Conversion).Ranging(RangeRules.Convert, RangeRules.ConvertOperand),
        BitcastConvertType = Make("bitcast_convert_type", "Bitcast", "Bitcast({0})", BitcastShape, Jvp((Term?)null), Rules.NotLinear, BatchOne, Schema.Of(Required("new_dtype", ParamKind.DType)));
}
