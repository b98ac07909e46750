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
        output.WriteLine($"{GoldenData.Programs.Count} programs, {GoldenData.Texts().Count()} texts in {GoldenData.Folder}");
        Assert.NotEmpty(GoldenData.Programs);
        Assert.All(GoldenData.Programs, p => Assert.Contains("lambda", p.Jaxpr));
    }
}
