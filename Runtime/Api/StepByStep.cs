// Control flow over C# numbers outside any trace: a number has no tracer, so that the functions run step by step, as JAX runs them with jit disabled.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit;

internal static class StepByStep
{
    /// <summary>What <paramref name="traced"/> gives; where a function cannot be traced, because it is over C# numbers, what <paramref name="steps"/> gives.</summary>
    public static Tree Unless(Func<Tree> traced, Func<Tree> steps)
    {
        bool outside = Trace.Current is null;
        try
        {
            return traced();
        }
        catch (TracedNumberException) when (outside)
        {
            return steps();
        }
    }

    public static Tree Cond(NdArray pred, Func<Tree, Tree> trueFun, Func<Tree, Tree> falseFun, Tree operands) =>
        ArrayData.Of<bool>(pred)[0] ? trueFun(operands) : falseFun(operands);

    public static Tree While(Func<Tree, Tree> condFun, Func<Tree, Tree> bodyFun, Tree value)
    {
        while (ArrayData.Of<bool>(condFun(value).Flatten()[0])[0])
        {
            value = bodyFun(value);
        }
        return value;
    }

    public static Tree Fori(NdArray lower, NdArray upper, Func<Tree, Tree> bodyFun, Tree value)
    {
        int end = ArrayData.Of<int>(upper)[0];
        for (int i = ArrayData.Of<int>(lower)[0]; i < end; i++)
        {
            value = bodyFun(Tree.Tuple(NdArray<int>.Weak(i), value));
        }
        return value;
    }

    public static Tree Scan(Func<Tree, Tree> f, Tree init, Tree xs, int? length, bool reverse)
    {
        int steps = checked((int)Erased.Lax.ScanLength(xs.Flatten(), length).Value);
        Tree carry = init;
        Tree[] ys = new Tree[steps];
        for (int k = 0; k < steps; k++)
        {
            int i = reverse ? steps - 1 - k : k;
            (carry, ys[i]) = Parts(f(Tree.Tuple(carry, xs.Map(row => Row(row, i)))));
        }
        if (steps == 0)
        {
            return Tree.Tuple(init, Example(f, init, xs).Map(y => Empty(y.Aval)));
        }
        List<NdArray>[] leaves = [.. ys.Select(y => y.Flatten())];
        NdArray[] stacked = [.. Enumerable.Range(0, leaves[0].Count).Select(n => Erased.Lax.Concatenate([.. leaves.Select(l => Erased.Lax.ExpandDims(l[n], [0]))], 0))];
        return Tree.Tuple(carry, ys[0].Unflatten(stacked));
    }

    // Without steps nothing says what a y is, and the function cannot be traced: it is called once, with zeros for x.
    private static Tree Example(Func<Tree, Tree> f, Tree init, Tree xs)
    {
        try
        {
            return Parts(f(Tree.Tuple(init, xs.Map(row => Erased.Lax.Zeros(BatchTransform.Remove(row.Aval, 0)))))).Y;
        }
        catch (Exception e)
        {
            throw new InvalidOperationException(
                "scan of length 0 over a function of C# numbers: what its ys are is known only by calling it, and called with zeros it throws. "
                + "Write it over NdArray<T>, which is traced without being run.", e);
        }
    }

    private static NdArray Empty(Aval y) => Erased.Lax.Zeros(BatchTransform.Insert(y.Strong(), 0, 0));

    private static NdArray Row(NdArray row, int i) => Erased.Lax.Squeeze(
        Erased.Lax.Slice(row, [i, .. Enumerable.Repeat((Dim)0, row.Rank - 1)], [i + 1, .. row.Shape.Skip(1)]), [0]);

    private static (Tree Carry, Tree Y) Parts(Tree result) => (((Tree.Node)result).Children[0], ((Tree.Node)result).Children[1]);
}
