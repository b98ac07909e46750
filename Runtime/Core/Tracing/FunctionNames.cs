// The names of functions that became delegates of trees, for the jit equations that hold them.
using System;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal static class FunctionNames
{
    private static readonly ConditionalWeakTable<Delegate, string> s_names = new();

    /// <summary>The name given, else JAX's for a function without one.</summary>
    public static string Of(Delegate function) => s_names.TryGetValue(function, out string? name) ? name : "<lambda>";

    public static Func<Tree, Tree> Name(Func<Tree, Tree> function, string name)
    {
        s_names.Add(function, name);
        return function;
    }
}
