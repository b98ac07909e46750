// A use of a member of a struct of System.Numerics: which member, and its operands as numbers.
using System;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed class StructCall(INumberHost host, ISymbol member, INamedTypeSymbol container, string name, Value? self, Value[] arguments)
{
    private readonly Pack?[] _packs = new Pack?[arguments.Length];
    private Pack? _self;

    public INumberHost Host => host;

    public ISymbol Member => member;

    public INamedTypeSymbol Container => container;

    /// <summary>The member; operators by their CLR name, constructors <c>.ctor</c>, indexers <c>Item</c>.</summary>
    public string Name => name;

    public int Count => arguments.Length;

    public bool HasSelf => self is not null;

    /// <summary>The struct an instance member is called on.</summary>
    public Pack Self => _self ??= NumericStructs.Parts(host, self!);

    /// <summary>An argument: the numbers of a struct, or one number.</summary>
    public Pack this[int index] => _packs[index] ??= NumericStructs.Parts(host, arguments[index]);

    public Num Number(int index) => this[index][0];

    public Value Argument(int index) => arguments[index];

    /// <summary>The type of a parameter, by its name: <c>Vector3</c>, <c>Single</c>.</summary>
    public string TypeOf(int index) => (member switch { IMethodSymbol method => method.Parameters, IPropertySymbol property => property.Parameters, _ => throw new InvalidOperationException() })[index].Type.Name;

    public void Out(int index, ITypeSymbol type, Pack value) => arguments[index] = NumericStructs.Make((INamedTypeSymbol)type, value);

    /// <summary>A known index, or null.</summary>
    public int? Index(int argument, int count) => NumericStructs.Index(host, arguments[argument], count);

    public Num Single(double value) => Num.Of(value, DType.Float32);

    public Pack Singles(params double[] values) => new([.. System.Linq.Enumerable.Select(values, Single)]);
}
