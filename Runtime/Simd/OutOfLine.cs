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

    /// <summary>Of one number, in registers.</summary>
    [MethodImpl(NoInlining | AggressiveOptimization)]
    public static T Scalar<F, T>(T x)
        where F : struct, IUnaryFunction
        where T : unmanaged =>
        Lanes1<T>.GetElement(F.Invoke(Lanes1<T>.Broadcast(x)), 0);

    /// <inheritdoc cref="Scalar{F, T}(T)"/>
    [MethodImpl(NoInlining | AggressiveOptimization)]
    public static T Scalar<F, T>(T x, T y)
        where F : struct, IBinaryFunction
        where T : unmanaged =>
        Lanes1<T>.GetElement(F.Invoke(Lanes1<T>.Broadcast(x), Lanes1<T>.Broadcast(y)), 0);

    /// <inheritdoc cref="Scalar{F, T}(T)"/>
    [MethodImpl(NoInlining | AggressiveOptimization)]
    public static void ScalarPair<F, T>(T x, out T first, out T second)
        where F : struct, IPairFunction
        where T : unmanaged
    {
        F.Invoke(Lanes1<T>.Broadcast(x), out Lanes1<T> a, out Lanes1<T> b);
        first = Lanes1<T>.GetElement(a, 0);
        second = Lanes1<T>.GetElement(b, 0);
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
