// What is dead in scan, while and cond: results that nobody reads, with the constants, carries and operands that only they need. Found once for each jaxpr and mask.
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.Lists;

namespace SrcGenJit.Core;

internal static partial class ControlFlow
{
    internal static Equation? ScanDce(bool[] used, Equation equation)
    {
        ScanParts parts = new(equation.Params);
        LiveScan live = JaxprCache.Derive(parts.Jaxpr, $"live scan {parts.Consts} {parts.Carries} {JaxprCache.KeyOf(used)}", () => LiveScan.Of(parts, used));
        (bool[] consts, bool[] carry, _) = parts.Split(live.Inputs);
        return new Equation(
            equation.Primitive, WhereTrue(live.Inputs, equation.Inputs), WhereTrue(live.Outputs, equation.Outputs), parts.With(live.Body, Marked(consts), Marked(carry)));
    }

    private sealed record LiveScan(bool[] Inputs, bool[] Outputs, Jaxpr Body)
    {
        public static LiveScan Of(ScanParts parts, bool[] used)
        {
            // A carry that the body reads is wanted from the step before.
            Liveness live = new(parts.Jaxpr, used, input => input >= parts.Consts && input < parts.Consts + parts.Carries ? input - parts.Consts : null);
            // A carry that is wanted stays an operand even where its body does not read it.
            (bool[] consts, _, bool[] xs) = parts.Split(live.Inputs);
            bool[] inputs = [.. consts, .. parts.SplitResults(live.Outputs).Carry, .. xs];
            return new LiveScan(inputs, live.Outputs, live.Build(inputs));
        }
    }

    internal static Equation? WhileDce(bool[] used, Equation equation)
    {
        LiveWhile live = LiveWhile.Of(new WhileParts(equation.Params), used);
        return new Equation(equation.Primitive, WhereTrue(live.Inputs, equation.Inputs), WhereTrue(live.Carry, equation.Outputs), live.Parts.Params);
    }

    /// <summary>What is left of a while when some of its results are wanted: which operands, which carries, and the loop of these.</summary>
    internal sealed record LiveWhile(bool[] Inputs, bool[] Carry, WhileParts Parts)
    {
        public static LiveWhile Of(WhileParts parts, bool[] used)
        {
            // A carry is wanted by the caller, by the condition, or by the body in the step before.
            Liveness condition = JaxprCache.Derive(parts.Condition, "live condition", () => new Liveness(parts.Condition, [true], _ => null));
            (bool[] conditionConsts, bool[] read) = SplitList(condition.Inputs, parts.ConditionConsts);
            bool[] wanted = Or(used, read);
            Liveness body = JaxprCache.Derive(
                parts.Body, $"live while {parts.BodyConsts} {JaxprCache.KeyOf(wanted)}",
                () => new Liveness(parts.Body, wanted, input => input >= parts.BodyConsts ? input - parts.BodyConsts : null));
            (bool[] bodyConsts, _) = SplitList(body.Inputs, parts.BodyConsts);
            bool[] carry = body.Outputs;
            return new LiveWhile([.. conditionConsts, .. bodyConsts, .. carry], carry, new WhileParts(parts.With(
                condition.Build([.. conditionConsts, .. carry]), Marked(conditionConsts), body.Build([.. bodyConsts, .. carry]), Marked(bodyConsts))));
        }
    }

    // An operand goes when no branch reads it.
    internal static Equation? CondDce(bool[] used, Equation equation)
    {
        Liveness[] live = equation.Params.Jaxprs("branches")
            .Select(b => JaxprCache.Derive(b, "live branch " + JaxprCache.KeyOf(used), () => new Liveness(b, used, _ => null))).ToArray();
        bool[] read = live.Select(l => l.Inputs).Aggregate(Or);
        bool[] inputs = [true, .. read];
        return new Equation(
            equation.Primitive, WhereTrue(inputs, equation.Inputs), WhereTrue(used, equation.Outputs), WithBranches(equation.Params, live.Select(l => l.Build(read))));
    }

    /// <summary>
    /// Which inputs, equations and outputs of a jaxpr are alive when some outputs are wanted, and an input that is read may want an output in its turn.
    /// Equations are met latest first, and met again only where more of their results turn out to be wanted.
    /// </summary>
    private sealed class Liveness
    {
        private readonly Jaxpr _jaxpr;
        private readonly Func<int, int?> _outputOf;
        private readonly Dictionary<Var, int> _inputAt = [], _equationAt = [];
        private readonly HashSet<Var> _used = [];
        private readonly Equation?[] _kept;
        private readonly SortedSet<int> _waiting = [];

        public Liveness(Jaxpr jaxpr, bool[] wanted, Func<int, int?> outputOf)
        {
            _jaxpr = jaxpr;
            _outputOf = outputOf;
            _kept = new Equation?[jaxpr.Equations.Count];
            Inputs = new bool[jaxpr.InVars.Count];
            Outputs = new bool[wanted.Length];
            for (int i = 0; i < jaxpr.InVars.Count; i++)
            {
                _inputAt[jaxpr.InVars[i]] = i;
            }
            for (int e = 0; e < jaxpr.Equations.Count; e++)
            {
                foreach (Var output in jaxpr.Equations[e].Outputs)
                {
                    _equationAt[output] = e;
                }
            }
            for (int o = 0; o < wanted.Length; o++)
            {
                if (wanted[o])
                {
                    Want(o);
                }
            }
            for (int e = 0; e < jaxpr.Equations.Count; e++)
            {
                if (jaxpr.Equations[e].HasEffect)
                {
                    _waiting.Add(e);
                }
            }
            while (_waiting.Count > 0)
            {
                int latest = _waiting.Max;
                _waiting.Remove(latest);
                Visit(latest);
            }
        }

        public bool[] Inputs { get; }

        public bool[] Outputs { get; }

        /// <summary>The jaxpr of what is alive, with these inputs; itself if that is all of it. Made once for each set of inputs.</summary>
        public Jaxpr Build(bool[] inputs)
        {
            bool whole = inputs.All(i => i) && Outputs.All(o => o) && _kept.Zip(_jaxpr.Equations, ReferenceEquals).All(same => same);
            return whole ? _jaxpr : JaxprCache.Derive(_jaxpr, $"live part {JaxprCache.KeyOf(inputs)} {JaxprCache.KeyOf(Outputs)}", () => JaxprParts.Build(
                _jaxpr.ConstVars, _jaxpr.Consts, WhereTrue(inputs, _jaxpr.InVars), Present(_kept), WhereTrue(Outputs, _jaxpr.Outputs)));
        }

        private void Want(int output)
        {
            if (!Outputs[output])
            {
                Outputs[output] = true;
                Use(_jaxpr.Outputs[output]);
            }
        }

        private void Use(Atom atom)
        {
            if (atom is not Var variable || !_used.Add(variable))
            {
                return;
            }
            if (_equationAt.TryGetValue(variable, out int equation))
            {
                _waiting.Add(equation);
            }
            else if (_inputAt.TryGetValue(variable, out int input))
            {
                Inputs[input] = true;
                if (_outputOf(input) is { } output)
                {
                    Want(output);
                }
            }
        }

        private void Visit(int at)
        {
            Equation equation = _jaxpr.Equations[at];
            bool[] used = equation.Outputs.Select(_used.Contains).ToArray();
            _kept[at] = used.All(u => u) ? equation : equation.Primitive.Dce(used, equation) ?? equation;
            foreach (Atom atom in _kept[at]!.Inputs)
            {
                Use(atom);
            }
        }
    }
}
