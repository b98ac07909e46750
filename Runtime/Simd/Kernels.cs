// Span kernels of unary functions (with an integer parameter too), paired, binary and comparing functions: dispatch on the element type.
using System.Runtime.CompilerServices;

namespace SrcGenJit.Simd;

internal sealed class UnaryKernel<F> : SpanKernel
    where F : struct, IUnaryFunction
{
    public override void Run(ref KernelCall call)
    {
        switch (call.Kind)
        {
            case ElementKind.Float32:
                Map.Unary<F, float>(ref As<float>(ref call.A), ref As<float>(ref call.Destination), call.Length);
                break;
            case ElementKind.Float64:
                Map.Unary<F, double>(ref As<double>(ref call.A), ref As<double>(ref call.Destination), call.Length);
                break;
            case ElementKind.Int32:
                Map.Unary<F, int>(ref As<int>(ref call.A), ref As<int>(ref call.Destination), call.Length);
                break;
            case ElementKind.Int64:
                Map.Unary<F, long>(ref As<long>(ref call.A), ref As<long>(ref call.Destination), call.Length);
                break;
            case ElementKind.UInt32:
                Map.Unary<F, uint>(ref As<uint>(ref call.A), ref As<uint>(ref call.Destination), call.Length);
                break;
            default:
                throw NotFor(call.Kind, typeof(F));
        }
    }
}

internal sealed class ParameterKernel<F> : SpanKernel
    where F : struct, IParameterFunction
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
            case ElementKind.Int32:
                Run<int>(ref call);
                break;
            case ElementKind.Int64:
                Run<long>(ref call);
                break;
            case ElementKind.UInt32:
                Run<uint>(ref call);
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

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    private static void Loop<V, T>(ref KernelCall call)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        ref T x = ref As<T>(ref call.A), y = ref As<T>(ref call.Destination);
        for (nint i = 0; i < call.Length; i += V.Count)
        {
            int count = (int)nint.Min(V.Count, call.Length - i);
            V value = call.ScalarA ? V.Broadcast(x) : V.Load(ref x, i, count);
            V.Store(F.Invoke(value, call.Parameter), ref y, i, count);
        }
    }
}

internal sealed class PairKernel<F> : SpanKernel
    where F : struct, IPairFunction
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
        where T : unmanaged =>
        Map.Pair<F, T>(ref As<T>(ref call.A), ref As<T>(ref call.Destination), ref As<T>(ref call.Destination2), call.Length);
}

internal sealed class BinaryKernel<F>(BoolFunction? onBools) : SpanKernel
    where F : struct, IBinaryFunction
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
            case ElementKind.Int32:
                Run<int>(ref call);
                break;
            case ElementKind.Int64:
                Run<long>(ref call);
                break;
            case ElementKind.UInt32:
                Run<uint>(ref call);
                break;
            case ElementKind.Bool when onBools is { } function:
                BoolMap.Run(function, ref call);
                break;
            default:
                throw NotFor(call.Kind, typeof(F));
        }
    }

    private static void Run<T>(ref KernelCall call)
        where T : unmanaged =>
        Map.Binary<F, T>(ref As<T>(ref call.A), call.ScalarA, ref As<T>(ref call.B), call.ScalarB, ref As<T>(ref call.Destination), call.Length);
}

internal sealed class CompareKernel<F>(BoolFunction? onBools) : SpanKernel
    where F : struct, IBinaryFunction
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
            case ElementKind.Int32:
                Run<int>(ref call);
                break;
            case ElementKind.Int64:
                Run<long>(ref call);
                break;
            case ElementKind.UInt32:
                Run<uint>(ref call);
                break;
            case ElementKind.Bool when onBools is { } function:
                BoolMap.Run(function, ref call);
                break;
            default:
                throw NotFor(call.Kind, typeof(F));
        }
    }

    private static void Run<T>(ref KernelCall call)
        where T : unmanaged =>
        Map.Compare<F, T>(ref As<T>(ref call.A), call.ScalarA, ref As<T>(ref call.B), call.ScalarB, ref As<bool>(ref call.Destination), call.Length);
}

/// <summary>Functions of bools, a byte an element.</summary>
internal static class BoolMap
{
    public static void Run(BoolFunction function, ref KernelCall call)
    {
        for (int i = 0; i < call.Length; i++)
        {
            bool a = Unsafe.Add(ref call.A, call.ScalarA ? 0 : i) != 0, b = Unsafe.Add(ref call.B, call.ScalarB ? 0 : i) != 0;
            bool result = function switch
            {
                BoolFunction.And => a & b,
                BoolFunction.Or => a | b,
                BoolFunction.Xor => a ^ b,
                BoolFunction.Equal => a == b,
                BoolFunction.Less => !a & b,
                BoolFunction.LessOrEqual => !a | b,
                BoolFunction.Greater => a & !b,
                _ => a | !b,
            };
            Unsafe.Add(ref call.Destination, i) = result ? (byte)1 : (byte)0;
        }
    }
}
