// Derivatives given by hand of the functions of jax.nn.
namespace SrcGenJit.Core;

internal static partial class CustomRules
{
    public static readonly CustomRule Relu = new("relu", Erased.Nn.ReluRule);
}
