// The libraries that a function is compared with: TensorPrimitives, and MathF or Math in a loop. Explicit, so that a missing one is seen.
using System;
using System.Collections.Generic;
using System.Numerics;
using System.Numerics.Tensors;

namespace SrcGenJit.Accuracy;

#pragma warning disable format // A table reads by its columns.

/// <summary>A function over spans; the second is not read by a function of one argument.</summary>
internal delegate void SpanLoop<T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result);

internal static class Peers
{
    private static readonly Dictionary<string, (Peer Tensor, Peer? Math)> s_peers = new()
    {
        ["sin"]      = (Peer.Unary(TensorPrimitives.Sin, TensorPrimitives.Sin), Loop<SinCall>()),
        ["cos"]      = (Peer.Unary(TensorPrimitives.Cos, TensorPrimitives.Cos), Loop<CosCall>()),
        ["tan"]      = (Peer.Unary(TensorPrimitives.Tan, TensorPrimitives.Tan), Loop<TanCall>()),
        ["asin"]     = (Peer.Unary(TensorPrimitives.Asin, TensorPrimitives.Asin), Loop<AsinCall>()),
        ["acos"]     = (Peer.Unary(TensorPrimitives.Acos, TensorPrimitives.Acos), Loop<AcosCall>()),
        ["atan"]     = (Peer.Unary(TensorPrimitives.Atan, TensorPrimitives.Atan), Loop<AtanCall>()),
        ["sinh"]     = (Peer.Unary(TensorPrimitives.Sinh, TensorPrimitives.Sinh), Loop<SinhCall>()),
        ["cosh"]     = (Peer.Unary(TensorPrimitives.Cosh, TensorPrimitives.Cosh), Loop<CoshCall>()),
        ["tanh"]     = (Peer.Unary(TensorPrimitives.Tanh, TensorPrimitives.Tanh), Loop<TanhCall>()),
        ["asinh"]    = (Peer.Unary(TensorPrimitives.Asinh, TensorPrimitives.Asinh), Loop<AsinhCall>()),
        ["acosh"]    = (Peer.Unary(TensorPrimitives.Acosh, TensorPrimitives.Acosh), Loop<AcoshCall>()),
        ["atanh"]    = (Peer.Unary(TensorPrimitives.Atanh, TensorPrimitives.Atanh), Loop<AtanhCall>()),
        ["exp"]      = (Peer.Unary(TensorPrimitives.Exp, TensorPrimitives.Exp), Loop<ExpCall>()),
        ["exp2"]     = (Peer.Unary(TensorPrimitives.Exp2, TensorPrimitives.Exp2), null),
        ["expm1"]    = (Peer.Unary(TensorPrimitives.ExpM1, TensorPrimitives.ExpM1), null),
        ["log"]      = (Peer.Unary(TensorPrimitives.Log, TensorPrimitives.Log), Loop<LogCall>()),
        ["log2"]     = (Peer.Unary(TensorPrimitives.Log2, TensorPrimitives.Log2), Loop<Log2Call>()),
        ["log10"]    = (Peer.Unary(TensorPrimitives.Log10, TensorPrimitives.Log10), Loop<Log10Call>()),
        ["log1p"]    = (Peer.Unary(TensorPrimitives.LogP1, TensorPrimitives.LogP1), null),
        ["logistic"] = (Peer.Unary(TensorPrimitives.Sigmoid, TensorPrimitives.Sigmoid), null),
        ["sqrt"]     = (Peer.Unary(TensorPrimitives.Sqrt, TensorPrimitives.Sqrt), Loop<SqrtCall>()),
        ["rsqrt"]    = (Peer.Unary(TensorPrimitives.ReciprocalSqrt, TensorPrimitives.ReciprocalSqrt), null),
        ["cbrt"]     = (Peer.Unary(TensorPrimitives.Cbrt, TensorPrimitives.Cbrt), Loop<CbrtCall>()),
        ["atan2"]    = (Peer.Binary(TensorPrimitives.Atan2, TensorPrimitives.Atan2), Loop<Atan2Call>()),
        ["pow"]      = (Peer.Binary(TensorPrimitives.Pow, TensorPrimitives.Pow), Loop<PowCall>()),
        ["hypot"]    = (Peer.Binary(TensorPrimitives.Hypot, TensorPrimitives.Hypot), null),
    };

    public static SpanLoop<T>? Tensor<T>(string function) => s_peers.TryGetValue(function, out var peers) ? peers.Tensor.Of<T>() : null;

    public static SpanLoop<T>? Math<T>(string function) => s_peers.TryGetValue(function, out var peers) ? peers.Math?.Of<T>() : null;

    // Called directly, not through a delegate: what a user's loop costs. The static methods of float and double are MathF's and Math's.
    private static Peer Loop<F>()
        where F : struct, ICall =>
        new(Run<F, float>, Run<F, double>);

    private static void Run<F, T>(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<T> result)
        where F : struct, ICall
        where T : IBinaryFloatingPointIeee754<T>
    {
        for (int i = 0; i < result.Length; i++)
        {
            result[i] = F.Invoke(x[i], y[i]);
        }
    }

    // Two interfaces of T have it.
    private static T Log2<T>(T x)
        where T : ILogarithmicFunctions<T> =>
        T.Log2(x);

    private delegate void SpanUnary<T>(ReadOnlySpan<T> x, Span<T> result);

    /// <summary>A function in both types.</summary>
    private sealed record Peer(SpanLoop<float> Single, SpanLoop<double> Double)
    {
        public SpanLoop<T>? Of<T>() => (SpanLoop<T>)(typeof(T) == typeof(float) ? (object)Single : Double);

        public static Peer Unary(SpanUnary<float> single, SpanUnary<double> whole) => new((x, _, result) => single(x, result), (x, _, result) => whole(x, result));

        public static Peer Binary(SpanLoop<float> single, SpanLoop<double> whole) => new(single, whole);
    }

    private interface ICall
    {
        static abstract T Invoke<T>(T x, T y)
            where T : IBinaryFloatingPointIeee754<T>;
    }

    private readonly struct SinCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Sin(x); }
    private readonly struct CosCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Cos(x); }
    private readonly struct TanCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Tan(x); }
    private readonly struct AsinCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Asin(x); }
    private readonly struct AcosCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Acos(x); }
    private readonly struct AtanCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Atan(x); }
    private readonly struct SinhCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Sinh(x); }
    private readonly struct CoshCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Cosh(x); }
    private readonly struct TanhCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Tanh(x); }
    private readonly struct AsinhCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Asinh(x); }
    private readonly struct AcoshCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Acosh(x); }
    private readonly struct AtanhCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Atanh(x); }
    private readonly struct ExpCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Exp(x); }
    private readonly struct LogCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Log(x); }
    private readonly struct Log2Call : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => Log2(x); }
    private readonly struct Log10Call : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Log10(x); }
    private readonly struct SqrtCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Sqrt(x); }
    private readonly struct CbrtCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Cbrt(x); }
    private readonly struct Atan2Call : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Atan2(x, y); }
    private readonly struct PowCall : ICall { public static T Invoke<T>(T x, T y) where T : IBinaryFloatingPointIeee754<T> => T.Pow(x, y); }
}
