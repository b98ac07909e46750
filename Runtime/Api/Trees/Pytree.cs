// The bridge between typed values and erased trees.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>A converter of some type.</summary>
internal interface IPytree
{
    Tree FlattenObject(object value);

    object UnflattenObject(Tree tree);

    Tree Template(Queue<NdArray> leaves);
}

/// <summary>How values of <typeparamref name="T"/> become trees of erased arrays and come back.</summary>
internal abstract class Pytree<T> : IPytree
{
    private static Pytree<T>? s_default;

    /// <exception cref="NotSupportedException">The type is no pytree.</exception>
    public static Pytree<T> Default => s_default ??= TreeRegistry.Find<T>() ?? (Pytree<T>?)BuiltInPytrees.Find(typeof(T)) ?? throw new NotSupportedException(
        $"{typeof(T)} is no pytree: traced functions take and return NdArray<T>, numbers, bools, tuples, arrays, lists and dictionaries of these, and records or structs "
        + "that the generator has seen in a signature (or TreeRegistry.Register).");

    public abstract Tree Flatten(T value);

    public abstract T Unflatten(Tree tree);

    Tree IPytree.FlattenObject(object value) => Flatten((T)value);

    object IPytree.UnflattenObject(Tree tree) => Unflatten(tree)!;

    /// <summary>The tree of a value of this type with the next leaves in it: for results whose values are not known.</summary>
    /// <exception cref="NotSupportedException">The number of leaves does not follow from the type (arrays, lists, dictionaries).</exception>
    public virtual Tree Template(Queue<NdArray> leaves) => throw new NotSupportedException(
        $"a result of type {typeof(T)} has no fixed number of parts, so that it cannot come from a jaxpr made while building; return a tuple or a record");
}

internal sealed class ArrayPytree<T> : Pytree<NdArray<T>>
    where T : struct
{
    public override Tree Flatten(NdArray<T> value) => value is null ? throw new ArgumentNullException(nameof(value), "an array argument is null") : value.Erased;

    public override NdArray<T> Unflatten(Tree tree) => NdArray<T>.From(((Tree.Leaf)tree).Value);

    public override Tree Template(Queue<NdArray> leaves) => leaves.Dequeue();
}

internal sealed class ErasedPytree : Pytree<NdArray>
{
    public override Tree Flatten(NdArray value) => value;

    public override NdArray Unflatten(Tree tree) => ((Tree.Leaf)tree).Value;

    public override Tree Template(Queue<NdArray> leaves) => leaves.Dequeue();
}

/// <summary>A C# number: a weak array of rank 0. It comes back only when its value is known.</summary>
internal sealed class NumberPytree<T> : Pytree<T>
    where T : struct
{
    public override Tree Flatten(T value) => NdArray<T>.Weak(value);

    public override Tree Template(Queue<NdArray> leaves) => leaves.Dequeue();

    public override T Unflatten(Tree tree)
    {
        NdArray leaf = ((Tree.Leaf)tree).Value;
        return leaf.IsTracer
            ? throw new TracedNumberException(
                $"A function over C# numbers cannot be traced at run time: a traced {typeof(T).Name} has no value. Mark the method [Jit], so that it is traced while building, "
                + $"or write it over NdArray<{typeof(T).Name}>.")
            : leaf.Dtype == ElementType<T>.DType && leaf.Shape.Rank == 0
                ? ArrayData.Of<T>(leaf)[0]
                : throw new InvalidCastException($"an array {leaf.Aval} is no number of type {typeof(T).Name}");
    }
}

internal sealed class TuplePytree<T1> : Pytree<ValueTuple<T1>>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple(Pytree<T1>.Default.Template(leaves));

    public override Tree Flatten(ValueTuple<T1> value) => Tree.Tuple(Pytree<T1>.Default.Flatten(value.Item1));

    public override ValueTuple<T1> Unflatten(Tree tree) => new(Pytree<T1>.Default.Unflatten(((Tree.Node)tree).Children[0]));
}

