// Each part of C# that [Jit] compiles: the compiled call has a kernel, does not fall back, and gives the bits of the C# body.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Bullets;

public class LanguageTests
{
    private static readonly NdArray<float> s_x = Jnp.Linspace<float>(-2, 2, 33);
    private static readonly NdArray<float> s_y = Jnp.Cos(s_x);
    private static readonly NdArray<float> s_matrix = Jnp.Reshape(Jnp.Linspace<float>(-1, 1, 12), [4, 3]);
    private static readonly NdArray<float> s_square = Jnp.Reshape(Jnp.Linspace<float>(-1, 1, 9), [3, 3]);
    private static readonly NdArray<float> s_four = Jnp.Reshape(Jnp.Linspace<float>(-1, 1, 20), [5, 4]);

    // A direct call, and the same method as a delegate with its arguments.
    private static readonly Dictionary<string, (Func<object> Call, Delegate Body, object[] Arguments)> s_cases = new()
    {
        ["SameSizes"] = (() => Language.SameSizes(s_matrix, s_square), Language.SameSizes, [s_matrix, s_square]),
        ["RowsInOne"] = (() => Language.RowsInOne(s_matrix), Language.RowsInOne, [s_matrix]),
        ["Blocks"] = (() => Language.Blocks(s_x), Language.Blocks, [s_x]),
        ["ForLoop"] = (() => Language.ForLoop(s_x), Language.ForLoop, [s_x]),
        ["ForEach"] = (() => Language.ForEach(s_x), Language.ForEach, [s_x]),
        ["WhileAndSwitch"] = (() => Language.WhileAndSwitch(s_x), Language.WhileAndSwitch, [s_x]),
        ["LocalFunctions"] = (() => Language.LocalFunctions(s_x), Language.LocalFunctions, [s_x]),
        ["Lambdas"] = (() => Language.Lambdas(s_x), Language.Lambdas, [s_x]),
        ["Tuples"] = (() => Language.Tuples(s_x, s_y), Language.Tuples, [s_x, s_y]),
        ["Records"] = (() => Language.Records(s_matrix, s_square, s_square[0]), Language.Records, [s_matrix, s_square, s_square[0]]),
        ["Classes"] = (() => Language.Classes(s_x), Language.Classes, [s_x]),
        ["OptionalAndNamed"] = (() => Language.OptionalAndNamed(s_x), Language.OptionalAndNamed, [s_x]),
        ["Scalars"] = (() => Language.Scalars(3, -4), Language.Scalars, [3.0, -4.0]),
        ["SingleScalars"] = (() => Language.SingleScalars(3, -4), Language.SingleScalars, [3f, -4f]),
        ["ArrayAndScalar"] = (() => Language.ArrayAndScalar(s_x, 3f), Language.ArrayAndScalar, [s_x, 3f]),
        ["Generic<float>"] = (() => Language.Generic(s_x), (Func<NdArray<float>, NdArray<float>>)Language.Generic, [s_x]),
        ["Generic<double>"] = (() => Language.Generic(s_x.AsType<double>()), (Func<NdArray<double>, NdArray<double>>)Language.Generic, [s_x.AsType<double>()]),
        ["Collections"] = (() => Language.Collections(s_x), Language.Collections, [s_x]),
        ["Patterns"] = (() => Language.Patterns(s_x, Activation.Relu), Language.Patterns, [s_x, Activation.Relu]),
        ["Shapes"] = (() => Language.Shapes(s_matrix), Language.Shapes, [s_matrix]),
        ["Indexing"] = (() => Language.Indexing(s_four), Language.Indexing, [s_four]),
        ["Nested"] = (() => Language.Nested(s_x), Language.Nested, [s_x]),
        ["Transforms"] = (() => Language.Transforms(s_x), Language.Transforms, [s_x]),
    };

    public static TheoryData<string> Names => [.. s_cases.Keys];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compiled_calls_give_the_bits_of_the_body(string name)
    {
        (Func<object> call, Delegate body, object[] arguments) = s_cases[name];
        KernelInfo kernel = Assert.Single(JitInfo.Kernels, k => k.Display.StartsWith($"Language.{name}(", StringComparison.Ordinal));
        Assert.Equal(Bits(body.DynamicInvoke(arguments)!), Bits(call()));
        Assert.Equal(0, kernel.Fallbacks);
    }

    [Fact]
    public void Every_method_is_tested() => Assert.Equal(
        typeof(Language).GetMethods(BindingFlags.Public | BindingFlags.Static).Where(m => m.IsDefined(typeof(JitAttribute))).Select(m => m.Name).Distinct().Order(),
        s_cases.Keys.Select(k => k.Split('<')[0]).Distinct().Order());

    private static object[] Bits(object value) => value switch
    {
        NdArray<float> array => [array.Shape.ToString(), .. array.ToArray().Cast<object>()],
        NdArray<double> array => [array.Shape.ToString(), .. array.ToArray().Cast<object>()],
        ValueTuple<NdArray<float>, NdArray<float>> pair => [.. Bits(pair.Item1), .. Bits(pair.Item2)],
        _ => [value],
    };
}
