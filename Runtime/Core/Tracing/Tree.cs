// A pytree of erased arrays: leaves, ordered nodes, and values that belong to the structure.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

/// <summary>A tree of arrays. <see cref="Node.Kind"/> names what the node stands for ("tuple", "list", "dict", a record's type).</summary>
internal abstract record Tree
{
    public sealed record Leaf(NdArray Value) : Tree;

    /// <param name="Kind">For people, and equal for equal structures.</param>
    /// <param name="Children">The parts, in a fixed order.</param>
    /// <param name="Data">What else distinguishes structures (a dictionary's keys, a record's type), compared with Equals; JAX's node data.</param>
    public sealed record Node(string Kind, EquatableList<Tree> Children, object? Data = null) : Tree
    {
        /// <summary>True for what stands for null.</summary>
        public bool IsNone => Children.Count == 0 && Kind == "None";
    }

    /// <summary>A plain value that is known while tracing: part of the structure, without leaves.</summary>
    /// <param name="Value">The value.</param>
    /// <param name="Key">What stands for it in comparisons.</param>
    public sealed record Static(object? Value, object? Key) : Tree;

    /// <summary>A node without leaves that stands for null, as None does in JAX.</summary>
    public static Tree None { get; } = new Node("None", new EquatableList<Tree>([]));

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

    /// <summary>All but the leaves.</summary>
    public TreeStructure Structure => new(this);

    public Tree Map(Func<NdArray, NdArray> f)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        return this switch
        {
            Leaf leaf => new Leaf(f(leaf.Value)),
            Node node => node with { Children = new EquatableList<Tree>(node.Children.Select(c => c.Map(f))) },
            _ => this,
        };
    }

    /// <summary>The structure with the avals of the leaves alone.</summary>
    public Tree Abstract() => Map(leaf => NdArray.Abstract(leaf.Aval));

    private static void Collect(Tree tree, List<NdArray> leaves)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
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
        RuntimeHelpers.EnsureSufficientExecutionStack();
        if (tree is Node node)
        {
            Tree[] children = new Tree[node.Children.Count];
            for (int i = 0; i < children.Length; i++)
            {
                children[i] = Rebuild(node.Children[i], leaves, ref next);
            }
            return node with { Children = new EquatableList<Tree>(children) };
        }
        return tree is Static ? tree
            : next < leaves.Count ? new Leaf(leaves[next++])
            : throw new ArgumentException($"the tree has more leaves than the {leaves.Count} that were given", nameof(leaves));
    }
}
