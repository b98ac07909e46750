// Every function of the catalogue against correctly rounded tables and over a dense sample of all floats.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Numerics;
using System.Runtime.Intrinsics;
using SrcGenJit.Accuracy;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public sealed class AccuracyTests
{
    public static TheoryData<string> Functions => [.. Catalogue.All.Select(f => f.Name)];

    public static TheoryData<string> FunctionsOfOneArgument => [.. Catalogue.All.Where(f => f.Arity == 1).Select(f => f.Name)];

    public static TheoryData<string> Asked =>
    [
        "sin", "cos", "tan", "asin", "acos", "atan", "atan2", "sinh", "cosh", "tanh", "asinh", "acosh", "atanh", "exp", "exp2", "expm1", "log", "log2", "log10", "log1p", "logistic",
        "softplus", "log_sigmoid", "erf", "erfc", "erf_inv", "ndtri", "pow", "hypot", "logaddexp", "sqrt", "rsqrt", "cbrt", "bessel_i0e", "bessel_i1e",
    ];

    internal static VectorFunction Find(string name) => Catalogue.All.Single(f => f.Name == name);

    [Theory]
    [MemberData(nameof(Asked))]
    public void The_catalogue_has(string name) => Assert.Single(Catalogue.All, f => f.Name == name);

    [Fact]
    public void Every_table_is_of_a_function_of_the_catalogue()
    {
        foreach (string file in Directory.GetFiles(UlpTables.InRepository("Runtime.Tests", "Golden", "ulp"), "*.csv", SearchOption.AllDirectories))
        {
            Assert.Contains(Path.GetFileNameWithoutExtension(file), Asked);
        }
    }

    [Theory]
    [MemberData(nameof(Functions))]
    public void Rows_of_the_tables_are_within_bounds(string name)
    {
        Rows<float>(Find(name));
        Rows<double>(Find(name));
    }

    // 2^22 floats at equal distances, against the same function in double, whose error is that of the tables.
    [Theory]
    [MemberData(nameof(FunctionsOfOneArgument))]
    public void Floats_of_the_whole_range_are_within_bounds(string name)
    {
        VectorFunction function = Find(name);
        Worst worst = Sweep.Run(function, Vector128.IsHardwareAccelerated ? 1021 : 65521);
        Assert.True(worst.Ulp <= function.Bounds.Here<float>(), $"{name}: {worst}");
    }

    [Theory]
    [MemberData(nameof(FunctionsOfOneArgument))]
    public void Worst_known_arguments_are_within_bounds(string name)
    {
        VectorFunction function = Find(name);
        float[] arguments = WorstArguments.Of(name);
        Assert.True(arguments.Length > 0 || name == "sqrt", $"no worst argument of {name} is known: run the accuracy tool on it");
        Worst worst = Sweep.At(function, arguments);
        Assert.True(worst.Ulp <= function.Bounds.Here<float>(), $"{name}: {worst}");
    }

    [Fact]
    public void Errors_are_those_of_the_definition()
    {
        float half = MathF.BitIncrement(1) - 1;
        Assert.Equal(1, UlpTable<float>.Error(1 + half, 1, 0));
        Assert.Equal(0.75, UlpTable<float>.Error(1 + half, 1, half / 4));
        Assert.Equal(0.5, UlpTable<float>.Error(1 + half, 1, 0, 2));
        Assert.Equal(double.PositiveInfinity, UlpTable<float>.Error(-0f, 0f, 0));
        Assert.Equal(double.PositiveInfinity, UlpTable<double>.Error(double.MaxValue, double.PositiveInfinity, 0));
        Assert.Equal(double.PositiveInfinity, UlpTable<double>.Error(1, double.NaN, 0));
        Assert.Equal(0, UlpTable<double>.Error(double.NaN, double.NaN, 0));
        Assert.Equal(1, UlpTable<double>.Error(double.Epsilon, 0, double.Epsilon * 2));
    }

    [Fact]
    public void Sin_and_cos_of_one_argument_have_the_bits_of_the_separate_functions()
    {
        SinAndCos<float>(7);
        SinAndCos<double>(8);
    }

    private static void Rows<T>(VectorFunction function)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        UlpTable<T> table = UlpTable<T>.Read(function.Name);
        Assert.Equal(function.Arity, table.Arguments.Length);
        foreach (Width width in SameBitsTests.Widths)
        {
            T[] results = function.Run(width, table.Arguments[0], table.Arguments[^1]);
            Specials specials = table.Specials(results);
            Assert.True(specials.Missed == 0, $"{function.Name} of {typeof(T).Name}, {width}: {specials.Missed} of {specials.Count} special values missed: {specials.Where}");
            (double ulp, string where) = table.Worst(results);
            Assert.True(ulp <= function.Bounds.Here<T>(), $"{function.Name} of {typeof(T).Name}, {width}: {where}");
        }
    }

    private static void SinAndCos<T>(int seed)
        where T : unmanaged
    {
        T[] x = LaneRunner.Numbers<T>(seed, 4099);
        foreach ((string width, T[] sin) in LaneRunner.AllWidths<SinOfBoth, T>(x))
        {
            LaneRunner.AssertSameBits<T>(LaneRunner.Unary<SinFunction, Lanes1<T>, T>(x), sin, i => $"sin({x[i]}), {width}");
        }
        foreach ((string width, T[] cos) in LaneRunner.AllWidths<CosOfBoth, T>(x))
        {
            LaneRunner.AssertSameBits<T>(LaneRunner.Unary<CosFunction, Lanes1<T>, T>(x), cos, i => $"cos({x[i]}), {width}");
        }
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
