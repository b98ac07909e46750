// Tuples of any arity: the eighth and later items stand in tuples of their own in .NET, and are one tuple here.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>The empty tuple: a tree without leaves, for what a function neither takes nor gives.</summary>
internal sealed class UnitPytree : Pytree<ValueTuple>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple();

    protected override Tree FlattenValue(ValueTuple value) => Tree.Tuple();

    protected override ValueTuple UnflattenValue(Tree tree) => Parts(tree).Count == 0 ? default : throw new InvalidCastException($"{tree.Structure} is no empty tuple");
}

/// <summary>What tuples of all arities share.</summary>
internal abstract class TuplePytreeBase<T> : Pytree<T>
{
    protected static Tree Flat<TItem>(TItem item) => Pytree<TItem>.Default.Flatten(item);

    protected static Tree Made<TItem>(Queue<NdArray> leaves) => Pytree<TItem>.Default.Template(leaves);

    protected static TItem Item<TItem>(EquatableList<Tree> parts, int index) => Pytree<TItem>.Default.Unflatten(parts[index]);

    protected static EquatableList<Tree> Items(Tree tree, int count) => Parts(tree) is var parts && parts.Count == count
        ? parts
        : throw new InvalidCastException($"{tree.Structure} is no tuple of {count}");
}

internal sealed class TuplePytree<T1> : TuplePytreeBase<ValueTuple<T1>>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple(Made<T1>(leaves));

    protected override Tree FlattenValue(ValueTuple<T1> value) => Tree.Tuple(Flat(value.Item1));

    protected override ValueTuple<T1> UnflattenValue(Tree tree)
    {
        EquatableList<Tree> parts = Items(tree, 1);
        return new(Item<T1>(parts, 0));
    }
}

internal sealed class TuplePytree<T1, T2> : TuplePytreeBase<(T1, T2)>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple(Made<T1>(leaves), Made<T2>(leaves));

    protected override Tree FlattenValue((T1, T2) value) => Tree.Tuple(Flat(value.Item1), Flat(value.Item2));

    protected override (T1, T2) UnflattenValue(Tree tree)
    {
        EquatableList<Tree> parts = Items(tree, 2);
        return (Item<T1>(parts, 0), Item<T2>(parts, 1));
    }
}

internal sealed class TuplePytree<T1, T2, T3> : TuplePytreeBase<(T1, T2, T3)>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple(Made<T1>(leaves), Made<T2>(leaves), Made<T3>(leaves));

    protected override Tree FlattenValue((T1, T2, T3) value) => Tree.Tuple(Flat(value.Item1), Flat(value.Item2), Flat(value.Item3));

    protected override (T1, T2, T3) UnflattenValue(Tree tree)
    {
        EquatableList<Tree> parts = Items(tree, 3);
        return (Item<T1>(parts, 0), Item<T2>(parts, 1), Item<T3>(parts, 2));
    }
}

internal sealed class TuplePytree<T1, T2, T3, T4> : TuplePytreeBase<(T1, T2, T3, T4)>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple(Made<T1>(leaves), Made<T2>(leaves), Made<T3>(leaves), Made<T4>(leaves));

    protected override Tree FlattenValue((T1, T2, T3, T4) value) => Tree.Tuple(Flat(value.Item1), Flat(value.Item2), Flat(value.Item3), Flat(value.Item4));

    protected override (T1, T2, T3, T4) UnflattenValue(Tree tree)
    {
        EquatableList<Tree> parts = Items(tree, 4);
        return (Item<T1>(parts, 0), Item<T2>(parts, 1), Item<T3>(parts, 2), Item<T4>(parts, 3));
    }
}

internal sealed class TuplePytree<T1, T2, T3, T4, T5> : TuplePytreeBase<(T1, T2, T3, T4, T5)>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple(Made<T1>(leaves), Made<T2>(leaves), Made<T3>(leaves), Made<T4>(leaves), Made<T5>(leaves));

    protected override Tree FlattenValue((T1, T2, T3, T4, T5) value) => Tree.Tuple(Flat(value.Item1), Flat(value.Item2), Flat(value.Item3), Flat(value.Item4), Flat(value.Item5));

    protected override (T1, T2, T3, T4, T5) UnflattenValue(Tree tree)
    {
        EquatableList<Tree> parts = Items(tree, 5);
        return (Item<T1>(parts, 0), Item<T2>(parts, 1), Item<T3>(parts, 2), Item<T4>(parts, 3), Item<T5>(parts, 4));
    }
}

