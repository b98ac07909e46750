// [Jit] methods among delegates: they become jit equations of their name, as decorated functions do in JAX.
using System;
using System.Collections.Generic;
using SrcGenJit.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

internal static class JitMethods
{
    /// <summary>
    /// The erased function, inside a jit equation when <paramref name="fun"/> is a [Jit] method. <paramref name="template"/> makes the tree of its result from leaves.
    /// </summary>
    public static Func<Tree, Tree> Wrap(Delegate fun, Func<Tree, Tree> erased, Func<Queue<NdArray>, Tree> template)
    {
        ArgumentNullException.ThrowIfNull(fun);
        if (KernelRegistry.Find(fun) is { } kernel)
        {
            return args =>
            {
                Dictionary<string, Dim>? sizes = kernel.Sizes is null ? null : kernel.SizesOf([.. args.Flatten(), .. kernel.Outside?.Invoke() ?? []]);
                return NamedJit.CallTree(kernel.Name, (fun, sizes is null ? "" : string.Join(", ", sizes)), given => Trace(kernel, erased, template, given, sizes), args);
            };
        }
        return IsMarked(fun) ? args => NamedJit.CallTree(NameOf(fun), fun, erased, args) : erased;
    }

    /// <summary>The name that JAX would give: the method's, a local function's, or &lt;lambda&gt;.</summary>
    public static string NameOf(Delegate fun)
    {
        string name = fun.Method.Name;
        int local = name.IndexOf("g__", StringComparison.Ordinal);
        if (name.StartsWith('<') && local > 0 && name.IndexOf('|', local) is > 0 and int end)
        {
            return name[(local + 3)..end];
        }
        return name.StartsWith('<') ? "<lambda>" : name;
    }

    public static bool IsMarked(Delegate fun) => fun.Method.IsDefined(typeof(JitAttribute), inherit: false);

    // A traced C# number has no value, and native control flow on one cannot be traced at run time: then the jaxpr comes from the build.
    private static Tree Trace(KernelInfo kernel, Func<Tree, Tree> erased, Func<Queue<NdArray>, Tree> template, Tree args, Dictionary<string, Dim>? sizes)
    {
        try
        {
            return erased(args);
        }
        catch (ConcretizationException)
        {
            return template(new Queue<NdArray>(kernel.Run([.. args.Flatten(), .. kernel.Outside?.Invoke() ?? []], sizes)));
        }
    }
}
