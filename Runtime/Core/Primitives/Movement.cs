// The table of the movement primitives.
namespace SrcGenJit.Core;

internal static partial class Movement
{
    public static Primitive[] Table => [];
}
