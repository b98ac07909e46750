// The part of a type that one file declares, as numbers; and the members of a type that C# looks up without their names.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SrcGenJit.Generator.Tracing;

/// <param name="key">The type.</param>
/// <param name="usings">The file's using directives.</param>
internal sealed class TypePart(ulong key, ulong usings)
{
    private readonly Dictionary<ulong, ulong> _members = [];

    public ulong Key { get; } = key;

    /// <summary>The type's simple name.</summary>
    public ulong Name { get; set; }

    /// <summary>Modifiers, bases, attributes, fields, constructors, operators: what any use of the type may read.</summary>
    public ulong Header { get; set; } = usings;

    /// <summary>The declarations of static and named members, by name.</summary>
    public IReadOnlyDictionary<ulong, ulong> Members => _members;

    /// <summary>The bodies, by the declaration around them.</summary>
    public Dictionary<ulong, ulong> Bodies { get; } = [];

    public bool Declares(ulong name) => _members.ContainsKey(name) || HeaderNames.Contains(name);

    /// <summary>Names of methods that count among the header.</summary>
    public HashSet<ulong> HeaderNames { get; } = [];

    public ulong All => Members.Aggregate(Header, (hash, member) => unchecked(hash + SyntaxDigest.Mix(member.Key, member.Value)));

    // The order of members of one name plays no part.
    public void Add(ulong name, ulong declaration) => _members[name] = unchecked((_members.TryGetValue(name, out ulong before) ? before : 0) + SyntaxDigest.Mix(name, declaration));
}

internal static class MemberNames
{
    private static readonly HashSet<string> s_implicit = new(StringComparer.Ordinal)
    {
        "GetEnumerator", "GetAsyncEnumerator", "MoveNext", "Current", "Dispose", "Deconstruct", "Add", "Equals", "GetHashCode", "ToString", "CompareTo", "Count", "Length", "Slice", "PrintMembers",
        "Invoke", "GetPinnableReference", "AppendLiteral", "AppendFormatted", "Create", "Select", "SelectMany", "Where", "OrderBy", "ThenBy", "GroupBy", "Join", "Cast",
    };

    /// <summary>Stands for all names that C# finds without their being written.</summary>
    public static ulong Implicit { get; } = SyntaxDigest.OfName("<implicit>");

    /// <summary>The names of a member that is found by its name only; none for what any use of its type may read.</summary>
    public static string[] Of(MemberDeclarationSyntax member)
    {
        string[] names = member switch
        {
            MethodDeclarationSyntax method => [method.Identifier.ValueText],
            PropertyDeclarationSyntax property when property.Modifiers.Any(SyntaxKind.StaticKeyword) => [property.Identifier.ValueText],
            FieldDeclarationSyntax field when field.Modifiers.Any(m => m.IsKind(SyntaxKind.StaticKeyword) || m.IsKind(SyntaxKind.ConstKeyword)) => [.. field.Declaration.Variables.Select(v => v.Identifier.ValueText)],
            _ => [],
        };
        return names.Any(s_implicit.Contains) ? [] : names;
    }
}
