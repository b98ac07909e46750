// What elementwise primitives have in common: implicit broadcasting of scalars and axes of size one, element types, batching, and the shapes of derivative rules.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

/// <summary>One operand's part of a derivative: tangent <paramref name="g"/>, the result <paramref name="y"/>, the operands <paramref name="x"/>.</summary>
internal delegate NdArray Term(NdArray g, NdArray y, NdArray[] x, Params parameters);

internal static class ElementwiseFamily
{
    /// <summary>The derivative that is the sum of its operands' terms (JAX's standard_jvp); a null term is zero.</summary>
    public static JvpRule Jvp(params Term?[] terms) => (self, primals, tangents, parameters) =>
    {
        NdArray result = self.Bind(parameters, primals)[0];
        List<NdArray> parts = [];
        for (int i = 0; i < terms.Length; i++)
        {
            if (tangents[i] is { } tangent && terms[i] is { } term)
            {
                parts.Add(term(tangent, result, primals, parameters));
            }
        }
        return ([result], [parts.Count == 0 ? null : parts.Aggregate(AddAny)]);
    };

    /// <summary>The derivative of a linear primitive: itself on the tangents (JAX's linear_jvp).</summary>
    public static JvpRule LinearJvp { get; } = (self, primals, tangents, parameters) =>
    {
        NdArray[] results = self.Bind(parameters, primals);
        NdArray[] full = tangents.Select((t, i) => t ?? Zeros(primals[i].Aval)).ToArray();
        return (results, self.Bind(parameters, full));
    };

    /// <summary>Element types, the same for all operands unless <paramref name="same"/> is false, and the broadcast shape.</summary>
    public static Aval Result(Primitive self, Aval[] inputs, DTypeSet[] accepted, DType? fixedDType, bool same = true)
    {
        string name = self.Name;
        if (inputs.Length != accepted.Length)
        {
            throw new ShapeException($"{name} takes {accepted.Length} operands, got {inputs.Length}");
        }
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs.Length == 1)
            {
                accepted[i].Require(name, inputs[i].DType);
            }
            else
            {
                accepted[i].Require(name, inputs[i].DType, i);
            }
        }
        if (same)
        {
            DTypeSets.RequireSame(name, inputs, self.Numpy);
        }
        return new Aval(BroadcastShape(name, inputs), fixedDType ?? inputs[0].DType, inputs.All(a => a.Weak));
    }

    /// <summary>Scalars stretch to any shape, and axes of size one to any size.</summary>
    public static Shape BroadcastShape(string name, IReadOnlyList<Aval> inputs)
    {
        Shape[] shapes = inputs.Select(a => a.Shape).Where(s => s.Rank > 0).ToArray();
        if (shapes.Length == 0)
        {
            return Shape.Scalar;
        }
        if (shapes.Any(s => s.Rank != shapes[0].Rank))
        {
            throw new ShapeException(
                $"{name}: arrays must have the same number of dimensions, got {{{string.Join(", ", shapes.Select(s => s.Rank).Distinct().OrderBy(r => r))}}}");
        }
        ShapeInference.Meet(shapes);
        Dim[] dims = new Dim[shapes[0].Rank];
        for (int axis = 0; axis < dims.Length; axis++)
        {
            Dim[] sizes = shapes.Select(s => s[axis]).Where(d => !d.Equals(1)).ToArray();
            dims[axis] = sizes.Length == 0 ? 1 : sizes[0];
            if (sizes.Any(d => !d.Agrees(sizes[0])))
            {
                throw new ShapeException($"{name} got incompatible shapes for broadcasting: {string.Join(", ", (IEnumerable<Shape>)shapes)}.");
            }
        }
        return new Shape(dims);
    }

    /// <summary>Batching of a primitive of one operand whose result has the operand's axes (JAX's defvectorized).</summary>
    public static BatchRule BatchOne { get; } = (self, _, inputs, dims, parameters) => (self.Bind(parameters, inputs), [dims[0]]);

    /// <summary>Batching that leans on implicit broadcasting (JAX's broadcast_batcher).</summary>
    public static BatchRule BatchBroadcasting { get; } = (self, _, inputs, dims, parameters) =>
    {
        int first = Array.FindIndex(dims, d => d is not null);
        Shape shape = inputs[first].Shape;
        if (inputs.Zip(dims, (x, d) => x.Rank == 0 || (x.Shape.Equals(shape) && d == dims[first])).All(agrees => agrees))
        {
            return (self.Bind(parameters, inputs), [dims[first]]);
        }
        NdArray[] aligned = inputs.Select((x, i) => x.Rank == 0 ? x : BatchAtFront(x, dims[i], 1)).ToArray();
        int rank = aligned.Max(x => x.Rank);
        for (int i = 0; i < aligned.Length; i++)
        {
            if (dims[i] is not null && aligned[i].Rank < rank)
            {
                aligned[i] = ExpandDims(aligned[i], Enumerable.Range(aligned[i].Rank, rank - aligned[i].Rank).ToArray());
            }
        }
        return (self.Bind(parameters, aligned), [0]);
    };

    /// <summary>The value with its batch axis in front; an unbatched value gets an axis of <paramref name="size"/>.</summary>
    public static NdArray BatchAtFront(NdArray x, int? dim, Dim size) => dim is { } axis ? MoveAxis(x, axis, 0) : Broadcast(x, [size]);
}
