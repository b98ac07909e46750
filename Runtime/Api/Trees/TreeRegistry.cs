// Which C# types are pytrees, and how each comes apart into arrays and together again. Generated code registers the user's records and structs.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using System.Runtime.CompilerServices;
using System.Threading;
using SrcGenJit.Core;
using SrcGenJit.Eager;

namespace SrcGenJit;

/// <summary>
/// The registry of pytree types. Arrays, numbers, tuples, C# arrays, lists and dictionaries are known; the generator registers records and structs that methods
/// it sees, and where code can be made at run time every type of fields that are pytrees is one.
/// </summary>
public static class TreeRegistry
{
    private static readonly ConcurrentDictionary<Type, IPytree> s_registered = new();
    private static readonly ConcurrentDictionary<Type, IPytree> s_known = new(BuiltInPytrees.Known);
    private static int s_version;

    /// <summary>
    /// Makes <typeparamref name="T"/> a pytree of its fields, in a fixed order, from now on: also where it was one before. <c>jax.tree_util.register_pytree_node</c>.
    /// </summary>
    /// <param name="name">What structures of this type are called in messages.</param>
    /// <param name="flatten">Writes each field.</param>
    /// <param name="unflatten">Reads the fields in the same order and makes a value of them.</param>
    public static void Register<T>(string name, Action<T, TreeWriter> flatten, Func<TreeReader, T> unflatten)
    {
        ArgumentNullException.ThrowIfNull(name);
        ArgumentNullException.ThrowIfNull(flatten);
        ArgumentNullException.ThrowIfNull(unflatten);
        RegisteredPytree<T> converter = new(name, flatten, unflatten);
        s_registered[typeof(T)] = converter;
        Interlocked.Increment(ref s_version);
        Pytree<T>.Replace(converter);
    }

    /// <summary>Grows with each registration.</summary>
    internal static int Version => Volatile.Read(ref s_version);

    /// <summary>A converter that holds until the user registers another.</summary>
    internal static void Provide<T>(Pytree<T> converter) => s_known.TryAdd(typeof(T), converter);

    /// <summary>The converter of a type; null for what is no pytree.</summary>
    internal static IPytree? Find(Type type)
    {
        if (s_registered.TryGetValue(type, out IPytree? found) || s_known.TryGetValue(type, out found))
        {
            return found;
        }
        return RuntimeFeature.IsDynamicCodeSupported && BuiltInPytrees.Compose(type) is { } made ? s_known.GetOrAdd(type, made) : null;
    }

    /// <exception cref="NotSupportedException">The type is no pytree.</exception>
    internal static IPytree Get(Type type) => Find(type) ?? throw new NotSupportedException(
        $"{type} is no pytree: traced functions take and return NdArray<T>, numbers, bools, tuples, arrays, lists and dictionaries of these, and records, classes or structs of these. "
        + (RuntimeFeature.IsDynamicCodeSupported
            ? "TreeRegistry.Register makes other types pytrees."
            : "Without code generation at run time (NativeAOT) the generator registers those that it sees in signatures of [Jit] methods and in calls of Jax and Lax, when they are not "
            + "private, have no type parameters that are still open there (as within a generic helper), and neither their constructor nor their properties compute or check; "
            + "TreeRegistry.Register registers the others."));
}

/// <summary>Takes the parts of a value that is flattened.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public sealed class TreeWriter
{
    internal List<Tree> Children { get; } = [];

    public void Add<T>(T part) => Children.Add(Pytree<T>.Default.Flatten(part));

    /// <summary>A part that is no array (a name, a setting): it belongs to the structure, so that another value is another trace.</summary>
    public void AddStatic<T>(T part) => Children.Add(new Tree.Static(part, StaticKey.Of("part", part)));
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
            return Pytree<T>.Default.Unflatten(Child());
        }
        Templates.Add(Pytree<T>.Default.Template(_leaves!));
        return default!;
    }

    /// <summary>What <see cref="TreeWriter.AddStatic"/> wrote.</summary>
    public T NextStatic<T>() => _children is not null && Child() is Tree.Static known
        ? (T)known.Value!
        : throw new NotSupportedException("a static part has no value in a result that comes from a jaxpr made while building, or was not written with AddStatic");

    /// <exception cref="InvalidOperationException">Not all parts were read.</exception>
    internal void End()
    {
        if (_children is { Count: var count } && _next < count)
        {
            throw new InvalidOperationException($"a registered type wrote {count} parts and reads {_next}: TreeRegistry.Register wants both functions to agree");
        }
    }

    private Tree Child() => _next < _children!.Count
        ? _children[_next++]
        : throw new InvalidOperationException($"a registered type wrote {_children.Count} parts and reads more: TreeRegistry.Register wants both functions to agree");
}

internal sealed class RegisteredPytree<T>(string name, Action<T, TreeWriter> flatten, Func<TreeReader, T> unflatten) : Pytree<T>
{
    public override Tree Template(Queue<NdArray> leaves)
    {
        TreeReader reader = new(leaves);
        unflatten(reader);
        return Node(reader.Templates);
    }

    protected override Tree FlattenValue(T value)
    {
        TreeWriter writer = new();
        flatten(value, writer);
        return Node(writer.Children);
    }

    protected override T UnflattenValue(Tree tree)
    {
        TreeReader reader = new(Parts(tree));
        T value = unflatten(reader);
        reader.End();
        return value;
    }

    private Tree.Node Node(List<Tree> parts) => new(name, new EquatableList<Tree>(parts), this);
}
