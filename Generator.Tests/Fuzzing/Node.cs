// A random program as a tree of text: small enough to print, typed enough to shrink (an expression may stand wherever one of its C# type stood).
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

namespace Generator.Tests.Fuzzing;

internal enum Sort
{
    /// <summary>A value of the type <see cref="Node.Type"/>.</summary>
    Expression,

    /// <summary>A statement, member or other thing that may be left out of a list.</summary>
    Item,

    /// <summary>Items one after another, each on its own line.</summary>
    List,
}

/// <param name="Type">The C# type of an expression.</param>
/// <param name="Text">One more than the children: what stands before, between and behind them.</param>
/// <param name="IsConstant">True for an expression that C# itself computes: it must not overflow.</param>
internal sealed record Node(Sort Sort, string Type, IReadOnlyList<string> Text, IReadOnlyList<Node> Children, bool IsConstant = false)
{
    public int Count { get; } = 1 + Children.Sum(c => c.Count);

    public static Node Expression(string type, NodeText text) =>
        new(Sort.Expression, type, text.Text, text.Children, text.Children.Count > 0 && text.Children.All(c => c.IsConstant));

    public static Node Literal(string type, string text) => new(Sort.Expression, type, [text], [], IsConstant: true);

    public static Node Variable(string type, string text) => new(Sort.Expression, type, [text], []);

    public static Node Item(NodeText text) => new(Sort.Item, "", text.Text, text.Children);

    public static Node List(IEnumerable<Node> items)
    {
        Node[] children = [.. items];
        return new(Sort.List, "", [.. Enumerable.Repeat("\n", children.Length + 1)], children);
    }

    public override string ToString()
    {
        StringBuilder text = new();
        Print(text);
        return text.ToString();
    }

    private void Print(StringBuilder text)
    {
        text.Append(Text[0]);
        for (int i = 0; i < Children.Count; i++)
        {
            Children[i].Print(text);
            text.Append(Text[i + 1]);
        }
    }

    /// <summary>The tree with one child replaced.</summary>
    public Node With(int index, Node child) => this with { Children = [.. Children.Select((c, i) => i == index ? child : c)] };

    /// <summary>The list without some of its items.</summary>
    public Node Without(int start, int count)
    {
        Node[] kept = [.. Children.Where((_, i) => i < start || i >= start + count)];
        return this with { Children = kept, Text = [.. Enumerable.Repeat("\n", kept.Length + 1)] };
    }
}

/// <summary>Lets programs be written as interpolated strings: <c>$"{a} + {b}"</c> keeps a and b as children.</summary>
[InterpolatedStringHandler]
internal readonly struct NodeText
{
    private readonly List<string> _text;
    private readonly List<Node> _children;

    public NodeText(int literalLength, int formattedCount)
    {
        _text = new(formattedCount + 1) { "" };
        _children = new(formattedCount);
        _ = literalLength;
    }

    public IReadOnlyList<string> Text => _text;

    public IReadOnlyList<Node> Children => _children;

    public void AppendLiteral(string text) => _text[^1] += text;

    public void AppendFormatted(string text) => _text[^1] += text;

    public void AppendFormatted(int number) => _text[^1] += number.ToString(System.Globalization.CultureInfo.InvariantCulture);

    public void AppendFormatted(Node node)
    {
        _children.Add(node);
        _text.Add("");
    }

    public void AppendFormatted(IEnumerable<Node> nodes)
    {
        string separator = "";
        foreach (Node node in nodes)
        {
            AppendLiteral(separator);
            AppendFormatted(node);
            separator = ", ";
        }
    }
}
