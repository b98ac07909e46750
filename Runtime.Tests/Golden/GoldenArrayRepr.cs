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
}
