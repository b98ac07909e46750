// Parameters in jaxpr text: structured where the text is plain data, opaque tokens where Python objects leak into it.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SrcGenJit.Core;

internal sealed class ParamParser(Cursor cursor, Func<Jaxpr> readJaxpr, Func<string, Jaxpr?> shared, ISet<string> symbols, int width)
{
    private const int MaxDepth = 50;

    private readonly Dictionary<string, Jaxpr> _read = new(StringComparer.Ordinal);

    /// <param name="anyText">Whether a parameter may be a string with blanks, or an empty one: of primitives that this version does not have.</param>
    public Params Read(bool anyText = false)
    {
        int column = cursor.Column;
        bool broken = cursor.PeekAt(1) == '\n';
        cursor.Expect("[", "before parameters");
        List<(string Name, object? Value)> items = [];
        while (!cursor.Take("]"))
        {
            string key = cursor.Word();
            if (key.Length == 0)
            {
                throw cursor.Error($"expected a parameter or ']', found {cursor.Found()}");
            }
            cursor.Expect("=", $"after the parameter '{key}'");
            items.Add((key, ReadValue(key, anyText || key == "name")));
        }
        Params parameters = Params.Of([.. items]);
        // A list that stands on several lines though it would fit on one: JAX laid it out with the longer texts of NumPy's integers.
        return broken && items.Count > 0 && items.All(i => i.Value is not Jaxpr) && column + FlatWidth(items) <= width
            ? parameters.Widen(10 * Integers(items.Select(i => i.Value)))
            : parameters;
    }

    /// <summary>How many integers stand in tuples and records of the parameters.</summary>
    public static int Integers(Params parameters) => Integers(parameters.Items.Select(i => i.Value));

    private static int FlatWidth(List<(string Name, object? Value)> items) => 1 + items.Sum(i => i.Name.Length + 2 + ValueText.Of(i.Value).Length);

    private static int Integers(IEnumerable<object?> values) =>
        values.Sum(v => v is PyTuple tuple ? tuple.Items.Count(i => i is Dim) + Integers(tuple.Items) : v is PyRecord record ? Integers(record.Fields.Select(f => f.Value)) : 0);

    private object? ReadValue(string key, bool anyText)
    {
        if (AtJaxpr())
        {
            return ReadJaxpr();
        }
        if (cursor.Peek == '(' && ReadJaxprs() is { } jaxprs)
        {
            return jaxprs;
        }
        int start = cursor.Position;
        string text = anyText ? ReadText(key) : ReadWord();
        if (text.Length == 0 && !anyText)
        {
            throw cursor.Error($"the parameter '{key}' has no value", start);
        }
        if (key != "name" && BracketDepth(text) > MaxDepth)
        {
            throw cursor.Error($"the value of the parameter '{key}' is nested deeper than {MaxDepth} brackets", start);
        }
        if (key.EndsWith("jaxpr", StringComparison.Ordinal) && shared(text) is { } named)
        {
            return named;
        }
        if (key.EndsWith("dtype", StringComparison.Ordinal) || key is "preferred_element_type")
        {
            return DType.Find(text) is { } dtype && dtype.Name == text ? dtype : text == "None" ? null : text;
        }
        if (key != "name" && Dimensions(text) is { } dimensions)
        {
            return dimensions;
        }
        int position = 0;
        // What does not read as plain data, or would not print back as it stands, is kept as its text.
        return TryValue(text, ref position, 0, out object? value) && position == text.Length && ValueText.Of(value) == text ? value : text;
    }

    private static int BracketDepth(string text)
    {
        int depth = 0, deepest = 0;
        foreach (char c in text)
        {
            depth += c is '(' or '[' ? 1 : c is ')' or ']' && depth > 0 ? -1 : 0;
            deepest = Math.Max(deepest, depth);
        }
        return deepest;
    }

    // A value that is plain data or a word, else a string.
    private string ReadText(string key)
    {
        int start = cursor.Position;
        JaxprParseException? error = null;
        try
        {
            string text = ReadWord();
            if (BareText.IsAtEnd(cursor))
            {
                return text;
            }
        }
        catch (JaxprParseException e)
        {
            error = e;
        }
        int end = cursor.Position;
        cursor.Position = start;
        if (BareText.Take(cursor, key) is { } bare)
        {
            return bare;
        }
        cursor.Position = end;
        return error is null ? cursor.TextFrom(start) : throw error;
    }

    // Blanks end a value, but for those in a sum of dimensions.
    private string ReadWord()
    {
        int start = cursor.Position;
        string text = cursor.TakeBalanced(c => char.IsWhiteSpace(c) || c == ']');
        while (cursor.Peek == ' ' && cursor.PeekAt(1) is '+' or '-' && cursor.PeekAt(2) == ' ')
        {
            cursor.Position += 3;
            cursor.TakeBalanced(c => char.IsWhiteSpace(c) || c == ']');
            text = cursor.TextFrom(start);
        }
        return text;
    }

