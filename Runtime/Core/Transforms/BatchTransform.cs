// Vectorisation: walks a jaxpr with a batch axis on some values, asking each primitive what it does with it.
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static class BatchTransform
{
    /// <summary>Runs a jaxpr over a batch in the ambient trace. A null axis: the value is the same for the whole batch.</summary>
    public static (NdArray[] Outputs, int?[] Dims) Run(Jaxpr jaxpr, Dim size, IReadOnlyList<NdArray> inputs, IReadOnlyList<int?> dims)
    {
        Tracing.Environment values = new(jaxpr, inputs);
        Dictionary<Var, int> axes = [];
        Write(jaxpr.InVars, dims);
        foreach (Equation equation in jaxpr.Equations)
        {
            NdArray[] operands = values.Read(equation.Inputs);
            int?[] operandDims = Read(equation.Inputs);
            if (operandDims.All(d => d is null))
            {
                values.Write(equation.Outputs, equation.Primitive.Bind(equation.Params, operands));
                continue;
            }
            (NdArray[] outputs, int?[] outputDims) = equation.Primitive.Batch(equation.Primitive, size, operands, operandDims, equation.Params);
            values.Write(equation.Outputs, outputs);
            Write(equation.Outputs, outputDims);
        }
        return (values.Read(jaxpr.Outputs), Read(jaxpr.Outputs));

        int?[] Read(IReadOnlyList<Atom> atoms) => atoms.Select(a => a is Var v && axes.TryGetValue(v, out int axis) ? axis : (int?)null).ToArray();

        void Write(IReadOnlyList<Var> variables, IReadOnlyList<int?> places)
        {
            for (int i = 0; i < variables.Count; i++)
            {
                if (places[i] is { } axis)
                {
                    axes[variables[i]] = axis;
                }
            }
        }
    }

    /// <summary>
    /// The vectorised jaxpr. Without <paramref name="atFront"/> outputs keep the axis where it falls (JAX's batch_jaxpr for jit); with it, outputs have the
    /// axis in front where they are batched or marked (as scan, while and cond need). Made once for each jaxpr object.
    /// </summary>
    public static BatchedJaxpr OfJaxpr(Jaxpr jaxpr, Dim size, int?[] dims, bool[]? atFront = null) =>
        JaxprCache.Derive(jaxpr, $"batch {size} {string.Join(",", dims)} {(atFront is null ? "free" : JaxprCache.KeyOf(atFront))}", () =>
        {
            int?[] outputDims = [];
            Jaxpr batched = Tracing.MakeJaxpr(
                inputs =>
                {
                    (NdArray[] outputs, outputDims) = Run(jaxpr, size, inputs, dims);
                    if (atFront is not null)
                    {
                        for (int i = 0; i < outputs.Length; i++)
                        {
                            if (outputDims[i] is not null || atFront[i])
                            {
                                outputs[i] = ElementwiseFamily.BatchAtFront(outputs[i], outputDims[i], size);
                                outputDims[i] = 0;
                            }
                        }
                    }
                    return outputs;
                },
                jaxpr.InVars.Select((v, i) => dims[i] is { } axis ? Insert(v.Aval, axis, size) : v.Aval).ToArray());
            return new BatchedJaxpr(batched, outputDims);
        });

    /// <summary>The aval with a batch axis.</summary>
    public static Aval Insert(Aval aval, int axis, Dim size) => aval.WithShape(Shape.Of(aval.Shape.Take(axis).Append(size).Concat(aval.Shape.Skip(axis))));

    /// <summary>The aval without an axis.</summary>
    public static Aval Remove(Aval aval, int axis) => aval.WithShape(Shape.Of(aval.Shape.Where((_, i) => i != axis)));
}

/// <param name="Jaxpr">Over batched values.</param>
/// <param name="Dims">Where each output has its batch axis.</param>
internal sealed record BatchedJaxpr(Jaxpr Jaxpr, int?[] Dims);
