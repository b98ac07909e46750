// All primitives: each family's table is a part of this class, so that its static initialisation makes, and thereby registers, every one of them.
using System;
using System.Collections.Generic;

namespace SrcGenJit.Core;

internal static partial class Prims
{
    // Explicit, so that a look-up by name finds the tables made.
    static Prims()
    {
    }

    /// <summary>Every primitive of this version, by name. Tests enumerate it.</summary>
    public static IReadOnlyList<Primitive> All => Primitive.Made;

    public static Primitive? Find(string name) => Primitive.FindMade(name);

    /// <summary>The primitive of this name, which must exist.</summary>
    public static Primitive Get(string name) => Find(name) ?? throw Unknown(name);

    public static NotSupportedException Unknown(string name) => new($"this version has no primitive '{name}'");
}
