// The bridge between typed functions and erased ones: arguments become a tuple of trees, the result comes back from a tree.
using System;
using System.Collections.Generic;
using SrcGenJit.Core;

namespace SrcGenJit;

internal static class Typed
{
    /// <summary>An argument as a tree.</summary>
    /// <exception cref="ArgumentNullException">An array is null. (Null members of records and null items are nodes without leaves, as None in JAX.)</exception>
    public static Tree Flatten<T>(T value) => value is null && IsArray<T>()
        ? throw new ArgumentNullException(nameof(value), "an array argument is null")
        : Pytree<T>.Default.Flatten(value);

    /// <summary>A function's result as a tree.</summary>
    /// <exception cref="InvalidOperationException">The function was to return an array, and returned null.</exception>
    public static Tree Result<T>(T value) => value is null && IsArray<T>()
        ? throw new InvalidOperationException($"the function returned null where its type says an array ({typeof(T)}): return an array, or a tuple or record whose member may be null")
        : Pytree<T>.Default.Flatten(value);

    private static bool IsArray<T>() => typeof(INdArray).IsAssignableFrom(typeof(T)) || typeof(T) == typeof(NdArray);

    public static T Value<T>(Tree tree) => tree is Tree.Static known ? (T)known.Value! : Pytree<T>.Default.Unflatten(tree);

    /// <summary>The arguments of a function, the parameters marked [Static] as known values.</summary>
    public static Tree ArgsOf<T1>(Delegate fun, T1 a1)
    {
        StaticParameters parameters = StaticParameters.Of(fun);
        return Tree.Tuple(Arg(parameters, 0, a1));
    }

    public static Tree ArgsOf<T1, T2>(Delegate fun, T1 a1, T2 a2)
    {
        StaticParameters parameters = StaticParameters.Of(fun);
        return Tree.Tuple(Arg(parameters, 0, a1), Arg(parameters, 1, a2));
    }

    public static Tree ArgsOf<T1, T2, T3>(Delegate fun, T1 a1, T2 a2, T3 a3)
    {
        StaticParameters parameters = StaticParameters.Of(fun);
        return Tree.Tuple(Arg(parameters, 0, a1), Arg(parameters, 1, a2), Arg(parameters, 2, a3));
    }

    public static Tree ArgsOf<T1, T2, T3, T4>(Delegate fun, T1 a1, T2 a2, T3 a3, T4 a4)
    {
        StaticParameters parameters = StaticParameters.Of(fun);
        return Tree.Tuple(Arg(parameters, 0, a1), Arg(parameters, 1, a2), Arg(parameters, 2, a3), Arg(parameters, 3, a4));
    }

    private static Tree Arg<T>(StaticParameters parameters, int index, T value) => parameters[index] ? Known(parameters, index, value) : Flatten(value);

    /// <summary>The value of a [Static] parameter: part of the structure.</summary>
    public static Tree Known(StaticParameters parameters, int index, object? value) => new Tree.Static(value, Eager.StaticKey.Of(parameters.NameOf(index), value));

    public static bool Aux(bool hasAux) => hasAux
        ? hasAux
        : throw new ArgumentException("the function returns a pair, which has no gradient: pass hasAux: true for (value, aux)", nameof(hasAux));

    public static Tree Args<T1>(T1 a1) => Tree.Tuple(Flatten(a1));

    public static Func<Tree, Tree> Erase<T1, TResult>(Func<T1, TResult> fun) => JitMethods.Wrap(
        fun,
        tree =>
        {
            IReadOnlyList<Tree> args = Parts(tree, 1);
            return Result(fun(Value<T1>(args[0])));
        },
        leaves => Pytree<TResult>.Default.Template(leaves));

    public static Func<T1, TResult> Function<T1, TResult>(Func<Tree, Tree> erased) => (a1) => Value<TResult>(erased(Args(a1)));

    public static Tree Args<T1, T2>(T1 a1, T2 a2) => Tree.Tuple(Flatten(a1), Flatten(a2));

    public static Func<Tree, Tree> Erase<T1, T2, TResult>(Func<T1, T2, TResult> fun) => JitMethods.Wrap(
        fun,
        tree =>
        {
            IReadOnlyList<Tree> args = Parts(tree, 2);
            return Result(fun(Value<T1>(args[0]), Value<T2>(args[1])));
        },
        leaves => Pytree<TResult>.Default.Template(leaves));

    public static Func<T1, T2, TResult> Function<T1, T2, TResult>(Func<Tree, Tree> erased) => (a1, a2) => Value<TResult>(erased(Args(a1, a2)));

    public static Tree Args<T1, T2, T3>(T1 a1, T2 a2, T3 a3) => Tree.Tuple(Flatten(a1), Flatten(a2), Flatten(a3));

