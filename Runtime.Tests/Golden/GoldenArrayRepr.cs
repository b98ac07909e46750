// Arrays print as JAX prints them, to the letter.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using SrcGenJit;
using SrcGenJit.Arrays;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Golden;

public class GoldenArrayRepr(ITestOutputHelper output)
{
    [Fact]
    public void Arrays_print_as_JAX_prints_them()
    {
        List<string> failures = [];
        int count = 0;
        foreach ((_, JsonElement item) in GoldenData.Cases("array_repr.jsonl"))
        {
            if (!item.TryGetProperty("value", out JsonElement value) || GoldenData.Leaves(value) is not [{ Data: { } data } array] || DType.Find(array.Dtype) is not { } dtype)
            {
                continue;
            }
            string id = item.GetProperty("id").GetString()!;
            count++;
            Compare(id, item.GetProperty("repr").GetString()!, ArrayPrinter.Repr(data, array.Shape, dtype, array.Weak));
            Compare(id, item.GetProperty("str").GetString()!, ArrayPrinter.Str(data, array.Shape));
        }
        output.WriteLine($"{count} arrays");
        Assert.True(count > 0 || !GoldenData.IsRepositorys);
        Assert.True(failures.Count == 0, $"{failures.Count} differ\n" + string.Join("\n\n", failures.Take(10)));

        void Compare(string id, string expected, string actual)
        {
            if (expected != actual)
            {
                failures.Add($"{id}:\n{actual}\nJAX:\n{expected}");
            }
        }
    }

    // Arrays of every rank and kind of number, printed by NumPy: Golden/numpy_repr.jsonl. SRCGENJIT_REPR names another file of the same format.
    [Fact]
    public void Arrays_print_as_NumPy_prints_them()
    {
        string file = Environment.GetEnvironmentVariable("SRCGENJIT_REPR") ?? System.IO.Path.Combine(System.IO.Path.GetDirectoryName(Here())!, "numpy_repr.jsonl");
        List<string> failures = [];
        int count = 0;
        foreach (string line in System.IO.File.ReadLines(file))
        {
            JsonElement item = JsonDocument.Parse(line).RootElement;
            DType dtype = DType.Find(item.GetProperty("dtype").GetString()!)!;
            int[] shape = [.. item.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32())];
            // The elements' bits, repeated to fill the shape.
            ulong[] bits = [.. item.GetProperty("bits").EnumerateArray().Select(b => b.GetUInt64())];
            ulong[] all = [.. Enumerable.Range(0, shape.Aggregate(1, (a, b) => a * b)).Select(i => bits[i % bits.Length])];
            Array data = dtype.Name switch
            {
                "float32" => all.Select(b => BitConverter.UInt32BitsToSingle((uint)b)).ToArray(),
                "float64" => all.Select(BitConverter.UInt64BitsToDouble).ToArray(),
                "int32" => all.Select(b => unchecked((int)(uint)b)).ToArray(),
                "int64" => all.Select(b => unchecked((long)b)).ToArray(),
                "uint32" => all.Select(b => (uint)b).ToArray(),
                _ => all.Select(b => b != 0).ToArray(),
            };
            count++;
            string repr = ArrayPrinter.Repr(data, shape, dtype, weak: false);
            if (repr != item.GetProperty("repr").GetString())
            {
                failures.Add($"{repr}\nNumPy:\n{item.GetProperty("repr").GetString()}");
            }
            if (item.GetProperty("str").GetString() is { } str && ArrayPrinter.Str(data, shape) != str)
            {
                failures.Add($"{ArrayPrinter.Str(data, shape)}\nNumPy:\n{str}");
            }
        }
        Assert.True(count >= 300, $"{count} arrays");
        Assert.True(failures.Count == 0, $"{failures.Count} of {count} differ\n" + string.Join("\n\n", failures.Take(10)));
    }

    // The texts that NumPy 2.4 gives since its notation follows the digits of the element type.
    [Theory]
    [InlineData(new[] { 1e5f, 1e6f, 1e7f }, "Array([1.e+05, 1.e+06, 1.e+07], dtype=float32)", "[1.e+05 1.e+06 1.e+07]")]
    [InlineData(new[] { 999999f, 1000f }, "Array([999999.,   1000.], dtype=float32)", "[999999.   1000.]")]
    [InlineData(new[] { 0.0001f, 0.01f }, "Array([0.0001, 0.01  ], dtype=float32)", "[0.0001 0.01  ]")]
    [InlineData(new[] { 1e-4f, 1e-7f }, "Array([1.e-04, 1.e-07], dtype=float32)", "[1.e-04 1.e-07]")]
    public void Notation_follows_the_element_type(float[] data, string repr, string str)
    {
        Assert.Equal(repr, ArrayPrinter.Repr(data, [data.Length], DType.Float32, weak: false));
        Assert.Equal(str, ArrayPrinter.Str(data, [data.Length]));
    }

    [Theory]
    [InlineData(1e6f, "1e+06")]
    [InlineData(999999f, "999999.0")]
    [InlineData(1e-4f, "1e-04")]
    [InlineData(2e-4f, "0.0002")]
    [InlineData(-1.5e7f, "-1.5e+07")]
    [InlineData(0f, "0.0")]
    public void A_float32_by_itself_is_scientific_from_a_million(float value, string expected) => Assert.Equal(expected, ArrayPrinter.Str(new[] { value }, []));

    private static string Here([System.Runtime.CompilerServices.CallerFilePath] string path = "") => path;
}
