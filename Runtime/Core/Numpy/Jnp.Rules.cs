// Derivatives given by hand of the functions of jax.numpy.
namespace SrcGenJit.Core;

internal static partial class CustomRules
{
    public static readonly CustomRule Logaddexp = new("logaddexp", Erased.Jnp.LogaddexpRule);
}
