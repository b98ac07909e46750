// Tells the notebook that introduces jax.jit, number for number.
using System;

namespace SrcGenJit.Sample;

internal static class NotebookStory
{
    public static void Tell()
    {
        Cell(2, "var key = JaxRandom.PRNGKey(123);", "var x = JaxRandom.Normal(key, [9]);", "x");
        NdArray<uint> key = JaxRandom.PRNGKey(123);
        NdArray<float> x = JaxRandom.Normal(key, [9]);
        Console.WriteLine(x.ToString("classic"));
        Console.WriteLine();
        Console.WriteLine(x);

        Cell(3, "static NdArray<float> f(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);", "%timeit f(x)");
        Timeit.Run(() => Notebook.Plain(x));

        Cell(4, "var fWithJit = Jax.Jit(f);", "%timeit fWithJit(x)");
        var withJit = Jax.Jit<Func<NdArray<float>, NdArray<float>>>(Notebook.Plain);
        Timeit.Run(() => withJit(x));

        Cell(6, "[Jit]", "static NdArray<float> f(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);", "%timeit f(x)");
        Timeit.Run(() => Notebook.f(x));

        Cell(9, "Jax.MakeJaxpr(f)(x)");
        Jaxpr jaxpr = Jax.MakeJaxpr(Notebook.f)(x);
        Console.WriteLine(jaxpr.ToString(JaxprStyle.Classic));
        Console.WriteLine();
        Console.WriteLine("and as JAX prints it today:");
        Console.WriteLine();
        Console.WriteLine(jaxpr);

        if (JitInfo.Find("Notebook.f") is { } kernel)
        {
            Console.WriteLine();
            Console.WriteLine("What f became:");
            Console.WriteLine();
            Console.WriteLine(kernel.Source);
        }
    }

    private static void Cell(int number, params ReadOnlySpan<string> lines)
    {
        Console.WriteLine();
        Console.WriteLine($"In [{number}]:");
        foreach (string line in lines)
        {
            Console.WriteLine(line);
        }
        Console.WriteLine();
    }
}
