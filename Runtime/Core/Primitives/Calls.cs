// The table of the calls primitives.
namespace SrcGenJit.Core;

internal static partial class Calls
{
    public static Primitive[] Table => [];
}
