// Sources that say where they are wrong: {|SGJ101:expression|}. A run must report exactly that, and leave the rest of the build as it is.
using System.Collections.Generic;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using Xunit;

namespace Generator.Tests.Diagnostics;

internal static class Markup
{
    // A good method and a call of it: whatever else is wrong, they are compiled.
    private const string Good = """
        using SrcGenJit;
        static class Good
        {
            [Jit]
            internal static NdArray<float> Twice(NdArray<float> x) => x + x;

            internal static NdArray<float> Four(NdArray<float> x) => Twice(Twice(x));
        }
        """;

    private const string Usings = "using System; using System.Collections.Generic; using System.Linq; using System.Threading.Tasks; using SrcGenJit;\n";

    /// <summary>Runs members of a static class <c>C</c>, marked where they are wrong.</summary>
    public static GeneratorRun VerifyMembers(string members, params string[] files) => Verify($"static partial class C\n{{\n{members}\n}}\n", files);

    /// <summary>Runs a marked file, and other files without marks.</summary>
    public static GeneratorRun Verify(string markup, params string[] files)
    {
        (string source, List<(string Id, TextSpan Span)> expected) = Parse(Usings + markup);
        GeneratorRun run = GeneratorRun.Of([source, Good, .. files], [GeneratorRun.File("good.jaxpr", "{ lambda ; x:f32[n]. let y:f32[n] = sin x in (y,) }")]);
        Assert.Empty(run.Generator);
        SourceText text = SourceText.From(source);
        Assert.Equal(
            expected.Select(e => $"{e.Id} {text.Lines.GetLinePositionSpan(e.Span)} '{text.ToString(e.Span)}'"),
            run.Analyzer.Select(d => $"{d.Id} {d.Location.GetLineSpan().Span} '{d.Location.SourceTree?.GetText().ToString(d.Location.SourceSpan)}'{(expected.Any(e => e.Id == d.Id) ? "" : d.GetMessage(System.Globalization.CultureInfo.InvariantCulture))}"));
        VerifyRest(run);
        return run;
    }

    /// <summary>The good method is compiled and called, and everything compiles without a warning.</summary>
    public static void VerifyRest(GeneratorRun run)
    {
        Assert.Empty(run.Compiler);
        Assert.True(run.Emitted.Success);
        Assert.Contains("Good_Twice", run.Kernels);
        Assert.Contains("Kernels/App_Jaxprs_good.g.cs", run.Sources.Keys);
        Assert.Equal(2, run.Sources["Interceptors.g.cs"].Split("File1.cs(").Length - 1);
    }

    private static (string Source, List<(string, TextSpan)> Expected) Parse(string markup)
    {
        StringBuilder source = new();
        List<(string, TextSpan)> expected = [];
        Stack<(string Id, int Start)> open = new();
        for (int i = 0; i < markup.Length; i++)
        {
            if (markup[i] == '{' && i + 1 < markup.Length && markup[i + 1] == '|')
            {
                int colon = markup.IndexOf(':', i);
                open.Push((markup[(i + 2)..colon], source.Length));
                i = colon;
            }
            else if (markup[i] == '|' && i + 1 < markup.Length && markup[i + 1] == '}')
            {
                (string id, int start) = open.Pop();
                expected.Add((id, TextSpan.FromBounds(start, source.Length)));
                i++;
            }
            else
            {
                source.Append(markup[i]);
            }
        }
        return (source.ToString(), [.. expected.OrderBy(e => e.Item2.Start)]);
    }
}
