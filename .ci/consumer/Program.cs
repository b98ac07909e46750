// A stranger's first program, from the README.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Simd;

NdArray<uint> key = JaxRandom.PRNGKey(123);
NdArray<float> x = JaxRandom.Normal(key, [9]);
Console.WriteLine(x);
Console.WriteLine(Notebook.f(x));
Console.WriteLine(Jax.MakeJaxpr(Notebook.f)(x));
var df = Jax.Grad((NdArray<float> v) => Jnp.Sum(Notebook.f(v)));
Console.WriteLine(df(x));
Console.WriteLine(JitInfo.Find("Notebook.f") is null ? "not compiled" : "compiled");
Console.WriteLine(Notebook.g(Jnp.Ones<float>([2])));
Console.WriteLine(string.Join(", ", JitInfo.Uncompiled.Select(m => $"{m.Display} {m.Rule} {m.RunsTraced}")));
float[] angles = [0, -0f, 1e10f, float.PositiveInfinity], sines = new float[angles.Length];
VectorMath.Sin(angles, sines);
Console.WriteLine(string.Join(' ', sines));

public static partial class Notebook
{
    [Jit]
    public static NdArray<float> f(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);

    // Not compiled, because the class has no model: a warning, here where warnings are errors.
    [Jit]
    public static NdArray<float> g(NdArray<float> x) => x * (1 + new LinkedList<int>().Count);
}
