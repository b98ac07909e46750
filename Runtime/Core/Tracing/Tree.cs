// A pytree of erased arrays: leaves, ordered nodes and nothing.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>A tree of arrays. <see cref="Node"/> names what the node stands for ("tuple", "list", "dict(a,b)", a record's symbol).</summary>
internal abstract record Tree
{
    public sealed record Leaf(NdArray Value) : Tree;

    public sealed record Node(string Kind, EquatableList<Tree> Children) : Tree;

    /// <summary>A plain value that is known while tracing: part of the structure, without leaves.</summary>
    public sealed record Static(object? Value) : Tree;

    public static implicit operator Tree(NdArray value) => new Leaf(value);

    public static Tree Tuple(params Tree[] children) => new Node("tuple", new EquatableList<Tree>(children));

    public List<NdArray> Flatten()
    {
        List<NdArray> leaves = [];
        Collect(this, leaves);
        return leaves;
    }

    /// <summary>The same tree with other leaves.</summary>
    public Tree Unflatten(IReadOnlyList<NdArray> leaves)
    {
        int next = 0;
        Tree tree = Rebuild(this, leaves, ref next);
        return next == leaves.Count
            ? tree
            : throw new ArgumentException($"the tree has {next} leaves, and {leaves.Count} were given", nameof(leaves));
    }

    /// <summary>The structure with stars for leaves, equal for trees of equal structure.</summary>
    public string Structure => this switch
    {
        Leaf => "*",
        Node node => node.Kind + "(" + string.Join(", ", node.Children.Select(c => c.Structure)) + ")",
        Static known => FormattableString.Invariant($"static({known.Value})"),
        _ => "",
    };

    public Tree Map(Func<NdArray, NdArray> f) => this switch
    {
        Leaf leaf => new Leaf(f(leaf.Value)),
        Node node => new Node(node.Kind, new EquatableList<Tree>(node.Children.Select(c => c.Map(f)))),
        _ => this,
    };

    /// <summary>The structure with the avals of the leaves alone.</summary>
    public Tree Abstract() => Map(leaf => NdArray.Abstract(leaf.Aval));

    private static void Collect(Tree tree, List<NdArray> leaves)
    {
        switch (tree)
        {
            case Leaf leaf:
                leaves.Add(leaf.Value);
                break;
            case Node node:
                foreach (Tree child in node.Children)
                {
                    Collect(child, leaves);
                }
                break;
        }
    }

    private static Tree Rebuild(Tree tree, IReadOnlyList<NdArray> leaves, ref int next)
    {
        if (tree is Node node)
        {
            List<Tree> children = [];
            foreach (Tree child in node.Children)
            {
                children.Add(Rebuild(child, leaves, ref next));
            }
            return new Node(node.Kind, new EquatableList<Tree>(children));
        }
        return tree is Static ? tree : new Leaf(leaves[next++]);
    }
}
