// JAX's type promotion: the lattice of element types, weak types, and the broadcasting of operands to one rank.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Promotion
{
    // The lattice as JAX draws it: each type with the types directly above it. i*, f* and c* stand for the weak numbers.
    private static readonly Dictionary<string, string[]> s_above = new(StringComparer.Ordinal)
    {
        ["bool"] = ["i*"],
        ["i*"] = ["u8", "i8"],
        ["u8"] = ["i16", "u16"],
        ["u16"] = ["i32", "u32"],
        ["u32"] = ["i64", "u64"],
        ["u64"] = ["f*"],
        ["i8"] = ["i16"],
        ["i16"] = ["i32"],
        ["i32"] = ["i64"],
        ["i64"] = ["f*"],
        ["f*"] = ["c*", "f16", "bf16"],
        ["bf16"] = ["f32"],
        ["f16"] = ["f32"],
        ["f32"] = ["f64", "c64"],
        ["f64"] = ["c128"],
        ["c*"] = ["c64"],
        ["c64"] = ["c128"],
        ["c128"] = [],
    };

    /// <summary>The type that two strong types meet in.</summary>
    public static DType Join(DType a, DType b) => a == b ? a : Named(Join([a.ShortName, b.ShortName])) ?? DType.Float64;

    /// <summary>The common type of operands, and whether it is weak. Weak numbers have the width C# gave them.</summary>
    public static (DType DType, bool Weak) ResultType(params Aval[] avals)
    {
        DType first = avals[0].DType;
        if (avals.All(a => a.DType == first))
        {
            return (first, avals.All(a => a.Weak));
        }
        if (avals.All(a => a.Weak))
        {
            DType joined = avals.Select(a => a.DType).Aggregate(Join);
            return (joined, joined != DType.Bool);
        }
        string node = Join(avals.Select(Node).Distinct().ToList());
        if (Named(node) is { } strong)
        {
            return (strong, false);
        }
        // A weak kind won over strong types of lower kinds: it keeps the width of the widest weak operand of that kind.
        DTypeKind kind = node == "i*" ? DTypeKind.Int : node == "f*" ? DTypeKind.Float : DTypeKind.Complex;
        DType[] weak = avals.Where(a => a.Weak && a.DType.Kind == kind).Select(a => a.DType).ToArray();
        return (weak.Length > 0 ? weak.Aggregate(Join) : DType.Float64, true);
    }

    /// <summary>All operands converted to their common type.</summary>
    public static NdArray[] Promote(params NdArray[] xs)
    {
        (DType dtype, bool weak) = ResultType(xs.Select(x => x.Aval).ToArray());
        return xs.Select(x => Erased.Lax.ConvertElementType(x, dtype, weak)).ToArray();
    }

    /// <summary>As <see cref="Promote"/>; integers and bools become floats.</summary>
    public static NdArray[] PromoteInexact(params NdArray[] xs)
    {
        (DType dtype, bool weak) = ResultType(xs.Select(x => x.Aval).ToArray());
        DType inexact = Inexact(dtype);
        return xs.Select(x => Erased.Lax.ConvertElementType(x, inexact, weak)).ToArray();
    }

    /// <summary>The float type that integers of a type compute in.</summary>
    public static DType Inexact(DType dtype) => dtype.IsInexact ? dtype : dtype.ItemSize == 8 ? DType.Float64 : DType.Float32;

    /// <summary>Adds leading axes so that all operands have one rank; operands of rank 0 are left to the primitive when the others agree.</summary>
    public static NdArray[] Rank(params NdArray[] xs)
    {
        ShapeInference.MeetNumbers(xs);
        if (xs.Select(x => x.Rank).Where(r => r > 0).Distinct().Count() < 2)
        {
            return xs;
        }
        Broadcast(text => $"Incompatible shapes for broadcasting: shapes=[{text}]", xs.Select(x => x.Shape).ToArray());
        int rank = xs.Max(x => x.Rank);
        return xs.Select(x => Erased.Lax.ExpandDims(x, Enumerable.Range(0, rank - x.Rank).ToArray())).ToArray();
    }

    /// <summary>The shape that shapes broadcast to by NumPy's rule.</summary>
    /// <exception cref="ShapeException">Two sizes of one axis differ and neither is 1.</exception>
    public static Shape Broadcast(string name, params Shape[] shapes) => Broadcast(text => $"{name} got incompatible shapes for broadcasting: {text}.", shapes);

    private static Shape Broadcast(Func<string, string> message, Shape[] shapes)
    {
        ShapeInference.Meet(shapes);
        int rank = shapes.Max(s => s.Rank);
        Dim[] result = new Dim[rank];
        for (int axis = 0; axis < rank; axis++)
        {
            Dim size = 1;
            foreach (Shape shape in shapes)
            {
                int own = axis - (rank - shape.Rank);
                if (own < 0 || shape[own].Equals((Dim)1) || (!size.Equals((Dim)1) && shape[own].Agrees(size)))
                {
                    continue;
                }
                size = size.Equals((Dim)1)
                    ? shape[own]
                    : throw new ShapeException(message(string.Join(", ", shapes.Select(s => s.ToString()))));
            }
            result[axis] = size;
        }
        return Shape.Of(result);
    }

    private static string Node(Aval aval) => !aval.Weak || aval.DType.IsBool ? aval.DType.ShortName
        : aval.DType.IsInteger ? "i*"
        : aval.DType.IsFloat ? "f*"
        : "c*";

    private static DType? Named(string node) => node.Length > 1 && node[1] == '*' ? null : DType.Find(node);

    // The least upper bound: the one common bound that all other common bounds are above of.
    private static string Join(IReadOnlyList<string> nodes)
    {
        List<string> common = UpperBounds(nodes[0]).ToList();
        foreach (string node in nodes.Skip(1))
        {
            HashSet<string> bounds = UpperBounds(node);
            common.RemoveAll(c => !bounds.Contains(c));
        }
        foreach (string candidate in common)
        {
            HashSet<string> above = UpperBounds(candidate);
            if (common.All(above.Contains))
            {
                return candidate;
            }
        }
        throw new ShapeException($"no element type holds the values of all of: {string.Join(", ", nodes)}; convert one with AsType");
    }

    private static HashSet<string> UpperBounds(string node)
    {
        if (!s_above.ContainsKey(node))
        {
            throw new ShapeException($"arrays of {node} take no part in arithmetic");
        }
        HashSet<string> bounds = [node];
        Queue<string> open = new([node]);
        while (open.Count > 0)
        {
            foreach (string next in s_above[open.Dequeue()])
            {
                if (bounds.Add(next))
                {
                    open.Enqueue(next);
                }
            }
        }
        return bounds;
    }
}
