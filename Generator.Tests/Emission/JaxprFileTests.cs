// *.jaxpr files: names, diagnostics at file and line, and what an edit regenerates.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Generator.Tests.Emission;

public class JaxprFileTests
{
    private const string Double = """
        { lambda ; x:f32[n]. let
            y:f32[n] = add x x
          in (y,) }
        """;

    [Fact]
    public void A_file_becomes_a_method_of_Jaxprs_in_the_namespace_of_its_folder()
    {
        JaxprRun run = JaxprFiles.Run(
            ["""
            using SrcGenJit;
            class User
            {
                NdArray<float> Twice(NdArray<float> x) => App.Finance.Options.Jaxprs.twice(x: x);
            }
            """],
            JaxprFiles.File("Finance/Options/twice.jaxpr", Double));
        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void Names_that_are_keywords_or_names_of_generated_code_are_kept()
    {
        JaxprRun run = JaxprFiles.Run(
            ["""
            using SrcGenJit;
            class User
            {
                (NdArray<float>, NdArray<float>) Use(NdArray<float> x) => App.Jaxprs.@lock(@in: x, F: x, count: x, Sin: x, result: x);
            }
            """],
            JaxprFiles.File("lock.jaxpr", """
                { lambda in:f32[3]; F:f32[3] count:f32[3] Sin:f32[3] result:f32[3]. let
                    a:f32[3] = add in F
                    b:f32[3] = mul count Sin
                    c:f32[3] = sin a
                    d:f32[3] = sub b result
                  in (c, d) }
                """));
        Assert.Empty(run.Diagnostics);
    }

    [Fact]
    public void Several_outputs_are_a_tuple_and_scalars_are_arrays_of_rank_0()
    {
        JaxprRun run = JaxprFiles.Run(
            ["""
            using SrcGenJit;
            class User
            {
                (NdArray<double>, NdArray<int>, NdArray<bool>) Use(NdArray<double> x, NdArray<int> i) => App.Jaxprs.f(x, i);
            }
            """],
            JaxprFiles.File("f.jaxpr", """
                { lambda ; x:f64[] i:i32[]. let
                    y:f64[] = mul x 0.1:f64[]
                    b:bool[] = lt i 3:i32[]
                  in (y, i, b) }
                """));
        Assert.Empty(run.Diagnostics);
    }

    [Theory]
    [InlineData("{ lambda ; x:f32[3]. let\n    y:f32[3] = add x x\n  in (z,) }", "SGJ401", 3)]
    [InlineData("this is no jaxpr", "SGJ401", 1)]
    [InlineData("{ lambda ; x:f32[3]. let\n    y:f32[3] = sin x\n    z:f32[3] = frobnicate[a=1] y\n  in (z,) }", "SGJ402", 3)]
    [InlineData("{ lambda ; x:f31[3]. let\n  in (x,) }", "SGJ403", 1)]
    [InlineData("{ lambda ; x:f32[3]. let\n    y:f16[3] = convert_element_type[new_dtype=float16 weak_type=False] x\n  in (y,) }", "SGJ403", 2)]
    [InlineData("{ lambda ; x:f32[n*m]. let\n    y:f32[n*m] = sin x\n  in (y,) }", "SGJ406", 1)]
    public void What_is_wrong_is_said_once_at_its_line(string text, string id, int line)
    {
        JaxprRun run = JaxprFiles.Run(JaxprFiles.File("bad.jaxpr", text), JaxprFiles.File("good.jaxpr", Double));
        Diagnostic diagnostic = Assert.Single(run.Diagnostics);
        Assert.Equal(id, diagnostic.Id);
        Assert.Equal("/project/bad.jaxpr", diagnostic.Location.GetLineSpan().Path);
        Assert.Equal(line, diagnostic.Location.GetLineSpan().StartLinePosition.Line + 1);
        Assert.Equal(2, run.Sources.Count);
    }

    [Fact]
    public void A_file_whose_name_is_no_identifier_is_refused()
    {
        JaxprRun run = JaxprFiles.Run(JaxprFiles.File("black-scholes.jaxpr", Double), JaxprFiles.File("my dir/f.jaxpr", Double));
        Assert.Equal(["SGJ404", "SGJ404"], run.Diagnostics.Select(d => d.Id));
        Assert.Empty(run.Sources);
    }

    [Fact]
    public void Names_that_differ_only_in_case_are_two_methods()
    {
        JaxprRun run = JaxprFiles.Run(JaxprFiles.File("f.jaxpr", Double), JaxprFiles.File("F.jaxpr", Double));
        Assert.Empty(run.Diagnostics);
        Assert.Equal(4, run.Sources.Count);
    }

    [Fact]
    public void The_same_file_gives_the_same_bytes()
    {
        JaxprRun first = JaxprFiles.Run(JaxprFiles.File("f.jaxpr", Double)), second = JaxprFiles.Run(JaxprFiles.File("f.jaxpr", Double));
        Assert.Equal(first.Sources, second.Sources);
        Assert.All(first.Sources, s => Assert.DoesNotContain('\r', s.Text));
    }

    [Fact]
    public void An_edit_of_one_file_regenerates_only_that_file()
    {
        AdditionalText f = JaxprFiles.File("f.jaxpr", Double), g = JaxprFiles.File("g.jaxpr", Double);
        JaxprRun run = JaxprFiles.Run(f, g);
        GeneratorDriver edited = run.Driver.ReplaceAdditionalText(g, JaxprFiles.File("g.jaxpr", Double.Replace("add", "mul"))).RunGenerators(run.Compilation);
        IEnumerable<IncrementalStepRunReason> reasons = edited.GetRunResult().Results[0].TrackedSteps["JaxprKernels"].SelectMany(s => s.Outputs).Select(o => o.Reason);
        Assert.Equal([IncrementalStepRunReason.Cached, IncrementalStepRunReason.Modified], reasons);
    }

    [Fact]
    public void An_edit_of_CSharp_code_regenerates_nothing()
    {
        JaxprRun run = JaxprFiles.Run(JaxprFiles.File("f.jaxpr", Double));
        Compilation edited = run.Compilation.AddSyntaxTrees(Microsoft.CodeAnalysis.CSharp.CSharpSyntaxTree.ParseText(
            "class New;", new Microsoft.CodeAnalysis.CSharp.CSharpParseOptions(Microsoft.CodeAnalysis.CSharp.LanguageVersion.CSharp14)));
        GeneratorDriver driver = run.Driver.RunGenerators(edited);
        IEnumerable<IncrementalStepRunReason> reasons = driver.GetRunResult().Results[0].TrackedSteps["JaxprKernels"].SelectMany(s => s.Outputs).Select(o => o.Reason);
        Assert.Equal([IncrementalStepRunReason.Cached], reasons);
    }
}
