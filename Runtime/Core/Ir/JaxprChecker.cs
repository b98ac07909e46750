// Checks a jaxpr: scoping, types of every equation by its primitive's own rule, and the jaxprs inside equations. JAX's core.check_jaxpr.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit
{
    /// <summary>A jaxpr is not well formed. The message gives the equation and the avals that do not fit.</summary>
    public sealed class JaxprTypeException : ArgumentException
    {
        internal JaxprTypeException(string message, Equation? equation = null)
            : base(message)
        {
            Equation = equation;
        }

        internal Equation? Equation { get; }
    }

    public sealed partial class Jaxpr
    {
        /// <summary>
        /// Checks that variables are bound once and before their use, that each equation's results have the shapes and element types that its primitive gives for its
        /// operands, and the same inside jits, loops and branches. Equations of primitives that this version does not have are taken at their word.
        /// </summary>
        /// <exception cref="JaxprTypeException">It is not well formed.</exception>
        public void Check() => JaxprChecker.Check(this);
    }
}

namespace SrcGenJit.Core
{
    internal static class JaxprChecker
    {
        public static void Check(Jaxpr jaxpr) => Check(jaxpr, "", new HashSet<Jaxpr>(JaxprPrinter.SameJaxpr.Instance));

        // A jaxpr that several equations share is checked once.
        private static void Check(Jaxpr jaxpr, string where, HashSet<Jaxpr> done)
        {
            if (!done.Add(jaxpr))
            {
                return;
            }
            System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
            HashSet<Var> bound = [];
            foreach (Var variable in jaxpr.ConstVars.Concat(jaxpr.InVars))
            {
                Bind(variable, bound, "the inputs", where);
            }
            if (jaxpr.Consts.Count > 0)
            {
                CheckConsts(jaxpr, where);
            }
            foreach (Equation equation in jaxpr.Equations)
            {
                string at = where + "equation '" + Text(equation) + "'";
                foreach (Atom atom in equation.Inputs)
                {
                    Read(atom, bound, at, equation);
                }
                CheckInner(equation, done);
                CheckTypes(equation, at);
                foreach (Var output in equation.Outputs)
                {
                    Bind(output, bound, at, "", equation);
                }
            }
            foreach (Atom atom in jaxpr.Outputs)
            {
                Read(atom, bound, where + "the outputs");
            }
        }

        private static void CheckConsts(Jaxpr jaxpr, string where)
        {
            if (jaxpr.Consts.Count != jaxpr.ConstVars.Count)
            {
                throw new JaxprTypeException($"{where}the jaxpr has {jaxpr.ConstVars.Count} constant variables and {jaxpr.Consts.Count} constants");
            }
            for (int i = 0; i < jaxpr.Consts.Count; i++)
            {
                if (!jaxpr.Consts[i].Aval.SameType(jaxpr.ConstVars[i].Aval))
                {
                    throw new JaxprTypeException($"{where}constant {i} is {jaxpr.Consts[i].Aval}, and its variable {jaxpr.ConstVars[i].Aval}");
                }
            }
        }

        private static void Bind(Var variable, HashSet<Var> bound, string at, string where, Equation? equation = null)
        {
            if (!bound.Add(variable))
            {
                throw new JaxprTypeException($"{where}{at}: a variable of type {variable.Aval} is bound a second time", equation);
            }
        }

        private static void Read(Atom atom, HashSet<Var> bound, string at, Equation? equation = null)
        {
            if (atom is Var variable && !bound.Contains(variable))
            {
                throw new JaxprTypeException($"{at}: a variable of type {variable.Aval} is read that nothing has bound before", equation);
            }
            if (atom is Literal literal && (literal.Aval.Rank != 0 || literal.Value.DType != literal.Aval.DType))
            {
                throw new JaxprTypeException($"{at}: the literal {literal.Value} of {literal.Value.DType.ShortName} stands for {literal.Aval}; literals are scalars of their own type", equation);
            }
        }

        private static void CheckTypes(Equation equation, string at)
        {
            if (equation.Primitive.IsOpaque)
            {
                return;
            }
            Aval[] given;
            try
            {
                given = equation.Primitive.Shape(equation.Primitive, equation.InputAvals(), equation.Params);
            }
            catch (Exception error) when (error is ArgumentException or KeyNotFoundException or InvalidCastException or InvalidOperationException or IndexOutOfRangeException or DivideByZeroException or OverflowException)
            {
                throw new JaxprTypeException($"{at}: {error.Message}", equation);
            }
            // JAX prints every dropped variable as _, also where an inner jaxpr returns it, so a text does not say which one of several an unused result is.
            if (given.Length != equation.Outputs.Count || !given.Zip(equation.Outputs, (g, o) => o.Dropped || g.SameType(o.Aval)).All(same => same))
            {
                throw new JaxprTypeException(
                    $"{at}: {equation.Primitive} of ({string.Join(", ", equation.InputAvals().AsEnumerable())}) gives ({string.Join(", ", given.AsEnumerable())}), and its variables are ({string.Join(", ", equation.Outputs.Select(o => o.Aval))})", equation);
            }
        }

        private static void CheckInner(Equation equation, HashSet<Jaxpr> done)
        {
            foreach (KeyValuePair<string, object?> parameter in equation.Params.Items)
            {
                foreach (Jaxpr inner in Jaxprs(parameter.Value))
                {
                    Check(inner, $"{parameter.Key} of {equation.Primitive}: ", done);
                }
            }
        }

        private static IEnumerable<Jaxpr> Jaxprs(object? value) => value switch
        {
            Jaxpr jaxpr => [jaxpr],
            PyTuple tuple => tuple.Items.SelectMany(Jaxprs),
            PyRecord record => record.Fields.SelectMany(f => Jaxprs(f.Value)),
            _ => [],
        };

        // One line; what the equation holds inside does not help to find it.
        private static string Text(Equation equation) =>
            $"{string.Join(" ", equation.Outputs.Select(o => o.Aval))} = {equation.Primitive} {string.Join(" ", equation.Inputs.Select(i => i is Literal literal ? literal.Value + ":" + literal.Aval : i.Aval.ToString()))}";
    }
}
