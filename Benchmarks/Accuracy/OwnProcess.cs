// This program again, in a process whose JIT is set otherwise: environment variables are read once, at the start.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.IO;

namespace SrcGenJit.Accuracy;

internal static class OwnProcess
{
    private const string Tiered = "DOTNET_TieredCompilation";

    /// <summary>Steady state from the first call on: everything compiled once, at full optimization.</summary>
    public static bool IsSteady => Environment.GetEnvironmentVariable(Tiered) == "0" || !CanStart;

    public static bool CanStart => Environment.ProcessPath is not null;

    /// <summary>Runs the command in a process of that kind, with this console; gives its exit code.</summary>
    public static int RunSteady(IEnumerable<string> arguments)
    {
        using Process process = Start(arguments, false, (Tiered, "0"), ("DOTNET_ReadyToRun", "0"));
        process.WaitForExit();
        return process.ExitCode;
    }

    public static Process Start(IEnumerable<string> arguments, bool readOutput, params (string Name, string Value)[] environment)
    {
        string program = Environment.ProcessPath!;
        ProcessStartInfo start = new(program) { RedirectStandardOutput = readOutput };
        if (Path.GetFileNameWithoutExtension(program) == "dotnet")
        {
            start.ArgumentList.Add(typeof(OwnProcess).Assembly.Location);
        }
        start.ArgumentList.Add("accuracy");
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }
        foreach ((string name, string value) in environment)
        {
            start.Environment[name] = value;
        }
        return Process.Start(start)!;
    }
}
