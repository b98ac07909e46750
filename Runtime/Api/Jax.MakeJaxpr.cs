// jax.make_jaxpr and jax.eval_shape, typed.
using System;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>Traces a function at example arguments.</summary>
public delegate Jaxpr JaxprOf(params object[] args);

public static partial class Jax
{
    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, Jaxpr> MakeJaxpr(Func<NdArray<float>, NdArray<float>> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return a => trace(Typed.ArgsOf(fun, a));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, Jaxpr> MakeJaxpr(Func<NdArray<float>, NdArray<float>, NdArray<float>> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2) => trace(Typed.ArgsOf(fun, a1, a2));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>, Jaxpr> MakeJaxpr(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2, a3) => trace(Typed.ArgsOf(fun, a1, a2, a3));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, Jaxpr> MakeJaxpr(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2, a3, a4) => trace(Typed.ArgsOf(fun, a1, a2, a3, a4));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, Jaxpr> MakeJaxpr(Func<NdArray<double>, NdArray<double>> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return a => trace(Typed.ArgsOf(fun, a));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, Jaxpr> MakeJaxpr(Func<NdArray<double>, NdArray<double>, NdArray<double>> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2) => trace(Typed.ArgsOf(fun, a1, a2));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>, Jaxpr> MakeJaxpr(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2, a3) => trace(Typed.ArgsOf(fun, a1, a2, a3));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, Jaxpr> MakeJaxpr(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2, a3, a4) => trace(Typed.ArgsOf(fun, a1, a2, a3, a4));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, Jaxpr> MakeJaxpr(Func<float, float> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return a => trace(Typed.ArgsOf(fun, a));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, Jaxpr> MakeJaxpr(Func<float, float, float> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2) => trace(Typed.ArgsOf(fun, a1, a2));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float, Jaxpr> MakeJaxpr(Func<float, float, float, float> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2, a3) => trace(Typed.ArgsOf(fun, a1, a2, a3));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float, float, Jaxpr> MakeJaxpr(Func<float, float, float, float, float> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2, a3, a4) => trace(Typed.ArgsOf(fun, a1, a2, a3, a4));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, Jaxpr> MakeJaxpr(Func<double, double> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return a => trace(Typed.ArgsOf(fun, a));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, Jaxpr> MakeJaxpr(Func<double, double, double> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2) => trace(Typed.ArgsOf(fun, a1, a2));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, Jaxpr> MakeJaxpr(Func<double, double, double, double> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2, a3) => trace(Typed.ArgsOf(fun, a1, a2, a3));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, Jaxpr> MakeJaxpr(Func<double, double, double, double, double> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2, a3, a4) => trace(Typed.ArgsOf(fun, a1, a2, a3, a4));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, Jaxpr> MakeJaxpr<T1, TResult>(Func<T1, TResult> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return a => trace(Typed.ArgsOf(fun, a));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, T2, Jaxpr> MakeJaxpr<T1, T2, TResult>(Func<T1, T2, TResult> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2) => trace(Typed.ArgsOf(fun, a1, a2));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, T2, T3, Jaxpr> MakeJaxpr<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2, a3) => trace(Typed.ArgsOf(fun, a1, a2, a3));
    }

    /// <summary>The function that traces <paramref name="fun"/> at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, T2, T3, T4, Jaxpr> MakeJaxpr<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Typed.Erase(fun));
        return (a1, a2, a3, a4) => trace(Typed.ArgsOf(fun, a1, a2, a3, a4));
    }

    /// <summary>The function that traces <paramref name="fun"/>, any delegate over pytrees, at example arguments. <c>jax.make_jaxpr</c>.</summary>
    [OverloadResolutionPriority(-2)]
    public static JaxprOf MakeJaxpr(Delegate fun)
    {
        Func<Tree, Jaxpr> trace = Erased.Jax.MakeJaxpr(Delegates.Erase(fun));
        return args => trace(Delegates.ArgsOf(fun, args));
    }

    /// <summary>What <paramref name="fun"/> would return, as arrays without elements: their shapes and element types. <c>jax.eval_shape</c>.</summary>
    public static TResult EvalShape<T1, TResult>(Func<T1, TResult> fun, T1 args) =>
        Typed.Value<TResult>(Erased.Jax.EvalShape(Typed.Erase(fun), Typed.Args(args)));

    /// <summary>What <paramref name="fun"/> would return, as arrays without elements: their shapes and element types. <c>jax.eval_shape</c>.</summary>
    public static TResult EvalShape<T1, T2, TResult>(Func<T1, T2, TResult> fun, T1 arg1, T2 arg2) =>
        Typed.Value<TResult>(Erased.Jax.EvalShape(Typed.Erase(fun), Typed.Args(arg1, arg2)));

    /// <summary>What <paramref name="fun"/> would return, as arrays without elements: their shapes and element types. <c>jax.eval_shape</c>.</summary>
    public static TResult EvalShape<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun, T1 arg1, T2 arg2, T3 arg3) =>
        Typed.Value<TResult>(Erased.Jax.EvalShape(Typed.Erase(fun), Typed.Args(arg1, arg2, arg3)));

    /// <summary>What <paramref name="fun"/> would return, as arrays without elements: their shapes and element types. <c>jax.eval_shape</c>.</summary>
    public static TResult EvalShape<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun, T1 arg1, T2 arg2, T3 arg3, T4 arg4) =>
        Typed.Value<TResult>(Erased.Jax.EvalShape(Typed.Erase(fun), Typed.Args(arg1, arg2, arg3, arg4)));
}