    // A dimension, or a tuple of them or of tuples, over symbols that the program's types have; null where the text would not print back as it stands.
    private object? Dimensions(string text)
    {
        object? value = text.Length > 1 && text[0] == '(' && text[text.Length - 1] == ')' && !DimParser.TryParse(text, out _)
            ? Tuple(DimParser.Split(text.Substring(1, text.Length - 2)).Where(part => part.Length > 0).Select(Dimensions).ToArray())
            : DimParser.TryParse(text, out Dim? dim) && dim!.Symbols.All(symbols.Contains) ? dim : null;
        return value is not null && ValueText.Of(value) == text ? value : null;
    }

    private static PyTuple? Tuple(object?[] items) => items.Contains(null) ? null : PyTuple.Of(items);

    // Names are unique in a printout: the same text again has the same variables. It is another object, else it would have been hoisted.
    private Jaxpr ReadJaxpr()
    {
        cursor.SkipBlanks();
        int start = cursor.Position;
        string text;
        try
        {
            text = string.Join(" ", cursor.TakeBalanced(char.IsWhiteSpace).Split([' ', '\n'], StringSplitOptions.RemoveEmptyEntries));
        }
        catch (JaxprParseException)
        {
            // A string in it has a bracket without its other half: read it to know where it ends.
            cursor.Position = start;
            return readJaxpr();
        }
        if (_read.TryGetValue(text, out Jaxpr? before))
        {
            return new Jaxpr(before.ConstVars, before.InVars, before.Equations, before.Outputs);
        }
        cursor.Position = start;
        return _read[text] = readJaxpr();
    }

    private bool AtJaxpr()
    {
        int start = cursor.Position;
        bool found = cursor.Take("{") && cursor.Take("lambda") && (char.IsWhiteSpace(cursor.Peek) || cursor.Peek == ';');
        cursor.Position = start;
        return found;
    }

    private PyTuple? ReadJaxprs()
    {
        int start = cursor.Position;
        cursor.Expect("(", "before jaxprs");
        List<object?> jaxprs = [];
        while (!cursor.Take(")"))
        {
            if (AtJaxpr())
            {
                jaxprs.Add(ReadJaxpr());
            }
            else if (cursor.Word() is { Length: > 0 } name && shared(name) is { } named)
            {
                jaxprs.Add(named);
            }
            else
            {
                jaxprs.Clear();
                break;
            }
        }
        if (jaxprs.Count == 0)
        {
            cursor.Position = start;
            return null;
        }
        return PyTuple.Of(jaxprs);
    }

    private static bool TryValue(string text, ref int i, int depth, out object? value)
    {
        value = null;
        if (i >= text.Length || depth > MaxDepth)
        {
            return false;
        }
        if (text[i] is '(' or '[')
        {
            bool list = text[i] == '[';
            i++;
            if (!TryItems(text, ref i, list ? ']' : ')', depth, out List<object?> items))
            {
                return false;
            }
            value = new PyTuple(new EquatableList<object?>(items), list);
            return true;
        }
        if (text[i] == '\'')
        {
            StringBuilder content = new();
            for (int at = i + 1; at < text.Length; at++)
            {
                if (text[at] == '\'')
                {
                    value = new PyString(content.ToString());
                    i = at + 1;
                    return true;
                }
                if (text[at] == '\\' && (++at == text.Length || text[at] is not ('\'' or '\\')))
                {
                    return false;
                }
                content.Append(text[at]);
            }
            return false;
        }
        int start = i;
        while (i < text.Length && text[i] is not (',' or '(' or ')' or '[' or ']' or '='))
        {
            i++;
        }
        string word = text.Substring(start, i - start);
        if (i < text.Length && text[i] == '(')
        {
            return word.Length > 0 && char.IsLetter(word[0]) && TryRecord(word, text, ref i, depth, out value);
        }
        value = word switch
        {
            "None" => null,
            "True" => true,
            "False" => false,
            _ when long.TryParse(word, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long integer) => (Dim)integer,
            _ when FloatText.TryParse(word, out double number) => number,
            _ => word,
        };
        return word.Length > 0;
    }

    private static bool TryItems(string text, ref int i, char close, int depth, out List<object?> items)
    {
        items = [];
        while (i < text.Length && text[i] != close)
        {
            if (!TryValue(text, ref i, depth + 1, out object? item))
            {
                return false;
            }
            items.Add(item);
            SkipComma(text, ref i);
        }
        return i < text.Length && text[i++] == close;
    }

    private static bool TryRecord(string name, string text, ref int i, int depth, out object? value)
    {
        value = null;
        List<KeyValuePair<string, object?>> fields = [];
        i++;
        while (i < text.Length && text[i] != ')')
        {
            int equals = text.IndexOf('=', i);
            if (equals < 0)
            {
                return false;
            }
            string field = text.Substring(i, equals - i);
            i = equals + 1;
            if (!TryValue(text, ref i, depth + 1, out object? item))
            {
                return false;
            }
            fields.Add(new(field, item));
            SkipComma(text, ref i);
        }
        value = new PyRecord(name, new EquatableList<KeyValuePair<string, object?>>(fields));
        return i < text.Length && text[i++] == ')';
    }

    private static void SkipComma(string text, ref int i)
    {
        while (i < text.Length && text[i] is (',' or ' '))
        {
            i++;
        }
    }
}
