// Conversion between element types as a kernel: sixteen elements at a time, whatever their widths.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal sealed class ConvertKernel : SpanKernel
{
    public override void Run(ref KernelCall call)
    {
        switch (call.Kind)
        {
            case ElementKind.Float32:
                From<float>(ref call);
                break;
            case ElementKind.Float64:
                From<double>(ref call);
                break;
            case ElementKind.Int32:
                From<int>(ref call);
                break;
            case ElementKind.Int64:
                From<long>(ref call);
                break;
            case ElementKind.UInt32:
                From<uint>(ref call);
                break;
            case ElementKind.Bool:
                From<bool>(ref call);
                break;
            default:
                throw NotFor(call.Kind, typeof(ConvertKernel));
        }
    }

    private static void From<T>(ref KernelCall call)
        where T : unmanaged
    {
        switch (call.ToKind)
        {
            case ElementKind.Float32:
                To<T, float>(ref call);
                break;
            case ElementKind.Float64:
                To<T, double>(ref call);
                break;
            case ElementKind.Int32:
                To<T, int>(ref call);
                break;
            case ElementKind.Int64:
                To<T, long>(ref call);
                break;
            case ElementKind.UInt32:
                To<T, uint>(ref call);
                break;
            case ElementKind.Bool:
                To<T, bool>(ref call);
                break;
            default:
                throw NotFor(call.ToKind, typeof(ConvertKernel));
        }
    }

    [MethodImpl(AggressiveOptimization)]
    private static void To<T, U>(ref KernelCall call)
        where T : unmanaged
        where U : unmanaged
    {
        ref T from = ref As<T>(ref call.A);
        ref U to = ref As<U>(ref call.Destination);
        int i = 0;
        // Bytes and a single element for all go one by one.
        if (typeof(T) != typeof(bool) && typeof(U) != typeof(bool) && !call.ScalarA)
        {
            i = Map.Use512 ? Blocks512<T, U>(ref from, ref to, call.Length) : Map.Use256 ? Blocks256<T, U>(ref from, ref to, call.Length) : 0;
        }
        for (; i < call.Length; i++)
        {
            Unsafe.Add(ref to, i) = Element.Convert<T, U>(Unsafe.Add(ref from, call.ScalarA ? 0 : i));
        }
    }

    private static int Blocks512<T, U>(ref T from, ref U to, int n)
        where T : unmanaged
        where U : unmanaged =>
        Unsafe.SizeOf<T>() == 8
            ? Unsafe.SizeOf<U>() == 8
                ? Loop<Pair<Lanes512<T>, T>, T, Pair<Lanes512<U>, U>, U>(ref from, ref to, n)
                : Loop<Pair<Lanes512<T>, T>, T, Lanes512<U>, U>(ref from, ref to, n)
            : Unsafe.SizeOf<U>() == 8
                ? Loop<Lanes512<T>, T, Pair<Lanes512<U>, U>, U>(ref from, ref to, n)
                : Loop<Lanes512<T>, T, Lanes512<U>, U>(ref from, ref to, n);

    private static int Blocks256<T, U>(ref T from, ref U to, int n)
        where T : unmanaged
        where U : unmanaged =>
        Unsafe.SizeOf<T>() == 8
            ? Unsafe.SizeOf<U>() == 8
                ? Loop<Pair<Lanes256<T>, T>, T, Pair<Lanes256<U>, U>, U>(ref from, ref to, n)
                : Loop<Pair<Lanes256<T>, T>, T, Lanes256<U>, U>(ref from, ref to, n)
            : Unsafe.SizeOf<U>() == 8
                ? Loop<Lanes256<T>, T, Pair<Lanes256<U>, U>, U>(ref from, ref to, n)
                : Loop<Lanes256<T>, T, Lanes256<U>, U>(ref from, ref to, n);

    [MethodImpl(AggressiveOptimization)]
    private static int Loop<V, T, W, U>(ref T from, ref U to, int n)
        where V : struct, ILanes<V, T>
        where T : unmanaged
        where W : struct, ILanes<W, U>
        where U : unmanaged
    {
        int i = 0;
        for (; i <= n - V.Count; i += V.Count)
        {
            W.Store(V.Convert<W>(V.Load(ref from, i)), ref to, i);
        }
        return i;
    }
}
