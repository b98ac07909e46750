// Functions that are one instruction or nearly: arithmetic, comparison, bits, sign, rounding.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct AddFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => x + y; }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct SubtractFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => x - y; }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct MultiplyFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => x * y; }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct DivideFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => x / y; }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct RemainderFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => V.Remainder(x, y); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct MaximumFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => V.Max(x, y); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct MinimumFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => V.Min(x, y); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct AndFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => x & y; }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct OrFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => x | y; }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct XorFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => x ^ y; }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct ShiftLeftFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => V.ShiftLeft(x, y); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct ShiftRightLogicalFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => V.ShiftRightLogical(x, y); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct ShiftRightArithmeticFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => V.ShiftRightArithmetic(x, y); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct EqualFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => V.Equal(x, y); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct NotEqualFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => ~V.Equal(x, y); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct LessFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => V.Less(x, y); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct LessEqualFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => V.LessOrEqual(x, y); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct GreaterFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => V.Less(y, x); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct GreaterEqualFunction : IBinaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x, V y) where V : struct, ILanes<V> => V.LessOrEqual(y, x); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct NegateFunction : IUnaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => -x; }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct AbsFunction : IUnaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => V.Abs(x); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct FloorFunction : IUnaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => V.Floor(x); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct SqrtFunction : IUnaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => V.Sqrt(x); }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct SquareFunction : IUnaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => x * x; }

[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct NotFunction : IUnaryFunction { [MethodImpl(AggressiveInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => ~x; }

/// <summary>-1, 0 or 1; zeros and NaNs are themselves.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct SignFunction : IUnaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V zero = V.Constant(0), one = V.Constant(1);
        if (x is IElements<uint>)
        {
            return V.Select(V.Equal(x, zero), zero, one);
        }
        return V.Select(V.Less(zero, x), one, V.Select(V.Less(x, zero), V.Constant(-1), x));
    }
}

/// <summary>Neither infinite nor NaN, as a mask.</summary>
[System.ComponentModel.EditorBrowsable(System.ComponentModel.EditorBrowsableState.Never)]
public readonly struct IsFiniteFunction : IBinaryFunction
{
    [MethodImpl(AggressiveInlining)]
    public static V Invoke<V>(V x, V unused)
        where V : struct, ILanes<V> =>
        x is IElements<float> or IElements<double> ? V.Less(V.Abs(x), V.Constant(double.PositiveInfinity))
        : V.Equal(x, x);
}

/// <summary>The vector functions as kernels over tiles, found by name.</summary>
internal static partial class SpanKernels
{
    public static SpanKernel Add { get; } = SpanKernel.Binary<AddFunction>(BoolFunction.Or);

    public static SpanKernel Subtract { get; } = SpanKernel.Binary<SubtractFunction>();

    public static SpanKernel Multiply { get; } = SpanKernel.Binary<MultiplyFunction>(BoolFunction.And);

    public static SpanKernel Divide { get; } = SpanKernel.Binary<DivideFunction>();

    public static SpanKernel Remainder { get; } = SpanKernel.Binary<RemainderFunction>();

    public static SpanKernel Maximum { get; } = SpanKernel.Binary<MaximumFunction>(BoolFunction.Or);

    public static SpanKernel Minimum { get; } = SpanKernel.Binary<MinimumFunction>(BoolFunction.And);

    public static SpanKernel And { get; } = SpanKernel.Binary<AndFunction>(BoolFunction.And);

    public static SpanKernel Or { get; } = SpanKernel.Binary<OrFunction>(BoolFunction.Or);

    public static SpanKernel Xor { get; } = SpanKernel.Binary<XorFunction>(BoolFunction.Xor);

    public static SpanKernel ShiftLeft { get; } = SpanKernel.Binary<ShiftLeftFunction>();

    public static SpanKernel ShiftRightLogical { get; } = SpanKernel.Binary<ShiftRightLogicalFunction>();

    public static SpanKernel ShiftRightArithmetic { get; } = SpanKernel.Binary<ShiftRightArithmeticFunction>();

    public static SpanKernel Equal { get; } = SpanKernel.Compare<EqualFunction>(BoolFunction.Equal);

    public static SpanKernel NotEqual { get; } = SpanKernel.Compare<NotEqualFunction>(BoolFunction.Xor);

    public static SpanKernel Less { get; } = SpanKernel.Compare<LessFunction>(BoolFunction.Less);

    public static SpanKernel LessEqual { get; } = SpanKernel.Compare<LessEqualFunction>(BoolFunction.LessOrEqual);

    public static SpanKernel Greater { get; } = SpanKernel.Compare<GreaterFunction>(BoolFunction.Greater);

    public static SpanKernel GreaterEqual { get; } = SpanKernel.Compare<GreaterEqualFunction>(BoolFunction.GreaterOrEqual);

    public static SpanKernel Negate { get; } = SpanKernel.Unary<NegateFunction>();

    public static SpanKernel Abs { get; } = SpanKernel.Unary<AbsFunction>();

    public static SpanKernel Floor { get; } = SpanKernel.Unary<FloorFunction>();

    public static SpanKernel Sqrt { get; } = SpanKernel.Unary<SqrtFunction>();

    public static SpanKernel Square { get; } = SpanKernel.Unary<SquareFunction>();

    public static SpanKernel Sign { get; } = SpanKernel.Unary<SignFunction>();

    public static SpanKernel IsFinite { get; } = new PredicateKernel();

    public static SpanKernel Not { get; } = new NotKernel();

    private sealed class PredicateKernel : SpanKernel
    {
        private readonly SpanKernel _compare = Compare<IsFiniteFunction>();

        public override void Run(ref KernelCall call)
        {
            call.B = ref call.A;
            call.ScalarB = call.ScalarA;
            _compare.Run(ref call);
        }
    }

    private sealed class NotKernel : SpanKernel
    {
        private readonly SpanKernel _bits = Unary<NotFunction>();

        public override void Run(ref KernelCall call)
        {
            if (call.Kind != ElementKind.Bool)
            {
                _bits.Run(ref call);
                return;
            }
            for (int i = 0; i < call.Length; i++)
            {
                System.Runtime.CompilerServices.Unsafe.Add(ref call.Destination, i) = (byte)(System.Runtime.CompilerServices.Unsafe.Add(ref call.A, i) == 0 ? 1 : 0);
            }
        }
    }
}
