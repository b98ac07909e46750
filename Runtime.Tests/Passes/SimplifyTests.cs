// Simplification keeps every bit of the result, leaves nothing dead and no call, and gives the same jaxpr again when run twice.
using System.Collections.Generic;
using System.Linq;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Passes;

public class SimplifyTests
{
    [Fact]
    public void Simplified_programs_give_the_same_bits()
    {
        List<string> failures = [];
        foreach (Runnable run in GoldenRun.Ready.Where(r => r.Program.Category is "fuzz" or "programs" or "control" or "jit" or "transform" && r.Program.Id != "indexing/at_apply"))
        {
            if (run.Jaxpr.ConstVars.Count != run.Consts.Length)
            {
                continue;
            }
            Jaxpr simple = Simplify.Run(run.Jaxpr);
            if (GoldenRun.BitDifference(Interpreter.Run(run.Jaxpr, run.Inputs, run.Consts), Interpreter.Run(simple, run.Inputs, run.Consts)) is { } difference)
            {
                failures.Add($"{run.Program.Id}: {difference}");
            }
            // A copy: the result of an object is kept.
            if (!Simplify.Run(new Jaxpr(simple.ConstVars, simple.InVars, simple.Equations, simple.Outputs, simple.Consts)).Equals(simple))
            {
                failures.Add($"{run.Program.Id}: not the same when simplified again");
            }
        }
        Assert.True(failures.Count == 0, string.Join("\n", failures.Take(20)));
    }

    [Theory]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[3] = sin a; c:f32[3] = sin a; d:f32[3] = add b c in (d,) }", "{ lambda ; a:f32[3]. let b:f32[3] = sin a; c:f32[3] = add b b in (c,) }")]
    [InlineData("{ lambda ; a:f32[3]. let _:f32[3] = exp a; b:f32[3] = mul a 1.0:f32[] in (b,) }", "{ lambda ; a:f32[3]. let  in (a,) }")]
    [InlineData("{ lambda ; a:f32[]. let b:f32[] = add 1.0:f32[] 2.0:f32[]; c:f32[] = mul a b in (c,) }", "{ lambda ; a:f32[]. let b:f32[] = mul a 3.0:f32[] in (b,) }")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[3] = jit[name=f jaxpr={ lambda ; c:f32[3]. let d:f32[3] = cos c in (d,) }] a in (b,) }", "{ lambda ; a:f32[3]. let b:f32[3] = cos a in (b,) }")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[3] = add a 0.0:f32[] in (b,) }", "{ lambda ; a:f32[3]. let b:f32[3] = add a 0.0:f32[] in (b,) }")]
    [InlineData("{ lambda ; . let a:bool[] = convert_element_type[new_dtype=bool weak_type=False] 0.5:f32[] in (a,) }", "{ lambda ; . let  in (True:bool[],) }")]
    [InlineData("{ lambda ; . let a:i32[] = convert_element_type[new_dtype=int32 weak_type=False] -2.7:f32[] in (a,) }", "{ lambda ; . let  in (-2:i32[],) }")]
    [InlineData(
        "{ lambda ; . let a:u32[] = convert_element_type[new_dtype=uint32 weak_type=False] -2.7:f32[] in (a,) }",
        "{ lambda ; . let  in (0:u32[],) }")]
    [InlineData("{ lambda ; a:f32[3]. let b:f32[3] = sub a 0.0:f32[]; c:f32[3] = sub b -0.0:f32[] in (c,) }", "{ lambda ; a:f32[3]. let b:f32[3] = sub a -0.0:f32[] in (b,) }")]
    public void Passes_do_what_they_say(string before, string after) => Assert.Equal(Jaxpr.Parse(after), Simplify.Run(Jaxpr.Parse(before)));
}
