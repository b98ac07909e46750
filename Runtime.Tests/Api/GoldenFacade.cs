// The facade stages what JAX stages: each case of the data that is in our table gives JAX's jaxpr to the letter, and JAX's numbers.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Runtime.Tests.Comparing;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Api;

public class GoldenFacade(ITestOutputHelper output)
{
    // A primitive that JAX uses in these functions and this version does not have.
    private static readonly string[] s_otherText = ["stack["];

    // With x64 off JAX narrows the 64-bit type that these promote to; here int and uint meet in long.
    // With x64 on JAX makes two weak numbers 64 bits wide; here they are as wide as with x64 off. Of these the numbers are compared, in JAX's type.
    private static readonly string[] s_narrowed = ["promotion/add_i32_u32", "promotion/weak_stack@x64"];

    [Fact]
    public void Functions_stage_the_same_jaxprs_as_JAX()
    {
        List<string> failures = [], compared = [];
        foreach ((string id, string source, JsonElement item) in Cases())
        {
            string expected = item.GetProperty("jaxpr").GetString()!;
            if (s_otherText.Any(expected.Contains) || s_narrowed.Contains(id))
            {
                continue;
            }
            Aval[]? avals = Arguments(item)?.Select(a => a.Aval).ToArray();
            if (avals is null)
            {
                continue;
            }
            try
            {
                string actual = Tracing.MakeJaxpr(FacadeCases.BySource[source], avals).ToString();
                compared.Add(id);
                if (actual != expected)
                {
                    failures.Add($"{id}: {source}\n--- JAX\n{expected}\n--- ours\n{actual}");
                }
            }
            catch (Exception e)
            {
                failures.Add($"{id}: {source}: {e.GetType().Name} {e.Message} {e.StackTrace?.Split((char)10).FirstOrDefault()?.Trim()}");
            }
        }
        output.WriteLine($"{compared.Count} jaxprs are compared with JAX's, to the letter");
        Assert.True(failures.Count == 0, $"{failures.Count} of {compared.Count} differ\n" + string.Join("\n", failures.Take(20)));
        Pin("facade-texts", compared);
    }

    [Fact]
    public void Functions_compute_the_same_numbers_as_JAX()
    {
        List<string> failures = [], compared = [];
        foreach ((string id, string source, JsonElement item) in Cases())
        {
            NdArray[]? arguments = Arguments(item);
            if (arguments is null || !item.TryGetProperty("out", out JsonElement expected))
            {
                continue;
            }
            IReadOnlyList<GoldenValue> outputs = GoldenData.Leaves(expected);
            if (outputs.Any(o => o.Data is null))
            {
                continue;
            }
            try
            {
                NdArray[] actual = FacadeCases.BySource[source](arguments);
                if (s_narrowed.Contains(id))
                {
                    actual = [.. actual.Zip(outputs, (a, o) => SrcGenJit.Erased.Lax.ConvertElementType(a, DType.Find(o.Dtype)!))];
                }
                GoldenProgram program = new(id, "", "", [], null, outputs, item.GetProperty("rtol").GetDouble(), item.GetProperty("atol").GetDouble());
                compared.Add(id);
                if (GoldenRun.Difference(program, actual) is { } difference && (GoldenData.IsRepositorys || !GoldenRun.DiffersInSignsOfZero(program, actual)))
                {
                    failures.Add($"{id}: {source}: {difference}");
                }
            }
            catch (Exception e)
            {
                failures.Add($"{id}: {source}: {e.GetType().Name} {e.Message} {e.StackTrace?.Split((char)10).FirstOrDefault()?.Trim()}");
            }
        }
        output.WriteLine($"{compared.Count} cases are compared with JAX's numbers");
        Assert.True(failures.Count == 0, $"{failures.Count} of {compared.Count} differ\n" + string.Join("\n", failures.Take(20)));
        Pin("facade-values", compared);
    }

    private static void Pin(string name, IEnumerable<string> compared)
    {
        if (GoldenData.IsRepositorys)
        {
            Pinned.Named(name).Check(compared);
        }
    }

    // As jax 0.10.2 stages them; the conformance data has their values, and no texts.
    [Theory]
    [InlineData("log10", "{ lambda ; a:f32[3]. let b:f32[3] = log a c:f32[3] = mul b 0.4342944920063019:f32[] in (c,) }")]
    [InlineData("log10 of int", "{ lambda ; a:i32[3]. let b:f32[3] = convert_element_type[new_dtype=float32 weak_type=False] a c:f32[3] = log b d:f32[3] = mul c 0.4342944920063019:f32[] in (d,) }")]
    [InlineData("log2", "{ lambda ; a:f32[3]. let b:f32[3] = log a c:f32[] = log 2.0:f32[] d:f32[3] = div b c in (d,) }")]
    [InlineData("reciprocal", "{ lambda ; a:f32[3]. let b:f32[3] = integer_pow[y=-1] a in (b,) }")]
    [InlineData("reciprocal of int", "{ lambda ; a:i32[3]. let b:f32[3] = convert_element_type[new_dtype=float32 weak_type=False] a c:f32[3] = integer_pow[y=-1] b in (c,) }")]
    public void Functions_without_texts_in_the_data(string name, string expected)
    {
        Aval aval = new([3], name.EndsWith("int", StringComparison.Ordinal) ? DType.Int32 : DType.Float32);
        Func<NdArray, NdArray> function = name.Split(' ')[0] switch
        {
            "log10" => SrcGenJit.Erased.Jnp.Log10,
            "log2" => SrcGenJit.Erased.Jnp.Log2,
            _ => SrcGenJit.Erased.Jnp.Reciprocal,
        };
        Assert.Equal(expected, string.Join(' ', Tracing.MakeJaxpr(xs => [function(xs[0])], [aval]).ToString().Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries)));
    }

    private static IEnumerable<(string Id, string Source, JsonElement Item)> Cases()
    {
        foreach ((_, JsonElement item) in GoldenData.Cases())
        {
            if (item.TryGetProperty("src", out JsonElement source) && FacadeCases.BySource.ContainsKey(source.GetString()!)
                && item.TryGetProperty("jaxpr", out JsonElement jaxpr) && jaxpr.ValueKind == JsonValueKind.String && item.TryGetProperty("args", out _))
            {
                yield return (item.GetProperty("id").GetString()!, source.GetString()!, item);
            }
        }
    }

    /// <summary>The arguments as arrays; null where one has a type that this version knows by name only.</summary>
    private static NdArray[]? Arguments(JsonElement item)
    {
        bool wide = item.GetProperty("cfg").GetString() == "x64";
        List<NdArray> arguments = [];
        foreach (GoldenValue value in item.GetProperty("args").EnumerateArray().SelectMany(GoldenData.Leaves))
        {
            if (value.Data is null)
            {
                return null;
            }
            arguments.Add(value.Dtype switch
            {
                "int" => new NdArray(Aval.Scalar(wide ? DType.Int64 : DType.Int32, weak: true), wide ? value.Data : ((long[])value.Data).Select(v => (int)v).ToArray()),
                "float" => new NdArray(Aval.Scalar(wide ? DType.Float64 : DType.Float32, weak: true), wide ? value.Data : ((double[])value.Data).Select(v => (float)v).ToArray()),
                "bool" when value.Weak => new NdArray(Aval.Scalar(DType.Bool), value.Data),
                _ => new NdArray(new Aval(value.Shape, DType.Find(value.Dtype)!, value.Weak), value.Data),
            });
        }
        return arguments.ToArray();
    }
}
