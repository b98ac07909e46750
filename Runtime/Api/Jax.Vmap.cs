// jax.vmap, typed.
using System;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

public static partial class Jax
{
    /// <summary>Maps a function over an axis of its arguments, to a batch axis of its results. <c>jax.vmap</c>.</summary>
    public static Func<T1, TResult> Vmap<T1, TResult>(Func<T1, TResult> fun, int inAxes = 0, int outAxes = 0) =>
        Typed.Function<T1, TResult>(Erased.Jax.Vmap(Typed.Erase(fun), inAxes, outAxes));

    /// <summary>Maps a function over an axis of each argument, null for those that are not mapped. <c>jax.vmap</c>.</summary>
    public static Func<T1, TResult> Vmap<T1, TResult>(Func<T1, TResult> fun, int?[] inAxes, int outAxes = 0) =>
        Typed.Function<T1, TResult>(Erased.Jax.Vmap(Typed.Erase(fun), inAxes, outAxes));

    /// <summary>Maps a function over an axis of its arguments, to a batch axis of its results. <c>jax.vmap</c>.</summary>
    public static Func<T1, T2, TResult> Vmap<T1, T2, TResult>(Func<T1, T2, TResult> fun, int inAxes = 0, int outAxes = 0) =>
        Typed.Function<T1, T2, TResult>(Erased.Jax.Vmap(Typed.Erase(fun), inAxes, outAxes));

    /// <summary>Maps a function over an axis of each argument, null for those that are not mapped. <c>jax.vmap</c>.</summary>
    public static Func<T1, T2, TResult> Vmap<T1, T2, TResult>(Func<T1, T2, TResult> fun, int?[] inAxes, int outAxes = 0) =>
        Typed.Function<T1, T2, TResult>(Erased.Jax.Vmap(Typed.Erase(fun), inAxes, outAxes));

    /// <summary>Maps a function over an axis of its arguments, to a batch axis of its results. <c>jax.vmap</c>.</summary>
    public static Func<T1, T2, T3, TResult> Vmap<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun, int inAxes = 0, int outAxes = 0) =>
        Typed.Function<T1, T2, T3, TResult>(Erased.Jax.Vmap(Typed.Erase(fun), inAxes, outAxes));

    /// <summary>Maps a function over an axis of each argument, null for those that are not mapped. <c>jax.vmap</c>.</summary>
    public static Func<T1, T2, T3, TResult> Vmap<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun, int?[] inAxes, int outAxes = 0) =>
        Typed.Function<T1, T2, T3, TResult>(Erased.Jax.Vmap(Typed.Erase(fun), inAxes, outAxes));

    /// <summary>Maps a function over an axis of its arguments, to a batch axis of its results. <c>jax.vmap</c>.</summary>
    public static Func<T1, T2, T3, T4, TResult> Vmap<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun, int inAxes = 0, int outAxes = 0) =>
        Typed.Function<T1, T2, T3, T4, TResult>(Erased.Jax.Vmap(Typed.Erase(fun), inAxes, outAxes));

    /// <summary>Maps a function over an axis of each argument, null for those that are not mapped. <c>jax.vmap</c>.</summary>
    public static Func<T1, T2, T3, T4, TResult> Vmap<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun, int?[] inAxes, int outAxes = 0) =>
        Typed.Function<T1, T2, T3, T4, TResult>(Erased.Jax.Vmap(Typed.Erase(fun), inAxes, outAxes));

    /// <summary>Maps a function over an axis of its arguments, to a batch axis of its results. <c>jax.vmap</c>.</summary>
    public static TFunction Vmap<TFunction>(TFunction fun, int inAxes = 0, int outAxes = 0)
        where TFunction : Delegate => Delegates.Wrap(fun, erased => Erased.Jax.Vmap(erased, inAxes, outAxes));

    /// <summary>Maps a function over an axis of each argument, null for those that are not mapped. <c>jax.vmap</c>.</summary>
    public static TFunction Vmap<TFunction>(TFunction fun, int?[] inAxes, int outAxes = 0)
        where TFunction : Delegate => Delegates.Wrap(fun, erased => Erased.Jax.Vmap(erased, inAxes, outAxes));
}
