// The transformations of functions, erased: a function maps a tuple of argument trees to a tree. Under a trace they record, without one they run at once.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jax
{
    /// <summary>The jaxpr of a function at example arguments.</summary>
    public static Func<Tree, Jaxpr> MakeJaxpr(Func<Tree, Tree> fun) => args => Tracing.MakeJaxpr(fun, args).Jaxpr;

    /// <summary>Shapes and element types of a function's results, without computing them.</summary>
    public static Tree EvalShape(Func<Tree, Tree> fun, Tree args) => Tracing.MakeJaxpr(fun, args).Output;

    /// <summary>The values, constant under differentiation.</summary>
    public static Tree StopGradient(Tree x) => x.Map(Lax.StopGradient);

    /// <summary>A function's value and its derivative along tangents, which have the structure of the arguments: a pair of trees.</summary>
    public static (Tree Output, Tree Tangents) Jvp(Func<Tree, Tree> fun, Tree primals, Tree tangents)
    {
        CheckTangents(primals, tangents);
        (Jaxpr jaxpr, Tree output) = Tracing.MakeJaxpr(fun, primals);
        NdArray?[] slopes = tangents.Flatten().Select(t => t.Dtype.IsInexact ? t : null).ToArray();
        (NdArray[] values, NdArray?[] derivatives) = JvpTransform.Run(jaxpr, primals.Flatten(), slopes);
        return (output.Unflatten(values), output.Unflatten(Instantiate(derivatives, values)));
    }

    /// <summary>A function's value, and its derivative at that point as a function of tangents.</summary>
    public static (Tree Output, Func<Tree, Tree> Derivative) Linearize(Func<Tree, Tree> fun, Tree primals)
    {
        (Jaxpr jaxpr, Tree output) = Tracing.MakeJaxpr(fun, primals);
        bool[] nonzeros = Differentiable(primals);
        Linearized linear = LinearizeTransform.Run(jaxpr, primals.Flatten(), nonzeros);
        // The derivative keeps the residuals, and of everything else the shapes.
        Tree points = primals.Abstract();
        (Jaxpr derivative, NdArray[] residuals, bool[] nonzero) = (linear.Linear, linear.Residuals, linear.Nonzero);
        return (output.Unflatten(linear.Outputs), Derivative);

        Tree Derivative(Tree tangents)
        {
            CheckTangents(points, tangents);
            NdArray[] given = tangents.Flatten().Where((_, i) => nonzeros[i]).ToArray();
            NdArray[] results = Tracing.EvalJaxpr(derivative, [.. residuals, .. given]);
            int next = 0;
            NdArray?[] slopes = nonzero.Select(n => n ? results[next++] : null).ToArray();
            return output.Unflatten(Instantiate(slopes, output.Flatten()));
        }
    }

    /// <summary>
    /// A function's value, and the function that pulls a cotangent of the result back to a tuple of cotangents of the arguments. With <paramref name="hasAux"/> the
    /// function returns a pair, whose second part passes through.
    /// </summary>
    public static VjpResult Vjp(Func<Tree, Tree> fun, Tree primals, bool hasAux = false)
    {
        (Jaxpr jaxpr, Tree result) = Tracing.MakeJaxpr(fun, primals);
        (Tree output, Tree? aux) = hasAux ? SplitAux(result) : (result, null);
        int outputs = output.Flatten().Count;
        bool[] nonzeros = Differentiable(primals);
        bool[] wanted = Enumerable.Range(0, jaxpr.Outputs.Count).Select(i => i < outputs).ToArray();
        Linearized linear = LinearizeTransform.Run(jaxpr, primals.Flatten(), nonzeros, wanted);
        // The pullback keeps the residuals, and of everything else the shapes.
        Tree points = primals.Abstract();
        (Jaxpr derivative, NdArray[] residuals, bool[] nonzero) = (linear.Linear, linear.Residuals, linear.Nonzero);
        return new VjpResult(
            output.Unflatten(linear.Outputs.Take(outputs).ToArray()),
            Pullback,
            aux?.Unflatten(linear.Outputs.Skip(outputs).ToArray()));

        Tree Pullback(Tree cotangent)
        {
            CheckCotangent(output, cotangent);
            NdArray?[] arriving = cotangent.Flatten().Where((_, i) => nonzero[i]).ToArray();
            NdArray?[] given = [.. residuals, .. nonzeros.Where(n => n).Select(_ => (NdArray?)null)];
            NdArray?[] results = TransposeTransform.Run(derivative, given, arriving);
            int next = residuals.Length;
            NdArray?[] cotangents = nonzeros.Select(n => n ? results[next++] : null).ToArray();
            return points.Unflatten(Instantiate(cotangents, points.Flatten()));
        }
    }

    /// <summary>The gradient of a function with a scalar result: see <c>ValueAndGrad</c>. With <paramref name="hasAux"/>: (gradient, aux).</summary>
    public static Func<Tree, Tree> Grad(Func<Tree, Tree> fun, int[]? argnums = null, bool hasAux = false) => args =>
    {
        (_, Tree gradient, Tree? aux) = Differentiate(fun, args, argnums, hasAux);
        return hasAux ? Tree.Tuple(gradient, aux!) : gradient;
    };

    /// <summary>
    /// (value, gradient) of a function with a scalar result, with respect to the arguments <paramref name="argnums"/>: null means the first, whose gradient comes
    /// bare; a list gives a tuple. With <paramref name="hasAux"/> the function returns (value, aux), and the result is ((value, aux), gradient).
    /// </summary>
    public static Func<Tree, Tree> ValueAndGrad(Func<Tree, Tree> fun, int[]? argnums = null, bool hasAux = false) => args =>
    {
        (Tree value, Tree gradient, Tree? aux) = Differentiate(fun, args, argnums, hasAux);
        return Tree.Tuple(hasAux ? Tree.Tuple(value, aux!) : value, gradient);
    };

    private static (Tree Value, Tree Gradient, Tree? Aux) Differentiate(Func<Tree, Tree> fun, Tree args, int[]? argnums, bool hasAux)
    {
        Tree[] arguments = Arguments(args);
        int[] chosen = (argnums ?? [0]).Select(n => n < 0 ? n + arguments.Length : n).ToArray();
        if (chosen.Any(n => n < 0 || n >= arguments.Length))
        {
            string text = argnums is null ? "0" : argnums.Length == 1 ? $"{argnums[0]}" : Axes.Text(argnums);
            throw new ArgumentException(
                $"differentiating with respect to argnums={text} requires at least {chosen.Max() + 1} positional arguments to be passed by the caller, "
                + $"but got only {arguments.Length} positional arguments.");
        }
        Tree dynamic = Tree.Tuple(chosen.Select(n => arguments[n]).ToArray());
        foreach (NdArray leaf in dynamic.Flatten())
        {
            CheckInput(leaf.Dtype);
        }
        VjpResult vjp = Vjp(given => fun(Replace(arguments, chosen, Arguments(given))), dynamic, hasAux);
        NdArray value = CheckScalar(vjp.Output);
        Tree gradients = vjp.Pullback(new NdArray(Scalar.Of(1.0, value.Dtype), weak: false));
        return (vjp.Output, argnums is null ? Arguments(gradients)[0] : gradients, vjp.Aux);
    }

    private static Tree Replace(Tree[] arguments, int[] chosen, Tree[] values)
    {
        Tree[] all = [.. arguments];
        for (int i = 0; i < chosen.Length; i++)
        {
            all[chosen[i]] = values[i];
        }
        return Tree.Tuple(all);
    }

    private static Tree[] Arguments(Tree args) => args is Tree.Node node ? [.. node.Children] : [args];

    private static bool[] Differentiable(Tree primals) => primals.Flatten().Select(p => p.Dtype.IsInexact).ToArray();

    private static IReadOnlyList<NdArray> Instantiate(NdArray?[] derivatives, IReadOnlyList<NdArray> like) =>
        derivatives.Select((d, i) => d ?? (like[i].Dtype.IsInexact ? Lax.Zeros(like[i].Aval) : Float0(like[i].Shape))).ToArray();

    // Integers have no tangents: JAX gives zeros of the type float0, which has no values.
    private static NdArray Float0(Shape shape) => new(new Aval(shape, DType.Float0), Array.Empty<byte>());
}

/// <param name="Output">The function's value.</param>
/// <param name="Pullback">From a cotangent of the output to a tuple of cotangents of the arguments.</param>
/// <param name="Aux">What the function returned beside its value.</param>
internal sealed record VjpResult(Tree Output, Func<Tree, Tree> Pullback, Tree? Aux);
