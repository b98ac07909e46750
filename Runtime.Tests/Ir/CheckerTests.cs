// The checker finds what is wrong: golden jaxprs, changed in one place, do not pass.
using System;
using System.Collections.Generic;
using System.Linq;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Ir;

public class CheckerTests
{
    [Fact]
    public void A_changed_result_type_is_found_in_every_golden_equation()
    {
        int changed = 0;
        foreach (Jaxpr jaxpr in Samples())
        {
            for (int i = 0; i < jaxpr.Equations.Count; i++)
            {
                Equation equation = jaxpr.Equations[i];
                if (equation.Primitive.IsOpaque || equation.Outputs.Count == 0)
                {
                    continue;
                }
                foreach (Aval aval in new[] { Other(equation.Outputs[0].Aval), equation.Outputs[0].Aval.WithShape(Shape.Of(equation.Outputs[0].Aval.Shape.Append(7))) })
                {
                    Assert.Throws<JaxprTypeException>(WithResult(jaxpr, i, aval).Check);
                    changed++;
                }
            }
        }
        Assert.InRange(changed, 1000, int.MaxValue);
    }

    [Fact]
    public void A_dropped_equation_leaves_its_readers_without_a_binding()
    {
        int dropped = 0;
        foreach (Jaxpr jaxpr in Samples())
        {
            for (int i = 0; i < jaxpr.Equations.Count; i++)
            {
                HashSet<Atom> bound = [.. jaxpr.Equations[i].Outputs];
                if (jaxpr.Equations.SelectMany(e => e.Inputs).Concat(jaxpr.Outputs).Any(bound.Contains))
                {
                    Jaxpr less = new(jaxpr.ConstVars, jaxpr.InVars, [.. jaxpr.Equations.Where((_, n) => n != i)], jaxpr.Outputs);
                    Assert.Contains("nothing has bound", Assert.Throws<JaxprTypeException>(less.Check).Message, StringComparison.Ordinal);
                    dropped++;
                }
            }
        }
        Assert.InRange(dropped, 500, int.MaxValue);
    }

    [Fact]
    public void A_repeated_equation_binds_its_results_a_second_time()
    {
        foreach (Jaxpr jaxpr in Samples().Where(j => j.Equations.Count > 0))
        {
            Jaxpr twice = new(jaxpr.ConstVars, jaxpr.InVars, [.. jaxpr.Equations, jaxpr.Equations[^1]], jaxpr.Outputs);
            Assert.Contains("second time", Assert.Throws<JaxprTypeException>(twice.Check).Message, StringComparison.Ordinal);
        }
    }

    [Theory]
    [InlineData("{ lambda ; a:f32[3] b:f32[4]. let c:f32[3] = add a b in (c,) }", "(3,), (4,)")]
    [InlineData("{ lambda ; a:f32[3] b:i32[3]. let c:f32[3] = add a b in (c,) }", "add")]
    [InlineData("{ lambda ; a:i32[3]. let b:i32[3] = sin a in (b,) }", "sin")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[3] = add a in (b,) }", "2 operands, got 1")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[] = reduce_sum[axes=(1,) out_sharding=None] a in (b,) }", "reduce_sum")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[2] = transpose[permutation=(1, 0)] a in (b,) }", "transpose")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[3] = jit[name=f jaxpr={ lambda ; a:f32[4]. let b:f32[4] = sin a in (b,) }] a in (b,) }", "f32[4]")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[3] = jit[name=f jaxpr={ lambda ; a:f32[3]. let b:f32[4] = sin a in (b,) }] a in (b,) }", "jaxpr of jit")]
    [InlineData("{ lambda ; a:i32[] b:f32[3]. let c:f32[3] = cond[branches=({ lambda ; a:f32[3]. let in (a,) } { lambda ; a:f32[3]. let b:f32[] = reduce_sum[axes=(0,) out_sharding=None] a in (b,) })] a b in (c,) }", "branch 1")]
    [InlineData("{ lambda ; a:f32[]. let b:f32[] = while[body_jaxpr={ lambda ; a:f32[]. let b:f32[] = mul a 2.0:f32[] in (b,) } body_nconsts=0 cond_jaxpr={ lambda ; a:f32[]. let in (a,) } cond_nconsts=0] a in (b,) }", "bool[]")]
    [InlineData("{ lambda ; a:f32[] b:f32[5]. let c:f32[] = scan[jaxpr={ lambda ; a:f32[] b:f32[]. let c:f32[] = add a b in (c,) } length=4 linear=(False, False) num_carry=1 num_consts=0 reverse=False unroll=1] a b in (c,) }", "length 4")]
    public void Malformed_programs_are_told_where_and_why(string text, string part) =>
        Assert.Contains(part, Assert.Throws<JaxprTypeException>(Jaxpr.Parse(text).Check).Message, StringComparison.Ordinal);

    private static IEnumerable<Jaxpr> Samples() => GoldenData.RepositorysTexts().Where((_, i) => i % 9 == 0).Select(t => Jaxpr.Parse(t.Text)).Where(Passes);

    private static bool Passes(Jaxpr jaxpr)
    {
        try
        {
            jaxpr.Check();
            return true;
        }
        catch (JaxprTypeException)
        {
            return false;
        }
    }

    private static Aval Other(Aval aval) => aval.WithDType(aval.DType == DType.Float32 ? DType.Int32 : DType.Float32);

    private static Jaxpr WithResult(Jaxpr jaxpr, int equation, Aval aval)
    {
        Equation old = jaxpr.Equations[equation];
        Var changed = new(aval);
        Atom Use(Atom atom) => ReferenceEquals(atom, old.Outputs[0]) ? changed : atom;
        Equation[] equations = [.. jaxpr.Equations.Select((e, i) => new Equation(
            e.Primitive, [.. e.Inputs.Select(Use)], i == equation ? [changed, .. e.Outputs.Skip(1)] : e.Outputs, e.Params))];
        return new Jaxpr(jaxpr.ConstVars, jaxpr.InVars, equations, [.. jaxpr.Outputs.Select(Use)]);
    }
}
