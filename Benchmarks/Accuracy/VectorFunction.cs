// A vector function as the accuracy tool and the tests see it: its name, its bounds, its usual arguments, and how to run it with lanes of a chosen width.
using System;
using System.Runtime.InteropServices;
using SrcGenJit.Simd;

namespace SrcGenJit.Accuracy;

/// <summary>Lanes to force; <see cref="Machine"/> is what the machine would choose, <see cref="Pairs"/> four registers of 128 bits as one value.</summary>
internal enum Width { Machine, Bits512, Bits256, Bits128, One, Pairs }

/// <summary>Largest errors in ULP: in float and double, with and without hardware FMA.</summary>
internal readonly record struct Bounds(double Single, double Double, double SingleWithoutFma, double DoubleWithoutFma)
{
    public double Of<T>(bool fma) => typeof(T) == typeof(float) ? (fma ? Single : SingleWithoutFma) : fma ? Double : DoubleWithoutFma;

    /// <summary>What must hold on this machine.</summary>
    public double Here<T>() => Of<T>(Element.HasFma);
}

internal abstract class VectorFunction(string name, int arity, Bounds bounds, double low, double high)
{
    /// <summary>The table's name.</summary>
    public string Name { get; } = name;

    /// <summary>The name in SpanKernels and VectorMath.</summary>
    public string Member { get; } = name == "pow" ? "Power" : string.Concat(Array.ConvertAll(name.Split('_'), part => char.ToUpperInvariant(part[0]) + part[1..]));

    /// <summary>The number of arguments.</summary>
    public int Arity { get; } = arity;

    public Bounds Bounds { get; } = bounds;

    /// <summary>The least of the usual arguments, where speed is measured.</summary>
    public double Low { get; } = low;

    public double High { get; } = high;

    /// <summary>Computes as many elements as <paramref name="result"/> has; <paramref name="y"/> is not read by a function of one argument.</summary>
    public abstract void Run<T>(Width width, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where T : unmanaged;

    public T[] Run<T>(Width width, T[] x, T[] y)
        where T : unmanaged
    {
        T[] result = new T[x.Length];
        Run<T>(width, x, y, result);
        return result;
    }

    public override string ToString() => Name;

    public static VectorFunction Unary<F>(string name, Bounds bounds, double low, double high)
        where F : struct, IUnaryFunction =>
        new UnaryCase<F>(name, bounds, low, high);

    public static VectorFunction Binary<F>(string name, Bounds bounds, double low, double high)
        where F : struct, IBinaryFunction =>
        new BinaryCase<F>(name, bounds, low, high);

    private sealed class UnaryCase<F>(string name, Bounds bounds, double low, double high) : VectorFunction(name, 1, bounds, low, high)
        where F : struct, IUnaryFunction
    {
        public override void Run<T>(Width width, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        {
            ref T from = ref MemoryMarshal.GetReference(x), to = ref MemoryMarshal.GetReference(result);
            switch (width)
            {
                case Width.Bits512: Map.UnaryLoop<F, Lanes512<T>, T>(ref from, ref to, result.Length); break;
                case Width.Bits256: Map.UnaryLoop<F, Lanes256<T>, T>(ref from, ref to, result.Length); break;
                case Width.Bits128: Map.UnaryLoop<F, Lanes128<T>, T>(ref from, ref to, result.Length); break;
                case Width.One: Map.UnaryLoop<F, Lanes1<T>, T>(ref from, ref to, result.Length); break;
                case Width.Pairs: Map.UnaryLoop<F, Pair<Pair<Lanes128<T>, T>, T>, T>(ref from, ref to, result.Length); break;
                default: Map.Unary<F, T>(ref from, ref to, result.Length); break;
            }
        }
    }

    private sealed class BinaryCase<F>(string name, Bounds bounds, double low, double high) : VectorFunction(name, 2, bounds, low, high)
        where F : struct, IBinaryFunction
    {
        public override void Run<T>(Width width, ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        {
            ref T a = ref MemoryMarshal.GetReference(x), b = ref MemoryMarshal.GetReference(y), to = ref MemoryMarshal.GetReference(result);
            switch (width)
            {
                case Width.Bits512: Map.BinaryLoop<F, Lanes512<T>, T>(ref a, false, ref b, false, ref to, result.Length); break;
                case Width.Bits256: Map.BinaryLoop<F, Lanes256<T>, T>(ref a, false, ref b, false, ref to, result.Length); break;
                case Width.Bits128: Map.BinaryLoop<F, Lanes128<T>, T>(ref a, false, ref b, false, ref to, result.Length); break;
                case Width.One: Map.BinaryLoop<F, Lanes1<T>, T>(ref a, false, ref b, false, ref to, result.Length); break;
                case Width.Pairs: Map.BinaryLoop<F, Pair<Pair<Lanes128<T>, T>, T>, T>(ref a, false, ref b, false, ref to, result.Length); break;
                default: Map.Binary<F, T>(ref a, false, ref b, false, ref to, result.Length); break;
            }
        }
    }
}