internal sealed class TuplePytree<T1, T2, T3, T4, T5, T6> : TuplePytreeBase<(T1, T2, T3, T4, T5, T6)>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple(Made<T1>(leaves), Made<T2>(leaves), Made<T3>(leaves), Made<T4>(leaves), Made<T5>(leaves), Made<T6>(leaves));

    protected override Tree FlattenValue((T1, T2, T3, T4, T5, T6) value) => Tree.Tuple(Flat(value.Item1), Flat(value.Item2), Flat(value.Item3), Flat(value.Item4), Flat(value.Item5), Flat(value.Item6));

    protected override (T1, T2, T3, T4, T5, T6) UnflattenValue(Tree tree)
    {
        EquatableList<Tree> parts = Items(tree, 6);
        return (Item<T1>(parts, 0), Item<T2>(parts, 1), Item<T3>(parts, 2), Item<T4>(parts, 3), Item<T5>(parts, 4), Item<T6>(parts, 5));
    }
}

internal sealed class TuplePytree<T1, T2, T3, T4, T5, T6, T7> : TuplePytreeBase<(T1, T2, T3, T4, T5, T6, T7)>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple(Made<T1>(leaves), Made<T2>(leaves), Made<T3>(leaves), Made<T4>(leaves), Made<T5>(leaves), Made<T6>(leaves), Made<T7>(leaves));

    protected override Tree FlattenValue((T1, T2, T3, T4, T5, T6, T7) value) => Tree.Tuple(Flat(value.Item1), Flat(value.Item2), Flat(value.Item3), Flat(value.Item4), Flat(value.Item5), Flat(value.Item6), Flat(value.Item7));

    protected override (T1, T2, T3, T4, T5, T6, T7) UnflattenValue(Tree tree)
    {
        EquatableList<Tree> parts = Items(tree, 7);
        return (Item<T1>(parts, 0), Item<T2>(parts, 1), Item<T3>(parts, 2), Item<T4>(parts, 3), Item<T5>(parts, 4), Item<T6>(parts, 5), Item<T7>(parts, 6));
    }
}

internal sealed class TuplePytree<T1, T2, T3, T4, T5, T6, T7, TRest> : TuplePytreeBase<ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest>>
    where TRest : struct
{
    public override Tree Template(Queue<NdArray> leaves) => Join([Made<T1>(leaves), Made<T2>(leaves), Made<T3>(leaves), Made<T4>(leaves), Made<T5>(leaves), Made<T6>(leaves), Made<T7>(leaves)], Pytree<TRest>.Default.Template(leaves));

    protected override Tree FlattenValue(ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> value) =>
        Join([Flat(value.Item1), Flat(value.Item2), Flat(value.Item3), Flat(value.Item4), Flat(value.Item5), Flat(value.Item6), Flat(value.Item7)], Pytree<TRest>.Default.Flatten(value.Rest));

    protected override ValueTuple<T1, T2, T3, T4, T5, T6, T7, TRest> UnflattenValue(Tree tree)
    {
        EquatableList<Tree> parts = Parts(tree);
        return parts.Count > 7
            ? new(Item<T1>(parts, 0), Item<T2>(parts, 1), Item<T3>(parts, 2), Item<T4>(parts, 3), Item<T5>(parts, 4), Item<T6>(parts, 5), Item<T7>(parts, 6), Pytree<TRest>.Default.Unflatten(Tree.Tuple([.. parts.Skip(7)])))
            : throw new InvalidCastException($"{tree.Structure} is no tuple of eight or more");
    }

    private static Tree Join(Tree[] first, Tree rest) => Tree.Tuple([.. first, .. ((Tree.Node)rest).Children]);
}
