// float16 and bfloat16: every bit pattern, and floats that round, tie, overflow and vanish, against System.Half and against integer arithmetic, at every width.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public sealed class HalfFormatTests
{
    private static readonly ushort[] s_patterns = [.. Enumerable.Range(0, 65536).Select(i => (ushort)i)];

    [Fact]
    public void Every_half_becomes_its_float_and_itself_again()
    {
        float[] expected = [.. s_patterns.Select(p => (float)BitConverter.UInt16BitsToHalf(p))];
        foreach ((string width, float[] results) in LaneRunner.AllWidths<FromHalfFunction, float>([.. s_patterns.Select(Bits)]))
        {
            LaneRunner.AssertSameBits<float>(expected, results, i => $"half {i:X4} at width {width}");
        }
        CheckToHalf(expected);
    }

    [Fact]
    public void Every_bfloat16_becomes_its_float_and_itself_again()
    {
        float[] expected = [.. s_patterns.Select(p => BitConverter.Int32BitsToSingle(p << 16))];
        foreach ((string width, float[] results) in LaneRunner.AllWidths<FromBfloat16Function, float>([.. s_patterns.Select(Bits)]))
        {
            LaneRunner.AssertSameBits<float>(expected, results, i => $"bfloat16 {i:X4} at width {width}");
        }
        CheckToBfloat16(expected);
    }

    [Fact]
    public void Floats_round_to_the_nearest_half()
    {
        CheckToHalf(Ties(BitConverter.HalfToInt16Bits(Half.MaxValue), p => (float)BitConverter.Int16BitsToHalf((short)p)));
        CheckToHalf(Sample());
    }

    [Fact]
    public void Floats_round_to_the_nearest_bfloat16()
    {
        CheckToBfloat16(Ties(0x7F7F, p => BitConverter.Int32BitsToSingle(p << 16)));
        CheckToBfloat16(Sample());
    }

    [Fact]
    public void Spans_convert_whole_and_touch_nothing_else()
    {
        float[] x = [.. Sample().Take(200)];
        for (int n = 0; n < 80; n++)
        {
            Half[] halves = new Half[n + 1];
            ushort[] brains = new ushort[n + 1];
            float[] back = new float[n + 1];
            (halves[n], brains[n], back[n]) = (Half.Pi, 77, 3);
            VectorMath.ToHalf(x.AsSpan(0, n), halves);
            Assert.Equal(x[..n].Select(v => BitConverter.HalfToUInt16Bits(Plain((Half)v))), halves[..n].Select(h => BitConverter.HalfToUInt16Bits(Plain(h))));
            VectorMath.FromHalf(halves.AsSpan(0, n), back);
            LaneRunner.AssertSameBits<float>(halves[..n].Select(h => (float)h).ToArray(), back.AsSpan(0, n), i => $"half {halves[i]}");
            VectorMath.ToBfloat16(x.AsSpan(0, n), brains);
            Assert.Equal(x[..n].Select(v => Plain(Brain(v))), brains[..n].Select(Plain));
            VectorMath.FromBfloat16(brains.AsSpan(0, n), back);
            LaneRunner.AssertSameBits<float>(brains[..n].Select(b => BitConverter.Int32BitsToSingle(b << 16)).ToArray(), back.AsSpan(0, n), i => $"bfloat16 {brains[i]:X4}");
            Assert.Equal((Half.Pi, 77, 3f), (halves[n], brains[n], back[n]));
        }
        Assert.Throws<ArgumentException>(() => VectorMath.ToHalf([1f, 2f], new Half[1]));
    }

    [Fact]
    public void Span_loops_agree_at_every_width()
    {
        float[] x = [.. Sample().Take(1003)];
        ushort[][] narrow = [new ushort[x.Length], new ushort[x.Length], new ushort[x.Length]];
        HalfMap.NarrowLoop<ToHalfFunction, Lanes512<float>>(ref x[0], ref narrow[0][0], x.Length);
        HalfMap.NarrowLoop<ToHalfFunction, Lanes256<float>>(ref x[0], ref narrow[1][0], x.Length);
        HalfMap.NarrowLoop<ToHalfFunction, Lanes128<float>>(ref x[0], ref narrow[2][0], x.Length);
        Assert.Equal(narrow[0], narrow[1]);
        Assert.Equal(narrow[0], narrow[2]);
        float[][] wide = [new float[x.Length], new float[x.Length], new float[x.Length]];
        HalfMap.WidenLoop<FromHalfFunction, Lanes512<float>>(ref narrow[0][0], ref wide[0][0], x.Length);
        HalfMap.WidenLoop<FromHalfFunction, Lanes256<float>>(ref narrow[0][0], ref wide[1][0], x.Length);
        HalfMap.WidenLoop<FromHalfFunction, Lanes128<float>>(ref narrow[0][0], ref wide[2][0], x.Length);
        LaneRunner.AssertSameBits<float>(wide[0], wide[1], i => $"element {i}");
        LaneRunner.AssertSameBits<float>(wide[0], wide[2], i => $"element {i}");
    }

    private static void CheckToHalf(float[] x)
    {
        foreach ((string width, float[] results) in LaneRunner.AllWidths<ToHalfFunction, float>(x))
        {
            for (int i = 0; i < x.Length; i++)
            {
                int bits = BitConverter.SingleToInt32Bits(results[i]);
                Assert.True(bits >>> 16 == 0, $"{x[i]:R} at width {width}: bits {bits:X8}");
                ushort expected = BitConverter.HalfToUInt16Bits(Plain((Half)x[i])), actual = BitConverter.HalfToUInt16Bits(Plain(BitConverter.UInt16BitsToHalf((ushort)bits)));
                Assert.True(expected == actual, $"{x[i]:R} at width {width}: {actual:X4}, not {expected:X4}");
            }
        }
    }

    private static void CheckToBfloat16(float[] x)
    {
        foreach ((string width, float[] results) in LaneRunner.AllWidths<ToBfloat16Function, float>(x))
        {
            for (int i = 0; i < x.Length; i++)
            {
                int bits = BitConverter.SingleToInt32Bits(results[i]);
                Assert.True(bits >>> 16 == 0, $"{x[i]:R} at width {width}: bits {bits:X8}");
                ushort expected = Plain(Brain(x[i])), actual = Plain((ushort)bits);
                Assert.True(expected == actual, $"{x[i]:R} at width {width}: {actual:X4}, not {expected:X4}");
            }
        }
    }

    // Between each two neighbours of the format: the middle, and the floats beside it.
    private static float[] Ties(int largest, Func<int, float> value)
    {
        List<float> all = [];
        for (int p = 0; p <= largest; p++)
        {
            double low = value(p), high = p == largest ? low + (low - value(p - 1)) : value(p + 1);
            float middle = (float)((low + high) / 2);
            foreach (float v in new[] { MathF.BitDecrement(middle), middle, MathF.BitIncrement(middle) })
            {
                all.Add(p % 2 == 0 ? v : -v);
            }
        }
        return [.. all];
    }

    private static float[] Sample()
    {
        List<float> all = [0, -0f, float.Epsilon, float.MaxValue, float.MinValue, float.PositiveInfinity, float.NegativeInfinity, float.NaN, 65504, 65519.996f, 65520, 65536, -65520];
        for (uint bits = 0x1F; bits < uint.MaxValue - 50000; bits += 40961)
        {
            all.Add(BitConverter.UInt32BitsToSingle(bits));
        }
        return [.. all];
    }

    private static ushort Brain(float x)
    {
        uint bits = BitConverter.SingleToUInt32Bits(x), rest = bits & 0xFFFF, high = bits >> 16;
        return float.IsNaN(x) ? (ushort)0x7FC0 : (ushort)(rest > 0x8000 || (rest == 0x8000 && (high & 1) != 0) ? high + 1 : high);
    }

    private static float Bits(ushort pattern) => BitConverter.Int32BitsToSingle(pattern);

    private static Half Plain(Half value) => Half.IsNaN(value) ? Half.NaN : value;

    private static ushort Plain(ushort brain) => (brain & 0x7FFF) > 0x7F80 ? (ushort)0x7FC0 : brain;
}
