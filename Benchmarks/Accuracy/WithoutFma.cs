// The class of machines without hardware FMA, measured in a process of its own: the JIT decides once what the processor has.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using SrcGenJit.Simd;

namespace SrcGenJit.Accuracy;

internal static class WithoutFma
{
    /// <summary>The argument that makes the tool print lines of errors and nothing else.</summary>
    public const string Command = "--errors";

    /// <summary>Fills in <see cref="Measurement.WithoutFma"/>; false where the machine offers no way to.</summary>
    public static bool Measure(IReadOnlyList<Measurement> measurements, Action<double> progress)
    {
        if (!OwnProcess.CanStart || !System.Runtime.Intrinsics.X86.Fma.IsSupported)
        {
            return false;
        }
        using Process process = OwnProcess.Start([Command, .. measurements.Select(m => m.Function.Name).Distinct()], readOutput: true, ("DOTNET_EnableAVX2", "0"));
        int lines = 0;
        while (process.StandardOutput.ReadLine() is { } line)
        {
            if (ErrorLines.Parse(line) is { } parsed && measurements.FirstOrDefault(m => m.Function.Name == parsed.Function && m.Single == parsed.Single) is { } measurement)
            {
                measurement.WithoutFma = parsed.Errors;
                progress(++lines / (double)measurements.Count);
            }
        }
        process.WaitForExit();
        return process.ExitCode == 0 ? true : throw new InvalidOperationException($"the process without FMA ended with exit code {process.ExitCode}");
    }

    public static void Print(IEnumerable<VectorFunction> functions)
    {
        if (Element.HasFma)
        {
            throw new InvalidOperationException($"{Command} is for a process without FMA: set DOTNET_EnableAVX2=0");
        }
        ErrorLines.Print(functions);
    }
}
