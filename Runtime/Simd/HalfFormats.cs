// float16 and bfloat16 from and to float: bit patterns in the low 16 bits of 32-bit lanes. Rounded once, to nearest even; denormals, overflow to infinity, NaNs.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>Floats to float16's bit patterns.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct ToHalfFunction : IUnaryFunction
{
    // A normal result is the float's bits with the exponent's bias moved by 112 and rounded at bit 13; the sum with 1/2 rounds a denormal one at 2^-24.
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V sign = x & V.Bits(int.MinValue), a = x ^ sign, half = V.Bits(0x3F000000);
        V odd = V.ShiftRightLogicalBits(a, 13) & V.Bits(1);
        V normal = V.ShiftRightLogicalBits(V.AddBits(V.AddBits(a, V.Bits(0xFFF - (112 << 23))), odd), 13);
        V nan = V.ShiftRightLogicalBits(a, 13) & V.Bits(0x3FF) | V.Bits(0x7E00);
        V denormal = V.SubtractBits(a + half, half);
        V result = V.Select(V.Less(a, V.Constant(65536)), normal, V.Select(V.Equal(x, x), V.Bits(0x7C00), nan));
        return V.Select(V.Less(a, V.Bits(113 << 23)), denormal, result) | V.ShiftRightLogicalBits(sign, 16);
    }
}

/// <summary>float16's bit patterns to floats, exactly.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct FromHalfFunction : IUnaryFunction
{
    // As bits of a float the magnitude has an exponent that is too small by 112; that of infinities and NaNs by 224. Denormals get a leading one and lose it by subtraction.
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V bits)
        where V : struct, ILanes<V>
    {
        V one = V.Bits(1 << 23), bias = V.Bits(112 << 23), smallest = V.Bits(113 << 23);
        V a = V.ShiftLeftBits(bits & V.Bits(0x7FFF), 13), sign = V.ShiftLeftBits(bits & V.Bits(0x8000), 16);
        V normal = V.AddBits(a, bias);
        V result = V.Select(V.Less(a, V.Bits(0x7C00 << 13)), normal, V.AddBits(normal, bias));
        return V.Select(V.Less(a, one), V.AddBits(a, smallest) - smallest, result) | sign;
    }
}

/// <summary>Floats to bfloat16's bit patterns.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct ToBfloat16Function : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V high = V.ShiftRightLogicalBits(x, 16);
        V rounded = V.ShiftRightLogicalBits(V.AddBits(V.AddBits(x, V.Bits(0x7FFF)), high & V.Bits(1)), 16);
        return V.Select(V.Equal(x, x), rounded, high | V.Bits(0x40));
    }
}

/// <summary>bfloat16's bit patterns to floats, exactly.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct FromBfloat16Function : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V bits)
        where V : struct, ILanes<V> =>
        V.ShiftLeftBits(bits, 16);
}

public static partial class LaneFunctions
{
    /// <summary>Floats to float16's bit patterns, in the low halves of lanes of 32 bits.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ToHalf<V>(V x)
        where V : struct, ILanes<V> =>
        ToHalfFunction.Invoke(x);

    /// <summary>float16's bit patterns, in the low halves of lanes of 32 bits, to floats.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V FromHalf<V>(V bits)
        where V : struct, ILanes<V> =>
        FromHalfFunction.Invoke(bits);

    /// <summary>Floats to bfloat16's bit patterns, in the low halves of lanes of 32 bits.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V ToBfloat16<V>(V x)
        where V : struct, ILanes<V> =>
        ToBfloat16Function.Invoke(x);

    /// <summary>bfloat16's bit patterns, in the low halves of lanes of 32 bits, to floats.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V FromBfloat16<V>(V bits)
        where V : struct, ILanes<V> =>
        FromBfloat16Function.Invoke(bits);
}
