// Numeric C# as its authors write it: special functions, prices, root finders, quadratures, steppers, and what else works on numbers. Compiled as it stands, it gives the bits and
// exceptions of the C# at every input, hostile ones too, and runs the C# only where that throws.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Generator.Tests.NumericCSharp;

public class NumericCSharpTests
{
    private const string Usings = "global using System; global using System.Linq; global using System.Collections.Generic; global using SrcGenJit;";

    // Of these the kernels have functions of their own, which libm does not give the bits of.
    private static readonly string[] s_functions = ["Sin", "Cos", "Tan", "Asin", "Acos", "Atan", "Sinh", "Cosh", "Tanh", "Asinh", "Acosh", "Atanh", "Exp", "Log", "Log2", "Log10", "Cbrt"];

    // Where the C# body runs though it does not throw.
    private static readonly Dictionary<string, string> s_needless = new(StringComparer.Ordinal)
    {
        ["SafeDiv"] = "an exception that the method itself catches: only C# throws",
        ["CatchFilter"] = "an exception that the method itself catches: only C# throws",
        ["Recent.Q"] = "an exception that the method itself catches: only C# throws",
        ["Models.K"] = "an exception that the method itself catches: only C# throws",
        ["Structs.O"] = "an exception that the method itself catches: only C# throws",
        ["Models.L"] = "a number that is null",
    };

    [Fact]
    public void Each_compiles_and_gives_what_its_CSharp_gives()
    {
        string[] files = [.. Directory.GetFiles(Programs(), "*.cs").Order(StringComparer.Ordinal)], sources = [.. files.Select(File.ReadAllText)];
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Drive([]), Compile("Compiled", files, sources), []);
        Assert.Empty(run.Generator);
        Assert.Empty(run.Analyzer.Where(d => d.Severity >= DiagnosticSeverity.Warning).Select(d => d.ToString()));
        Assert.Empty(run.Emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Select(d => d.ToString()));
        Assert.Equal(sources.Sum(s => Regex.Count(s, @"\[Jit\]")), run.Kernels.Count());
        Assert.True(run.Kernels.Count() >= 100, $"{run.Kernels.Count()} methods");

        using MemoryStream plain = new();
        Assert.True(Compile("Plain", [.. files, "Ours.cs"], [.. sources.Select(OurFunctions), Shim]).Emit(plain).Success);
        (List<string> expected, _) = Calls(plain.ToArray());
        (List<string> actual, List<string> needless) = Calls(run.Image);

        Assert.True(expected.Count > 50_000, $"{expected.Count} calls");
        Assert.Equal(expected.Count, actual.Count);
        Assert.Empty(expected.Zip(actual).Where(p => p.First != p.Second).Select(p => $"C#: {p.First}\nours: {p.Second}").Take(20));
        Assert.Equal(s_needless.Keys.Order(StringComparer.Ordinal), needless.Select(n => n[..n.IndexOf('(')]).Distinct().Order(StringComparer.Ordinal));
    }

    private static string Programs([CallerFilePath] string path = "") => Path.Combine(Path.GetDirectoryName(path)!, "Programs");

    private static CSharpCompilation Compile(string name, string[] files, string[] sources) =>
        GeneratorRun.Compile([.. files.Zip(sources, (file, source) => GeneratorRun.Tree("/project/" + Path.GetFileName(file), source)), GeneratorRun.Tree("/project/Usings.cs", Usings)]).WithAssemblyName(name);

    private static string OurFunctions(string source) => Regex.Replace(source, $@"\bMathF?\.({string.Join("|", s_functions)}|Pow|Atan2|SinCos)\(", "Ours.$1(");

    private static string Shim => "using SrcGenJit.Simd; public static class Ours { "
        + string.Concat(s_functions.Select(f => $"public static double {f}(double x) => LaneFunctions.Call<{f}Function>(x); public static float {f}(float x) => LaneFunctions.Call<{f}Function>(x); "))
        + "public static double Pow(double x, double y) => LaneFunctions.Call<PowerFunction>(x, y); public static double Atan2(double x, double y) => LaneFunctions.Call<Atan2Function>(x, y); "
        + "public static (double Sin, double Cos) SinCos(double x) => (Sin(x), Cos(x)); }";

    // Every static method whose name ends so calls the methods of its file.
    private static (List<string> Lines, List<string> Needless) Calls(byte[] image)
    {
        Fuzzing.Calls.Context context = new();
        try
        {
            Assembly assembly = context.Load(image);
            RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
            foreach (MethodInfo calls in assembly.GetTypes().SelectMany(t => t.GetMethods(BindingFlags.Public | BindingFlags.Static)).Where(m => m.Name.EndsWith("Calls", StringComparison.Ordinal)).OrderBy(m => m.Name, StringComparer.Ordinal))
            {
                calls.Invoke(null, null);
            }
            Type output = assembly.GetType("Out")!;
            return ((List<string>)output.GetField("Lines")!.GetValue(null)!, (List<string>)output.GetField("Needless")!.GetValue(null)!);
        }
        finally
        {
            context.Unload();
        }
    }
}
