// The control flow functions print as JAX does: the programs of the conformance data's control category, written with our functions.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;
using Jnp = SrcGenJit.Erased.Jnp;
using Lax = SrcGenJit.Erased.Lax;

namespace Runtime.Tests.Primitives;

public class GoldenControlFlow
{
    private static readonly Tree s_none = Tree.Tuple();

    private static readonly Dictionary<string, Func<NdArray[], Tree>> s_programs = new()
    {
        ["cond_false"] = x => Lax.Cond(Jnp.Greater(Jnp.Sum(x[0], [0], false), N(100)), v => v, v => Jnp.Negative(Leaf(v)), x[0]),
        ["cond_noop"] = x => Lax.Cond(x[0], _ => N(1), _ => N(2), s_none),
        ["cond_tuple"] = x => Lax.Cond(x[0], p => p, p => Tree.Tuple(Item(p, 1), Item(p, 0)), Tree.Tuple(x[1], x[2])),
        ["cond_nested"] = x => Lax.Cond(
            Jnp.Greater(x[0], I(0)),
            v => Lax.Cond(Jnp.Greater(Leaf(v), I(1)), u => Jnp.Multiply(Leaf(u), I(3)), u => Jnp.Multiply(Leaf(u), I(2)), v),
            v => Jnp.Negative(Leaf(v)), x[0]),
        ["cond_int_pred"] = x => Lax.Cond(x[0], _ => I(10), _ => I(20), s_none),
        ["switch"] = x => Lax.Switch(x[0], [v => Jnp.Sin(Leaf(v)), v => Jnp.Cos(Leaf(v)), v => Jnp.Multiply(Leaf(v), Leaf(v))], x[1]),
        ["switch_one"] = x => Lax.Switch(x[0], [v => Jnp.Sin(Leaf(v))], x[1]),
        ["while"] = x => Lax.WhileLoop(c => Jnp.Less(Leaf(c), I(10)), c => Jnp.Add(Leaf(c), I(3)), x[0]),
        ["while_float"] = x => Lax.WhileLoop(
            c => Jnp.Less(Item(c, 0), I(5)), c => Tree.Tuple(Jnp.Add(Item(c, 0), I(1)), Jnp.Multiply(Item(c, 1), N(1.5f))), Tree.Tuple(I(0), x[0])),
        ["while_tuple"] = x => Lax.WhileLoop(
            s => Jnp.Greater(Item(s, 1), I(0)), s => Tree.Tuple(Jnp.Add(Item(s, 0), Item(s, 1)), Jnp.Subtract(Item(s, 1), I(1))), Tree.Tuple(I(0), x[0])),
        ["while_closure"] = x => Lax.WhileLoop(c => Jnp.Less(Jnp.Sum(Leaf(c), [0], false), x[1]), c => Jnp.Add(Leaf(c), x[0]), x[0]),
        ["fori_dyn"] = x => Lax.ForiLoop(I(0), x[0], p => Jnp.Add(Jnp.Multiply(Item(p, 1), N(1.1f)), x[1]), x[1]),
        ["fori_lower"] = x => Lax.ForiLoop(I(2), I(5), p => Jnp.Multiply(Item(p, 1), Item(p, 0)), x[0]),
        ["fori_fib"] = x => Jnp.Add(
            Lax.ForiLoop(I(0), I(10), p => Tree.Tuple(p.Flatten()[2], Jnp.Add(p.Flatten()[1], p.Flatten()[2])), Tree.Tuple(I(0), I(1))).Flatten()[0], x[0]),
        ["fori_empty"] = x => Lax.ForiLoop(I(3), I(3), p => Jnp.Add(Item(p, 1), I(1)), x[0]),
        ["scan_carry_only"] = x => Part(Lax.Scan(p => Tree.Tuple(Jnp.Multiply(Item(p, 0), Item(p, 1)), s_none), N(1), x[0]), 0),
        ["scan_reverse"] = x => Lax.Scan(p => Tree.Tuple(Jnp.Add(Jnp.Multiply(N(0.5f), Item(p, 0)), Item(p, 1)), Item(p, 0)), N(0), x[0], reverse: true),
        ["scan_int"] = x => Lax.Scan(p => Tree.Tuple(Jnp.Add(Item(p, 0), Item(p, 1)), Jnp.Multiply(Item(p, 0), Item(p, 1))), I(0), x[0]),
        ["scan_nested"] = x => Lax.Scan(
            r => Lax.Scan(p => Tree.Tuple(Jnp.Add(Item(p, 0), Item(p, 1)), Jnp.Multiply(Item(p, 0), Item(p, 1))), Part(r, 0), Part(r, 1)), N(0), x[0]),
        ["scan_cond"] = x => Lax.Scan(
            p => Tree.Tuple(
                Lax.Cond(Jnp.Greater(Item(p, 1), I(0)), a => Jnp.Add(Leaf(a), Item(p, 1)), a => Jnp.Subtract(Leaf(a), Item(p, 1)), Part(p, 0)),
                Part(p, 0)),
            N(0), x[0]),
        ["scan_empty"] = x => Lax.Scan(p => Tree.Tuple(Jnp.Add(Item(p, 0), Item(p, 1)), Part(p, 1)), N(1), x[0]),
        ["map"] = x => Part(Lax.Scan(p => Tree.Tuple(s_none, Jnp.Multiply(Jnp.Sin(Leaf(Part(p, 1))), I(2))), s_none, x[0]), 1),
    };

    public static TheoryData<string> Ids => new(s_programs.Keys);

    [Theory]
    [MemberData(nameof(Ids))]
    public void Control_flow_prints_as_in_JAX(string id)
    {
        JsonElement item = GoldenData.RepositorysCases("control.jsonl").Single(c => c.GetProperty("id").GetString() == "control/" + id);
        string expected = item.GetProperty("jaxpr").GetString()!;
        Aval[] avals = Jaxpr.Parse(expected).InAvals().ToArray();
        Assert.Equal(Words(expected), Words(Tracing.MakeJaxpr(x => [.. s_programs[id](x).Flatten()], avals).ToString()));
    }

    private static string Words(string text) => Regex.Replace(text, @"\s+", " ");

    private static NdArray Leaf(Tree tree) => ((Tree.Leaf)tree).Value;

    private static NdArray Item(Tree tree, int index) => Leaf(Part(tree, index));

    private static Tree Part(Tree tree, int index) => ((Tree.Node)tree).Children[index];

    private static NdArray I(int value) => new(SrcGenJit.Core.Scalar.Of(value), weak: true);

    private static NdArray N(float value) => new(SrcGenJit.Core.Scalar.Of(value), weak: true);
}
