// Compiles programs with the generator in process, runs each with its kernels and as the C# that it is, and compares.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;
using System.Threading.Tasks;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Emit;

namespace Generator.Tests.Fuzzing;

internal static class Execution
{
    /// <summary>How long one program may take to compile, or to run on all its inputs. Machines are slow and shared.</summary>
    private static TimeSpan Patience { get; } = TimeSpan.FromSeconds(40);

    public static Outcome Run(TestProgram program) => Run([program])[0];

    /// <summary>One outcome for each program, in order. Programs share a compilation; one that spoils it is found and set apart.</summary>
    public static IReadOnlyList<Outcome> Run(IReadOnlyList<TestProgram> programs, TimeSpan? patience = null)
    {
        Dictionary<string, Outcome> outcomes = [];
        List<TestProgram> rest = [.. programs];
        byte[]? plain;
        while ((plain = CompilePlain(rest, outcomes)) is null)
        {
        }
        Compiled(rest, plain, outcomes, patience ?? Patience);
        return [.. programs.Select(p => outcomes[p.Name])];
    }

    private static CSharpCompilation Compilation(IEnumerable<TestProgram> programs) => GeneratorRun.Compile([.. programs.Select(p => GeneratorRun.Tree($"/project/{p.Name}.cs", p.Source))]);

    // The programs as they are, without the generator. Those that are no C# go; null when some went.
    private static byte[]? CompilePlain(List<TestProgram> programs, Dictionary<string, Outcome> outcomes)
    {
        using MemoryStream image = new();
        EmitResult emitted = Compilation(programs).WithAssemblyName("Plain").Emit(image);
        if (emitted.Success)
        {
            return image.ToArray();
        }
        foreach (IGrouping<string, Diagnostic> errors in emitted.Diagnostics.Where(d => d.Severity == DiagnosticSeverity.Error).GroupBy(d => Path.GetFileNameWithoutExtension(d.Location.SourceTree!.FilePath)))
        {
            Set(programs, outcomes, errors.Key, Verdict.Invalid, string.Join("\n", errors.SelectMany(e => Line(e).Prepend(e.ToString()))));
        }
        return null;
    }

    private static void Set(List<TestProgram> programs, Dictionary<string, Outcome> outcomes, string name, Verdict verdict, string detail, IReadOnlyList<(string, string)>? refusals = null)
    {
        if (programs.Find(p => p.Name == name) is { } program)
        {
            outcomes[name] = new Outcome(program, verdict, detail, refusals);
            programs.Remove(program);
        }
    }

    private static void Compiled(List<TestProgram> programs, byte[] plain, Dictionary<string, Outcome> outcomes, TimeSpan patience)
    {
        if (programs.Count == 0)
        {
            return;
        }
        (Verdict Verdict, string Detail)? spoiled = null;
        GeneratorRun? run = null;
        try
        {
            Task<GeneratorRun> task = Task.Run(() => GeneratorRun.Of(GeneratorRun.Drive([]), Compilation(programs), []));
            run = task.Wait(Patience + (programs.Count * TimeSpan.FromSeconds(2))) ? task.Result : null;
            spoiled = run is null ? (Verdict.Hang, "the generator did not end") : Spoiled(run);
        }
        catch (AggregateException error)
        {
            spoiled = (Verdict.Crash, error.InnerException!.GetType().Name + ": " + error.InnerException);
        }
        if (spoiled is { } fault)
        {
            if (programs.Count == 1)
            {
                Set(programs, outcomes, programs[0].Name, fault.Verdict, fault.Detail);
                return;
            }
            // Those whose own generated files are wrong go first; where none can be named, halves are tried.
            string[] named = run is null || fault.Verdict != Verdict.BadCode ? []
                : [.. programs.Where(p => BadCode(run).Any(d => d.Location.SourceTree is { } tree && (tree.FilePath + tree).Contains(p.Name, StringComparison.Ordinal) && !tree.FilePath.EndsWith("Interceptors.g.cs", StringComparison.Ordinal))).Select(p => p.Name)];
            List<TestProgram> bad = [.. programs.Where(p => named.Contains(p.Name))], good = [.. programs.Except(bad)];
            if (bad.Count == 0 || good.Count == 0)
            {
                Compiled(programs.GetRange(0, programs.Count / 2), plain, outcomes, patience);
                Compiled(programs.GetRange(programs.Count / 2, programs.Count - (programs.Count / 2)), plain, outcomes, patience);
                return;
            }
            bad.ForEach(p => Compiled([p], plain, outcomes, patience));
            Compiled(good, plain, outcomes, patience);
            return;
        }
        foreach (IGrouping<string, Diagnostic> found in run!.Analyzer.Where(d => d.Severity >= DiagnosticSeverity.Warning).GroupBy(d => Path.GetFileNameWithoutExtension(d.Location.SourceTree?.FilePath ?? programs[0].Name)))
        {
            (string, string)[] texts = [.. found.Select(d => (d.Id, d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)))];
            string detail = string.Join("\n", found.Select(d => $"{d.Id} at '{d.Location.SourceTree?.GetText().ToString(d.Location.SourceSpan)}': {d.GetMessage(System.Globalization.CultureInfo.InvariantCulture)}"));
            Set(programs, outcomes, found.Key, found.Any(d => d.Id is "SGJ999" or "AD0001") ? Verdict.Crash : Verdict.Refused, detail, texts);
        }
        Calls.Compare(programs, plain, run, outcomes, patience);
    }

    private static (Verdict, string)? Spoiled(GeneratorRun run) =>
        run.Generator.Count > 0 ? (Verdict.Crash, string.Join("\n", run.Generator))
        : run.Analyzer.FirstOrDefault(d => d.Id == "AD0001" || d.Location.SourceTree is null) is { } failed ? (Verdict.Crash, failed.ToString())
        : BadCode(run).FirstOrDefault() is { } error ? (Verdict.BadCode, error.Id + ": " + string.Join("\n", BadCode(run).Take(5)) + "\n" + string.Join("\n", Line(error)))
        : null;

    private static IEnumerable<string> Line(Diagnostic error) => error.Location.SourceTree is { } tree ? [tree.GetText().Lines[error.Location.GetLineSpan().StartLinePosition.Line].ToString()] : [];

    private static IEnumerable<Diagnostic> BadCode(GeneratorRun run) => run.Emitted.Diagnostics
        .Where(d => d.Severity == DiagnosticSeverity.Error || (d.Severity == DiagnosticSeverity.Warning && d.Location.SourceTree is { } tree && !run.Compilation.ContainsSyntaxTree(tree)));
}
