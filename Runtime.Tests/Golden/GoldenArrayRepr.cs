// Arrays print as JAX prints them, to the letter.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using Runtime.Tests.Comparing;
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
        List<string> failures = [], compared = [];
        GoldenData.ForEach("array_repr.jsonl", failures, (id, item) =>
        {
            if (!item.TryGetProperty("value", out JsonElement value) || GoldenData.Leaves(value) is not [{ Data: { } data } array] || DType.Find(array.Dtype) is not { } dtype)
            {
                return;
            }
            compared.Add(id);
            Compare(id, item.GetProperty("repr").GetString()!, ArrayPrinter.Repr(data, array.Shape, dtype, array.Weak));
            Compare(id, item.GetProperty("str").GetString()!, ArrayPrinter.Str(data, array.Shape));
        });
        output.WriteLine($"{compared.Count} arrays");
        Assert.True(failures.Count == 0, $"{failures.Count} differ\n" + string.Join("\n\n", failures.Take(10)));
        if (GoldenData.IsRepositorys)
        {
            Pinned.Named("array-repr").Check(compared);
        }

        void Compare(string id, string expected, string actual)
        {
            if (expected != actual)
            {
                failures.Add($"{id}:\n{actual}\nJAX:\n{expected}");
            }
        }
    }
}
