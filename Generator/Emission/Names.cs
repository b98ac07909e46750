// Names in generated code: what is an identifier, and names that are unique in a scope and the same in every build.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis.CSharp;

namespace SrcGenJit.Generator.Emission;

/// <summary>Hands out names, each once. A name that is taken gets the smallest free number behind it.</summary>
internal sealed class Names
{
    private readonly HashSet<string> _taken;
    private int _letters;

    public Names(StringComparer comparer) => _taken = new HashSet<string>(comparer);

    public Names(params string[] reserved)
        : this(StringComparer.Ordinal) => _taken.UnionWith(reserved);

    public static bool IsIdentifier(string text) => SyntaxFacts.IsValidIdentifier(text);

    /// <summary>The identifier as it is written: <c>@</c> before keywords.</summary>
    public static string Escape(string identifier) =>
        IsReserved(identifier) ? "@" + identifier : identifier;

    /// <summary>An identifier made of the letters, digits and underscores of a text.</summary>
    public static string Clean(string text)
    {
        string name = new(text.Select(c => c < 128 && (char.IsLetterOrDigit(c) || c == '_') ? c : '_').ToArray());
        return name.Length == 0 || char.IsDigit(name[0]) ? "_" + name : name;
    }

    /// <summary>A name for a variable: types, methods and constants of generated code begin with a capital letter, and variables do not.</summary>
    public static string Local(string text) => text.Length > 0 && char.IsUpper(text[0]) ? char.ToLowerInvariant(text[0]) + text.Substring(1) : text;

    /// <summary>The names of parameters in generated code: their own, unless something that generated code calls has it.</summary>
    public static string[] OfParameters(IEnumerable<string> parameters)
    {
        string[] given = [.. parameters];
        Names names = new([.. given.Where(p => p == Local(p))]);
        return [.. given.Select(p => p == Local(p) && !IsNative(p) ? Escape(p) : names.Take(Local(p)))];
    }

    /// <summary>A name of this scope: <paramref name="wanted"/>, or with a number behind it.</summary>
    public string Take(string wanted)
    {
        string name = wanted;
        for (int i = 2; IsReserved(name) || IsNative(name) || !_taken.Add(name); i++)
        {
            name = wanted + i.ToString(System.Globalization.CultureInfo.InvariantCulture);
        }
        return name;
    }

    /// <summary>As <see cref="Take"/>, but keywords stay as they are, for names that are escaped where they are written.</summary>
    public string TakeVerbatim(string wanted) => IsReserved(wanted) && _taken.Add(wanted) ? wanted : Take(wanted);

    /// <summary>The next of JAX's variable names that is free.</summary>
    public string TakeLetter()
    {
        while (true)
        {
            string name = Letters(_letters++);
            if (!_taken.Contains(name) && !IsReserved(name))
            {
                return Take(name);
            }
        }
    }

    // Types by their meaning, not by their kind of token: a variable of the name hides them.
    private static bool IsNative(string name) => name is "nint" or "nuint";

    private static bool IsReserved(string name) =>
        SyntaxFacts.GetKeywordKind(name) != SyntaxKind.None || SyntaxFacts.GetContextualKeywordKind(name) != SyntaxKind.None;

    /// <summary>JAX's variable names in order: a, b, ..., z, aa, ab, ...</summary>
    public static string Letters(int number)
    {
        string name = "";
        for (int n = number + 1; n > 0; n = (n - 1) / 26)
        {
            name = (char)('a' + ((n - 1) % 26)) + name;
        }
        return name;
    }
}
