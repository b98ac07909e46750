// The facade's types as symbols of a compilation, found by metadata name, and what C# types mean to a trace.
using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

internal sealed class KnownTypes(Compilation compilation)
{
    public const string JitAttributeName = "SrcGenJit.JitAttribute";

    public INamedTypeSymbol? Jit { get; } = compilation.GetTypeByMetadataName(JitAttributeName);

    public INamedTypeSymbol? Shape { get; } = compilation.GetTypeByMetadataName("SrcGenJit.ShapeAttribute");

    public INamedTypeSymbol? Static { get; } = compilation.GetTypeByMetadataName("SrcGenJit.StaticAttribute");


    public Compilation Compilation { get; } = compilation;

    /// <summary>The assembly of the facade: everything in it is known by its erased twin.</summary>
    public bool IsFacade(ISymbol symbol) => Jit is not null && SymbolEqualityComparer.Default.Equals(symbol.ContainingAssembly, Jit.ContainingAssembly);

    public bool Is(ITypeSymbol? type, string name) => type is { ContainingNamespace.Name: "SrcGenJit" } && type.Name == name && IsFacade(type);

    /// <summary>True for <c>NdArray&lt;T&gt;</c> and the erased <c>NdArray</c>.</summary>
    public bool IsArray(ITypeSymbol? type) => Is(type, "NdArray");

    public AttributeData? Attribute(ISymbol symbol, INamedTypeSymbol? attribute) =>
        symbol.GetAttributes().FirstOrDefault(a => attribute is not null && SymbolEqualityComparer.Default.Equals(a.AttributeClass, attribute));

    public bool IsJit(IMethodSymbol method) => Attribute(method.OriginalDefinition, Jit) is not null;

    public bool IsStatic(IParameterSymbol parameter) => Attribute(parameter.OriginalDefinition, Static) is not null;

    /// <summary>The element type of <c>NdArray&lt;T&gt;</c>; null for others.</summary>
    public DType? ElementOf(ITypeSymbol? type) => IsArray(type) && type is INamedTypeSymbol { TypeArguments.Length: 1 } array ? DTypeOf(array.TypeArguments[0]) : null;

    /// <summary>The element type that a C# type names.</summary>
    public static DType? DTypeOf(ITypeSymbol? type) => type?.SpecialType switch
    {
        SpecialType.System_Single => DType.Float32,
        SpecialType.System_Double => DType.Float64,
        SpecialType.System_Int32 => DType.Int32,
        SpecialType.System_Int64 => DType.Int64,
        SpecialType.System_UInt32 => DType.UInt32,
        SpecialType.System_UInt64 => DType.UInt64,
        SpecialType.System_Int16 => DType.Int16,
        SpecialType.System_UInt16 => DType.UInt16,
        SpecialType.System_SByte => DType.Int8,
        SpecialType.System_Byte => DType.UInt8,
        SpecialType.System_Boolean => DType.Bool,
        _ => type is { Name: "Half", ContainingNamespace.Name: "System" } ? DType.Float16
            : type is { Name: "Complex", ContainingNamespace.Name: "Numerics" } ? DType.Complex128
            : null,
    };

    /// <summary>C# numbers and bools that a parameter may have: these are traced as arrays of rank 0.</summary>
    public static DType? ScalarOf(ITypeSymbol? type) => type?.SpecialType is SpecialType.System_Single or SpecialType.System_Double or SpecialType.System_Int32
        or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_Boolean ? DTypeOf(type) : null;

    /// <summary>What a traced number or bool of a C# type is held in: an enum is the number beneath it, what is narrower than int is an int. Null for what is no number that kernels compute with.</summary>
    public static DType? NumberOf(ITypeSymbol? type) => type?.SpecialType == SpecialType.System_Boolean ? DType.Bool
        : type is not INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } && NumberType.Of(type)?.Dtype is { } dtype && Emission.ElementTypes.Keyword(dtype) is not null ? dtype : null;

    /// <summary>True for the integers narrower than int, char and ulong: executors outside of kernels have them as other element types, or not at all.</summary>
    public static bool IsNarrow(ITypeSymbol type) => NumberType.Of(type) is { IsSmall: true, IsFloat: false } or { Special: SpecialType.System_UInt64 };

    /// <summary>True where a number is held in another type than its own: an enum, or narrower than int.</summary>
    public static bool IsHeld(ITypeSymbol type) => DTypeOf(type) != NumberOf(type);

    /// <summary>True for a span of an element type, whether kernels compute with it or not.</summary>
    public static bool IsSpan(ITypeSymbol type) => type is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }, TypeArguments: [var item] } && DTypeOf(item) is not null;

    /// <summary>The elements, their kind and the number of axes of a C# array or span of numbers or bools that kernels compute with; null for others.</summary>
    public static (ITypeSymbol Element, DType DType, Holding Holding, int Rank)? MemoryOf(ITypeSymbol? type)
    {
        (ITypeSymbol? element, Holding holding, int rank) = type switch
        {
            IArrayTypeSymbol array => (array.ElementType, array.Rank == 1 ? Holding.Vector : Holding.Grid, array.Rank),
            INamedTypeSymbol { Name: "Span", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }, TypeArguments: [var item] } => (item, Holding.Span, 1),
            INamedTypeSymbol { Name: "ReadOnlySpan", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true }, TypeArguments: [var item] } => (item, Holding.ReadOnlySpan, 1),
            _ => ((ITypeSymbol?)null, default(Holding), 0),
        };
        return DTypeOf(element) is { } dtype && Emission.ElementTypes.Keyword(dtype) is not null ? (element!, dtype, holding, rank) : null;
    }

    /// <summary>The weak aval of a C# number. Bools are not weak, as in JAX.</summary>
    public static Aval ScalarAval(DType dtype) => Aval.Scalar(dtype, weak: !dtype.IsBool);

    /// <summary>A C# constant as a scalar.</summary>
    public static Scalar? ScalarOf(object? constant) => constant switch
    {
        float value => Scalar.Of(value),
        double value => Scalar.Of(value),
        int value => Scalar.Of(value),
        uint value => Scalar.Of(value),
        long value => Scalar.Of(value),
        ulong value => Scalar.Of(value),
        short value => Scalar.Of(value, DType.Int16),
        ushort value => Scalar.Of(value, DType.UInt16),
        sbyte value => Scalar.Of(value, DType.Int8),
        byte value => Scalar.Of(value, DType.UInt8),
        bool value => Scalar.Of(value),
        _ => null,
    };

    public static bool IsTuple(ITypeSymbol type) => type is INamedTypeSymbol { IsTupleType: true };

    /// <summary>A user's record, struct or class.</summary>
    public bool IsUserType(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class, SpecialType: SpecialType.None, IsTupleType: false } && !IsFacade(type)
        && type.OriginalDefinition.DeclaringSyntaxReferences.Any(r => Compilation.ContainsSyntaxTree(r.SyntaxTree));

    /// <summary>True for what is taken apart into its fields: types of the program, and the structs of System.Numerics.</summary>
    public bool HasFields(ITypeSymbol type) => IsUserType(type) || NumericStructs.Is(type);

    public static string Name(ISymbol symbol) => symbol.ContainingType is { } type
        ? type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat) + "." + symbol.Name
        : symbol.Name;
}
