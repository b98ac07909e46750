// The number types of C#: how wide they are, what traced numbers of them are held in, and the limits that checked arithmetic keeps.
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

/// <summary>
/// A number type. Traced numbers of the types narrower than int are held as int32 and wrapped after each conversion: C# computes with them as int, and executors have no narrower lanes.
/// </summary>
internal sealed class NumberType
{
    private NumberType(SpecialType special, string keyword, DType dtype, int bits, bool isSigned)
    {
        Special = special;
        Keyword = keyword;
        Dtype = dtype;
        Bits = bits;
        IsSigned = isSigned;
    }

    public static NumberType SByte { get; } = new(SpecialType.System_SByte, "sbyte", DType.Int32, 8, true);
    public static NumberType Byte { get; } = new(SpecialType.System_Byte, "byte", DType.Int32, 8, false);
    public static NumberType Int16 { get; } = new(SpecialType.System_Int16, "short", DType.Int32, 16, true);
    public static NumberType UInt16 { get; } = new(SpecialType.System_UInt16, "ushort", DType.Int32, 16, false);
    public static NumberType Char { get; } = new(SpecialType.System_Char, "char", DType.Int32, 16, false);
    public static NumberType Int32 { get; } = new(SpecialType.System_Int32, "int", DType.Int32, 32, true);
    public static NumberType UInt32 { get; } = new(SpecialType.System_UInt32, "uint", DType.UInt32, 32, false);
    public static NumberType Int64 { get; } = new(SpecialType.System_Int64, "long", DType.Int64, 64, true);
    public static NumberType UInt64 { get; } = new(SpecialType.System_UInt64, "ulong", DType.UInt64, 64, false);
    public static NumberType Single { get; } = new(SpecialType.System_Single, "float", DType.Float32, 32, true);
    public static NumberType Double { get; } = new(SpecialType.System_Double, "double", DType.Float64, 64, true);

    public SpecialType Special { get; }

    public string Keyword { get; }

    /// <summary>The element type that traced numbers of this type have.</summary>
    public DType Dtype { get; }

    public int Bits { get; }

    public bool IsSigned { get; }

    public bool IsFloat => Dtype.IsFloat;

    /// <summary>Narrower than int.</summary>
    public bool IsSmall => Bits < 32;

    /// <summary>The smallest integer.</summary>
    public long Min => IsSigned ? long.MinValue >> (64 - Bits) : 0;

    /// <summary>The largest integer; that of ulong as the bits -1.</summary>
    public long Max => IsSigned ? long.MaxValue >> (64 - Bits) : Bits == 64 ? -1 : (1L << Bits) - 1;

    /// <summary>The number type of a C# type: an enum's underlying one, a nullable's inner one; null for other types, and for nint, Half and decimal, which are not traced.</summary>
    public static NumberType? Of(ITypeSymbol? type) => type switch
    {
        INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying } => Of(underlying),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => Of(nullable.TypeArguments[0]),
        _ => Of(type?.SpecialType ?? SpecialType.None),
    };

    public static NumberType? Of(SpecialType special) => special switch
    {
        SpecialType.System_SByte => SByte,
        SpecialType.System_Byte => Byte,
        SpecialType.System_Int16 => Int16,
        SpecialType.System_UInt16 => UInt16,
        SpecialType.System_Char => Char,
        SpecialType.System_Int32 => Int32,
        SpecialType.System_UInt32 => UInt32,
        SpecialType.System_Int64 => Int64,
        SpecialType.System_UInt64 => UInt64,
        SpecialType.System_Single => Single,
        SpecialType.System_Double => Double,
        _ => null,
    };

    /// <summary>The type of a boxed number; null for what is no number.</summary>
    public static NumberType? OfData(object? data) => data switch
    {
        int => Int32,
        double => Double,
        float => Single,
        long => Int64,
        uint => UInt32,
        ulong => UInt64,
        sbyte => SByte,
        byte => Byte,
        short => Int16,
        ushort => UInt16,
        char => Char,
        _ => null,
    };

    /// <summary>A number of this type as C# boxes it.</summary>
    public object Box(Scalar value) => Special switch
    {
        SpecialType.System_Single => (object)(float)value.AsElement().Real,
        SpecialType.System_Double => value.AsElement().Real,
        _ => BoxInteger(value.Bits),
    };

    /// <summary>An integer, modulo the range of this type.</summary>
    public object BoxInteger(long bits) => unchecked(Special switch
    {
        SpecialType.System_SByte => (sbyte)bits,
        SpecialType.System_Byte => (byte)bits,
        SpecialType.System_Int16 => (short)bits,
        SpecialType.System_UInt16 => (ushort)bits,
        SpecialType.System_Char => (char)bits,
        SpecialType.System_Int32 => (int)bits,
        SpecialType.System_UInt32 => (uint)bits,
        SpecialType.System_UInt64 => (ulong)bits,
        _ => (object)bits,
    });
}