    public static Func<Tree, Tree> Erase<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun) => JitMethods.Wrap(
        fun,
        tree =>
        {
            IReadOnlyList<Tree> args = Parts(tree, 3);
            return Result(fun(Value<T1>(args[0]), Value<T2>(args[1]), Value<T3>(args[2])));
        },
        leaves => Pytree<TResult>.Default.Template(leaves));

    public static Func<T1, T2, T3, TResult> Function<T1, T2, T3, TResult>(Func<Tree, Tree> erased) => (a1, a2, a3) => Value<TResult>(erased(Args(a1, a2, a3)));

    public static Tree Args<T1, T2, T3, T4>(T1 a1, T2 a2, T3 a3, T4 a4) => Tree.Tuple(Flatten(a1), Flatten(a2), Flatten(a3), Flatten(a4));

    public static Func<Tree, Tree> Erase<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun) => JitMethods.Wrap(
        fun,
        tree =>
        {
            IReadOnlyList<Tree> args = Parts(tree, 4);
            return Result(fun(Value<T1>(args[0]), Value<T2>(args[1]), Value<T3>(args[2]), Value<T4>(args[3])));
        },
        leaves => Pytree<TResult>.Default.Template(leaves));

    public static Func<T1, T2, T3, T4, TResult> Function<T1, T2, T3, T4, TResult>(Func<Tree, Tree> erased) => (a1, a2, a3, a4) => Value<TResult>(erased(Args(a1, a2, a3, a4)));

    public static Tree Args<T1, T2, T3, T4, T5>(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5) => Tree.Tuple(Flatten(a1), Flatten(a2), Flatten(a3), Flatten(a4), Flatten(a5));

    public static Func<Tree, Tree> Erase<T1, T2, T3, T4, T5, TResult>(Func<T1, T2, T3, T4, T5, TResult> fun) => JitMethods.Wrap(
        fun,
        tree =>
        {
            IReadOnlyList<Tree> args = Parts(tree, 5);
            return Result(fun(Value<T1>(args[0]), Value<T2>(args[1]), Value<T3>(args[2]), Value<T4>(args[3]), Value<T5>(args[4])));
        },
        leaves => Pytree<TResult>.Default.Template(leaves));

    public static Func<T1, T2, T3, T4, T5, TResult> Function<T1, T2, T3, T4, T5, TResult>(Func<Tree, Tree> erased) => (a1, a2, a3, a4, a5) => Value<TResult>(erased(Args(a1, a2, a3, a4, a5)));

    public static Tree Args<T1, T2, T3, T4, T5, T6>(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6) => Tree.Tuple(Flatten(a1), Flatten(a2), Flatten(a3), Flatten(a4), Flatten(a5), Flatten(a6));

    public static Func<Tree, Tree> Erase<T1, T2, T3, T4, T5, T6, TResult>(Func<T1, T2, T3, T4, T5, T6, TResult> fun) => JitMethods.Wrap(
        fun,
        tree =>
        {
            IReadOnlyList<Tree> args = Parts(tree, 6);
            return Result(fun(Value<T1>(args[0]), Value<T2>(args[1]), Value<T3>(args[2]), Value<T4>(args[3]), Value<T5>(args[4]), Value<T6>(args[5])));
        },
        leaves => Pytree<TResult>.Default.Template(leaves));

    public static Func<T1, T2, T3, T4, T5, T6, TResult> Function<T1, T2, T3, T4, T5, T6, TResult>(Func<Tree, Tree> erased) => (a1, a2, a3, a4, a5, a6) => Value<TResult>(erased(Args(a1, a2, a3, a4, a5, a6)));

    public static Tree Args<T1, T2, T3, T4, T5, T6, T7>(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7) => Tree.Tuple(Flatten(a1), Flatten(a2), Flatten(a3), Flatten(a4), Flatten(a5), Flatten(a6), Flatten(a7));

    public static Func<Tree, Tree> Erase<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, TResult> fun) => JitMethods.Wrap(
        fun,
        tree =>
        {
            IReadOnlyList<Tree> args = Parts(tree, 7);
            return Result(fun(Value<T1>(args[0]), Value<T2>(args[1]), Value<T3>(args[2]), Value<T4>(args[3]), Value<T5>(args[4]), Value<T6>(args[5]), Value<T7>(args[6])));
        },
        leaves => Pytree<TResult>.Default.Template(leaves));

    public static Func<T1, T2, T3, T4, T5, T6, T7, TResult> Function<T1, T2, T3, T4, T5, T6, T7, TResult>(Func<Tree, Tree> erased) => (a1, a2, a3, a4, a5, a6, a7) => Value<TResult>(erased(Args(a1, a2, a3, a4, a5, a6, a7)));

    public static Tree Args<T1, T2, T3, T4, T5, T6, T7, T8>(T1 a1, T2 a2, T3 a3, T4 a4, T5 a5, T6 a6, T7 a7, T8 a8) => Tree.Tuple(Flatten(a1), Flatten(a2), Flatten(a3), Flatten(a4), Flatten(a5), Flatten(a6), Flatten(a7), Flatten(a8));

    public static Func<Tree, Tree> Erase<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> fun) => JitMethods.Wrap(
        fun,
        tree =>
        {
            IReadOnlyList<Tree> args = Parts(tree, 8);
            return Result(fun(Value<T1>(args[0]), Value<T2>(args[1]), Value<T3>(args[2]), Value<T4>(args[3]), Value<T5>(args[4]), Value<T6>(args[5]), Value<T7>(args[6]), Value<T8>(args[7])));
        },
        leaves => Pytree<TResult>.Default.Template(leaves));

    public static Func<T1, T2, T3, T4, T5, T6, T7, T8, TResult> Function<T1, T2, T3, T4, T5, T6, T7, T8, TResult>(Func<Tree, Tree> erased) => (a1, a2, a3, a4, a5, a6, a7, a8) => Value<TResult>(erased(Args(a1, a2, a3, a4, a5, a6, a7, a8)));

    // A function of one argument may be given it bare.
    private static IReadOnlyList<Tree> Parts(Tree tree, int count) =>
        tree is Tree.Node { Kind: "tuple" } node && node.Children.Count == count ? node.Children
        : count == 1 ? [tree]
        : throw new ArgumentException($"the function takes {count} arguments, and was given {tree.Structure}");
}
