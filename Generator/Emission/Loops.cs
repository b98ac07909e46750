// The heads of loops: over indices, over blocks, and over the fixed chunks of a reduction.
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

internal static class Loops
{
    /// <summary>Opens loop number <paramref name="number"/>: by blocks of <paramref name="count"/> elements when it is the vectorised one, else one index at a time.</summary>
    public static CodeWriter.Scope Open(CodeWriter code, NestScope scope, int number, bool vector, string count)
    {
        Dim extent = scope.Nest.Loops[number].Extent;
        return Open(code, scope, number, vector, count, "0", extent.ToCSharp(scope.Symbol));
    }

    public static CodeWriter.Scope Open(CodeWriter code, NestScope scope, int number, bool vector, string count, string start, string end)
    {
        string index = scope.LoopNames[number];
        if (!vector)
        {
            return code.Block($"for (nint {index} = {start}; {index} < {end}; {index}++)");
        }
        string block = scope.Lanes.AnyParameter + ".Count";
        CodeWriter.Scope loop = code.Block($"for (nint {index} = {start}; {index} < {end}; {index} += {block})");
        string rest = end.Contains(" ") ? $"({end}) - {index}" : $"{end} - {index}";
        code.Line($"int {count} = (int)nint.Min({block}, {rest});");
        return loop;
    }
}