internal sealed class TuplePytree<T1, T2> : Pytree<(T1, T2)>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple(Pytree<T1>.Default.Template(leaves), Pytree<T2>.Default.Template(leaves));

    public override Tree Flatten((T1, T2) value) => Tree.Tuple(Pytree<T1>.Default.Flatten(value.Item1), Pytree<T2>.Default.Flatten(value.Item2));

    public override (T1, T2) Unflatten(Tree tree)
    {
        EquatableList<Tree> parts = ((Tree.Node)tree).Children;
        return (Pytree<T1>.Default.Unflatten(parts[0]), Pytree<T2>.Default.Unflatten(parts[1]));
    }
}

internal sealed class TuplePytree<T1, T2, T3> : Pytree<(T1, T2, T3)>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple(Pytree<T1>.Default.Template(leaves), Pytree<T2>.Default.Template(leaves), Pytree<T3>.Default.Template(leaves));

    public override Tree Flatten((T1, T2, T3) value) => Tree.Tuple(
        Pytree<T1>.Default.Flatten(value.Item1), Pytree<T2>.Default.Flatten(value.Item2), Pytree<T3>.Default.Flatten(value.Item3));

    public override (T1, T2, T3) Unflatten(Tree tree)
    {
        EquatableList<Tree> parts = ((Tree.Node)tree).Children;
        return (Pytree<T1>.Default.Unflatten(parts[0]), Pytree<T2>.Default.Unflatten(parts[1]), Pytree<T3>.Default.Unflatten(parts[2]));
    }
}

internal sealed class TuplePytree<T1, T2, T3, T4> : Pytree<(T1, T2, T3, T4)>
{
    public override Tree Template(Queue<NdArray> leaves) => Tree.Tuple(Pytree<T1>.Default.Template(leaves), Pytree<T2>.Default.Template(leaves), Pytree<T3>.Default.Template(leaves), Pytree<T4>.Default.Template(leaves));

    public override Tree Flatten((T1, T2, T3, T4) value) => Tree.Tuple(
        Pytree<T1>.Default.Flatten(value.Item1),
        Pytree<T2>.Default.Flatten(value.Item2),
        Pytree<T3>.Default.Flatten(value.Item3),
        Pytree<T4>.Default.Flatten(value.Item4));

    public override (T1, T2, T3, T4) Unflatten(Tree tree)
    {
        EquatableList<Tree> parts = ((Tree.Node)tree).Children;
        return (
            Pytree<T1>.Default.Unflatten(parts[0]), Pytree<T2>.Default.Unflatten(parts[1]), Pytree<T3>.Default.Unflatten(parts[2]), Pytree<T4>.Default.Unflatten(parts[3]));
    }
}

internal sealed class VectorPytree<T> : Pytree<T[]>
{
    public override Tree Flatten(T[] value) => new Tree.Node("list", new EquatableList<Tree>(value.Select(Pytree<T>.Default.Flatten)));

    public override T[] Unflatten(Tree tree) => ((Tree.Node)tree).Children.Select(Pytree<T>.Default.Unflatten).ToArray();
}

internal sealed class ListPytree<T> : Pytree<List<T>>
{
    public override Tree Flatten(List<T> value) => new Tree.Node("list", new EquatableList<Tree>(value.Select(Pytree<T>.Default.Flatten)));

    public override List<T> Unflatten(Tree tree) => ((Tree.Node)tree).Children.Select(Pytree<T>.Default.Unflatten).ToList();
}

/// <summary>A dictionary with its keys in ordinal order, as JAX sorts them.</summary>
internal sealed class DictionaryPytree<T> : Pytree<Dictionary<string, T>>
{
    public override Tree Flatten(Dictionary<string, T> value)
    {
        string[] keys = value.Keys.OrderBy(k => k, StringComparer.Ordinal).ToArray();
        return new Tree.Node("dict(" + string.Join(",", keys) + ")", new EquatableList<Tree>(keys.Select(k => Pytree<T>.Default.Flatten(value[k]))));
    }

    public override Dictionary<string, T> Unflatten(Tree tree)
    {
        Tree.Node node = (Tree.Node)tree;
        string names = node.Kind.Substring("dict(".Length, node.Kind.Length - "dict()".Length);
        string[] keys = names.Length == 0 ? [] : names.Split(',');
        return keys.Zip(node.Children).ToDictionary(p => p.First, p => Pytree<T>.Default.Unflatten(p.Second), StringComparer.Ordinal);
    }
}

