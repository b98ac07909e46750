// Equations that are not loops: matrix products with their operands laid out, control flow with plans of its own, and calls of the interpreter's code.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class StepLowering
{
    /// <summary>Fills a new buffer of this shape and type by a nest that reads an atom.</summary>
    internal delegate PlanBuffer Relay(Shape shape, DType dtype, Atom source, Func<BlockBuilder, IReadOnlyList<Affine>, NestValue> element);

    public static Step Lower(Equation equation, LoweringProgram program, Relay relay)
    {
        if (LoweringProgram.IsProduct(equation))
        {
            return Product(equation, program, relay);
        }
        PlanBuffer[] inputs = equation.Inputs.Select(program.BufferOf).ToArray();
        PlanBuffer[] outputs = equation.Outputs.Select(program.BufferOf).ToArray();
        Params parameters = equation.Params;
        switch (equation.Primitive.Semantics)
        {
            case Semantics.Pull { Updates: true }:
                return new UpdateStep(inputs[0], inputs[1], Part(inputs, 2), outputs[0]);
            case Semantics.ArgReduce or Semantics.Scatter or Semantics.Dot:
                return new LibraryCall(equation.Primitive, parameters, inputs, outputs);
            case Semantics.Scan:
                int consts = parameters.Int("num_consts"), carries = parameters.Int("num_carry");
                return new ScanStep(
                    parameters.Dim("length"), parameters.Bool("reverse"), program.Plans.Of(parameters.Jaxpr("jaxpr")),
                    Part(inputs, 0, consts), Part(inputs, consts, carries), Part(inputs, consts + carries), Part(outputs, 0, carries), Part(outputs, carries));
            case Semantics.While:
                return While(parameters, inputs, outputs, program.Plans);
            case Semantics.Cond:
                return new CondStep(inputs[0], parameters.Jaxprs("branches").Select(program.Plans.Of).ToArray(), Part(inputs, 1), outputs);
            case Semantics.Check:
                throw new NotSupportedException($"'{equation.Primitive.Name}' gives no result: a program that checks is lowered with its checks discharged");
            case Semantics.NotExecutable why:
                throw new NotSupportedException($"'{equation.Primitive.Name}' cannot run: {why.Why}");
            default:
                throw new InvalidOperationException($"lowering does not know the form {equation.Primitive.Semantics.GetType().Name}");
        }
    }

    private static WhileStep While(Params parameters, PlanBuffer[] inputs, PlanBuffer[] outputs, InnerPlans plans)
    {
        int condition = parameters.Int("cond_nconsts"), body = parameters.Int("body_nconsts");
        Jaxpr test = parameters.Jaxpr("cond_jaxpr"), next = parameters.Jaxpr("body_jaxpr");
        PlanBuffer[] testConsts = Part(inputs, 0, condition), carry = Part(inputs, condition + body);
        if (test.Outputs[0].Aval.Rank == 0)
        {
            return new WhileStep(plans.Of(test), plans.Of(next), testConsts, Part(inputs, condition, body), carry, outputs);
        }
        (Plan goesOn, Plan step) = plans.OfBatchedWhile(test, condition, next, body);
        return new WhileStep(goesOn, step, testConsts, Part(inputs, 0, condition + body), carry, outputs);
    }

    private static PlanBuffer[] Part(PlanBuffer[] buffers, int start, int? count = null) => buffers.Skip(start).Take(count ?? buffers.Length - start).ToArray();

    private static MatrixProduct Product(Equation equation, LoweringProgram program, Relay relay)
    {
        PyTuple numbers = equation.Params.Tuple("dimension_numbers");
        int[][] contracting = Pair(numbers.Items[0]), batch = Pair(numbers.Items[1]);
        Atom left = equation.Inputs[0], right = equation.Inputs[1];
        DType dtype = equation.Outputs[0].Aval.DType;
        int[] leftFree = Free(left, contracting[0], batch[0]), rightFree = Free(right, contracting[1], batch[1]);
        return new MatrixProduct(
            Layout(left, [.. batch[0], .. leftFree, .. contracting[0]]), Layout(right, [.. batch[1], .. contracting[1], .. rightFree]), program.BufferOf(equation.Outputs[0]),
            Size(left, batch[0]), Size(left, leftFree), Size(left, contracting[0]), Size(right, rightFree));

        PlanBuffer Layout(Atom operand, int[] order)
        {
            bool inOrder = order.SequenceEqual(Enumerable.Range(0, order.Length)) && operand.Aval.DType == dtype;
            if (inOrder && (operand is Literal || program.IsStored((Var)operand)))
            {
                return program.BufferOf(operand);
            }
            return relay(Shape.Of(order.Select(a => operand.Aval.Shape[a])), dtype, operand, (block, index) =>
            {
                Affine[] at = new Affine[order.Length];
                for (int i = 0; i < order.Length; i++)
                {
                    at[order[i]] = index[i];
                }
                NestValue element = block.Element(operand, at, Guard.None);
                if (element.DType == dtype)
                {
                    return element;
                }
                Equation conversion = Tracing.MakeJaxpr(x => [Erased.Lax.ConvertElementType(x[0], dtype)], [Aval.Scalar(element.DType)]).Equations[0];
                return block.Apply(conversion.Primitive, conversion.Params, [element], dtype);
            });
        }
    }

    private static int[] Free(Atom operand, int[] contracting, int[] batch) => Enumerable.Range(0, operand.Aval.Rank).Except(contracting).Except(batch).ToArray();

    private static Dim Size(Atom operand, int[] axes) => axes.Aggregate((Dim)1, (size, axis) => size * operand.Aval.Shape[axis]);

    private static int[][] Pair(object? value) =>
        ((PyTuple)value!).Items.Select(side => ((PyTuple)side!).Items.Select(d => checked((int)((Dim)d!).Value)).ToArray()).ToArray();
}
