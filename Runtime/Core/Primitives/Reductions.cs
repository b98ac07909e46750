// The table of the reductions primitives.
namespace SrcGenJit.Core;

internal static partial class Reductions
{
    public static Primitive[] Table => [];
}
