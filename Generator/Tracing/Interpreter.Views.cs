// Sequences by position: arrays, spans and the queries that map them item by item, as a number of items and a function of the index.
using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    /// <param name="At">The item of an index within the count. It is asked for once an item, in order.</param>
    /// <param name="IsOpen">The number of items is not known, or so large that a loop is better.</param>
    private sealed record View(Value Count, Func<Value, Value> At, bool IsOpen);

    /// <summary>Null for sequences whose number of items depends on the items, and for those whose functions C# may call for items that it does not give.</summary>
    private View? ViewOf(IOperation place, Value source) => source switch
    {
        Value.Span span when _store[span.Of] is Content.Numbers or Content.Sequence => Of(span.Length, i => ElementOf(place, span.Of, [Shifted(place, i, span.Start)], check: false), _store[span.Of] is Content.Numbers),
        Value.Reference reference => _store[reference] switch
        {
            Content.Numbers { Data.Rank: 1 } => Of(LengthOf(place, source), i => ElementOf(place, reference, [i], check: false), true),
            Content.Sequence { Lengths.Length: 0 } => Of(LengthOf(place, source), i => ElementOf(place, reference, [i], check: false), false),
            Content.Query query => ViewOf(place, query),
            _ => null,
        },
        _ => null,
    };

    private View? ViewOf(IOperation place, Content.Query query)
    {
        Value[] arguments = [.. query.Arguments];
        ITypeSymbol number = _known.Compilation.GetSpecialType(SpecialType.System_Int32);
        switch (query.Method.Name, arguments.Length)
        {
            case ("Range", 2):
                return Of(arguments[1], i => Arithmetic(place, BinaryOperatorKind.Add, false, arguments[0], i, number), true);
            case ("Repeat", 2):
                return Of(arguments[1], _ => arguments[0], true);
            case ("AsEnumerable", 1):
                return ViewOf(place, arguments[0]);
            case ("Select", 2):
                return ViewOf(place, arguments[0]) is { } mapped ? mapped with { At = i => ApplyAt(place, arguments[1], mapped.At(i), i) } : null;
            case ("Index", 1):
                return ViewOf(place, arguments[0]) is { } indexed ? indexed with { At = i => new Value.Tuple([i, indexed.At(i)]) } : null;
            // C# asks the first for an item before it knows that the second has one.
            case ("Zip", 2 or 3) when ViewOf(place, arguments[0]) is { } a && ViewOf(place, arguments[1]) is { } b && (IsPlain(arguments[0]) || Equals(a.Count, b.Count)) && Least(a.Count, b.Count) is { } least:
                return new View(least, i => (a.At(i), b.At(i)) is var (one, two) && arguments.Length == 3 ? Apply(place, arguments[2], one, two) : new Value.Tuple([one, two]), a.IsOpen || b.IsOpen);
            case ("Take", 2) when arguments[1] is not Value.Range && ViewOf(place, arguments[0]) is { } whole && Count(arguments[1]) is { } taken && Least(whole.Count, taken) is { } first:
                return whole with { Count = first };
            case ("Skip", 2) when IsPlain(arguments[0]) && ViewOf(place, arguments[0]) is { } all && Count(arguments[1]) is { } skipped && Sized(all.Count) is { } total:
                return all with { Count = SizeOf(Dim.Max(total - skipped.Dim, 0)), At = i => all.At(Shifted(place, i, SizeOf(skipped.Dim))) };
            // All items are read before the first is given.
            case ("Reverse", 1) when IsPlain(arguments[0]) && Copied(arguments[0]) is var copy && ViewOf(place, copy) is { } forward:
                return forward with { At = i => forward.At(Arithmetic(place, BinaryOperatorKind.Subtract, false, Arithmetic(place, BinaryOperatorKind.Subtract, false, forward.Count, new Value.Constant(1), number), i, number)) };
            default:
                return null;
        }

        static Value.Size? Count(Value value) => Sized(value) is { } dim ? new Value.Size(Dim.Max(dim, 0)) : null;
    }

    private static View Of(Value count, Func<Value, Value> at, bool mayRun) => new(count, at, mayRun && count is not Value.Constant { Data: <= MaxUnrolled });

    private static Dim? Sized(Value value) => value switch
    {
        Value.Size size => size.Dim,
        Value.Constant { Data: int known } => known,
        _ => null,
    };

    private static Value? Least(Value a, Value b) => Equals(a, b) ? a : Sized(a) is { } x && Sized(b) is { } y ? SizeOf(Dim.Min(x, y)) : null;

    /// <summary>The number of items; null where it depends on the items.</summary>
    private Dim? ItemCount(IOperation place, Value source) => source is Value.Reference reference && _store[reference] is Content.Query { Method.Name: "Concat" or "Append" or "Prepend" } query
        ? ItemCount(place, query.Arguments[0]) is { } first && (query.Method.Name == "Concat" ? ItemCount(place, query.Arguments[1]) : 1) is { } rest ? first + rest : null
        : ViewOf(place, source) is { } view ? Sized(view.Count) : null;

    // True for what has no functions of its own: arrays, lists, spans, numbers in order.
    private bool IsPlain(Value source) => source switch
    {
        Value.Reference reference when _store[reference] is Content.Query query => query.Method.Name is "Range" or "Repeat"
            || (query.Method.Name is "Skip" or "Take" or "Reverse" or "Index" or "AsEnumerable" && IsPlain(query.Arguments[0])),
        _ => true,
    };

    private Value Copied(Value source) => source switch
    {
        Value.Span span => span with { Of = _store.Allocate(_store[span.Of]) },
        Value.Reference reference => _store.Allocate(_store[reference]),
        _ => source,
    };

    /// <summary>The query with what it reads in reverse copied, as C# does when it begins: what is written later is not seen.</summary>
    private Value Begun(Value source)
    {
        if (source is not Value.Reference reference || _store[reference] is not Content.Query query)
        {
            return source;
        }
        Value[] arguments = [.. query.Arguments.Select(Begun)];
        if (query.Method.Name == "Reverse" && IsPlain(arguments[0]))
        {
            arguments[0] = Copied(arguments[0]);
        }
        return _store.Allocate(query with { Arguments = [.. arguments] });
    }

    /// <summary>True where the number of a sequence's items is not known while building.</summary>
    private bool IsOpen(IOperation place, Value source) => source is Value.Reference reference && _store[reference] is Content.Query query
        ? query.Method.Name is "Range" or "Repeat" ? query.Arguments[1] is not Value.Constant : query.Arguments.Take(query.Method.Name is "Concat" or "Zip" ? 2 : 1).Any(a => IsOpen(place, a))
        : ViewOf(place, source) is { IsOpen: true, Count: not Value.Constant };
}
