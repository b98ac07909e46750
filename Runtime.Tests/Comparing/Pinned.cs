// Lists of ids in checked-in files: what a test ran, exactly, so that one lost is red by its name.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace Runtime.Tests.Comparing;

/// <summary>
/// A file of ids, one a line; lines with # are comments. Where reasons are wanted, each comment gives the reason of the ids below it. <c>SNAPSHOT=accept dotnet test</c>
/// rewrites the files: read the difference before you commit it.
/// </summary>
internal sealed class Pinned(string file, bool accept)
{
    private const string NoReason = "# (no reason given: write one)";

    /// <summary>The file <c>Runtime.Tests/pinned/NAME.txt</c>.</summary>
    public static Pinned Named(string name) => new(Path.Combine(Folder(), name + ".txt"), Environment.GetEnvironmentVariable("SNAPSHOT") == "accept");

    /// <summary>The ids of the file, with their reasons.</summary>
    public IReadOnlyDictionary<string, string> Read()
    {
        Dictionary<string, string> reasons = new(StringComparer.Ordinal);
        string reason = "";
        foreach (string line in File.Exists(file) ? File.ReadAllLines(file).Where(l => l.Length > 0) : [])
        {
            if (line.StartsWith('#'))
            {
                reason = line;
            }
            else
            {
                reasons.Add(line, reason);
            }
        }
        return reasons;
    }

    /// <summary>Red unless the ids are those of the file.</summary>
    public void Check(IEnumerable<string> ids)
    {
        string[] now = [.. ids.Order(StringComparer.Ordinal)];
        IReadOnlyDictionary<string, string> before = Read();
        if (accept)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            File.WriteAllLines(file, [.. Header(), .. now]);
            return;
        }
        Complain("no longer among them", before.Keys.Except(now), "new", now.Except(before.Keys));
    }

    /// <summary>Red unless the ids are those of the file and every one has a reason.</summary>
    public void CheckWithReasons(IEnumerable<string> ids)
    {
        string[] now = [.. ids.Order(StringComparer.Ordinal)];
        IReadOnlyDictionary<string, string> before = Read();
        if (accept)
        {
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            IEnumerable<string> lines = now.GroupBy(id => before.GetValueOrDefault(id, NoReason)).OrderBy(g => g.Key, StringComparer.Ordinal).SelectMany(g => (string[])["", g.Key, .. g]);
            File.WriteAllLines(file, [.. Header(), .. lines]);
        }
        else
        {
            Complain("listed, but no longer so (take it off the list)", before.Keys.Except(now), "not listed", now.Except(before.Keys));
        }
        Assert.DoesNotContain(Read(), entry => entry.Value == NoReason);
    }

    private void Complain(string lostWord, IEnumerable<string> lost, string newWord, IEnumerable<string> added)
    {
        string[] lines = [.. lost.Select(id => $"{lostWord}: {id}"), .. added.Select(id => $"{newWord}: {id}")];
        Assert.True(lines.Length == 0, $"{lines.Length} differences from {Path.GetFileName(file)} (SNAPSHOT=accept rewrites it)\n" + string.Join("\n", lines.Take(200)));
    }

    // The comment at the top, up to the first id or empty line.
    private string[] Header() => File.Exists(file) ? [.. File.ReadLines(file).TakeWhile(l => l.StartsWith('#'))] : ["# " + Path.GetFileNameWithoutExtension(file)];

    private static string Folder([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", "pinned"));
}
