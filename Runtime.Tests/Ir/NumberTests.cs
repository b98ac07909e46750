// Numbers as element types hold them: constants against arrays, rounding against .NET's own, limits, and equality by bits.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Ir;

public class NumberTests
{
    private static readonly DType[] s_executed = [DType.Float32, DType.Float64, DType.Int32, DType.Int64, DType.UInt32, DType.Bool];

    private static readonly double[] s_numbers =
    [
        0, -0.0, 1, -1, -1.5, 0.1, 0.5, 1.5, 2.5, 1e-45, 1.4e-46, 65504, 65520, 3e9, -3e9, 4294967295, 4294967296, 2147483647.5, 9007199254740993, 9.2233720368547758e18, -9.3e18, 1.8446744073709552e19,
        3.4028235677973366e38, 3.4028234e38, 1e39, -1e300, double.MaxValue, double.Epsilon, double.PositiveInfinity, double.NegativeInfinity, double.NaN,
    ];

    private static readonly long[] s_integers = [0, 1, -1, 127, 128, 255, 256, 32768, 65535, 16777217, -16777219, int.MaxValue, 3000000000, 4294967295, 9007199254740993, 1152921573326323713, long.MaxValue, long.MinValue];

    [Fact]
    public void Constants_convert_as_arrays_do()
    {
        foreach (DType from in s_executed)
        {
            foreach (Scalar value in s_numbers.Select(n => Scalar.Of(n, from)).Concat(s_integers.Select(n => Scalar.Of(n, from))))
            {
                foreach (DType to in s_executed)
                {
                    NdArray array = new(Aval.Scalar(from), Storage.Of(new NdArray(value, weak: false)));
                    object expected = Storage.Of(Erased(array, to)).GetValue(0)!;
                    Scalar actual = value.As(to);
                    Assert.True(Constants.Same(expected, actual.Box()), $"{ValueText.Of(value)} of {from} as {to} is {actual.Box()}, in an array {expected}");
                    // The facade's two ways, and folding, are the same one.
                    Assert.Equal(actual, SrcGenJit.Erased.Lax.ConvertElementType(new NdArray(value, weak: true), to).Constant);
                    Assert.Equal(actual, SrcGenJit.Erased.Lax.ConvertElementType(new NdArray(value, weak: true), to).Constant);
                    Assert.Equal(actual, Folded(value, to));
                }
            }
        }

        static NdArray Erased(NdArray x, DType to) => Prims.ConvertElementType.Bind(Params.Of(("new_dtype", to), ("weak_type", false)), x)[0];
    }

    [Theory]
    [InlineData(3e9, "int32", int.MaxValue)]
    [InlineData(double.PositiveInfinity, "int32", int.MaxValue)]
    [InlineData(double.NegativeInfinity, "int64", long.MinValue)]
    [InlineData(-1.0, "uint32", 0)]
    [InlineData(-1.0, "uint8", 0)]
    [InlineData(300.7, "uint8", 255)]
    [InlineData(-300.7, "int8", -128)]
    [InlineData(1e30, "uint64", -1)]
    [InlineData(9223372036854775808.0, "uint64", long.MinValue)]
    [InlineData(double.NaN, "int16", 0)]
    public void Floats_out_of_range_saturate(double value, string dtype, long bits) => Assert.Equal(bits, Scalar.Of(value).As(DType.Find(dtype)!).Bits);

    [Fact]
    public void Integers_wrap_to_every_width()
    {
        foreach (long n in s_integers)
        {
            Assert.Equal(unchecked((sbyte)n), Scalar.Of(n).As(DType.Int8).Bits);
            Assert.Equal(unchecked((short)n), Scalar.Of(n).As(DType.Int16).Bits);
            Assert.Equal(unchecked((byte)n), Scalar.Of(n).As(DType.UInt8).Bits);
            Assert.Equal(unchecked((ushort)n), Scalar.Of(n).As(DType.UInt16).Bits);
            Assert.Equal(unchecked((ulong)n), Scalar.Of(n).As(DType.UInt64).Box());
        }
    }

