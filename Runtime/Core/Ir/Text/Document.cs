// The pretty printer that JAX uses: documents of texts, breaks, groups and nests, laid out at a width (jaxpr-format.md, section 3).
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text;

namespace SrcGenJit.Core;

internal abstract record Document
{
    public static Document Nil { get; } = new Concat([]);

    public sealed record Text(string Value) : Document;

    /// <summary>No text, but width: room for what stood there when the layout was made.</summary>
    public sealed record Phantom(int Columns) : Document;

    public sealed record Break(string Flat) : Document;

    public sealed record Concat(IReadOnlyList<Document> Parts) : Document;

    public sealed record Nest(int Indent, Document Inner) : Document;

    public sealed record Group(Document Inner) : Document;

    public static implicit operator Document(string text) => new Text(text);

    public static Document Of(params Document[] parts) => new Concat(parts);

    public static Document Line(string flat = " ") => new Break(flat);

    public static Document Join(Document separator, IEnumerable<Document> items)
    {
        List<Document> parts = [];
        foreach (Document item in items)
        {
            if (parts.Count > 0)
            {
                parts.Add(separator);
            }
            parts.Add(item);
        }
        return new Concat(parts);
    }

    /// <summary>Lays the document out. A group goes flat when it alone fits the rest of the line, whatever follows it.</summary>
    public string Format(int width = 80)
    {
        StringBuilder text = new();
        int column = 0;
        Dictionary<Document, int> widths = new(ReferenceComparer.Instance);
        Stack<(int Indent, bool Flat, Document Document)> stack = new();
        stack.Push((0, false, this));
        while (stack.Count > 0)
        {
            (int indent, bool flat, Document document) = stack.Pop();
            switch (document)
            {
                case Text item:
                    text.Append(item.Value);
                    column += Encoding.UTF8.GetByteCount(item.Value);
                    break;
                case Phantom item:
                    column += item.Columns;
                    break;
                case Break item when flat:
                    text.Append(item.Flat);
                    column += item.Flat.Length;
                    break;
                case Break:
                    text.Append('\n').Append(' ', indent);
                    column = indent;
                    break;
                case Concat item:
                    for (int i = item.Parts.Count - 1; i >= 0; i--)
                    {
                        stack.Push((indent, flat, item.Parts[i]));
                    }
                    break;
                case Nest item:
                    stack.Push((indent + item.Indent, flat, item.Inner));
                    break;
                case Group item:
                    stack.Push((indent, flat || Width(item.Inner, widths) <= width - column, item.Inner));
                    break;
            }
        }
        return text.ToString();
    }

    private static int Width(Document document, Dictionary<Document, int> known)
    {
        if (known.TryGetValue(document, out int width))
        {
            return width;
        }
        width = document switch
        {
            Text item => Encoding.UTF8.GetByteCount(item.Value),
            Phantom item => item.Columns,
            Break item => item.Flat.Length,
            Concat item => item.Parts.Sum(p => Width(p, known)),
            Nest item => Width(item.Inner, known),
            Group item => Width(item.Inner, known),
            _ => 0,
        };
        known[document] = width;
        return width;
    }

    private sealed class ReferenceComparer : IEqualityComparer<Document>
    {
        public static ReferenceComparer Instance { get; } = new();

        public bool Equals(Document? x, Document? y) => ReferenceEquals(x, y);

        public int GetHashCode(Document obj) => System.Runtime.CompilerServices.RuntimeHelpers.GetHashCode(obj);
    }
}
