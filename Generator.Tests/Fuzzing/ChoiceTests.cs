// Objects, functions, tables and null that a traced condition chose: what asks them runs for each way, with the bits and exceptions of the body.
using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Generator.Tests.Fuzzing;

public class ChoiceTests
{
    private const string Types = """
        public abstract class Payoff { public abstract double Of(double s); public double Fee = 0.5; }
        public sealed class Call(double k) : Payoff { public override double Of(double s) => Math.Max(s - k, 0) + Fee; }
        public sealed class Put(double k) : Payoff { public int Uses; public override double Of(double s) { Uses++; return Math.Max(k - s, 0) * Uses; } }
        public interface IShape { double Area(); }
        public readonly record struct Circle(double R) : IShape { public double Area() => 3 * R * R; }
        public readonly record struct Rect(double W, double H) : IShape { public double Area() => W * H; }
        public class Node { public double V; public Node? Next; }
        static readonly double[] T1 = [1, 2, 3], T2 = [0.5, 0.25, 4, 8, 1];
        static double Poly(double[] c, double x) { double s = 0; for (int i = c.Length - 1; i >= 0; i--) { s = s * x + c[i]; } return s; }
        static double Sq(double x) => x * x;
        static Payoff Make(bool c, double k) { if (c) { return new Call(k); } return new Put(k); }
        """;

    // Name, [Jit] method F(double x, bool b, int k).
    public static TheoryData<string, string> Programs => new()
    {
        { "ClassesOfOneBase", "double F(double x, bool b, int k) { Payoff p = b ? new Call(2) : new Put(2); return p.Of(x) + p.Of(x * 2) + p.Fee; }" },
        { "WritesThroughTheChosen", "double F(double x, bool b, int k) { Payoff p; if (b) { p = new Call(x); } else { p = new Put(x + 1); } p.Fee = 7; if (x > 3) { p.Fee += 1; } return p is Put u ? u.Of(2) + u.Fee : p.Of(5); }" },
        { "StructsAsInterface", "double F(double x, bool b, int k) { IShape s = x > 1 ? new Circle(x) : new Rect(x, 2); return s.Area() + (s is Rect q ? q.W : -1); }" },
        { "TablesOfTwoLengths", "double F(double x, bool b, int k) { double[] t = x > 1 ? T1 : T2; return Poly(t, x) + t.Length; }" },
        { "TablesOfThreeLengths", "double F(double x, bool b, int k) { double[] t; if (x < 0) { t = T1; } else if (x < 1) { t = T2; } else { t = [x]; } return Poly(t, x) + Poly(t, k); }" },
        { "TwoChoices", "double F(double x, bool b, int k) { double[] t = x > 1 ? T1 : T2, u = b ? T1 : T2; return Poly(t, x) * Poly(u, x); }" },
        { "FunctionsOfThree", "double F(double x, bool b, int k) { Func<double, double> f = k switch { 0 => Sq, 1 => v => v * x, _ => Math.Sqrt }; return f(x) + f(x + 1); }" },
        { "FunctionsOfAVariableWrittenLater", "double F(double x, bool b, int k) { double a = 3; Func<double, double> f = v => v + a; if (b) { f = v => v * a; } a = 5; return f(x); }" },
        { "FunctionInALoop", "double F(double x, bool b, int k) { Func<double, double> f = x > 1 ? v => v * 0.5 : Math.Sqrt; double s = x; for (int i = 0; i < k * 20; i++) { s += f(s); } return s; }" },
        { "NullOrNot", "double F(double x, bool b, int k) { Node? n = x > 0 ? new Node { V = x } : null; double s = n?.V ?? -1; if (n != null) { n.V += 1; s += n.V; n.Next = new Node { V = 2 }; } return s + (n?.Next?.V ?? 10); }" },
        { "NullThrows", "double F(double x, bool b, int k) { Node? n = x > 0 ? new Node { V = x } : null; return n!.V; }" },
        { "Texts", "double F(double x, bool b, int k) { string s = x > 1 ? \"abc\" : \"b\"; return s.Length + x; }" },
        { "MadeByAHelper", "double F(double x, bool b, int k) { Payoff p = Make(b, x); return p.Of(1) + Make(!b, x).Of(1); }" },
        { "Boxes", "double F(double x, bool b, int k) { object o = x > 1 ? x : (int)3; return o is double d ? d * 2 : o is int i ? i : -1; }" },
        { "SameConditionAgain", "double F(double x, bool b, int k) { Payoff? p = b ? new Call(x) : null; double s = 0; if (b) { s += p!.Of(3); } return s + (p is null ? 1 : 2); }" },
    };

    private static readonly Lazy<Dictionary<string, Outcome>> s_outcomes = new(() => Execution.Run([.. Programs.Select(p => new TestProgram(
        (string)p[0]!,
        $$"""{{RandomProgram.Usings}} public static class {{p[0]}} { {{Types}} [Jit] public static {{p[1]}} public static object? Run(object?[] a) => F((double)a[0]!, (bool)a[1]!, (int)a[2]!); }""",
        [.. new[] { -1, 0, 0.5, 1, 2, 3.5, double.NaN }.SelectMany(x => new[] { 0, 1, 2, 3 }.Select(k => new object?[] { x, (k & 1) == 0, k }))]))]).ToDictionary(o => o.Program.Name));

    [Theory]
    [MemberData(nameof(Programs), DisableDiscoveryEnumeration = true)]
    public void Each_way_has_its_own(string name, string method)
    {
        Outcome outcome = s_outcomes.Value[name];
        Assert.Contains(method, outcome.Program.Source, StringComparison.Ordinal);
        Assert.True(outcome.Verdict == Verdict.Agrees, outcome.Verdict + ": " + outcome.Detail);
        Assert.Equal(outcome.Throws, outcome.Fallbacks);
    }

    // A variable of one way alone, and a list that one way made longer, are refused.
    [Theory]
    [InlineData("FunctionOfAVariableOfOneWay", "double F(double x) { Func<double, double> f; if (x > 1) { double y = x * 2; f = v => v * y; } else { f = v => v; } return f(x); }")]
    [InlineData("ListOfTwoLengths", "double F(double x) { List<double> l = [x]; if (x > 1) { l.Add(2 * x); } double s = 0; foreach (double v in l) { s = s * 3 + v; } return s; }")]
    [InlineData("WriteToOneOfTwo", "double F(double x) { double[] a = [1, 2], b = [3, 4]; double[] c = x > 1 ? a : b; c[0] = 9; return a[0] * 10 + b[0]; }")]
    public void What_no_condition_tells_apart_is_refused(string name, string method)
    {
        Outcome outcome = Execution.Run(new TestProgram(name, $$"""{{RandomProgram.Usings}} public static class {{name}} { [Jit] public static {{method}} public static object? Run(object?[] a) => F((double)a[0]!); }""", [[0.5], [2.0]]));
        Assert.True(outcome.Verdict == Verdict.Refused, outcome.Verdict + ": " + outcome.Detail);
    }
}
