// Integer scalars that are known while building: numbers, sizes, and what is computed of these without wrapping around, as exact dimensions.
using System;
using System.Collections.Generic;
using System.Globalization;
using SrcGenJit.Core;

namespace SrcGenJit.Erased;

/// <summary>What is known of the variables of a jaxpr whose constants are its first inputs.</summary>
internal sealed class KnownIntegers
{
    // The longest array there is.
    private const long LongestAxis = 0x7FFFFFC7;

    private readonly Dictionary<Var, Dim?> _known = [];
    private readonly Dictionary<Var, Equation> _definitions = [];

    public KnownIntegers(Jaxpr jaxpr, IReadOnlyList<NdArray> consts)
    {
        for (int i = 0; i < consts.Count; i++)
        {
            _known[jaxpr.InVars[i]] = Of(consts[i]);
        }
        foreach (Equation equation in jaxpr.Equations)
        {
            foreach (Var output in equation.Outputs)
            {
                _definitions[output] = equation;
            }
            if (equation.Outputs is [{ Aval: { Rank: 0, DType.IsInteger: true } } result])
            {
                _known[result] = Evaluate(equation, Read);
            }
        }
    }

    /// <summary>The equation that computes an atom; null for an input or a literal.</summary>
    public Equation? DefinitionOf(Atom atom) => atom is Var variable && _definitions.TryGetValue(variable, out Equation? equation) ? equation : null;

    public Dim? Read(Atom atom) => atom is Literal literal ? Of(Tracing.ValueOf(literal)) : _known.TryGetValue((Var)atom, out Dim? dim) ? dim : null;

    /// <summary>The value of an array, also of one that is being traced; null where it is no integer scalar or not known.</summary>
    public static Dim? Of(NdArray value) => Of(value, []);

    /// <summary>Whether an element type has this value, for all sizes of arrays.</summary>
    public static bool Fits(Dim value, DType dtype) => dtype.IsInteger && value.Range(LongestAxis) is { } range && range.Least >= LeastOf(dtype) && range.Most <= MostOf(dtype);

    /// <summary>Whether an element type has all values of another.</summary>
    public static bool Holds(DType wide, DType narrow) =>
        wide.IsInteger && narrow.IsInteger && (wide == narrow || (LeastOf(wide) <= LeastOf(narrow) && wide.ItemSize > narrow.ItemSize));

    private static long LeastOf(DType dtype) => dtype.Lowest.Bits;

    // Of the widest one, what fits into 64 bits with a sign.
    private static long MostOf(DType dtype) => dtype == DType.UInt64 ? long.MaxValue : dtype.Highest.Bits;

    private static Dim? Of(NdArray value, Dictionary<Var, Dim?> known)
    {
        if (value.Rank != 0 || !value.Dtype.IsInteger)
        {
            return null;
        }
        return value.Constant is { } scalar ? Whole(scalar.Bits, value.Dtype)
            : value.Data is { } data ? data.GetValue(0) is ulong big ? Whole(unchecked((long)big), value.Dtype) : Convert.ToInt64(data.GetValue(0), CultureInfo.InvariantCulture)
            : value.Trace is JaxprTrace trace ? Of(trace, value.Variable!, known)
            : null;
    }

    private static Dim? Whole(long bits, DType dtype) => dtype == DType.UInt64 && bits < 0 ? null : bits;

    // A value that is being traced is computed by the equations of its trace, each read once.
    private static Dim? Of(JaxprTrace trace, Var variable, Dictionary<Var, Dim?> known)
    {
        if (known.TryGetValue(variable, out Dim? found))
        {
            return found;
        }
        known[variable] = null;
        if (known.Count > 64)
        {
            return null;
        }
        return known[variable] = trace.DefinitionOf(variable) is { Outputs.Count: 1 } equation ? Evaluate(equation, Operand)
            : trace.ConstantOf(variable) is { } outside ? Of(outside, known)
            : null;

        Dim? Operand(Atom atom) => atom is Literal literal ? Of(Tracing.ValueOf(literal)) : atom.Aval is { Rank: 0, DType.IsInteger: true } ? Of(trace, (Var)atom, known) : null;
    }

