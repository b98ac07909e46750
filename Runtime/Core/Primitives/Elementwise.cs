// The table of the elementwise arithmetic primitives.
namespace SrcGenJit.Core;

internal static partial class Elementwise
{
    public static Primitive[] Table => [];
}
