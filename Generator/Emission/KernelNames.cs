// Names that a kernel's variables must not hide.
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

internal static class KernelNames
{
    /// <summary>What generated bodies call by its simple name.</summary>
    public static string[] Reserved { get; } =
    [
        "F", "D", "I", "L", "U",
        "Load", "LoadRange", "LaneRange", "Store", "Broadcast", "Mask", "Lane", "IsSet", "SetMask", "Keep", "InRange", "FloorDiv", "Mod",
        "Span", "ReadOnlySpan", "Math", "Unsafe", "MemoryMarshal", "Vector128", "Vector256", "Vector512", "Avx512F", "Fma", "Lanes1", "Lanes128", "Lanes256", "Lanes512", "Pair",
        "Reductions", "TreeAccumulator", "MatMul", "KernelSupport", "Scratch", "Run", "Call", "NdArray", "Register",
        "SinCos", .. LaneFunctions().Distinct(),
    ];

    // The functions in the primitives' templates.
    private static IEnumerable<string> LaneFunctions() =>
        from elementwise in Prims.All.Select(p => p.Semantics).OfType<Semantics.Elementwise>()
        from Match call in Regex.Matches(elementwise.Template(DType.Float32), @"[A-Z]\w*(?=\()")
        select call.Value;
}
