// The notebook's function, in both spellings of jit.
namespace SrcGenJit.Sample;

public static partial class Notebook
{
    /// <summary>sin(x) + cos(x), operation by operation.</summary>
    public static NdArray<float> Plain(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);

    /// <summary>sin(x) + cos(x), compiled while the project builds.</summary>
    [Jit]
    public static NdArray<float> f(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);
}