    [Fact]
    public void Floats_round_to_nearest_even_as_dotnet_rounds_them()
    {
        Random random = new(3);
        for (int i = 0; i < 200_000; i++)
        {
            double x = BitConverter.Int64BitsToDouble(random.NextInt64(long.MinValue, long.MaxValue));
            double usual = (random.NextDouble() - 0.5) * Math.Pow(2, random.Next(-30, 20));
            foreach (double value in new[] { x, usual, (double)(Half)usual * (1 + Math.Pow(2, -11)), (float)x * (1 + Math.Pow(2, -24)) })
            {
                Assert.True(Constants.Same((double)(float)value, DType.Float32.Round(value)), $"{value:R}");
                Assert.True(Constants.Same((double)(Half)value, DType.Float16.Round(value)), $"{value:R}");
                Assert.True(Constants.Same(Brain(value), DType.BFloat16.Round(value)), $"{value:R}");
            }
            long integer = random.NextInt64(long.MinValue, long.MaxValue) >> random.Next(64);
            Assert.Equal((float)integer, Scalar.Of(integer).As(DType.Float32).Real);
            Assert.Equal((double)integer, Scalar.Of(integer).As(DType.Float64).Real);
            Assert.Equal((float)(ulong)integer, Scalar.Of((ulong)integer).As(DType.Float32).Real);
            Assert.Equal((double)(ulong)integer, Scalar.Of((ulong)integer).As(DType.Float64).Real);
        }
    }

    [Fact]
    public void Limits_are_the_types_own()
    {
        Assert.Equal([(object)float.NegativeInfinity, double.NegativeInfinity, int.MinValue, long.MinValue, 0u, false], s_executed.Select(t => t.Lowest.Box()));
        Assert.Equal([(object)float.PositiveInfinity, double.PositiveInfinity, int.MaxValue, long.MaxValue, uint.MaxValue, true], s_executed.Select(t => t.Highest.Box()));
        Assert.Equal([(object)float.MaxValue, double.MaxValue, Half.MaxValue, sbyte.MaxValue, ushort.MaxValue, ulong.MaxValue],
            new[] { DType.Float32, DType.Float64, DType.Float16, DType.Int8, DType.UInt16, DType.UInt64 }.Select(t => t.Largest.Box()));
        Assert.Equal([MathF.BitIncrement(1) - 1, Math.BitIncrement(1) - 1, (double)(Half.BitIncrement((Half)1) - (Half)1), 0.0078125],
            new[] { DType.Float32, DType.Float64, DType.Float16, DType.BFloat16 }.Select(t => t.Epsilon));
        // The identities that Simd's reductions start from are these.
        foreach ((Monoid monoid, Func<DType, Scalar> identity) in new (Monoid, Func<DType, Scalar>)[] { (Monoid.Max, t => t.Lowest), (Monoid.Min, t => t.Highest) })
        {
            foreach (DType dtype in s_executed)
            {
                Aval empty = new(new Shape(0), dtype);
                NdArray nothing = new(empty, Storage.Allocate(empty));
                Assert.Equal(identity(dtype).Box(), Storage.Of(ReductionEvaluation.Evaluate(monoid, nothing, [0], Aval.Scalar(dtype))).GetValue(0));
            }
        }
    }

    [Fact]
    public void Complex_constants_keep_both_parts()
    {
        Scalar z = Scalar.Complex(0.1, -0.0, DType.Complex128);
        Assert.Equal(new System.Numerics.Complex(0.1, -0.0), z.Box());
        Assert.Equal(Scalar.Complex((float)0.1, -0.0, DType.Complex64), z.As(DType.Complex64));
        Assert.Equal(0.1, z.As(DType.Float64).Real);
        Assert.True(Scalar.Complex(0, 2, DType.Complex64).As(DType.Bool).IsTrue);
        Assert.Equal(Scalar.Complex(3, 0, DType.Complex64), Scalar.Of(3L, DType.Complex64));
        Assert.Equal("(3+0j)", ValueText.Of(Scalar.Of(3).As(DType.Complex128)));
    }

