// A jaxpr over symbolic dimensions at known shapes: symbols are bound from the inputs, and every parameter gets the values.
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
        NdArray[] results = Tracing.EvalJaxpr(Bind(jaxpr, values), collapsed);
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
        return values.Count == 0 ? jaxpr : Bind(jaxpr, values);
    }

    /// <summary>As <see cref="At"/>; what shape rules could not decide between symbols is an error now.</summary>
    /// <exception cref="ShapeException">A slice, window or padding does not fit its array, or an axis has no elements.</exception>
    public static Jaxpr Checked(Jaxpr jaxpr, NdArray[] inputs)
    {
        Jaxpr bound = At(jaxpr, inputs);
        if (!ReferenceEquals(bound, jaxpr))
        {
            Check(bound);
        }
        return bound;
    }

    private static void Check(Jaxpr jaxpr)
    {
        foreach (Equation equation in jaxpr.Equations.Where(e => !e.Primitive.IsOpaque))
        {
            equation.Primitive.Shape(equation.Primitive, equation.InputAvals(), equation.Params);
            foreach (Jaxpr inner in JaxprPrinter.SubJaxprs(equation))
            {
                Check(inner);
            }
        }
    }

    /// <summary>The same program with values for symbols.</summary>
    public static Jaxpr Bind(Jaxpr jaxpr, IReadOnlyDictionary<string, Dim> values)
    {
        Dictionary<Var, Var> variables = [];
        Var New(Var variable) => variables[variable] = new Var(variable.Aval.WithShape(Shape.Of(variable.Aval.Shape.Select(d => d.Substitute(values))))) { Dropped = variable.Dropped };
        Var[] consts = [.. jaxpr.ConstVars.Select(New)];
        Var[] inputs = [.. jaxpr.InVars.Select(New)];
        Atom Use(Atom atom) => atom is Var variable ? variables[variable] : atom;
        List<Equation> equations = [];
        foreach (Equation equation in jaxpr.Equations)
        {
            Atom[] read = [.. equation.Inputs.Select(Use)];
            equations.Add(new Equation(equation.Primitive, read, [.. equation.Outputs.Select(New)], Bind(equation.Params, values)));
        }
        return new Jaxpr(consts, inputs, equations, [.. jaxpr.Outputs.Select(Use)], jaxpr.Consts);
    }

    // A branch or loop that has no meaning at these sizes stops the program where it is entered, and only there.
    private static Jaxpr BindInner(Jaxpr jaxpr, IReadOnlyDictionary<string, Dim> values)
    {
        try
        {
            Jaxpr bound = Bind(jaxpr, values);
            foreach (Equation equation in bound.Equations.Where(e => !e.Primitive.IsOpaque))
            {
                equation.Primitive.Shape(equation.Primitive, equation.InputAvals(), equation.Params);
            }
            return bound;
        }
        catch (ShapeException error)
        {
            Jaxpr rest = Bind(new Jaxpr(jaxpr.ConstVars, jaxpr.InVars, [], [], jaxpr.Consts), values);
            List<Equation> equations = [new(Prims.Require, [new Literal(Scalar.Of(false), Aval.Scalar(DType.Bool))], [], Params.Of(("message", new PyString(error.Message))))];
            List<Atom> outputs = [];
            foreach (Aval output in jaxpr.OutAvals().Select(a => a.WithShape(Shape.Of(a.Shape.Select(d => d.Substitute(values))))))
            {
                Literal zero = new(Scalar.Of(0L, output.DType), output.WithShape(Shape.Scalar));
                if (output.Rank == 0)
                {
                    outputs.Add(zero);
                    continue;
                }
                Var zeros = new(output);
                equations.Add(new Equation(Prims.BroadcastInDim, [zero], [zeros], Params.Of(("shape", PyTuple.OfDims(output.Shape)), ("broadcast_dimensions", PyTuple.OfInts([])))));
                outputs.Add(zeros);
            }
            return new Jaxpr(rest.ConstVars, rest.InVars, equations, outputs, rest.Consts);
        }
    }

    private static Params Bind(Params parameters, IReadOnlyDictionary<string, Dim> values) =>
        Params.Of([.. parameters.Items.Select(i => (i.Key, Bind(i.Value, values)))]);

    private static object? Bind(object? value, IReadOnlyDictionary<string, Dim> values) => value switch
    {
        Dim dim => dim.Substitute(values),
        Jaxpr jaxpr => BindInner(jaxpr, values),
        PyTuple tuple => tuple with { Items = new EquatableList<object?>(tuple.Items.Select(i => Bind(i, values))) },
        PyRecord record => record with { Fields = new EquatableList<KeyValuePair<string, object?>>(record.Fields.Select(f => new KeyValuePair<string, object?>(f.Key, Bind(f.Value, values)))) },
        _ => value,
    };
}
