// Methods without [Shape]: compiled for what they ask for, and right for every other shape, where they run traced or throw as the method does.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;
using static Runtime.Tests.Shapes.UndeclaredMethods;

namespace Runtime.Tests.Shapes;

public class UndeclaredTests
{
    /// <summary>For each method the arguments that it is compiled for, then others: shapes as text, one for each array.</summary>
    private static readonly Dictionary<string, (string Compiled, string[] Others)> s_cases = new()
    {
        [nameof(Product)] = ("2,3 3,4", ["5,2,3 3,4", "3 3,4", "2,3 3", "5,2,3 5,3,4", "3 3", "2,3 4,5"]),
        [nameof(Affine)] = ("2,3 3,4 4", ["5,2,3 3,4 4", "3 3,4 4", "2,3 3,4 2,4", "2,3 3,4 ", "2,3 3,4 1", "2,3 3,4 3"]),
        [nameof(Mlp)] = ("2,3 3,4 4 4,2 2", ["3 3,4 4 4,2 2", "6,2,3 3,4 4 4,2 2", "2,3 3,4 2,4 4,2 2"]),
        [nameof(Attention)] = ("5,8 6,8 6,3", ["2,5,8 6,8 6,3", "8 6,8 6,3", "5,8 8 8"]),
        [nameof(QuadraticForm)] = ("3 3,3", ["3,3 3,3", "1 1,1"]),
        [nameof(DotOf)] = ("5 5", ["2,3 3,4", "3 3,4", " 4", "4 5"]),
        [nameof(MeanSquaredError)] = ("6,3 3,2 2", ["6,3 3,2 6,2", "6,3 3 6"]),
        [nameof(GradientOfLoss)] = ("3,2 6,3 2", ["3,2 6,3 6,2", "3 6,3 6"]),
        [nameof(Covariance)] = ("7,3", ["7", "2,7,3"]),
        [nameof(OneLayer)] = ("2,3 3,4 4", ["3 3,4 4", "5,2,3 3,4 4"]),
        [nameof(Residual)] = ("5,4 4,6 6 6,4 4 4 4", ["4 4,6 6 6,4 4 4 4", "2,5,4 4,6 6 6,4 4 4 4"]),
        [nameof(ProductOfPair)] = ("2,3 3,4", ["3 3,4", "2,2,3 3,4"]),
        [nameof(HalfDeclared)] = ("2,3 3,4", ["2,3 3", "2,3 5,3,4"]),
        [nameof(Blend)] = ("7 7", ["2,3 2,3", "2,3 3", " 2,2", "2,3,4 3,1", "2 3", " "]),
        [nameof(Choose)] = ("7 7 7", ["2,3 2,3 2,3", "2,1 3 ", "2 3 4"]),
        [nameof(RowSums)] = ("2,3 2,3", ["2,3,4 2,3,4", "2,3 3", "3 3", "4,2,3 3"]),
        [nameof(SoftmaxOf)] = ("7", ["2,3", "2,3,4", ""]),
        [nameof(LayerNorm)] = ("6 6 6", ["2,6 6 6", "2,3,6 6 6", "2,6 2,6 2,6", "2,6 6 2,6", "2,6 1 "]),
        [nameof(CrossEntropy)] = ("4 4", ["3,4 3,4", "3,4 4", "2,3,4 2,3,4"]),
        [nameof(BatchNorm)] = ("7", ["7,3", "2,3,4"]),
        [nameof(Unit)] = ("7", ["2,3", "2,3,4"]),
        [nameof(Winners)] = ("7", ["2,3", "2,3,4"]),
        [nameof(Total)] = ("7", ["2,3", "", "2,3,4"]),
        [nameof(RunningSums)] = ("2,3", ["2,3,4", "3"]),
        [nameof(TransposeOf)] = ("2,3", ["3", "2,3,4", ""]),
        [nameof(SwapLast)] = ("2,3,4", ["2,3", "2,3,4,5"]),
        [nameof(Beside)] = ("2,3 2,4", ["2,3,4 2,1,4", "3 3", "2,3 3,4"]),
        [nameof(Stacked)] = ("3 3", ["2,3 2,3", " ", "3 4"]),
        [nameof(Twelve)] = ("12", ["2,6", "3,4", "2,3,2", "11"]),
        [nameof(Squeezed)] = ("3", ["1", "1,3", "2,1,3", ""]),
        [nameof(Mapped)] = ("3 3", ["3 3,2", "3,3 3", "3,2 3,2", " 3", "2 3"]),
        [nameof(ByRank)] = ("3", ["2,3", "2,3,4", ""]),
        [nameof(OverWidth)] = ("2,3", ["2,3,4", "3"]),
        [nameof(Laplace)] = ("4,5", ["4,5,2", "5", "1,1", "2,3"]),
        [nameof(HeatStep)] = ("4,5", ["4,5,2", "5"]),
        [nameof(SecondDifference)] = ("5", ["5,2", "2", "1", ""]),
        [nameof(Luminance)] = ("4,5,3", ["4,5,3,2", "4,3", "4,5,4"]),
        [nameof(Sobel)] = ("4,5", ["4,5,2", "5"]),
        [nameof(Convolution)] = ("6 3", ["6,2 3", "6 3,6", "6,4 3,4"]),
        [nameof(Convolution2d)] = ("4,5 2,2", ["4,5,3 2,2", "4,5 2,2,4", "5 2,2"]),
        [nameof(Horner)] = ("3 5", ["3 2,5", "3,5 5", "3 "]),
        [nameof(Shifted)] = ("5 4", ["5,2 4,2", "5 1", "2 3", "5 ", "5 5"]),
        [nameof(Wave)] = ("5", ["2", "1", "0", "5,2", "2,5"]),
        [nameof(WaveStep)] = ("6 6", ["2 2", "1 1", "0 0", "1 2", "6 1"]),
        [nameof(Diffused)] = ("4,5", ["3,3", "2,5", "5,2", "0,0", "1,1", "4,5,2"]),
        [nameof(Tail)] = ("6 2", ["3 3", "2 3", "0 0", "6 0", "6,2 1,2"]),
        [nameof(SlopeOfWave)] = ("5", ["2", "1", "0"]),
        [nameof(FirstTwo)] = ("4", ["4,1", "4,2"]),
        [nameof(Pick)] = ("4,3 2", ["4,3 2,2", "4,3,2 2", "4,3 ", "4 2"]),
        [nameof(Embedding)] = ("5 3", ["5,4 3", "5,4 2,3", "5 "]),
        [nameof(Window)] = ("5 ", ["5 1", "5,2 "]),
        [nameof(OuterProduct)] = ("3 4", ["3 2,4", "2,3 4", " 4"]),
        [nameof(Accelerations)] = ("5,3 5", ["5,3 ", "5,3 1", "5 5"]),
        [nameof(Leapfrog)] = ("5,3 5,3 5", ["5,3 3 5", "5,3 5,3 "]),
        [nameof(Drift)] = ("5 5", ["5,3 5,3", "5,3 3"]),
        [nameof(Decay)] = ("5", ["5,2", ""]),
        [nameof(Noise)] = ("2", ["3", "2,2"]),
        [nameof(Dropout)] = ("2 7", ["2 2,3", "2 ", "3 7"]),
        [nameof(Walk)] = ("2 4", ["2 3,4", "2 ", "2 1", "2 3"]),
        [nameof(CallPrices)] = ("5 5 5 5", ["2,3 2,3 2,3 2,3", "5   ", "2,3 3  1", "5 4 5 5"]),
        [nameof(VectorGreeks)] = ("5 5 5 5", ["2,3 2,3 2,3 2,3", "5 1 1 1", "5 4 5 5"]),
        [nameof(Later)] = ("6 3", []),
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    public static TheoryData<string, string> Others
    {
        get
        {
            TheoryData<string, string> data = [];
            foreach ((string name, (_, string[] others)) in s_cases)
            {
                foreach (string shapes in others)
                {
                    data.Add(name, shapes);
                }
            }
            return data;
        }
    }

    [Fact]
    public void Every_method_is_tried() => Assert.Equal(
        typeof(UndeclaredMethods).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(m => m.Name).Order(), s_cases.Keys.Order());

    [Theory]
    [MemberData(nameof(Names))]
    public void A_method_without_shapes_is_compiled_for_the_shapes_that_it_asks_for(string name)
    {
        (MethodInfo method, KernelInfo kernel) = Find(name);
        object?[] arguments = Arguments(method, s_cases[name].Compiled);
        long before = kernel.Fallbacks;
        object? compiled = kernel.Kernel!.DynamicInvoke(arguments);
        Assert.True(before == kernel.Fallbacks, $"fell back: {kernel.LastFallback}");
        Same(method.Invoke(null, arguments), compiled);
    }

    [Theory]
    [MemberData(nameof(Others))]
    public void A_call_with_other_shapes_gives_what_the_method_gives(string name, string shapes)
    {
        (MethodInfo method, KernelInfo kernel) = Find(name);
        object?[] arguments = Arguments(method, shapes);
        (object? expected, Exception? error) = Run(() => method.Invoke(null, arguments));
        for (int i = 0; i < 2; i++)
        {
            (object? actual, Exception? other) = Run(() => kernel.Kernel!.DynamicInvoke(arguments));
            if (error is not null || other is not null)
            {
                Assert.True(error is not null, $"only the compiled call throws: {other}");
                Assert.True(other is not null, $"only the method throws: {error}");
                Assert.True(error is ArgumentException ? other is ArgumentException : error.GetType() == other.GetType(), $"{error}\nand\n{other}");
                continue;
            }
            Same(expected, actual);
        }
    }

    [Fact]
    public void A_declared_dimension_may_stand_alone_in_a_later_parameter_only()
    {
        ArgumentException error = Assert.Throws<ArgumentException>(() => Later(new NdArray<float>(new float[6]), new NdArray<float>(new float[4])));
        Assert.StartsWith("the dimension '2*n' is 8 by 'y' and 6 by 'x'", error.Message);
    }

    [Fact]
    public void A_call_with_other_shapes_is_counted_with_its_reason()
    {
        KernelInfo kernel = Find(nameof(Affine)).Kernel;
        long before = kernel.Fallbacks;
        NdArray<float> x = new([1, 2, 3]), w = new(new float[6], [3, 2]), b = new([1, 2]);
        Assert.Equal(b.ToArray(), Affine(x, w, b).ToArray());
        Assert.Equal(before + 1, kernel.Fallbacks);
        Assert.Equal("the ranks are not those of x: [*n, d], w: [d, m], b: [m]", kernel.LastFallback);
        Assert.Throws<ShapeException>(() => Affine(new NdArray<float>(new float[4], [2, 2]), w, b));
        Assert.Equal("the dimensions are not those of x: [*n, d], w: [d, m], b: [m]", kernel.LastFallback);
    }

    [Fact]
    public void A_method_over_numbers_under_a_trace_refuses_shapes_that_it_is_not_compiled_for()
    {
        // Its C# number cannot be traced, so the build's jaxpr stands in, which holds for matrices.
        NdArray<float> grid = new(new float[20], [4, 5]), box = new(new float[40], [4, 5, 2]);
        Assert.Equal("(3, 4, 5)", Jax.Vmap((NdArray<float> u) => HeatStep(u, 0.1f))(new NdArray<float>(new float[60], [3, 4, 5])).Shape.ToString());
        Assert.Equal(grid.ToArray(), Jax.Grad((NdArray<float> u) => Jnp.Sum(HeatStep(u, 0.1f) * grid))(grid).ToArray());
        Assert.Contains("was compiled for shapes", Assert.ThrowsAny<ArgumentException>(() => Jax.Grad((NdArray<float> u) => Jnp.Sum(HeatStep(u, 0.1f)))(box)).Message);
    }

    private static (MethodInfo Method, KernelInfo Kernel) Find(string name)
    {
        MethodInfo method = typeof(UndeclaredMethods).GetMethod(name)!;
        return (method, JitInfo.Kernels.Single(k => k.Method?.Method == method));
    }

    private static (object?, Exception?) Run(Func<object?> call)
    {
        try
        {
            return (call(), null);
        }
        catch (TargetInvocationException error)
        {
            return (null, error.InnerException);
        }
    }

    // Arrays and numbers of the parameters' types, filled by a fixed formula.
    private static object?[] Arguments(MethodInfo method, string shapes)
    {
        Queue<int[]> next = new(shapes.Split(' ').Select(s => s.Length == 0 ? [] : s.Split(',').Select(int.Parse).ToArray()));
        int seed = 1;
        object?[] arguments = [.. method.GetParameters().Select(p => Make(p.ParameterType, next, ref seed))];
        Assert.Empty(next);
        return arguments;
    }

    private static object Make(Type type, Queue<int[]> shapes, ref int seed)
    {
        seed++;
        int own = seed;
        if (type == typeof(float))
        {
            return 0.25f;
        }
        if (type == typeof(double))
        {
            return 0.05;
        }
        if (type == typeof(NdArray<float>))
        {
            return Filled(shapes.Dequeue(), i => 0.5f + 0.4f * MathF.Sin((1 + i) * own));
        }
        if (type == typeof(NdArray<double>))
        {
            return Filled(shapes.Dequeue(), i => 0.5 + 0.4 * Math.Sin((1 + i) * own));
        }
        if (type == typeof(NdArray<int>))
        {
            return Filled(shapes.Dequeue(), i => i % 3);
        }
        if (type == typeof(NdArray<uint>))
        {
            return Filled(shapes.Dequeue(), i => (uint)(i * 7 + 5));
        }
        if (type == typeof(NdArray<bool>))
        {
            return Filled(shapes.Dequeue(), i => i % 2 == 0);
        }
        ConstructorInfo constructor = type.GetConstructors()[0];
        List<object> parts = [];
        foreach (ParameterInfo parameter in constructor.GetParameters())
        {
            parts.Add(Make(parameter.ParameterType, shapes, ref seed));
        }
        return constructor.Invoke([.. parts]);
    }

    private static NdArray<T> Filled<T>(int[] shape, Func<int, T> element)
        where T : struct =>
        new([.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(element)], shape);

    private static void Same(object? expected, object? actual)
    {
        Assert.Equal(expected?.GetType(), actual?.GetType());
        switch (expected, actual)
        {
            case (NdArray<float> x, NdArray<float> y):
                Same(x, y);
                break;
            case (NdArray<double> x, NdArray<double> y):
                Same(x, y);
                break;
            case (NdArray<int> x, NdArray<int> y):
                Same(x, y);
                break;
            case (float x, float y):
                Assert.Equal(BitConverter.SingleToInt32Bits(x), BitConverter.SingleToInt32Bits(y));
                break;
            case (ITuple x, ITuple y):
                for (int i = 0; i < x.Length; i++)
                {
                    Same(x[i], y[i]);
                }
                break;
            case (Body x, Body y):
                Same(x.X, y.X);
                Same(x.V, y.V);
                break;
            default:
                Assert.Fail($"no comparison of {expected?.GetType()}");
                break;
        }
    }

    private static void Same<T>(NdArray<T> expected, NdArray<T> actual)
        where T : unmanaged
    {
        Assert.Equal(expected.Shape.ToString(), actual.Shape.ToString());
        Assert.True(expected.Span.ToArray().Zip(actual.Span.ToArray()).All(p => Comparing.Comparison.SameBits(p.First, p.Second)), $"expected {expected}\nactual {actual}");
    }
}
