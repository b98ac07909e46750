// The table of the random bits and keys primitives.
namespace SrcGenJit.Core;

internal static partial class RandomPrims
{
    public static Primitive[] Table => [];
}
