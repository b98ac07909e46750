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

    /// <summary>A name of this scope: <paramref name="wanted"/>, or with a number behind it.</summary>
    public string Take(string wanted)
    {
        string name = wanted;
        for (int i = 2; IsReserved(name) || !_taken.Add(name); i++)
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
