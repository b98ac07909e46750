// jax.grad, typed: method groups and untyped lambdas over arrays and numbers, and any pytrees for typed lambdas.
using System;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

public static partial class Jax
{
    /// <summary>The gradient of a function with a scalar result, as a function. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>> Grad(Func<NdArray<float>, NdArray<float>> fun) => Typed.Function<NdArray<float>, NdArray<float>>(Erased.Jax.Grad(Typed.Erase(fun)));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>> Grad(Func<NdArray<float>, NdArray<float>, NdArray<float>> fun, int argnums = 0) => Typed.Function<NdArray<float>, NdArray<float>, NdArray<float>>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>[]> Grad(Func<NdArray<float>, NdArray<float>, NdArray<float>> fun, int[] argnums) => Typed.Function<NdArray<float>, NdArray<float>, NdArray<float>[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> Grad(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> fun, int argnums = 0) => Typed.Function<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>[]> Grad(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> fun, int[] argnums) => Typed.Function<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> Grad(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> fun, int argnums = 0) => Typed.Function<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>[]> Grad(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> fun, int[] argnums) => Typed.Function<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>> Grad(Func<NdArray<double>, NdArray<double>> fun) => Typed.Function<NdArray<double>, NdArray<double>>(Erased.Jax.Grad(Typed.Erase(fun)));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>> Grad(Func<NdArray<double>, NdArray<double>, NdArray<double>> fun, int argnums = 0) => Typed.Function<NdArray<double>, NdArray<double>, NdArray<double>>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>[]> Grad(Func<NdArray<double>, NdArray<double>, NdArray<double>> fun, int[] argnums) => Typed.Function<NdArray<double>, NdArray<double>, NdArray<double>[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> Grad(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> fun, int argnums = 0) => Typed.Function<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>[]> Grad(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> fun, int[] argnums) => Typed.Function<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> Grad(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> fun, int argnums = 0) => Typed.Function<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>[]> Grad(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> fun, int[] argnums) => Typed.Function<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float> Grad(Func<float, float> fun) => Typed.Function<float, float>(Erased.Jax.Grad(Typed.Erase(fun)));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float> Grad(Func<float, float, float> fun, int argnums = 0) => Typed.Function<float, float, float>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float[]> Grad(Func<float, float, float> fun, int[] argnums) => Typed.Function<float, float, float[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float, float> Grad(Func<float, float, float, float> fun, int argnums = 0) => Typed.Function<float, float, float, float>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float, float[]> Grad(Func<float, float, float, float> fun, int[] argnums) => Typed.Function<float, float, float, float[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float, float, float> Grad(Func<float, float, float, float, float> fun, int argnums = 0) => Typed.Function<float, float, float, float, float>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float, float, float[]> Grad(Func<float, float, float, float, float> fun, int[] argnums) => Typed.Function<float, float, float, float, float[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double> Grad(Func<double, double> fun) => Typed.Function<double, double>(Erased.Jax.Grad(Typed.Erase(fun)));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double> Grad(Func<double, double, double> fun, int argnums = 0) => Typed.Function<double, double, double>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double[]> Grad(Func<double, double, double> fun, int[] argnums) => Typed.Function<double, double, double[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double> Grad(Func<double, double, double, double> fun, int argnums = 0) => Typed.Function<double, double, double, double>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double[]> Grad(Func<double, double, double, double> fun, int[] argnums) => Typed.Function<double, double, double, double[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, double> Grad(Func<double, double, double, double, double> fun, int argnums = 0) => Typed.Function<double, double, double, double, double>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, double[]> Grad(Func<double, double, double, double, double> fun, int[] argnums) => Typed.Function<double, double, double, double, double[]>(Erased.Jax.Grad(Typed.Erase(fun), argnums));

    /// <summary>The gradient of a function with a scalar result, as a function. For any pytrees; with respect to the first argument. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, T1> Grad<T1, TResult>(Func<T1, TResult> fun) => Typed.Function<T1, T1>(Erased.Jax.Grad(Typed.Erase(fun)));

    /// <summary>The gradient of a function with a scalar result, as a function. The function returns (value, aux); aux passes through. With respect to the first argument. <c>jax.grad</c> with <c>has_aux=True</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="hasAux"/> is false: the function returns a pair, which has no gradient.</exception>
    public static Func<T1, (T1 Gradient, TAux Aux)> Grad<T1, TResult, TAux>(Func<T1, (TResult Value, TAux Aux)> fun, bool hasAux) =>
        Typed.Function<T1, (T1 Gradient, TAux Aux)>(Erased.Jax.Grad(Typed.Erase(fun), Typed.Aux(hasAux)));

    /// <summary>The gradient of a function with a scalar result, as a function. For any pytrees; with respect to the first argument. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, T2, T1> Grad<T1, T2, TResult>(Func<T1, T2, TResult> fun) => Typed.Function<T1, T2, T1>(Erased.Jax.Grad(Typed.Erase(fun)));

    /// <summary>The gradient of a function with a scalar result, as a function. The function returns (value, aux); aux passes through. With respect to the first argument. <c>jax.grad</c> with <c>has_aux=True</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="hasAux"/> is false: the function returns a pair, which has no gradient.</exception>
    public static Func<T1, T2, (T1 Gradient, TAux Aux)> Grad<T1, T2, TResult, TAux>(Func<T1, T2, (TResult Value, TAux Aux)> fun, bool hasAux) =>
        Typed.Function<T1, T2, (T1 Gradient, TAux Aux)>(Erased.Jax.Grad(Typed.Erase(fun), Typed.Aux(hasAux)));

    /// <summary>The gradient of a function with a scalar result, as a function. For any pytrees; with respect to the first argument. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, T2, T3, T1> Grad<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun) => Typed.Function<T1, T2, T3, T1>(Erased.Jax.Grad(Typed.Erase(fun)));

    /// <summary>The gradient of a function with a scalar result, as a function. The function returns (value, aux); aux passes through. With respect to the first argument. <c>jax.grad</c> with <c>has_aux=True</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="hasAux"/> is false: the function returns a pair, which has no gradient.</exception>
    public static Func<T1, T2, T3, (T1 Gradient, TAux Aux)> Grad<T1, T2, T3, TResult, TAux>(Func<T1, T2, T3, (TResult Value, TAux Aux)> fun, bool hasAux) =>
        Typed.Function<T1, T2, T3, (T1 Gradient, TAux Aux)>(Erased.Jax.Grad(Typed.Erase(fun), Typed.Aux(hasAux)));

    /// <summary>The gradient of a function with a scalar result, as a function. For any pytrees; with respect to the first argument. <c>jax.grad</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, T2, T3, T4, T1> Grad<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun) => Typed.Function<T1, T2, T3, T4, T1>(Erased.Jax.Grad(Typed.Erase(fun)));

    /// <summary>The gradient of a function with a scalar result, as a function. The function returns (value, aux); aux passes through. With respect to the first argument. <c>jax.grad</c> with <c>has_aux=True</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="hasAux"/> is false: the function returns a pair, which has no gradient.</exception>
    public static Func<T1, T2, T3, T4, (T1 Gradient, TAux Aux)> Grad<T1, T2, T3, T4, TResult, TAux>(Func<T1, T2, T3, T4, (TResult Value, TAux Aux)> fun, bool hasAux) =>
        Typed.Function<T1, T2, T3, T4, (T1 Gradient, TAux Aux)>(Erased.Jax.Grad(Typed.Erase(fun), Typed.Aux(hasAux)));
}
