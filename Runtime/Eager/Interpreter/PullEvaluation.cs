// Reference evaluation of primitives that move elements: the index rule of the table, asked for every output element.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

/// <summary>Evaluates <see cref="Semantics.Pull"/>. Affine rules run as strided copies, the others element by element.</summary>
internal static class PullEvaluation
{
    public static NdArray[] Evaluate(PullRule rule, Equation equation, NdArray[] inputs)
    {
        NdArray[] results = new NdArray[equation.Outputs.Count];
        for (int output = 0; output < results.Length; output++)
        {
            Aval aval = equation.Outputs[output].Aval;
            IndexExpr[] loops = aval.Shape.Select((extent, axis) => (IndexExpr)new IndexExpr.Loop(axis, extent)).ToArray();
            ValueExpr value = rule(equation, output, loops, (operand, index) => new ValueExpr.Element(equation.Inputs[operand], new EquatableList<IndexExpr>(index)));
            Dictionary<Atom, NdArray> sources = [];
            for (int i = 0; i < inputs.Length; i++)
            {
                sources[equation.Inputs[i]] = inputs[i];
            }
            results[output] = Storage.Dispatch<Run, NdArray>(aval.DType, new Run(value, aval, sources));
        }
        return results;
    }

    private readonly record struct Run(ValueExpr Value, Aval Aval, Dictionary<Atom, NdArray> Sources) : ITyped<NdArray>
    {
        public NdArray Invoke<T>()
            where T : unmanaged
        {
            T[] result = (T[])Storage.Allocate(Aval);
            int[] shape = Aval.Shape.ToInts();
            if (result.Length == 0)
            {
                return new NdArray(Aval, result);
            }
            if (Value is ValueExpr.Element element && StridedView.Of(element, shape, Sources[element.Source].Shape) is { } view)
            {
                view.CopyTo(Storage.Of<T>(Sources[element.Source]), result);
                return new NdArray(Aval, result);
            }
            Func<long[], T> at = new ElementCompiler(Sources).Value<T>(Value);
            long[] index = new long[shape.Length];
            for (int i = 0; i < result.Length; i++)
            {
                result[i] = at(index);
                for (int axis = shape.Length - 1; axis >= 0 && ++index[axis] == shape[axis]; axis--)
                {
                    index[axis] = 0;
                }
            }
            return new NdArray(Aval, result);
        }
    }
}
