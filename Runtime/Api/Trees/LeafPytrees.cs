// Arrays, C# numbers and optional values as trees.
using System;
using System.Collections.Generic;
using SrcGenJit.Core;

namespace SrcGenJit;

internal sealed class ArrayPytree<T> : Pytree<NdArray<T>>
    where T : struct
{
    protected override Tree FlattenValue(NdArray<T> value) => value.Erased;

    protected override NdArray<T> UnflattenValue(Tree tree) => NdArray<T>.From(((Tree.Leaf)tree).Value);

    public override Tree Template(Queue<NdArray> leaves) => leaves.Dequeue();
}

internal sealed class ErasedPytree : Pytree<NdArray>
{
    protected override Tree FlattenValue(NdArray value) => value;

    protected override NdArray UnflattenValue(Tree tree) => ((Tree.Leaf)tree).Value;

    public override Tree Template(Queue<NdArray> leaves) => leaves.Dequeue();
}

/// <summary>A C# number: a weak array of rank 0. It comes back only when its value is known.</summary>
internal sealed class NumberPytree<T> : Pytree<T>
    where T : struct
{
    public override Tree Template(Queue<NdArray> leaves) => leaves.Dequeue();

    protected override Tree FlattenValue(T value) => NdArray<T>.Weak(value);

    protected override T UnflattenValue(Tree tree)
    {
        NdArray leaf = tree is Tree.Leaf { Value: var value } ? value : throw new InvalidCastException($"a tree of several arrays is no number of type {typeof(T).Name}");
        if (leaf.IsTracer)
        {
            throw new TracedNumberException(
                $"A function over C# numbers cannot be traced at run time: a traced {typeof(T).Name} has no value. Mark the method [Jit], so that it is traced while building, "
                + $"or write it over NdArray<{typeof(T).Name}>.");
        }
        if (leaf.Dtype != ElementType<T>.DType || leaf.Shape.Rank != 0)
        {
            throw new InvalidCastException($"an array {leaf.Aval} is no number of type {typeof(T).Name}");
        }
        return leaf.Data is null && leaf.Constant is null
            ? throw new NotSupportedException(
                $"a {typeof(T).Name} has no value here, where only shapes and element types are known (EvalShape): let the function take and return NdArray<{typeof(T).Name}>")
            : ArrayData.Of<T>(leaf)[0];
    }
}

/// <summary>A struct that may be null.</summary>
internal sealed class NullablePytree<T> : Pytree<T?>
    where T : struct
{
    protected override Tree FlattenValue(T? value) => Pytree<T>.Default.Flatten(value!.Value);

    protected override T? UnflattenValue(Tree tree) => Pytree<T>.Default.Unflatten(tree);
}
