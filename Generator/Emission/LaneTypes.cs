// The lane types of one loop nest: a type parameter for each element type, and what it stands for on each vector width.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

/// <summary>How many elements a block of a nest has.</summary>
internal enum BlockSize
{
    /// <summary>One: a nest without loops.</summary>
    One,

    /// <summary>As many as a register holds of the narrowest element type.</summary>
    Register,

    /// <summary>The 32 virtual lanes of a reduction.</summary>
    Row32,

    /// <summary>The 16 virtual lanes of a reduction of 8-byte elements.</summary>
    Row16,
}

internal sealed class LaneTypes
{
    private static readonly DType[] s_order = [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.UInt32];

    private readonly DType[] _types;
    private readonly BlockSize _size;
    private readonly bool _halves;

    /// <param name="used">Element types of the nest's values; bool where there are masks.</param>
    /// <param name="size">Elements a block.</param>
    /// <param name="halves">
    /// In a row of 32, 8-byte elements are reduced too: their type parameter then has the 16 lanes of their reduction, and blocks are pairs of it.
    /// </param>
    public LaneTypes(IEnumerable<DType> used, BlockSize size, bool halves = false)
    {
        _halves = halves;
        HashSet<DType> types = [.. used];
        DType[] numeric = s_order.Where(types.Contains).ToArray();
        DType mask = numeric.FirstOrDefault(t => t.ItemSize == 4) ?? numeric.FirstOrDefault() ?? DType.Int32;
        // A mask of a row of 32 has 4-byte lanes, so that its reduction has the lanes of every other.
        _types = types.Contains(DType.Bool) && !numeric.Contains(mask) ? [mask] : numeric;
        MaskType = mask;
        _size = size;
    }

    /// <summary>The element type whose lanes hold the nest's masks.</summary>
    public DType MaskType { get; }

    public string Mask => Of(MaskType);

    /// <summary>The lanes of an element type: its type parameter, that of the masks for bool, or a pair.</summary>
    public string Of(DType type) => type == DType.Bool ? Of(MaskType) : IsHalf(type) ? $"Pair<{Parameter(type)}, {ElementTypes.Keyword(type)}>" : Parameter(type);

    /// <summary>True when a block of this element type is a pair of what its reduction accumulates.</summary>
    public bool IsHalf(DType type) => _halves && type.ItemSize == 8;

    /// <summary>The type parameter of an element type.</summary>
    public static string Parameter(DType type) =>
        type == DType.Float32 ? "F"
        : type == DType.Float64 ? "D"
        : type == DType.Int32 ? "I"
        : type == DType.Int64 ? "L"
        : type == DType.UInt32 ? "U"
        : throw new NotSupportedException($"kernels do not compute with {type.Name}");

    /// <summary><c>F, D</c>.</summary>
    public string Parameters => string.Join(", ", _types.Select(Parameter));

    /// <summary>A type parameter; all have the same number of elements.</summary>
    public string AnyParameter => Of(_types[0]);

    /// <summary><c>where F : struct, ILanes&lt;F, float&gt;</c>, one for each parameter.</summary>
    public IEnumerable<string> Constraints => _types.Select(t => $"where {Parameter(t)} : struct, ILanes<{Parameter(t)}, {ElementTypes.Keyword(t)}>");

    /// <summary>Only one element a block: no choice of width.</summary>
    public bool IsScalar => _size == BlockSize.One;

    /// <summary>The type arguments for vectors of this many bits (1: one element).</summary>
    public string Arguments(int bits) => string.Join(", ", _types.Select(t => Argument(t, bits)));

    private string Argument(DType type, int bits)
    {
        string element = ElementTypes.Keyword(type)!;
        if (_size == BlockSize.One)
        {
            return $"Lanes1<{element}>";
        }
        string lanes = $"Lanes{bits}<{element}>";
        for (int registers = Registers(type, bits); registers > 1; registers /= 2)
        {
            lanes = $"Pair<{lanes}, {element}>";
        }
        return lanes;
    }

    /// <summary>How many registers of a width hold a block of an element type.</summary>
    public int Registers(DType type, int bits)
    {
        int count = _size switch
        {
            BlockSize.One => 1,
            BlockSize.Row32 => IsHalf(type) ? 16 : 32,
            BlockSize.Row16 => 16,
            _ => bits / 8 / _types.Min(t => t.ItemSize),
        };
        return Math.Max(1, count * type.ItemSize * 8 / bits);
    }
}
