// Random numbers are JAX's, in both layouts of the counters: keys, bits and uniforms exactly, normals within 4 ULP.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Runtime.Tests.Golden;
using SrcGenJit;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Api;

[Collection("JaxConfig")]
public class GoldenRandom(ITestOutputHelper output)
{
    private static readonly Regex s_key = new(@"^random\.PRNGKey\((-?\d+)\)$");
    private static readonly Regex s_split = new(@"^random\.split\(random\.PRNGKey\((\d+)\), (\d+)\)$");
    private static readonly Regex s_fold = new(@"^random\.fold_in\(random\.PRNGKey\((\d+)\), (\d+)\)$");
    private static readonly Regex s_draw = new(@"^random\.(bits|uniform|normal)\(random\.PRNGKey\((\d+)\), \(([\d, ]*)\)(?:, minval=([-.e\d]+), maxval=([-.e\d]+))?(?:, jnp\.(\w+))?\)$");

    [Fact]
    public void The_nine_numbers_of_the_notebook_print_as_they_did()
    {
        NdArray<float> x = JaxRandom.Normal(JaxRandom.PRNGKey(123), [9]);
        Assert.Equal(
            """
            DeviceArray([-0.10502207, -0.56205004, -0.56485987, -1.7063935 ,
                         -1.3647023 , -0.42215332,  1.0077653 ,  0.9922631 ,
                         -0.61236995], dtype=float32)
            """.ReplaceLineEndings("\n"),
            x.ToString("classic"));
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void Numbers_are_those_of_JAX(bool partitionable)
    {
        List<string> failures = [];
        int same = 0;
        JaxConfig.ThreefryPartitionable = partitionable;
        try
        {
            foreach ((_, JsonElement item) in GoldenData.Cases("random.jsonl"))
            {
                string source = item.GetProperty("src").GetString()!;
                bool wide = item.GetProperty("cfg").GetString() == "x64";
                if (!item.TryGetProperty("out", out JsonElement o) || Ours(source, wide) is not { } function)
                {
                    continue;
                }
                GoldenValue expected = GoldenData.Leaves(o.GetProperty(partitionable ? "partitionable" : "original"))[0];
                if (expected.Data is null)
                {
                    continue;
                }
                string? difference = Difference(function(), expected, o.GetProperty(partitionable ? "partitionable" : "original"), item.GetProperty("rtol").GetDouble());
                if (difference is null)
                {
                    same++;
                }
                else
                {
                    failures.Add($"{item.GetProperty("id").GetString()}: {source}: {difference}");
                }
            }
        }
        finally
        {
            JaxConfig.ThreefryPartitionable = false;
        }
        output.WriteLine($"{same} cases");
        Assert.True(failures.Count == 0, $"{failures.Count} differ, {same} agree\n" + string.Join("\n", failures));
        Assert.True(same >= 50 || !GoldenData.IsRepositorys, $"only {same} cases were compared");
    }

    [Fact]
    public void Compiled_numbers_have_the_bits_of_eager_ones()
    {
        NdArray<uint> key = JaxRandom.PRNGKey(7);
        Assert.Equal(JaxRandom.Normal(key, [3, 5]).ToArray(), Jax.Jit((NdArray<uint> k) => JaxRandom.Normal(k, [3, 5]))(key).ToArray());
    }

    private static Func<NdArray>? Ours(string source, bool wide)
    {
        if (s_key.Match(source) is { Success: true } k)
        {
            long seed = long.Parse(k.Groups[1].Value, CultureInfo.InvariantCulture);
            return () => wide ? JaxRandom.PRNGKey(seed) : JaxRandom.PRNGKey(unchecked((int)seed));
        }
        if (s_split.Match(source) is { Success: true } s)
        {
            return () => JaxRandom.Split(JaxRandom.PRNGKey(Int(s, 1)), Int(s, 2));
        }
        if (s_fold.Match(source) is { Success: true } f)
        {
            return () => JaxRandom.FoldIn(JaxRandom.PRNGKey(Int(f, 1)), unchecked((int)uint.Parse(f.Groups[2].Value, CultureInfo.InvariantCulture)));
        }
        if (s_draw.Match(source) is not { Success: true } d)
        {
            return null;
        }
        NdArray<uint> Key() => JaxRandom.PRNGKey(Int(d, 2));
        Shape shape = Shape.Of(d.Groups[3].Value.Split(',', StringSplitOptions.RemoveEmptyEntries | StringSplitOptions.TrimEntries).Select(v => (Dim)int.Parse(v, CultureInfo.InvariantCulture)));
        double low = d.Groups[4].Success ? double.Parse(d.Groups[4].Value, CultureInfo.InvariantCulture) : 0;
        double high = d.Groups[5].Success ? double.Parse(d.Groups[5].Value, CultureInfo.InvariantCulture) : 1;
        return (d.Groups[1].Value, d.Groups[6].Success ? d.Groups[6].Value : wide ? "x64" : "x32") switch
        {
            ("bits", "x32") => () => JaxRandom.Bits(Key(), shape),
            ("uniform", "x32") => () => JaxRandom.Uniform(Key(), shape, (float)low, (float)high),
            ("uniform", "x64") => () => JaxRandom.Uniform(Key(), shape, low, high),
            ("normal", "x32") => () => JaxRandom.Normal(Key(), shape),
            ("normal", "x64") => () => JaxRandom.Normal<double>(Key(), shape),
            _ => null,
        };
    }

    private static int Int(Match match, int group) => int.Parse(match.Groups[group].Value, CultureInfo.InvariantCulture);

    private static string? Difference(NdArray actual, GoldenValue expected, JsonElement json, double rtol)
    {
        if (actual.Dtype.Name != expected.Dtype || !actual.Shape.ToInts().SequenceEqual(expected.Shape))
        {
            return $"is {actual.Dtype}{actual.Shape}, JAX has {expected.Dtype}[{string.Join(",", expected.Shape)}]";
        }
        Array own = actual.Data ?? throw new InvalidOperationException("no data");
        for (int i = 0; i < own.Length; i++)
        {
            bool same = own switch
            {
                uint[] words => words[i] == ((uint[])expected.Data!)[i],
                float[] floats => Math.Abs(Ordered(floats[i]) - Ordered(((float[])expected.Data!)[i])) <= 4,
                // XLA's erf_inv in double is good to its own tolerance only (some 14 ULP here).
                double[] doubles => Math.Abs(doubles[i] - ((double[])expected.Data!)[i]) <= rtol * Math.Abs(doubles[i]),
                _ => false,
            };
            if (!same)
            {
                return $"[{i}] is {own.GetValue(i)}, JAX has {json.GetProperty("data")[i]}";
            }
        }
        return null;
    }

    private static long Ordered(float value)
    {
        int bits = BitConverter.SingleToInt32Bits(value);
        return bits < 0 ? -(long)(bits & int.MaxValue) : bits;
    }
}
