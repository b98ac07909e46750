// Guards of the body's exceptions: what must hold for C# not to throw.
using Microsoft.CodeAnalysis;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private void Require(IOperation place, NdArray ok, string why)
    {
        _ = ok;
        throw Fail(place, JitRules.IntegerArithmetic, $"'{Excerpt(place)}', which may throw an {why},", "avoid what throws");
    }
}
