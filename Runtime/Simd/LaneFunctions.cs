// Names for what lanes do in one instruction or nearly, as emitted code calls them.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>Functions over lanes of any width. Emitted code imports this class statically.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Sqrt<V>(V x)
        where V : struct, ILanes<V> =>
        V.Sqrt(x);

    [MethodImpl(AggressiveInlining)]
    public static V Abs<V>(V x)
        where V : struct, ILanes<V> =>
        V.Abs(x);

    [MethodImpl(AggressiveInlining)]
    public static V Floor<V>(V x)
        where V : struct, ILanes<V> =>
        V.Floor(x);

    [MethodImpl(AggressiveInlining)]
    public static V Sign<V>(V x)
        where V : struct, ILanes<V> =>
        SignFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Square<V>(V x)
        where V : struct, ILanes<V> =>
        x * x;

    [MethodImpl(AggressiveInlining)]
    public static V Negate<V>(V x)
        where V : struct, ILanes<V> =>
        -x;

    [MethodImpl(AggressiveInlining)]
    public static V IsFinite<V>(V x)
        where V : struct, ILanes<V> =>
        IsFiniteFunction.Invoke(x, x);

    [MethodImpl(AggressiveInlining)]
    public static V Maximum<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.Max(x, y);

    [MethodImpl(AggressiveInlining)]
    public static V Minimum<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.Min(x, y);

    [MethodImpl(AggressiveInlining)]
    public static V Remainder<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.Remainder(x, y);

    [MethodImpl(AggressiveInlining)]
    public static V ShiftLeft<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.ShiftLeft(x, y);

    [MethodImpl(AggressiveInlining)]
    public static V ShiftRightLogical<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.ShiftRightLogical(x, y);

    [MethodImpl(AggressiveInlining)]
    public static V ShiftRightArithmetic<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.ShiftRightArithmetic(x, y);

    [MethodImpl(AggressiveInlining)]
    public static V Equal<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.Equal(x, y);

    [MethodImpl(AggressiveInlining)]
    public static V NotEqual<V>(V x, V y)
        where V : struct, ILanes<V> =>
        ~V.Equal(x, y);

    [MethodImpl(AggressiveInlining)]
    public static V Less<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.Less(x, y);

    [MethodImpl(AggressiveInlining)]
    public static V LessEqual<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.LessOrEqual(x, y);

    [MethodImpl(AggressiveInlining)]
    public static V Greater<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.Less(y, x);

    [MethodImpl(AggressiveInlining)]
    public static V GreaterEqual<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.LessOrEqual(y, x);

    /// <summary>Where the mask is set <paramref name="ifTrue"/>, else <paramref name="ifFalse"/>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Select<V>(V mask, V ifTrue, V ifFalse)
        where V : struct, ILanes<V> =>
        V.Select(mask, ifTrue, ifFalse);
}
