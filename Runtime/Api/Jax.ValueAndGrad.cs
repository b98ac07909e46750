// jax.value_and_grad, typed: method groups and untyped lambdas over arrays and numbers, and any pytrees for typed lambdas.
using System;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

public static partial class Jax
{
    /// <summary>The value and the gradient of a function with a scalar result, as a function. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, (NdArray<float> Value, NdArray<float> Gradient)> ValueAndGrad(Func<NdArray<float>, NdArray<float>> fun) => Typed.Function<NdArray<float>, (NdArray<float> Value, NdArray<float> Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun)));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float> Gradient)> ValueAndGrad(Func<NdArray<float>, NdArray<float>, NdArray<float>> fun, int argnums = 0) => Typed.Function<NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float> Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float>[] Gradients)> ValueAndGrad(Func<NdArray<float>, NdArray<float>, NdArray<float>> fun, int[] argnums) => Typed.Function<NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float>[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float> Gradient)> ValueAndGrad(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> fun, int argnums = 0) => Typed.Function<NdArray<float>, NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float> Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float>[] Gradients)> ValueAndGrad(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> fun, int[] argnums) => Typed.Function<NdArray<float>, NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float>[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float> Gradient)> ValueAndGrad(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> fun, int argnums = 0) => Typed.Function<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float> Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(4)]
    public static Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float>[] Gradients)> ValueAndGrad(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> fun, int[] argnums) => Typed.Function<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, (NdArray<float> Value, NdArray<float>[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, (NdArray<double> Value, NdArray<double> Gradient)> ValueAndGrad(Func<NdArray<double>, NdArray<double>> fun) => Typed.Function<NdArray<double>, (NdArray<double> Value, NdArray<double> Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun)));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double> Gradient)> ValueAndGrad(Func<NdArray<double>, NdArray<double>, NdArray<double>> fun, int argnums = 0) => Typed.Function<NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double> Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double>[] Gradients)> ValueAndGrad(Func<NdArray<double>, NdArray<double>, NdArray<double>> fun, int[] argnums) => Typed.Function<NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double>[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double> Gradient)> ValueAndGrad(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> fun, int argnums = 0) => Typed.Function<NdArray<double>, NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double> Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double>[] Gradients)> ValueAndGrad(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> fun, int[] argnums) => Typed.Function<NdArray<double>, NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double>[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double> Gradient)> ValueAndGrad(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> fun, int argnums = 0) => Typed.Function<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double> Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(3)]
    public static Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double>[] Gradients)> ValueAndGrad(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> fun, int[] argnums) => Typed.Function<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, (NdArray<double> Value, NdArray<double>[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, (float Value, float Gradient)> ValueAndGrad(Func<float, float> fun) => Typed.Function<float, (float Value, float Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun)));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, (float Value, float Gradient)> ValueAndGrad(Func<float, float, float> fun, int argnums = 0) => Typed.Function<float, float, (float Value, float Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, (float Value, float[] Gradients)> ValueAndGrad(Func<float, float, float> fun, int[] argnums) => Typed.Function<float, float, (float Value, float[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float, (float Value, float Gradient)> ValueAndGrad(Func<float, float, float, float> fun, int argnums = 0) => Typed.Function<float, float, float, (float Value, float Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float, (float Value, float[] Gradients)> ValueAndGrad(Func<float, float, float, float> fun, int[] argnums) => Typed.Function<float, float, float, (float Value, float[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float, float, (float Value, float Gradient)> ValueAndGrad(Func<float, float, float, float, float> fun, int argnums = 0) => Typed.Function<float, float, float, float, (float Value, float Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(2)]
    public static Func<float, float, float, float, (float Value, float[] Gradients)> ValueAndGrad(Func<float, float, float, float, float> fun, int[] argnums) => Typed.Function<float, float, float, float, (float Value, float[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, (double Value, double Gradient)> ValueAndGrad(Func<double, double> fun) => Typed.Function<double, (double Value, double Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun)));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, (double Value, double Gradient)> ValueAndGrad(Func<double, double, double> fun, int argnums = 0) => Typed.Function<double, double, (double Value, double Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, (double Value, double[] Gradients)> ValueAndGrad(Func<double, double, double> fun, int[] argnums) => Typed.Function<double, double, (double Value, double[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, (double Value, double Gradient)> ValueAndGrad(Func<double, double, double, double> fun, int argnums = 0) => Typed.Function<double, double, double, (double Value, double Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, (double Value, double[] Gradients)> ValueAndGrad(Func<double, double, double, double> fun, int[] argnums) => Typed.Function<double, double, double, (double Value, double[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to argument <paramref name="argnums"/>. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, (double Value, double Gradient)> ValueAndGrad(Func<double, double, double, double, double> fun, int argnums = 0) => Typed.Function<double, double, double, double, (double Value, double Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. With respect to several arguments. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(1)]
    public static Func<double, double, double, double, (double Value, double[] Gradients)> ValueAndGrad(Func<double, double, double, double, double> fun, int[] argnums) => Typed.Function<double, double, double, double, (double Value, double[] Gradients)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), argnums));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. For any pytrees; with respect to the first argument. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, (TResult Value, T1 Gradient)> ValueAndGrad<T1, TResult>(Func<T1, TResult> fun) => Typed.Function<T1, (TResult Value, T1 Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun)));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. The function returns (value, aux); aux passes through. With respect to the first argument. <c>jax.value_and_grad</c> with <c>has_aux=True</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="hasAux"/> is false: the function returns a pair, which has no gradient.</exception>
    public static Func<T1, ((TResult Value, TAux Aux) Result, T1 Gradient)> ValueAndGrad<T1, TResult, TAux>(Func<T1, (TResult Value, TAux Aux)> fun, bool hasAux) =>
        Typed.Function<T1, ((TResult Value, TAux Aux) Result, T1 Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), Typed.Aux(hasAux)));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. For any pytrees; with respect to the first argument. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, T2, (TResult Value, T1 Gradient)> ValueAndGrad<T1, T2, TResult>(Func<T1, T2, TResult> fun) => Typed.Function<T1, T2, (TResult Value, T1 Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun)));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. The function returns (value, aux); aux passes through. With respect to the first argument. <c>jax.value_and_grad</c> with <c>has_aux=True</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="hasAux"/> is false: the function returns a pair, which has no gradient.</exception>
    public static Func<T1, T2, ((TResult Value, TAux Aux) Result, T1 Gradient)> ValueAndGrad<T1, T2, TResult, TAux>(Func<T1, T2, (TResult Value, TAux Aux)> fun, bool hasAux) =>
        Typed.Function<T1, T2, ((TResult Value, TAux Aux) Result, T1 Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), Typed.Aux(hasAux)));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. For any pytrees; with respect to the first argument. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, T2, T3, (TResult Value, T1 Gradient)> ValueAndGrad<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun) => Typed.Function<T1, T2, T3, (TResult Value, T1 Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun)));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. The function returns (value, aux); aux passes through. With respect to the first argument. <c>jax.value_and_grad</c> with <c>has_aux=True</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="hasAux"/> is false: the function returns a pair, which has no gradient.</exception>
    public static Func<T1, T2, T3, ((TResult Value, TAux Aux) Result, T1 Gradient)> ValueAndGrad<T1, T2, T3, TResult, TAux>(Func<T1, T2, T3, (TResult Value, TAux Aux)> fun, bool hasAux) =>
        Typed.Function<T1, T2, T3, ((TResult Value, TAux Aux) Result, T1 Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), Typed.Aux(hasAux)));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. For any pytrees; with respect to the first argument. <c>jax.value_and_grad</c>.</summary>
    [OverloadResolutionPriority(-1)]
    public static Func<T1, T2, T3, T4, (TResult Value, T1 Gradient)> ValueAndGrad<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun) => Typed.Function<T1, T2, T3, T4, (TResult Value, T1 Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun)));

    /// <summary>The value and the gradient of a function with a scalar result, as a function. The function returns (value, aux); aux passes through. With respect to the first argument. <c>jax.value_and_grad</c> with <c>has_aux=True</c>.</summary>
    /// <exception cref="ArgumentException"><paramref name="hasAux"/> is false: the function returns a pair, which has no gradient.</exception>
    public static Func<T1, T2, T3, T4, ((TResult Value, TAux Aux) Result, T1 Gradient)> ValueAndGrad<T1, T2, T3, T4, TResult, TAux>(Func<T1, T2, T3, T4, (TResult Value, TAux Aux)> fun, bool hasAux) =>
        Typed.Function<T1, T2, T3, T4, ((TResult Value, TAux Aux) Result, T1 Gradient)>(Erased.Jax.ValueAndGrad(Typed.Erase(fun), Typed.Aux(hasAux)));
}
