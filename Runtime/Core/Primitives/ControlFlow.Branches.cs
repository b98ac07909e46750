// Rules of cond and while: forward derivative and batching. Their reverse is not in this version.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    private static (NdArray[] Primals, NdArray?[] Tangents) CondJvp(NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        Jaxpr[] branches = parameters.Jaxprs("branches");
        bool[] nonzero = tangents.Skip(1).Select(t => t is not null).ToArray();
        bool[] any = branches.Select(b => JvpTransform.OfJaxpr(b, nonzero).Nonzero).Aggregate(Or);
        JvpJaxpr[] jvps = branches.Select(b => JvpTransform.OfJaxpr(b, nonzero, any)).ToArray();
        NdArray[] results = Cond.Bind(parameters.With("branches", PyTuple.Of(jvps.Select(j => j.Jaxpr))), [.. primals, .. Present(tangents.Skip(1))]);
        return Calls.Spread(results, any);
    }

    private static NdArray?[] CondTranspose(NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        throw new NotSupportedException("Reverse-mode differentiation of lax.cond is not in this version; use forward mode (Jax.Jvp), or Jnp.Where on both values.");

    private static (NdArray[] Outputs, int?[] Dims) CondBatch(Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        Jaxpr[] branches = parameters.Jaxprs("branches");
        int?[] operandDims = dims.Skip(1).ToArray();
        if (dims[0] is null)
        {
            bool[] none = new bool[branches[0].Outputs.Count];
            bool[] batched = branches.Select(b => BatchTransform.OfJaxpr(b, size, operandDims, none).Dims.Select(d => d is not null).ToArray()).Aggregate(Or);
            Jaxpr[] over = branches.Select(b => BatchTransform.OfJaxpr(b, size, operandDims, batched).Jaxpr).ToArray();
            return (Cond.Bind(parameters.With("branches", PyTuple.Of(over)), inputs), batched.Select(b => b ? (int?)0 : null).ToArray());
        }
        // A choice an example: every branch runs on all of them, and the results are selected.
        NdArray index = ElementwiseFamily.BatchAtFront(inputs[0], dims[0], size);
        index = Clamp(Constant(0, index), index, Constant(branches.Length - 1, index));
        NdArray[]? chosen = null;
        for (int b = 0; b < branches.Length; b++)
        {
            (NdArray[] outputs, int?[] places) = BatchTransform.Run(branches[b], size, inputs.Skip(1).ToArray(), operandDims);
            outputs = outputs.Select((o, i) => ElementwiseFamily.BatchAtFront(o, places[i], size)).ToArray();
            NdArray here = Eq(index, Constant(b, index));
            chosen = chosen is null ? outputs : outputs.Zip(chosen, (now, before) => Select(Spread(here, now.Shape), now, before)).ToArray();
        }
        return (chosen!, chosen!.Select(_ => (int?)0).ToArray());
    }

    private static DceResult? CondDce(bool[] used, Equation equation)
    {
        Jaxpr[] branches = equation.Params.Jaxprs("branches")
            .Select(b => JaxprParts.Build(b.ConstVars, b.Consts, b.InVars, JaxprParts.Live(b.Equations, Where(b.Outputs, used)), Where(b.Outputs, used)))
            .ToArray();
        return new DceResult(
            equation.Inputs.Select(_ => true).ToArray(),
            new Equation(Cond, equation.Inputs, Where(equation.Outputs, used), equation.Params.With("branches", PyTuple.Of(branches))));
    }

    private static (NdArray[] Primals, NdArray?[] Tangents) WhileJvp(NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        int condConsts = parameters.Int("cond_nconsts"), bodyConsts = parameters.Int("body_nconsts");
        Jaxpr condJaxpr = parameters.Jaxpr("cond_jaxpr"), bodyJaxpr = parameters.Jaxpr("body_jaxpr");
        bool[] constNonzero = tangents.Skip(condConsts).Take(bodyConsts).Select(t => t is not null).ToArray();
        bool[] carryNonzero = tangents.Skip(condConsts + bodyConsts).Select(t => t is not null).ToArray();
        JvpJaxpr jvp;
        while (true)
        {
            jvp = JvpTransform.OfJaxpr(bodyJaxpr, [.. constNonzero, .. carryNonzero], carryNonzero);
            bool[] grown = Or(carryNonzero, jvp.Nonzero);
            if (grown.SequenceEqual(carryNonzero))
            {
                break;
            }
            carryNonzero = grown;
        }
        int constTangents = constNonzero.Count(n => n), all = bodyJaxpr.InVars.Count;
        IReadOnlyList<Var> inVars = jvp.Jaxpr.InVars;
        Jaxpr body = Rearrange(
            jvp.Jaxpr,
            [.. inVars.Take(bodyConsts), .. inVars.Skip(all).Take(constTangents), .. inVars.Skip(bodyConsts).Take(all - bodyConsts), .. inVars.Skip(all + constTangents)],
            jvp.Jaxpr.Outputs);
        Var[] unread = Where(condJaxpr.InVars.Skip(condConsts), carryNonzero).Select(v => new Var(v.Aval)).ToArray();
        Jaxpr condition = Rearrange(condJaxpr, [.. condJaxpr.InVars, .. unread], condJaxpr.Outputs);
        NdArray[] carry = primals.Skip(condConsts + bodyConsts).ToArray();
        NdArray[] slopes = Present(tangents.Skip(condConsts + bodyConsts).Select((t, i) => t ?? (carryNonzero[i] ? Zeros(carry[i].Aval) : null)));
        NdArray[] results = While.Bind(
            Params.Of(("body_jaxpr", body), ("body_nconsts", (Dim)(bodyConsts + constTangents)), ("cond_jaxpr", condition), ("cond_nconsts", (Dim)condConsts)),
            [.. primals.Take(condConsts + bodyConsts), .. Present(tangents.Skip(condConsts).Take(bodyConsts)), .. carry, .. slopes]);
        return Calls.Spread(results, carryNonzero);
    }

    private static NdArray?[] WhileTranspose(NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters) =>
        throw new NotSupportedException(
            "Reverse-mode differentiation does not work for lax.while_loop or lax.fori_loop with dynamic start/stop values. "
            + "Try using lax.scan, or using fori_loop with static start/stop.");

    // With a predicate an example (JAX's form): the condition gives a batch of bools, the loop runs while any is true, and finished examples keep their values.
    private static (NdArray[] Outputs, int?[] Dims) WhileBatch(Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        int condConsts = parameters.Int("cond_nconsts"), bodyConsts = parameters.Int("body_nconsts");
        Jaxpr condJaxpr = parameters.Jaxpr("cond_jaxpr"), bodyJaxpr = parameters.Jaxpr("body_jaxpr");
        int?[] front = dims.Select(d => d is null ? null : (int?)0).ToArray();
        int?[] condDims = front.Take(condConsts).ToArray(), bodyDims = front.Skip(condConsts).Take(bodyConsts).ToArray(), carryDims = front.Skip(condConsts + bodyConsts).ToArray();
        BatchedJaxpr body, condition;
        while (true)
        {
            condition = BatchTransform.OfJaxpr(condJaxpr, size, [.. condDims, .. carryDims], [false]);
            body = BatchTransform.OfJaxpr(bodyJaxpr, size, [.. bodyDims, .. carryDims], carryDims.Select(d => d is not null).ToArray());
            int?[] grown = condition.Dims[0] is not null ? carryDims.Select(_ => (int?)0).ToArray() : carryDims.Zip(body.Dims, (before, after) => before ?? after).ToArray();
            if (grown.SequenceEqual(carryDims))
            {
                break;
            }
            carryDims = grown;
        }
        int?[] after2 = [.. condDims, .. bodyDims, .. carryDims];
        NdArray[] operands = inputs.Select((x, i) => Front(x, dims[i], after2[i], size)).ToArray();
        return (While.Bind(parameters.With("body_jaxpr", body.Jaxpr).With("cond_jaxpr", condition.Jaxpr), operands), carryDims);
    }

    private static NdArray Constant(long value, NdArray like) => new(Scalar.Of(value, like.Dtype), weak: false);

    // A batch of bools over the rest of a shape.
    private static NdArray Spread(NdArray flags, Shape shape) =>
        flags.Rank == shape.Rank ? flags : BroadcastInDim(flags, shape, Enumerable.Range(0, flags.Rank).ToArray());
}
