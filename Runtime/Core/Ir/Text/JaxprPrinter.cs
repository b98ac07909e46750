// Prints jaxprs as JAX does: the document of a jaxpr, names in order of first print, shared jaxprs hoisted (jaxpr-format.md, sections 4 to 6).
using System;
using System.Collections.Generic;
using System.Linq;
using static SrcGenJit.Core.Document;

namespace SrcGenJit.Core;

internal sealed class JaxprPrinter
{
    private readonly JaxprStyle _style;
    private readonly Dictionary<Var, string> _names = [];
    private readonly Dictionary<Jaxpr, string> _shared = new(SameJaxpr.Instance);
    private readonly HashSet<string> _taken = new(StringComparer.Ordinal);
    private readonly HashSet<Atom> _unread;
    private int _next;

    private JaxprPrinter(Jaxpr jaxpr, JaxprStyle style)
    {
        _style = style;
        // Of the outermost jaxpr's results, and only of those, JAX drops the names that nothing reads.
        _unread = [.. jaxpr.Equations.SelectMany(e => e.Outputs)];
        _unread.ExceptWith(jaxpr.Equations.SelectMany(e => e.Inputs).Concat(jaxpr.Outputs));
    }

    public static string Print(Jaxpr jaxpr, JaxprStyle style, int width = 80)
    {
        JaxprPrinter printer = new(jaxpr, style);
        if (style == JaxprStyle.Classic)
        {
            return printer.Body(jaxpr).Format(width);
        }
        IReadOnlyList<Jaxpr> shared = printer.NameShared(jaxpr);
        List<Document> parts = [];
        foreach (Jaxpr inner in shared)
        {
            parts.Add(Of("let " + printer._shared[inner] + " = ", printer.Body(inner), " in", Line()));
        }
        // The breaks of the outermost level always break: they stand in no group.
        return Of([.. parts, printer.Body(jaxpr)]).Format(width) + (style == JaxprStyle.Lossless ? ConstText.Of(jaxpr) : "");
    }

    private Document Body(Jaxpr jaxpr)
    {
        Document constants = Variables(jaxpr.ConstVars, typed: true), inputs = Variables(jaxpr.InVars, typed: true);
        List<Document> equations = [];
        foreach (Equation equation in jaxpr.Equations)
        {
            equations.Add(Equation(equation));
        }
        Document outputs = Of("(", Variables(jaxpr.Outputs, typed: false, ","), jaxpr.Outputs.Count == 1 ? ",)" : ")");
        return new Group(Of(
            new Nest(2, Of("{ lambda ", constants, "; ", inputs, ". let", new Nest(2, Of(Line(), Join(Line("; "), equations))), Line(), "in ", outputs)), " }"));
    }

    private Document Equation(Equation equation)
    {
        Schema schema = equation.Primitive.Parameters;
        if (_style != JaxprStyle.Classic && schema.Body is { } body && !_shared.ContainsKey(equation.Params.Jaxpr(body)))
        {
            Share(equation.Params.Jaxpr(body), equation);
        }
        Document outputs = Variables(equation.Outputs, typed: true);
        string name = _style == JaxprStyle.Classic && schema.Classic is { } classic ? classic.Name : equation.Primitive.Name;
        Document parameters = Parameters(equation);
        Document inputs = Variables(equation.Inputs, typed: false);
        return equation.Outputs.Count == 0 ? Of(name, parameters, " ", inputs) : Of(outputs, " = ", name, parameters, " ", inputs);
    }

    private Document Parameters(Equation equation)
    {
        List<Document> items = [];
        foreach (KeyValuePair<string, object?> item in Visible(equation))
        {
            Schema schema = equation.Primitive.Parameters;
            string key = _style == JaxprStyle.Classic && item.Key == schema.Body && schema.Classic is { } classic ? classic.Body : item.Key;
            items.Add(Of(key + "=", Value(item.Value)));
        }
        return items.Count == 0 ? Nil : new Group(Of("[", new Phantom(equation.Params.ExtraWidth), new Nest(2, Of(Line(""), Join(Line(), items))), Line(""), "]"));
    }

    private IEnumerable<KeyValuePair<string, object?>> Visible(Equation equation)
    {
        Schema schema = equation.Primitive.Parameters;
        IEnumerable<KeyValuePair<string, object?>> items = equation.Params.Items.Where(i => schema.Prints(i.Key, i.Value, _style == JaxprStyle.Lossless));
        return _style == JaxprStyle.Classic ? items : items.OrderBy(i => i.Key == schema.First ? 0 : 1);
    }

    private Document Value(object? value)
    {
        switch (value)
        {
            case Jaxpr jaxpr:
                return Inner(jaxpr);
            case PyTuple { Items.Count: > 0 } tuple when tuple.Items.All(i => i is Jaxpr):
                List<Document> jaxprs = [];
                foreach (object? item in tuple.Items)
                {
                    jaxprs.Add(Inner((Jaxpr)item!));
                }
                return new Group(Of("(", new Nest(2, Of(Line(""), Join(Line(), jaxprs))), Line(""), ")"));
            default:
                return ValueText.Of(value);
        }
    }

