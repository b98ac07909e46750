// Which C# types are pytrees, and how each comes apart into arrays and together again. Generated code registers the user's records and structs.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>
/// The registry of pytree types. Arrays, numbers, tuples, C# arrays, lists and dictionaries are known; the generator registers records and structs that methods
/// it sees take or return. <c>jax.tree_util.register_pytree_node</c>.
/// </summary>
public static class TreeRegistry
{
    private static readonly ConcurrentDictionary<Type, object> s_registered = new();

    /// <summary>Makes <typeparamref name="T"/> a pytree of its fields, in a fixed order.</summary>
    /// <param name="name">What structures of this type are called: two types that differ only in name are different trees.</param>
    /// <param name="flatten">Writes each field.</param>
    /// <param name="unflatten">Reads the fields in the same order and makes a value of them.</param>
    public static void Register<T>(string name, Action<T, TreeWriter> flatten, Func<TreeReader, T> unflatten)
    {
        ArgumentNullException.ThrowIfNull(flatten);
        ArgumentNullException.ThrowIfNull(unflatten);
        s_registered[typeof(T)] = new RegisteredPytree<T>(name, flatten, unflatten);
    }

    internal static IPytree? Find(Type type) => s_registered.TryGetValue(type, out object? found) ? (IPytree)found : null;

    internal static Pytree<T>? Find<T>() => s_registered.TryGetValue(typeof(T), out object? found) ? (Pytree<T>)found : null;
}

/// <summary>Takes the parts of a value that is flattened.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TreeWriter
{
    internal List<Tree> Children { get; } = [];

    public void Add<T>(T part) => Children.Add(Pytree<T>.Default.Flatten(part));
}

/// <summary>Gives the parts of a value that is put together.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TreeReader
{
    private readonly IReadOnlyList<Tree>? _children;
    private readonly Queue<NdArray>? _leaves;
    private int _next;

    internal TreeReader(IReadOnlyList<Tree> children) => _children = children;

    internal TreeReader(Queue<NdArray> leaves) => _leaves = leaves;

    /// <summary>The parts asked for, as trees of leaves without values.</summary>
    internal List<Tree> Templates { get; } = [];

    public T Next<T>()
    {
        if (_children is not null)
        {
            return Pytree<T>.Default.Unflatten(_children[_next++]);
        }
        Templates.Add(Pytree<T>.Default.Template(_leaves!));
        return default!;
    }
}

internal sealed class RegisteredPytree<T>(string name, Action<T, TreeWriter> flatten, Func<TreeReader, T> unflatten) : Pytree<T>
{
    public override Tree Flatten(T value)
    {
        TreeWriter writer = new();
        flatten(value, writer);
        return new Tree.Node(name, new EquatableList<Tree>(writer.Children));
    }

    public override T Unflatten(Tree tree) => unflatten(new TreeReader(((Tree.Node)tree).Children));

    public override Tree Template(Queue<NdArray> leaves)
    {
        TreeReader reader = new(leaves);
        unflatten(reader);
        return new Tree.Node(name, new EquatableList<Tree>(reader.Templates));
    }
}
