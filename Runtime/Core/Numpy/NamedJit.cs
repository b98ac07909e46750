// Library functions that JAX wraps in jit: under a trace they are one jit equation of their name, so that the jaxpr reads as JAX's does.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal static class NamedJit
{
    /// <summary>
    /// Calls <paramref name="body"/> on the operands, as a <c>jit</c> equation where a trace is active. <paramref name="statics"/> holds what else the body
    /// depends on: with name and operand types it identifies the traced jaxpr. The body must capture no arrays.
    /// </summary>
    public static NdArray[] Call(string name, string statics, Func<NdArray[], NdArray[]> body, params NdArray[] operands) =>
        Call(name, (object)(name + "|" + statics), body, operands);

    /// <summary>As above; <paramref name="key"/>, compared with Equals, identifies the function.</summary>
    public static NdArray[] Call(string name, object key, Func<NdArray[], NdArray[]> body, params NdArray[] operands)
    {
        if (Trace.Current is null)
        {
            return body(operands);
        }
        Jaxpr jaxpr = JaxprCache.Trace(key, operands.Select(o => o.Aval).ToArray(), body);
        return Calls.BindJit(name, jaxpr, operands);
    }

    /// <summary>As above, with only the first <paramref name="kept"/> results: the equations of the others stay.</summary>
    public static NdArray[] Call(string name, string statics, Func<NdArray[], NdArray[]> body, int kept, params NdArray[] operands)
    {
        if (Trace.Current is null)
        {
            return body(operands);
        }
        Jaxpr full = JaxprCache.Trace(name + "|" + statics, operands.Select(o => o.Aval).ToArray(), body);
        Jaxpr jaxpr = JaxprCache.Derive(full, "kept", () => new Jaxpr(full.ConstVars, full.InVars, full.Equations, full.Outputs.Take(kept).ToArray(), full.Consts));
        return Calls.BindJit(name, jaxpr, operands);
    }

    public static NdArray Call(string name, string statics, Func<NdArray[], NdArray> body, params NdArray[] operands) =>
        Call(name, statics, xs => [body(xs)], operands)[0];

    /// <summary>
    /// Calls a user's function on a tree of arguments, as a <c>jit</c> equation where a trace is active. Arrays and tracers that the function captures become the
    /// first operands. Functions of equal <paramref name="key"/> share their jaxpr.
    /// </summary>
    public static Tree CallTree(string name, object key, Func<Tree, Tree> fun, Tree args)
    {
        if (Trace.Current is null)
        {
            return fun(args);
        }
        List<NdArray> leaves = args.Flatten();
        Tree? output = null;
        Jaxpr jaxpr = JaxprCache.Trace(
            (name, key, args.Structure),
            leaves.ConvertAll(leaf => leaf.Aval),
            xs =>
            {
                output = fun(args.Unflatten(xs));
                return [.. output.Flatten()];
            });
        if (output is not null)
        {
            // Only the structure: tracers would keep their trace, and what encloses it.
            s_outputs.Add(jaxpr, output.Abstract());
        }
        else
        {
            s_outputs.TryGetValue(jaxpr, out output);
        }
        Jaxpr closed = jaxpr.Consts.Count == 0
            ? jaxpr
            : JaxprCache.Derive(jaxpr, "closed", () => new Jaxpr([], [.. jaxpr.ConstVars, .. jaxpr.InVars], jaxpr.Equations, jaxpr.Outputs));
        NdArray[] results = Calls.BindJit(name, closed, [.. jaxpr.Consts, .. leaves]);
        return output!.Unflatten(results);
    }

    private static readonly ConditionalWeakTable<Jaxpr, Tree> s_outputs = new();
}
