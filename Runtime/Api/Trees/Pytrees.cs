// Where module initialisers of generated code make types pytrees: what the user registers takes precedence.
using System;
using System.ComponentModel;

namespace SrcGenJit.CompilerServices;

/// <summary>Called by generated code, once for each type that traced functions of a project take or return.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public static class Pytrees
{
    public static void Record<T>(string name, Action<T, TreeWriter> flatten, Func<TreeReader, T> unflatten) => TreeRegistry.Provide(new RegisteredPytree<T>(name, flatten, unflatten));

    public static void Abstract<T>()
        where T : class => TreeRegistry.Provide(new AbstractPytree<T>());

    public static void Nullable<T>()
        where T : struct => TreeRegistry.Provide(new NullablePytree<T>());

    public static void Vector<T>() => TreeRegistry.Provide(new VectorPytree<T>());

    public static void List<T>() => TreeRegistry.Provide(new ListPytree<T>());

    public static void ImmutableArray<T>() => TreeRegistry.Provide(new ImmutableArrayPytree<T>());

    public static void Dictionary<TKey, TValue>()
        where TKey : notnull => TreeRegistry.Provide(new DictionaryPytree<TKey, TValue>());

    public static void Tuple<T1>() => TreeRegistry.Provide(new TuplePytree<T1>());

    public static void Tuple<T1, T2>() => TreeRegistry.Provide(new TuplePytree<T1, T2>());

    public static void Tuple<T1, T2, T3>() => TreeRegistry.Provide(new TuplePytree<T1, T2, T3>());

    public static void Tuple<T1, T2, T3, T4>() => TreeRegistry.Provide(new TuplePytree<T1, T2, T3, T4>());

    public static void Tuple<T1, T2, T3, T4, T5>() => TreeRegistry.Provide(new TuplePytree<T1, T2, T3, T4, T5>());

    public static void Tuple<T1, T2, T3, T4, T5, T6>() => TreeRegistry.Provide(new TuplePytree<T1, T2, T3, T4, T5, T6>());

    public static void Tuple<T1, T2, T3, T4, T5, T6, T7>() => TreeRegistry.Provide(new TuplePytree<T1, T2, T3, T4, T5, T6, T7>());

    public static void Tuple<T1, T2, T3, T4, T5, T6, T7, TRest>()
        where TRest : struct => TreeRegistry.Provide(new TuplePytree<T1, T2, T3, T4, T5, T6, T7, TRest>());

    /// <summary>Makes functions of this type known to what takes any delegate.</summary>
    public static void Function<T1, TResult>() => Delegates.Provide(typeof(Func<T1, TResult>), new Acceptor<T1, TResult>());

    /// <summary>Makes functions of this type known to what takes any delegate.</summary>
    public static void Function<T1, T2, TResult>() => Delegates.Provide(typeof(Func<T1, T2, TResult>), new Acceptor<T1, T2, TResult>());

    /// <summary>Makes functions of this type known to what takes any delegate.</summary>
    public static void Function<T1, T2, T3, TResult>() => Delegates.Provide(typeof(Func<T1, T2, T3, TResult>), new Acceptor<T1, T2, T3, TResult>());

    /// <summary>Makes functions of this type known to what takes any delegate.</summary>
    public static void Function<T1, T2, T3, T4, TResult>() => Delegates.Provide(typeof(Func<T1, T2, T3, T4, TResult>), new Acceptor<T1, T2, T3, T4, TResult>());
}
