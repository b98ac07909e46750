// What the generator derives of the ranges of numbers holds: random bounds, random numbers within them, and what each primitive gives for these.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Numerics;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;
using Lax = SrcGenJit.Erased.Lax;

namespace Runtime.Tests.Numbers;

public class RangeTests
{
    private const int Rounds = 400, Samples = 48;

    private static readonly Dictionary<string, Func<NdArray, NdArray>> s_unary = new()
    {
        ["neg"] = Lax.Neg,
        ["abs"] = Lax.Abs,
        ["sqrt"] = Lax.Sqrt,
        ["square"] = Lax.Square,
        ["exp"] = Lax.Exp,
        ["sign"] = Lax.Sign,
        ["floor"] = Lax.Floor,
        ["ceil"] = Lax.Ceil,
        ["same"] = x => Lax.Mul(x, x),
        ["float"] = x => Lax.ConvertElementType(x, DType.Float32),
        ["double"] = x => Lax.ConvertElementType(x, DType.Float64),
        ["int"] = x => Lax.ConvertElementType(x, DType.Int32),
        ["long"] = x => Lax.ConvertElementType(x, DType.Int64),
        ["uint"] = x => Lax.ConvertElementType(x, DType.UInt32),
    };

    private static readonly Dictionary<string, Func<NdArray, NdArray, NdArray>> s_binary = new()
    {
        ["add"] = Lax.Add,
        ["sub"] = Lax.Sub,
        ["mul"] = Lax.Mul,
        ["div"] = Lax.Div,
        ["rem"] = Lax.Rem,
        ["max"] = Lax.Max,
        ["min"] = Lax.Min,
        ["and"] = Lax.BitwiseAnd,
        ["shift"] = Lax.ShiftRightArithmetic,
    };

    private static readonly DType[] s_types = [DType.Float64, DType.Float32, DType.Int32, DType.Int64, DType.UInt32];

    private static readonly double[] s_reals =
        [0, -0.0, 1, -1, 0.5, 0.49999999999999994, 2, 3, 10, 1e-8, 5e-324, 1e-45, 1e-200, 1e-30, 1e200, 1e30, 1e308, double.MaxValue, float.MaxValue, 16777216, 16777217, 0.1, 1e9, 9.2e18, double.PositiveInfinity];

    private static readonly long[] s_integers =
        [0, 1, -1, 2, 3, 7, 10, 100, 46340, 46341, 65535, 65536, int.MaxValue, int.MinValue, uint.MaxValue, 3037000499, 3037000500, 1L << 52, (1L << 53) - 1, 1L << 53, (1L << 53) + 1, long.MaxValue, long.MaxValue - 511, long.MinValue, long.MinValue + 1];

    public static IEnumerable<object[]> Cases => from f in s_unary.Keys.Concat(s_binary.Keys) from t in s_types where Applies(f, t) select new object[] { f, t.ToString() };

    private static bool Applies(string function, DType type) => function switch
    {
        "sqrt" or "exp" or "floor" or "ceil" => type.IsFloat,
        "and" or "shift" => type.IsInteger,
        "abs" => type != DType.UInt32,
        _ => true,
    };

    [Theory]
    [MemberData(nameof(Cases))]
    public void Results_are_within_the_range(string function, string dtype)
    {
        DType type = s_types.Single(t => t.ToString() == dtype);
        Random random = new(function.Length + (31 * dtype.Length) + function[0]);
        Equation equation = EquationOf(function, type);
        DType result = equation.Outputs[0].Aval.DType;
        int bounded = 0;
        for (int round = 0; round < Rounds; round++)
        {
            NumberRange[] ranges = [.. Enumerable.Range(0, s_unary.ContainsKey(function) ? 1 : 2).Select(_ => Draw(type, random))];
            object[][] columns = [.. ranges.Select(r => Numbers(r, random))];
            if (function == "shift")
            {
                // C# shifts by less than the width.
                (ranges[1], columns[1]) = (NumberRange.Of(Scalar.Of(round % 32L, type), type), [.. Enumerable.Repeat(Element((long)(round % 32), type), Samples)]);
            }
            if (columns.Any(c => c.Length == 0))
            {
                continue;
            }
            NumberRange range = RangeRules.Of(equation, function == "same" ? [ranges[0], ranges[0]] : ranges);
            bounded += range.Low > NumberRange.All(result).Low || range.High < NumberRange.All(result).High || range.HasNaN != NumberRange.All(result).HasNaN ? 1 : 0;
            NdArray[] arrays = [.. columns.Select(c => ArrayOf(c, type))];
            NdArray given = s_unary.TryGetValue(function, out Func<NdArray, NdArray>? unary) ? unary(arrays[0]) : s_binary[function](arrays[0], arrays[1]);
            Array values = given.Data!;
            for (int i = 0; i < values.Length; i++)
            {
                // What an integer by zero gives, nobody sees.
                if (function is "div" or "rem" && !type.IsFloat && Convert.ToDouble(columns[1][i], CultureInfo.InvariantCulture) == 0)
                {
                    continue;
                }
                Assert.True(IsIn(range, values.GetValue(i)!),
                    $"{function} of {string.Join(" and ", columns.Select(c => c[i]))} is {values.GetValue(i)}, not in {range}, of {string.Join(" and ", ranges)}");
            }
            // Arrays that nobody holds give their memory to others.
            GC.KeepAlive(given);
        }
        // A rule that says nothing would pass.
        Assert.True(bounded > 0 || type == DType.UInt32 && function is "neg" or "shift" or "long", $"{bounded}");
    }

