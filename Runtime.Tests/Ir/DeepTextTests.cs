// Jaxpr texts nested without end, on a thread with a small stack: an error with line and column, or an answer, and never the end of the process.
using System;
using System.Linq;
using System.Threading;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Ir;

public class DeepTextTests
{
    public static TheoryData<string, int> Kinds
    {
        get
        {
            TheoryData<string, int> data = [];
            foreach (string kind in new[]
            {
                "parentheses", "lists", "tuples", "mixed", "records", "jaxprs", "jaxpr tuples", "named jaxprs", "jaxpr cycle", "unclosed", "text", "literal",
                "max", "max of a parameter", "floordiv", "dimension parentheses", "minuses", "power chain", "large power", "product", "tower", "polynomials", "sum", "large number",
            })
            {
                data.Add(kind, 20_000);
                data.Add(kind, 100_000);
            }
            return data;
        }
    }

    [Theory]
    [MemberData(nameof(Kinds))]
    public void Text_nested_without_end_is_an_error_with_line_and_column(string kind, int depth)
    {
        JaxprParseException error = Assert.IsType<JaxprParseException>(OnSmallStack(() => Jaxpr.Parse(Text(kind, depth))));
        Assert.True(error is { Line: >= 1, Column: >= 1 });
        Assert.True(error.Message.Length < 500, error.Message);
    }

    [Theory]
    [InlineData("max(", ", 1)")]
    [InlineData("max(", ", m)")]
    [InlineData("min(m, ", " + 1)")]
    [InlineData("floordiv(", " + 1, 2)")]
    [InlineData("floordiv(", ", m)")]
    [InlineData("mod(", " + k, m)")]
    [InlineData("max(floordiv(", " + m, 3), k)")]
    [InlineData("max(min(", ", k) + m, n)")]
    public void Dimensions_of_many_levels_are_computed(string open, string close)
    {
        int levels = 48 / open.Count(c => c == '(');
        string dim = Repeat(open, levels) + "n" + Repeat(close, levels);
        Assert.Null(OnSmallStack(() =>
        {
            Jaxpr jaxpr = Jaxpr.Parse($"{{ lambda ; a:f32[{dim}]. let  in (a,) }}");
            Assert.Equal(jaxpr, Jaxpr.Parse(jaxpr.ToString(JaxprStyle.Lossless)));
        }));
    }

    [Fact]
    public void Jaxprs_of_many_levels_are_read() => Assert.Null(OnSmallStack(() => Jaxpr.Parse(Jaxprs(30))));

    private static string Text(string kind, int depth) => kind switch
    {
        "parentheses" => Parameter(Repeat("(", depth) + Repeat(")", depth)),
        "lists" => Parameter(Repeat("[", depth) + Repeat("]", depth)),
        "tuples" => Parameter(Repeat("(1, ", depth) + "2" + Repeat(")", depth)),
        "mixed" => Parameter(Repeat("([", depth) + Repeat("])", depth)),
        "records" => Parameter(Repeat("R(a=", depth) + "1" + Repeat(")", depth)),
        "jaxprs" => Jaxprs(depth),
        "jaxpr tuples" => Repeat("{ lambda ; . let foo[x=(", depth),
        "named jaxprs" => string.Concat(Enumerable.Range(0, depth).Select(i => $"let f{i} = {{ lambda ; . let jit[jaxpr=f{i + 1}] in () }} in\n")) + "{ lambda ; . let jit[jaxpr=f0] in () }",
        "jaxpr cycle" => "let f = { lambda ; . let jit[jaxpr=g] in () } in\nlet g = { lambda ; . let jit[jaxpr=f] in () } in\n{ lambda ; . let jit[jaxpr=f] in () }",
        "unclosed" => Repeat("{ lambda ; . let foo[x=", depth) + "'",
        "text" => Parameter("it's " + Repeat("(", depth)),
        "literal" => "{ lambda ; a:f32[]. let b:f32[] = add a " + Repeat("(", depth) + "1" + Repeat(")", depth) + ":f32[] in (b,) }",
        "max" => Dimension(Repeat("max(", depth) + "n" + Repeat(", 1)", depth)),
        "max of a parameter" => Parameter(Repeat("max(", depth) + "n" + Repeat(", 1)", depth)),
        "floordiv" => Dimension(Repeat("floordiv(", depth) + "n" + Repeat(", 2)", depth)),
        "dimension parentheses" => Dimension(Repeat("(", depth) + "n" + Repeat(")", depth)),
        "minuses" => Dimension(Repeat("-", depth) + "n"),
        "power chain" => Dimension("n" + Repeat("^2", depth)),
        "large power" => Dimension("n^1000000"),
        "product" => Dimension("n" + Repeat("*n", depth)),
        "tower" => Dimension("max(max(max(max(max(max(n^63, 0)^63, 0)^63, 0)^63, 0)^63, 0)^63, 0)^63"),
        "polynomials" => Dimension("max(max(n + m + k + 1, 0)^63, 0)^63"),
        "sum" => Dimension(string.Join(" + ", Enumerable.Range(0, depth).Select(i => "n" + i))),
        "large number" => Dimension("4294967296*n*4294967296"),
        _ => throw new ArgumentOutOfRangeException(nameof(kind)),
    };

    private static string Parameter(string value) => $"{{ lambda ; a:f32[n]. let b:f32[n] = foo[x={value}] a in (b,) }}";

    private static string Dimension(string dim) => $"{{ lambda ; a:f32[{dim}]. let  in (a,) }}";

    private static string Jaxprs(int depth) => Repeat("{ lambda ; . let jit[name=f jaxpr=", depth) + "{ lambda ; . let  in () }" + Repeat("] in () }", depth);

    private static string Repeat(string text, int count) => string.Concat(Enumerable.Repeat(text, count));

    // What it throws. An overflow of the stack ends the process, and the tests with it.
    private static Exception? OnSmallStack(Action action)
    {
        Exception? thrown = null;
        Thread thread = new(() => thrown = Record.Exception(action), 256 * 1024);
        thread.Start();
        Assert.True(thread.Join(TimeSpan.FromSeconds(60)), "no end after a minute");
        return thrown;
    }
}
