// The primitive check: a bool that must be true, and what stops a program where it is not. And how what holds jaxprs gives the checks inside them as a result.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.Parameter;

namespace SrcGenJit.Core;

/// <summary>An equation whose jaxprs check, as equations that do not, with an atom (a bool scalar) that says whether all checks hold.</summary>
internal delegate Discharged DischargeRule(Equation equation);

/// <param name="Equations">Compute the results of the original, and <paramref name="Ok"/>.</param>
/// <param name="Ok">True where every check holds.</param>
/// <param name="Messages">What the checks say, each once.</param>
internal sealed record Discharged(IReadOnlyList<Equation> Equations, Atom Ok, IReadOnlyList<string> Messages);

internal static partial class Prims
{
    /// <summary>Nothing where the bool scalar is true; where it is not, the program stops with the message. Never dropped.</summary>
    public static readonly Primitive Require = new("require")
    {
        HasEffect = true,
        Shape = (_, inputs, _) => inputs is [{ Rank: 0, DType.IsBool: true }]
            ? []
            : throw new ShapeException($"check takes one bool scalar, got ({string.Join(", ", inputs.AsEnumerable())})"),
        Jvp = (self, primals, _, parameters) => (self.Bind(parameters, primals), []),
        Transpose = Rules.NotLinear,
        // All examples must hold.
        Batch = (self, _, inputs, dims, parameters) => (self.Bind(parameters, Erased.Lax.ReduceAnd(inputs[0], [dims[0]!.Value])), []),
        PartialEval = Rules.WholePartialEval,
        Dce = Rules.WholeDce,
        Semantics = new Semantics.Check("message"),
        Parameters = Schema.Of(Required("message", ParamKind.Text)),
    };
}

internal static class CheckRules
{
    private const string Separator = "; or: ";

    /// <summary>The messages of several checks that became one.</summary>
    public static string Joined(IEnumerable<string> messages)
    {
        string[] each = messages.SelectMany(m => m.Split([Separator], StringSplitOptions.None)).Distinct().ToArray();
        return string.Join(Separator, each.Length <= 3 ? each : [each[0], each[1], $"{each.Length - 2} other reasons"]);
    }

    /// <summary>The conjunction of bools, computed by equations that are appended. Literals that are true are left out.</summary>
    public static Atom All(IEnumerable<Atom> oks, List<Equation> equations)
    {
        Atom? all = null;
        foreach (Atom ok in oks.Where(ok => !IsTrue(ok)).Distinct())
        {
            all = all is null ? ok : And(all, ok, equations);
        }
        return all ?? True;
    }

    public static bool IsTrue(Atom atom) => atom is Literal { Value.IsTrue: true };

    public static Literal True { get; } = new(Scalar.Of(true), Aval.Scalar(DType.Bool));

    /// <summary>A call gives what its jaxpr checks as one more result.</summary>
    public static Discharged Call(Equation equation)
    {
        string body = ((Semantics.Call)equation.Primitive.Semantics).JaxprParam;
        DischargedJaxpr inner = Checks.Of(equation.Params.Jaxpr(body));
        Var ok = Flag();
        return new([new(equation.Primitive, equation.Inputs, [.. equation.Outputs, ok], equation.Params.With(body, inner.WithOk()))], ok, inner.Messages);
    }

    /// <summary>A call with a derivative rule keeps its results, for which the rule is; a plain call beside it gives what is checked. Inlined, they share what they compute.</summary>
    public static Discharged CallWithRule(Equation equation)
    {
        string body = ((Semantics.Call)equation.Primitive.Semantics).JaxprParam;
        DischargedJaxpr inner = Checks.Of(equation.Params.Jaxpr(body));
        Var ok = Flag();
        return new([new(equation.Primitive, equation.Inputs, equation.Outputs, equation.Params.With(body, inner.Jaxpr)), Beside(inner, equation.Inputs, ok)], ok, inner.Messages);
    }

    /// <summary>A scan carries whether all checks of its steps held.</summary>
    public static Discharged Scan(Equation equation)
    {
        ScanParts parts = new(equation.Params);
        DischargedJaxpr inner = Checks.Of(parts.Jaxpr);
        (Var[] consts, Var[] carry, Var[] xs) = parts.Split(inner.Jaxpr.InVars);
        (Atom[] next, Atom[] ys) = parts.SplitResults(inner.Jaxpr.Outputs);
        Var before = Flag(), after = Flag();
        Jaxpr body = inner.Carrying([.. consts, .. carry, before, .. xs], before, ok => [.. next, ok, .. ys]);
        (Atom[] constInputs, Atom[] carryInputs, Atom[] xInputs) = parts.Split(equation.Inputs);
        (Var[] last, Var[] stacked) = parts.SplitResults(equation.Outputs);
        return new(
            [new(equation.Primitive, [.. constInputs, .. carryInputs, True, .. xInputs], [.. last, after, .. stacked], parts.With(body, parts.Consts, parts.Carries + 1))],
            after, inner.Messages);
    }

