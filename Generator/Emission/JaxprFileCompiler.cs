// Compiles one *.jaxpr file: the public method (its signature and a slot), and the kernel that fills the slot.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using SrcGenJit.Core;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Emission;

internal static class JaxprFileCompiler
{
    // More files than a project has; then all are compiled again.
    private const int MaxFiles = 10_000;

    // Generator and analyzer ask for the same files, at every edit of the project: the last version of each is kept.
    private static readonly ConcurrentDictionary<string, (JaxprFile File, int Count, JaxprFileOutput? Output, JaxprFileProblem? Problem)> s_compiled = new(StringComparer.Ordinal);

    /// <summary>How many versions of a file were compiled.</summary>
    public static int Versions(string path) => s_compiled.Values.Where(c => c.File.Path == path).Sum(c => c.Count);

    /// <summary>The C# of a file, or what is wrong with it. A version of a file is read once.</summary>
    public static (JaxprFileOutput? Output, JaxprFileProblem? Problem) Compile(JaxprFile file, CancellationToken cancellation)
    {
        string key = file.Path + "|" + file.FullName;
        if (s_compiled.TryGetValue(key, out var known) && known.File.Equals(file))
        {
            return (known.Output, known.Problem);
        }
        (JaxprFileOutput? output, JaxprFileProblem? problem) = Make(file, cancellation);
        if (s_compiled.Count >= MaxFiles)
        {
            s_compiled.Clear();
        }
        s_compiled[key] = (file, known.Count + 1, output, problem);
        return (output, problem);
    }

    private static (JaxprFileOutput? Output, JaxprFileProblem? Problem) Make(JaxprFile file, CancellationToken cancellation)
    {
        if (file.Problem is not null)
        {
            return (null, file.Problem);
        }
        try
        {
            Jaxpr jaxpr = JaxprParser.Parse(file.Text, out IReadOnlyList<string> names, out IReadOnlyDictionary<Var, int> places);
            if ((Check(jaxpr, names, file.Text) ?? CheckTypes(jaxpr, places, file.Text)) is { } problem)
            {
                return (null, problem);
            }
            cancellation.ThrowIfCancellationRequested();
            ProgramSignature signature = new(file.Id, jaxpr, names.Select(Names.Clean).ToArray());
            string kernel = KernelEmitter.Emit(Lowering.Lower(jaxpr), signature, $"The program of <c>{Path.GetFileName(file.Path)}</c>.", slot: file.Id + "_Slot");
            return (new JaxprFileOutput(file.Id, JaxprFileMethod.Emit(file, signature), kernel, new JaxprProgram(file.Id, file.Name, file.FullName, JaxprFileMethod.Declare(file, signature), new EquatableList<string>(names), jaxpr)), null);
        }
        catch (JaxprParseException e)
        {
            string[] quoted = e.What.Split('\'');
            return (null, e.Problem == JaxprParseProblem.UnknownDType && quoted is [_, { Length: > 0 } type, _]
                ? new JaxprFileProblem("SGJ403", type, e.Line, e.Column)
                : new JaxprFileProblem(e.Problem == JaxprParseProblem.Parameters ? "SGJ406" : "SGJ401", e.What, e.Line, e.Column));
        }
        catch (Exception e) when (e is not OperationCanceledException)
        {
            // A generator never throws: whatever else stands in the way of this file is said at this file.
            return (null, new JaxprFileProblem("SGJ406", e.Message.Replace('\n', ' ')));
        }
    }

    private static JaxprFileProblem? Check(Jaxpr jaxpr, IReadOnlyList<string> names, string text)
    {
        foreach (Equation equation in Equations(jaxpr))
        {
            if (equation.Primitive.IsOpaque)
            {
                return At(text, "= *(" + Regex.Escape(equation.Primitive.Name) + @")(?![\w-])", new JaxprFileProblem("SGJ402", equation.Primitive.Name));
            }
            foreach (Aval aval in equation.Outputs.Select(o => o.Aval))
            {
                if (!ElementTypes.HasLanes(aval.DType))
                {
                    return At(text, ":(" + Regex.Escape(aval.DType.ShortName) + @")\[", new JaxprFileProblem("SGJ403", aval.DType.ShortName));
                }
            }
        }
        foreach (Aval aval in jaxpr.ConstVars.Concat(jaxpr.InVars).Select(v => v.Aval).Concat(jaxpr.OutAvals()))
        {
            if (!ElementTypes.HasLanes(aval.DType))
            {
                return At(text, ":(" + Regex.Escape(aval.DType.ShortName) + @")\[", new JaxprFileProblem("SGJ403", aval.DType.ShortName));
            }
        }
        string? bad = names.FirstOrDefault(name => !Names.IsIdentifier(name));
        return bad is null ? null : new JaxprFileProblem("SGJ404", bad);
    }

    private static JaxprFileProblem? CheckTypes(Jaxpr jaxpr, IReadOnlyDictionary<Var, int> places, string text)
    {
        try
        {
            jaxpr.Check();
            return null;
        }
        catch (JaxprTypeException e)
        {
            JaxprFileProblem problem = new("SGJ406", e.Message.Replace('\n', ' '));
            return e.Equation is { Outputs: [var first, ..] } && places.TryGetValue(first, out int position) ? At(text, position, problem) : problem;
        }
    }

    private static IEnumerable<Equation> Equations(Jaxpr jaxpr) =>
        jaxpr.Equations.SelectMany(e => SubJaxprs(e).SelectMany(Equations).Concat([e]));

    private static IEnumerable<Jaxpr> SubJaxprs(Equation equation) => equation.Params.Items.SelectMany(item => item.Value switch
    {
        Jaxpr jaxpr => [jaxpr],
        PyTuple tuple => tuple.Items.OfType<Jaxpr>(),
        _ => [],
    });

    private static JaxprFileProblem At(string text, string pattern, JaxprFileProblem problem)
    {
        Match match = Regex.Match(text, pattern, RegexOptions.CultureInvariant);
        return match.Success ? At(text, match.Groups[1].Index, problem) : problem;
    }

    private static JaxprFileProblem At(string text, int position, JaxprFileProblem problem)
    {
        int line = text.Take(position).Count(c => c == '\n') + 1;
        int start = position == 0 ? 0 : text.LastIndexOf('\n', position - 1) + 1;
        return problem with { Line = line, Column = position - start + 1 };
    }
}
