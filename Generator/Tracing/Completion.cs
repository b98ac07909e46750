// How a statement ends.
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Tracing;

internal enum CompletionKind { Normal, Return, Break, Continue, Throw }

/// <summary>The end of a statement: with a value (return), or on the way to the statement that a jump leaves.</summary>
internal readonly record struct Completion(CompletionKind Kind, Value? Result = null, ILabelSymbol? Target = null)
{
    public static Completion Normal => default;

    public static Completion Return(Value? value) => new(CompletionKind.Return, value);

    public bool IsNormal => Kind == CompletionKind.Normal;
}
