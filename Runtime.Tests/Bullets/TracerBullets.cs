// One road after another through the whole system: [Jit] methods compiled while this project builds, called, traced and transformed at run time.
using System;
using System.Linq;
using Runtime.Tests.Comparing;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Bullets;

public class TracerBullets
{
    private static readonly NdArray<float> s_x = JaxRandom.Normal(JaxRandom.PRNGKey(123), [9]);
    private static readonly NdArray<float> s_data = Jnp.Reshape(Jnp.Linspace<float>(-1, 1, 12), [4, 3]);
    private static readonly NdArray<float> s_target = Jnp.Array(new float[] { 0, 1, 1, 0 });
    private static readonly NdArray<float> s_weights = Jnp.Array(new float[] { 0.1f, -0.2f, 0.3f });

    [Fact]
    public void A_tracer_that_enters_an_intercepted_call_becomes_a_jit_equation()
    {
        string jaxpr = Jax.MakeJaxpr((NdArray<float> v) => Jnp.Sum(BulletMethods.F(v)))(s_x).ToString();
        Assert.Contains("jit[\n      name=F\n", jaxpr, StringComparison.Ordinal);
        NdArray<float> gradient = Jax.Grad((NdArray<float> v) => Jnp.Sum(BulletMethods.F(v)))(s_x);
        Assert.Equal((Jnp.Cos(s_x) - Jnp.Sin(s_x)).ToArray(), gradient.ToArray(), Within(1e-6));
        Compiled("BulletMethods.F(");
    }

    [Fact]
    public void The_jaxpr_of_the_build_is_that_of_the_run_constant_and_symbolic()
    {
        Jaxpr build = Jaxpr.Parse(Kernel("BulletMethods.Nine(").Jaxpr), run = Jax.MakeJaxpr((NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x))(s_x);
        Assert.Equal(run, build);
        Assert.Equal("{ lambda ; a:f32[s]. let b:f32[s] = sin a; c:f32[s] = cos a; d:f32[s] = add b c in (d,) }", Line(Kernel("BulletMethods.F(").Jaxpr));
        Assert.Equal(Line(Kernel("BulletMethods.F(").Jaxpr).Replace("[s]", "[9]", StringComparison.Ordinal), Line(run.ToString(JaxprStyle.Lossless)));
    }

    [Fact]
    public void A_gradient_inside_a_jit_method_captures_its_tracers()
    {
        NdArray<float> stepped = BulletMethods.Step(s_weights, s_data, s_target, 0.5f);
        Same<float>((Func<NdArray<float>, NdArray<float>, NdArray<float>, float, NdArray<float>>)BulletMethods.Step, stepped, s_weights, s_data, s_target, 0.5f);
        NdArray<float> numeric = Numeric(w => (float)BulletMethods.Loss(w, s_data, s_target), s_weights);
        Assert.Equal((s_weights - 0.5f * numeric).ToArray(), stepped.ToArray(), Within(2e-3));
        Compiled("BulletMethods.Step(");
    }

    [Fact]
    public void Vmap_of_a_step_and_the_gradient_of_a_vmap_are_compiled()
    {
        NdArray<float> many = Jnp.Stack([s_weights, 2f * s_weights, -s_weights]);
        NdArray<float> steps = BulletMethods.Steps(many, s_data, s_target);
        for (int i = 0; i < 3; i++)
        {
            Assert.Equal(BulletMethods.Step(many[i], s_data, s_target, 0.5f).ToArray(), steps[i].ToArray(), Within(1e-6));
        }
        NdArray<float> gradient = BulletMethods.GradOfVmap(many, s_data, s_target);
        NdArray<float> numeric = Numeric(w => Enumerable.Range(0, 3).Sum(i => (float)BulletMethods.Loss(w[i], s_data, s_target)), many);
        Assert.Equal(numeric.ToArray(), gradient.ToArray(), Within(2e-3));
        Compiled("BulletMethods.Steps(");
        Compiled("BulletMethods.GradOfVmap(");
    }

    [Fact]
    public void A_scan_over_a_record_struct_is_compiled_and_so_is_its_gradient()
    {
        NdArray<float> forces = Jnp.Reshape(Jnp.Linspace<float>(-1, 1, 10), [5, 2]);
        NdArray<float> path = BulletMethods.Simulate(s_weights[..2], forces);
        Same<float>((Func<NdArray<float>, NdArray<float>, NdArray<float>>)BulletMethods.Simulate, path, s_weights[..2], forces);
        NdArray<float> compiled = BulletMethods.SimulateGradient(s_weights[..2], forces);
        NdArray<float> atRunTime = Jax.Grad((NdArray<float> start) => Jnp.Sum(BulletMethods.Simulate(start, forces)))(s_weights[..2]);
        NdArray<float> numeric = Numeric(start => BulletMethods.Simulate(start, forces).ToArray().Sum(), s_weights[..2]);
        Assert.Equal(numeric.ToArray(), compiled.ToArray(), Within(1e-2));
        Assert.Equal(atRunTime.ToArray(), compiled.ToArray(), Within(1e-5));
        Compiled("BulletMethods.Simulate(");
        Compiled("BulletMethods.SimulateGradient(");
    }

