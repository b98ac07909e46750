// Element types: JAX's dtypes with their names, short names and sizes.
using System;
using System.Collections.Generic;

namespace SrcGenJit;

/// <summary>The kind of number an element type holds.</summary>
public enum DTypeKind { Bool, Int, UInt, Float, Complex, Key, Float0 }

/// <summary>An element type, known by JAX's name (<c>float32</c>) and short name (<c>f32</c>).</summary>
public sealed partial class DType
{
    private DType(string name, string shortName, DTypeKind kind, int itemSize)
    {
        Name = name;
        ShortName = shortName;
        Kind = kind;
        ItemSize = itemSize;
    }

    public static DType Bool { get; } = new("bool", "bool", DTypeKind.Bool, 1);
    public static DType Int8 { get; } = new("int8", "i8", DTypeKind.Int, 1);
    public static DType Int16 { get; } = new("int16", "i16", DTypeKind.Int, 2);
    public static DType Int32 { get; } = new("int32", "i32", DTypeKind.Int, 4);
    public static DType Int64 { get; } = new("int64", "i64", DTypeKind.Int, 8);
    public static DType UInt8 { get; } = new("uint8", "u8", DTypeKind.UInt, 1);
    public static DType UInt16 { get; } = new("uint16", "u16", DTypeKind.UInt, 2);
    public static DType UInt32 { get; } = new("uint32", "u32", DTypeKind.UInt, 4);
    public static DType UInt64 { get; } = new("uint64", "u64", DTypeKind.UInt, 8);
    public static DType Float16 { get; } = new("float16", "f16", DTypeKind.Float, 2);
    public static DType BFloat16 { get; } = new("bfloat16", "bf16", DTypeKind.Float, 2);
    public static DType Float32 { get; } = new("float32", "f32", DTypeKind.Float, 4);
    public static DType Float64 { get; } = new("float64", "f64", DTypeKind.Float, 8);
    public static DType Complex64 { get; } = new("complex64", "c64", DTypeKind.Complex, 8);
    public static DType Complex128 { get; } = new("complex128", "c128", DTypeKind.Complex, 16);

    /// <summary>The type of a threefry PRNG key.</summary>
    public static DType KeyFry { get; } = new("key<fry>", "key<fry>", DTypeKind.Key, 8);

    /// <summary>The tangent type of integers and bools.</summary>
    public static DType Float0 { get; } = new("float0", "float0", DTypeKind.Float0, 0);

    public static IReadOnlyList<DType> All { get; } =
    [
        Bool, Int8, Int16, Int32, Int64, UInt8, UInt16, UInt32, UInt64, Float16, BFloat16, Float32, Float64,
        Complex64, Complex128, KeyFry, Float0,
    ];

    /// <summary>JAX's name, <c>float32</c>.</summary>
    public string Name { get; }

    /// <summary>The name in jaxpr text, <c>f32</c>.</summary>
    public string ShortName { get; }

    public DTypeKind Kind { get; }

    /// <summary>Bytes an element takes.</summary>
    public int ItemSize { get; }

    public bool IsFloat => Kind == DTypeKind.Float;

    public bool IsInteger => Kind is DTypeKind.Int or DTypeKind.UInt;

    public bool IsBool => Kind == DTypeKind.Bool;

    /// <summary>Real or complex floating point: what JAX calls inexact, and differentiates.</summary>
    public bool IsInexact => Kind is DTypeKind.Float or DTypeKind.Complex;

    /// <summary>Finds a type by long or short name; null when there is none.</summary>
    public static DType? Find(string name)
    {
        foreach (DType type in All)
        {
            if (type.Name == name || type.ShortName == name)
            {
                return type;
            }
        }
        return null;
    }

    public override string ToString() => Name;
}
