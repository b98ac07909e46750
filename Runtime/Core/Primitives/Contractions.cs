// The table of the contractions primitives.
namespace SrcGenJit.Core;

internal static partial class Contractions
{
    public static Primitive[] Table => [];
}
