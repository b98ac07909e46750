// Structural equality of jaxprs and parameters, and a hash that is the same in every process, host and version.
// Each jaxpr object, and each pair of them, is looked at once, however often it is shared.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit
{
    public sealed partial class Jaxpr
    {
        private int _hash;

        /// <summary>Equal up to the names of variables.</summary>
        public bool Equals(Jaxpr? other) => other is not null && new Structure().Same(this, other);

        /// <summary>Depends on the structure alone: equal programs hash alike in every process and version.</summary>
        public override int GetHashCode()
        {
            if (_hash == 0)
            {
                int hash = Structure.Hash(this);
                _hash = hash == 0 ? 1 : hash;
            }
            return _hash;
        }
    }
}

namespace SrcGenJit.Core
{
    /// <summary>One comparison: which variables stand for each other, and which jaxprs were found equal.</summary>
    internal sealed class Structure
    {
        private Dictionary<Var, Var>? _pairs;
        private HashSet<(Jaxpr Left, Jaxpr Right)>? _equal;

        public bool Same(Jaxpr left, Jaxpr right)
        {
            if (ReferenceEquals(left, right) || _equal?.Contains((left, right)) == true)
            {
                return true;
            }
            RuntimeHelpers.EnsureSufficientExecutionStack();
            bool same = left.GetHashCode() == right.GetHashCode()
                && Define(left.ConstVars, right.ConstVars) && Define(left.InVars, right.InVars)
                && All(left.Equations, right.Equations, Same)
                && All(left.Outputs, right.Outputs, Same)
                && All(left.Consts, right.Consts, Same);
            if (same)
            {
                _equal ??= new(ByReference.Instance);
                _equal.Add((left, right));
            }
            return same;
        }

        public bool Same(Params left, Params right)
        {
            for (int i = 0; i < left.Items.Count; i++)
            {
                if (i >= right.Items.Count || left.Items[i].Key != right.Items[i].Key || !Same(left.Items[i].Value, right.Items[i].Value))
                {
                    return false;
                }
            }
            return left.Items.Count == right.Items.Count;
        }

        /// <summary>Equality of parameter values.</summary>
        public bool Same(object? left, object? right) => (left, right) switch
        {
            (Jaxpr l, Jaxpr r) => Same(l, r),
            (PyTuple l, PyTuple r) => l.IsList == r.IsList && All(l.Items, r.Items, Same),
            (PyRecord l, PyRecord r) => l.Name == r.Name && All(l.Fields, r.Fields, (a, b) => a.Key == b.Key && Same(a.Value, b.Value)),
            _ => Constants.Same(left, right),
        };

        public static int Hash(Jaxpr jaxpr)
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
            Dictionary<Var, int> numbers = [];
            int hash = Mix(Mix(Mix(jaxpr.ConstVars.Count, jaxpr.InVars.Count), jaxpr.Equations.Count), jaxpr.Outputs.Count);
            Define(jaxpr.ConstVars);
            Define(jaxpr.InVars);
            foreach (Equation equation in jaxpr.Equations)
            {
                hash = Mix(Mix(hash, StableHash.Of(equation.Primitive.Name)), equation.Params.GetHashCode());
                foreach (Atom input in equation.Inputs)
                {
                    hash = Mix(hash, Of(input));
                }
                Define(equation.Outputs);
            }
            return jaxpr.Outputs.Aggregate(hash, (h, o) => Mix(h, Of(o)));

            void Define(IReadOnlyList<Var> variables)
            {
                foreach (Var variable in variables)
                {
                    numbers[variable] = numbers.Count;
                    hash = Mix(hash, variable.Aval.GetHashCode());
                }
            }

            int Of(Atom atom) => atom is Literal literal ? Mix(literal.Value.GetHashCode(), literal.Aval.GetHashCode()) : numbers.TryGetValue((Var)atom, out int number) ? number : -1;
        }

        private bool Same(Equation left, Equation right) =>
            left.Primitive.Name == right.Primitive.Name && All(left.Inputs, right.Inputs, Same) && Same(left.Params, right.Params) && Define(left.Outputs, right.Outputs);

        private bool Same(Atom left, Atom right) => (left, right) switch
        {
            (Literal l, Literal r) => l.Aval == r.Aval && l.Value == r.Value,
            (Var l, Var r) => _pairs is not null && _pairs.TryGetValue(l, out Var? paired) && ReferenceEquals(paired, r),
            _ => false,
        };

        private bool Define(IReadOnlyList<Var> left, IReadOnlyList<Var> right) => All(left, right, (l, r) =>
        {
            _pairs ??= [];
            _pairs[l] = r;
            return l.Aval == r.Aval;
        });

        private static bool Same(NdArray left, NdArray right) =>
            ReferenceEquals(left, right)
            || (left.Aval == right.Aval && left.Constant == right.Constant
                && (left.Data is null ? right.Data is null && ReferenceEquals(left.Variable, right.Variable) : right.Data is not null && Constants.Same(left.Data, right.Data)));

        private static bool All<T>(IReadOnlyList<T> left, IReadOnlyList<T> right, Func<T, T, bool> same)
        {
            for (int i = 0; i < left.Count; i++)
            {
                if (i >= right.Count || !same(left[i], right[i]))
                {
                    return false;
                }
            }
            return left.Count == right.Count;
        }

        private static int Mix(int hash, int value) => unchecked(hash * 31 + value);

        private sealed class ByReference : IEqualityComparer<(Jaxpr Left, Jaxpr Right)>
        {
            public static ByReference Instance { get; } = new();

            public bool Equals((Jaxpr Left, Jaxpr Right) x, (Jaxpr Left, Jaxpr Right) y) => ReferenceEquals(x.Left, y.Left) && ReferenceEquals(x.Right, y.Right);

            public int GetHashCode((Jaxpr Left, Jaxpr Right) pair) => unchecked(RuntimeHelpers.GetHashCode(pair.Left) * 31 + RuntimeHelpers.GetHashCode(pair.Right));
        }
    }
}