/// <summary>The converters of the built-in pytrees.</summary>
internal static class BuiltInPytrees
{
    private static readonly Dictionary<Type, object> s_leaves = new()
    {
        [typeof(NdArray)] = new ErasedPytree(),
        [typeof(NdArray<float>)] = new ArrayPytree<float>(),
        [typeof(NdArray<double>)] = new ArrayPytree<double>(),
        [typeof(NdArray<int>)] = new ArrayPytree<int>(),
        [typeof(NdArray<long>)] = new ArrayPytree<long>(),
        [typeof(NdArray<uint>)] = new ArrayPytree<uint>(),
        [typeof(NdArray<bool>)] = new ArrayPytree<bool>(),
        [typeof(float)] = new NumberPytree<float>(),
        [typeof(double)] = new NumberPytree<double>(),
        [typeof(int)] = new NumberPytree<int>(),
        [typeof(long)] = new NumberPytree<long>(),
        [typeof(uint)] = new NumberPytree<uint>(),
        [typeof(bool)] = new NumberPytree<bool>(),
        // The commonest nodes, so that they need no code at run time under NativeAOT; the generator registers the others that a program uses.
        [typeof((NdArray<float>, NdArray<float>))] = new TuplePytree<NdArray<float>, NdArray<float>>(),
        [typeof((NdArray<double>, NdArray<double>))] = new TuplePytree<NdArray<double>, NdArray<double>>(),
        [typeof((NdArray<float>, NdArray<float>, NdArray<float>))] = new TuplePytree<NdArray<float>, NdArray<float>, NdArray<float>>(),
        [typeof((NdArray<double>, NdArray<double>, NdArray<double>))] = new TuplePytree<NdArray<double>, NdArray<double>, NdArray<double>>(),
        [typeof((float, float))] = new TuplePytree<float, float>(),
        [typeof((double, double))] = new TuplePytree<double, double>(),
        [typeof(NdArray<float>[])] = new VectorPytree<NdArray<float>>(),
        [typeof(NdArray<double>[])] = new VectorPytree<NdArray<double>>(),
    };

    public static object? Find(Type type) => s_leaves.TryGetValue(type, out object? found) ? found
        : RuntimeFeature.IsDynamicCodeSupported ? Compose(type)
        : null;

    [RequiresDynamicCode("Makes converters of generic types; guarded by RuntimeFeature.IsDynamicCodeSupported.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The converters have no requirements on their type arguments.")]
    [UnconditionalSuppressMessage("Trimming", "IL2071", Justification = "The converters have no requirements on their type arguments.")]
    [UnconditionalSuppressMessage("Trimming", "IL2072", Justification = "The converters' constructors are kept by the typeof expressions.")]
    private static object? Compose(Type type)
    {
        if (type.IsSZArray)
        {
            return Activator.CreateInstance(typeof(VectorPytree<>).MakeGenericType(type.GetElementType()!));
        }
        if (!type.IsGenericType)
        {
            return ReflectedPytree.Find(type);
        }
        Type definition = type.GetGenericTypeDefinition();
        Type[] arguments = type.GetGenericArguments();
        Type? converter = definition == typeof(ValueTuple<>) ? typeof(TuplePytree<>)
            : definition == typeof(ValueTuple<,>) ? typeof(TuplePytree<,>)
            : definition == typeof(ValueTuple<,,>) ? typeof(TuplePytree<,,>)
            : definition == typeof(ValueTuple<,,,>) ? typeof(TuplePytree<,,,>)
            : definition == typeof(List<>) ? typeof(ListPytree<>)
            : definition == typeof(Dictionary<,>) && arguments[0] == typeof(string) ? typeof(DictionaryPytree<>)
            : null;
        if (converter == typeof(DictionaryPytree<>))
        {
            arguments = [arguments[1]];
        }
        return converter is null ? ReflectedPytree.Find(type) : Activator.CreateInstance(converter.MakeGenericType(arguments));
    }
}
