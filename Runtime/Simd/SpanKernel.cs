// A vector function as a handle that executors call on raw tiles of any element type, without generics, boxing or allocation.
using System;
using System.ComponentModel;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Simd;

/// <summary>Element types that tiles hold.</summary>
internal enum ElementKind { Float32, Float64, Int32, Int64, UInt32, Bool }

/// <summary>
/// The operands of one kernel call: references to first elements, which of them are one element for all, the length, and the types.
/// The destination may be the memory of an operand exactly.
/// </summary>
internal ref struct KernelCall
{
    public ref byte A;
    public ref byte B;
    public ref byte C;
    public ref byte Destination;

    /// <summary>The second result of a kernel that has two.</summary>
    public ref byte Destination2;

    public bool ScalarA;
    public bool ScalarB;
    public bool ScalarC;
    public int Length;

    /// <summary>The element type of the operands (of the second and third for a selection, whose first is bool).</summary>
    public ElementKind Kind;

    /// <summary>The element type of the destination where it is not given by the function: conversions.</summary>
    public ElementKind ToKind;

    /// <summary>An integer parameter of the function: an exponent, a rounding method.</summary>
    public int Parameter;
}

/// <summary>A function over tiles; obtained by name from <see cref="SpanKernels"/>.</summary>
internal abstract class SpanKernel
{
    /// <summary>Computes <see cref="KernelCall.Length"/> elements.</summary>
    public abstract void Run(ref KernelCall call);

    internal static SpanKernel Unary<F>()
        where F : struct, IUnaryFunction =>
        new UnaryKernel<F>();

    internal static SpanKernel Parameter<F>()
        where F : struct, IParameterFunction =>
        new ParameterKernel<F>();

    internal static SpanKernel Pair<F>()
        where F : struct, IPairFunction =>
        new PairKernel<F>();

    internal static SpanKernel Binary<F>(BoolFunction? onBools = null)
        where F : struct, IBinaryFunction =>
        new BinaryKernel<F>(onBools);

    internal static SpanKernel Compare<F>(BoolFunction? onBools = null)
        where F : struct, IBinaryFunction =>
        new CompareKernel<F>(onBools);

    internal static NotSupportedException NotFor(ElementKind kind, Type function) => new($"{function.Name} is not defined for {kind}");

    internal static ref T As<T>(ref byte start)
        where T : unmanaged =>
        ref Unsafe.As<byte, T>(ref start);
}

/// <summary>What a binary function does on bools.</summary>
internal enum BoolFunction { None, And, Or, Xor, Equal, Less, LessOrEqual, Greater, GreaterOrEqual }

/// <summary>One element from one.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IUnaryFunction
{
    static abstract V Invoke<V>(V x)
        where V : struct, ILanes<V>;
}

/// <summary>One element from one and an integer that is the same for all: an exponent, a rounding method.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IParameterFunction
{
    static abstract V Invoke<V>(V x, int parameter)
        where V : struct, ILanes<V>;
}

/// <summary>Two elements from one, where that is cheaper than each by itself; the bits are those of the single functions.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IPairFunction
{
    static abstract void Invoke<V>(V x, out V first, out V second)
        where V : struct, ILanes<V>;
}

/// <summary>One element from two; a comparison gives a mask.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public interface IBinaryFunction
{
    static abstract V Invoke<V>(V x, V y)
        where V : struct, ILanes<V>;
}
