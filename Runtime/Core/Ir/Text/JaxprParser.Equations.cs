// The parts of a jaxpr's text: binders with their types, equations, and the atoms they read.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed partial class JaxprParser
{
    private List<Var> ReadBinders(Dictionary<string, Var> scope, List<string> names)
    {
        List<Var> variables = [];
        while (TryBinder(out string name, out Aval? aval))
        {
            Var variable = new(aval!);
            scope[name] = variable;
            names.Add(name);
            variables.Add(variable);
        }
        return variables;
    }

    private bool TryBinder(out string name, out Aval? aval)
    {
        int start = _cursor.Position;
        name = _cursor.Word();
        aval = null;
        if (name.Length == 0 || _cursor.Peek != ':')
        {
            _cursor.Position = start;
            return false;
        }
        _cursor.Position++;
        aval = ReadType();
        return true;
    }

    private Aval ReadType()
    {
        bool weak = _cursor.Take("~");
        int start = _cursor.Position;
        string dtype = _cursor.TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '<' or '>');
        DType type = DType.Find(dtype) ?? throw _cursor.Error($"unknown element type '{dtype}'", start, JaxprParseProblem.UnknownDType);
        _cursor.Expect("[", "after an element type");
        string dims = _cursor.TakeBalanced(c => c == ']');
        _cursor.Expect("]", "after the dimensions");
        List<Dim> shape = [];
        foreach (string part in DimParser.Split(dims))
        {
            shape.Add(DimParser.TryParse(part, out Dim? dim) ? dim! : throw _cursor.Error($"'{Short(part)}' is not a dimension", start));
        }
        _symbols.UnionWith(shape.SelectMany(d => d.Symbols));
        return new Aval(Shape.Of(shape), type, weak);
    }

    private Equation ReadEquation(Dictionary<string, Var> scope)
    {
        List<(string Name, Var Variable)> outputs = [];
        while (TryBinder(out string name, out Aval? aval))
        {
            outputs.Add((name, new Var(aval!)));
        }
        if (outputs.Count > 0)
        {
            _cursor.Expect("=", "after the results of an equation");
        }
        _cursor.SkipBlanks();
        int start = _cursor.Position;
        string primitive = _cursor.TakeWhile(c => char.IsLetterOrDigit(c) || c is '_' or '-' or '.');
        if (primitive.Length == 0)
        {
            throw _cursor.Error($"expected a primitive, found {_cursor.Found()}", start);
        }
        Params parameters = _cursor.Peek == '[' ? _params.Read(anyText: Prims.Find(primitive) is null) : Params.Empty;
        List<Atom> inputs = [];
        bool atLineEnd = _cursor.Peek == '\n';
        int column = _cursor.Column;
        while (!AtOutputs() && ReadAtom(scope) is { } input)
        {
            // JAX breaks between operands only beyond the line width: an earlier break shows that the line was wider when it was laid out.
            if (atLineEnd && column < _width)
            {
                parameters = parameters.Widen(Math.Max(parameters.ExtraWidth, _width - column));
            }
            inputs.Add(input);
            atLineEnd = _cursor.Peek == '\n';
            column = _cursor.Column;
        }
        if (outputs.Count > 0)
        {
            _places[outputs[0].Variable] = start;
        }
        foreach ((string name, Var variable) in outputs)
        {
            variable.Dropped = name == "_";
            scope[name] = variable;
        }
        Primitive known = Prims.Find(primitive) ?? Opaque(primitive);
        Var[] results = outputs.Select(o => o.Variable).ToArray();
        _cursor.SkipBlanks();
        if (_cursor.AtEnd)
        {
            throw _cursor.Error("the text ends within an equation");
        }
        try
        {
            return new Equation(known, inputs, results, known.Parameters.Canonical(primitive, parameters, results.Select(r => r.Aval).ToArray()));
        }
        catch (ArgumentException error)
        {
            throw _cursor.Error(error.Message, start, JaxprParseProblem.Parameters);
        }
    }

    private static string Short(string text) => text.Length <= 40 ? text : text.Substring(0, 40) + "...";

    // A variable in scope that does not begin the next equation, or a literal; null when neither comes next.
    private Atom? ReadAtom(Dictionary<string, Var> scope)
    {
        int start = _cursor.Position;
        string name = _cursor.Word();
        if (name.Length > 0 && _cursor.Peek != ':' && scope.TryGetValue(name, out Var? variable))
        {
            return variable;
        }
        _cursor.Position = start;
        _cursor.SkipBlanks();
        int literal = _cursor.Position;
        string text = _cursor.Peek == '(' ? _cursor.TakeBalanced(c => c == ':') : _cursor.TakeWhile(c => char.IsLetterOrDigit(c) || c is '.' or '+' or '-');
        if (text.Length > 0)
        {
            _cursor.Position = literal + text.Length;
            bool python = _cursor.Peek == '!';
            _cursor.Position += python ? 1 : 0;
            if (_cursor.Peek == ':' && LiteralParser.IsLiteral(text) && !(text is "inf" or "nan" && BeginsEquation(start, literal)))
            {
                _cursor.Position++;
                Aval aval = ReadType();
                return LiteralParser.TryParse(text, aval, python) ?? throw _cursor.Error($"'{Short(text)}' is not a literal of type {aval}", literal);
            }
        }
        _cursor.Position = start;
        return null;
    }

    // A variable may be called inf or nan: at the start of a line with an equals sign after it (and after other results), it is no literal.
    private bool BeginsEquation(int start, int word)
    {
        int here = _cursor.Position;
        _cursor.Position = start;
        bool atLineStart = _cursor.TakeWhile(char.IsWhiteSpace).Contains('\n');
        _cursor.Position = word;
        bool begins = false;
        if (atLineStart)
        {
            bool sameLine = true;
            while (sameLine && TryBinder(out _, out _))
            {
                sameLine = !_cursor.TakeWhile(char.IsWhiteSpace).Contains('\n');
            }
            begins = sameLine && _cursor.Take("=");
        }
        _cursor.Position = here;
        return begins;
    }

    private NdArray ReadConst()
    {
        Aval aval = ReadType();
        int start = _cursor.Position;
        _cursor.Expect("(", "before the elements of a constant");
        string[] items = _cursor.TakeBalanced(c => c == ')').Split([','], StringSplitOptions.RemoveEmptyEntries);
        _cursor.Expect(")", "after the elements of a constant");
        Scalar[] elements = items.Select(i => LiteralParser.TryParse(i.Trim(), aval.WithShape(Shape.Scalar), false)?.Value
            ?? throw _cursor.Error($"'{Short(i.Trim())}' is not an element of type {aval.DType.ShortName}", start)).ToArray();
        return aval.Shape.IsConstant && aval.Shape.Size.Value == elements.Length
            ? ConstData.Of(aval, elements)
            : throw _cursor.Error($"a constant of type {aval} has {elements.Length} elements", start);
    }

    private Primitive Opaque(string name)
    {
        if (!_opaque.TryGetValue(name, out Primitive? primitive))
        {
            primitive = Primitive.Opaque(name);
            _opaque[name] = primitive;
        }
        return primitive;
    }
}
