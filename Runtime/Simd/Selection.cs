// Selection, clamping, conversion, copying and integer powers: functions with mixed operand types or a parameter.
using System;
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

/// <summary>x to an integer power by repeated squaring, as JAX expands integer_pow; a negative power is the reciprocal.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct IntegerPowerFunction : IParameterFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x, int y)
        where V : struct, ILanes<V>
    {
        V result = V.Constant(1);
        bool any = false;
        for (uint n = y < 0 ? 0u - (uint)y : (uint)y; n > 0; n >>= 1)
        {
            if ((n & 1) != 0)
            {
                result = any ? result * x : x;
                any = true;
            }
            if (n > 1)
            {
                x *= x;
            }
        }
        return y < 0 ? V.Constant(1) / result : result;
    }
}

public static partial class LaneFunctions
{
    /// <summary><paramref name="x"/> held between two bounds: JAX's <c>min(max(x, low), high)</c>.</summary>
    [MethodImpl(AggressiveInlining)]
    public static V Clamp<V>(V low, V x, V high)
        where V : struct, ILanes<V> =>
        V.Min(V.Max(x, low), high);

    /// <inheritdoc cref="IntegerPowerFunction"/>
    [MethodImpl(AggressiveInlining)]
    public static V IntegerPower<V>(V x, int y)
        where V : struct, ILanes<V> =>
        IntegerPowerFunction.Invoke(x, y);
}

internal static partial class SpanKernels
{
    /// <summary>A is bool; where it is true the element of C, else of B (JAX's select_n order: false, true).</summary>
    public static SpanKernel Select { get; } = new SelectKernel();

    /// <summary>Low, x, high.</summary>
    public static SpanKernel Clamp { get; } = new ClampKernel();

    public static SpanKernel Convert { get; } = new ConvertKernel();

    public static SpanKernel Copy { get; } = new CopyKernel();

    /// <summary>The same bits as another element type of the same size.</summary>
    public static SpanKernel Bitcast { get; } = new CopyKernel();

    /// <summary>The exponent is the call's parameter.</summary>
    public static SpanKernel IntegerPower { get; } = SpanKernel.Parameter<IntegerPowerFunction>();

    private sealed class SelectKernel : SpanKernel
    {
        public override void Run(ref KernelCall call)
        {
            switch (call.Kind)
            {
                case ElementKind.Bool:
                    Bytes(ref call);
                    break;
                case ElementKind.Float64 or ElementKind.Int64:
                    Run<long>(ref call);
                    break;
                case ElementKind.Float32 or ElementKind.Int32 or ElementKind.UInt32:
                    Run<int>(ref call);
                    break;
                default:
                    throw NotFor(call.Kind, typeof(SelectKernel));
            }
        }

        private static void Bytes(ref KernelCall call)
        {
            for (int i = 0; i < call.Length; i++)
            {
                bool mask = Unsafe.Add(ref call.A, call.ScalarA ? 0 : i) != 0;
                Unsafe.Add(ref call.Destination, i) = mask ? Unsafe.Add(ref call.C, call.ScalarC ? 0 : i) : Unsafe.Add(ref call.B, call.ScalarB ? 0 : i);
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
            ref bool mask = ref As<bool>(ref call.A);
            ref T no = ref As<T>(ref call.B), yes = ref As<T>(ref call.C), y = ref As<T>(ref call.Destination);
            for (nint i = 0; i < call.Length; i += V.Count)
            {
                int count = (int)nint.Min(V.Count, call.Length - i);
                V chosen = call.ScalarA ? (mask ? V.Bits(-1) : V.Bits(0)) : V.LoadMask(ref mask, i, count);
                V ifTrue = call.ScalarC ? V.Broadcast(yes) : count == V.Count ? V.Load(ref yes, i) : V.Load(ref yes, i, count);
                V ifFalse = call.ScalarB ? V.Broadcast(no) : count == V.Count ? V.Load(ref no, i) : V.Load(ref no, i, count);
                V.Store(V.Select(chosen, ifTrue, ifFalse), ref y, i, count);
            }
        }
    }

    private sealed class ClampKernel : SpanKernel
    {
        public override void Run(ref KernelCall call)
        {
            // min(max(x, low), high), through the two-operand kernels: x is B.
            KernelCall lower = new() { A = ref call.B, ScalarA = call.ScalarB, B = ref call.A, ScalarB = call.ScalarA, Destination = ref call.Destination, Length = call.Length, Kind = call.Kind };
            bool scalarHigh = call.ScalarC;
            if (Unsafe.AreSame(ref call.C, ref call.Destination))
            {
                throw new InvalidOperationException("clamp cannot write over its upper bound");
            }
            Maximum.Run(ref lower);
            KernelCall upper = new() { A = ref call.Destination, B = ref call.C, ScalarB = scalarHigh, Destination = ref call.Destination, Length = call.Length, Kind = call.Kind };
            Minimum.Run(ref upper);
        }
    }

    private sealed class CopyKernel : SpanKernel
    {
        public override void Run(ref KernelCall call)
        {
            int size = call.Kind switch
            {
                ElementKind.Bool => 1,
                ElementKind.Float32 or ElementKind.Int32 or ElementKind.UInt32 => 4,
                ElementKind.Float64 or ElementKind.Int64 => 8,
                _ => throw NotFor(call.Kind, typeof(CopyKernel)),
            };
            if (!call.ScalarA)
            {
                Eager.Elements.Copy(ref call.A, ref call.Destination, (nuint)call.Length * (nuint)size);
                return;
            }
            switch (size)
            {
                case 1:
                    System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref call.Destination, call.Length).Fill(call.A);
                    break;
                case 4:
                    System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref As<int>(ref call.Destination), call.Length).Fill(As<int>(ref call.A));
                    break;
                default:
                    System.Runtime.InteropServices.MemoryMarshal.CreateSpan(ref As<long>(ref call.Destination), call.Length).Fill(As<long>(ref call.A));
                    break;
            }
        }
    }
}
