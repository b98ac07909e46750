// The values of a block while it is built, hash-consed: equal operations on equal operands are one value. What was added last can be forgotten.
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal sealed class ValueTable
{
    private readonly List<NestValue> _values = [];
    private readonly Dictionary<NestValue, NestValue> _known = new(SameValue.Instance);

    /// <summary>In order; operands come before what uses them.</summary>
    public IReadOnlyList<NestValue> Values => _values;

    /// <summary>The value that is equal to this one: itself, when there was none.</summary>
    public NestValue Intern(NestValue value)
    {
        if (_known.TryGetValue(value, out NestValue? known))
        {
            return known;
        }
        value.Id = _values.Count;
        value.Loops = LoopsOf(value);
        value.FollowsReduction = value is NestValue.Reduced;
        for (int i = 0; i < value.Operands.Count && !value.FollowsReduction; i++)
        {
            value.FollowsReduction = value.Operands[i].FollowsReduction;
        }
        _known[value] = value;
        _values.Add(value);
        return value;
    }

    /// <summary>Forgets all but the first so many.</summary>
    public void Rollback(int count)
    {
        for (int i = _values.Count - 1; i >= count; i--)
        {
            _known.Remove(_values[i]);
        }
        _values.RemoveRange(count, _values.Count - count);
    }

    public static ulong LoopsOf(NestValue value)
    {
        ulong loops = value switch
        {
            NestValue.Load load => load.Offset.Loops | Of(load.Guard),
            NestValue.OfIndex index => index.Index.Loops,
            NestValue.Select select => Of(select.Guard),
            _ => 0,
        };
        for (int i = 0; i < value.Operands.Count; i++)
        {
            loops |= value.Operands[i].Loops;
        }
        return loops;
    }

    private static ulong Of(Guard guard)
    {
        ulong loops = 0;
        for (int i = 0; i < guard.Conditions.Count; i++)
        {
            loops |= guard.Conditions[i].Index.Loops;
        }
        return loops;
    }

    // Operands are values of the same block: the same by reference.
    private sealed class SameValue : IEqualityComparer<NestValue>
    {
        public static SameValue Instance { get; } = new();

        public bool Equals(NestValue? x, NestValue? y) => ReferenceEquals(x, y) || (x, y) switch
        {
            (NestValue.Load a, NestValue.Load b) => ReferenceEquals(a.Buffer, b.Buffer) && a.Offset.Equals(b.Offset) && a.Guard.Equals(b.Guard),
            (NestValue.Constant a, NestValue.Constant b) => a.Value.Equals(b.Value),
            (NestValue.OfIndex a, NestValue.OfIndex b) => a.DType == b.DType && a.Index.Equals(b.Index),
            (NestValue.Apply a, NestValue.Apply b) => ReferenceEquals(a.Primitive, b.Primitive) && a.DType == b.DType && Same(a.Inputs, b.Inputs) && a.Params.Equals(b.Params),
            (NestValue.Select a, NestValue.Select b) => ReferenceEquals(a.Then, b.Then) && ReferenceEquals(a.Else, b.Else) && a.Guard.Equals(b.Guard),
            (NestValue.Reduced a, NestValue.Reduced b) => a.Number == b.Number,
            _ => false,
        };

        public int GetHashCode(NestValue value) => unchecked(value switch
        {
            NestValue.Load load => RuntimeHelpers.GetHashCode(load.Buffer) * 31 + load.Offset.GetHashCode(),
            NestValue.Constant constant => constant.Value.GetHashCode() + 1,
            NestValue.OfIndex index => index.Index.GetHashCode() + 2,
            NestValue.Apply apply => Of(apply.Inputs, RuntimeHelpers.GetHashCode(apply.Primitive) * 31 + apply.Params.GetHashCode()),
            NestValue.Select select => (select.Then.Id * 31 + select.Else.Id) * 31 + select.Guard.GetHashCode(),
            NestValue.Reduced reduced => reduced.Number + 3,
            _ => throw new InvalidOperationException($"unknown value {value.GetType().Name}"),
        });

        private static bool Same(IReadOnlyList<NestValue> left, IReadOnlyList<NestValue> right)
        {
            bool same = left.Count == right.Count;
            for (int i = 0; same && i < left.Count; i++)
            {
                same = ReferenceEquals(left[i], right[i]);
            }
            return same;
        }

        private static int Of(IReadOnlyList<NestValue> inputs, int hash)
        {
            for (int i = 0; i < inputs.Count; i++)
            {
                hash = unchecked(hash * 31 + inputs[i].Id);
            }
            return hash;
        }
    }
}
