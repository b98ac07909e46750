// A program to run with and without its kernel, and what came of it.
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

/// <param name="Name">A class of the program, that no other program has.</param>
/// <param name="Source">A whole file. The class has a method <c>public static object? Run(object?[] a)</c> which calls [Jit] methods.</param>
/// <param name="Inputs">What <c>Run</c> is called with.</param>
internal sealed record TestProgram(string Name, string Source, IReadOnlyList<object?[]> Inputs);

internal enum Verdict
{
    /// <summary>Compiled, and every call gave what the C# gives.</summary>
    Agrees,

    /// <summary>Not compiled, and a diagnostic says why.</summary>
    Refused,

    /// <summary>The program itself is no C#, or does not end.</summary>
    Invalid,

    /// <summary>A call gave another result or another exception.</summary>
    Differs,

    /// <summary>Generated code does not compile, or gives warnings.</summary>
    BadCode,

    /// <summary>Neither a kernel nor a diagnostic.</summary>
    Lost,

    /// <summary>The generator or analyzer failed: SGJ999, CS8785, AD0001.</summary>
    Crash,

    /// <summary>The generator or the kernel did not end.</summary>
    Hang,
}

/// <param name="Detail">What differs, or the errors.</param>
/// <param name="Refusals">Ids and texts of warnings.</param>
/// <param name="Fallbacks">Calls that ran the C# body.</param>
/// <param name="Throws">Calls that throw in C#.</param>
internal sealed record Outcome(TestProgram Program, Verdict Verdict, string Detail = "", IReadOnlyList<(string Id, string Text)>? Refusals = null, long Fallbacks = 0, int Throws = 0)
{
    public bool IsFailure => Verdict is not (Verdict.Agrees or Verdict.Refused or Verdict.Invalid);

    /// <summary>What kind of failure it is, so that shrinking keeps to it.</summary>
    public string Kind => Verdict switch
    {
        Verdict.Differs => Verdict + (Detail.Contains("compiled: throws", System.StringComparison.Ordinal) ? " throws " + Detail.Split("compiled: throws ")[1].Split(':')[0] : ""),
        Verdict.BadCode => Verdict + " " + string.Concat(Detail.Split(':').Take(1)),
        Verdict.Crash => Verdict + " " + string.Concat(Detail.Split('(', ':').Take(1)),
        _ => Verdict.ToString(),
    };
}
