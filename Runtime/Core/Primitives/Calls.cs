// The table of calls: jit, and functions with a derivative of their own.
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class Calls
{
    private const string CallJaxpr = "call_jaxpr";

    /// <summary>The hidden parameter with the traced derivative: primals and tangents in, primals and tangents out.</summary>
    private const string JvpJaxpr = "jvp_jaxpr";

    public static readonly Primitive Jit = new()
    {
        Name = "jit",
        Shape = (inputs, parameters) => CallConvention.Call("jit", parameters.Jaxpr("jaxpr"), inputs),
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

    public static readonly Primitive CustomJvpCall = new()
    {
        Name = "custom_jvp_call",
        Shape = (inputs, parameters) => CallConvention.Call("custom_jvp_call", parameters.Jaxpr(CallJaxpr), inputs),
        Jvp = CustomJvp,
        Transpose = Rules.NotLinear,
        Batch = CustomBatch,
        PartialEval = Rules.WholePartialEval,
        Dce = Rules.WholeDce,
        Semantics = new Semantics.Call(CallJaxpr),
        Printing = new Printing(["name"], [JvpJaxpr], [new("num_consts", (Dim)0)]),
    };

    public static Primitive[] Table => [Jit, CustomJvpCall];

    /// <summary>A jit equation of a closed jaxpr that captured nothing.</summary>
    public static NdArray[] BindJit(string name, Jaxpr jaxpr, params NdArray[] inputs) => Jit.Bind(Params.Of(("name", name), ("jaxpr", jaxpr)), inputs);

    /// <summary>Calls a function with a derivative of its own; <paramref name="derivative"/> maps primals and tangents to primals and tangents.</summary>
    public static NdArray[] BindCustomJvp(string name, Jaxpr call, string rule, Jaxpr derivative, params NdArray[] inputs) => CustomJvpCall.Bind(
        Params.Of(("name", name), (CallJaxpr, call), ("jvp", rule), (JvpJaxpr, derivative), ("symbolic_zeros", false), ("num_consts", (Dim)0)), inputs);

    private static (NdArray[] Primals, NdArray?[] Tangents) JitJvp(NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        JvpJaxpr jvp = JvpTransform.OfJaxpr(parameters.Jaxpr("jaxpr"), tangents.Select(t => t is not null).ToArray());
        NdArray[] results = Jit.Bind(parameters.With("jaxpr", jvp.Jaxpr), [.. primals, .. tangents.Where(t => t is not null).Select(t => t!)]);
        return Spread(results, jvp.Nonzero);
    }

    /// <summary>Results that are primals, then the tangents that are not zero.</summary>
    internal static (NdArray[] Primals, NdArray?[] Tangents) Spread(NdArray[] results, bool[] nonzero)
    {
        int next = nonzero.Length;
        return (results.Take(nonzero.Length).ToArray(), nonzero.Select(n => n ? results[next++] : null).ToArray());
    }

    private static NdArray?[] JitTranspose(NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        bool[] linear = inputs.Select(i => i.IsLinear).ToArray();
        TransposedJaxpr transposed = TransposeTransform.OfJaxpr(parameters.Jaxpr("jaxpr"), linear, cotangents.Select(ct => ct is not null).ToArray());
        NdArray[] results = Jit.Bind(
            parameters.With("jaxpr", transposed.Jaxpr),
            [.. inputs.Where(i => !i.IsLinear).Select(i => i.Value!), .. cotangents.Where(ct => ct is not null).Select(ct => ct!)]);
        int next = 0;
        return transposed.Nonzero.Select(n => n ? results[next++] : null).ToArray();
    }

    private static (NdArray[] Outputs, int?[] Dims) JitBatch(Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        BatchedJaxpr batched = BatchTransform.OfJaxpr(parameters.Jaxpr("jaxpr"), size, dims);
        return (Jit.Bind(parameters.With("jaxpr", batched.Jaxpr), inputs), batched.Dims);
    }

    private static PartialEvalResult? JitPartialEval(bool[] unknown, Equation equation)
    {
        JaxprSplit split = PartialEvalTransform.Split(equation.Params.Jaxpr("jaxpr"), unknown, dropDead: true);
        Atom[] knownInputs = equation.Inputs.Where((_, i) => !unknown[i]).ToArray();
        Var[] extra = split.Known.Outputs.Skip(split.UnknownOutputs.Count(u => !u)).Select(o => new Var(o.Aval)).ToArray();
        int next = 0;
        Atom[] residuals = split.ResidualInputs.Select(i => i is { } at ? knownInputs[at] : extra[next++]).ToArray();
        Equation known = new(
            Jit, knownInputs, [.. equation.Outputs.Where((_, i) => !split.UnknownOutputs[i]), .. extra], equation.Params.With("jaxpr", split.Known));
        Equation later = new(
            Jit, [.. residuals, .. equation.Inputs.Where((_, i) => unknown[i])], equation.Outputs.Where((_, i) => split.UnknownOutputs[i]).ToArray(),
            equation.Params.With("jaxpr", split.Unknown));
        return new PartialEvalResult(known, later, split.UnknownOutputs, extra);
    }

    private static DceResult? JitDce(bool[] used, Equation equation)
    {
        (Jaxpr smaller, bool[] usedInputs) = JaxprParts.Shrink(equation.Params.Jaxpr("jaxpr"), used);
        return new DceResult(usedInputs, new Equation(
            equation.Primitive, equation.Inputs.Where((_, i) => usedInputs[i]).ToArray(), equation.Outputs.Where((_, i) => used[i]).ToArray(),
            equation.Params.With("jaxpr", smaller)));
    }

    private static (NdArray[] Primals, NdArray?[] Tangents) CustomJvp(NdArray[] primals, NdArray?[] tangents, Params parameters)
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

    private static (NdArray[] Outputs, int?[] Dims) CustomBatch(Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        Jaxpr call = parameters.Jaxpr(CallJaxpr);
        bool[] front = call.Outputs.Select(_ => true).ToArray();
        BatchedJaxpr batched = BatchTransform.OfJaxpr(call, size, dims, front);
        Params changed = parameters.With(CallJaxpr, batched.Jaxpr);
        if (parameters.Has(JvpJaxpr))
        {
            changed = changed.With(JvpJaxpr, BatchTransform.OfJaxpr(parameters.Jaxpr(JvpJaxpr), size, [.. dims, .. dims], [.. front, .. front]).Jaxpr);
        }
        return (CustomJvpCall.Bind(changed, inputs), batched.Dims);
    }
}
