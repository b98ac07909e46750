// The bridge between typed values and erased trees.
using System;
using System.Collections.Generic;
using System.Runtime.CompilerServices;
using System.Threading;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>A converter of some type.</summary>
internal interface IPytree
{
    Tree FlattenObject(object? value);

    object? UnflattenObject(Tree tree);

    Tree Template(Queue<NdArray> leaves);
}

/// <summary>How values of <typeparamref name="T"/> become trees of erased arrays and come back.</summary>
internal abstract class Pytree<T> : IPytree
{
    private static Pytree<T>? s_default;

    /// <exception cref="NotSupportedException">The type is no pytree.</exception>
    public static Pytree<T> Default => s_default ?? Found();

    /// <summary>Called when the type is registered: what was looked up before is stale.</summary>
    public static void Replace(Pytree<T> converter) => Volatile.Write(ref s_default, converter);

    private static Pytree<T> Found()
    {
        Pytree<T> found = (Pytree<T>)TreeRegistry.Get(typeof(T));
        return Interlocked.CompareExchange(ref s_default, found, null) ?? found;
    }

    /// <summary>Null is a node without leaves, as None in JAX; a value of a derived type keeps its type.</summary>
    /// <exception cref="NotSupportedException">The value's own type is no pytree.</exception>
    public Tree Flatten(T value)
    {
        // A leaf needs little stack, and its type would tell nobody which value goes on for ever.
        if (!RuntimeHelpers.TryEnsureSufficientExecutionStack() && value is not (null or INdArray or NdArray) && !value.GetType().IsPrimitive)
        {
            throw new ArgumentException($"a value of type {value.GetType()} is nested too deep for a tree of arrays, or contains itself");
        }
        return value is null ? Tree.None
            : typeof(T).IsValueType || value.GetType() == typeof(T) ? FlattenValue(value)
            : DerivedTypes.Flatten(value);
    }

    public T Unflatten(Tree tree)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return tree is not Tree.Node node ? UnflattenValue(tree)
            : node.IsNone ? (default(T) is null ? default! : throw new InvalidCastException($"null is no value of {typeof(T)}"))
            : node.Data is DerivedTypes.Of derived ? (T)derived.Unflatten(node)!
            // Made before the type was registered anew: its own converter knows the order of the parts.
            : node.Data is Pytree<T> other && other != this ? other.UnflattenValue(tree)
            : UnflattenValue(tree);
    }

    Tree IPytree.FlattenObject(object? value) => Flatten((T)value!);

    object? IPytree.UnflattenObject(Tree tree) => Unflatten(tree);

    /// <summary>The tree of a value of this type with the next leaves in it: for results whose values are not known.</summary>
    /// <exception cref="NotSupportedException">The number of leaves does not follow from the type (arrays, lists, dictionaries).</exception>
    public virtual Tree Template(Queue<NdArray> leaves) => throw new NotSupportedException(
        $"a result of type {typeof(T)} has no fixed number of parts, so that it cannot come from a jaxpr made while building; return a tuple or a record");

    protected abstract Tree FlattenValue(T value);

    protected abstract T UnflattenValue(Tree tree);

    /// <summary>The children of a node.</summary>
    protected static EquatableList<Tree> Parts(Tree tree) => tree is Tree.Node node
        ? node.Children
        : throw new InvalidCastException($"an array {((Tree.Leaf)tree).Value.Aval} is no value of type {typeof(T)}");
}

/// <summary>Values whose type is another than the declared one: derived records, and anything behind an interface, an abstract class or object.</summary>
internal static class DerivedTypes
{
    public static Tree Flatten(object value)
    {
        Of type = new(TreeRegistry.Get(value.GetType()));
        return new Tree.Node(value.GetType().Name, new EquatableList<Tree>([type.Converter.FlattenObject(value)]), type);
    }

    /// <summary>The data of such a node.</summary>
    public sealed record Of(IPytree Converter)
    {
        public object? Unflatten(Tree.Node node) => Converter.UnflattenObject(node.Children[0]);
    }
}

/// <summary>A declared type that no value has: interfaces, abstract classes, object.</summary>
internal sealed class AbstractPytree<T> : Pytree<T>
{
    protected override Tree FlattenValue(T value) => throw new NotSupportedException($"a value of type {typeof(T)} has no parts");

    protected override T UnflattenValue(Tree tree) => throw new InvalidCastException($"a value of type {typeof(T)} cannot be made of arrays: it is not said of which class");
}
