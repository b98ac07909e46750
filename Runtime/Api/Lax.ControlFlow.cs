// Structured control flow, typed: jax.lax.cond, scan, while_loop and fori_loop over any pytrees.
using System;
using SrcGenJit.Core;

namespace SrcGenJit;

public static partial class Lax
{
    /// <summary>One of two functions of the operands (a pytree), chosen by a bool of rank 0. Both give the same structure and types. <c>jax.lax.cond</c>.</summary>
    public static TResult Cond<TOperands, TResult>(NdArray<bool> pred, Func<TOperands, TResult> trueFun, Func<TOperands, TResult> falseFun, TOperands operands) =>
        Typed.Value<TResult>(StepByStep.Unless(
            () => Erased.Lax.Cond(pred.Erase(), Typed.Erase(trueFun.NotNull()), Typed.Erase(falseFun.NotNull()), Typed.Flatten(operands)),
            () => StepByStep.Cond(pred.Erase(), Typed.Erase(trueFun.NotNull()), Typed.Erase(falseFun.NotNull()), Typed.Flatten(operands))));

    /// <summary>One of two functions without arguments, chosen by a bool of rank 0. <c>jax.lax.cond</c>.</summary>
    public static TResult Cond<TResult>(NdArray<bool> pred, Func<TResult> trueFun, Func<TResult> falseFun)
    {
        ArgumentNullException.ThrowIfNull(trueFun);
        ArgumentNullException.ThrowIfNull(falseFun);
        return Typed.Value<TResult>(Erased.Lax.Cond(pred.Erase(), _ => Typed.Result(trueFun()), _ => Typed.Result(falseFun()), Tree.Tuple()));
    }

    /// <summary>
    /// <paramref name="f"/> maps (carry, x) to (carry, y) for each x along the leading axis of <paramref name="xs"/>; the result is the last carry and the ys, stacked.
    /// Differentiates both ways. <c>jax.lax.scan</c>.
    /// </summary>
    public static (TCarry Carry, TY Ys) Scan<TCarry, TX, TY>(
        Func<TCarry, TX, (TCarry Carry, TY Y)> f, TCarry init, TX xs, int? length = null, bool reverse = false, int unroll = 1) =>
        Typed.Value<(TCarry, TY)>(StepByStep.Unless(
            () => Erased.Lax.Scan(Typed.Erase(f.NotNull()), Typed.Flatten(init), Typed.Flatten(xs), length, reverse, unroll),
            () => StepByStep.Scan(Typed.Erase(f.NotNull()), Typed.Flatten(init), Typed.Flatten(xs), length, reverse)));

    /// <summary>
    /// <paramref name="f"/> maps the carry to (carry, y), <paramref name="length"/> times; the result is the last carry and the ys, stacked. Differentiates both ways.
    /// <c>jax.lax.scan</c> without xs.
    /// </summary>
    public static (TCarry Carry, TY Ys) Scan<TCarry, TY>(Func<TCarry, (TCarry Carry, TY Y)> f, TCarry init, int length, bool reverse = false, int unroll = 1) =>
        Typed.Value<(TCarry, TY)>(StepByStep.Unless(
            () => Erased.Lax.Scan(f: Typed.Erase(f.NotNull()), Typed.Flatten(init), length, reverse, unroll),
            () => StepByStep.Scan(pair => Typed.Erase(f.NotNull())(Tree.Tuple(((Tree.Node)pair).Children[0])), Typed.Flatten(init), Tree.Tuple(), length, reverse)));

    /// <summary>
    /// <paramref name="step"/> maps (carry, x) to the carry for each x along the leading axis of <paramref name="xs"/>; the result is the last carry. Differentiates both
    /// ways. <c>jax.lax.scan</c> without ys.
    /// </summary>
    public static TCarry Scan<TCarry, TX>(Func<TCarry, TX, TCarry> step, TCarry init, TX xs, bool reverse = false, int unroll = 1) =>
        Typed.Value<TCarry>(StepByStep.Unless(
            () => Erased.Lax.Scan(step: Typed.Erase(step.NotNull()), Typed.Flatten(init), Typed.Flatten(xs), reverse, unroll),
            () => ((Tree.Node)StepByStep.Scan(
                pair => Tree.Tuple(Typed.Erase(step.NotNull())(pair), Tree.Tuple()), Typed.Flatten(init), Typed.Flatten(xs), null, reverse)).Children[0]));

    /// <summary>The body while the condition, a bool of rank 0, holds. Differentiates forwards only. <c>jax.lax.while_loop</c>.</summary>
    public static T WhileLoop<T>(Func<T, NdArray<bool>> condFun, Func<T, T> bodyFun, T initVal) =>
        Typed.Value<T>(StepByStep.Unless(
            () => Erased.Lax.WhileLoop(Typed.Erase(condFun.NotNull()), Typed.Erase(bodyFun.NotNull()), Typed.Flatten(initVal)),
            () => StepByStep.While(Typed.Erase(condFun.NotNull()), Typed.Erase(bodyFun.NotNull()), Typed.Flatten(initVal))));

    /// <summary>
    /// <paramref name="bodyFun"/> maps (i, value) to value, for i from <paramref name="lower"/> below <paramref name="upper"/>. With known bounds it differentiates both
    /// ways. <c>jax.lax.fori_loop</c>.
    /// </summary>
    public static T ForiLoop<T>(NdArray<int> lower, NdArray<int> upper, Func<NdArray<int>, T, T> bodyFun, T initVal) =>
        Typed.Value<T>(StepByStep.Unless(
            () => Erased.Lax.ForiLoop(lower.Erase(), upper.Erase(), Typed.Erase(bodyFun.NotNull()), Typed.Flatten(initVal)),
            () => StepByStep.Fori(lower.Erase(), upper.Erase(), Typed.Erase(bodyFun.NotNull()), Typed.Flatten(initVal))));
}
