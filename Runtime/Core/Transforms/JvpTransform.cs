// Forward differentiation: walks a jaxpr with a tangent beside every value, asking each primitive for its derivative.
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static class JvpTransform
{
    /// <summary>Runs a jaxpr and its derivative in the ambient trace. A null tangent is a symbolic zero.</summary>
    public static (NdArray[] Primals, NdArray?[] Tangents) Run(Jaxpr jaxpr, IReadOnlyList<NdArray> primals, IReadOnlyList<NdArray?> tangents)
    {
        Tracing.Environment values = new(jaxpr, primals);
        Dictionary<Var, NdArray> slopes = [];
        Write(jaxpr.InVars, tangents);
        foreach (Equation equation in jaxpr.Equations)
        {
            NdArray[] inputs = values.Read(equation.Inputs);
            NdArray?[] inputTangents = Read(equation.Inputs);
            if (inputTangents.All(t => t is null))
            {
                values.Write(equation.Outputs, equation.Primitive.Bind(equation.Params, inputs));
                continue;
            }
            (NdArray[] outputs, NdArray?[] outputTangents) = equation.Primitive.Jvp(equation.Primitive, inputs, inputTangents, equation.Params);
            values.Write(equation.Outputs, outputs);
            Write(equation.Outputs, outputTangents);
        }
        return (values.Read(jaxpr.Outputs), Read(jaxpr.Outputs));

        NdArray?[] Read(IReadOnlyList<Atom> atoms) => atoms.Select(a => a is Var v && slopes.TryGetValue(v, out NdArray? t) ? t : null).ToArray();

        void Write(IReadOnlyList<Var> variables, IReadOnlyList<NdArray?> derivatives)
        {
            for (int i = 0; i < variables.Count; i++)
            {
                if (derivatives[i] is { } tangent)
                {
                    slopes[variables[i]] = tangent;
                }
            }
        }
    }

    /// <summary>
    /// The derivative as a jaxpr (JAX's jvp_jaxpr): inputs are the primals, then the tangents that are marked; outputs are the primals, then the tangents that are not
    /// zero. Outputs marked in <paramref name="instantiate"/> get a tangent even if it is zero. Made once for each jaxpr object.
    /// </summary>
    public static JvpJaxpr OfJaxpr(Jaxpr jaxpr, bool[] nonzeros, bool[]? instantiate = null) =>
        JaxprCache.Derive(jaxpr, "jvp " + JaxprCache.KeyOf(nonzeros) + " " + JaxprCache.KeyOf(instantiate ?? []), () =>
        {
            bool[] nonzeroOutputs = [];
            IEnumerable<Aval> tangentAvals = jaxpr.InVars.Where((_, i) => nonzeros[i]).Select(v => v.Aval);
            Jaxpr derivative = Tracing.MakeJaxpr(
                inputs =>
                {
                    int next = jaxpr.InVars.Count;
                    NdArray?[] tangents = nonzeros.Select(nonzero => nonzero ? inputs[next++] : null).ToArray();
                    (NdArray[] primals, NdArray?[] slopes) = Run(jaxpr, inputs.Take(nonzeros.Length).ToArray(), tangents);
                    for (int i = 0; i < slopes.Length; i++)
                    {
                        slopes[i] ??= instantiate is not null && instantiate[i] && primals[i].Dtype.IsInexact ? Zeros(primals[i].Aval) : null;
                    }
                    nonzeroOutputs = slopes.Select(t => t is not null).ToArray();
                    return [.. primals, .. slopes.Where(t => t is not null).Select(t => t!)];
                },
                jaxpr.InAvals().Concat(tangentAvals).ToArray());
            return new JvpJaxpr(derivative, nonzeroOutputs);
        });
}

/// <param name="Jaxpr">From primals and tangents to primals and tangents.</param>
/// <param name="Nonzero">Which outputs of the original have a tangent.</param>
internal sealed record JvpJaxpr(Jaxpr Jaxpr, bool[] Nonzero);
