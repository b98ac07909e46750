// Every rule has a page, a help link, a row in the release table and a test; our warnings stay warnings under TreatWarningsAsErrors.
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.RegularExpressions;
using System.Xml.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Generator;
using Xunit;

namespace Generator.Tests.Diagnostics;

public class RuleTests
{
    private static readonly string s_root = Root();

    public static TheoryData<string> Rules => [.. Descriptors().Select(d => d.Id)];

    [Theory]
    [MemberData(nameof(Rules))]
    public void Every_rule_has_a_page_a_link_a_row_and_a_test(string id)
    {
        DiagnosticDescriptor rule = Descriptors().Single(d => d.Id == id);
        Assert.EndsWith($"docs/diagnostics/{id}.md", rule.HelpLinkUri);
        Assert.NotEmpty(rule.Description.ToString());
        string title = rule.Title.ToString();
        string page = Read("docs", "diagnostics", id + ".md");
        Assert.StartsWith($"# {id}: {title}\n\n**Cause.**", page);
        Assert.Contains("\n\n**Example.**", page);
        Assert.Contains("\n\n**Fix.**", page);
        string table = Read("Generator", "AnalyzerReleases.Shipped.md") + Read("Generator", "AnalyzerReleases.Unshipped.md");
        Assert.Contains($"\n{id} | {rule.Category} | {rule.DefaultSeverity} | {title}\n", table);
        Assert.Contains(Tests(), source => Regex.IsMatch(source, $"[|\"]{id}[:\"]"));
    }

    [Fact]
    public void Ids_are_given_once_and_every_page_is_a_rule()
    {
        string[] ids = [.. Descriptors().Select(d => d.Id)];
        Assert.Equal(ids.Distinct(), ids);
        // SGJ001 is the build's own, in the package's targets.
        Assert.Equal(ids.Append("SGJ001").Order(), Directory.GetFiles(Path.Combine(s_root, "docs", "diagnostics")).Select(Path.GetFileNameWithoutExtension).Order());
    }

    [Fact]
    public void Our_warnings_stay_warnings_where_warnings_are_errors()
    {
        XElement targets = XElement.Parse(Read("Runtime", "build", "SrcGenJit.targets"));
        IEnumerable<string> kept = targets.Descendants("WarningsNotAsErrors").SelectMany(e => e.Value.Split(';')).Where(id => id[0] != '$');
        Assert.Equal(Descriptors().Where(d => d.DefaultSeverity == DiagnosticSeverity.Warning).Select(d => d.Id).Order(), kept.Order());
    }

    private static IEnumerable<DiagnosticDescriptor> Descriptors() => new JitAnalyzer().SupportedDiagnostics.Concat(new JaxprFileAnalyzer().SupportedDiagnostics).Concat(new ElementTypeAnalyzer().SupportedDiagnostics).Concat(new PlaceAnalyzer().SupportedDiagnostics);

    private static IEnumerable<string> Tests() => Directory.GetFiles(Path.Combine(s_root, "Generator.Tests"), "*.cs", SearchOption.AllDirectories)
        .Where(path => !path.Contains("/obj/") && !path.EndsWith("RuleTests.cs")).Select(File.ReadAllText);

    private static string Read(params string[] path) => File.ReadAllText(Path.Combine([s_root, .. path])).Replace("\r\n", "\n");

    private static string Root([CallerFilePath] string path = "") => Path.GetFullPath(Path.Combine(Path.GetDirectoryName(path)!, "..", ".."));
}
