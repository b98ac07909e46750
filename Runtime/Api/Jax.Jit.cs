// jax.jit, typed: any delegate of one to four arguments over pytrees.
using System;
using SrcGenJit.Core;
using SrcGenJit.Eager;

namespace SrcGenJit;

/// <summary>jax: transformations of functions.</summary>
public static partial class Jax
{
    /// <summary>
    /// The function, compiled: traced once for each combination of shapes, element types and static arguments (parameters marked [Static]), and run as a whole.
    /// A [Jit] method runs its kernel. <c>jax.jit</c>.
    /// </summary>
    public static TFunction Jit<TFunction>(TFunction fun)
        where TFunction : Delegate => (TFunction)Delegates.Accept(fun, JitVisitor.Instance);

    /// <summary>The function, compiled: traced once for each combination of shapes, element types and static arguments, and run as a whole. <c>jax.jit</c>.</summary>
    public static Func<T1, TResult> Jit<T1, TResult>(Func<T1, TResult> fun)
    {
        ArgumentNullException.ThrowIfNull(fun);
        return (Func<T1, TResult>)JitVisitor.Instance.Visit(fun);
    }

    /// <summary>The function, compiled: traced once for each combination of shapes, element types and static arguments, and run as a whole. <c>jax.jit</c>.</summary>
    public static Func<T1, T2, TResult> Jit<T1, T2, TResult>(Func<T1, T2, TResult> fun)
    {
        ArgumentNullException.ThrowIfNull(fun);
        return (Func<T1, T2, TResult>)JitVisitor.Instance.Visit(fun);
    }

    /// <summary>The function, compiled: traced once for each combination of shapes, element types and static arguments, and run as a whole. <c>jax.jit</c>.</summary>
    public static Func<T1, T2, T3, TResult> Jit<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun)
    {
        ArgumentNullException.ThrowIfNull(fun);
        return (Func<T1, T2, T3, TResult>)JitVisitor.Instance.Visit(fun);
    }

    /// <summary>The function, compiled: traced once for each combination of shapes, element types and static arguments, and run as a whole. <c>jax.jit</c>.</summary>
    public static Func<T1, T2, T3, T4, TResult> Jit<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun)
    {
        ArgumentNullException.ThrowIfNull(fun);
        return (Func<T1, T2, T3, T4, TResult>)JitVisitor.Instance.Visit(fun);
    }

    /// <summary>How many traces of a function <see cref="Jit{TFunction}"/> holds. JAX's <c>f._cache_size()</c>.</summary>
    public static int CacheSize(Delegate fun)
    {
        ArgumentNullException.ThrowIfNull(fun);
        return JitCache.Of(Unjit(fun)).Count;
    }

    /// <summary>Forgets the traces of all functions. <c>jax.clear_caches</c>.</summary>
    public static void ClearCaches() => JitCache.ClearAll();

    // What Jit returned stands for the function it was made from.
    private static Delegate Unjit(Delegate fun) => fun.Target is IJitted jitted ? jitted.Function : fun;
}
