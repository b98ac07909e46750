// Time an element of each function in L1 on one thread, beside TensorPrimitives, MathF or Math, and arguments outside the fast range.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Runtime.CompilerServices;
using SrcGenJit.Benchmarks;
using SrcGenJit.Simd;

namespace SrcGenJit.Accuracy;

/// <summary>One function in one type; the times are nanoseconds an element, not numbers where there is nothing to measure.</summary>
internal sealed record Speed(VectorFunction Function, bool Single, Contest Times, IReadOnlyList<string> HardKinds)
{
    public const int Elements = 1024;

    /// <summary>At the width of the machine.</summary>
    public double Ours => Times["ours"];

    public double Tensor => Times["tensor"];

    public double Math => Times["math"];

    public double Prototype => Times["prototype"];

    public double TensorBar => Single ? 3 : 1.5;

    public double MathBar => Single ? 5 : 2.5;

    /// <summary>The square root is one instruction for everybody.</summary>
    public bool HasBars => Function.Name != "sqrt";

    /// <summary>The slowest kind of argument outside the fast range.</summary>
    public string HardestKind => HardKinds.Count == 0 ? "" : HardKinds.MaxBy(kind => Times[kind])!;

    public static Speed Of<T>(VectorFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Samples.Uniform<T>(function.Low, function.High, 21, Elements), y = Samples.Uniform<T>(function.Low, function.High, 22, Elements), z = new T[Elements];
        Contest contest = new(Elements);
        contest.Add("ours", () => function.Run<T>(Width.Machine, x, y, z));
        contest.Add("512", Map.Use512 ? () => function.Run<T>(Width.Bits512, x, y, z) : null);
        contest.Add("256", Map.Use256 ? () => function.Run<T>(Width.Bits256, x, y, z) : null);
        contest.Add("128", () => function.Run<T>(Width.Bits128, x, y, z));
        contest.Add("tensor", Peers.Tensor<T>(function.Name) is { } tensor ? () => tensor(x, y, z) : null);
        contest.Add("math", Peers.Math<T>(function.Name) is { } math ? () => math(x, y, z) : null);
        contest.Add("prototype", x is float[] single ? Prototypes.Of(function.Name, single, (float[])(object)z) : null);
        List<string> kinds = [];
        foreach ((string kind, T[] hard) in HardArguments.Of<T>(function, Elements))
        {
            kinds.Add(kind);
            contest.Add(kind, () => function.Run<T>(Width.Machine, hard, hard, z));
        }
        return new Speed(function, typeof(T) == typeof(float), contest, kinds);
    }

    /// <summary>Sine and cosine of one argument ("both") and the sine alone ("sin"), as kernels.</summary>
    public static Contest SinCos<T>()
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = Samples.Uniform<T>(-10, 10, 21, Elements), sin = new T[Elements], cos = new T[Elements];
        ElementKind kind = typeof(T) == typeof(float) ? ElementKind.Float32 : ElementKind.Float64;
        Contest contest = new(Elements);
        contest.Add("both", () => Run(SpanKernels.SinCos));
        contest.Add("sin", () => Run(SpanKernels.Sin));
        return contest;

        void Run(SpanKernel kernel)
        {
            KernelCall call = new()
            {
                A = ref Unsafe.As<T, byte>(ref x[0]),
                Destination = ref Unsafe.As<T, byte>(ref sin[0]),
                Destination2 = ref Unsafe.As<T, byte>(ref cos[0]),
                Length = Elements,
                Kind = kind,
            };
            kernel.Run(ref call);
        }
    }

    /// <summary>sin(x) + cos(x) as emitted, by hand at 1.5 ULP, and by TensorPrimitives.</summary>
    public static Contest W1()
    {
        float[] x = Samples.Uniform<float>(-3, 3, 21, Elements), y = new float[Elements], scratch = new float[Elements];
        Contest contest = new(Elements);
        contest.Add("emitted", () => Workloads.W1Into(x, y));
        contest.Add("by hand", Map.Use512 ? () => HandWritten.SinPlusCos(x, y) : null);
        contest.Add("tensor", () => Workloads.TensorPrimitivesW1(x, y, scratch));
        return contest;
    }

    public static void Measure(IReadOnlyList<Contest> contests, Action<double> progress)
    {
        for (int c = 0; c < contests.Count; c++)
        {
            contests[c].Run();
            progress((c + 1.0) / contests.Count);
        }
    }
}
