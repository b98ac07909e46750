// [Jit] methods among delegates: they become jit equations of their name, as decorated functions do in JAX.
using System;
using System.Linq;
using System.Reflection;
using SrcGenJit.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

internal static class JitMethods
{
    /// <summary>The erased function, inside a jit equation when <paramref name="fun"/> is a [Jit] method.</summary>
    public static Func<Tree, Tree> Wrap(Delegate fun, Func<Tree, Tree> erased)
    {
        ArgumentNullException.ThrowIfNull(fun);
        if (KernelRegistry.Find(fun) is { } kernel)
        {
            Func<Tree, Tree> body = OverNumbers(fun) ? args => Evaluate(kernel, fun, args) : erased;
            return args => NamedJit.CallTree(kernel.Name, fun, body, args);
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

    // A traced C# number has no value, so that such a method cannot be traced at run time: its jaxpr comes from the build.
    private static bool OverNumbers(Delegate fun) => fun.Method.GetParameters().Any(p => p.ParameterType.IsPrimitive) || fun.Method.ReturnType.IsPrimitive;

    private static Tree Evaluate(KernelInfo kernel, Delegate fun, Tree args)
    {
        if (fun.Method.ReturnType is { IsPrimitive: false } other && !typeof(INdArray).IsAssignableFrom(other))
        {
            throw new NotSupportedException($"{kernel.Name}: functions over C# numbers with a result of type {other} are not transformed at run time yet; return a number or an array");
        }
        return Tracing.EvalJaxpr(kernel.Parsed, args.Flatten())[0];
    }
}