    [Fact]
    public void Constants_are_equal_when_their_bits_are()
    {
        Assert.NotEqual(Scalar.Of(0f), Scalar.Of(-0f));
        Assert.Equal(Scalar.Of(double.NaN), Scalar.Of(BitConverter.Int64BitsToDouble(0x7FF8_0000_0000_0001)));
        Assert.Equal("-0.0", ValueText.Of(Scalar.Of(-0f)));
        Assert.NotEqual(Params.Of(("fill_value", 0.0)), Params.Of(("fill_value", -0.0)));
        Assert.Equal(Params.Of(("fill_value", double.NaN)), Params.Of(("fill_value", -double.NaN)));
        Assert.Equal(Params.Of(("fill_value", double.NaN)).GetHashCode(), Params.Of(("fill_value", -double.NaN)).GetHashCode());
        Assert.NotEqual(PyTuple.Of([0.0]), PyTuple.Of([-0.0]));
        Assert.NotEqual(With([0f]), With([-0f]));
        Assert.Equal(With([float.NaN]), With([-float.NaN]));
        Assert.NotEqual(new EquatableList<KeyValuePair<int, object?>>([new(0, 0.0)]), new EquatableList<KeyValuePair<int, object?>>([new(0, -0.0)]));

        static Jaxpr With(float[] data)
        {
            Var constant = new(new Aval(new Shape(1), DType.Float32));
            return new Jaxpr([constant], [], [], [constant], [new NdArray(constant.Aval, data)]);
        }
    }

    [Fact]
    public void Equal_equations_of_different_zeros_stay_two()
    {
        Jaxpr simplified = Simplify.Run(Jaxpr.Parse("{ lambda ; a:f32[]. let b:f32[] = mul a 0.0:f32[] c:f32[] = mul a -0.0:f32[] d:f32[] = mul a 0.0:f32[] in (b, c, d) }"));
        Assert.Equal(2, simplified.Equations.Count);
    }

    [Fact]
    public void Hashes_are_the_same_in_every_process() =>
        Assert.Equal(
            [-392203248, -349237776, -536780640, -1543334612, -417478361, 382570633],
            new[]
            {
                DType.Float32.GetHashCode(), Scalar.Of(-0.5f).GetHashCode(), ((Dim)7).GetHashCode(), (Dim.Max(Dim.Symbol("n") - 2, 0) * 3 + Dim.Symbol("n")).GetHashCode(),
                new Shape(Dim.Symbol("n"), 3).GetHashCode(), new Aval(new Shape(Dim.Symbol("n"), 3), DType.Int32, Weak: true).GetHashCode(),
            });

    private static double Brain(double value)
    {
        if (!double.IsFinite(value))
        {
            return value;
        }
        // By the definition: the nearer neighbour of eight significant bits, of two equally near ones the even one.
        double ulp = Math.Pow(2, Math.Max(Math.ILogB(value == 0 ? 1 : value), -126) - 7);
        double rounded = Math.Round(value / ulp, MidpointRounding.ToEven) * ulp;
        return Math.Abs(rounded) >= Math.Pow(2, 128) ? double.CopySign(double.PositiveInfinity, value) : rounded;
    }

    private static Scalar Folded(Scalar value, DType to)
    {
        Var output = new(Aval.Scalar(to));
        Equation equation = new(Prims.ConvertElementType, [new Literal(value, Aval.Scalar(value.DType))], [output], Params.Of(("new_dtype", to), ("weak_type", false)));
        Jaxpr folded = Simplify.Run(new Jaxpr([], [], [equation], [output]));
        return Assert.IsType<Literal>(folded.Outputs[0]).Value;
    }
}
