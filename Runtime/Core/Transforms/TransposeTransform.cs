// Reverse differentiation's second half: walks a linear jaxpr backwards, asking each primitive for its transpose and adding up cotangents.
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static class TransposeTransform
{
    /// <summary>
    /// The cotangents of the linear inputs (those given as null) of a jaxpr that is linear in them, from the outputs' cotangents, in the ambient trace.
    /// Null is a symbolic zero, on both sides.
    /// </summary>
    public static NdArray?[] Run(Jaxpr jaxpr, IReadOnlyList<NdArray?> inputs, IReadOnlyList<NdArray?> cotangents)
    {
        Dictionary<Var, NdArray> values = [];
        Write(jaxpr.ConstVars, jaxpr.Consts);
        Write(jaxpr.InVars, inputs);
        List<Equation> linear = [];
        foreach (Equation equation in jaxpr.Equations)
        {
            if (equation.Inputs.All(IsValue))
            {
                Write(equation.Outputs, equation.Primitive.Bind(equation.Params, equation.Inputs.Select(a => Value(a)!).ToArray()));
            }
            else
            {
                linear.Add(equation);
            }
        }

        Dictionary<Var, NdArray> sums = [];
        for (int i = 0; i < cotangents.Count; i++)
        {
            Accumulate(jaxpr.Outputs[i], cotangents[i]);
        }
        for (int i = linear.Count - 1; i >= 0; i--)
        {
            Equation equation = linear[i];
            NdArray?[] arriving = equation.Outputs.Select(Take).ToArray();
            if (arriving.All(ct => ct is null))
            {
                continue;
            }
            TransposeInput[] operands = equation.Inputs.Select(a => new TransposeInput(a.Aval, Value(a))).ToArray();
            NdArray?[] leaving = equation.Primitive.Transpose(equation.Primitive, arriving, equation.Outputs.Select(o => o.Aval).ToArray(), operands, equation.Params);
            for (int k = 0; k < leaving.Length; k++)
            {
                Accumulate(equation.Inputs[k], leaving[k]);
            }
        }
        return jaxpr.InVars.Select((v, i) => inputs[i] is null ? Take(v) : null).ToArray();

        bool IsValue(Atom atom) => atom is Literal || values.ContainsKey((Var)atom);

        NdArray? Value(Atom atom) => atom is Literal literal ? Tracing.ValueOf(literal) : values.TryGetValue((Var)atom, out NdArray? value) ? value : null;

        NdArray? Take(Var variable) => sums.TryGetValue(variable, out NdArray? sum) ? sum : null;

        void Accumulate(Atom atom, NdArray? cotangent)
        {
            if (cotangent is not null && atom is Var variable && !values.ContainsKey(variable))
            {
                sums[variable] = sums.TryGetValue(variable, out NdArray? sum) ? AddAny(sum, cotangent) : cotangent;
            }
        }

        void Write(IReadOnlyList<Var> variables, IReadOnlyList<NdArray?> given)
        {
            for (int i = 0; i < variables.Count; i++)
            {
                if (given[i] is { } value)
                {
                    values[variables[i]] = value;
                }
            }
        }
    }

    /// <summary>
    /// The transpose as a jaxpr: inputs are the values of the inputs that are not linear, then the cotangents of the outputs marked; outputs are the cotangents
    /// of the linear inputs that are not zero. Made once for each jaxpr object.
    /// </summary>
    public static TransposedJaxpr OfJaxpr(Jaxpr jaxpr, bool[] linear, bool[] nonzeroCotangents) =>
        JaxprCache.Derive(jaxpr, "transpose " + JaxprCache.KeyOf(linear) + " " + JaxprCache.KeyOf(nonzeroCotangents), () =>
        {
            bool[] nonzero = [];
            IEnumerable<Aval> avals = jaxpr.InVars.Where((_, i) => !linear[i]).Select(v => v.Aval)
                .Concat(jaxpr.Outputs.Where((_, i) => nonzeroCotangents[i]).Select(o => o.Aval));
            Jaxpr transposed = Tracing.MakeJaxpr(
                given =>
                {
                    int next = 0;
                    NdArray?[] inputs = linear.Select(isLinear => isLinear ? null : given[next++]).ToArray();
                    NdArray?[] cotangents = nonzeroCotangents.Select(isNonzero => isNonzero ? given[next++] : null).ToArray();
                    NdArray?[] results = Run(jaxpr, inputs, cotangents);
                    nonzero = results.Select(ct => ct is not null).ToArray();
                    return results.Where(ct => ct is not null).Select(ct => ct!).ToArray();
                },
                avals.ToArray());
            return new TransposedJaxpr(transposed, nonzero);
        });
}

/// <param name="Jaxpr">From values and cotangents to cotangents.</param>
/// <param name="Nonzero">Which of the original inputs get a cotangent.</param>
internal sealed record TransposedJaxpr(Jaxpr Jaxpr, bool[] Nonzero);
