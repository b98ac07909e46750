// The table of calls: jit, and functions with a derivative of their own.
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.Calls;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class Prims
{
    public static readonly Primitive Jit = new("jit")
    {
        Shape = (self, inputs, parameters) => CallConvention.Call(self.Name, parameters.Jaxpr("jaxpr"), inputs),
        Jvp = JitJvp,
        Transpose = JitTranspose,
        Batch = JitBatch,
        PartialEval = JitPartialEval,
        Dce = JitDce,
        Semantics = new Semantics.Call("jaxpr"),
        Printing = new Printing(
            ["name"],
            ["inline"],
            [
                new("keep_unused", false), new("donated_invars", null), new("in_shardings", null), new("out_shardings", null), new("in_layouts", null),
                new("out_layouts", null), new("ctx_mesh", null), new("compiler_options_kvs", PyTuple.OfInts([])),
            ]),
    };

    public static readonly Primitive CustomJvpCall = new("custom_jvp_call")
    {
        Shape = (self, inputs, parameters) => CallConvention.Call(self.Name, parameters.Jaxpr(CallJaxpr), inputs),
        Jvp = CustomJvp,
        Transpose = Rules.NotLinear,
        Batch = CustomBatch,
        PartialEval = Rules.WholePartialEval,
        Dce = Rules.WholeDce,
        Semantics = new Semantics.Call(CallJaxpr),
        Printing = new Printing(["name"], [Calls.JvpJaxpr], [new("num_consts", (Dim)0)]),
    };
}

internal static class Calls
{
    public const string CallJaxpr = "call_jaxpr";

    /// <summary>The hidden parameter with the traced derivative: primals and tangents in, primals and tangents out.</summary>
    public const string JvpJaxpr = "jvp_jaxpr";

    /// <summary>A jit equation of a closed jaxpr that captured nothing.</summary>
    public static NdArray[] BindJit(string name, Jaxpr jaxpr, params NdArray[] inputs) => Prims.Jit.Bind(Params.Of(("name", name), ("jaxpr", jaxpr)), inputs);

    /// <summary>Calls a function with a derivative of its own; <paramref name="derivative"/> maps primals and tangents to primals and tangents.</summary>
    public static NdArray[] BindCustomJvp(string name, Jaxpr call, string rule, Jaxpr derivative, params NdArray[] inputs) => Prims.CustomJvpCall.Bind(
        Params.Of(("name", name), (CallJaxpr, call), ("jvp", rule), (JvpJaxpr, derivative), ("symbolic_zeros", false), ("num_consts", (Dim)0)), inputs);

    public static (NdArray[] Primals, NdArray?[] Tangents) JitJvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        JvpJaxpr jvp = JvpTransform.OfJaxpr(parameters.Jaxpr("jaxpr"), tangents.Select(t => t is not null).ToArray());
        NdArray[] results = self.Bind(parameters.With("jaxpr", jvp.Jaxpr), [.. primals, .. tangents.Where(t => t is not null).Select(t => t!)]);
        return Spread(results, jvp.Nonzero);
    }

    /// <summary>Results that are primals, then the tangents that are not zero.</summary>
    internal static (NdArray[] Primals, NdArray?[] Tangents) Spread(NdArray[] results, bool[] nonzero)
    {
        int next = nonzero.Length;
        return (results.Take(nonzero.Length).ToArray(), nonzero.Select(n => n ? results[next++] : null).ToArray());
    }

    public static NdArray?[] JitTranspose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        bool[] linear = inputs.Select(i => i.IsLinear).ToArray();
        TransposedJaxpr transposed = TransposeTransform.OfJaxpr(parameters.Jaxpr("jaxpr"), linear, cotangents.Select(ct => ct is not null).ToArray());
        NdArray[] results = self.Bind(
            parameters.With("jaxpr", transposed.Jaxpr),
            [.. inputs.Where(i => !i.IsLinear).Select(i => i.Value!), .. cotangents.Where(ct => ct is not null).Select(ct => ct!)]);
        int next = 0;
        return transposed.Nonzero.Select(n => n ? results[next++] : null).ToArray();
    }

    public static (NdArray[] Outputs, int?[] Dims) JitBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        BatchedJaxpr batched = BatchTransform.OfJaxpr(parameters.Jaxpr("jaxpr"), size, dims);
        return (self.Bind(parameters.With("jaxpr", batched.Jaxpr), inputs), batched.Dims);
    }

    public static PartialEvalResult? JitPartialEval(bool[] unknown, Equation equation)
    {
        JaxprSplit split = PartialEvalTransform.Split(equation.Params.Jaxpr("jaxpr"), unknown, dropDead: true);
        Atom[] knownInputs = equation.Inputs.Where((_, i) => !unknown[i]).ToArray();
        Var[] extra = split.Known.Outputs.Skip(split.UnknownOutputs.Count(u => !u)).Select(o => new Var(o.Aval)).ToArray();
        int next = 0;
        Atom[] residuals = split.ResidualInputs.Select(i => i is { } at ? knownInputs[at] : extra[next++]).ToArray();
        Equation known = new(
            equation.Primitive, knownInputs, [.. equation.Outputs.Where((_, i) => !split.UnknownOutputs[i]), .. extra], equation.Params.With("jaxpr", split.Known));
        Equation later = new(
            equation.Primitive, [.. residuals, .. equation.Inputs.Where((_, i) => unknown[i])], equation.Outputs.Where((_, i) => split.UnknownOutputs[i]).ToArray(),
            equation.Params.With("jaxpr", split.Unknown));
        return new PartialEvalResult(known, later, split.UnknownOutputs, extra);
    }

    public static DceResult? JitDce(bool[] used, Equation equation)
    {
        (Jaxpr smaller, bool[] usedInputs) = JaxprParts.Shrink(equation.Params.Jaxpr("jaxpr"), used);
        return new DceResult(usedInputs, new Equation(
            equation.Primitive, equation.Inputs.Where((_, i) => usedInputs[i]).ToArray(), equation.Outputs.Where((_, i) => used[i]).ToArray(),
            equation.Params.With("jaxpr", smaller)));
    }

    public static (NdArray[] Primals, NdArray?[] Tangents) CustomJvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        if (!parameters.Has(JvpJaxpr))
        {
            // From JAX's text, which does not carry the rule: differentiate the function itself.
            return JvpTransform.Run(parameters.Jaxpr(CallJaxpr), primals, tangents);
        }
        NdArray[] full = tangents.Select((t, i) => t ?? Zeros(primals[i].Aval)).ToArray();
        NdArray[] results = Tracing.EvalJaxpr(parameters.Jaxpr(JvpJaxpr), [.. primals, .. full]);
        int outputs = results.Length / 2;
        return (results.Take(outputs).ToArray(), results.Skip(outputs).ToArray());
    }

    public static (NdArray[] Outputs, int?[] Dims) CustomBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        Jaxpr call = parameters.Jaxpr(CallJaxpr);
        bool[] front = call.Outputs.Select(_ => true).ToArray();
        BatchedJaxpr batched = BatchTransform.OfJaxpr(call, size, dims, front);
        Params changed = parameters.With(CallJaxpr, batched.Jaxpr);
        if (parameters.Has(JvpJaxpr))
        {
            changed = changed.With(JvpJaxpr, BatchTransform.OfJaxpr(parameters.Jaxpr(JvpJaxpr), size, [.. dims, .. dims], [.. front, .. front]).Jaxpr);
        }
        return (self.Bind(changed, inputs), batched.Dims);
    }
}
