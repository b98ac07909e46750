// The text of [Shape]: dimensions separated by blanks.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Generator.Tracing;

/// <summary>A declared shape. <paramref name="Leading"/> names the leading dimensions (<c>*batch</c>), which count as one.</summary>
internal sealed record ShapeSpec(string? Leading, Shape Shape)
{
    /// <summary>How many leading dimensions there are at least.</summary>
    public int LeastLeading { get; init; }

    /// <summary>As an attribute has it: <c>*batch n d</c>.</summary>
    public string Text => string.Join(" ", Shape.Select((d, i) => (i == 0 && Leading is not null ? "*" : "") + Dimension(d)));

    // Dimensions are separated by blanks.
    private static string Dimension(Dim dim) => dim.ToString().Replace(" ", "");

    /// <summary>Reads the text; the error says what is wrong.</summary>
    public static ShapeSpec? Parse(string text, out string? error)
    {
        error = null;
        string? leading = null;
        List<Dim> dims = [];
        foreach (string part in text.Split([' ', ','], StringSplitOptions.RemoveEmptyEntries))
        {
            if (part[0] == '*')
            {
                if (dims.Count > 0 || leading is not null || !IsName(part.Substring(1)))
                {
                    error = $"'{part}' can only stand first, with a name behind the asterisk";
                    return null;
                }
                leading = part.Substring(1);
                dims.Add(Dim.Symbol(leading));
                continue;
            }
            Dim? dim;
            try
            {
                dim = Read(part);
            }
            catch (OverflowException)
            {
                dim = null;
            }
            if (dim is null)
            {
                error = $"'{part}' is no dimension";
                return null;
            }
            dims.Add(dim);
        }
        return new ShapeSpec(leading, Shape.Of(dims));
    }

    private static bool IsName(string text) => text.Length > 0 && (char.IsLetter(text[0]) || text[0] == '_') && text.All(c => char.IsLetterOrDigit(c) || c == '_');

    // sum = product { (+|-) product }, product = atom { (*|//|%) atom }
    private static Dim? Read(string text)
    {
        int at = 0;
        Dim? result = Sum(text, ref at);
        return at == text.Length && (result is not { IsConstant: true } || result.Value >= 0) ? result : null;
    }

    private static Dim? Sum(string text, ref int at)
    {
        Dim? left = Product(text, ref at);
        while (left is not null && at < text.Length && text[at] is '+' or '-')
        {
            bool plus = text[at++] == '+';
            Dim? right = Product(text, ref at);
            left = right is null ? null : plus ? left + right : left - right;
        }
        return left;
    }

    private static Dim? Product(string text, ref int at)
    {
        Dim? left = Atom(text, ref at);
        while (left is not null && at < text.Length && text[at] is '*' or '/' or '%')
        {
            char operation = text[at++];
            at += operation == '/' && at < text.Length && text[at] == '/' ? 1 : 0;
            Dim? right = Atom(text, ref at);
            left = right is null || operation != '*' && right is { IsConstant: true } && right.Value == 0 ? null
                : operation == '*' ? left * right
                : operation == '/' ? Dim.FloorDiv(left, right)
                : Dim.Mod(left, right);
        }
        return left;
    }

    private static Dim? Atom(string text, ref int at)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (at < text.Length && text[at] == '(')
        {
            at++;
            Dim? inner = Sum(text, ref at);
            return inner is not null && at < text.Length && text[at++] == ')' ? inner : null;
        }
        int start = at;
        while (at < text.Length && (char.IsLetterOrDigit(text[at]) || text[at] == '_'))
        {
            at++;
        }
        string word = text.Substring(start, at - start);
        return IsName(word) ? Dim.Symbol(word)
            : int.TryParse(word, System.Globalization.NumberStyles.None, System.Globalization.CultureInfo.InvariantCulture, out int number) ? Dim.Constant(number)
            : null;
    }
}
