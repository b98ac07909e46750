// What was compiled, and which calls did not run compiled code.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.CompilerServices;

namespace SrcGenJit;

/// <summary>The program's compiled methods.</summary>
public static class JitInfo
{
    /// <summary>Every compiled method of the modules that are loaded.</summary>
    public static IReadOnlyCollection<KernelInfo> Kernels => KernelRegistry.All;

    /// <summary>Every [Jit] method of the modules that are loaded that was not compiled, with the reason, and how its calls run.</summary>
    public static IReadOnlyCollection<UncompiledMethod> Uncompiled => KernelRegistry.Uncompiled;

    /// <summary>Calls, of all methods, that ran the C# body because they were outside what was compiled.</summary>
    public static long Fallbacks => KernelRegistry.All.Sum(k => k.Fallbacks);

    /// <summary>
    /// The compiled method of this full name, as in <c>Notebook.f(NdArray&lt;float&gt;)</c>, or of this name without parameters or type when there is only one;
    /// null when there is none.
    /// </summary>
    public static KernelInfo? Find(string name) =>
        KernelRegistry.All.FirstOrDefault(k => k.Display == name)
        ?? (KernelRegistry.All.Where(k => k.Name == name || k.Display.StartsWith(name + "(", System.StringComparison.Ordinal)).ToArray() is [var only] ? only : null);
}
