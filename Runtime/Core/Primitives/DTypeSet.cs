// Which element types a primitive takes, and JAX's words when it is given another.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>Kinds of element types an operand may have.</summary>
[Flags]
internal enum DTypeSet
{
    Signed = 1,
    Unsigned = 2,
    Int = Signed | Unsigned,
    Float = 4,
    Complex = 8,
    Bool = 16,
    Key = 32,
    FloatOrComplex = Float | Complex,
    Num = Int | Float | Complex,
    BoolOrInt = Int | Bool,
    Ordered = Int | Float | Bool,
    Any = Num | Bool,
    AnyOrKey = Any | Key,
}

internal static class DTypeSets
{
    public static bool Accepts(this DTypeSet set, DType dtype) => (set & Of(dtype)) != 0;

    /// <summary>Throws unless the one operand has an accepted type.</summary>
    public static void Require(this DTypeSet set, string name, DType dtype)
    {
        if (!set.Accepts(dtype))
        {
            throw new ShapeException(IsFloat0(name, dtype) ?? $"{name} does not accept dtype {dtype}. Accepted dtypes are subtypes of {Names(set)}.");
        }
    }

    /// <summary>Throws unless the operand at a position has an accepted type.</summary>
    public static void Require(this DTypeSet set, string name, DType dtype, int position)
    {
        if (!set.Accepts(dtype))
        {
            throw new ShapeException(IsFloat0(name, dtype)
                ?? $"{name} does not accept dtype {dtype} at position {position}. Accepted dtypes at position {position} are subtypes of {Names(set)}.");
        }
    }

    /// <summary>Throws unless all operands have one element type; the message names the function of jax.numpy that promotes.</summary>
    public static void RequireSame(string name, IReadOnlyList<Aval> avals, string? numpy)
    {
        if (avals.Any(a => a.DType != avals[0].DType))
        {
            string equivalent = numpy is not null ? $" (Tip: jnp.{numpy} is a similar function that does automatic type promotion on inputs)." : "";
            throw new ShapeException($"lax.{name} requires arguments to have the same dtypes, got {string.Join(", ", avals.Select(a => a.DType.Name))}.{equivalent}");
        }
    }

    private static string? IsFloat0(string name, DType dtype) => dtype != DType.Float0
        ? null
        : $"Called {name} with a float0 array. float0s do not support any operations by design, because they are not compatible with non-trivial vector spaces. "
            + "If you didn't expect to get a float0 you might have accidentally taken a gradient with respect to an integer argument.";

    private static DTypeSet Of(DType dtype) => dtype.Kind switch
    {
        DTypeKind.Int => DTypeSet.Signed,
        DTypeKind.UInt => DTypeSet.Unsigned,
        DTypeKind.Float => DTypeSet.Float,
        DTypeKind.Complex => DTypeSet.Complex,
        DTypeKind.Bool => DTypeSet.Bool,
        DTypeKind.Key => DTypeSet.Key,
        _ => 0,
    };

    private static string Names(DTypeSet set)
    {
        List<string> names = [];
        Add((set & DTypeSet.Int) == DTypeSet.Int, "integer");
        Add((set & DTypeSet.Int) == DTypeSet.Signed, "signedinteger");
        Add((set & DTypeSet.Float) != 0, "floating");
        Add((set & DTypeSet.Complex) != 0, "complexfloating");
        Add((set & DTypeSet.Bool) != 0, "bool");
        return string.Join(", ", names);

        void Add(bool holds, string name)
        {
            if (holds)
            {
                names.Add(name);
            }
        }
    }
}
