// The table of the indexing primitives.
namespace SrcGenJit.Core;

internal static partial class Indexing
{
    public static Primitive[] Table => [];
}
