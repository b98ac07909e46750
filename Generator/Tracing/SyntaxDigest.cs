// What a file says, as numbers: for each type its header, its members and the bodies in it, and which names it declares. White space and comments do not count.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SrcGenJit.Generator.Tracing;

internal sealed class SyntaxDigest
{
    public const ulong Start = 14695981039346656037;

    private static readonly ConditionalWeakTable<SyntaxTree, SyntaxDigest> s_known = new();

    private readonly Dictionary<ulong, TypePart> _types = [];
    private readonly HashSet<(ulong, ulong)> _scope = [];
    private readonly HashSet<ulong> _staticUsings = [];
    private readonly List<(TextSpan Span, ulong Key)> _bodies = [];
    private readonly Dictionary<ulong, TextSpan> _anchors = [];
    private readonly Lazy<ulong> _text;

    private SyntaxDigest(SyntaxTree tree)
    {
        SyntaxNode root = tree.GetRoot();
        ulong usings = Start, globals = Start;
        foreach (UsingDirectiveSyntax directive in root.DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax).OfType<UsingDirectiveSyntax>())
        {
            ref ulong hash = ref directive.GlobalKeyword.IsKind(SyntaxKind.None) ? ref usings : ref globals;
            hash = Of(directive, hash);
            if (!directive.StaticKeyword.IsKind(SyntaxKind.None))
            {
                _staticUsings.Add(OfName(LastName(directive.NamespaceOrType)));
            }
        }
        GlobalUsings = globals;
        Program(root, usings);
        foreach (SyntaxNode child in root.ChildNodes())
        {
            Declaration(child, Start, usings);
        }
        Declarations = _types.Values.Aggregate(globals, (hash, part) => Mix(Mix(hash, part.Key), part.All));
        foreach ((ulong name, ulong value) in _scope)
        {
            Declarations = unchecked(Declarations + Mix(name, value));
        }
        _text = new Lazy<ulong>(() => Mix(Start, tree.GetText().ToString()));
    }

    /// <summary>Everything outside of bodies.</summary>
    public ulong Declarations { get; }

    public ulong GlobalUsings { get; }

    /// <summary>The file's letters, white space and comments too.</summary>
    public ulong Text => _text.Value;

    public IReadOnlyCollection<TypePart> Types => _types.Values;

    /// <summary>What the file declares that a simple name may find: types, namespaces, extension members.</summary>
    public IReadOnlyCollection<(ulong Name, ulong Value)> Scope => _scope;

    /// <summary>Simple names of the types of <c>using static</c>.</summary>
    public IReadOnlyCollection<ulong> StaticUsings => _staticUsings;

    public static SyntaxDigest Of(SyntaxTree tree) => s_known.GetValue(tree, t => new SyntaxDigest(t));

    public static ulong Mix(ulong hash, ulong value) => unchecked((hash ^ value) * 1099511628211 ^ (hash >> 29));

    public static ulong Mix(ulong hash, string text)
    {
        foreach (char c in text)
        {
            hash = unchecked((hash ^ c) * 1099511628211);
        }
        return Mix(hash, 0xFFFF);
    }

    public static ulong OfName(string name) => Mix(Start, name);

    /// <summary>The key of a type: its namespace, the types around it, its name and arity.</summary>
    public static ulong KeyOf(INamedTypeSymbol type) => type.IsExtension && type.ContainingType is { } container ? KeyOf(container)
        : KeyOf(type.ContainingType is { } outer ? KeyOf(outer) : KeyOf(type.ContainingNamespace), type.Name, type.Arity);

    /// <summary>The bodies that a piece of syntax lies in or holds.</summary>
    public IEnumerable<ulong> BodiesAt(TextSpan span) => _bodies.Where(b => b.Span.IntersectsWith(span)).Select(b => b.Key);

    /// <summary>The smallest member around a place, and its span.</summary>
    public (ulong Key, TextSpan Span)? Anchor(TextSpan place)
    {
        (ulong, TextSpan Span)? best = null;
        foreach (KeyValuePair<ulong, TextSpan> anchor in _anchors)
        {
            if (anchor.Value.Contains(place) && (best is null || best.Value.Span.Length > anchor.Value.Length))
            {
                best = (anchor.Key, anchor.Value);
            }
        }
        return best;
    }

    public TextSpan? SpanOf(ulong anchor) => _anchors.TryGetValue(anchor, out TextSpan span) ? span : null;

    private static ulong KeyOf(INamespaceSymbol space) => space.IsGlobalNamespace ? Start : Mix(KeyOf(space.ContainingNamespace), space.Name);

    private static ulong KeyOf(ulong outer, string name, int arity) => Mix(Mix(outer, name), (ulong)arity);

    // The statements of a program are one body.
    private void Program(SyntaxNode root, ulong usings)
    {
        ulong hash = usings;
        TextSpan? statements = null;
        foreach (SyntaxNode statement in root.ChildNodes().Where(n => n is GlobalStatementSyntax))
        {
            hash = Of(statement, hash);
            statements = statements is { } before ? TextSpan.FromBounds(before.Start, statement.Span.End) : statement.Span;
        }
        if (statements is { } span)
        {
            TypePart part = Part(Mix(Start, "<program>"), usings);
            part.Bodies[Mix(part.Key, 0)] = hash;
            _bodies.Add((span, Mix(part.Key, 0)));
        }
    }

    private void Declaration(SyntaxNode node, ulong container, ulong usings)
    {
        switch (node)
        {
            case BaseNamespaceDeclarationSyntax space:
                foreach (string name in space.Name.ToString().Split('.').Select(n => n.Trim().TrimStart('@')))
                {
                    _scope.Add((OfName(name), Mix(container, "namespace")));
                    container = Mix(container, name);
                }
                foreach (MemberDeclarationSyntax member in space.Members)
                {
                    Declaration(member, container, usings);
                }
                break;
            case BaseTypeDeclarationSyntax type:
                Type(type, container, usings);
                break;
            case DelegateDeclarationSyntax function:
                TypePart part = Part(KeyOf(container, function.Identifier.ValueText, function.TypeParameterList?.Parameters.Count ?? 0), usings);
                part.Header = Of(function, part.Header);
                _scope.Add((OfName(function.Identifier.ValueText), Mix(container, "delegate")));
                break;
        }
    }

    private void Type(BaseTypeDeclarationSyntax type, ulong container, ulong usings)
    {
        string name = type.Identifier.ValueText;
        int arity = (type as TypeDeclarationSyntax)?.TypeParameterList?.Parameters.Count ?? 0;
        TypePart part = Part(KeyOf(container, name, arity), usings);
        part.Name = OfName(name);
        _scope.Add((part.Name, Mix(Mix(container, type.Modifiers.ToString()), (ulong)arity)));
        SyntaxList<MemberDeclarationSyntax> members = type is TypeDeclarationSyntax declaration ? declaration.Members : default;
        foreach (SyntaxNodeOrToken item in type.ChildNodesAndTokens())
        {
            if (!(item.AsNode() is MemberDeclarationSyntax member && members.Contains(member)))
            {
                part.Header = Outside(item, part.Header);
            }
        }
        foreach (MemberDeclarationSyntax member in members)
        {
            Member(member, part, usings, Start);
        }
    }

    private void Member(MemberDeclarationSyntax member, TypePart part, ulong usings, ulong receiver)
    {
        if (member is BaseTypeDeclarationSyntax or DelegateDeclarationSyntax)
        {
            Declaration(member, part.Key, usings);
            return;
        }
        if (member is ExtensionBlockDeclarationSyntax block)
        {
            ulong header = Of(block.ParameterList!, part.Key);
            foreach (MemberDeclarationSyntax inner in block.Members)
            {
                Member(inner, part, usings, header);
            }
            return;
        }
        // Bodies are known by the declaration they belong to, so that other members do not matter.
        ulong hash = Mix(receiver, part.Key);
        hash = Outside(member, hash);
        _anchors[hash] = member.Span;
        int bodies = 0;
        foreach (SyntaxNode body in member.DescendantNodes(n => !IsBody(n)).Where(IsBody))
        {
            ulong key = Mix(hash, (ulong)++bodies);
            part.Bodies[key] = Of(body, Start);
            _bodies.Add((body.Span, key));
        }
        string[] names = MemberNames.Of(member);
        foreach (string name in names)
        {
            part.Add(OfName(name), hash);
            if (receiver != Start || member is MethodDeclarationSyntax { ParameterList.Parameters: [{ } first, ..] } && first.Modifiers.Any(SyntaxKind.ThisKeyword))
            {
                _scope.Add((OfName(name), hash));
            }
        }
        if (names.Length == 0)
        {
            part.Header = Mix(part.Header, hash);
            if (member is MethodDeclarationSyntax method)
            {
                part.HeaderNames.Add(OfName(method.Identifier.ValueText));
            }
            if (receiver != Start)
            {
                _scope.Add((MemberNames.Implicit, hash));
            }
        }
    }

    private TypePart Part(ulong key, ulong usings)
    {
        if (!_types.TryGetValue(key, out TypePart? part))
        {
            _types[key] = part = new TypePart(key, usings);
        }
        return part;
    }

    private static string LastName(SyntaxNode name) => name.DescendantNodesAndSelf().OfType<SimpleNameSyntax>().LastOrDefault()?.Identifier.ValueText ?? "";

    // The tokens that are not in bodies.
    private static ulong Outside(SyntaxNodeOrToken item, ulong hash)
    {
        if (item.AsNode() is not { } node)
        {
            return Mix(hash, item.AsToken().Text);
        }
        if (IsBody(node))
        {
            return Mix(hash, 1);
        }
        foreach (SyntaxNodeOrToken inner in node.DescendantNodesAndTokens(n => !IsBody(n)))
        {
            hash = inner.AsNode() is not { } part ? Mix(hash, inner.AsToken().Text) : IsBody(part) ? Mix(hash, 1) : hash;
        }
        return hash;
    }

    private static ulong Of(SyntaxNode node, ulong hash)
    {
        foreach (SyntaxToken token in node.DescendantTokens())
        {
            hash = Mix(hash, token.Text);
        }
        return hash;
    }

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax;
}
