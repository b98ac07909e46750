// The lane abstraction: a vector of elements of one type, whatever its width. Vector functions and emitted loops are written once over it.
using System;
using System.ComponentModel;

namespace SrcGenJit.Simd;

/// <summary>
/// Marks lanes by element type. <c>x is IElements&lt;float&gt;</c> is decided when the JIT reads it, so that the branch not taken costs nothing; a test of
/// <see cref="ILanes{V}.ElementType"/> is decided after both branches were inlined.
/// </summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IElements<T>;

/// <summary>What vector functions need. The element type is implicit; masks are lanes whose elements have all bits set or none.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILanes<V>
    where V : struct, ILanes<V>
{
    /// <summary>The number of elements.</summary>
    static abstract int Count { get; }

    /// <summary>The element type; the tests on it are constants to the JIT.</summary>
    static abstract Type ElementType { get; }

    /// <summary>Every element the constant, converted to the element type.</summary>
    static abstract V Constant(double value);

    /// <summary>Every element the bit pattern (truncated to the element's width).</summary>
    static abstract V Bits(long bits);

    static abstract V operator +(V left, V right);

    static abstract V operator -(V left, V right);

    static abstract V operator *(V left, V right);

    /// <summary>Division; for integers XLA's: by zero gives all bits set, the minimum by -1 itself.</summary>
    static abstract V operator /(V left, V right);

    static abstract V operator -(V value);

    static abstract V operator &(V left, V right);

    static abstract V operator |(V left, V right);

    static abstract V operator ^(V left, V right);

    static abstract V operator ~(V value);

    /// <summary><c>a * b + c</c>: fused where the hardware has it.</summary>
    static abstract V Fma(V a, V b, V c);

    /// <summary><c>a * b + c</c> of floating elements with a constant.</summary>
    static abstract V Fma(V a, V b, double c);

    /// <summary><c>value * 2^exponent</c> of floating elements, for integral exponents: rounded once, gradual underflow and overflow right.</summary>
    static abstract V Scale(V value, V exponent);

    /// <summary>
    /// <c>value = m * 2^exponent</c> of floating elements with m in [0.75, 1.5), denormals too. Made for logarithms: zeros have exponent -infinity (and a finite m),
    /// infinity has exponent +infinity (and a finite m), and m is NaN for negative numbers and NaNs.
    /// </summary>
    static abstract V Split(V value, out V exponent);

    static abstract V Sqrt(V value);

    static abstract V Abs(V value);

    /// <summary>Floating elements, negated where the sign bit of <paramref name="sign"/> is set.</summary>
    static abstract V FlipSign(V value, V sign);

    static abstract V Floor(V value);

    /// <summary>To the nearest integer, halves to even.</summary>
    static abstract V Round(V value);

    /// <summary>The larger; a NaN wins, and +0 over -0.</summary>
    static abstract V Max(V left, V right);

    /// <summary>The smaller; a NaN wins, and -0 over +0.</summary>
    static abstract V Min(V left, V right);

    /// <summary>As the hardware does it: the second operand when either is a NaN.</summary>
    static abstract V MaxNative(V left, V right);

    static abstract V MinNative(V left, V right);

    /// <summary>The remainder with the sign of the dividend (fmod); for integers XLA's: by zero the dividend.</summary>
    static abstract V Remainder(V left, V right);

    static abstract V Equal(V left, V right);

    static abstract V Less(V left, V right);

    static abstract V LessOrEqual(V left, V right);

    static abstract V Select(V mask, V ifTrue, V ifFalse);

    /// <summary>True when any element of a mask is set.</summary>
    static abstract bool Any(V mask);

    /// <summary>True when every element is less; a NaN is not.</summary>
    static abstract bool AllLess(V left, V right);

    /// <summary>Adds the bit patterns as integers of the element's width.</summary>
    static abstract V AddBits(V left, V right);

    static abstract V SubtractBits(V left, V right);

    /// <summary>By the lowest bit of each element. Comparing and selecting in one member keeps the mask in a mask register.</summary>
    static abstract V SelectEven(V bits, V ifEven, V ifOdd);

    /// <summary><c>left &lt; right ? ifTrue : ifFalse</c>.</summary>
    static abstract V SelectLess(V left, V right, V ifTrue, V ifFalse);

    static abstract V ShiftLeftBits(V value, int count);

    static abstract V ShiftRightLogicalBits(V value, int count);

    static abstract V ShiftRightArithmeticBits(V value, int count);

    /// <summary>Shifts by lane; counts outside [0, width) give 0.</summary>
    static abstract V ShiftLeft(V value, V counts);

    static abstract V ShiftRightLogical(V value, V counts);

    /// <summary>Shifts by lane; counts outside [0, width) give the sign.</summary>
    static abstract V ShiftRightArithmetic(V value, V counts);

    /// <summary>The element of a table of eight, by the low three bits of each index; of double lanes.</summary>
    static abstract V Lookup(ReadOnlySpan<double> table, V index);

    /// <summary>The value in another element type at the same count: floats to integers truncate and saturate and NaN gives 0, integers wrap.</summary>
    static abstract R Convert<R>(V value)
        where R : struct, ILanes<R>;

    /// <summary>A mask for elements of another width at the same count.</summary>
    static abstract R Mask<R>(V mask)
        where R : struct, ILanes<R>;

    /// <summary>The same bits as another element type of the same width.</summary>
    static abstract R Reinterpret<R>(V value)
        where R : struct, ILanes<R>;

    /// <summary>The one-register lanes that hold an element, as other lanes of that register's width: how conversions take pairs apart.</summary>
    static abstract P Part<P>(V value, int index)
        where P : struct, ILanes<P>;

    /// <summary>The elements of <paramref name="value"/> from <paramref name="index"/> on, converted.</summary>
    static abstract V ConvertFrom<S>(S value, int index)
        where S : struct, ILanes<S>;

    /// <summary>A function of floating elements computed in double: for floats, converted both ways.</summary>
    static abstract V InDouble<F>(V x)
        where F : struct, IUnaryFunction;

    /// <summary>A function of floating elements computed in double: for floats, converted both ways.</summary>
    static abstract V InDouble<F>(V x, V y)
        where F : struct, IBinaryFunction;

    /// <summary>
    /// The function, called once a register rather than inlined: for long functions, and for loops of many, since the JIT stops inlining at 512 locals a method.
    /// </summary>
    static abstract V Call<F>(V x)
        where F : struct, IUnaryFunction;

    /// <inheritdoc cref="Call{F}(V)"/>
    static abstract V Call<F>(V x, V y)
        where F : struct, IBinaryFunction;

    /// <inheritdoc cref="Call{F}(V)"/>
    static abstract void Call<F>(V x, out V first, out V second)
        where F : struct, IPairFunction;

    static abstract V MaskFrom<S>(S mask, int index)
        where S : struct, ILanes<S>;
}

