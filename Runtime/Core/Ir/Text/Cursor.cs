// A cursor over jaxpr text: blanks, words, bracketed spans, and errors with line and column.
using System;

namespace SrcGenJit.Core;

internal sealed class Cursor(string text)
{
    // The start of the line of the last position that was asked for: on a long line nothing is searched twice.
    private int _lineStart;
    private int _lineAsked;

    public int Position { get; set; }

    public bool AtEnd => Position >= text.Length;

    public char Peek => AtEnd ? '\0' : text[Position];

    public char PeekAt(int offset) => Position + offset < text.Length ? text[Position + offset] : '\0';

    /// <summary>The column of the position, from 0.</summary>
    public int Column
    {
        get
        {
            bool onward = Position >= _lineAsked;
            int from = onward ? _lineAsked : 0, found = Position == from ? -1 : text.LastIndexOf('\n', Position - 1, Position - from);
            _lineStart = found >= 0 ? found + 1 : onward ? _lineStart : 0;
            _lineAsked = Position;
            return Position - _lineStart;
        }
    }

    public char At(int position) => text[position];

    /// <summary>The text between an earlier position and this one.</summary>
    public string TextFrom(int start) => text.Substring(start, Position - start);

    public void SkipBlanks()
    {
        while (!AtEnd && char.IsWhiteSpace(text[Position]))
        {
            Position++;
        }
    }

    /// <summary>Skips blanks, then takes <paramref name="expected"/> if it is next.</summary>
    public bool Take(string expected)
    {
        SkipBlanks();
        if (string.CompareOrdinal(text, Position, expected, 0, expected.Length) != 0)
        {
            return false;
        }
        Position += expected.Length;
        return true;
    }

    public void Expect(string expected, string context)
    {
        if (!Take(expected))
        {
            throw Error($"expected '{expected}' {context}, found {Found()}");
        }
    }

    /// <summary>Takes the longest run of characters that satisfy the predicate.</summary>
    public string TakeWhile(Func<char, bool> accept)
    {
        int start = Position;
        while (!AtEnd && accept(text[Position]))
        {
            Position++;
        }
        return text.Substring(start, Position - start);
    }

    /// <summary>A name after blanks: letters, digits, underscore; empty when there is none.</summary>
    public string Word()
    {
        SkipBlanks();
        return char.IsLetter(Peek) || Peek == '_' ? TakeWhile(c => char.IsLetterOrDigit(c) || c == '_') : "";
    }

    /// <summary>Takes text up to a delimiter that stands outside all brackets and quotes.</summary>
    public string TakeBalanced(Func<char, bool> stop)
    {
        int start = Position, depth = 0;
        while (!AtEnd)
        {
            char c = Peek;
            if (depth == 0 && stop(c))
            {
                break;
            }
            if (c is '\'' or '"')
            {
                SkipQuoted(c);
                continue;
            }
            if (c is '(' or '[' or '{' || (c == '<' && (char.IsLetter(PeekAt(1)) || depth > 0)))
            {
                depth++;
            }
            else if (c is ')' or ']' or '}' || (c == '>' && depth > 0 && (Position == 0 || text[Position - 1] != '-')))
            {
                depth--;
                if (depth < 0)
                {
                    break;
                }
            }
            Position++;
        }
        if (depth > 0)
        {
            Position = start;
            throw Error("a bracket is not closed");
        }
        return text.Substring(start, Position - start);
    }

    public string Found()
    {
        SkipBlanks();
        return AtEnd ? "the end of the text" : "'" + text.Substring(Position, Math.Min(12, text.Length - Position)).Split('\n')[0] + "'";
    }

    public JaxprParseException Error(string what, JaxprParseProblem problem = JaxprParseProblem.Syntax) => Error(what, Position, problem);

    public JaxprParseException Error(string what, int position, JaxprParseProblem problem = JaxprParseProblem.Syntax)
    {
        int line = 1, column = 1;
        for (int i = 0; i < position && i < text.Length; i++)
        {
            column++;
            if (text[i] == '\n')
            {
                line++;
                column = 1;
            }
        }
        return new JaxprParseException(what, line, column, problem);
    }

    private void SkipQuoted(char quote)
    {
        int start = Position++;
        while (!AtEnd && Peek != quote)
        {
            Position += Peek == '\\' ? 2 : 1;
        }
        if (AtEnd)
        {
            Position = start;
            throw Error("a quoted string is not closed");
        }
        Position++;
    }
}
