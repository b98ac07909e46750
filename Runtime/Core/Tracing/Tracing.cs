// From functions to jaxprs and back: tracing a function over arrays or trees, and running a jaxpr in the ambient trace.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal static class Tracing
{
    /// <summary>Traces a function of arrays of these avals.</summary>
    public static Jaxpr MakeJaxpr(Func<NdArray[], NdArray[]> f, IReadOnlyList<Aval> avals)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        JaxprTrace trace = new();
        return trace.Run(() =>
        {
            NdArray[] inputs = avals.Select(trace.NewInput).ToArray();
            return trace.ToJaxpr(f(inputs));
        });
    }

    /// <summary>
    /// Traces a function of a tree; only the avals of the example's leaves count. The second result has the output's structure and avals: its leaves are no tracers, which
    /// would keep the trace alive wherever the structure is kept.
    /// </summary>
    public static (Jaxpr Jaxpr, Tree Output) MakeJaxpr(Func<Tree, Tree> f, Tree example)
    {
        Tree? output = null;
        Jaxpr jaxpr = MakeJaxpr(
            inputs =>
            {
                Tree result = f(example.Unflatten(inputs));
                output = result.Abstract();
                return [.. result.Flatten()];
            },
            example.Flatten().ConvertAll(leaf => leaf.Aval));
        return (jaxpr, output!);
    }

    /// <summary>Runs a jaxpr: each equation is bound in the ambient trace, or evaluated at once when there is none.</summary>
    public static NdArray[] EvalJaxpr(Jaxpr jaxpr, IReadOnlyList<NdArray> inputs)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Environment environment = new(jaxpr, inputs);
        foreach (Equation equation in jaxpr.Equations)
        {
            environment.Write(equation.Outputs, equation.Primitive.Bind(equation.Params, environment.Read(equation.Inputs)));
        }
        return environment.Read(jaxpr.Outputs);
    }

    /// <summary>The value of an atom's literal.</summary>
    public static NdArray ValueOf(Literal literal) => new(literal.Value, literal.Aval.Weak);

    /// <summary>The values of a jaxpr's variables while something walks over its equations.</summary>
    internal sealed class Environment
    {
        private readonly Dictionary<Var, NdArray> _values = [];

        public Environment(Jaxpr jaxpr, IReadOnlyList<NdArray> inputs)
        {
            if (inputs.Count != jaxpr.InVars.Count)
            {
                throw new ArgumentException($"the jaxpr has {jaxpr.InVars.Count} inputs, and {inputs.Count} values were given", nameof(inputs));
            }
            if (jaxpr.Consts.Count != jaxpr.ConstVars.Count)
            {
                throw new ArgumentException($"the jaxpr has {jaxpr.ConstVars.Count} constant variables and values for {jaxpr.Consts.Count}: jaxpr text does not carry them", nameof(jaxpr));
            }
            Write(jaxpr.ConstVars, jaxpr.Consts);
            Write(jaxpr.InVars, inputs);
        }

        public NdArray Read(Atom atom) => atom is Var variable ? _values[variable] : ValueOf((Literal)atom);

        public NdArray[] Read(IReadOnlyList<Atom> atoms) => atoms.Select(Read).ToArray();

        public void Write(IReadOnlyList<Var> variables, IReadOnlyList<NdArray> values)
        {
            for (int i = 0; i < variables.Count; i++)
            {
                _values[variables[i]] = values[i];
            }
        }
    }
}
