// Library functions that JAX wraps in jit: under a trace they are one jit equation of their name, so that the jaxpr reads as JAX's does.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class NamedJit
{
    /// <summary>
    /// Calls <paramref name="body"/> on the operands, as a <c>jit</c> equation where a trace is active. <paramref name="statics"/> holds what else the body
    /// depends on: with name and operand types it identifies the traced jaxpr. The body must capture no arrays.
    /// </summary>
    public static NdArray[] Call(string name, string statics, Func<NdArray[], NdArray[]> body, params NdArray[] operands)
    {
        if (Trace.Current is null)
        {
            return body(operands);
        }
        Jaxpr jaxpr = JaxprCache.Trace(name + "|" + statics, operands.Select(o => o.Aval).ToArray(), body);
        return Prims.Find("jit")!.Bind(Params.Of(("name", name), ("jaxpr", jaxpr)), operands);
    }

    public static NdArray Call(string name, string statics, Func<NdArray[], NdArray> body, params NdArray[] operands) =>
        Call(name, statics, xs => [body(xs)], operands)[0];
}
