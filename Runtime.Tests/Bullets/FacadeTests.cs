// Every member of the facade is traced while building and at run time, to equal jaxprs.
using System;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Bullets;

public class FacadeTests
{
    public static TheoryData<string> Names => [.. typeof(FacadeMethods).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Select(m => m.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void The_build_and_the_run_trace_equal_jaxprs(string name)
    {
        KernelInfo kernel = Assert.Single(JitInfo.Kernels, k => k.Display.StartsWith($"FacadeMethods.{name}(", StringComparison.Ordinal));
        MethodInfo method = typeof(FacadeMethods).GetMethod(name)!;
        NdArray[] inputs = [.. method.GetParameters().Select(Input)];
        Jaxpr built = kernel.Parsed;
        built.Check();
        Jaxpr run = Tracing.MakeJaxpr(
            tracers => [Erased(method.Invoke(null, BindingFlags.DoNotWrapExceptions, null, [.. method.GetParameters().Zip(tracers, Typed)], null)!)],
            [.. inputs.Select(i => i.Aval)]);
        if (built.InVars.Any(v => v.Aval.Shape.Any(d => !d.IsConstant)))
        {
            // At known sizes a symbolic dimension's value folds into what reads it.
            (built, run) = (Simplify.Run(Instantiation.At(built, inputs)), Simplify.Run(run));
        }
        Assert.Equal(run.ToString(JaxprStyle.Lossless), built.ToString(JaxprStyle.Lossless));
    }

    [Fact]
    public void Every_member_of_the_facade_is_among_them()
    {
        string source = File.ReadAllText(Source());
        string[] missing = [.. new[] { typeof(Jnp), typeof(Lax), typeof(Nn), typeof(JaxRandom), typeof(Jax) }
            .SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName).Select(m => $"{t.Name}.{m.Name}"))
            .Distinct()
            .Except(["Jax.MakeJaxpr", "Jax.EvalShape", "Jax.CacheSize", "Jax.ClearCaches"])
            .Where(member => !Regex.IsMatch(source, $@"\b{Regex.Escape(member)}\b"))];
        Assert.Equal([], missing);
    }


    private static NdArray Input(ParameterInfo parameter)
    {
        string shape = parameter.GetCustomAttribute<ShapeAttribute>()!.Dimensions;
        int[] dims = [.. shape.Split(' ', StringSplitOptions.RemoveEmptyEntries).Select(d => int.TryParse(d, out int size) ? size : 5 + d[0] % 3)];
        DType dtype = DType.Find(parameter.ParameterType.GetGenericArguments()[0].Name switch
        {
            "Single" => "float32",
            "Double" => "float64",
            "Int32" => "int32",
            "UInt32" => "uint32",
            _ => "bool",
        })!;
        return NdArray.Abstract(new Aval(dims, dtype));
    }

    private static object Typed(ParameterInfo parameter, NdArray value) =>
        parameter.ParameterType.GetMethod("From", BindingFlags.Static | BindingFlags.NonPublic)!.Invoke(null, [value])!;

    private static NdArray Erased(object array) =>
        (NdArray)array.GetType().GetProperty("Erased", BindingFlags.Instance | BindingFlags.NonPublic)!.GetValue(array)!;

    private static string Source([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "FacadeMethods.cs");
}