    private Document Inner(Jaxpr jaxpr)
    {
        if (_shared.TryGetValue(jaxpr, out string? name))
        {
            return name;
        }
        return Body(jaxpr);
    }

    // Inside such a body, inputs and results are called what the caller calls them, where that is unambiguous; results that are new inside are named first.
    private void Share(Jaxpr inner, Equation equation)
    {
        HashSet<Atom> seen = [];
        for (int i = 0; i < inner.InVars.Count && i < equation.Inputs.Count; i++)
        {
            if (equation.Inputs[i] is Var variable && seen.Add(variable) && !_names.ContainsKey(inner.InVars[i]) && _names.TryGetValue(variable, out string? name))
            {
                _names[inner.InVars[i]] = name;
            }
        }
        HashSet<Atom> inputs = [.. inner.InVars];
        for (int i = 0; i < inner.Outputs.Count && i < equation.Outputs.Count; i++)
        {
            if (inner.Outputs[i] is Var own && !_names.ContainsKey(own) && !inputs.Contains(own))
            {
                _names[own] = Name(equation.Outputs[i]);
            }
        }
    }

    private Document Variables(IReadOnlyList<Atom> atoms, bool typed, string separator = "")
    {
        List<Document> items = [];
        foreach (Atom atom in atoms)
        {
            string text = atom switch
            {
                Literal literal => Literal(literal),
                _ => Name((Var)atom),
            };
            items.Add(typed ? text + ":" + Type(atom.Aval) : text);
        }
        return new Nest(2, new Group(Join(Of(separator, new Group(Line())), items)));
    }

    private string Literal(Literal literal) => _style switch
    {
        JaxprStyle.Classic => ValueText.Classic(literal.Value),
        JaxprStyle.Lossless when literal.Value.PythonNumber => ValueText.Of(literal.Value) + "!:" + Type(literal.Aval),
        _ => ValueText.Of(literal.Value) + ":" + Type(literal.Aval),
    };

    private string Type(Aval aval) => _style == JaxprStyle.Lossless && aval.Weak ? "~" + aval : aval.ToString();

    private string Name(Var variable)
    {
        if (variable.Dropped || _unread.Contains(variable))
        {
            return _names[variable] = "_";
        }
        if (!_names.TryGetValue(variable, out string? name))
        {
            do
            {
                name = Letters(_next++);
            }
            while (_taken.Contains(name));
            _names[variable] = name;
        }
        return name;
    }

    /// <summary>a to z, then ba: base 26 without a leading a.</summary>
    internal static string Letters(int number)
    {
        string text = "";
        do
        {
            text = (char)('a' + number % 26) + text;
            number /= 26;
        }
        while (number > 0);
        return text;
    }

    private IReadOnlyList<Jaxpr> NameShared(Jaxpr top)
    {
        Dictionary<Jaxpr, int> counts = new(SameJaxpr.Instance);
        List<(Jaxpr Jaxpr, string Name)> found = [];
        Queue<Jaxpr> queue = new([top]);
        while (queue.Count > 0)
        {
            foreach (Equation equation in queue.Dequeue().Equations)
            {
                string name = equation.Primitive.Parameters is { Body: not null, First: { } title } ? equation.Params.Text(title).Replace("<", "").Replace(">", "") : "jaxpr";
                foreach (Jaxpr inner in SubJaxprs(Visible(equation)))
                {
                    if (!counts.ContainsKey(inner))
                    {
                        counts[inner] = inner.Equations.Count > 10 ? 1 : 0;
                        found.Add((inner, name));
                    }
                    // A jaxpr used twice counts what is inside it twice.
                    if (++counts[inner] <= 3)
                    {
                        queue.Enqueue(inner);
                    }
                }
            }
        }
        List<Jaxpr> shared = [];
        foreach ((Jaxpr jaxpr, string name) in found.Where(f => counts[f.Jaxpr] > 1))
        {
            string unique = name;
            for (int i = 1; _taken.Contains(unique); i++)
            {
                unique = name + i;
            }
            _taken.Add(unique);
            _shared[jaxpr] = unique;
            shared.Add(jaxpr);
        }
        return shared;
    }

    /// <summary>The jaxprs among an equation's parameters.</summary>
    internal static IEnumerable<Jaxpr> SubJaxprs(Equation equation) => SubJaxprs(equation.Params.Items);

    private static IEnumerable<Jaxpr> SubJaxprs(IEnumerable<KeyValuePair<string, object?>> parameters)
    {
        foreach (object? value in parameters.Select(i => i.Value))
        {
            if (value is Jaxpr one)
            {
                yield return one;
            }
            else if (value is PyTuple many)
            {
                foreach (Jaxpr jaxpr in many.Items.OfType<Jaxpr>())
                {
                    yield return jaxpr;
                }
            }
        }
    }

    internal sealed class SameJaxpr : IEqualityComparer<Jaxpr>
    {
        public static SameJaxpr Instance { get; } = new();

        public bool Equals(Jaxpr? x, Jaxpr? y) => ReferenceEquals(x, y);

        public int GetHashCode(Jaxpr obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
