// The judge of the fuzzer can say each of its verdicts: a fuzzer that cannot fail proves nothing.
using System;
using System.Linq;
using Xunit;

namespace Generator.Tests.Fuzzing;

public class ExecutionTests
{
    private const string Twice = "[Jit] public static double F(double x) => x + x;";

    [Fact]
    public void Each_verdict_is_given_and_one_program_does_not_spoil_another()
    {
        TestProgram[] programs =
        [
            Program("Same", Twice, "F((double)a[0]!)"),
            Program("Other", Twice, "F((double)a[0]!) + (typeof(Other).Assembly.GetName().Name == \"App\" ? 1 : 0)"),
            Program("Thrown", Twice, "F((double)a[0]!) + (typeof(Thrown).Assembly.GetName().Name == \"App\" ? throw new InvalidOperationException(\"here\") : 0)"),
            Program("Untraceable", "[Jit] public static double F(double x) => x + Environment.TickCount;", "F((double)a[0]!)"),
            Program("NotCSharp", "[Jit] public static double F(double x) => x + y;", "F((double)a[0]!)"),
            Program("NotCalled", Twice, "(double)a[0]! * 2"),
        ];
        Assert.Equal(
            [Verdict.Agrees, Verdict.Differs, Verdict.Differs, Verdict.Refused, Verdict.Invalid, Verdict.Lost],
            Execution.Run(programs).Select(o => o.Verdict));
    }

    [Theory]
    [InlineData("0.0", "-0.0")]
    [InlineData("1.0", "1.0000000000000002")]
    [InlineData("1.0", "1f")]
    [InlineData("1", "1L")]
    [InlineData("(1, 2)", "(1, 3)")]
    [InlineData("new[] { 1.0 }", "new[] { 2.0 }")]
    [InlineData("new { X = 1 }", "new { X = 2 }")]
    public void Results_that_differ_in_a_bit_or_in_type_are_different(string one, string two)
    {
        TestProgram program = Program("Bits", Twice, $"F((double)a[0]!) == 0 ? null : typeof(Bits).Assembly.GetName().Name == \"App\" ? (object)({one}) : {two}");
        Assert.Equal(Verdict.Differs, Execution.Run(program).Verdict);
        Assert.Equal(Verdict.Agrees, Execution.Run(program with { Source = program.Source.Replace(two, one, StringComparison.Ordinal) }).Verdict);
    }

    [Fact]
    public void Every_NaN_is_the_same() =>
        Assert.Equal(Verdict.Agrees, Execution.Run(Program("Nans", Twice, "F((double)a[0]!) + (typeof(Nans).Assembly.GetName().Name == \"App\" ? double.NaN : -double.NaN)")).Verdict);

    [Fact]
    public void What_is_written_into_array_arguments_is_compared() =>
        Assert.Equal(Verdict.Differs, Execution.Run(Program("Written", Twice, "((double[])a[1]!)[0] = F((double)a[0]!) + (typeof(Written).Assembly.GetName().Name == \"App\" ? 1 : 0)", then: "null")).Verdict);

    [Fact]
    public void Calls_without_end_are_left_behind()
    {
        TestProgram[] programs =
        [
            Program("Endless", Twice, "F(1)", then: "Loop()", more: "static int Loop() { while (typeof(Endless).Assembly.GetName().Name == \"App\") { } return 1; }"),
            Program("After", Twice, "F((double)a[0]!)"),
        ];
        Assert.Equal([Verdict.Hang, Verdict.Agrees], Execution.Run(programs, TimeSpan.FromSeconds(3)).Select(o => o.Verdict));
    }

    [Fact]
    public void A_program_is_shrunk_to_what_fails()
    {
        // Fails while a product is in it.
        Node tree = new RandomPrograms().Of(3).Tree;
        Assert.Contains(" * ", tree.ToString(), StringComparison.Ordinal);
        Node small = Shrinker.Shrink(tree, candidates => [.. candidates.Select(c => c.ToString().Contains(" * ", StringComparison.Ordinal))], rounds: 1000);
        Assert.Contains(" * ", small.ToString(), StringComparison.Ordinal);
        Assert.True(small.ToString().Length < 200, small.ToString());
    }

    private static TestProgram Program(string name, string method, string call, string? then = null, string more = "") => new(
        name,
        $$"""{{RandomProgram.Usings}} public static class {{name}} { {{method}} {{more}} public static object? Run(object?[] a) { object? r = {{call}}; return {{then ?? "r"}}; } }""",
        [[1.5, new double[1]], [-2.0, new double[2]]]);
}
