// Functions of half-precision spans: widened, computed in float and rounded, block by block on the stack.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SrcGenJit.Simd;

public static partial class VectorMath
{
    private const int HalfBlock = 256;

    [SkipLocalsInit]
    private static void InFloat<F>(ReadOnlySpan<Half> x, Span<Half> destination)
        where F : struct, IUnaryFunction
    {
        Check(x, x.Length, destination, nameof(x), nameof(destination));
        Span<float> block = stackalloc float[HalfBlock];
        for (int i = 0; i < x.Length; i += HalfBlock)
        {
            int n = Math.Min(HalfBlock, x.Length - i);
            FromHalf(x.Slice(i, n), block);
            Map.Unary<F, float>(ref MemoryMarshal.GetReference(block), ref MemoryMarshal.GetReference(block), n);
            ToHalf(block[..n], destination.Slice(i, n));
        }
    }

    [SkipLocalsInit]
    private static void InFloat<F>(
        ReadOnlySpan<Half> x, ReadOnlySpan<Half> y, Span<Half> destination, [CallerArgumentExpression(nameof(x))] string first = "", [CallerArgumentExpression(nameof(y))] string second = "")
        where F : struct, IBinaryFunction
    {
        CheckPair(x, y, destination, first, second);
        Span<float> a = stackalloc float[HalfBlock], b = stackalloc float[HalfBlock];
        for (int i = 0; i < x.Length; i += HalfBlock)
        {
            int n = Math.Min(HalfBlock, x.Length - i);
            FromHalf(x.Slice(i, n), a);
            FromHalf(y.Slice(i, n), b);
            Map.Binary<F, float>(ref MemoryMarshal.GetReference(a), false, ref MemoryMarshal.GetReference(b), false, ref MemoryMarshal.GetReference(a), n);
            ToHalf(a[..n], destination.Slice(i, n));
        }
    }
}
