// The reader finds every jaxpr with inputs and outputs.
using System.Linq;
using Xunit;
using Xunit.Abstractions;

namespace Runtime.Tests.Golden;

public class GoldenDataTests(ITestOutputHelper output)
{
    [Fact]
    public void Programs_and_texts_are_read()
    {
        GoldenSet set = GoldenSet.Default;
        output.WriteLine($"{set.Count} programs, {GoldenData.Texts().Count()} texts in {GoldenData.Folder}");
        Assert.True(set.Broken.Count == 0, string.Join("\n", set.Broken.Select(b => $"{b.Id}: {b.Problem}")));
        Assert.True(set.Count > 0, $"no programs in {GoldenData.Folder}");
        if (GoldenData.IsRepositorys && GoldenRun.Only.Length == 0)
        {
            Assert.Equal(3128, set.Count);
        }
    }
}
