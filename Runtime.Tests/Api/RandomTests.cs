// Random numbers are JAX's, in both layouts of the counters: keys, bits and uniforms exactly, normals within 4 ULP.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Runtime.Tests.Comparing;
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
        List<string> failures = [], compared = [];
        JaxConfig.ThreefryPartitionable = partitionable;
        try
        {
            GoldenData.ForEach("random.jsonl", failures, (id, item) =>
            {
                string source = item.GetProperty("src").GetString()!;
                bool wide = item.GetProperty("cfg").GetString() == "x64";
                if (!item.TryGetProperty("out", out JsonElement o) || Ours(source, wide) is not { } function)
                {
                    return;
                }
                GoldenValue expected = GoldenData.Leaves(o.GetProperty(partitionable ? "partitionable" : "original"))[0];
                if (expected.Data is null)
                {
                    return;
                }
                compared.Add(id);
                // XLA's erf_inv in double is good to its own tolerance only (some 14 ULP here).
                Tolerance tolerance = (expected.Data is double[]) ? new(item.GetProperty("rtol").GetDouble()) : new(0, Ulps: 4);
                if (Comparison.Array(function(), expected.Shape, expected.Dtype, expected.Data, tolerance) is { } difference)
                {
                    failures.Add($"{id}: {source}: {difference}");
                }
            });
        }
        finally
        {
            JaxConfig.ThreefryPartitionable = false;
        }
        output.WriteLine($"{compared.Count} cases");
        Assert.True(failures.Count == 0, $"{failures.Count} of {compared.Count} differ\n" + string.Join("\n", failures));
        if (GoldenData.IsRepositorys)
        {
            Pinned.Named("random").Check(compared);
        }
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
}
