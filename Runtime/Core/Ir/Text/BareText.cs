// A string among parameters, which JAX prints as it stands: without quotes, with whatever blanks, quotes and brackets are in it.
using System;

namespace SrcGenJit.Core;

internal static class BareText
{
    /// <summary>Whether the parameter list goes on or ends here, at most blanks away: with <c>]</c> or with another parameter.</summary>
    public static bool IsAtEnd(Cursor cursor)
    {
        int blanks = 0;
        while (char.IsWhiteSpace(cursor.PeekAt(blanks)))
        {
            blanks++;
        }
        return cursor.PeekAt(blanks) == ']' || (blanks > 0 && NextKey(cursor, blanks).Length > 0);
    }

    /// <summary>
    /// Takes the text of a parameter up to the <c>]</c> that closes the list, or up to the blank before the next parameter. JAX sorts parameters by name, so only a name
    /// beyond <paramref name="key"/> begins another, and none in brackets where they come in pairs. Null where no end is found.
    /// </summary>
    public static string? Take(Cursor cursor, string key)
    {
        int end = 0, depth = 0;
        int? paired = null, any = null;
        while (!(cursor.PeekAt(end) == ']' && EndsList(cursor, end + 1)))
        {
            char c = cursor.PeekAt(end);
            if (c == '\0')
            {
                return null;
            }
            if (char.IsWhiteSpace(c) && NextKey(cursor, end + 1) is { Length: > 0 } next && string.CompareOrdinal(next, key) > 0)
            {
                any ??= end + 1;
                paired ??= depth == 0 ? end + 1 : null;
            }
            depth = Math.Max(0, depth + (c is '(' or '[' or '{' ? 1 : c is ')' or ']' or '}' ? -1 : 0));
            end++;
        }
        return (depth == 0 ? paired : any) is { } name ? Cut(cursor, name, blank: 1) : Cut(cursor, end, blank: 0);
    }

    // After the list come operands, and then the end of a line, an equation or all equations.
    private static bool EndsList(Cursor cursor, int at)
    {
        while (true)
        {
            while (cursor.PeekAt(at) == ' ')
            {
                at++;
            }
            if (cursor.PeekAt(at) is '\0' or '\n' or '\r' or ';' || (cursor.PeekAt(at) == 'i' && cursor.PeekAt(at + 1) == 'n' && cursor.PeekAt(at + 2) == ' ' && cursor.PeekAt(at + 3) == '('))
            {
                return true;
            }
            int start = at;
            bool name = true, typed = false;
            for (; cursor.PeekAt(at) is var c && c is not ('\0' or '\n' or '\r' or ';' or ' '); at++)
            {
                name &= char.IsLetterOrDigit(c) || c == '_';
                typed |= c == ':' && at > start;
            }
            if (!name && !(typed && cursor.PeekAt(at - 1) == ']'))
            {
                return false;
            }
        }
    }

    // Where the list is broken into lines a line break and the indentation separate parameters, else a single blank; all other blanks are the string's.
    private static string Cut(Cursor cursor, int length, int blank)
    {
        int start = cursor.Position;
        cursor.Position = start + length;
        string text = cursor.TextFrom(start);
        int words = text.TrimEnd().Length, line = text.LastIndexOf('\n');
        cursor.Position = start + (line >= words ? line : length - blank);
        return cursor.TextFrom(start);
    }

    // The name of a parameter: a word directly before a single '='.
    private static string NextKey(Cursor cursor, int offset)
    {
        int before = cursor.Position;
        cursor.Position += offset;
        string word = cursor.Word();
        bool assigned = word.Length > 0 && cursor.Position == before + offset + word.Length && cursor.Peek == '=' && cursor.PeekAt(1) != '=';
        cursor.Position = before;
        return assigned ? word : "";
    }
}
