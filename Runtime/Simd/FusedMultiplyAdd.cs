// x * y + z of floats: rounded once on every machine (fma), and as the machine is fastest (.NET's MultiplyAddEstimate: fused where the hardware is).
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>One element from three.</summary>
internal interface ITernaryFunction
{
    static abstract V Invoke<V>(V x, V y, V z)
        where V : struct, ILanes<V>;
}

internal readonly struct FusedMultiplyAddFunction : ITernaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x, V y, V z)
        where V : struct, ILanes<V> =>
        Element.HasFma ? V.Fma(x, y, z) : OneByOne(x, y, z);

    // Math.FusedMultiplyAdd is exact in software too.
    [MethodImpl(AggressiveOptimization)]
    private static V OneByOne<V>(V x, V y, V z)
        where V : struct, ILanes<V>
    {
        if (V.ElementType == typeof(float))
        {
            Span<float> a = Elements<V, float>(ref x), b = Elements<V, float>(ref y), c = Elements<V, float>(ref z);
            for (int i = 0; i < a.Length; i++)
            {
                a[i] = MathF.FusedMultiplyAdd(a[i], b[i], c[i]);
            }
        }
        else
        {
            Span<double> a = Elements<V, double>(ref x), b = Elements<V, double>(ref y), c = Elements<V, double>(ref z);
            for (int i = 0; i < a.Length; i++)
            {
                a[i] = Math.FusedMultiplyAdd(a[i], b[i], c[i]);
            }
        }
        return x;
    }

    private static Span<T> Elements<V, T>(ref V lanes)
        where V : struct, ILanes<V> =>
        MemoryMarshal.CreateSpan(ref Unsafe.As<V, T>(ref lanes), V.Count);
}

internal readonly struct MultiplyAddFunction : ITernaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x, V y, V z)
        where V : struct, ILanes<V> =>
        V.Fma(x, y, z);
}

public static partial class LaneFunctions
{
    /// <summary><c>x * y + z</c>, rounded once.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V FusedMultiplyAdd<V>(V x, V y, V z)
        where V : struct, ILanes<V> =>
        FusedMultiplyAddFunction.Invoke(x, y, z);

    /// <summary><c>x * y + z</c>, rounded once where the hardware has it, else twice.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V MultiplyAdd<V>(V x, V y, V z)
        where V : struct, ILanes<V> =>
        MultiplyAddFunction.Invoke(x, y, z);
}

internal static partial class SpanKernels
{
    public static SpanKernel FusedMultiplyAdd { get; } = new TernaryKernel<FusedMultiplyAddFunction>();

    public static SpanKernel MultiplyAdd { get; } = new TernaryKernel<MultiplyAddFunction>();

    private sealed class TernaryKernel<F> : SpanKernel
        where F : struct, ITernaryFunction
    {
        public override void Run(ref KernelCall call)
        {
            switch (call.Kind)
            {
                case ElementKind.Float32:
                    Run<float>(ref call);
                    break;
                case ElementKind.Float64:
                    Run<double>(ref call);
                    break;
                default:
                    throw NotFor(call.Kind, typeof(F));
            }
        }

        private static void Run<T>(ref KernelCall call)
            where T : unmanaged
        {
            if (Map.Use512)
            {
                Loop<Lanes512<T>, T>(ref call);
            }
            else if (Map.Use256)
            {
                Loop<Lanes256<T>, T>(ref call);
            }
            else
            {
                Loop<Lanes128<T>, T>(ref call);
            }
        }

        [MethodImpl(AggressiveOptimization)]
        private static void Loop<V, T>(ref KernelCall call)
            where V : struct, ILanes<V, T>
            where T : unmanaged
        {
            ref T a = ref As<T>(ref call.A), b = ref As<T>(ref call.B), c = ref As<T>(ref call.C), y = ref As<T>(ref call.Destination);
            V allOfA = V.Broadcast(a), allOfB = V.Broadcast(b), allOfC = V.Broadcast(c);
            for (nint i = 0; i < call.Length; i += V.Count)
            {
                int count = (int)nint.Min(V.Count, call.Length - i);
                V first = call.ScalarA ? allOfA : V.Load(ref a, i, count), second = call.ScalarB ? allOfB : V.Load(ref b, i, count), third = call.ScalarC ? allOfC : V.Load(ref c, i, count);
                V.Store(F.Invoke(first, second, third), ref y, i, count);
            }
        }
    }
}
