// Derivatives given by hand. A rule is known by its name and traced where it is asked for, so that it may use the function it belongs to, to any order.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>The derivative of a function: from primals and tangents to results and their tangents. Made once for each name; that registers it.</summary>
internal sealed class CustomRule
{
    private static readonly ConcurrentDictionary<string, CustomRule> s_made = new(StringComparer.Ordinal);

    private readonly Func<NdArray[], NdArray[]> _function;

    public CustomRule(string name, Func<NdArray[], NdArray[]> function)
    {
        Name = name;
        _function = function;
        if (!s_made.TryAdd(name, this))
        {
            throw new InvalidOperationException($"two derivative rules are named '{name}'");
        }
    }

    /// <summary>What equations and texts know the rule by.</summary>
    public string Name { get; }

    internal static CustomRule? FindMade(string name) => s_made.TryGetValue(name, out CustomRule? rule) ? rule : null;

    /// <summary>The rule on operands of these avals, traced once in an outermost trace.</summary>
    public Jaxpr On(IReadOnlyList<Aval> primals) => JaxprCache.Trace(this, [.. primals, .. primals], _function);
}

/// <summary>
/// The rules of the library's functions, in parts beside the functions, and the values of the parameter that names one: None (from a text of JAX, which does not carry
/// the rule), a name, or <c>vmap(rule=..., size=..., dims=...)</c> around such a value.
/// </summary>
internal static partial class CustomRules
{
    private const string Batched = "vmap";

    // Explicit, so that a look-up by name finds the rules made.
    static CustomRules()
    {
    }

    public static CustomRule? Find(string name) => CustomRule.FindMade(name);

    /// <summary>The value for a rule whose operands have batch axes.</summary>
    public static object? Batch(object? rule, Dim size, int?[] dims) => rule is null ? null : new PyRecord(Batched, new EquatableList<KeyValuePair<string, object?>>(
    [
        new("rule", rule), new("size", size), new("dims", PyTuple.Of(dims.Select(d => d is { } axis ? (object?)(Dim)axis : null))),
    ]));

    /// <summary>The rule's jaxpr for operands of these avals.</summary>
    public static Jaxpr On(object rule, Aval[] primals)
    {
        if (rule is string name)
        {
            return (Find(name) ?? throw new NotSupportedException($"this program has no derivative rule '{name}'")).On(primals);
        }
        PyRecord batched = (PyRecord)rule;
        int?[] dims = ((PyTuple)batched["dims"]!).Items.Select(d => d is Dim axis ? (int?)(int)axis : null).ToArray();
        Jaxpr one = On(batched["rule"]!, primals.Select((p, i) => dims[i] is { } axis ? BatchTransform.Remove(p, axis) : p).ToArray());
        return BatchTransform.OfJaxpr(one, (Dim)batched["size"]!, [.. dims, .. dims], one.Outputs.Select(_ => true).ToArray()).Jaxpr;
    }

    /// <summary>A value as the parameter holds it: in text a dimension may have come as a word. Null where it is none.</summary>
    public static object? Canonical(object? value) => value switch
    {
        string name => Find(name) is null ? null : name,
        PyRecord { Name: Batched, Fields: [{ Key: "rule" } rule, { Key: "size" } size, { Key: "dims", Value: PyTuple dims }] } when Canonical(rule.Value) is { } inner && AsDim(size.Value) is { } extent =>
            new PyRecord(Batched, new EquatableList<KeyValuePair<string, object?>>([new("rule", inner), new("size", extent), new("dims", dims)])),
        _ => null,
    };

    private static Dim? AsDim(object? value) => value is Dim dim ? dim : value is string text && DimParser.TryParse(text, out Dim? parsed) ? parsed : null;
}
