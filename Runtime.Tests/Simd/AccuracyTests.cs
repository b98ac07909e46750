// Vector functions against correctly rounded tables, and at every width against each other.
using System;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public sealed class AccuracyTests
{
    private static bool HasFma => Fma.IsSupported || AdvSimd.IsSupported;

    // Bounds: float and double with FMA, float and double without.
    [Fact]
    public void Sin_is_accurate() => Unary<SinFunction>("sin", 1.7, 2, 2.5, 3);

    [Fact]
    public void Cos_is_accurate() => Unary<CosFunction>("cos", 1.7, 2, 2.5, 3);

    [Fact]
    public void Exp_is_accurate() => Unary<ExpFunction>("exp", 1.1, 1.2, 1.5, 1.5);

    [Fact]
    public void Expm1_is_accurate() => Unary<Expm1Function>("expm1", 1.6, 1.6, 2.5, 2.5);

    [Fact]
    public void Log_is_accurate() => Unary<LogFunction>("log", 1, 1, 1.5, 1.5);

    [Fact]
    public void Log1p_is_accurate() => Unary<Log1pFunction>("log1p", 2.5, 2, 3, 3);

    [Fact]
    public void Tanh_is_accurate() => Unary<TanhFunction>("tanh", 2, 2, 3, 3);

    [Fact]
    public void Logistic_is_accurate() => Unary<LogisticFunction>("logistic", 2, 2, 3, 3);

    [Fact]
    public void Erf_is_accurate() => Unary<ErfFunction>("erf", 1.1, 1.2, 2, 2);

    [Fact]
    public void Erf_inv_is_accurate() => Unary<ErfInvFunction>("erf_inv", 4, 4, 5, 5);

    [Fact]
    public void Sqrt_is_correctly_rounded() => Unary<SqrtFunction>("sqrt", 0.5, 0.5, 0.5, 0.5);

    [Fact]
    public void Rsqrt_is_accurate() => Unary<RsqrtFunction>("rsqrt", 1.5, 1.5, 1.5, 1.5);

    [Fact]
    public void Power_is_accurate() => Binary<PowerFunction>("pow", 1, 1.5, 1, 4);

    [Fact]
    public void Atan2_is_accurate() => Binary<Atan2Function>("atan2", 1, 2, 1, 4);

    [Fact]
    public void Floats_over_their_whole_range_are_as_accurate_as_stated()
    {
        if (!HasFma)
        {
            return;
        }
        Scan<SinFunction>("sin", 2, float.PositiveInfinity);
        Scan<CosFunction>("cos", 2, float.PositiveInfinity);
        Scan<ExpFunction>("exp", 1.5, float.PositiveInfinity);
        Scan<Expm1Function>("expm1", 2.5, float.PositiveInfinity);
        Scan<LogFunction>("log", 1.5, float.PositiveInfinity);
        Scan<Log1pFunction>("log1p", 3, float.PositiveInfinity);
        Scan<TanhFunction>("tanh", 3, float.PositiveInfinity);
        Scan<LogisticFunction>("logistic", 2.5, float.PositiveInfinity);
        Scan<ErfFunction>("erf", 1.5, float.PositiveInfinity);
        Scan<ErfInvFunction>("erf_inv", 5, 0.9f);
        Scan<ErfInvFunction>("erf_inv", 70, float.PositiveInfinity);
    }

    // Against the same function in double, whose error is that of the tables. (Every 1009th float; beyond the limit nothing is asked.)
    private static void Scan<F>(string function, double bound, float limit)
        where F : struct, IUnaryFunction
    {
        float[] x = new float[4096];
        double[] z = new double[4096];
        for (ulong bits = 0; bits < 1UL << 32;)
        {
            for (int i = 0; i < x.Length; i++, bits += 1009)
            {
                z[i] = x[i] = BitConverter.UInt32BitsToSingle((uint)bits);
            }
            float[] results = new float[x.Length];
            double[] exact = new double[x.Length];
            Map.Unary<F, float>(ref x[0], ref results[0], x.Length);
            Map.Unary<F, double>(ref z[0], ref exact[0], x.Length);
            for (int i = 0; i < x.Length; i++)
            {
                float rounded = (float)exact[i];
                if (MathF.Abs(x[i]) >= limit)
                {
                    continue;
                }
                if (!float.IsFinite(rounded) || !float.IsFinite(results[i]))
                {
                    Assert.True(LaneRunner.Same(rounded, results[i]), $"{function}({x[i]:R}) is {results[i]:R}, not {rounded:R}");
                    continue;
                }
                double ulp = MathF.BitIncrement(MathF.Abs(rounded)) - MathF.Abs(rounded);
                Assert.True(double.Abs(results[i] - exact[i]) <= bound * ulp || double.IsInfinity(ulp), $"{function}({x[i]:R}) is {results[i]:R}, {double.Abs(results[i] - exact[i]) / ulp:F2} ulp off");
            }
        }
    }

    private static void Unary<F>(string function, double single, double whole, double singleWithoutFma, double wholeWithoutFma)
        where F : struct, IUnaryFunction
    {
        UlpTable<float> floats = UlpTable<float>.Read(function);
        var all = LaneRunner.AllWidths<F, float>(floats.Arguments[0]);
        (double ulp, string where) = floats.Worst(all[0].Results);
        Assert.True(ulp <= (HasFma ? single : singleWithoutFma), $"float {where}");
        LaneRunner.AssertSameBits(all, i => $"{function}({floats.Arguments[0][i]:R})");
        float[] x = LaneRunner.Numbers<float>(1, 4099);
        LaneRunner.AssertSameBits(LaneRunner.AllWidths<F, float>(x), i => $"{function}({x[i]:R})");

        UlpTable<double> doubles = UlpTable<double>.Read(function);
        var allDoubles = LaneRunner.AllWidths<F, double>(doubles.Arguments[0]);
        (ulp, where) = doubles.Worst(allDoubles[0].Results);
        Assert.True(ulp <= (HasFma ? whole : wholeWithoutFma), $"double {where}");
        LaneRunner.AssertSameBits(allDoubles, i => $"{function}({doubles.Arguments[0][i]:R})");
        double[] z = LaneRunner.Numbers<double>(2, 4099);
        LaneRunner.AssertSameBits(LaneRunner.AllWidths<F, double>(z), i => $"{function}({z[i]:R})");
    }

    private static void Binary<F>(string function, double single, double whole, double singleWithoutFma, double wholeWithoutFma)
        where F : struct, IBinaryFunction
    {
        UlpTable<float> floats = UlpTable<float>.Read(function);
        var all = LaneRunner.AllWidths<F, float>(floats.Arguments[0], floats.Arguments[1]);
        (double ulp, string where) = floats.Worst(all[0].Results);
        Assert.True(ulp <= (HasFma ? single : singleWithoutFma), $"float {where}");
        LaneRunner.AssertSameBits(all, i => $"{function}({floats.Arguments[0][i]:R}, {floats.Arguments[1][i]:R})");
        float[] x = LaneRunner.Numbers<float>(3, 4099), y = LaneRunner.Numbers<float>(4, 4100)[1..];
        LaneRunner.AssertSameBits(LaneRunner.AllWidths<F, float>(x, y), i => $"{function}({x[i]:R}, {y[i]:R})");

        UlpTable<double> doubles = UlpTable<double>.Read(function);
        var allDoubles = LaneRunner.AllWidths<F, double>(doubles.Arguments[0], doubles.Arguments[1]);
        (ulp, where) = doubles.Worst(allDoubles[0].Results);
        Assert.True(ulp <= (HasFma ? whole : wholeWithoutFma), $"double {where}");
        LaneRunner.AssertSameBits(allDoubles, i => $"{function}({doubles.Arguments[0][i]:R}, {doubles.Arguments[1][i]:R})");
        double[] z = LaneRunner.Numbers<double>(5, 4099), w = LaneRunner.Numbers<double>(6, 4100)[1..];
        LaneRunner.AssertSameBits(LaneRunner.AllWidths<F, double>(z, w), i => $"{function}({z[i]:R}, {w[i]:R})");
    }

    [Fact]
    public void Sin_and_cos_of_one_argument_have_the_bits_of_the_separate_functions()
    {
        float[] x = LaneRunner.Numbers<float>(7, 4099);
        double[] z = LaneRunner.Numbers<double>(8, 4099);
        LaneRunner.AssertSameBits<float>(LaneRunner.Unary<SinFunction, Lanes256<float>, float>(x), LaneRunner.Unary<SinOfBoth, Lanes256<float>, float>(x), i => $"sin({x[i]:R})");
        LaneRunner.AssertSameBits<float>(LaneRunner.Unary<CosFunction, Lanes256<float>, float>(x), LaneRunner.Unary<CosOfBoth, Lanes256<float>, float>(x), i => $"cos({x[i]:R})");
        LaneRunner.AssertSameBits<double>(LaneRunner.Unary<SinFunction, Lanes256<double>, double>(z), LaneRunner.Unary<SinOfBoth, Lanes256<double>, double>(z), i => $"sin({z[i]:R})");
        LaneRunner.AssertSameBits<double>(LaneRunner.Unary<CosFunction, Lanes256<double>, double>(z), LaneRunner.Unary<CosOfBoth, Lanes256<double>, double>(z), i => $"cos({z[i]:R})");
    }

    private readonly struct SinOfBoth : IUnaryFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V>
        {
            LaneFunctions.SinCos(x, out V sin, out _);
            return sin;
        }
    }

    private readonly struct CosOfBoth : IUnaryFunction
    {
        public static V Invoke<V>(V x)
            where V : struct, ILanes<V>
        {
            LaneFunctions.SinCos(x, out _, out V cos);
            return cos;
        }
    }
}
