// Reads jaxpr text: JAX's current style and our lossless one.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed class JaxprParser
{
    private const int MaxDepth = 100;

    private readonly Cursor _cursor;
    private readonly ParamParser _params;
    private readonly Dictionary<string, Jaxpr> _shared = new(StringComparer.Ordinal);
    private readonly Dictionary<string, int> _sharedAt = new(StringComparer.Ordinal);
    private readonly Dictionary<string, Primitive> _opaque = new(StringComparer.Ordinal);
    private int _depth;

    private readonly int _width;
    private readonly Dictionary<Var, int> _places = [];
    private readonly HashSet<string> _symbols = new(StringComparer.Ordinal);

    private JaxprParser(string text, int width)
    {
        _width = width;
        _cursor = new Cursor(text);
        _params = new ParamParser(_cursor, ReadJaxpr, Shared, _symbols, width);
    }

    /// <summary>Names of the outermost jaxpr's constant and input variables, as the text gives them.</summary>
    public IReadOnlyList<string> TopNames { get; private set; } = [];

    /// <param name="text">The text.</param>
    /// <param name="width">The line width at which the text was laid out; it only serves to print the same lines again.</param>
    public static Jaxpr Parse(string text, int width = 80) => new JaxprParser(text, width).ReadProgram();

    /// <summary>Parses, and gives the names of the outermost constant and input variables, and the positions of primitives in the text by their first result.</summary>
    public static Jaxpr Parse(string text, out IReadOnlyList<string> names, out IReadOnlyDictionary<Var, int> places)
    {
        JaxprParser parser = new(text, 80);
        Jaxpr jaxpr = parser.ReadProgram();
        names = parser.TopNames;
        places = parser._places;
        return jaxpr;
    }

    private Jaxpr ReadProgram()
    {
        try
        {
            return ReadAll();
        }
        catch (InsufficientExecutionStackException)
        {
            throw _cursor.Error("the text is nested too deeply for the stack of this thread");
        }
        catch (OverflowException)
        {
            throw _cursor.Error("a number in a shape is too large");
        }
    }

    private Jaxpr ReadAll()
    {
        // A shared jaxpr may name one that is defined after it: note where each is, and read them when they are named.
        while (_cursor.Take("let "))
        {
            string name = _cursor.Word();
            _cursor.Expect("=", "after the name of a shared jaxpr");
            _cursor.SkipBlanks();
            _sharedAt[name] = _cursor.Position;
            SkipShared();
        }
        Jaxpr jaxpr = ReadJaxpr();
        List<NdArray> consts = [];
        while (_cursor.Take("with "))
        {
            consts.Add(ReadConst());
        }
        _cursor.SkipBlanks();
        if (!_cursor.AtEnd)
        {
            throw _cursor.Error($"expected the end of the text, found {_cursor.Found()}");
        }
        return consts.Count == 0 ? jaxpr : new Jaxpr(jaxpr.ConstVars, jaxpr.InVars, jaxpr.Equations, jaxpr.Outputs, consts);
    }

    private void SkipShared()
    {
        int start = _cursor.Position;
        try
        {
            _cursor.TakeBalanced(char.IsWhiteSpace);
            _cursor.Expect("in", "after a shared jaxpr");
        }
        catch (JaxprParseException)
        {
            // A string in it has a bracket without its other half; nothing but a shared jaxpr ends like this.
            _cursor.Position = start;
            if (!_cursor.SkipPast(") } in"))
            {
                throw;
            }
        }
    }

    private Jaxpr? Shared(string name)
    {
        if (!_shared.TryGetValue(name, out Jaxpr? jaxpr) && _sharedAt.TryGetValue(name, out int position))
        {
            int here = _cursor.Position;
            _cursor.Position = position;
            jaxpr = ReadJaxpr();
            _cursor.Position = here;
            _shared[name] = jaxpr;
        }
        return jaxpr;
    }

    private Jaxpr ReadJaxpr()
    {
        if (++_depth > MaxDepth)
        {
            throw _cursor.Error($"jaxprs are nested deeper than {MaxDepth}");
        }
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        int column = _cursor.Column, start = _cursor.Position;
        _cursor.Expect("{", "at the start of a jaxpr");
        _cursor.Expect("lambda", "at the start of a jaxpr");
        Dictionary<string, Var> scope = new(StringComparer.Ordinal);
        List<string> names = [];
        List<Var> constants = ReadBinders(scope, names), inputs;
        _cursor.Expect(";", "after the constant variables");
        inputs = ReadBinders(scope, names);
        _cursor.Expect(".", "after the input variables");
        _cursor.Expect("let", "before the equations");
        bool broken = _cursor.Peek == '\n';
        List<Equation> equations = [];
        while (!AtOutputs())
        {
            equations.Add(ReadEquation(scope));
            if (!_cursor.Take(";"))
            {
                ExpectLineEnd();
            }
        }
        _cursor.Expect("in", "before the outputs");
        _cursor.Expect("(", "before the outputs");
        List<Atom> outputs = [];
        while (!_cursor.Take(")"))
        {
            outputs.Add(ReadAtom(scope) ?? throw _cursor.Error($"expected an output, found {_cursor.Found()}"));
            _cursor.Take(",");
        }
        _cursor.Expect("}", "at the end of a jaxpr");
        if (broken && column + FlatWidth(start, _width) + equations.Count - 1 <= _width)
        {
            int wide = equations.FindIndex(e => ParamParser.Integers(e.Params) > 0);
            if (wide >= 0)
            {
                Equation equation = equations[wide];
                equations[wide] = new Equation(equation.Primitive, equation.Inputs, equation.Outputs, equation.Params.Widen(10 * ParamParser.Integers(equation.Params)));
            }
        }
        _depth--;
        TopNames = names;
        return new Jaxpr(constants, inputs, equations, outputs);
    }

    // On the line of an equation only operands follow it, or another equation's results: a word that is none is a variable that nothing binds.
    private void ExpectLineEnd()
    {
        int start = _cursor.Position;
        // What stands before here may be the blanks that a reader of operands has skipped.
        int at = start;
        while (at > 0 && char.IsWhiteSpace(_cursor.At(at - 1)))
        {
            at--;
        }
        _cursor.Position = at;
        bool sameLine = !_cursor.TakeWhile(char.IsWhiteSpace).Contains('\n');
        string name = _cursor.Word();
        _cursor.Position = start;
        if (sameLine && name.Length > 0 && !AtOutputs() && !TryBinder(out _, out _))
        {
            _cursor.SkipBlanks();
            throw _cursor.Error($"the variable '{name}' is not bound", JaxprParseProblem.UnknownVariable);
        }
        _cursor.Position = start;
    }

    // Of the text from a position to here, on one line; something beyond the limit when it is longer.
    private int FlatWidth(int start, int limit)
    {
        int width = -1, end = _cursor.Position;
        bool inWord = false;
        for (int at = start; at < end && width <= limit; at++)
        {
            bool blank = _cursor.At(at) is ' ' or '\n';
            width += blank ? 0 : inWord ? 1 : 2;
            inWord = !blank;
        }
        return width;
    }

    private bool AtOutputs()
    {
        int start = _cursor.Position;
        bool found = _cursor.Take("in") && char.IsWhiteSpace(_cursor.Peek) && _cursor.Take("(");
        _cursor.Position = start;
        return found;
    }

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