    private static Equation EquationOf(string function, DType type)
    {
        JaxprTrace trace = new();
        NdArray x = trace.NewInput(Aval.Scalar(type)), y = trace.NewInput(Aval.Scalar(type));
        NdArray result = trace.Run(() => s_unary.TryGetValue(function, out Func<NdArray, NdArray>? unary) ? unary(x) : s_binary[function](x, y));
        return trace.DefinitionOf(result.Variable!) ?? new Equation(Prims.Copy, [x.Variable!], [result.Variable!], Params.Empty);
    }

    private static NumberRange Draw(DType type, Random random)
    {
        double Bound() => type.IsFloat ? type.Round(s_reals[random.Next(s_reals.Length)] * (random.Next(2) == 0 ? 1 : -1)) : Clamped(s_integers[random.Next(s_integers.Length)], type);
        double a = Bound(), b = random.Next(4) == 0 ? a : Bound();
        NumberRange range = random.Next(8) == 0 ? NumberRange.All(type)
            : type.IsFloat ? NumberRange.Floats(type, Math.Min(a, b), Math.Max(a, b), random.Next(3) == 0) : NumberRange.Integers(type, Math.Min(a, b), Math.Max(a, b));
        return random.Next(3) == 0 ? range.Without(0) : range;
    }

    private static double Clamped(long value, DType type) => Convert.ToDouble(Element(value, type), CultureInfo.InvariantCulture);

    // Numbers of the range: its bounds, what is near them, and others.
    private static object[] Numbers(NumberRange range, Random random)
    {
        List<object> found = [];
        for (int attempt = 0; attempt < Samples * 40 && found.Count < Samples; attempt++)
        {
            object element;
            if (range.Type.IsFloat)
            {
                double real = random.Next(6) switch
                {
                    0 => range.Low,
                    1 => range.High,
                    2 => range.Next(range.Low),
                    3 => range.Previous(range.High),
                    4 => s_reals[random.Next(s_reals.Length)] * (random.Next(2) == 0 ? 1 : -1),
                    _ => range.HasNaN ? double.NaN : (random.NextDouble() - 0.5) * 20,
                };
                element = Element(real, range.Type);
            }
            else
            {
                element = Element(s_integers[random.Next(s_integers.Length)] + random.Next(-2, 3) * random.Next(2), range.Type);
            }
            if (IsIn(range, element))
            {
                found.Add(element);
            }
        }
        return found.Count == 0 ? [] : [.. Enumerable.Range(0, Samples).Select(i => found[i % found.Count])];
    }

    private static bool IsIn(NumberRange range, object element)
    {
        double value = Convert.ToDouble(element, CultureInfo.InvariantCulture);
        return double.IsNaN(value) ? range.HasNaN : range.Contains(value)
            && (element is float or double || new BigInteger(range.Low) <= Whole(element) && Whole(element) <= new BigInteger(range.High));
    }

    private static BigInteger Whole(object element) => element is bool truth ? truth ? 1 : 0 : new BigInteger(Convert.ToDecimal(element, CultureInfo.InvariantCulture));

    private static object Element(double value, DType type) => type == DType.Float32 ? (float)value : (object)value;

    private static object Element(long value, DType type) => unchecked(
        type == DType.Int32 ? (int)value : type == DType.UInt32 ? (uint)value : (object)value);

    private static NdArray ArrayOf(object[] values, DType type)
    {
        Array data = Array.CreateInstance(values[0].GetType(), values.Length);
        Array.Copy(values, data, values.Length);
        return new NdArray(new Aval(new Shape((Dim)values.Length), type), data);
    }
}
