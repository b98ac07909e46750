// A call of a static method of the base library on numbers: its arguments as numbers, and its result as a value.
using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed class NumberCall
{
    private readonly Value[] _arguments;
    private readonly Num?[] _numbers;

    /// <param name="host">Where the call stands.</param>
    /// <param name="method">The method; of an interface of System.Numerics when the call is on a type parameter.</param>
    /// <param name="self">The number type whose member it is: a type parameter's type argument.</param>
    /// <param name="arguments">In the order of the parameters; those of out parameters are written.</param>
    public NumberCall(INumberHost host, IMethodSymbol method, ITypeSymbol? self, Value[] arguments)
    {
        Host = host;
        Method = method;
        Self = self;
        Name = method.Name.Substring(method.Name.LastIndexOf('.') + 1);
        _arguments = arguments;
        _numbers = new Num?[arguments.Length];
    }

    public INumberHost Host { get; }

    public IMethodSymbol Method { get; }

    /// <summary>The number type of a member of an interface.</summary>
    public ITypeSymbol? Self { get; }

    /// <summary>The name, without that of an interface it implements.</summary>
    public string Name { get; }

    public int Count => _arguments.Length;

    /// <summary>An argument as a number.</summary>
    public Num this[int index] => _numbers[index] ??= new Num(Host.Lift(_arguments[index]));

    public Value Argument(int index) => _arguments[index];

    /// <summary>The C# type of a parameter, where it is a number.</summary>
    public NumberType? TypeOf(int index) => NumberType.Of(Closed(Method.Parameters[index].Type));

    /// <summary>The C# type of what it returns, where that is a number.</summary>
    public NumberType? Returned => NumberType.Of(Closed(Method.ReturnType));

    /// <summary>An int argument that has to be known: digits, a mode.</summary>
    public int KnownInt(int index) => this[index].Known is { } value ? (int)value.Bits : throw Host.NotKnown($"'{Method.Parameters[index].Name}' of {KnownTypes.Name(Method)}");

    public void Require(Num ok, string exception) => Host.Require(ok, exception);

    /// <summary>Writes an out parameter.</summary>
    public void Out(int index, Num value) => _arguments[index] = ToValue(value, Method.Parameters[index].Type);

    /// <summary>A number as a value of the method's result type.</summary>
    public Value Result(Num value) => ToValue(value, Closed(Method.ReturnType));

    /// <summary>A tuple of numbers, of the types of the method's result.</summary>
    public Value Results(params Num[] values)
    {
        ImmutableArray<IFieldSymbol> elements = ((INamedTypeSymbol)Method.ReturnType).TupleElements;
        return new Value.Tuple([.. values.Select((v, i) => ToValue(v, Closed(elements[i].Type)))]);
    }

    /// <summary>A number as a value of a C# type.</summary>
    public static Value ToValue(Num value, ITypeSymbol? type) => value.Known is { } known
        ? new Value.Constant(known.DType.IsBool ? known.Bits != 0 : (NumberType.Of(type) ?? Widest(known.DType)).Box(known))
        : new Value.Scalar(value.Data);

    // TSelf, and T of a generic method on numbers.
    private ITypeSymbol Closed(ITypeSymbol type) => Self is not null && (type.TypeKind == TypeKind.TypeParameter || SymbolEqualityComparer.Default.Equals(type, Method.ContainingType.TypeArguments.FirstOrDefault())) ? Self : type;

    private static NumberType Widest(DType dtype) =>
        dtype == DType.Float64 ? NumberType.Double : dtype == DType.Float32 ? NumberType.Single : dtype == DType.Int64 ? NumberType.Int64
        : dtype == DType.UInt32 ? NumberType.UInt32 : dtype == DType.UInt64 ? NumberType.UInt64 : NumberType.Int32;
}
