// Reads jaxpr text: JAX's current style and our lossless one.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal sealed partial class JaxprParser
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
}
