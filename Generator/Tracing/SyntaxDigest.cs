// What a file says, as numbers: one for its declarations, one for each body in it. White space and comments do not count.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;

namespace SrcGenJit.Generator.Tracing;

internal sealed class SyntaxDigest
{
    public const ulong Start = 14695981039346656037;

    private static readonly ConditionalWeakTable<SyntaxTree, SyntaxDigest> s_known = new();

    private SyntaxDigest(SyntaxTree tree)
    {
        SyntaxNode root = tree.GetRoot();
        List<(TextSpan, ulong)> bodies = [];
        ulong declarations = Start, program = Start;
        TextSpan? statements = null;
        foreach (SyntaxNodeOrToken item in root.DescendantNodesAndTokens(n => !IsBody(n)))
        {
            if (item.AsNode() is { } node)
            {
                if (node is GlobalStatementSyntax)
                {
                    // The statements of a program are one body.
                    program = Mix(program, Of(node));
                    statements = statements is { } before ? TextSpan.FromBounds(before.Start, node.Span.End) : node.Span;
                }
                else if (IsBody(node))
                {
                    bodies.Add((node.Span, Of(node)));
                    declarations = Mix(declarations, 1);
                }
            }
            else
            {
                declarations = Mix(declarations, item.AsToken().Text);
            }
        }
        bodies.Insert(0, (statements ?? new TextSpan(root.FullSpan.End, 0), program));
        Declarations = declarations;
        Bodies = [.. bodies];
    }

    /// <summary>Everything outside of bodies.</summary>
    public ulong Declarations { get; }

    /// <summary>The outermost bodies in order; the statements of a program are the first.</summary>
    public ImmutableArray<(TextSpan Span, ulong Hash)> Bodies { get; }

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

    private static ulong Of(SyntaxNode node)
    {
        ulong hash = Start;
        foreach (SyntaxToken token in node.DescendantTokens())
        {
            hash = Mix(hash, token.Text);
        }
        return hash;
    }

    private static bool IsBody(SyntaxNode node) => node is BlockSyntax or ArrowExpressionClauseSyntax or GlobalStatementSyntax;
}