    [Fact]
    public void One_softmax_serves_ranks_1_to_4()
    {
        foreach (int[] shape in new int[][] { [5], [3, 5], [2, 3, 5], [2, 1, 3, 5] })
        {
            NdArray<float> x = JaxRandom.Normal(JaxRandom.PRNGKey(7), shape);
            NdArray<float> y = BulletMethods.Softmax(x);
            Assert.Equal(x.Shape, y.Shape);
            Same<float>((Func<NdArray<float>, NdArray<float>>)BulletMethods.Softmax, y, x);
        }
        Compiled("BulletMethods.Softmax(");
    }

    [Fact]
    public void A_broadcast_call_has_the_value_and_the_gradient_of_the_body()
    {
        NdArray<float> y = Jnp.Array(new float[] { 1, 2, 3 });
        NdArray<float> value = BulletMethods.Mixed(s_data, y);
        Assert.Equal((Jnp.Sin(s_data) * y).ToArray(), value.ToArray());
        Assert.Equal(s_data.Shape, value.Shape);
        NdArray<float> gradient = Jax.Grad((NdArray<float> v) => Jnp.Sum(BulletMethods.Mixed(s_data, v)))(y);
        Assert.Equal(Jnp.Sum(Jnp.Sin(s_data), 0).ToArray(), gradient.ToArray(), Within(1e-6));
        Compiled("BulletMethods.Mixed(");
    }

    [Fact]
    public void A_call_outside_every_assumption_runs_the_body_and_is_counted()
    {
        KernelInfo kernel = Kernel("BulletMethods.RowScale(");
        long before = kernel.Fallbacks;
        NdArray<float> inside = BulletMethods.RowScale(s_data, Jnp.Ones<float>([4, 3]));
        Assert.Equal(before, kernel.Fallbacks);
        Assert.Equal(s_data.Shape, inside.Shape);
        NdArray<float> outside = BulletMethods.RowScale(s_data, Jnp.Ones<float>([1, 3]));
        Assert.Equal(inside.ToArray(), outside.ToArray());
        Assert.Equal(before + 1, kernel.Fallbacks);
    }

    [Fact]
    public void One_nest_mixes_floats_doubles_bools_and_unsigned_integers()
    {
        NdArray<double> d = Jnp.Linspace<double>(-1, 1, 100);
        NdArray<float> f = Jnp.Linspace<float>(-2, 2, 100);
        NdArray<uint> u = Jnp.Arange<uint>(100);
        NdArray<bool> b = u > 40u;
        NdArray<double> result = BulletMethods.MixedTypes(f, d, u, b);
        Same<double>((Func<NdArray<float>, NdArray<double>, NdArray<uint>, NdArray<bool>, NdArray<double>>)BulletMethods.MixedTypes, result, f, d, u, b);
        Assert.StartsWith("1 loop:", Compiled("BulletMethods.MixedTypes(").Plan, StringComparison.Ordinal);
    }

    private static KernelInfo Kernel(string prefix) => Assert.Single(JitInfo.Kernels, k => k.Display.StartsWith(prefix, StringComparison.Ordinal));

    private static KernelInfo Compiled(string prefix)
    {
        KernelInfo kernel = Kernel(prefix);
        Assert.Equal(0, kernel.Fallbacks);
        return kernel;
    }

    // A delegate runs the C# body: it and the kernel give the same bits.
    private static void Same<T>(Delegate body, NdArray<T> compiled, params object[] arguments)
        where T : struct => Assert.Null(Comparison.Bits([compiled.Erased], [((NdArray<T>)body.DynamicInvoke(arguments)!).Erased]));

    private static NdArray<float> Numeric(Func<NdArray<float>, float> f, NdArray<float> x)
    {
        const float Step = 1e-2f;
        float[] at = x.ToArray(), result = new float[at.Length];
        for (int i = 0; i < at.Length; i++)
        {
            float[] up = [.. at], down = [.. at];
            up[i] += Step;
            down[i] -= Step;
            result[i] = (f(Jnp.Reshape(Jnp.Array(up), x.Shape)) - f(Jnp.Reshape(Jnp.Array(down), x.Shape))) / (2 * Step);
        }
        return Jnp.Reshape(Jnp.Array(result), x.Shape);
    }

    private static Func<float, float, bool> Within(double tolerance) => (a, b) => new Tolerance(0, tolerance * Math.Max(1, Math.Abs(a)), AnyZero: true).Covers(b, a);

    private static string Line(string jaxpr) => string.Join(" ", jaxpr.Split('\n').Select(l => l.Trim())).Replace(" = sin a ", " = sin a; ", StringComparison.Ordinal).Replace(" = cos a ", " = cos a; ", StringComparison.Ordinal);
}
