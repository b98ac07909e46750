// The erased transforms in the shapes that the typed facade has: one argument bare, one argnum bare, axes as plain integers.
using System;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jax
{
    /// <summary>A function marked for compilation is itself: what it computes does not change.</summary>
    public static Func<Tree, Tree> Jit(Func<Tree, Tree> fun) => args => NamedJit.CallTree(FunctionNames.Of(fun), fun, fun, args);

    public static Func<Tree, Tree> Grad(Func<Tree, Tree> fun, int argnums)
    {
        Func<Tree, Tree> grad = Grad(fun, [argnums], hasAux: false);
        return args => Arguments(grad(args))[0];
    }

    public static Func<Tree, Tree> Grad(Func<Tree, Tree> fun, int[] argnums) => Grad(fun, argnums ?? throw new ArgumentNullException(nameof(argnums)), hasAux: false);

    public static Func<Tree, Tree> Grad(Func<Tree, Tree> fun) => Grad(fun, null, hasAux: false);

    public static Func<Tree, Tree> Grad(Func<Tree, Tree> fun, bool hasAux) => Grad(fun, null, hasAux);

    public static Func<Tree, Tree> ValueAndGrad(Func<Tree, Tree> fun, int argnums)
    {
        Func<Tree, Tree> valueAndGrad = ValueAndGrad(fun, [argnums], hasAux: false);
        return args =>
        {
            Tree[] parts = Arguments(valueAndGrad(args));
            return Tree.Tuple(parts[0], Arguments(parts[1])[0]);
        };
    }

    public static Func<Tree, Tree> ValueAndGrad(Func<Tree, Tree> fun, int[] argnums) => ValueAndGrad(fun, argnums ?? throw new ArgumentNullException(nameof(argnums)), hasAux: false);

    public static Func<Tree, Tree> ValueAndGrad(Func<Tree, Tree> fun) => ValueAndGrad(fun, null, hasAux: false);

    public static Func<Tree, Tree> ValueAndGrad(Func<Tree, Tree> fun, bool hasAux) => ValueAndGrad(fun, null, hasAux);

    public static Func<Tree, Tree> Vmap(Func<Tree, Tree> fun, int inAxes, int outAxes) => Vmap(fun, new int?[] { inAxes }, new int?[] { outAxes });

    public static Func<Tree, Tree> Vmap(Func<Tree, Tree> fun, int?[] inAxes, int outAxes) =>
        Vmap(fun, inAxes ?? throw new ArgumentNullException(nameof(inAxes)), new int?[] { outAxes });

    public static (Tree Output, Func<Tree, Tree> Pullback) Vjp(Func<Tree, Tree> fun, Tree primal)
    {
        VjpResult vjp = Vjp(fun, Tree.Tuple(primal), hasAux: false);
        return (vjp.Output, cotangent => Arguments(vjp.Pullback(Arguments(cotangent)[0]))[0]);
    }

    public static (Tree Output, Func<Tree, Tree> Pullback) Vjp(Func<Tree, Tree> fun, Tree primal1, Tree primal2) => Pull(fun, primal1, primal2);

    public static (Tree Output, Func<Tree, Tree> Pullback) Vjp(Func<Tree, Tree> fun, Tree primal1, Tree primal2, Tree primal3) => Pull(fun, primal1, primal2, primal3);

    public static (Tree Output, Func<Tree, Tree> Pullback) Vjp(Func<Tree, Tree> fun, Tree primal1, Tree primal2, Tree primal3, Tree primal4) =>
        Pull(fun, primal1, primal2, primal3, primal4);

    public static Tree EvalShape(Func<Tree, Tree> fun, Tree arg1, Tree arg2) => EvalShape(fun, Tree.Tuple(arg1, arg2));

    public static Tree EvalShape(Func<Tree, Tree> fun, Tree arg1, Tree arg2, Tree arg3) => EvalShape(fun, Tree.Tuple(arg1, arg2, arg3));

    public static Tree EvalShape(Func<Tree, Tree> fun, Tree arg1, Tree arg2, Tree arg3, Tree arg4) => EvalShape(fun, Tree.Tuple(arg1, arg2, arg3, arg4));

    private static (Tree Output, Func<Tree, Tree> Pullback) Pull(Func<Tree, Tree> fun, params Tree[] primals)
    {
        VjpResult vjp = Vjp(fun, Tree.Tuple(primals), hasAux: false);
        return (vjp.Output, cotangent => vjp.Pullback(Arguments(cotangent)[0]));
    }
}
