// Where the interpreter meets the structs of System.Numerics: null where a member is of another type or is not modelled.
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value? ConstructNumerics(IOperation place, INamedTypeSymbol type, IMethodSymbol constructor, Value[] arguments) =>
        NumericStructs.Is(type) ? Core(place, () => NumericStructs.Construct(new NumberHost(this, place), type, constructor, arguments)) : null;

    /// <summary>Methods, operators and conversions; values of out parameters are written into <paramref name="arguments"/>.</summary>
    private Value? CallNumerics(IOperation place, IMethodSymbol method, Value? self, Value[] arguments) =>
        NumericStructs.Is(method.ContainingType) ? Core(place, () => NumericStructs.Call(new NumberHost(this, place), method, self, arguments)) : null;

    /// <summary>Properties, fields and indexers.</summary>
    private Value? ReadNumerics(IOperation place, ISymbol member, Value? self, Value[] arguments) =>
        NumericStructs.Is(member.ContainingType) ? Core(place, () => NumericStructs.Read(new NumberHost(this, place), member, self, arguments)) : null;

    /// <summary>The struct with a field, a property or an element written.</summary>
    private Value.Struct? WriteNumerics(IOperation place, ISymbol member, Value.Struct self, Value[] arguments, Value value) =>
        NumericStructs.Is(self.Type) ? Core(place, () => NumericStructs.Write(new NumberHost(this, place), member, self, arguments, value)) : null;
}
