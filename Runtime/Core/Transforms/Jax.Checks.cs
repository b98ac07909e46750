// What the transformations demand of their arguments, in JAX's words.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

internal static partial class Jax
{
    private static void CheckInput(DType dtype)
    {
        if (!dtype.IsInexact)
        {
            throw new ArgumentException(
                $"grad requires real- or complex-valued inputs (input dtype that is a sub-dtype of np.inexact), but got {dtype}. "
                + "If you want to use Boolean- or integer-valued inputs, use vjp or set allow_int to True.");
        }
    }

    private static NdArray CheckScalar(Tree output)
    {
        if (output is not Tree.Leaf { Value: { } value })
        {
            throw new ArgumentException($"Gradient only defined for scalar-output functions. Output was {output.Structure}.");
        }
        if (value.Rank != 0)
        {
            throw new ArgumentException($"Gradient only defined for scalar-output functions. Output had shape: {value.Shape}.");
        }
        if (value.Dtype.Kind == DTypeKind.Complex)
        {
            throw new ArgumentException(
                $"grad requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got {value.Dtype}. "
                + "For holomorphic differentiation, pass holomorphic=True. For differentiation of non-holomorphic functions involving complex outputs, use jax.vjp directly.");
        }
        return value.Dtype.IsFloat
            ? value
            : throw new ArgumentException(
                $"grad requires real-valued outputs (output dtype that is a sub-dtype of np.floating), but got {value.Dtype}. "
                + "For differentiation of functions with integer outputs, use jax.vjp directly.");
    }

    private static (Tree Output, Tree Aux) SplitAux(Tree result) => result is Tree.Node { Children: { Count: 2 } children }
        ? (children[0], children[1])
        : throw new ArgumentException($"expected function with aux output to return a two-element tuple, but got {result.Structure}");

    private static void CheckTangents(Tree primals, Tree tangents)
    {
        if (primals.Structure != tangents.Structure)
        {
            throw new ArgumentException(
                "primal and tangent arguments to jax.jvp must have the same tree structure; "
                + $"primals have tree structure {primals.Structure} whereas tangents have tree structure {tangents.Structure}.");
        }
        foreach ((NdArray primal, NdArray tangent) in primals.Flatten().Zip(tangents.Flatten(), (p, t) => (p, t)))
        {
            DType expected = primal.Dtype.IsInexact ? primal.Dtype : DType.Float0;
            if (tangent.Dtype != expected)
            {
                throw new ArgumentException(
                    "primal and tangent arguments to jax.jvp do not match; dtypes must be equal, or in case of int/bool primal dtype the tangent dtype must be float0."
                    + $"Got primal dtype {primal.Dtype} and so expected tangent dtype {expected}, but got tangent dtype {tangent.Dtype} instead.");
            }
            if (!primal.Shape.Equals(tangent.Shape))
            {
                throw new ArgumentException(
                    $"jvp called with different primal and tangent shapes;Got primal shape {primal.Shape} and tangent shape as {tangent.Shape}");
            }
        }
    }

    private static void CheckCotangent(Tree output, Tree cotangent)
    {
        if (output.Structure != cotangent.Structure)
        {
            throw new ArgumentException(
                $"unexpected tree structure of argument to vjp function: got {cotangent.Structure}, but expected to match {output.Structure}");
        }
        foreach ((NdArray value, NdArray ct) in output.Flatten().Zip(cotangent.Flatten(), (v, c) => (v, c)))
        {
            if (value.Dtype.IsInexact && (ct.Dtype != value.Dtype || !ct.Shape.Equals(value.Shape)))
            {
                throw new ArgumentException(
                    $"unexpected JAX type (e.g. shape/dtype) for argument to vjp function: got {ct.Aval.DType.Name}{ct.Shape.ToBrackets()}, "
                    + $"but expected {value.Dtype.Name}{value.Shape.ToBrackets()} because the corresponding output of the function had JAX type "
                    + $"{value.Dtype.Name}{value.Shape.ToBrackets()}");
            }
        }
    }
}
