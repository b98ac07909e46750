// The list of all primitives, put together from the families' tables, and look-up by name.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static partial class Prims
{
    /// <summary>Every primitive of this version. Tests enumerate it.</summary>
    public static IReadOnlyList<Primitive> All => s_all.Value;

    private static readonly Lazy<IReadOnlyList<Primitive>> s_all = new(() =>
    [
        .. Elementwise.Table, .. Comparisons.Table, .. Movement.Table, .. Reductions.Table, .. Contractions.Table,
        .. Indexing.Table, .. ControlFlow.Table, .. Calls.Table, .. RandomPrims.Table, .. Cumulative.Table, .. GammaFunctions.Table,
    ]);

    private static readonly Lazy<Dictionary<string, Primitive>> s_byName = new(() => All.ToDictionary(p => p.Name, StringComparer.Ordinal));

    public static Primitive? Find(string name) => s_byName.Value.TryGetValue(name, out Primitive? found) ? found : null;

    /// <summary>The primitive of this name, which must exist.</summary>
    public static Primitive Get(string name) => Find(name) ?? throw Unknown(name);

    /// <summary>A primitive that this version does not have: it parses, prints and compares.</summary>
    public static Primitive Opaque(string name) => new()
    {
        Name = name,
        IsOpaque = true,
        Shape = (_, _) => throw Unknown(name),
        Jvp = (_, _, _) => throw Unknown(name),
        Transpose = (_, _, _, _) => throw Unknown(name),
        Batch = (_, _, _, _) => throw Unknown(name),
        PartialEval = Rules.WholePartialEval,
        Dce = Rules.WholeDce,
        Semantics = new Semantics.NotExecutable($"this version has no primitive '{name}'"),
        Printing = name.StartsWith("custom_", StringComparison.Ordinal) || name == "jit" ? Printing.NameFirst : Printing.Plain,
    };

    private static NotSupportedException Unknown(string name) => new($"this version has no primitive '{name}'");
}
