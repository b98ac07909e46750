// The measured prototypes of six functions in float (1.5 to 2.6 ULP), where their sources are beside the repository: the speed to come near.
using System;

namespace SrcGenJit.Accuracy;

internal static class Prototypes
{
    /// <summary>What a function may cost, in times of its prototype.</summary>
    public static (string Function, double Limit)[] Limits { get; } = [("exp", 1.15), ("log", 1.15), ("sin", 1.35), ("cos", 1.35), ("erf", 1.3), ("tanh", 1.8)];

#if PROTOTYPES
    public static bool Exist => true;

    /// <summary>The prototype over an array, or null.</summary>
    public static Action? Of(string function, float[] x, float[] y) =>
        Simd.Map.Use512 ? Of<L512>(function, x, y) : Simd.Map.Use256 ? Of<L256>(function, x, y) : null;

    private static Action? Of<V>(string function, float[] x, float[] y)
        where V : struct, ILane<V> =>
        function switch
        {
            "exp" => () => Loop<ExpCall, V>(x, y),
            "log" => () => Loop<LogCall, V>(x, y),
            "sin" => () => Loop<SinCall, V>(x, y),
            "cos" => () => Loop<CosCall, V>(x, y),
            "erf" => () => Loop<ErfCall, V>(x, y),
            "tanh" => () => Loop<TanhCall, V>(x, y),
            _ => null,
        };

    [System.Runtime.CompilerServices.MethodImpl(System.Runtime.CompilerServices.MethodImplOptions.AggressiveOptimization)]
    private static void Loop<F, V>(float[] x, float[] y)
        where F : struct, ICall
        where V : struct, ILane<V>
    {
        for (nuint i = 0; i + (nuint)V.Count <= (nuint)x.Length; i += (nuint)V.Count)
        {
            V.Store(F.Invoke(V.Load(ref x[0], i)), ref y[0], i);
        }
    }

    private interface ICall
    {
        static abstract V Invoke<V>(V x)
            where V : struct, ILane<V>;
    }

#pragma warning disable format // A table reads by its columns.
    private readonly struct ExpCall : ICall { public static V Invoke<V>(V x) where V : struct, ILane<V> => MathG<V>.Exp(x); }
    private readonly struct LogCall : ICall { public static V Invoke<V>(V x) where V : struct, ILane<V> => MathG<V>.Log(x); }
    private readonly struct ErfCall : ICall { public static V Invoke<V>(V x) where V : struct, ILane<V> => MathG<V>.Erf(x); }
    private readonly struct TanhCall : ICall { public static V Invoke<V>(V x) where V : struct, ILane<V> => MathG<V>.Tanh(x); }
#pragma warning restore format

    // With the test for large arguments that every loop over sines needs.
    private readonly struct SinCall : ICall
    {
        public static V Invoke<V>(V x)
            where V : struct, ILane<V> =>
            V.AnyNotBelow(V.Abs(x), MathG<V>.TrigLimit) ? x : MathG<V>.SinCore(x);
    }

    private readonly struct CosCall : ICall
    {
        public static V Invoke<V>(V x)
            where V : struct, ILane<V>
        {
            if (V.AnyNotBelow(V.Abs(x), MathG<V>.TrigLimit))
            {
                return x;
            }
            MathG<V>.SinCosCore(x, out _, out V cos);
            return cos;
        }
    }
#else
    public static bool Exist => false;

    public static Action? Of(string function, float[] x, float[] y) => null;
#endif
}
