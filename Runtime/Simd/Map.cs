// Loops that apply a vector function to memory, at the width of the machine.
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class Map
{
    /// <summary>True when 512-bit lanes are to be used.</summary>
    public static bool Use512
    {
        [MethodImpl(AggressiveInlining)]
        get => Vector512.IsHardwareAccelerated && System.Runtime.Intrinsics.X86.Avx512F.IsSupported;
    }

    /// <summary>True when 256-bit lanes are to be used.</summary>
    public static bool Use256
    {
        [MethodImpl(AggressiveInlining)]
        get => Vector256.IsHardwareAccelerated && Element.HasFma;
    }

    public static void Unary<F, T>(ref T x, ref T y, nint n)
        where F : struct, IUnaryFunction
        where T : unmanaged
    {
        if (Use512)
        {
            UnaryLoop<F, Lanes512<T>, T>(ref x, ref y, n);
        }
        else if (Use256)
        {
            UnaryLoop<F, Lanes256<T>, T>(ref x, ref y, n);
        }
        else
        {
            UnaryLoop<F, Lanes128<T>, T>(ref x, ref y, n);
        }
    }

    public static void Pair<F, T>(ref T x, ref T y, ref T z, nint n)
        where F : struct, IPairFunction
        where T : unmanaged
    {
        if (Use512)
        {
            PairLoop<F, Lanes512<T>, T>(ref x, ref y, ref z, n);
        }
        else if (Use256)
        {
            PairLoop<F, Lanes256<T>, T>(ref x, ref y, ref z, n);
        }
        else
        {
            PairLoop<F, Lanes128<T>, T>(ref x, ref y, ref z, n);
        }
    }

    public static void Binary<F, T>(ref T a, bool scalarA, ref T b, bool scalarB, ref T y, nint n)
        where F : struct, IBinaryFunction
        where T : unmanaged
    {
        if (Use512)
        {
            BinaryLoop<F, Lanes512<T>, T>(ref a, scalarA, ref b, scalarB, ref y, n);
        }
        else if (Use256)
        {
            BinaryLoop<F, Lanes256<T>, T>(ref a, scalarA, ref b, scalarB, ref y, n);
        }
        else
        {
            BinaryLoop<F, Lanes128<T>, T>(ref a, scalarA, ref b, scalarB, ref y, n);
        }
    }

    public static void Compare<F, T>(ref T a, bool scalarA, ref T b, bool scalarB, ref bool y, nint n)
        where F : struct, IBinaryFunction
        where T : unmanaged
    {
        if (Use512)
        {
            CompareLoop<F, Lanes512<T>, T>(ref a, scalarA, ref b, scalarB, ref y, n);
        }
        else if (Use256)
        {
            CompareLoop<F, Lanes256<T>, T>(ref a, scalarA, ref b, scalarB, ref y, n);
        }
        else
        {
            CompareLoop<F, Lanes128<T>, T>(ref a, scalarA, ref b, scalarB, ref y, n);
        }
    }

    [MethodImpl(AggressiveOptimization)]
    public static void UnaryLoop<F, V, T>(ref T x, ref T y, nint n)
        where F : struct, IUnaryFunction
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= n - V.Count; i += V.Count)
        {
            V.Store(F.Invoke(V.Load(ref x, i)), ref y, i);
        }
        if (i < n)
        {
            UnaryTail<F, V, T>(ref Unsafe.Add(ref x, i), ref Unsafe.Add(ref y, i), (int)(n - i));
        }
    }

    // A method of its own: the JIT inlines only while a method has fewer than 512 locals, and the loop needs them.
    [MethodImpl(AggressiveOptimization | NoInlining)]
    private static void UnaryTail<F, V, T>(ref T x, ref T y, int count)
        where F : struct, IUnaryFunction
        where V : struct, ILanes<V, T>
        where T : unmanaged =>
        V.Store(F.Invoke(V.Load(ref x, 0, count)), ref y, 0, count);

    [MethodImpl(AggressiveOptimization)]
    private static void PairLoop<F, V, T>(ref T x, ref T y, ref T z, nint n)
        where F : struct, IPairFunction
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        nint i = 0;
        for (; i <= n - V.Count; i += V.Count)
        {
            F.Invoke(V.Load(ref x, i), out V first, out V second);
            V.Store(first, ref y, i);
            V.Store(second, ref z, i);
        }
        if (i < n)
        {
            PairTail<F, V, T>(ref Unsafe.Add(ref x, i), ref Unsafe.Add(ref y, i), ref Unsafe.Add(ref z, i), (int)(n - i));
        }
    }

    [MethodImpl(AggressiveOptimization | NoInlining)]
    private static void PairTail<F, V, T>(ref T x, ref T y, ref T z, int count)
        where F : struct, IPairFunction
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        F.Invoke(V.Load(ref x, 0, count), out V first, out V second);
        V.Store(first, ref y, 0, count);
        V.Store(second, ref z, 0, count);
    }

    [MethodImpl(AggressiveOptimization)]
    public static void BinaryLoop<F, V, T>(ref T a, bool scalarA, ref T b, bool scalarB, ref T y, nint n)
        where F : struct, IBinaryFunction
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        // A scalar operand is loaded once; the choice inside the loop is invariant and predicted.
        V allA = scalarA && n > 0 ? V.Broadcast(a) : default, allB = scalarB && n > 0 ? V.Broadcast(b) : default;
        nint i = 0;
        for (; i <= n - V.Count; i += V.Count)
        {
            V left = scalarA ? allA : V.Load(ref a, i), right = scalarB ? allB : V.Load(ref b, i);
            V.Store(F.Invoke(left, right), ref y, i);
        }
        if (i < n)
        {
            BinaryTail<F, V, T>(ref Unsafe.Add(ref a, scalarA ? 0 : i), scalarA, ref Unsafe.Add(ref b, scalarB ? 0 : i), scalarB, ref Unsafe.Add(ref y, i), (int)(n - i));
        }
    }

    [MethodImpl(AggressiveOptimization | NoInlining)]
    private static void BinaryTail<F, V, T>(ref T a, bool scalarA, ref T b, bool scalarB, ref T y, int count)
        where F : struct, IBinaryFunction
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V left = scalarA ? V.Broadcast(a) : V.Load(ref a, 0, count), right = scalarB ? V.Broadcast(b) : V.Load(ref b, 0, count);
        V.Store(F.Invoke(left, right), ref y, 0, count);
    }

    [MethodImpl(AggressiveOptimization)]
    public static void CompareLoop<F, V, T>(ref T a, bool scalarA, ref T b, bool scalarB, ref bool y, nint n)
        where F : struct, IBinaryFunction
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        V allA = scalarA && n > 0 ? V.Broadcast(a) : default, allB = scalarB && n > 0 ? V.Broadcast(b) : default;
        for (nint i = 0; i < n; i += V.Count)
        {
            int count = (int)nint.Min(V.Count, n - i);
            V left = scalarA ? allA : count == V.Count ? V.Load(ref a, i) : V.Load(ref a, i, count);
            V right = scalarB ? allB : count == V.Count ? V.Load(ref b, i) : V.Load(ref b, i, count);
            V.StoreMask(F.Invoke(left, right), ref y, i, count);
        }
    }
}
