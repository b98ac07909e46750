// What happens when a traced value is used as if it were known: JAX's errors, with what to do instead.
using System;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>A traced array was used where its value is needed. JAX's <c>ConcretizationTypeError</c>.</summary>
public class ConcretizationException(string message) : InvalidOperationException(message)
{
    internal static ConcretizationException ForValue(Aval aval) => new(
        $"Abstract tracer value encountered where concrete value is expected: traced array with shape {Text(aval)}. "
        + "While a function is traced its arrays have no elements: keep to array operations (Jnp.Where, Lax.Cond), or mark the argument [Static].");

    /// <summary>JAX's long text of an aval, <c>float32[3]</c>.</summary>
    internal static string Text(Aval aval) => aval.DType.Name + aval.Shape.ToBrackets();
}

/// <summary>A traced bool was used in <c>if</c>, <c>while</c>, <c>&amp;&amp;</c> or <c>||</c> at run time. JAX's <c>TracerBoolConversionError</c>.</summary>
public sealed class TracerBoolConversionException(string message) : ConcretizationException(message)
{
    internal static TracerBoolConversionException For(Aval aval) => new(
        $"Attempted boolean conversion of traced array with shape {Text(aval)}. "
        + "The branch cannot be chosen while tracing: use Jnp.Where or Lax.Cond, or mark the argument [Static].");
}

/// <summary>A function over C# numbers was given tracers.</summary>
internal sealed class TracedNumberException(string message) : ConcretizationException(message);
