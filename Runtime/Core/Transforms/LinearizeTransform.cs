// Linearisation: the derivative at a point as a linear jaxpr over residuals. Forward differentiation, then partial evaluation with unknown tangents.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <param name="Outputs">The function's value.</param>
/// <param name="Linear">From <paramref name="Residuals"/>, then the nonzero input tangents, to the nonzero output tangents.</param>
/// <param name="Residuals">Values that the linear part needs.</param>
/// <param name="Nonzero">Which outputs have a tangent that is not always zero.</param>
internal sealed record Linearized(NdArray[] Outputs, Jaxpr Linear, NdArray[] Residuals, bool[] Nonzero);

internal static class LinearizeTransform
{
    /// <summary>Runs a jaxpr at a point, in the ambient trace, and keeps its derivative for the inputs marked; outputs not marked in <paramref name="wanted"/> get none.</summary>
    public static Linearized Run(Jaxpr jaxpr, IReadOnlyList<NdArray> primals, bool[] nonzeros, bool[]? wanted = null)
    {
        JvpJaxpr jvp = JvpTransform.OfJaxpr(jaxpr, nonzeros);
        int inputs = jaxpr.InVars.Count, outputs = jaxpr.Outputs.Count;
        bool[] unknown = Enumerable.Range(0, jvp.Jaxpr.InVars.Count).Select(i => i >= inputs).ToArray();

        // Tangents that nobody asked for are left out before the split, so that no residual is kept for them.
        List<Atom> kept = [.. jvp.Jaxpr.Outputs.Take(outputs)];
        bool[] nonzero = new bool[outputs];
        int next = outputs;
        for (int i = 0; i < outputs; i++)
        {
            if (jvp.Nonzero[i])
            {
                nonzero[i] = wanted?[i] ?? true;
                if (nonzero[i])
                {
                    kept.Add(jvp.Jaxpr.Outputs[next]);
                }
                next++;
            }
        }
        Jaxpr trimmed = new(jvp.Jaxpr.ConstVars, jvp.Jaxpr.InVars, jvp.Jaxpr.Equations, kept, jvp.Jaxpr.Consts);
        JaxprSplit split = PartialEvalTransform.Split(trimmed, unknown, Enumerable.Range(0, kept.Count).Select(i => i >= outputs).ToArray());
        if (split.UnknownOutputs.Take(outputs).Any(unknownOutput => unknownOutput))
        {
            throw new NotSupportedException(
                "Linearization failed to produce known values for all output primals: the function uses an operation that does not support reverse-mode "
                + "differentiation. Use forward mode (Jax.Jvp), Jnp.Where on both values, or lax.scan.");
        }
        NdArray[] results = Tracing.EvalJaxpr(split.Known, primals);
        return new Linearized(results.Take(outputs).ToArray(), split.Unknown, split.Residuals(primals, results), nonzero);
    }
}