/// <summary>Lanes of a known element type: what loops need to reach memory.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface ILanes<V, T> : ILanes<V>, IElements<T>
    where V : struct, ILanes<V, T>
    where T : unmanaged
{
    static abstract V Broadcast(T value);

    /// <summary>start, start + step, start + 2 step, ...</summary>
    static abstract V Sequence(T start, T step);

    static abstract V Load(ref T source, nint index);

    /// <summary>The first <paramref name="count"/> elements; the others are zero, and memory beyond is not touched.</summary>
    static abstract V Load(ref T source, nint index, int count);

    static abstract void Store(V value, ref T destination, nint index);

    static abstract void Store(V value, ref T destination, nint index, int count);

    /// <summary>Elements <paramref name="stride"/> apart; the first <paramref name="count"/>, the others zero.</summary>
    static abstract V LoadStrided(ref T source, nint index, nint stride, int count);

    static abstract T GetElement(V value, int index);

    /// <summary>A mask from bytes that are 0 or not.</summary>
    static abstract V LoadMask(ref bool source, nint index);

    static abstract V LoadMask(ref bool source, nint index, int count);

    static abstract void StoreMask(V mask, ref bool destination, nint index);

    static abstract void StoreMask(V mask, ref bool destination, nint index, int count);

    /// <summary>Combines the elements: l with l + half, half by half.</summary>
    static abstract T Fold<M>(V value)
        where M : struct, IMonoid;
}
