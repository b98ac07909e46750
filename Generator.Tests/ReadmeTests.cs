// The README shows what the generator emits, and programs that compile.
using System;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Xunit;

namespace Generator.Tests;

public class ReadmeTests
{
    private static readonly string s_root = Root(AppContext.BaseDirectory);
    private static readonly string[] s_blocks = [.. Regex.Matches(File.ReadAllText(Path.Combine(s_root, "README.md")), "```csharp\n(.*?)```", RegexOptions.Singleline).Select(m => m.Groups[1].Value)];

    [Fact]
    public void The_generated_code_in_the_readme_is_in_the_sample()
    {
        string[] shown = Lines(Assert.Single(s_blocks, b => b.StartsWith("for (nint", StringComparison.Ordinal)));
        string kernel = File.ReadAllText(Directory.GetFiles(Path.Combine(s_root, "Sample", "Generated"), "*Notebook_f_????????.g.cs", SearchOption.AllDirectories).Single(f => f.Contains("Kernels", StringComparison.Ordinal)));
        Assert.Contains(string.Join('\n', shown), string.Join('\n', Lines(kernel)), StringComparison.Ordinal);
    }

    [Fact]
    public void The_program_in_the_readme_compiles_and_its_method_becomes_a_kernel()
    {
        string program = Assert.Single(s_blocks, b => b.StartsWith("using System;", StringComparison.Ordinal));
        CSharpCompilation compilation = GeneratorRun.Compile(GeneratorRun.Tree("/project/Program.cs", program));
        GeneratorRun run = GeneratorRun.Of(GeneratorRun.Drive([]), compilation.WithOptions(compilation.Options.WithOutputKind(OutputKind.ConsoleApplication)), []);
        Assert.Empty(run.Compiler.Concat(run.Generator).Concat(run.Analyzer));
        Assert.Contains(run.Sources.Keys, name => Regex.IsMatch(name, "Notebook_f_[0-9a-f]{8}.g.cs$"));
    }

    private static string[] Lines(string text) => [.. text.Split('\n').Select(line => line.Trim()).Where(line => line.Length > 0)];

    private static string Root(string folder) => File.Exists(Path.Combine(folder, "SrcGenJit.sln")) ? folder : Root(Path.GetDirectoryName(folder)!);
}