    /// <summary>
    /// A while carries whether all checks of its steps held, and ends where one did not, so that a loop that went wrong ends. Checks of its condition end it too: after
    /// the loop they are those of the last carry, made once more.
    /// </summary>
    public static Discharged While(Equation equation)
    {
        WhileParts parts = new(equation.Params);
        if (parts.Condition.Outputs[0].Aval.Rank > 0)
        {
            throw new NotSupportedException("a while over a batch of conditions has checks inside: discharge them before it is batched");
        }
        DischargedJaxpr test = Checks.Of(parts.Condition), step = Checks.Of(parts.Body);
        Var before = Flag(), after = Flag();
        List<Equation> testing = [.. test.Jaxpr.Equations];
        Atom goesOn = All([test.Jaxpr.Outputs[0], before, test.Ok], testing);
        Jaxpr condition = new(test.Jaxpr.ConstVars, [.. test.Jaxpr.InVars, before], testing, [goesOn], test.Jaxpr.Consts);
        Var stepped = Flag();
        Jaxpr body = step.Carrying([.. step.Jaxpr.InVars, stepped], stepped, ok => [.. step.Jaxpr.Outputs, ok]);
        List<Equation> equations =
        [
            new(
                equation.Primitive, [.. equation.Inputs, True], [.. equation.Outputs, after],
                equation.Params.With("cond_jaxpr", condition).With("body_jaxpr", body)),
        ];
        List<Atom> oks = [after];
        if (test.IsGuarded)
        {
            (Atom[] consts, _, _) = parts.Split(equation.Inputs);
            Var ok = Flag();
            equations.Add(Beside(test, [.. consts, .. equation.Outputs], ok));
            oks.Add(ok);
        }
        return new(equations, All(oks, equations), [.. test.Messages.Concat(step.Messages).Distinct()]);
    }

    /// <summary>A branch gives what it checks as one more result; one that checks nothing gives true.</summary>
    public static Discharged Cond(Equation equation)
    {
        DischargedJaxpr[] branches = equation.Params.Jaxprs("branches").Select(Checks.Of).ToArray();
        Var ok = Flag();
        return new(
            [new(equation.Primitive, equation.Inputs, [.. equation.Outputs, ok], equation.Params.With("branches", PyTuple.Of(branches.Select(b => b.WithOk()))))],
            ok, [.. branches.SelectMany(b => b.Messages).Distinct()]);
    }

    private static Var Flag() => new(Aval.Scalar(DType.Bool));

    private static Var And(Atom left, Atom right, List<Equation> equations)
    {
        Var both = Flag();
        equations.Add(new(Prims.And, [left, right], [both], Prims.And.Parameters.Canonical(Prims.And.Name, Params.Empty)));
        return both;
    }

    // A call that computes once more what a jaxpr checks.
    private static Equation Beside(DischargedJaxpr inner, IReadOnlyList<Atom> inputs, Var ok) =>
        new(Prims.Jit, inputs, [ok], Prims.Jit.Parameters.Canonical(Prims.Jit.Name, Params.Of(("name", "checks"), ("jaxpr", inner.OkAlone()))));
}

/// <summary>A jaxpr without checks, and the atom in it that says whether all of them hold: a literal where there is nothing to say.</summary>
internal sealed record DischargedJaxpr(Jaxpr Jaxpr, Atom Ok, IReadOnlyList<string> Messages)
{
    public bool IsGuarded => !CheckRules.IsTrue(Ok);

    /// <summary>With what says it as one more, last, result.</summary>
    public Jaxpr WithOk() => new(Jaxpr.ConstVars, Jaxpr.InVars, Jaxpr.Equations, [.. Jaxpr.Outputs, Ok], Jaxpr.Consts);

    /// <summary>What says it alone, of the same inputs.</summary>
    public Jaxpr OkAlone() => new(Jaxpr.ConstVars, Jaxpr.InVars, JaxprParts.Live(Jaxpr.Equations, [Ok]), [Ok], Jaxpr.Consts);

    /// <summary>With what held before as one more input, and-ed to what holds.</summary>
    public Jaxpr Carrying(Var[] inputs, Var before, Func<Atom, Atom[]> outputs)
    {
        List<Equation> equations = [.. Jaxpr.Equations];
        Atom ok = CheckRules.All([before, Ok], equations);
        return new Jaxpr(Jaxpr.ConstVars, inputs, equations, outputs(ok), Jaxpr.Consts);
    }
}
