// Calls that no kernel takes, traced at run time: once for each combination of avals, as Jax.Jit does, and run by the blocked evaluator.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

public static partial class JitSupport
{
    /// <summary>
    /// The results of a call that is outside what was compiled, from <paramref name="body"/> traced at the avals of these inputs. Null where it cannot be traced
    /// (it asks for values, or throws): then the method itself is to run. The body must depend on its inputs alone, and change nothing.
    /// </summary>
    public static NdArray[]? RunTraced(KernelInfo method, NdArray[] inputs, Func<NdArray[], NdArray[]> body)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(inputs);
        ArgumentNullException.ThrowIfNull(body);
        if (Trace.Current is not null)
        {
            return null;
        }
        method.Traces ??= JitCache.Of(body);
        return method.Traces.LookupOrNone(xs => Tree.Tuple([.. body([.. xs.Flatten()])]), Tree.Tuple([.. inputs]), [.. inputs])?.Run(inputs);
    }

    /// <summary>A call of a method without a kernel: traced at the avals of its arguments, and under a trace a jit equation; the body itself where it cannot be traced.</summary>
    public static TResult RunTraced<TArguments, TResult>(UncompiledMethod method, TArguments arguments, Func<TArguments, TResult> body)
    {
        ArgumentNullException.ThrowIfNull(method);
        ArgumentNullException.ThrowIfNull(body);
        if (JaxConfig.DisableJit)
        {
            return body(arguments);
        }
        if (Flatten(arguments) is not { } args)
        {
            return body(arguments);
        }
        List<NdArray> leaves = args.Flatten();
        Tree Erased(Tree tree) => Typed.Result(body(Pytree<TArguments>.Default.Unflatten(tree)));
        if (Trace.Current is not null || leaves.Any(l => l.IsTracer))
        {
            try
            {
                return Typed.Value<TResult>(NamedJit.CallTree(method.Name, method, Erased, args));
            }
            catch (ConcretizationException)
            {
                return body(arguments);
            }
        }
        method.Traces ??= JitCache.Of(body);
        return method.Traces.LookupOrNone(Erased, args, leaves) is { } entry ? Typed.Value<TResult>(entry.Result([.. leaves])) : body(arguments);
    }

    // Of a class derived from a declared one it is not known whether it is a pytree.
    private static Tree? Flatten<TArguments>(TArguments arguments)
    {
        try
        {
            return Pytree<TArguments>.Default.Flatten(arguments);
        }
        catch (NotSupportedException)
        {
            return null;
        }
    }
}
