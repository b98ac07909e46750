// The table of comparison, selection and conversion primitives.
using static SrcGenJit.Core.Comparisons;
using static SrcGenJit.Core.DTypeSet;
using static SrcGenJit.Core.ElementwiseFamily;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Prims
{
    public static readonly Primitive
        Eq = Compare("eq", "Equal",        AnyOrKey),
        Ne = Compare("ne", "NotEqual",     AnyOrKey),
        Lt = Compare("lt", "Less",         Ordered),
        Le = Compare("le", "LessEqual",    Ordered),
        Gt = Compare("gt", "Greater",      Ordered),
        Ge = Compare("ge", "GreaterEqual", Ordered),
        SelectN = Make("select_n", "Select", "Select({0}, {2}, {1})", SelectShape, SelectJvp, SelectTranspose, SelectBatch),
        Clamp = Make("clamp", "Clamp", "Clamp({0}, {1}, {2})", ClampShape, Jvp(ClampMin, ClampOperand, ClampMax), Rules.NotLinear, ClampBatch),
        ConvertElementType = Make("convert_element_type", "Convert", "Convert({0})", ConvertShape, ConvertJvp, ConvertTranspose, BatchOne),
        BitcastConvertType = Make("bitcast_convert_type", "Bitcast", "Bitcast({0})", BitcastShape, Jvp((Term?)null), Rules.NotLinear, BatchOne);
}
