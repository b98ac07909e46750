// Compares generated sources with checked-in files, by Verify's conventions: Type.Method#hint.verified.cs beside the test.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace Generator.Tests;

/// <summary>
/// A difference leaves a .received file and fails; so does a .verified file that the test no longer produces. The environment variable SNAPSHOT=accept rewrites the files.
/// </summary>
internal static class Snapshot
{
    public static void Verify(IEnumerable<(string Hint, string Text)> sources, [CallerFilePath] string path = "", [CallerMemberName] string member = "") =>
        Verify(sources, Environment.GetEnvironmentVariable("SNAPSHOT") == "accept", path, member);

    public static void Verify(IEnumerable<(string Hint, string Text)> sources, bool accept, string path, string member)
    {
        string folder = Path.GetDirectoryName(path)!, test = Path.GetFileNameWithoutExtension(path) + "." + member;
        HashSet<string> produced = new(StringComparer.Ordinal);
        List<string> failures = [];
        foreach ((string hint, string text) in sources)
        {
            string name = test + "#" + hint.Replace('/', '.').Replace(".cs", "");
            produced.Add(name + ".verified.cs");
            Compare(Path.Combine(folder, name), "//HintName: " + hint + "\n" + text.Replace("\r\n", "\n"), accept, failures);
        }
        foreach (string stale in Directory.EnumerateFiles(folder, test + "#*.verified.cs").Where(f => !produced.Contains(Path.GetFileName(f))))
        {
            if (accept)
            {
                File.Delete(stale);
            }
            else
            {
                failures.Add($"{Path.GetFileName(stale)} is stale: the test produces no such source");
            }
        }
        Assert.True(failures.Count == 0, string.Join("\n\n", failures) + "\n(SNAPSHOT=accept accepts what is right)");
    }

    private static void Compare(string file, string text, bool accept, List<string> failures)
    {
        string verified = file + ".verified.cs", received = file + ".received.cs";
        string? expected = File.Exists(verified) ? File.ReadAllText(verified).Replace("\r\n", "\n") : null;
        if (expected == text)
        {
            File.Delete(received);
        }
        else if (accept)
        {
            File.WriteAllText(verified, text);
            File.Delete(received);
        }
        else
        {
            File.WriteAllText(received, text);
            failures.Add($"{Path.GetFileName(verified)}: {(expected is null ? "is missing" : FirstDifference(expected, text))}");
        }
    }

    private static string FirstDifference(string expected, string actual)
    {
        string[] left = expected.Split('\n'), right = actual.Split('\n');
        int line = 0;
        while (line < left.Length && line < right.Length && left[line] == right[line])
        {
            line++;
        }
        return $"line {line + 1}\n- {left.ElementAtOrDefault(line)}\n+ {right.ElementAtOrDefault(line)}";
    }
}
