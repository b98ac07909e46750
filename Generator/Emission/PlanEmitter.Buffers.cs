// Where the temporaries of a plan stand: locals, the stack, the array pool.
using System;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

internal sealed partial class PlanEmitter
{
    // A method's temporaries stand on the stack up to this many bytes.
    private const long StackBytes = 2048;

    // Each 'using' is a try block around all that follows: with thousands the compiler's stack overflows.
    private const int MaxScratches = 400;

    private long _stack;
    private int _scratches;

    private void Declare(CodeWriter code, PlanBuffer buffer)
    {
        if (buffer.Kind == BufferKind.Literal && !_hasNumbers)
        {
            code.Line($"ReadOnlySpan<{Element(buffer)}> {_buffers[buffer]} = [{ElementTypes.Literal(buffer.Value!.Value)}];");
        }
        else if (buffer.Kind == BufferKind.Const && !Consts.Contains(buffer))
        {
            string[] items = [.. buffer.Data!.Data!.Cast<object>().Select(v => ElementTypes.Literal(Tracing.KnownTypes.ScalarOf(v)!.Value))];
            code.Line(IsNumber(buffer) ? $"{Element(buffer)} {_buffers[buffer]} = {items[0]};" : $"ReadOnlySpan<{Element(buffer)}> {_buffers[buffer]} = [{string.Join(", ", items)}];");
        }
        else if (buffer.Kind == BufferKind.Temporary && IsNumber(buffer))
        {
            code.Line($"{Element(buffer)} {_buffers[buffer]} = default;");
        }
        else if (buffer.Kind == BufferKind.Temporary && !_given.Contains(buffer))
        {
            DeclareScratch(code, _buffers[buffer], buffer.Aval);
        }
    }

    // Memory for a temporary: the stack when it is small, else the array pool until the method returns.
    private void DeclareScratch(CodeWriter code, string name, Aval aval, bool reassigned = false)
    {
        string scoped = reassigned ? "scoped " : "";
        string element = ElementTypes.Keyword(aval.DType)!;
        Dim size = aval.Shape.Size;
        if (size.IsConstant && _stack + (size.Value * aval.DType.ItemSize) <= StackBytes)
        {
            _stack += size.Value * aval.DType.ItemSize;
            code.Line($"{scoped}Span<{element}> {name} = stackalloc {element}[{size}];");
            return;
        }
        if (++_method._scratches > MaxScratches)
        {
            throw new NotSupportedException($"its code has more than {MaxScratches} temporary arrays, each a block that the C# compiler has to nest; use Lax.Scan or Lax.ForiLoop instead of a C# loop that is unrolled, or fewer steps");
        }
        string scratch = _names.Take(name.TrimStart('@') + "Scratch");
        code.Line($"using Scratch<{element}> {scratch} = new({size.ToCSharpNative(Symbol)});");
        code.Line($"{scoped}Span<{element}> {name} = {scratch}.Span;");
    }
}
