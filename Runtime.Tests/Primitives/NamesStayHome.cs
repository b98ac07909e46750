// Passes, transforms, lowering, executors, the tracer and the emitter know no primitive, neither by its name nor by its entry: they ask its facets.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Primitives;

public partial class NamesStayHome
{
    private static readonly string[] s_folders =
    [
        "Runtime/Core/Passes", "Runtime/Core/Transforms", "Runtime/Core/Lowering", "Runtime/Core/Ir", "Runtime/Core/Tracing", "Runtime/Eager", "Generator/Tracing", "Generator/Emission",
        "Generator/Interception", "Generator/Model",
    ];

    // Words that are something else: operations of dimensions, monoids, and variables of emitted code.
    private static readonly string[] s_words =
    [
        "Generator/Emission/BlockEmitter.cs: cos",
        "Generator/Emission/BlockEmitter.cs: sin",
        "Generator/Emission/Dim.CSharp.cs: max",
        "Generator/Emission/ReductionEmitter.cs: max",
        "Generator/Emission/ReductionEmitter.cs: min",
        "Runtime/Core/Ir/Dim.Arithmetic.cs: max",
        "Runtime/Core/Ir/Dim.Arithmetic.cs: min",
        "Runtime/Core/Ir/Dim.Bounds.cs: max",
        "Runtime/Core/Ir/Dim.Bounds.cs: min",
        "Runtime/Core/Ir/Dim.Decision.cs: max",
        "Runtime/Core/Ir/Dim.Decision.cs: min",
        "Runtime/Core/Ir/Dim.Enlarging.cs: max",
        "Runtime/Core/Ir/Dim.Enlarging.cs: min",
        "Runtime/Core/Ir/Dim.Piecewise.cs: max",
        "Runtime/Core/Ir/Dim.Piecewise.cs: min",
        "Runtime/Core/Ir/Dim.Residues.cs: max",
        "Runtime/Core/Ir/Dim.Residues.cs: min",
        "Runtime/Core/Ir/Dim.Terms.cs: max",
        "Runtime/Core/Ir/Text/DimParser.cs: max",
        "Runtime/Core/Ir/Text/DimParser.cs: min",
        "Runtime/Core/Lowering/PlanText.cs: copy",
    ];

    [Fact]
    public void No_primitive_is_known_outside_its_family_and_the_functions_that_bind_it()
    {
        HashSet<string> names = [.. Prims.All.Select(p => p.Name)];
        SortedSet<string> found = new(System.StringComparer.Ordinal);
        foreach (string file in s_folders.SelectMany(folder => Directory.EnumerateFiles(Path.Combine(Root(), folder), "*.cs", SearchOption.AllDirectories)))
        {
            string relative = Path.GetRelativePath(Root(), file).Replace('\\', '/');
            foreach (string line in File.ReadLines(file).Select(l => l.Split("//")[0]))
            {
                found.UnionWith(Quoted().Matches(line).Select(m => m.Groups[1].Value).Where(names.Contains).Select(name => $"{relative}: {name}"));
                found.UnionWith(Entry().Matches(line).Select(m => m.Groups[1].Value).Where(n => typeof(Prims).GetField(n) is not null).Select(n => $"{relative}: Prims.{n}"));
            }
        }
        Assert.Equal(s_words, found);
    }

    [Fact]
    public void The_scan_sees_what_it_must_not_find()
    {
        Assert.Equal(["convert_element_type"], Quoted().Matches("""block.Apply(Prims.Find("convert_element_type")!, element)""").Select(m => m.Groups[1].Value));
        Assert.Equal(["Mul"], Entry().Matches("equation.Primitive == Prims.Mul").Select(m => m.Groups[1].Value).Where(n => typeof(Prims).GetField(n) is not null));
    }

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));

    [GeneratedRegex("\"([a-z0-9_-]+)\"")]
    private static partial Regex Quoted();

    [GeneratedRegex("""\bPrims\.(\w+)""")]
    private static partial Regex Entry();
}
