// A failure that outlives the compilation it was found in: its places are counted in tokens from the member around them, or in letters of a file that is still the same.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;

namespace SrcGenJit.Generator.Tracing;

internal sealed class StoredFailure
{
    private readonly DiagnosticDescriptor _rule;
    private readonly string?[] _arguments;
    private readonly Place[] _places;

    public StoredFailure(ProgramDigest program, TraceFailure failure)
    {
        _rule = failure.Rule;
        _arguments = [.. failure.Arguments.Select(a => a?.ToString())];
        _places = [.. failure.Related.Prepend(failure.Place).Select(l => Place.Of(program, l))];
    }

    /// <summary>The failure in a program; null where its places are no longer there.</summary>
    public TraceFailure? In(ProgramDigest program)
    {
        Location?[] places = [.. _places.Select(p => p.In(program))];
        return places.All(p => p is not null) ? new TraceFailure(_rule, places[0]!, [.. _arguments], [.. places.Skip(1).Select(p => p!)]) : null;
    }

    /// <param name="Anchor">The member, or the file's text where there is none.</param>
    /// <param name="First">The first token in the member; or the position in the file.</param>
    /// <param name="Last">The last token, or the end.</param>
    private readonly record struct Place(bool IsToken, ulong Anchor, int First, int Last)
    {
        public static Place Of(ProgramDigest program, Location location)
        {
            if (location.SourceTree is not { } tree || !program.Compilation.ContainsSyntaxTree(tree))
            {
                return default;
            }
            SyntaxDigest digest = SyntaxDigest.Of(tree);
            if (digest.Anchor(location.SourceSpan) is { } anchor)
            {
                SyntaxToken[] tokens = [.. Tokens(tree, anchor.Span)];
                int first = System.Array.FindIndex(tokens, t => t.SpanStart == location.SourceSpan.Start), last = System.Array.FindIndex(tokens, t => t.Span.End == location.SourceSpan.End);
                if (first >= 0 && last >= first)
                {
                    return new Place(true, anchor.Key, first, last);
                }
            }
            return new Place(false, digest.Text, location.SourceSpan.Start, location.SourceSpan.End);
        }

        public Location? In(ProgramDigest program)
        {
            if (Anchor == 0)
            {
                return Location.None;
            }
            if (!IsToken)
            {
                (ulong text, int start, int end) = (Anchor, First, Last);
                return program.Trees.FirstOrDefault(t => SyntaxDigest.Of(t).Text == text) is { } same ? Location.Create(same, TextSpan.FromBounds(start, end)) : null;
            }
            if (program.Find(Anchor) is not { } found)
            {
                return null;
            }
            SyntaxToken first = default, last = default;
            int i = 0;
            foreach (SyntaxToken token in Tokens(found.Tree, found.Span))
            {
                first = i == First ? token : first;
                last = i == Last ? token : last;
                i++;
            }
            return first.IsKind(SyntaxKind.None) || last.IsKind(SyntaxKind.None) ? null : Location.Create(found.Tree, TextSpan.FromBounds(first.SpanStart, last.Span.End));
        }

        private static IEnumerable<SyntaxToken> Tokens(SyntaxTree tree, TextSpan span) => tree.GetRoot().DescendantTokens(span).Where(t => span.Contains(t.Span));
    }
}
