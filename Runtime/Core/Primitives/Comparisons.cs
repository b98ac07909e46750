// The table of the comparison and selection primitives.
namespace SrcGenJit.Core;

internal static partial class Comparisons
{
    public static Primitive[] Table => [];
}
