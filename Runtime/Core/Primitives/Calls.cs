// The family of calls: primitives whose meaning is the jaxpr in one of their parameters. A row gives the name, that parameter, and the rules that are not the family's.
using System.Linq;
using static SrcGenJit.Core.Calls;
using static SrcGenJit.Core.Parameter;
using static SrcGenJit.Core.ParamKind;

namespace SrcGenJit.Core;

#pragma warning disable format // A table reads by its columns.

internal static partial class Prims
{
    public static readonly Primitive
        Jit           = Call("jit",             "jaxpr",      JitParameters),
        CustomJvpCall = Call("custom_jvp_call", "call_jaxpr", CustomJvpParameters, jvp: RuleJvp, transpose: Rules.NotLinear, batch: RuleBatch,
                             partialEval: Rules.WholePartialEval, dce: Rules.WholeDce, discharge: CheckRules.CallWithRule);
}

#pragma warning restore format

internal static class Calls
{
    /// <summary>The parameter that names the derivative rule; JAX prints only its function's name.</summary>
    private const string Rule = "rule";

    public static Schema JitParameters => Schema.Of(
        Required("name", Name), Required("jaxpr", ParamKind.Jaxpr), Optional("inline", Bool, false, Printed.Never), Optional("keep_unused", Bool, false),
        Optional("donated_invars", Any, null), Optional("in_shardings", Any, null), Optional("out_shardings", Any, null), Optional("in_layouts", Any, null),
        Optional("out_layouts", Any, null), Optional("ctx_mesh", Any, null), Optional("compiler_options_kvs", Any, PyTuple.OfInts([])))
        .NameFirst().WithBody("jaxpr", "xla_call", "call_jaxpr");

    public static Schema CustomJvpParameters => Schema.Of(
        Required("name", Name), Required("call_jaxpr", ParamKind.Jaxpr), Required("jvp", Name), Required("symbolic_zeros", Bool), Optional("num_consts", Int, (Dim)0),
        Optional(Rule, ParamKind.Rule, null, Printed.Never)).NameFirst();

    /// <summary>A call. What is not given is done inside: the transform of the call is the call of the transformed jaxpr.</summary>
    public static Primitive Call(
        string name, string body, Schema parameters, JvpRule? jvp = null, TransposeRule? transpose = null, BatchRule? batch = null, PartialEvalRule? partialEval = null, DceRule? dce = null,
        DischargeRule? discharge = null) =>
        new(name)
        {
            Shape = (self, inputs, given) => CallConvention.Call(self.Name, given.Jaxpr(body), inputs),
            Jvp = jvp ?? Jvp,
            Transpose = transpose ?? Transpose,
            Batch = batch ?? Batch,
            PartialEval = partialEval ?? PartialEval,
            Dce = dce ?? Dce,
            Discharge = discharge ?? CheckRules.Call,
            Semantics = new Semantics.Call(body),
            Parameters = parameters,
        };

    /// <summary>A jit equation of a closed jaxpr that captured nothing.</summary>
    public static NdArray[] BindJit(string name, Jaxpr jaxpr, params NdArray[] inputs) => Prims.Jit.Bind(Params.Of(("name", name), ("jaxpr", jaxpr)), inputs);

    /// <summary>Calls a function with a derivative of its own. <paramref name="ruleName"/> is what JAX prints for the rule.</summary>
    public static NdArray[] BindCustomJvp(string name, Jaxpr call, string ruleName, CustomRule rule, params NdArray[] inputs) => Prims.CustomJvpCall.Bind(
        Params.Of(("name", name), ("call_jaxpr", call), ("jvp", ruleName), (Rule, rule.Name), ("symbolic_zeros", false)), inputs);

    /// <summary>Results that are primals, then the tangents that are not zero.</summary>
    internal static (NdArray[] Primals, NdArray?[] Tangents) Spread(NdArray[] results, bool[] nonzero)
    {
        int next = nonzero.Length;
        return (results.Take(nonzero.Length).ToArray(), nonzero.Select(n => n ? results[next++] : null).ToArray());
    }

    // The parameter with the jaxpr.
    private static string Body(Primitive self) => ((Semantics.Call)self.Semantics).JaxprParam;

