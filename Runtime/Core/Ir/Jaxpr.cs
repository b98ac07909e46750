// The one IR: variables, literals, equations and jaxprs, immutable once built.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Core
{
    /// <summary>What an equation reads: a variable or a literal.</summary>
    internal abstract class Atom(Aval aval)
    {
        public Aval Aval { get; } = aval;
    }

    /// <summary>A variable. It is itself by reference; names are given when printing.</summary>
    internal sealed class Var(Aval aval) : Atom(aval)
    {
        /// <summary>Set by the parser for a result that the text calls <c>_</c>, so that it prints so again inside a jaxpr (outermost ones are recognised).</summary>
        public bool Dropped { get; set; }
    }

    /// <summary>A scalar constant in operand position.</summary>
    internal sealed class Literal(Scalar value, Aval aval) : Atom(aval)
    {
        public Scalar Value { get; } = value;
    }

    /// <summary>One application of a primitive: <c>outputs = primitive[params] inputs</c>.</summary>
    internal sealed class Equation
    {
        public Equation(Primitive primitive, IReadOnlyList<Atom> inputs, IReadOnlyList<Var> outputs, Params parameters)
        {
            Primitive = primitive;
            Inputs = inputs;
            Outputs = outputs;
            Params = parameters;
        }

        public Primitive Primitive { get; }

        public IReadOnlyList<Atom> Inputs { get; }

        public IReadOnlyList<Var> Outputs { get; }

        public Params Params { get; }

        /// <summary>True for what does more than give results: it is kept though nothing reads these.</summary>
        public bool HasEffect => Primitive.HasEffect || Params.HasEffects;

        public Aval[] InputAvals() => Inputs.Select(a => a.Aval).ToArray();
    }
}

namespace SrcGenJit
{
    /// <summary>How <see cref="Jaxpr.ToString(JaxprStyle)"/> spells a jaxpr.</summary>
    public enum JaxprStyle
    {
        /// <summary>The text JAX prints today.</summary>
        Current,

        /// <summary>The text of JAX 0.2.26 to 0.3.25: <c>xla_call[ call_jaxpr=... name=f ]</c>, untyped literals.</summary>
        Classic,

        /// <summary>Our own: everything that the jaxpr holds, readable by <c>Jaxpr.Parse</c>.</summary>
        Lossless,
    }

    /// <summary>A traced program: constant and input variables, equations, outputs. An immutable value with structural equality.</summary>
    public sealed partial class Jaxpr : IEquatable<Jaxpr>
    {
        private bool? _hasEffects;

        internal Jaxpr(
            IReadOnlyList<Var> constVars,
            IReadOnlyList<Var> inVars,
            IReadOnlyList<Equation> equations,
            IReadOnlyList<Atom> outputs,
            IReadOnlyList<NdArray>? consts = null)
        {
            ConstVars = constVars;
            InVars = inVars;
            Equations = equations;
            Outputs = outputs;
            Consts = consts ?? [];
        }

        internal IReadOnlyList<Var> ConstVars { get; }

        internal IReadOnlyList<Var> InVars { get; }

        internal IReadOnlyList<Equation> Equations { get; }

        internal IReadOnlyList<Atom> Outputs { get; }

        /// <summary>Values of <see cref="ConstVars"/> (concrete arrays, or tracers of an enclosing trace); empty when only the text is known.</summary>
        internal IReadOnlyList<NdArray> Consts { get; }

        /// <summary>Whether an equation, here or inside another, does more than give results.</summary>
        internal bool HasEffects => _hasEffects ??= Equations.Any(e => e.HasEffect);

        internal Aval[] InAvals() => InVars.Select(v => v.Aval).ToArray();

        internal Aval[] OutAvals() => Outputs.Select(v => v.Aval).ToArray();

        public override bool Equals(object? obj) => obj is Jaxpr other && Equals(other);

        public override string ToString() => ToString(JaxprStyle.Current);
    }
}
