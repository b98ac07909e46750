// Jax.Jit has JAX's cache: a trace for each combination of shapes, element types, weakness, structure and static arguments.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Api;

[Collection("JaxConfig")]
public class JitTests
{
    private static int s_traces;

    private static NdArray<float> Counted(NdArray<float> x)
    {
        s_traces++;
        return 2 * x + 1;
    }

    private static NdArray<float> Raised(NdArray<float> x, [Static] int power) => Jnp.Power(x, power);

    [Fact]
    public void A_function_is_traced_once_for_each_shape()
    {
        int traces = 0;
        Func<NdArray<float>, NdArray<float>> f = Jax.Jit((NdArray<float> x) =>
        {
            traces++;
            return 2 * x + 1;
        });
        Assert.Equal([3f, 5f], f(new([1f, 2f])).ToArray());
        Assert.Equal([7f, 9f], f(new([3f, 4f])).ToArray());
        Assert.Equal(1, traces);
        Assert.Equal([3f], f(new([1f])).ToArray());
        Assert.Equal(2, traces);
        Assert.Equal([3f, 5f], f(new([1f, 2f])).ToArray());
        Assert.Equal(2, traces);
        Assert.Equal(2, Jax.CacheSize(f));
    }

    [Fact]
    public void A_weak_number_is_another_trace_than_an_array_of_rank_0()
    {
        int traces = 0;
        Func<NdArray<float>, NdArray<float>> f = Jax.Jit((NdArray<float> x) =>
        {
            traces++;
            return x + 1;
        });
        Assert.Equal(2f, (float)f(1f));
        Assert.Equal(2f, (float)f(Jnp.Array(1f)));
        Assert.Equal(3f, (float)f(2f));
        Assert.Equal(2, traces);
    }

    [Fact]
    public void Equal_delegates_share_their_traces_and_clearing_forgets_them()
    {
        s_traces = 0;
        NdArray<float> x = new([1f, 2f, 3f]);
        Jax.Jit(Counted)(x);
        Jax.Jit(Counted)(x);
        Assert.Equal(1, s_traces);
        Jax.ClearCaches();
        Assert.Equal(0, Jax.CacheSize((Func<NdArray<float>, NdArray<float>>)Counted));
        Jax.Jit(Counted)(x);
        Assert.Equal(2, s_traces);
    }

    [Fact]
    public void Static_arguments_are_part_of_the_key()
    {
        Func<NdArray<float>, int, NdArray<float>> f = Jax.Jit(Raised);
        NdArray<float> x = new([2f, 3f]);
        Assert.Equal([4f, 9f], f(x, 2).ToArray());
        Assert.Equal([8f, 27f], f(x, 3).ToArray());
        Assert.Equal([4f, 9f], f(x, 2).ToArray());
        Assert.Equal(2, Jax.CacheSize(f));
    }

    [Fact]
    public void Static_arguments_are_no_inputs_of_a_jaxpr() => Assert.Equal(
        "{ lambda ; a:f32[2]. let b:f32[2] = integer_pow[y=3] a in (b,) }", Jax.MakeJaxpr(Raised)(Jnp.Zeros<float>([2]), 3).ToString());

    [Fact]
    public void Pytrees_go_in_and_come_out()
    {
        Func<(NdArray<float> A, NdArray<float> B), Dictionary<string, NdArray<float>>> f = Jax.Jit(
            ((NdArray<float> A, NdArray<float> B) p) => new Dictionary<string, NdArray<float>> { ["sum"] = p.A + p.B, ["product"] = p.A * p.B });
        Dictionary<string, NdArray<float>> r = f((new([1f, 2f]), new([3f, 4f])));
        Assert.Equal([4f, 6f], r["sum"].ToArray());
        Assert.Equal([3f, 8f], r["product"].ToArray());
    }

    [Fact]
    public void Captured_arrays_are_constants_of_the_trace()
    {
        NdArray<float> w = new([1f, 10f]);
        Assert.Equal([2f, 30f], Jax.Jit((NdArray<float> x) => w * x)(new([2f, 3f])).ToArray());
    }

    [Fact]
    public void Under_a_trace_a_compiled_function_is_a_jit_equation_of_its_name()
    {
        string text = Jax.MakeJaxpr(Jax.Jit(Notebook.f))(Jnp.Zeros<float>([9])).ToString();
        Assert.Equal(
            """
            { lambda ; a:f32[9]. let
                b:f32[9] = jit[
                  name=f
                  jaxpr={ lambda ; a:f32[9]. let
                      c:f32[9] = sin a
                      d:f32[9] = cos a
                      b:f32[9] = add c d
                    in (b,) }
                ] a
              in (b,) }
            """.ReplaceLineEndings("\n"),
            text);
        Assert.Equal(text, Jax.MakeJaxpr(Notebook.f)(Jnp.Zeros<float>([9])).ToString());
    }

    [Fact]
    public void Gradients_go_through_compiled_functions()
    {
        Func<NdArray<float>, NdArray<float>> df = Jax.Grad((NdArray<float> v) => Jnp.Sum(Jax.Jit(Notebook.f)(v)));
        float[] x = [0.5f, -1f, 2f];
        Assert.Equal(x.Select(v => MathF.Cos(v) - MathF.Sin(v)), df(new(x)).ToArray(), (a, b) => MathF.Abs(a - b) < 1e-6f);
        Assert.Equal(df(new(x)).ToArray(), Jax.Jit(df)(new(x)).ToArray());
    }

    [Fact]
    public void Disabled_it_runs_the_body_every_time()
    {
        s_traces = 0;
        Func<NdArray<float>, NdArray<float>> f = Jax.Jit(Counted);
        JaxConfig.DisableJit = true;
        try
        {
            f(new([1f]));
            f(new([1f]));
            Assert.Equal(2, s_traces);
        }
        finally
        {
            JaxConfig.DisableJit = false;
        }
    }

    [Fact]
    public void Traces_are_reported_on_request()
    {
        List<string> log = [];
        Action<string> before = JaxConfig.Log;
        (JaxConfig.Log, JaxConfig.LogCompiles) = (log.Add, true);
        try
        {
            Func<NdArray<float>, NdArray<float>> f = Jax.Jit((NdArray<float> x) => x - 3);
            f(new([1f]));
            f(new([1f]));
        }
        finally
        {
            (JaxConfig.Log, JaxConfig.LogCompiles) = (before, false);
        }
        Assert.Contains(log, line => line.Contains("<lambda>") && line.Contains("f32[1]"));
        Assert.Single(log);
    }
}

[CollectionDefinition("JaxConfig", DisableParallelization = true)]
public sealed class JaxConfigCollection;