    private static (NdArray[] Primals, NdArray?[] Tangents) Jvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        JvpJaxpr jvp = JvpTransform.OfJaxpr(parameters.Jaxpr(Body(self)), tangents.Select(t => t is not null).ToArray());
        NdArray[] results = self.Bind(parameters.With(Body(self), jvp.Jaxpr), [.. primals, .. tangents.Where(t => t is not null).Select(t => t!)]);
        return Spread(results, jvp.Nonzero);
    }

    private static NdArray?[] Transpose(Primitive self, NdArray?[] cotangents, Aval[] outputs, TransposeInput[] inputs, Params parameters)
    {
        bool[] linear = inputs.Select(i => i.IsLinear).ToArray();
        TransposedJaxpr transposed = TransposeTransform.OfJaxpr(parameters.Jaxpr(Body(self)), linear, cotangents.Select(ct => ct is not null).ToArray());
        NdArray[] results = self.Bind(
            parameters.With(Body(self), transposed.Jaxpr),
            [.. inputs.Where(i => !i.IsLinear).Select(i => i.Value!), .. cotangents.Where(ct => ct is not null).Select(ct => ct!)]);
        int next = 0;
        return transposed.Nonzero.Select(n => n ? results[next++] : null).ToArray();
    }

    private static (NdArray[] Outputs, int?[] Dims) Batch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        BatchedJaxpr batched = BatchTransform.OfJaxpr(parameters.Jaxpr(Body(self)), size, dims);
        return (self.Bind(parameters.With(Body(self), batched.Jaxpr), inputs), batched.Dims);
    }

    private static PartialEvalResult? PartialEval(bool[] unknown, Equation equation)
    {
        Primitive self = equation.Primitive;
        JaxprSplit split = PartialEvalTransform.Split(equation.Params.Jaxpr(Body(self)), unknown, dropDead: true);
        Atom[] knownInputs = equation.Inputs.Where((_, i) => !unknown[i]).ToArray();
        Var[] extra = split.Known.Outputs.Skip(split.UnknownOutputs.Count(u => !u)).Select(o => new Var(o.Aval)).ToArray();
        int next = 0;
        Atom[] residuals = split.ResidualInputs.Select(i => i is { } at ? knownInputs[at] : extra[next++]).ToArray();
        Equation known = new(
            self, knownInputs, [.. equation.Outputs.Where((_, i) => !split.UnknownOutputs[i]), .. extra], equation.Params.With(Body(self), split.Known));
        Equation later = new(
            self, [.. residuals, .. equation.Inputs.Where((_, i) => unknown[i])], equation.Outputs.Where((_, i) => split.UnknownOutputs[i]).ToArray(),
            equation.Params.With(Body(self), split.Unknown));
        return new PartialEvalResult(known, later, split.UnknownOutputs);
    }

    private static Equation? Dce(bool[] used, Equation equation)
    {
        string body = Body(equation.Primitive);
        (Jaxpr smaller, bool[] usedInputs) = JaxprParts.Shrink(equation.Params.Jaxpr(body), used);
        return new Equation(
            equation.Primitive, equation.Inputs.Where((_, i) => usedInputs[i]).ToArray(), equation.Outputs.Where((_, i) => used[i]).ToArray(),
            equation.Params.With(body, smaller));
    }

    public static (NdArray[] Primals, NdArray?[] Tangents) RuleJvp(Primitive self, NdArray[] primals, NdArray?[] tangents, Params parameters)
    {
        if (parameters[Rule] is not { } rule)
        {
            // From JAX's text, which does not carry the rule: differentiate the function itself.
            return JvpTransform.Run(parameters.Jaxpr(Body(self)), primals, tangents);
        }
        if (parameters.HasEffects)
        {
            // The rule takes the place of the function, and not of what it checks.
            DischargedJaxpr checks = Checks.Of(parameters.Jaxpr(Body(self)));
            Erased.Lax.Check(Tracing.EvalJaxpr(checks.OkAlone(), primals)[0], CheckRules.Joined(checks.Messages));
        }
        NdArray[] full = tangents.Select((t, i) => t ?? Erased.Lax.Zeros(primals[i].Aval)).ToArray();
        NdArray[] results = Tracing.EvalJaxpr(CustomRules.On(rule, primals.Select(p => p.Aval).ToArray()), [.. primals, .. full]);
        int outputs = results.Length / 2;
        return (results.Take(outputs).ToArray(), results.Skip(outputs).ToArray());
    }

    public static (NdArray[] Outputs, int?[] Dims) RuleBatch(Primitive self, Dim size, NdArray[] inputs, int?[] dims, Params parameters)
    {
        Jaxpr call = parameters.Jaxpr(Body(self));
        BatchedJaxpr batched = BatchTransform.OfJaxpr(call, size, dims, call.Outputs.Select(_ => true).ToArray());
        return (self.Bind(parameters.With(Body(self), batched.Jaxpr).With(Rule, CustomRules.Batch(parameters[Rule], size, dims)), inputs), batched.Dims);
    }
}
