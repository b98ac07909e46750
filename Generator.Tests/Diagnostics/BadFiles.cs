// *.jaxpr files that cannot be compiled: each gives one diagnostic at the exact word, and the rest of the build goes on.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Generator.Tests.Diagnostics;

public class BadFiles
{
    private const string Good = "{ lambda ; x:f32[n]. let y:f32[n] = sin x in (y,) }";

    private static readonly string[] s_sources =
    [
        """
        using SrcGenJit;
        static class User
        {
            [Jit] internal static NdArray<float> Twice(NdArray<float> x) => x + x;
            internal static NdArray<float> Use(NdArray<float> x) => Twice(App.Jaxprs.good(x));
        }
        """,
    ];

    [Theory]
    [InlineData("SGJ401", "this is no jaxpr", "(0,0)-(0,4)")]
    [InlineData("SGJ401", "", "(0,0)-(0,0)")]
    [InlineData("SGJ401", "{ lambda ; x:f32[3]. let\n    y:f32[3] = add x x\n  in (z,) }", "(2,6)-(2,7)")]
    [InlineData("SGJ401", "{ lambda ; x:f32[3]. let\n    y:f32[3 = add x x\n  in (y,) }", null)]
    [InlineData("SGJ401", "{ lambda ; x:f32[3]. let\n    y:f32[3] = add x x\n  in (y,) } }", "(2,12)-(2,13)")]
    [InlineData("SGJ402", "{ lambda ; x:f32[3]. let\n    y:f32[3] = sin x\n    z:f32[3] = frobnicate[a=1] y\n  in (z,) }", "(2,15)-(2,25)")]
    [InlineData("SGJ403", "{ lambda ; x:f31[3]. let\n  in (x,) }", "(0,13)-(0,16)")]
    [InlineData("SGJ403", "{ lambda ; x:f16[3]. let\n    y:f16[3] = sin x\n  in (y,) }", "(0,13)-(0,16)")]
    [InlineData("SGJ406", "{ lambda ; x:f32[3]. let\n    y:f32[4] = sin x\n  in (y,) }", "(1,15)-(1,18)")]
    [InlineData("SGJ406", "{ lambda ; x:f32[3] i:i32[3]. let\n    y:f32[3] = add x i\n  in (y,) }", "(1,15)-(1,18)")]
    [InlineData("SGJ406", "{ lambda ; x:f32[3]. let\n    y:f32[3] = add x\n  in (y,) }", "(1,15)-(1,18)")]
    [InlineData("SGJ406", "{ lambda ; x:f32[3]. let\n    y:f32[] = reduce_sum[axes=(7,)] x\n  in (y,) }", "(1,14)-(1,24)")]
    [InlineData("SGJ406", "{ lambda ; x:f32[3]. let\n    y:f32[] = reduce_sum x\n  in (y,) }", "(1,14)-(1,24)")]
    [InlineData("SGJ406", "{ lambda ; x:f32[3]. let\n    y:f32[] = reduce_sum[axes=(0,) keepdims=True] x\n  in (y,) }", "(1,14)-(1,24)")]
    [InlineData("SGJ406", "{ lambda ; x:f32[3]. let\n    y:f32[] = reduce_sum[axes=all] x\n  in (y,) }", "(1,14)-(1,24)")]
    [InlineData("SGJ406", "{ lambda ; x:f32[3]. let\n    y:f32[3] = sin[fast=True] x\n  in (y,) }", "(1,15)-(1,18)")]
    [InlineData("SGJ406", "{ lambda ; x:f32[n*m]. let\n    y:f32[n*m] = sin x\n  in (y,) }", "(0,0)-(0,0)")]
    public void One_diagnostic_at_the_word(string id, string text, string? span)
    {
        Diagnostic diagnostic = Assert.Single(Run(GeneratorRun.File("bad.jaxpr", text)).Analyzer);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal("/project/bad.jaxpr", diagnostic.Location.GetLineSpan().Path);
        if (span is not null)
        {
            Assert.Equal(span, diagnostic.Location.GetLineSpan().Span.ToString());
        }
    }

    [Theory]
    [InlineData("{ lambda ; a:f32[]. let b:f32[] = sin[x=", "(", ")", "] a in (b,) }")]
    [InlineData("{ lambda ; a:f32[", "max(n, ", ")", "]. let  in (a,) }")]
    [InlineData("", "{ lambda ; . let jit[name=f jaxpr=", "] in () }", "")]
    public void A_text_nested_without_end_is_a_diagnostic_and_not_the_end_of_the_compiler(string before, string open, string close, string after)
    {
        string text = before + string.Concat(Enumerable.Repeat(open, 20_000)) + string.Concat(Enumerable.Repeat(close, 20_000)) + after;
        Assert.Equal("SGJ401", Assert.Single(Run(GeneratorRun.File("bad.jaxpr", text)).Analyzer).Id);
    }

    [Fact]
    public void Names_that_are_no_identifiers() =>
        Assert.Equal(["SGJ404", "SGJ404"], Run(GeneratorRun.File("black-scholes.jaxpr", Good), GeneratorRun.File("my dir/f.jaxpr", Good)).Analyzer.Select(d => d.Id));

    [Fact]
    public void Two_files_of_one_name()
    {
        Diagnostic diagnostic = Assert.Single(Run(GeneratorRun.File("twice.jaxpr", Good), GeneratorRun.File("twice.jaxpr", Good)).Analyzer);
        Assert.Equal("SGJ405", diagnostic.Id);
    }

    [Fact]
    public void A_text_that_ends_anywhere_or_nests_without_end_is_one_diagnostic()
    {
        const string Program = """
            { lambda a:f32[2]; x:f32[2,3] i:i32[]. let
                y:f32[2,3] = jit[name=f jaxpr={ lambda ; x:f32[2,3]. let y:f32[2,3] = sin x in (y,) }] x
                z:f32[2] = reduce_sum[axes=(1,) out_sharding=None] y
                w:f32[2] = mul z 2.0:f32[]
              in (w, i) }
            """;
        List<string> texts = [.. Enumerable.Range(0, Program.Length - 1).Select(i => Program[..i])];
        texts.Add(string.Concat(Enumerable.Repeat("{ lambda ; x:f32[]. let y:f32[] = jit[name=f jaxpr=", 5000)));
        texts.Add("{ lambda ; x:f32[" + new string('(', 50_000) + "]. let in (x,) }");
        texts.Add("{ lambda ; x:f32[]. let y:f32[] = sin[a=" + new string('(', 50_000) + "] x in (y,) }");
        AdditionalText[] files = [.. texts.Select((t, i) => GeneratorRun.File($"f{i}.jaxpr", t))];
        GeneratorRun run = Run(files);
        Assert.Equal(files.Select(f => f.Path).Order(), run.Analyzer.Select(d => d.Location.GetLineSpan().Path).Order());
        Assert.All(run.Analyzer, d => Assert.True(d.Id is "SGJ401" or "SGJ403", d.ToString()));
    }

    private static GeneratorRun Run(params AdditionalText[] files)
    {
        GeneratorRun run = GeneratorRun.Of(s_sources, [GeneratorRun.File("good.jaxpr", Good), .. files]);
        Assert.Empty(run.Generator);
        Assert.Empty(run.Compiler);
        Assert.True(run.Emitted.Success);
        Assert.Contains("Kernels/App_Jaxprs_good.g.cs", run.Sources.Keys);
        Assert.Contains("User_Twice", run.Kernels);
        return run;
    }
}
