// Sample inputs for every primitive: what the tests that enumerate the table run on. A primitive without samples makes those tests fail.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;

namespace Runtime.Tests.Primitives;

/// <summary>One way to apply a primitive: operand types, parameters, values in a range that is inside its domain, and which sets of operands it is linear in.</summary>
internal sealed record Sample(Primitive Primitive, Aval[] Avals, Params Params, double Low = -2, double High = 2, int[][]? Linear = null)
{
    /// <summary>The parameters, complete.</summary>
    public Params Params { get; } = Primitive.Parameters.Canonical(Primitive.Name, Params);

    /// <summary>For integer operands that are indices: their range.</summary>
    public (int Low, int High)? Integers { get; init; }

    /// <summary>Bools that are all true.</summary>
    public bool AlwaysTrue { get; init; }

    /// <summary>Values of the operands, the same for the same seed.</summary>
    public NdArray[] Inputs(int seed) => Avals.Select((aval, i) => AlwaysTrue ? new NdArray(aval, Enumerable.Repeat(true, (int)aval.Shape.Size.Value).ToArray()) : Samples.Values(aval, seed * 31 + i * 7 + 1, Low, High, Integers)).ToArray();

    public override string ToString() => $"{Primitive.Name}({string.Join(", ", Avals.Select(a => a.ToString()))})";
}

internal static partial class Samples
{
    private static readonly DType[] s_floats = [DType.Float32, DType.Float64];
    private static readonly DType[] s_integers = [DType.Int32, DType.Int64, DType.UInt32];
    private static readonly DType[] s_all = [.. s_floats, .. s_integers, DType.Bool];

    // Each entry gives the samples of one primitive; the tables of the other families are in further parts of this class.
    private static readonly Dictionary<string, Func<Primitive, IEnumerable<Sample>>> s_samples = Merge(Elementwise(), Movement(), Control());

    /// <summary>Whether JAX has no derivative of a primitive.</summary>
    public static bool IsNotDifferentiable(Primitive primitive) => primitive.Name == "nextafter";

    public static IReadOnlyList<Sample> Of(Primitive primitive) =>
        s_samples.TryGetValue(primitive.Name, out Func<Primitive, IEnumerable<Sample>>? make)
            ? make(primitive).ToList()
            : throw new InvalidOperationException($"the primitive '{primitive.Name}' has no sample inputs: add them to Runtime.Tests/Primitives/Samples*.cs");

    public static NdArray Values(Aval aval, int seed, double low, double high, (int Low, int High)? integers = null)
    {
        int size = (int)aval.Shape.Size.Value;
        uint state = unchecked((uint)seed * 2654435761u + 12345u);
        double[] units = Enumerable.Range(0, size).Select(_ => Next()).ToArray();
        (int first, int last) = integers ?? (aval.DType.Kind == DTypeKind.UInt ? 1 : -5, 9);
        Array data = aval.DType.Name switch
        {
            "float32" => units.Select(u => (float)(low + u * (high - low))).ToArray(),
            "float64" => units.Select(u => low + u * (high - low)).ToArray(),
            "int32" => units.Select(u => first + (int)(u * (last - first))).ToArray(),
            "int64" => units.Select(u => (long)(first + (int)(u * (last - first)))).ToArray(),
            "uint32" => units.Select(u => (uint)(first + (int)(u * (last - first)))).ToArray(),
            _ => units.Select(u => u < 0.5).ToArray(),
        };
        return new NdArray(aval, data);

        double Next()
        {
            for (int i = 0; i < 3; i++)
            {
                state = unchecked(state * 1664525u + 1013904223u);
            }
            return (state >> 8) / (double)(1 << 24);
        }
    }

    private static Dictionary<string, Func<Primitive, IEnumerable<Sample>>> Merge(params Dictionary<string, Func<Primitive, IEnumerable<Sample>>>[] parts) =>
        parts.SelectMany(p => p).ToDictionary(p => p.Key, p => p.Value);

    private static Aval A(DType dtype, params int[] shape) => new(shape, dtype);

