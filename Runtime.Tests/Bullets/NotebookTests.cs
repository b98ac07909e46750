// The founding notebook, to the letter: the array as it printed in 2022 and as it prints today, and the jaxpr in both spellings.
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Bullets;

public class NotebookTests
{
    private static readonly NdArray<float> s_x = JaxRandom.Normal(JaxRandom.PRNGKey(123), [9]);

    [Fact]
    public void The_nine_numbers_print_as_the_notebook_shows_them() => Assert.Equal(
        """
        DeviceArray([-0.10502207, -0.56205004, -0.56485987, -1.7063935 ,
                     -1.3647023 , -0.42215332,  1.0077653 ,  0.9922631 ,
                     -0.61236995], dtype=float32)
        """,
        s_x.ToString("classic"));

    [Fact]
    public void The_nine_numbers_print_as_JAX_prints_them_today() => Assert.Equal(
        """
        Array([-0.10502207, -0.56205004, -0.56485987, -1.7063935 , -1.3647023 ,
               -0.42215332,  1.0077653 ,  0.9922631 , -0.61236995], dtype=float32)
        """,
        s_x.ToString());

    [Fact]
    public void The_jaxpr_of_f_is_the_notebooks() => Assert.Equal(
        """
        { lambda ; a:f32[9]. let
            b:f32[9] = xla_call[
              call_jaxpr={ lambda ; c:f32[9]. let
                  d:f32[9] = sin c
                  e:f32[9] = cos c
                  f:f32[9] = add d e
                in (f,) }
              name=f
            ] a
          in (b,) }
        """,
        Jax.MakeJaxpr(Notebook.f)(s_x).ToString(JaxprStyle.Classic));

    [Fact]
    public void The_jaxpr_of_f_is_what_JAX_prints_today() => Assert.Equal(
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
        """,
        Jax.MakeJaxpr(Notebook.f)(s_x).ToString());
}

internal static partial class Notebook
{
    [Jit]
    public static NdArray<float> f(NdArray<float> x) => Jnp.Sin(x) + Jnp.Cos(x);
}
