// The list of all primitives, put together from the families' tables, and look-up by name.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static partial class Prims
{
    /// <summary>Every primitive of this version. Tests enumerate it.</summary>
    public static IReadOnlyList<Primitive> All => s_all.Value;

    private static readonly Lazy<IReadOnlyList<Primitive>> s_all = new(() => []);

    private static readonly Lazy<Dictionary<string, Primitive>> s_byName = new(() => All.ToDictionary(p => p.Name, StringComparer.Ordinal));

    public static Primitive? Find(string name) => s_byName.Value.TryGetValue(name, out Primitive? found) ? found : null;
}
