// A stranger's first program, from the README.
using System;
using SrcGenJit;

NdArray<uint> key = JaxRandom.PRNGKey(123);
NdArray<float> x = JaxRandom.Normal(key, [9]);
Console.WriteLine(x);
Console.WriteLine(Notebook.f(x));
Console.WriteLine(Jax.MakeJaxpr(Notebook.f)(x));
var df = Jax.Grad((NdArray<float> v) => Jnp.Sum(Notebook.f(v)));
Console.WriteLine(df(x));
Console.WriteLine(JitInfo.Find("Notebook.f") is null ? "not compiled" : "compiled");

public static partial class Notebook
{
    [Jit]
    public static NdArray<float> f(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);
}
