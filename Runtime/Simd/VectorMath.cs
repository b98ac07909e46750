// Vector mathematics on spans, for callers outside generated code.
using System;

namespace SrcGenJit.Simd;

/// <summary>
/// Elementary functions of spans, in float and double. Results are the same bits on every vector width with FMA; each function states its accuracy in ULP.
/// </summary>
public static partial class VectorMath
{
    private static void Unary<F, T>(ReadOnlySpan<T> x, Span<T> destination)
        where F : struct, IUnaryFunction
        where T : unmanaged
    {
        if (destination.Length < x.Length)
        {
            throw new ArgumentException($"the destination has {destination.Length} elements, {x.Length} are needed", nameof(destination));
        }
        if (x.Overlaps(destination, out int offset) && offset != 0)
        {
            throw new ArgumentException("the destination overlaps the arguments without being the same memory", nameof(destination));
        }
        Map.Unary<F, T>(ref System.Runtime.InteropServices.MemoryMarshal.GetReference(x), ref System.Runtime.InteropServices.MemoryMarshal.GetReference(destination), x.Length);
    }

    private static void Binary<F, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination)
        where F : struct, IBinaryFunction
        where T : unmanaged
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"the arguments have {x.Length} and {y.Length} elements", nameof(y));
        }
        if (destination.Length < x.Length)
        {
            throw new ArgumentException($"the destination has {destination.Length} elements, {x.Length} are needed", nameof(destination));
        }
        if ((x.Overlaps(destination, out int offset) && offset != 0) || (y.Overlaps(destination, out offset) && offset != 0))
        {
            throw new ArgumentException("the destination overlaps the arguments without being the same memory", nameof(destination));
        }
        Map.Binary<F, T>(
            ref System.Runtime.InteropServices.MemoryMarshal.GetReference(x),
            false,
            ref System.Runtime.InteropServices.MemoryMarshal.GetReference(y),
            false,
            ref System.Runtime.InteropServices.MemoryMarshal.GetReference(destination),
            x.Length);
    }
}
