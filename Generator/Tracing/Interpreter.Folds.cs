// What folds the items of a sequence: sums, extremes, aggregates, searches, collections.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    // A search ends at the first item that decides it: where functions of the query write variables, the others are not computed.
    private Value Search(IOperation place, IMethodSymbol method, Value[] arguments, bool decides, Func<Value, Value> test)
    {
        if (!MayChange(new Content.Query(method, [.. arguments])))
        {
            return Fold(place, arguments[0], Fold(!decides), (found, item) => decides ? Any(place, [found, test(item)]) : And(place, found, test(item)));
        }
        Place.Cell found = _store.NewCell(Fold(!decides));
        ForEach(place, arguments[0], item => _store.Write(found.Id, test(item)), () => decides ? Not(place, _store.Read(found)) : _store.Read(found));
        return _store.Read(found);
    }

    // The first or the last item, of those for which a predicate holds.
    private Value Chosen(IOperation place, string name, Value source, Value? predicate, ITypeSymbol result)
    {
        bool isFirst = name.StartsWith("First", StringComparison.Ordinal);
        if (!isFirst)
        {
            RefuseEffects(place, source);
            if (predicate is not null)
            {
                // .NET begins at the end where it can.
                RefuseEffects(place, _store.Allocate(new Content.Query(((IInvocationOperation)place).TargetMethod, [source, predicate])));
            }
        }
        Place.Cell found = _store.NewCell(Fold(false)), chosen = _store.NewCell(Default(result));
        ForEach(place, source, item => When(place, predicate is null ? Value.True : Apply(place, predicate, item), () =>
        {
            _store.Write(found.Id, Value.True);
            _store.Write(chosen.Id, item);
        }), isFirst ? () => Not(place, _store.Read(found)) : null);
        if (name is "First" or "Last")
        {
            Value any = _store.Read(found);
            if (IsFalse(any))
            {
                throw ThrowsA(place, "System.InvalidOperationException");
            }
            if (any is not Value.Constant)
            {
                Require(place, Lift(place, any), "the sequence has such an item");
            }
        }
        return _store.Read(chosen);
    }

    private Value Fold(IOperation place, Value source, Value initial, Func<Value, Value, Value> step)
    {
        Place.Cell state = _store.NewCell(initial);
        ForEach(place, source, item => _store.Write(state.Id, step(_store.Read(state), item)));
        return _store.Read(state);
    }

    private Value Aggregate(IOperation place, Value source, Value? seed, Value function)
    {
        if (seed is null && IsOpen(place, source))
        {
            Place.Cell started = _store.NewCell(Fold(false)), folded = _store.NewCell(Default(((Value.Closure)function).Method.ReturnType));
            ForEach(place, source, item =>
            {
                _store.Write(folded.Id, Conditional(place, _store.Read(started), () => Apply(place, function, _store.Read(folded), item), item));
                _store.Write(started.Id, Value.True);
            });
            Require(place, Lift(place, _store.Read(started)), "the sequence is not empty");
            return _store.Read(folded);
        }
        if (seed is null)
        {
            Value? state = null;
            foreach (Value item in Pull(place, source))
            {
                state = state is null ? item : Apply(place, function, state, item);
            }
            return state ?? throw ThrowsA(place, "System.InvalidOperationException");
        }
        return Fold(place, source, seed, (a, b) => Apply(place, function, a, b));
    }

    // As .NET does: floats are added as doubles, integers are checked, and their average is that of a long sum.
    private Value Sum(IOperation place, IMethodSymbol method, Value source, Value? selector, ITypeSymbol result)
    {
        bool isAverage = method.Name == "Average";
        ITypeSymbol? element = selector is Value.Closure { Method.ReturnType: var returned } ? _frame.Types.Of(returned)
            : method.Parameters.Length > 0 && method.Parameters[0].Type is INamedTypeSymbol { TypeArguments: [var item] } ? _frame.Types.Of(item)
            : method.ReducedFrom?.Parameters[0].Type is INamedTypeSymbol { TypeArguments: [var first] } ? _frame.Types.Of(first) : result;
        SpecialType sum = element.SpecialType switch
        {
            SpecialType.System_Single or SpecialType.System_Double => SpecialType.System_Double,
            SpecialType.System_Int32 when !isAverage => SpecialType.System_Int32,
            SpecialType.System_Int32 or SpecialType.System_Int64 => SpecialType.System_Int64,
            _ => throw Unsupported(place, $"'{method.Name}' of this type"),
        };
        ITypeSymbol within = _known.Compilation.GetSpecialType(sum);
        Place.Cell count = _store.NewCell(new Value.Constant(0));
        // An average begins with the first item, and not with a zero, unless it is that of an array or list: the sum of negative zeros is one.
        bool startsWithItem = isAverage && sum == SpecialType.System_Double && !(selector is null && source is Value.Reference held && _store[held] is Content.Sequence or Content.Numbers);
        Value total = Fold(place, source, startsWithItem ? new Value.Constant(-0.0) : Default(within), (a, b) =>
        {
            Value added = ConvertNumber(place, selector is null ? b : Apply(place, selector, b), within, false);
            if (isAverage)
            {
                _store.Write(count.Id, StepNumber(place, _store.Read(count), true, false, _known.Compilation.GetSpecialType(SpecialType.System_Int32)));
            }
            return Arithmetic(place, BinaryOperatorKind.Add, sum is SpecialType.System_Int32 or SpecialType.System_Int64, a, added, within);
        });
        if (isAverage)
        {
            RequireBetween(place, Arithmetic(place, BinaryOperatorKind.Subtract, false, _store.Read(count), new Value.Constant(1), _known.Compilation.GetSpecialType(SpecialType.System_Int32)), null);
            ITypeSymbol real = _known.Compilation.GetSpecialType(SpecialType.System_Double);
            total = Arithmetic(place, BinaryOperatorKind.Divide, false, ConvertNumber(place, total, real, false), ConvertNumber(place, _store.Read(count), real, false), real);
        }
        return ConvertNumber(place, total, result, false);
    }

    // NaN is the least of all: Min gives it where there is one, Max only where there is nothing else.
    private Value Extreme(IOperation place, bool isMax, Value source, Value? selector, ITypeSymbol result)
    {
        Place.Cell isFirst = _store.NewCell(Value.True);
        Value best = Fold(place, source, Default(result), (a, item) =>
        {
            Value b = selector is null ? item : Apply(place, selector, item);
            if (!IsNumber(b))
            {
                throw Unsupported(place, "this 'Min' or 'Max'");
            }
            bool isFloat = Lift(place, b).Dtype.IsFloat;
            Value better = Arithmetic(place, isMax ? BinaryOperatorKind.GreaterThan : BinaryOperatorKind.LessThan, false, b, a, null);
            better = isFloat ? Any(place, [better, isMax ? Arithmetic(place, BinaryOperatorKind.NotEquals, false, a, a, null) : Arithmetic(place, BinaryOperatorKind.NotEquals, false, b, b, null)]) : better;
            better = Any(place, [_store.Read(isFirst), better]);
            _store.Write(isFirst.Id, Fold(false));
            return better is Value.Constant { Data: bool known } ? known ? b : a
                : new Value.Scalar(Core(place, () => Erased.Lax.Select(Lift(place, better), As(place, Lift(place, b), Lift(place, b).Aval), As(place, Lift(place, a), Lift(place, b).Aval))));
        });
        Value empty = _store.Read(isFirst);
        if (empty is Value.Constant { Data: bool none })
        {
            return none ? throw ThrowsA(place, "System.InvalidOperationException") : best;
        }
        Require(place, Not(place, Lift(place, empty)), "the sequence is not empty");
        return best;
    }

    private Value Collected(IOperation place, Value source, IMethodSymbol method, bool isFixed) =>
        Collected(place, source, method.TypeArguments.Length > 0 ? _frame.Types.Of(method.TypeArguments[0]) : _frame.Types.Of(((INamedTypeSymbol)method.ReturnType).TypeArguments[0]), isFixed);

    private Value Collected(IOperation place, Value source, ITypeSymbol element, bool isFixed, Value? function = null)
    {
        // A number of items that an int parameter is: it must be a dimension.
        if (isFixed && KnownTypes.DTypeOf(element) is not null && ViewOf(place, source) is { Count: Value.Scalar traced })
        {
            AsDim(place, traced);
        }
        if (isFixed && ItemCount(place, source) is { IsConstant: false } count && KnownTypes.DTypeOf(element) is not null)
        {
            return Filled(place, element, count, add => ForEach(place, source, item => add(Mapped(item))));
        }
        return NewSequence(element, [.. Items(place, source).Select(Mapped)], isFixed);

        Value Mapped(Value item) => function is null ? item : Apply(place, function, item);
    }

    /// <summary>An array of a length that is a dimension, of the numbers that are added one after the other.</summary>
    private Value.Reference Filled(IOperation place, ITypeSymbol element, Dim count, Action<Action<Value>> addAll)
    {
        Value.Reference made = NewArray(place, element, [new Value.Size(count)]);
        Place.Cell next = _store.NewCell(new Value.Constant(0));
        addAll(item =>
        {
            WriteElementAt(place, made, _store.Read(next), item);
            _store.Write(next.Id, StepNumber(place, _store.Read(next), true, false, _known.Compilation.GetSpecialType(SpecialType.System_Int32)));
        });
        return made;
    }

    private void WriteElementAt(IOperation place, Value.Reference array, Value index, Value value)
    {
        Content.Numbers numbers = (Content.Numbers)_store[array];
        NdArray element = Core(place, () => Erased.Lax.Reshape(As(place, Lift(place, value), Aval.Scalar(numbers.Data.Dtype)), Shape.Of([1])));
        _store[array] = numbers with { Data = Core(place, () => Erased.Lax.UpdateAt(numbers.Data, element, [Index(place, index)])) };
    }
}
