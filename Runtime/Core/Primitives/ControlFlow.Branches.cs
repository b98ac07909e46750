// Rules of cond and while: forward derivative, batching, dead operands.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    internal static (NdArray[] Primals, NdArray?[] Tangents) CondJvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        Jaxpr[] branches = parameters.Jaxprs("branches");
        bool[] nonzero = tangents.Skip(1).Select(t => t is not null).ToArray();
        bool[] any = branches.Select(b => JvpTransform.OfJaxpr(b, nonzero).Nonzero).Aggregate(Or);
        JvpJaxpr[] jvps = branches.Select(b => JvpTransform.OfJaxpr(b, nonzero, any)).ToArray();
        NdArray[] results = Cond.Bind(parameters.With("branches", PyTuple.Of(jvps.Select(j => j.Jaxpr))), [.. primals, .. Present(tangents.Skip(1))]);
        return Calls.Spread(results, any);
    }

    internal static (NdArray[] Outputs, int?[] Dims) CondBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
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
        // A choice an example: every branch runs on all of them, and the results are selected. A branch sees the values of the examples that do not take it
        // without their derivatives: what is infinite there must not reach a gradient.
        NdArray[] front = inputs.Select((x, i) => ElementwiseFamily.BatchAtFront(x, dims[i], size)).ToArray();
        NdArray[][] results = branches.Select((branch, b) =>
        {
            NdArray here = Eq(front[0], Constant(b, front[0]));
            NdArray[] operands = front.Skip(1).Select(x =>
            {
                NdArray stopped = StopGradient(x);
                return Select(Spread(here, x.Shape), x, stopped);
            }).ToArray();
            (NdArray[] outputs, int?[] places) = BatchTransform.Run(branch, size, operands, operands.Select(_ => (int?)0).ToArray());
            return outputs.Select((o, i) => ElementwiseFamily.BatchAtFront(o, places[i], size)).ToArray();
        }).ToArray();
        NdArray[] chosen = results.Length == 1 ? results[0] : results[0].Select((first, i) => SelectN(Spread(front[0], first.Shape), results.Select(r => r[i]).ToArray())).ToArray();
        return (chosen, chosen.Select(_ => (int?)0).ToArray());
    }

    // An operand goes when no branch reads it.
    internal static DceResult? CondDce(bool[] used, Equation equation)
    {
        Jaxpr[] branches = equation.Params.Jaxprs("branches");
        List<Equation>[] live = branches.Select(b => JaxprParts.Live(b.Equations, Where(b.Outputs, used))).ToArray();
        bool[] read = branches.Select((b, i) =>
        {
            HashSet<Atom> atoms = [.. Where(b.Outputs, used), .. live[i].SelectMany(e => e.Inputs)];
            return b.InVars.Select(atoms.Contains).ToArray();
        }).Aggregate(Or);
        Jaxpr[] smaller = branches.Select((b, i) => JaxprParts.Build(b.ConstVars, b.Consts, Where(b.InVars, read), live[i], Where(b.Outputs, used))).ToArray();
        bool[] usedInputs = [true, .. read];
        return new DceResult(
            usedInputs, new Equation(Cond, Where(equation.Inputs, usedInputs), Where(equation.Outputs, used), equation.Params.With("branches", PyTuple.Of(smaller))));
    }

    internal static (NdArray[] Primals, NdArray?[] Tangents) WhileJvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
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

    // With a predicate an example (JAX's form): the condition gives a batch of bools, the loop runs while any is true, and finished examples keep their values.
    internal static (NdArray[] Outputs, int?[] Dims) WhileBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        int condConsts = parameters.Int("cond_nconsts"), bodyConsts = parameters.Int("body_nconsts");
        Jaxpr condJaxpr = parameters.Jaxpr("cond_jaxpr"), bodyJaxpr = parameters.Jaxpr("body_jaxpr");
        int?[] front = dims.Select(d => d is null ? null : (int?)0).ToArray();
        int?[] condDims = front.Take(condConsts).ToArray(), bodyDims = front.Skip(condConsts).Take(bodyConsts).ToArray(), carryDims = front.Skip(condConsts + bodyConsts).ToArray();
        BatchedJaxpr body, condition;
        while (true)
        {
            condition = BatchTransform.OfJaxpr(condJaxpr, size, [.. condDims, .. carryDims], [condJaxpr.Outputs[0].Aval.Rank > 0]);
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
