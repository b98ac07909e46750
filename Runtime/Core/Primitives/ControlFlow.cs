// The table of the control flow primitives.
namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    public static Primitive[] Table => [];
}
