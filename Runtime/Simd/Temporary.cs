// Temporary bodies, to be replaced by those of the other branches: composed from functions that exist, without any claim of accuracy.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public readonly struct TanFunction : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => SinFunction.Invoke(x) / CosFunction.Invoke(x); }

public readonly struct AsinFunction : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => Atan2Function.Invoke(x, V.Sqrt((V.Constant(1) - x) * (V.Constant(1) + x))); }

public readonly struct AcosFunction : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => Atan2Function.Invoke(V.Sqrt((V.Constant(1) - x) * (V.Constant(1) + x)), x); }

public readonly struct AtanFunction : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => Atan2Function.Invoke(x, V.Constant(1)); }

public readonly struct SinhFunction : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => (Expm1Function.Invoke(x) - Expm1Function.Invoke(-x)) * V.Constant(0.5); }

public readonly struct CoshFunction : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => (ExpFunction.Invoke(x) + ExpFunction.Invoke(-x)) * V.Constant(0.5); }

public readonly struct AsinhFunction : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => Log1pFunction.Invoke(V.Abs(x) + (x * x / (V.Constant(1) + V.Sqrt(V.Fma(x, x, V.Constant(1)))))) | (x & V.Constant(-0.0)); }

public readonly struct AcoshFunction : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => LogFunction.Invoke(x + V.Sqrt((x - V.Constant(1)) * (x + V.Constant(1)))); }

public readonly struct AtanhFunction : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => (Log1pFunction.Invoke(x) - Log1pFunction.Invoke(-x)) * V.Constant(0.5); }

public readonly struct Exp2Function : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => ExpFunction.Invoke(x * V.Constant(0.6931471805599453)); }

public readonly struct ErfcFunction : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => V.Constant(1) - ErfFunction.Invoke(x); }

public readonly struct CbrtFunction : IUnaryFunction { [MethodImpl(NoInlining)] public static V Invoke<V>(V x) where V : struct, ILanes<V> => V.Select(V.Equal(x, V.Constant(0)), x, ExpFunction.Invoke(LogFunction.Invoke(V.Abs(x)) * V.Constant(0.3333333333333333)) | (x & V.Constant(-0.0))); }

public readonly struct BesselI0eFunction : IUnaryFunction
{
    [MethodImpl(NoInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V term = V.Constant(1), sum = term, q = x * x * V.Constant(0.25);
        for (int k = 1; k < 60; k++)
        {
            term = term * q * V.Constant(1.0 / (k * (k + 0)));
            sum += term;
        }
        return sum * ExpFunction.Invoke(-V.Abs(x));
    }
}

public readonly struct BesselI1eFunction : IUnaryFunction
{
    [MethodImpl(NoInlining)]
    public static V Invoke<V>(V x)
        where V : struct, ILanes<V>
    {
        V term = x * V.Constant(0.5), sum = term, q = x * x * V.Constant(0.25);
        for (int k = 1; k < 60; k++)
        {
            term = term * q * V.Constant(1.0 / (k * (k + 1)));
            sum += term;
        }
        return sum * ExpFunction.Invoke(-V.Abs(x));
    }
}

public static partial class LaneFunctions
{
    [MethodImpl(AggressiveInlining)]
    public static V Tan<V>(V x)
        where V : struct, ILanes<V> =>
        TanFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Asin<V>(V x)
        where V : struct, ILanes<V> =>
        AsinFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Acos<V>(V x)
        where V : struct, ILanes<V> =>
        AcosFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Atan<V>(V x)
        where V : struct, ILanes<V> =>
        AtanFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Sinh<V>(V x)
        where V : struct, ILanes<V> =>
        SinhFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Cosh<V>(V x)
        where V : struct, ILanes<V> =>
        CoshFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Asinh<V>(V x)
        where V : struct, ILanes<V> =>
        AsinhFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Acosh<V>(V x)
        where V : struct, ILanes<V> =>
        AcoshFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Atanh<V>(V x)
        where V : struct, ILanes<V> =>
        AtanhFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Exp2<V>(V x)
        where V : struct, ILanes<V> =>
        Exp2Function.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Erfc<V>(V x)
        where V : struct, ILanes<V> =>
        ErfcFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V Cbrt<V>(V x)
        where V : struct, ILanes<V> =>
        CbrtFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V BesselI0e<V>(V x)
        where V : struct, ILanes<V> =>
        BesselI0eFunction.Invoke(x);

    [MethodImpl(AggressiveInlining)]
    public static V BesselI1e<V>(V x)
        where V : struct, ILanes<V> =>
        BesselI1eFunction.Invoke(x);
}

public static partial class SpanKernels
{
    public static SpanKernel Tan { get; } = SpanKernel.Unary<TanFunction>();

    public static SpanKernel Asin { get; } = SpanKernel.Unary<AsinFunction>();

    public static SpanKernel Acos { get; } = SpanKernel.Unary<AcosFunction>();

    public static SpanKernel Atan { get; } = SpanKernel.Unary<AtanFunction>();

    public static SpanKernel Sinh { get; } = SpanKernel.Unary<SinhFunction>();

    public static SpanKernel Cosh { get; } = SpanKernel.Unary<CoshFunction>();

    public static SpanKernel Asinh { get; } = SpanKernel.Unary<AsinhFunction>();

    public static SpanKernel Acosh { get; } = SpanKernel.Unary<AcoshFunction>();

    public static SpanKernel Atanh { get; } = SpanKernel.Unary<AtanhFunction>();

    public static SpanKernel Exp2 { get; } = SpanKernel.Unary<Exp2Function>();

    public static SpanKernel Erfc { get; } = SpanKernel.Unary<ErfcFunction>();

    public static SpanKernel Cbrt { get; } = SpanKernel.Unary<CbrtFunction>();

    public static SpanKernel BesselI0e { get; } = SpanKernel.Unary<BesselI0eFunction>();

    public static SpanKernel BesselI1e { get; } = SpanKernel.Unary<BesselI1eFunction>();
}
