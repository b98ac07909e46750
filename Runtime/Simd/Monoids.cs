// The operations that reductions combine with: associative, with an identity.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>An associative operation with an identity.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public interface IMonoid
{
    static abstract V Identity<V>()
        where V : struct, ILanes<V>;

    static abstract V Combine<V>(V x, V y)
        where V : struct, ILanes<V>;
}

public readonly struct SumMonoid : IMonoid
{
    [MethodImpl(AggressiveInlining)]
    public static V Identity<V>() where V : struct, ILanes<V> => V.Constant(0);

    [MethodImpl(AggressiveInlining)]
    public static V Combine<V>(V x, V y) where V : struct, ILanes<V> => x + y;
}

public readonly struct ProdMonoid : IMonoid
{
    [MethodImpl(AggressiveInlining)]
    public static V Identity<V>() where V : struct, ILanes<V> => V.Constant(1);

    [MethodImpl(AggressiveInlining)]
    public static V Combine<V>(V x, V y) where V : struct, ILanes<V> => x * y;
}

public readonly struct MaxMonoid : IMonoid
{
    [MethodImpl(AggressiveInlining)]
    public static V Identity<V>() where V : struct, ILanes<V> =>
        default(V) is IElements<float> or IElements<double> ? V.Constant(double.NegativeInfinity)
        : default(V) is IElements<uint> ? V.Bits(0)
        : default(V) is IElements<int> ? V.Bits(int.MinValue) : V.Bits(long.MinValue);

    [MethodImpl(AggressiveInlining)]
    public static V Combine<V>(V x, V y) where V : struct, ILanes<V> => V.Max(x, y);
}

public readonly struct MinMonoid : IMonoid
{
    [MethodImpl(AggressiveInlining)]
    public static V Identity<V>() where V : struct, ILanes<V> =>
        default(V) is IElements<float> or IElements<double> ? V.Constant(double.PositiveInfinity)
        : default(V) is IElements<uint> ? V.Bits(-1)
        : default(V) is IElements<int> ? V.Bits(int.MaxValue) : V.Bits(long.MaxValue);

    [MethodImpl(AggressiveInlining)]
    public static V Combine<V>(V x, V y) where V : struct, ILanes<V> => V.Min(x, y);
}

/// <summary>Bitwise and: of integers, and of masks.</summary>
public readonly struct AndMonoid : IMonoid
{
    [MethodImpl(AggressiveInlining)]
    public static V Identity<V>() where V : struct, ILanes<V> => V.Bits(-1);

    [MethodImpl(AggressiveInlining)]
    public static V Combine<V>(V x, V y) where V : struct, ILanes<V> => x & y;
}

/// <summary>Bitwise or: of integers, and of masks.</summary>
public readonly struct OrMonoid : IMonoid
{
    [MethodImpl(AggressiveInlining)]
    public static V Identity<V>() where V : struct, ILanes<V> => V.Bits(0);

    [MethodImpl(AggressiveInlining)]
    public static V Combine<V>(V x, V y) where V : struct, ILanes<V> => x | y;
}