    private static Dim? Evaluate(Equation equation, Func<Atom, Dim?> read)
    {
        try
        {
            return Exact(equation.Primitive, equation, read) is { } value && Fits(value, equation.Outputs[0].Aval.DType) ? value : null;
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    /// <summary>Bounds of what integers without bounds would give.</summary>
    public static IntegerRange Evaluate(Primitive primitive, IReadOnlyList<IntegerRange> operands) => operands switch
    {
        [var a] => primitive == Prims.ConvertElementType || primitive == Prims.Copy ? a : primitive == Prims.Neg ? new(Negated(a.High), Negated(a.Low)) : default,
        [var a, var b] => primitive == Prims.Add ? new(Sum(a.Low, b.Low), Sum(a.High, b.High))
            : primitive == Prims.Sub ? new(Sum(a.Low, Negated(b.High)), Sum(a.High, Negated(b.Low)))
            : primitive == Prims.Max ? new(a.Low is null ? b.Low : b.Low is null ? a.Low : Dim.Max(a.Low, b.Low), a.High is null || b.High is null ? null : Dim.Max(a.High, b.High))
            : primitive == Prims.Min ? new(a.Low is null || b.Low is null ? null : Dim.Min(a.Low, b.Low), a.High is null ? b.High : b.High is null ? a.High : Dim.Min(a.High, b.High))
            : primitive == Prims.Mul ? a.Low is { IsConstant: true } k && Equals(a.Low, a.High) ? Scaled(b, k.Value) : b.Low is { IsConstant: true } m && Equals(b.Low, b.High) ? Scaled(a, m.Value) : default
            // Towards zero, which is down for what is not negative.
            : primitive == Prims.Div && a.Low?.IsAtLeast(0) == true && b.Low is { IsConstant: true, Value: > 0 } d && Equals(b.Low, b.High) ? new(Dim.FloorDiv(a.Low, d), a.High is null ? null : Dim.FloorDiv(a.High, d))
            : default,
        _ => default,
    };

    private static Dim? Sum(Dim? a, Dim? b) => a is null || b is null ? null : a + b;

    private static Dim? Negated(Dim? a) => a is null ? null : -1 * a;

    private static IntegerRange Scaled(IntegerRange range, long factor)
    {
        Dim? a = range.Low is null ? null : range.Low * factor, b = range.High is null ? null : range.High * factor;
        return factor >= 0 ? new(a, b) : new(b, a);
    }

    // The value that integers without bounds would have.
    private static Dim? Exact(Primitive primitive, Equation equation, Func<Atom, Dim?> read)
    {
        if (primitive == Prims.DimAsValue)
        {
            return equation.Params.Dim("dim");
        }
        if (equation.Inputs.Count is 0 or > 2 || read(equation.Inputs[0]) is not { } left)
        {
            return null;
        }
        if (equation.Inputs.Count == 1)
        {
            return primitive == Prims.ConvertElementType || primitive == Prims.Copy ? left : primitive == Prims.Neg ? -1 * left : null;
        }
        return read(equation.Inputs[1]) is not { } right ? null
            : primitive == Prims.Add ? left + right
            : primitive == Prims.Sub ? left - right
            : primitive == Prims.Mul ? left * right
            : primitive == Prims.Max ? Dim.Max(left, right)
            : primitive == Prims.Min ? Dim.Min(left, right)
            // Towards zero, which is down for what is not negative.
            : primitive == Prims.Div && left.IsAtLeast(0) && right is { IsConstant: true, Value: > 0 } ? Dim.FloorDiv(left, right)
            : primitive == Prims.Rem && left.IsAtLeast(0) && right is { IsConstant: true, Value: > 0 } ? Dim.Mod(left, right)
            : null;
    }
}
