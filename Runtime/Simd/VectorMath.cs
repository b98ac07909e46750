// Vector mathematics on spans, for callers outside generated code.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;

namespace SrcGenJit.Simd;

/// <summary>
/// Functions of spans, element by element: elementary and special functions in float and double, counts of bits in integers, and conversions to and from half formats.
/// Each states its accuracy in ULP.
/// </summary>
/// <remarks>
/// <para>
/// A result never depends on the elements beside it or on its position. Special values are those of IEEE 754, and NaN gives NaN where nothing else is said; denormals are
/// honoured, as arguments and as results. No function calls the C library's.
/// </para>
/// <para>
/// A destination may be longer than the arguments: what is beyond them stays untouched. It may be an argument's memory exactly, but for the conversions.
/// </para>
/// </remarks>
public static partial class VectorMath
{
    private static void Unary<F, T>(ReadOnlySpan<T> x, Span<T> destination)
        where F : struct, IUnaryFunction
        where T : unmanaged
    {
        Check(x, x.Length, destination, nameof(x), nameof(destination));
        Map.Unary<F, T>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(destination), x.Length);
    }

    private static void Binary<F, T>(
        ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, [CallerArgumentExpression(nameof(x))] string first = "", [CallerArgumentExpression(nameof(y))] string second = "")
        where F : struct, IBinaryFunction
        where T : unmanaged
    {
        CheckPair(x, y, destination, first, second);
        Map.Binary<F, T>(ref MemoryMarshal.GetReference(x), false, ref MemoryMarshal.GetReference(y), false, ref MemoryMarshal.GetReference(destination), x.Length);
    }

    private static void Pair<F, T>(ReadOnlySpan<T> x, Span<T> first, Span<T> second, string firstName, string secondName)
        where F : struct, IPairFunction
        where T : unmanaged
    {
        Check(x, x.Length, first, nameof(x), firstName);
        Check(x, x.Length, second, nameof(x), secondName);
        if (first[..x.Length].Overlaps(second[..x.Length]))
        {
            throw new ArgumentException($"{secondName} overlaps {firstName}; both results need memory of their own", secondName);
        }
        Map.Pair<F, T>(ref MemoryMarshal.GetReference(x), ref MemoryMarshal.GetReference(first), ref MemoryMarshal.GetReference(second), x.Length);
    }

    private static void CheckPair<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> destination, string first, string second)
    {
        if (x.Length != y.Length)
        {
            throw new ArgumentException($"{first} has {x.Length} elements and {second} has {y.Length}; they must be equally many", second);
        }
        Check(x, x.Length, destination, first, nameof(destination));
        Check(y, x.Length, destination, second, nameof(destination));
    }

    private static void Check<T>(ReadOnlySpan<T> argument, int length, Span<T> destination, string argumentName, string destinationName)
    {
        if (destination.Length < length)
        {
            throw new ArgumentException($"{destinationName} has {destination.Length} elements, {length} are needed", destinationName);
        }
        if (argument.Overlaps(destination[..length], out int offset) && offset != 0)
        {
            throw new ArgumentException($"{destinationName} overlaps {argumentName} without being the same memory; give it the memory of {argumentName} exactly, or memory of its own", destinationName);
        }
    }
}
