// The structure of a pytree, as JAX's PyTreeDef: a value of its own that holds no arrays.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;

namespace SrcGenJit.Core;

/// <summary>Nodes and static values of a tree in order, a mark for each leaf; compared part by part. Its text is for people.</summary>
internal sealed class TreeStructure : IEquatable<TreeStructure>
{
    private static readonly object s_leaf = new();

    private readonly object?[] _parts;
    private readonly int _hash;

    public TreeStructure(Tree tree)
    {
        List<object?> parts = [];
        Collect(tree, parts);
        _parts = [.. parts];
        _hash = _parts.Aggregate(_parts.Length, (h, part) => unchecked((h * 31) + (part?.GetHashCode() ?? 0)));
    }

    public static bool operator ==(TreeStructure left, TreeStructure right) => left.Equals(right);

    public static bool operator !=(TreeStructure left, TreeStructure right) => !left.Equals(right);

    public bool Equals(TreeStructure? other) => other is not null && _hash == other._hash && _parts.SequenceEqual(other._parts);

    public override bool Equals(object? obj) => Equals(obj as TreeStructure);

    public override int GetHashCode() => _hash;

    public override string ToString()
    {
        StringBuilder text = new();
        int next = 0;
        Write(text, ref next);
        return text.ToString();
    }

    private static void Collect(Tree tree, List<object?> parts)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (tree)
        {
            case Tree.Node node:
                parts.Add(new NodeType(node.Kind, node.Data, node.Children.Count));
                foreach (Tree child in node.Children)
                {
                    Collect(child, parts);
                }
                break;
            case Tree.Static known:
                parts.Add(new StaticValue(known.Key, known.Value));
                break;
            default:
                parts.Add(s_leaf);
                break;
        }
    }

    private void Write(StringBuilder text, ref int next)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (_parts[next++])
        {
            case NodeType node:
                IReadOnlyList<object>? keys = (node.Data as DictionaryKeys)?.Keys;
                text.Append(node.Kind).Append('(');
                for (int i = 0; i < node.Count; i++)
                {
                    text.Append(i == 0 ? "" : ", ");
                    if (keys is not null)
                    {
                        text.Append(keys[i] is string name ? "'" + name + "'" : Convert.ToString(keys[i], CultureInfo.InvariantCulture)).Append(": ");
                    }
                    Write(text, ref next);
                }
                text.Append(')');
                break;
            case StaticValue known:
                text.Append("static(").Append(Convert.ToString(known.Value, CultureInfo.InvariantCulture)).Append(')');
                break;
            default:
                text.Append('*');
                break;
        }
    }

    private sealed record NodeType(string Kind, object? Data, int Count);

    // Equal by the key alone: the value is there to be shown.
    private sealed class StaticValue(object? key, object? value)
    {
        public object? Value => value;

        private object? Key => key;

        public override bool Equals(object? obj) => obj is StaticValue other && Equals(key, other.Key);

        public override int GetHashCode() => key?.GetHashCode() ?? 0;
    }
}

/// <summary>The keys of a dictionary in the order of its children. <paramref name="Comparer"/> is null for the usual comparison.</summary>
internal sealed record DictionaryKeys(EquatableList<object> Keys, object? Comparer);
