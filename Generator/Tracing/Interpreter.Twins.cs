// Calls of facade members: arguments are erased, the twin runs with tracers, and its result gets its C# type back.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Reflection;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value CallTwin(IOperation place, IMethodSymbol method, Value? self, Value[] arguments)
    {
        string type = method.ContainingType.Name;
        if (IsDim(method.ContainingType))
        {
            return CallDim(place, method, arguments);
        }
        if (type == "AtUpdate" && self is Value.Tuple { Items: [Value.Array array, Value.Constant { Data: IndexEntry[] entries }] })
        {
            Twin update = Twins.Find("Operators", method.Name, 3) ?? throw NoTwin(place, method);
            return new Value.Array(Core(place, () => (NdArray)update.Invoke([array.Data, entries, Lift(place, arguments[0])])!));
        }
        IMethodSymbol definition = method.OriginalDefinition;
        string[] names = [.. definition.Parameters.Select(p => p.Name)];
        bool isMember = _known.IsArray(method.ContainingType);
        ITypeSymbol[] elements = [.. Elements(definition).Select(i => _frame.Types.Of(method.TypeArguments[i]))];
        bool[] lists = [.. definition.Parameters.Select(p => p.Type is IArrayTypeSymbol)];
        Twin twin = Twins.Find(isMember ? "Operators" : type, method.Name, names, self is not null, elements.Length, lists) ?? throw NoTwin(place, method);
        object?[] erased = new object?[twin.Parameters.Length];
        for (int i = 0; i < twin.DTypes; i++)
        {
            erased[i] = (i < elements.Length ? KnownTypes.DTypeOf(elements[i]) : null)
                ?? throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(method), "its element type is not known here");
        }
        int next = twin.DTypes;
        if (twin.HasSelf)
        {
            erased[next++] = Lift(place, self!);
        }
        for (; next < erased.Length; next++)
        {
            int index = Array.IndexOf(names, twin.Parameters[next].Name);
            erased[next] = Erase(place, arguments[index], twin.Parameters[next].ParameterType, method.Parameters[index]);
        }
        string? transform = type == "Jax" ? "Jax." + method.Name : null;
        object? result = Core(place, () => twin.Invoke(erased), transform);
        return Restore(place, result, _frame.Types.Of(method.ReturnType));
    }

    private TraceFailure NoTwin(IOperation place, ISymbol member) =>
        Fail(place, JitRules.UnknownMember, KnownTypes.Name(member), "it has no meaning while tracing");

    // Type parameters that occur in an array parameter vanish; of the others, element types become DTypes.
    private IEnumerable<int> Elements(IMethodSymbol definition)
    {
        for (int i = 0; i < definition.TypeParameters.Length; i++)
        {
            ITypeParameterSymbol parameter = definition.TypeParameters[i];
            if (!definition.Parameters.Any(p => Mentions(p.Type, parameter, false)))
            {
                yield return i;
            }
        }
    }

    private bool Mentions(ITypeSymbol type, ITypeParameterSymbol parameter, bool inArray) => type switch
    {
        ITypeParameterSymbol => inArray && SymbolEqualityComparer.Default.Equals(type, parameter),
        IArrayTypeSymbol array => Mentions(array.ElementType, parameter, inArray),
        INamedTypeSymbol named => named.TypeArguments.Any(a => Mentions(a, parameter, inArray || _known.IsArray(named))),
        _ => false,
    };

    /// <summary>A value as a twin's parameter type.</summary>
    private object? Erase(IOperation place, Value value, Type type, IParameterSymbol? parameter)
    {
        string name = parameter is null ? "" : $"the argument '{parameter.Name}'";
        if (IsNull(value))
        {
            return null;
        }
        Type plain = Nullable.GetUnderlyingType(type) ?? type;
        return plain switch
        {
            _ when plain == typeof(NdArray) => value is Value.Reference ? LiftSequence(place, value) : Lift(place, value),
            _ when plain == typeof(NdArray[]) => Items(place, value).Select(i => Lift(place, i)).ToArray(),
            _ when plain == typeof(int) => KnownArgument(place, value, name),
            _ when plain == typeof(int[]) => value is Value.Constant or Value.Size ? [KnownArgument(place, value, name)] : Items(place, value).Select(i => KnownArgument(place, i, name)).ToArray(),
            _ when plain == typeof(int?[]) => Items(place, value).Select(i => IsNull(i) ? (int?)null : KnownArgument(place, i, name)).ToArray(),
            _ when plain == typeof(long) => (long)KnownArgument(place, value, name),
            _ when plain == typeof(Shape) => ShapeOf(place, value),
            _ when plain == typeof(Dim) => AsDim(place, value),
            _ when plain == typeof(Dim[]) => ShapeOf(place, value).ToArray(),
            _ when plain == typeof(bool) => value is Value.Constant { Data: bool known } ? known : throw Fail(place, JitRules.NotKnown, name),
            _ when plain == typeof(string) => value is Value.Constant { Data: string text } ? text : throw Fail(place, JitRules.NotKnown, name),
            _ when plain == typeof(double) => value is Value.Constant { Data: IConvertible number } ? number.ToDouble(System.Globalization.CultureInfo.InvariantCulture) : throw Fail(place, JitRules.NotKnown, name),
            _ when plain == typeof(DType) => value is Value.Constant { Data: DType dtype } ? dtype : throw Fail(place, JitRules.NotKnown, name),
            _ when plain == typeof(Tree) => ToTree(place, value),
            _ when plain == typeof(Tree[]) => Items(place, value).Select(i => ToTree(place, i)).ToArray(),
            _ when plain == typeof(Func<Tree, Tree>) => ToFunction(place, value),
            _ when plain == typeof(Func<Tree, Tree>[]) => Items(place, value).Select(i => ToFunction(place, i)).ToArray(),
            _ when plain == typeof(IndexEntry[]) => Entries(place, value),
            _ => throw Unsupported(place, $"an argument of type {plain.Name}"),
        };
    }

    private int KnownArgument(IOperation place, Value value, string name) => value is Value.Constant or Value.Size { Dim.IsConstant: true }
        ? KnownInt(place, value)
        : throw Fail(place, JitRules.NotKnown, name.Length == 0 ? $"'{Excerpt(place)}'" : name);

    /// <summary>A twin's result as a value of a C# type.</summary>
    private Value Restore(IOperation place, object? result, ITypeSymbol type)
    {
        switch (result)
        {
            case null:
                return Value.Null;
            case NdArray array:
                return FromTree(place, array, type);
            case Tree tree:
                return FromTree(place, tree, type);
            case Dim dim:
                return new Value.Size(dim);
            case NdArray[] arrays when type is INamedTypeSymbol { IsTupleType: true } tuple:
                return new Value.Tuple([.. arrays.Select((a, i) => FromTree(place, a, tuple.TupleElements[i].Type))]);
            case NdArray[] arrays:
                return NewSequence(null, [.. arrays.Select(a => (Value)new Value.Array(a))], true);
            case Func<Tree, Tree> function:
                return new Value.Function(function);
            case int or bool or string or DType or Shape:
                return new Value.Constant(result);
        }
        if (result.GetType().FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal))
        {
            ImmutableArray<IFieldSymbol> elements = type is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements : [];
            FieldInfo[] items = result.GetType().GetFields();
            return new Value.Tuple([.. items.Select((f, i) => Restore(place, f.GetValue(result), i < elements.Length ? elements[i].Type : type))]);
        }
        throw Unsupported(place, $"a result of type {result.GetType().Name}");
    }

    private Value CallDim(IOperation place, IMethodSymbol method, Value[] arguments) => (method.Name, arguments.Length) switch
    {
        ("FloorDiv", 2) => new Value.Size(Core(place, () => Dim.FloorDiv(AsDim(place, arguments[0]), AsDim(place, arguments[1])))),
        ("Mod", 2) => new Value.Size(Core(place, () => Dim.Mod(AsDim(place, arguments[0]), AsDim(place, arguments[1])))),
        ("Max", 2) => new Value.Size(Dim.Max(AsDim(place, arguments[0]), AsDim(place, arguments[1]))),
        ("Min", 2) => new Value.Size(Dim.Min(AsDim(place, arguments[0]), AsDim(place, arguments[1]))),
        _ => throw NoTwin(place, method),
    };

    private Shape ShapeOf(IOperation place, Value value) => value switch
    {
        Value.Constant { Data: Shape shape } => shape,
        Value.Constant or Value.Size => Shape.Of([AsDim(place, value)]),
        _ => Shape.Of(Items(place, value).Select(i => AsDim(place, i))),
    };

    /// <summary>One entry of an index.</summary>
    private IndexEntry IndexEntryOf(IOperation place, Value value) => value switch
    {
        Value.Constant { Data: IndexEntry entry } => entry,
        Value.Index index => IndexEntry.Of(KnownInt(place, index.Offset), index.FromEnd),
        Value.Range { Start: { Offset: Value.Constant { Data: 0 }, FromEnd: false }, End: { Offset: Value.Constant { Data: 0 }, FromEnd: true } } => IndexEntry.Dots,
        Value.Range range => IndexEntry.Slice(BoundOf(place, range.Start), BoundOf(place, range.End)),
        Value.Array array => IndexEntry.Of(array.Data),
        Value.Scalar scalar => IndexEntry.Of(scalar.Data),
        Value.Reference => IndexEntry.Of(LiftSequence(place, value)),
        Value.Size { Dim.IsConstant: false } => IndexEntry.Of(As(place, Lift(place, value), Aval.Scalar(DType.Int32))),
        _ => IndexEntry.Of(KnownInt(place, value)),
    };

    private SliceBound BoundOf(IOperation place, Value.Index index)
    {
        if (index.Offset is not Value.Size size)
        {
            return new SliceBound(KnownInt(place, index.Offset), index.FromEnd);
        }
        // System.Index takes no negative number.
        RequireBetween(place, size, null);
        return new SliceBound(size.Dim, index.FromEnd);
    }

    private IndexEntry[] Entries(IOperation place, Value value) => [.. Items(place, value).Select(i => IndexEntryOf(place, i))];

    /// <summary>A C# array or span as an array.</summary>
    private NdArray LiftSequence(IOperation place, Value value)
    {
        if (value is Value.Span span && _store[span.Of] is Content.Numbers { Data: var whole })
        {
            value = span is { Start: Value.Constant { Data: 0 }, Length: Value.Size { Dim: var length } } && length.Equals(whole.Shape[0]) ? span.Of : Part(place, span.Of, span.Start, span.Length);
        }
        if (value is Value.Reference array && _store[array] is Content.Numbers numbers)
        {
            return numbers.Data;
        }
        ImmutableArray<Value> items = Items(place, value);
        if (items.Length > MaxConstant)
        {
            throw Limit(place, $"a constant of {items.Length} elements, more than {MaxConstant}");
        }
        if (items.Length > 0 && items.All(i => i is Value.Constant { Data: { } data } && data.GetType() == ((Value.Constant)items[0]).Data!.GetType()) && KnownTypes.ScalarOf(((Value.Constant)items[0]).Data) is { } first)
        {
            Array data = Array.CreateInstance(((Value.Constant)items[0]).Data!.GetType(), items.Length);
            for (int i = 0; i < items.Length; i++)
            {
                data.SetValue(((Value.Constant)items[i]).Data, i);
            }
            return new NdArray(new Aval([items.Length], first.DType), data);
        }
        throw Fail(place, JitRules.NotKnown, $"the elements of '{Excerpt(place)}'");
    }
}
