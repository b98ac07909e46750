// The reference executor: one primitive at a time, by the form of its semantics.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

internal static class Interpreter
{
    /// <summary>Runs a jaxpr on concrete inputs; <paramref name="consts"/> are the values of its constant variables when the jaxpr does not carry them.</summary>
    public static NdArray[] Run(Jaxpr jaxpr, IReadOnlyList<NdArray> inputs, IReadOnlyList<NdArray>? consts = null)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        consts ??= jaxpr.Consts;
        if (inputs.Count != jaxpr.InVars.Count || consts.Count != jaxpr.ConstVars.Count)
        {
            throw new ArgumentException(
                $"the jaxpr takes {jaxpr.ConstVars.Count} constants and {jaxpr.InVars.Count} inputs; {consts.Count} and {inputs.Count} were given", nameof(inputs));
        }
        Dictionary<Atom, NdArray> environment = [];
        Bind(jaxpr.ConstVars, consts, environment);
        Bind(jaxpr.InVars, inputs, environment);
        foreach (Equation equation in jaxpr.Equations)
        {
            NdArray[] operands = equation.Inputs.Select(Read).ToArray();
            NdArray[] results = Evaluate(equation.Primitive, operands, equation.Params, equation.Outputs.Select(o => o.Aval).ToArray());
            Bind(equation.Outputs, results, environment);
        }
        return jaxpr.Outputs.Select(Read).ToArray();

        NdArray Read(Atom atom) => atom is Literal literal ? new NdArray(literal.Value, literal.Aval.Weak) : environment[atom];
    }

    /// <summary>Evaluates one primitive on concrete inputs.</summary>
    public static NdArray[] Evaluate(Primitive primitive, NdArray[] inputs, Params parameters, Aval[] outputs) => primitive.Semantics switch
    {
        Semantics.Elementwise elementwise => [ElementwiseEvaluation.Evaluate(elementwise.Kernel, inputs, outputs[0], elementwise.ParameterOf(parameters))],
        Semantics.Pull pull => PullEvaluation.Evaluate(pull.Rule, Rebuild(primitive, inputs, parameters, outputs), inputs),
        Semantics.Reduce reduce => [ReductionEvaluation.Evaluate(reduce.Monoid, inputs[0], parameters.Ints("axes"), outputs[0])],
        Semantics.ArgReduce arg => [ReductionEvaluation.ArgReduce(arg.Max, inputs[0], parameters.Ints("axes")[0], outputs[0])],
        Semantics.Dot => [Contraction.Evaluate(inputs[0], inputs[1], parameters, outputs[0])],
        Semantics.Scatter scatter => [ScatterEvaluation.Evaluate(scatter.Combine, inputs[0], inputs[1], inputs[2], parameters)],
        Semantics.Call call => Run(parameters.Jaxpr(call.JaxprParam), inputs),
        Semantics.Expand expand => expand.Body(inputs, parameters),
        Semantics.Scan => ControlFlowEvaluation.Scan(inputs, parameters, outputs),
        Semantics.While => ControlFlowEvaluation.While(inputs, parameters),
        Semantics.Cond => ControlFlowEvaluation.Cond(inputs, parameters),
        Semantics.Check check => Storage.Of<bool>(inputs[0])[0] ? [] : throw new InvalidOperationException(((PyString)parameters[check.MessageParam]!).Text),
        Semantics.NotExecutable why => throw new NotSupportedException($"'{primitive.Name}' cannot run: {why.Why}"),
        _ => throw new InvalidOperationException($"the interpreter does not know the form {primitive.Semantics.GetType().Name}"),
    };

    private static Equation Rebuild(Primitive primitive, NdArray[] inputs, Params parameters, Aval[] outputs) =>
        new(primitive, inputs.Select(i => new Var(i.Aval)).ToArray(), outputs.Select(o => new Var(o)).ToArray(), parameters);

    private static void Bind(IReadOnlyList<Var> variables, IReadOnlyList<NdArray> values, Dictionary<Atom, NdArray> environment)
    {
        for (int i = 0; i < variables.Count; i++)
        {
            environment[variables[i]] = values[i];
        }
    }
}
