// The erased twins of the facade, bound once by reflection over the generator's own Core: the key is class, method and parameter names.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.ExceptionServices;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

/// <summary>One erased function.</summary>
internal sealed class Twin(MethodInfo method)
{
    public ParameterInfo[] Parameters { get; } = method.GetParameters();

    /// <summary>Leading element types, which stand for type parameters of the facade.</summary>
    public int DTypes { get; } = method.GetParameters().TakeWhile(p => p.ParameterType == typeof(DType)).Count();

    public bool HasSelf => Parameters.Length > DTypes && Parameters[DTypes].Name == "self";

    /// <summary>The names that a facade method of this twin has.</summary>
    public IEnumerable<string> Names => Parameters.Skip(DTypes + (HasSelf ? 1 : 0)).Select(p => p.Name!);

    // In the runtime since .NET Core 2.1, not in the reference assembly; a runtime without it wraps, and we unwrap.
    private const BindingFlags DoNotWrapExceptions = (BindingFlags)0x02000000;

    public object? Invoke(object?[] arguments)
    {
        try
        {
            return InvokeUnwrapped(arguments);
        }
        catch (ArgumentException) when (ShapeInference.Current is not null)
        {
            ShapeInference.Suspect(arguments.SelectMany(a => a is NdArray one ? [one] : a as IEnumerable<NdArray> ?? []));
            throw;
        }
    }

    private object? InvokeUnwrapped(object?[] arguments)
    {
        try
        {
            return method.Invoke(null, DoNotWrapExceptions, null, arguments, null);
        }
        catch (TargetInvocationException error)
        {
            ExceptionDispatchInfo.Capture(error.InnerException!).Throw();
            throw;
        }
    }
}

internal static class Twins
{
    private static readonly Lazy<ILookup<string, Twin>> s_byName = new(() => typeof(Jaxpr).Assembly.GetTypes()
        .Where(t => t.Namespace == "SrcGenJit.Erased")
        .SelectMany(t => t.GetMethods(BindingFlags.Static | BindingFlags.Public | BindingFlags.DeclaredOnly).Select(m => (Key: t.Name + "." + m.Name, Twin: new Twin(m))))
        .ToLookup(p => p.Key, p => p.Twin, StringComparer.Ordinal));

    /// <summary>
    /// A twin by class, method and parameter names; of several, the one with as many leading element types as <paramref name="elements"/>, and lists where
    /// <paramref name="lists"/> has them.
    /// </summary>
    public static Twin? Find(string type, string method, IReadOnlyList<string> names, bool self, int elements, IReadOnlyList<bool> lists) =>
        s_byName.Value[type + "." + method]
            .Where(t => t.HasSelf == self && names.Count == t.Names.Count() && new HashSet<string>(t.Names).SetEquals(names))
            .OrderBy(t => t.Names.SequenceEqual(names) ? 0 : 1)
            .ThenBy(t => t.DTypes == elements ? 0 : 1)
            .ThenBy(t => names.Where((n, i) => t.Parameters.Any(p => p.Name == n && p.ParameterType.IsArray != lists[i])).Count())
            .FirstOrDefault();

    /// <summary>A twin by its number of parameters: operators and properties.</summary>
    public static Twin? Find(string type, string method, int count) => s_byName.Value[type + "." + method].FirstOrDefault(t => t.Parameters.Length == count);
}