    private static Dictionary<string, Func<Primitive, IEnumerable<Sample>>> Elementwise()
    {
        Dictionary<string, Func<Primitive, IEnumerable<Sample>>> table = [];
        Unary(s_floats, -2, 2, "sin", "cos", "exp", "exp2", "expm1", "sinh", "cosh", "tanh", "asinh", "atan", "logistic", "erf", "erfc", "bessel_i0e", "bessel_i1e");
        Unary(s_floats, -1.4, 1.4, "tan");
        Unary(s_floats, 1.1, 3, "acosh");
        Unary(s_floats, -2.6, 3.3, "lgamma", "digamma");
        Unary(s_floats, 0.1, 3, "log", "log2", "log10", "sqrt", "rsqrt", "cbrt");
        Unary(s_floats, -0.9, 0.9, "log1p", "erf_inv", "asin", "acos", "atanh");
        Unary([.. s_floats, DType.Bool, DType.Int32], -2, 2, "stop_gradient");
        Unary([.. s_floats, DType.Int32, DType.Int64], -2, 2, "abs", "sign");
        Unary(s_floats, -2, 2, "floor", "ceil", "is_finite");
        Unary([.. s_floats, .. s_integers], -2, 2, "square");
        Unary([.. s_integers, DType.Bool], -2, 2, "not");
        Unary(s_integers, -2, 2, "population_count", "clz");
        table["round"] = p => new[] { 0, 1 }.SelectMany(method => Shapes(s_floats).Select(a => new Sample(p, [a], Params.Of(("rounding_method", method)))));
        Binary(s_floats, -2, 2, null, "nextafter");
        table["neg"] = p => Shapes([.. s_floats, .. s_integers]).Select(a => new Sample(p, [a], Params.Empty, Linear: [[0]]));
        table["copy"] = p => Shapes(s_all).Select(a => new Sample(p, [a], Params.Empty, Linear: [[0]]));
        table["integer_pow"] = p => new[] { 0, 1, 2, 3, 5, -1, -2 }.SelectMany(y =>
            Shapes(y < 0 ? s_floats : [.. s_floats, .. s_integers]).Select(a => new Sample(p, [a], Params.Of(("y", y)), 0.5, 2)));
        Binary([.. s_floats, .. s_integers], -2, 2, [[0, 1], [0], [1]], "add", "sub");
        table["add_any"] = p => Shapes(s_floats).Select(a => new Sample(p, [a, a], Params.Empty, Linear: [[0, 1]]));
        Binary([.. s_floats, .. s_integers], -2, 2, [[0], [1]], "mul");
        Binary([.. s_floats, .. s_integers], 0.5, 2, [[0]], "div");
        Binary(s_all, -2, 2, null, "max", "min", "eq", "ne", "lt", "le", "gt", "ge");
        Binary([.. s_floats, .. s_integers], 0.5, 3, null, "rem");
        Binary(s_floats, 0.3, 2, null, "pow", "atan2");
        Binary([.. s_integers, DType.Bool], 0, 1, null, "and", "or", "xor");
        foreach (string shift in new[] { "shift_left", "shift_right_logical", "shift_right_arithmetic" })
        {
            table[shift] = p => Pairs(s_integers).Select(a => new Sample(p, a, Params.Empty) { Integers = (0, 40) });
        }
        table["select_n"] = p =>
        [
            .. s_all.SelectMany(t => new[]
            {
                new Sample(p, [A(DType.Bool, 2, 3), A(t, 2, 3), A(t, 2, 3)], Params.Empty, Linear: t.IsFloat ? [[1, 2], [1], [2]] : null),
                new Sample(p, [A(DType.Bool), A(t, 4), A(t, 4)], Params.Empty, Linear: t.IsFloat ? [[1, 2]] : null),
                new Sample(p, [A(DType.Bool), A(t), A(t)], Params.Empty, Linear: t.IsFloat ? [[2]] : null),
                new Sample(p, [A(DType.Int32, 4), A(t, 4), A(t, 4), A(t, 4)], Params.Empty, Linear: t.IsFloat ? [[1, 3]] : null) { Integers = (0, 3) },
            }),
        ];
        table["fma"] = table["multiply_add"] = p => s_floats.SelectMany(t => new[]
        {
            new Sample(p, [A(t, 2, 3), A(t, 2, 3), A(t, 2, 3)], Params.Empty),
            new Sample(p, [A(t), A(t, 5), A(t)], Params.Empty),
            new Sample(p, [A(t, 5), A(t), A(t, 5)], Params.Empty),
            new Sample(p, [A(t), A(t), A(t)], Params.Empty),
        });
        table["clamp"] = p => s_floats.Concat(s_integers).SelectMany(t => new[]
        {
            new Sample(p, [A(t), A(t, 2, 3), A(t)], Params.Empty),
            new Sample(p, [A(t, 5), A(t, 5), A(t, 5)], Params.Empty),
            new Sample(p, [A(t, 5), A(t, 5), A(t)], Params.Empty),
            new Sample(p, [A(t), A(t), A(t)], Params.Empty),
        });
        table["convert_element_type"] = p =>
            from t in s_all
            from to in s_all
            select new Sample(p, [A(t, 2, 3)], Params.Of(("new_dtype", to), ("weak_type", false)), 0, 3, t.IsFloat && to.IsFloat ? [[0]] : null);
        table["bitcast_convert_type"] = p => new[] { (DType.Float32, DType.Int32), (DType.Int32, DType.Float32), (DType.UInt32, DType.Float32), (DType.Float64, DType.Int64) }
            .Select(c => new Sample(p, [A(c.Item1, 2, 3)], Params.Of(("new_dtype", c.Item2)), 0.5, 2));
        return table;

        void Unary(DType[] dtypes, double low, double high, params string[] names)
        {
            foreach (string name in names)
            {
                table[name] = p => Shapes(dtypes).Select(a => new Sample(p, [a], Params.Empty, low, high));
            }
        }

        void Binary(DType[] dtypes, double low, double high, int[][]? linear, params string[] names)
        {
            foreach (string name in names)
            {
                table[name] = p => Pairs(dtypes).Select(a => new Sample(p, a, Params.Empty, low, high, linear));
            }
        }
    }

    private static IEnumerable<Aval> Shapes(DType[] dtypes) => dtypes.SelectMany(t => new[] { A(t), A(t, 5), A(t, 2, 3) });

    // Equal shapes, scalars on either side, and axes of size one.
    private static IEnumerable<Aval[]> Pairs(DType[] dtypes) => dtypes.SelectMany(t => new Aval[][]
    {
        [A(t, 2, 3), A(t, 2, 3)],
        [A(t), A(t, 4)],
        [A(t, 4), A(t)],
        [A(t), A(t)],
        [A(t, 2, 1), A(t, 1, 3)],
        [A(t, 2, 3), A(t, 1, 3)],
    });
}
