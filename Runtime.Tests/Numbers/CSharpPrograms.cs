// C# sources with [Jit] methods, compiled in process with the generator: each expression once as a [Jit] method and once as an ordinary one.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.Loader;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Diagnostics;
using Runtime.Tests.Golden;
using SrcGenJit.CompilerServices;

namespace Runtime.Tests.Numbers;

/// <summary>One expression of numbers: its parameters by C# type (attributes before it), named a, b, c ..., and what it returns.</summary>
internal sealed record NumberCase(string Name, IReadOnlyList<string> Parameters, string Returns, string Expression);

/// <summary>Cases that were compiled. Compiled and ordinary methods are called with boxed numbers.</summary>
internal sealed class CSharpPrograms
{
    private readonly Assembly _assembly;
    private readonly string _class;
    private readonly Dictionary<string, int> _numbers;
    private readonly Dictionary<string, KernelInfo> _kernels;

    private CSharpPrograms(Assembly assembly, string name, IReadOnlyList<NumberCase> cases, IReadOnlyDictionary<string, string> refused)
    {
        _assembly = assembly;
        _class = name;
        _numbers = cases.Select((c, i) => (c.Name, i)).ToDictionary(c => c.Name, c => c.i);
        Refused = refused;
        RuntimeHelpers.RunModuleConstructor(assembly.ManifestModule.ModuleHandle);
        _kernels = SrcGenJit.JitInfo.Kernels.Where(k => k.Display.StartsWith(name + ".M", StringComparison.Ordinal)).ToDictionary(k => k.Display[(name.Length + 1)..k.Display.IndexOf('(')]);
    }

    /// <summary>Why a case is not compiled, by its name.</summary>
    public IReadOnlyDictionary<string, string> Refused { get; }

    /// <summary>The compiled method.</summary>
    public Func<object[], object> Compiled(string name) => Method("Calls", "C", name);

    /// <summary>The same expression, as C# runs it.</summary>
    public Func<object[], object> Body(string name) => Method("Bodies", "B", name);

    /// <summary>The kernel that calls of a case run; null when there is none.</summary>
    public KernelInfo? Kernel(string name) => _kernels.GetValueOrDefault("M" + Index(name));

    public static CSharpPrograms Compile(IReadOnlyList<NumberCase> cases)
    {
        string name = "N" + Guid.NewGuid().ToString("N")[..8];
        CSharpParseOptions parse = new CSharpParseOptions(LanguageVersion.CSharp14).WithFeatures([new("InterceptorsNamespaces", "SrcGenJit.Generated")]);
        string source = Source(cases, name);
        CSharpCompilation compilation = CSharpCompilation.Create(
            "Numbers" + name, [CSharpSyntaxTree.ParseText(source, parse, "/project/" + name + ".cs", Encoding.UTF8)], GeneratorHost.References.Value,
            new CSharpCompilationOptions(OutputKind.DynamicallyLinkedLibrary, optimizationLevel: OptimizationLevel.Release, nullableContextOptions: NullableContextOptions.Enable));
        IIncrementalGenerator generator = (IIncrementalGenerator)Activator.CreateInstance(GeneratorHost.Generator.GetType("SrcGenJit.Generator.JitGenerator")!)!;
        GeneratorDriver driver = CSharpGeneratorDriver.Create([generator.AsSourceGenerator()], parseOptions: parse);
        driver.RunGeneratorsAndUpdateCompilation(compilation, out Compilation updated, out _);
        DiagnosticAnalyzer analyzer = (DiagnosticAnalyzer)Activator.CreateInstance(GeneratorHost.Generator.GetType("SrcGenJit.Generator.JitAnalyzer")!)!;
        ImmutableArray<Diagnostic> diagnostics = updated.WithAnalyzers([analyzer]).GetAnalyzerDiagnosticsAsync().GetAwaiter().GetResult();
        using MemoryStream image = new();
        Microsoft.CodeAnalysis.Emit.EmitResult emitted = updated.Emit(image);
        if (!emitted.Success)
        {
            throw new InvalidOperationException(string.Join("\n", emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).Take(20)));
        }
        image.Position = 0;
        // The [Jit] methods stand on the first lines, one each.
        Dictionary<string, string> refused = diagnostics.Where(d => d.Location.GetLineSpan().Path.EndsWith(name + ".cs", StringComparison.Ordinal) && d.Location.GetLineSpan().StartLinePosition.Line < cases.Count)
            .GroupBy(d => cases[d.Location.GetLineSpan().StartLinePosition.Line].Name)
            .ToDictionary(g => g.Key, g => string.Join("; ", g.Select(d => d.Id + " " + d.GetMessage(CultureInfo.InvariantCulture)).Distinct()));
        return new CSharpPrograms(new AssemblyLoadContext(compilation.AssemblyName, isCollectible: false).LoadFromStream(image), name, cases, refused);
    }

    private Func<object[], object> Method(string type, string prefix, string name) =>
        _assembly.GetType(type)!.GetMethod(prefix + Index(name))!.CreateDelegate<Func<object[], object>>();

    private string Index(string name) => _numbers[name].ToString(CultureInfo.InvariantCulture);

    private static string Source(IReadOnlyList<NumberCase> cases, string name)
    {
        StringBuilder methods = new("using SrcGenJit; public static class " + name + " {"), calls = new("public static class Calls {\n"), bodies = new("public static class Bodies {\n");
        for (int i = 0; i < cases.Count; i++)
        {
            NumberCase one = cases[i];
            string parameters = string.Join(", ", one.Parameters.Select((p, j) => $"{p} {(char)('a' + j)}"));
            string arguments = string.Join(", ", one.Parameters.Select((p, j) => $"({p[(p.LastIndexOf(' ') + 1)..]})x[{j}]"));
            methods.Append(CultureInfo.InvariantCulture, $" [SrcGenJit.Jit] public static {one.Returns} M{i}({parameters}) {one.Expression}\n");
            calls.Append(CultureInfo.InvariantCulture, $"public static object C{i}(object[] x) => {name}.M{i}({arguments});\n");
            bodies.Append(CultureInfo.InvariantCulture, $"public static object B{i}(object[] x) => Of{i}({arguments});\nprivate static {one.Returns} Of{i}({parameters}) {one.Expression}\n");
        }
        return methods.Append("}\n").Append(calls).Append("}\n").Append(bodies).Append("}\n").ToString();
    }
}
