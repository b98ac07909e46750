// A jaxpr over symbolic dimensions at known shapes: symbols are bound from the inputs.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

internal static class Instantiation
{
    /// <summary>Runs the program of a kernel in the ambient trace on inputs of known shapes. Dimensions that stand for several are collapsed before and restored after.</summary>
    /// <exception cref="ArgumentException">The shapes are outside of what was compiled.</exception>
    public static NdArray[] Run(KernelInfo kernel, NdArray[] inputs, IReadOnlyDictionary<string, Dim>? sizes)
    {
        Jaxpr jaxpr = kernel.Parsed;
        if (kernel.Leading is null && jaxpr.InVars.Any(v => v.Aval.Rank > 0))
        {
            Shape shape = Promotion.Broadcast(kernel.Name, [.. inputs.Where((_, i) => jaxpr.InVars[i].Aval.Rank > 0).Select(x => x.Shape)]);
            inputs = [.. inputs.Select((x, i) => jaxpr.InVars[i].Aval.Rank > 0 ? Erased.Jnp.BroadcastTo(x, shape) : x)];
        }
        string[] symbols = kernel.Leading?.Split(' ', StringSplitOptions.RemoveEmptyEntries) ?? [.. jaxpr.InVars.Where(v => v.Aval.Rank > 0).Select(v => v.Aval.Shape[0].SymbolName!)];
        Dictionary<string, Dim> values = sizes is null ? new(StringComparer.Ordinal) : new(sizes, StringComparer.Ordinal);
        if (kernel.Sizes?.FirstOrDefault(s => s is not null && !values.ContainsKey(s)) is { } unknown)
        {
            throw new ConcretizationException($"'{kernel.Name}' makes arrays whose length is '{unknown}', which is traced here: capture it, as in Jax.Grad((double x) => {kernel.Name}(x, {unknown})), or mark it [Static].");
        }
        if (values.FirstOrDefault(v => v.Value.Value < 0) is { Key: { } negative, Value: var size })
        {
            throw new ArgumentException($"'{kernel.Name}' makes arrays whose length is '{negative}', which is {size}");
        }
        Dictionary<string, Dim[]> leading = new(StringComparer.Ordinal);
        NdArray[] collapsed = new NdArray[inputs.Length];
        for (int i = 0; i < inputs.Length; i++)
        {
            Shape formal = jaxpr.InVars[i].Aval.Shape, actual = inputs[i].Shape;
            collapsed[i] = inputs[i];
            if (formal.Rank > 0 && formal[0].SymbolName is { } symbol && symbols.Contains(symbol) && actual.Rank >= formal.Rank - 1)
            {
                int count = actual.Rank - formal.Rank + 1;
                Dim[] own = [.. actual.Take(count)];
                if (leading.TryGetValue(symbol, out Dim[]? other) && !other.SequenceEqual(own))
                {
                    throw Outside(kernel, jaxpr, inputs);
                }
                leading[symbol] = own;
                if (count != 1)
                {
                    collapsed[i] = Erased.Lax.Reshape(inputs[i], Shape.Of([own.Aggregate((Dim)1, (a, b) => a * b), .. actual.Skip(count)]));
                }
            }
            if (collapsed[i].Rank != formal.Rank)
            {
                throw Outside(kernel, jaxpr, inputs);
            }
        }
        if (!Dim.TryBind(jaxpr.InVars.Zip(collapsed).SelectMany(p => p.First.Aval.Shape.Zip(p.Second.Shape)), values) || jaxpr.InVars.Zip(collapsed).Any(p => !p.First.Aval.Shape.Select(d => d.Substitute(values)).SequenceEqual(p.Second.Shape)))
        {
            throw Outside(kernel, jaxpr, inputs);
        }
        NdArray[] results = Tracing.EvalJaxpr(SymbolValues.Bind(jaxpr, values), collapsed);
        return [.. results.Select((r, i) => jaxpr.Outputs[i].Aval.Shape is { Rank: > 0 } shape && shape[0].SymbolName is { } name && leading.TryGetValue(name, out Dim[]? own) && own.Length != 1
            ? Erased.Lax.Reshape(r, Shape.Of([.. own, .. r.Shape.Skip(1)]))
            : r)];
    }

    private static ArgumentException Outside(KernelInfo kernel, Jaxpr jaxpr, NdArray[] inputs) => new(
        $"'{kernel.Name}' was compiled for shapes {string.Join(", ", jaxpr.InVars.Select(v => v.Aval.Shape.ToBrackets()))}, and a trace passes {string.Join(", ", inputs.Select(i => i.Shape.ToBrackets()))}; "
        + "because of its C# numbers it cannot be traced anew at run time: declare shapes with [Shape], or pass 0-d arrays instead of numbers");

    /// <summary>The same program at the shapes of its constants and inputs, as far as these tell its symbols.</summary>
    /// <exception cref="ArgumentException">An input has another rank than the program's, or is too small for it.</exception>
    public static Jaxpr At(Jaxpr jaxpr, NdArray[] inputs)
    {
        Dictionary<string, Dim> values = new(StringComparer.Ordinal);
        (Var Variable, NdArray Input)[] pairs = [.. jaxpr.ConstVars.Concat(jaxpr.InVars).Zip(inputs)];
        foreach ((Var variable, NdArray input) in pairs)
        {
            if (variable.Aval.Rank != input.Rank)
            {
                throw new ArgumentException($"an input has shape {input.Shape.ToBrackets()}; the program takes {variable.Aval}");
            }
        }
        if (!Dim.TryBind(pairs.SelectMany(p => p.Variable.Aval.Shape.Zip(p.Input.Shape)), values))
        {
            throw new ArgumentException($"the inputs have shapes {string.Join(", ", inputs.Select(i => i.Shape.ToBrackets()))}; the program takes {string.Join(", ", pairs.Select(p => p.Variable.Aval))}");
        }
        return values.Count == 0 ? jaxpr : SymbolValues.Bind(jaxpr, values);
    }

    /// <summary>As <see cref="At"/>; what shape rules could not decide between symbols is an error now.</summary>
    /// <exception cref="ShapeException">A slice, window or padding does not fit its array, or an axis has no elements.</exception>
    public static Jaxpr Checked(Jaxpr jaxpr, NdArray[] inputs)
    {
        Jaxpr bound = At(jaxpr, inputs);
        if (!ReferenceEquals(bound, jaxpr))
        {
            SymbolValues.Check(bound);
        }
        return bound;
    }
}
