// jax.vjp, jax.jvp and stop_gradient, typed.
using System;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

public static partial class Jax
{
    /// <summary>The value, and the function that pulls a cotangent of the result back to cotangents of the arguments. <c>jax.vjp</c>.</summary>
    public static (TResult Output, Func<TResult, T1> Pullback) Vjp<T1, TResult>(Func<T1, TResult> fun, T1 primal)
    {
        (Tree output, Func<Tree, Tree> pullback) = Erased.Jax.Vjp(Typed.Erase(fun), Typed.Flatten(primal));
        return (Typed.Value<TResult>(output), Typed.Function<TResult, T1>(pullback));
    }

    /// <summary>The value, and the function that pulls a cotangent of the result back to cotangents of the arguments. <c>jax.vjp</c>.</summary>
    public static (TResult Output, Func<TResult, (T1, T2)> Pullback) Vjp<T1, T2, TResult>(Func<T1, T2, TResult> fun, T1 primal1, T2 primal2)
    {
        (Tree output, Func<Tree, Tree> pullback) = Erased.Jax.Vjp(Typed.Erase(fun), Typed.Flatten(primal1), Typed.Flatten(primal2));
        return (Typed.Value<TResult>(output), Typed.Function<TResult, (T1, T2)>(pullback));
    }

    /// <summary>The value, and the function that pulls a cotangent of the result back to cotangents of the arguments. <c>jax.vjp</c>.</summary>
    public static (TResult Output, Func<TResult, (T1, T2, T3)> Pullback) Vjp<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun, T1 primal1, T2 primal2, T3 primal3)
    {
        (Tree output, Func<Tree, Tree> pullback) = Erased.Jax.Vjp(Typed.Erase(fun), Typed.Flatten(primal1), Typed.Flatten(primal2), Typed.Flatten(primal3));
        return (Typed.Value<TResult>(output), Typed.Function<TResult, (T1, T2, T3)>(pullback));
    }

    /// <summary>The value, and the function that pulls a cotangent of the result back to cotangents of the arguments. <c>jax.vjp</c>.</summary>
    public static (TResult Output, Func<TResult, (T1, T2, T3, T4)> Pullback) Vjp<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun, T1 primal1, T2 primal2, T3 primal3, T4 primal4)
    {
        (Tree output, Func<Tree, Tree> pullback) = Erased.Jax.Vjp(Typed.Erase(fun), Typed.Flatten(primal1), Typed.Flatten(primal2), Typed.Flatten(primal3), Typed.Flatten(primal4));
        return (Typed.Value<TResult>(output), Typed.Function<TResult, (T1, T2, T3, T4)>(pullback));
    }

    /// <summary>The value, and its derivative along tangents, which have the types of the arguments. <c>jax.jvp</c>.</summary>
    public static (TResult Output, TResult Tangent) Jvp<T1, TResult>(Func<T1, TResult> fun, T1 primals, T1 tangents)
    {
        (Tree output, Tree tangent) = Erased.Jax.Jvp(Typed.Erase(fun), Typed.Flatten(primals), Typed.Flatten(tangents));
        return (Typed.Value<TResult>(output), Typed.Value<TResult>(tangent));
    }

    /// <summary>The value, and its derivative along tangents, which have the types of the arguments. <c>jax.jvp</c>.</summary>
    public static (TResult Output, TResult Tangent) Jvp<T1, T2, TResult>(Func<T1, T2, TResult> fun, (T1, T2) primals, (T1, T2) tangents)
    {
        (Tree output, Tree tangent) = Erased.Jax.Jvp(Typed.Erase(fun), Typed.Flatten(primals), Typed.Flatten(tangents));
        return (Typed.Value<TResult>(output), Typed.Value<TResult>(tangent));
    }

    /// <summary>The value, and its derivative along tangents, which have the types of the arguments. <c>jax.jvp</c>.</summary>
    public static (TResult Output, TResult Tangent) Jvp<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun, (T1, T2, T3) primals, (T1, T2, T3) tangents)
    {
        (Tree output, Tree tangent) = Erased.Jax.Jvp(Typed.Erase(fun), Typed.Flatten(primals), Typed.Flatten(tangents));
        return (Typed.Value<TResult>(output), Typed.Value<TResult>(tangent));
    }

    /// <summary>The value, and its derivative along tangents, which have the types of the arguments. <c>jax.jvp</c>.</summary>
    public static (TResult Output, TResult Tangent) Jvp<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun, (T1, T2, T3, T4) primals, (T1, T2, T3, T4) tangents)
    {
        (Tree output, Tree tangent) = Erased.Jax.Jvp(Typed.Erase(fun), Typed.Flatten(primals), Typed.Flatten(tangents));
        return (Typed.Value<TResult>(output), Typed.Value<TResult>(tangent));
    }

    /// <summary>The value, constant under differentiation; any pytree. <c>jax.lax.stop_gradient</c>.</summary>
    public static T StopGradient<T>(T x) => Typed.Value<T>(Erased.Jax.StopGradient(Typed.Flatten(x)));
}
