// A pinned list is exact both ways, and rewritten only on demand.
using System;
using System.IO;
using Xunit;

namespace Runtime.Tests.Comparing;

public sealed class PinnedTests : IDisposable
{
    private readonly string _folder = Directory.CreateTempSubdirectory("pinned").FullName;

    private string FileName => Path.Combine(_folder, "list.txt");

    public void Dispose() => Directory.Delete(_folder, recursive: true);

    [Fact]
    public void What_is_lost_and_what_is_new_is_red_by_its_name()
    {
        File.WriteAllLines(FileName, ["# about", "a", "b", "c"]);
        Pinned pinned = new(FileName, accept: false);
        pinned.Check(["c", "a", "b"]);
        Assert.Contains("no longer among them: b", Record.Exception(() => pinned.Check(["a", "c"]))!.Message);
        Assert.Contains("new: d", Record.Exception(() => pinned.Check(["a", "b", "c", "d"]))!.Message);
        Assert.NotNull(Record.Exception(() => pinned.Check([])));
        Assert.NotNull(Record.Exception(() => new Pinned(Path.Combine(_folder, "none.txt"), accept: false).Check(["a"])));
    }

    [Fact]
    public void Accepting_rewrites_the_list_and_keeps_what_is_said_of_it()
    {
        File.WriteAllLines(FileName, ["# about", "a", "b"]);
        new Pinned(FileName, accept: true).Check(["c", "b"]);
        Assert.Equal(["# about", "b", "c"], File.ReadAllLines(FileName));
        new Pinned(FileName, accept: false).Check(["b", "c"]);
    }

    [Fact]
    public void A_list_with_reasons_is_exact_and_every_id_has_one()
    {
        string[] lines = ["# about", "", "# first reason", "a", "b", "", "# second reason", "c"];
        File.WriteAllLines(FileName, lines);
        Pinned pinned = new(FileName, accept: false);
        pinned.CheckWithReasons(["a", "b", "c"]);
        Assert.Contains("take it off the list): b", Record.Exception(() => pinned.CheckWithReasons(["a", "c"]))!.Message);
        Assert.Contains("not listed: d", Record.Exception(() => pinned.CheckWithReasons(["a", "b", "c", "d"]))!.Message);
        new Pinned(FileName, accept: true).CheckWithReasons(["a", "b", "c"]);
        Assert.Equal(lines, File.ReadAllLines(FileName));
        Assert.NotNull(Record.Exception(() => new Pinned(FileName, accept: true).CheckWithReasons(["a", "d"])));
        Assert.Equal(["# about", "", "# (no reason given: write one)", "d", "", "# first reason", "a"], File.ReadAllLines(FileName));
        Assert.NotNull(Record.Exception(() => pinned.CheckWithReasons(["a", "d"])));
    }
}
