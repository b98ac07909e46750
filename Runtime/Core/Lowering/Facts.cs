// What is known where an element is computed: the conditions of the selections around it, what they prove, and what of them matters to an element.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Facts
{
    /// <summary>The fact by which an index is in [0, extent), or null.</summary>
    public static Condition? Proof(Affine index, Dim extent, Guard facts)
    {
        foreach (Condition fact in facts.Conditions)
        {
            Affine difference = index - fact.Index;
            if (difference.IsConstant && difference.Offset.IsAtLeast(0) && extent.IsAtLeast(fact.Extent + difference.Offset))
            {
                return fact;
            }
        }
        return null;
    }

    public static Guard With(Guard facts, IReadOnlyList<Condition> more) => new(new EquatableList<Condition>(facts.Conditions.Concat(more).Distinct()));

    /// <summary>What holds where a condition does not, when the index can only be too large (or only too small).</summary>
    public static Condition? Opposite(Condition condition, Guard facts)
    {
        (Dim? low, Dim? high) = condition.Index.Range();
        Condition? known = facts.Conditions.FirstOrDefault(c => c.Index.Equals(condition.Index));
        low = low is not null && low.IsAtLeast(0) ? low : known is null ? low : 0;
        high = known is null ? high : known.Extent - 1;
        if (low is null || high is null)
        {
            return null;
        }
        return low.IsAtLeast(0) ? new Condition(condition.Index - Affine.Constant(condition.Extent), high + 1 - condition.Extent)
            : (condition.Extent - 1).IsAtLeast(high) ? new Condition(condition.Index * -1 - Affine.Constant(1), low * -1)
            : null;
    }

    /// <summary>Of the facts, what they say of an element's own index: that it is inside the array. There are few such sets, however many ways lead to the element.</summary>
    public static Guard Inside(Shape shape, IReadOnlyList<Affine> index, Guard facts)
    {
        if (facts.IsNone)
        {
            return facts;
        }
        List<Condition> inside = [];
        for (int axis = 0; axis < index.Count; axis++)
        {
            Condition condition = new(index[axis], shape[axis]);
            if (!index[axis].IsWithin(shape[axis]) && Proof(index[axis], shape[axis], facts) is not null && !inside.Contains(condition))
            {
                inside.Add(condition);
            }
        }
        return inside.Count == 0 ? Guard.None : new Guard(new EquatableList<Condition>(inside));
    }
}
