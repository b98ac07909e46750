// Vector functions as methods of their own. Lanes go by reference: the calling convention would copy a struct that holds a vector in pieces, and the callee would wait for them.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class OutOfLine
{
    [MethodImpl(NoInlining | AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Run<F, V>(in V x, out V result)
        where F : struct, IUnaryFunction
        where V : struct, ILanes<V> =>
        result = F.Invoke(x);

    [MethodImpl(NoInlining | AggressiveOptimization)]
    [SkipLocalsInit]
    public static void Run<F, V>(in V x, in V y, out V result)
        where F : struct, IBinaryFunction
        where V : struct, ILanes<V> =>
        result = F.Invoke(x, y);

    [MethodImpl(NoInlining | AggressiveOptimization)]
    [SkipLocalsInit]
    public static void RunPair<F, V>(in V x, out V first, out V second)
        where F : struct, IPairFunction
        where V : struct, ILanes<V>
    {
        F.Invoke(x, out V a, out V b);
        first = a;
        second = b;
    }
}

/// <summary>A function that is called, in lanes where another would have it inlined.</summary>
internal readonly struct Called<F> : IUnaryFunction
    where F : struct, IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V> =>
        V.Call<F>(x);
}

/// <inheritdoc cref="Called{F}"/>
internal readonly struct CalledBinary<F> : IBinaryFunction
    where F : struct, IBinaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x, V y)
        where V : struct, ILanes<V> =>
        V.Call<F>(x, y);
}
