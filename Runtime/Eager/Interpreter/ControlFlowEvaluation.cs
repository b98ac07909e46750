// Reference evaluation of scan, while and cond: the loops that their definitions describe.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

internal static class ControlFlowEvaluation
{
    public static NdArray[] Cond(NdArray[] inputs, Params parameters)
    {
        Jaxpr[] branches = parameters.Jaxprs("branches");
        long index = Math.Max(0, Math.Min(branches.Length - 1, Storage.Integer(inputs[0])));
        return Interpreter.Run(branches[index], inputs[1..]);
    }

    public static NdArray[] While(NdArray[] inputs, Params parameters)
    {
        int condConsts = parameters.Int("cond_nconsts"), bodyConsts = parameters.Int("body_nconsts");
        NdArray[] condition = inputs[..condConsts], body = inputs[condConsts..(condConsts + bodyConsts)], carry = inputs[(condConsts + bodyConsts)..];
        Jaxpr condJaxpr = parameters.Jaxpr("cond_jaxpr"), bodyJaxpr = parameters.Jaxpr("body_jaxpr");
        while (true)
        {
            NdArray go = Interpreter.Run(condJaxpr, [.. condition, .. carry])[0];
            if (!Storage.Of<bool>(go).Contains(true))
            {
                return carry;
            }
            NdArray[] next = Interpreter.Run(bodyJaxpr, [.. body, .. carry]);
            // A batch of conditions: the examples that are finished keep their values.
            carry = go.Rank == 0 ? next : next.Select((after, i) => Keep(go, carry[i], after)).ToArray();
        }
    }

    private static NdArray Keep(NdArray go, NdArray before, NdArray after)
    {
        NdArray flags = new(go.Aval.WithShape(Shape.Of(go.Shape.Concat(Enumerable.Repeat((Dim)1, after.Rank - go.Rank)))), Storage.Of(go));
        return ElementwiseEvaluation.Evaluate(nameof(Simd.SpanKernels.Select), [flags, before, after], after.Aval);
    }

    public static NdArray[] Scan(NdArray[] inputs, Params parameters, Aval[] outputs)
    {
        Jaxpr jaxpr = parameters.Jaxpr("jaxpr");
        int length = parameters.Int("length"), carries = parameters.Int("num_carry"), constants = parameters.Int("num_consts");
        bool reverse = parameters.Bool("reverse");
        NdArray[] consts = inputs[..constants], carry = inputs[constants..(constants + carries)], xs = inputs[(constants + carries)..];
        Array[] stacked = outputs[carries..].Select(o => Storage.Allocate(o)).ToArray();
        for (int step = 0; step < length; step++)
        {
            int at = reverse ? length - 1 - step : step;
            NdArray[] results = Interpreter.Run(jaxpr, [.. consts, .. carry, .. xs.Select(x => Row(x, at))]);
            carry = results[..carries];
            for (int y = 0; y < stacked.Length; y++)
            {
                Array row = Storage.Of(results[carries + y]);
                Array.Copy(row, 0, stacked[y], (long)at * row.Length, row.Length);
            }
        }
        return [.. carry, .. stacked.Select((data, y) => new NdArray(outputs[carries + y], data))];
    }

    private static NdArray Row(NdArray array, int index)
    {
        Aval aval = array.Aval.WithShape(Shape.Of(array.Shape.Skip(1)));
        Array row = Storage.Allocate(aval);
        Array.Copy(Storage.Of(array), (long)index * row.Length, row, 0, row.Length);
        return new NdArray(aval, row);
    }
}
