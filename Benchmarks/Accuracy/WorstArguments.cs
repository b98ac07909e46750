// The worst known float arguments of each function: a line a function, its name and bit patterns. Sweeps add to them, tests measure them again.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;

namespace SrcGenJit.Accuracy;

internal static class WorstArguments
{
    private static string File => UlpTables.InRepository("Runtime.Tests", "Simd", "WorstArguments.txt");

    public static float[] Of(string function) => Read().TryGetValue(function, out List<uint>? bits) ? [.. bits.Select(BitConverter.UInt32BitsToSingle)] : [];

    /// <summary>Adds an argument unless it is known.</summary>
    public static void Add(string function, float argument)
    {
        SortedDictionary<string, List<uint>> all = Read();
        if (!all.TryGetValue(function, out List<uint>? known))
        {
            all[function] = known = [];
        }
        uint bits = BitConverter.SingleToUInt32Bits(argument);
        if (!known.Contains(bits))
        {
            known.Add(bits);
            System.IO.File.WriteAllLines(File, all.Select(f => $"{f.Key} {string.Join(' ', f.Value.Select(b => b.ToString("x8", CultureInfo.InvariantCulture)))}"));
        }
    }

    private static SortedDictionary<string, List<uint>> Read()
    {
        SortedDictionary<string, List<uint>> all = new(StringComparer.Ordinal);
        foreach (string line in System.IO.File.Exists(File) ? System.IO.File.ReadAllLines(File) : [])
        {
            string[] words = line.Split(' ', StringSplitOptions.RemoveEmptyEntries);
            all[words[0]] = [.. words[1..].Select(word => uint.Parse(word, NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
        }
        return all;
    }
}
