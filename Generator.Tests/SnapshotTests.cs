// The comparison that the snapshots stand on can fail: other text, a missing file, a stale one.
using System;
using System.IO;
using Xunit;

namespace Generator.Tests;

public sealed class SnapshotTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("snapshot").FullName;

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void A_source_that_differs_is_missing_or_is_stale_is_red()
    {
        string path = Path.Combine(_folder, "Some.cs");
        File.WriteAllText(Path.Combine(_folder, "Some.Test#a.g.verified.cs"), "//HintName: a.g.cs\nclass A;\n");
        Assert.Null(Complaint(("a.g.cs", "class A;\n")));
        Assert.Contains("line 2", Complaint(("a.g.cs", "class B;\n")));
        Assert.Contains("line 3", Complaint(("a.g.cs", "class A;\nclass B;\n")));
        Assert.Contains("is missing", Complaint(("a.g.cs", "class A;\n"), ("b.g.cs", "")));
        Assert.Contains("is stale", Complaint());

        string? Complaint(params (string, string)[] sources) => Record.Exception(() => Snapshot.Verify(sources, accept: false, path, "Test"))?.Message;
    }
}
