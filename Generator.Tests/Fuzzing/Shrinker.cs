// Makes a failing program smaller while it fails in the same way: leaves out items of lists, puts parts in place of wholes, and simple values in place of others.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal static class Shrinker
{
    /// <summary>Tries candidates in batches, since a compilation of many costs little more than one: the largest step that still fails is taken.</summary>
    public static Node Shrink(Node program, Func<IReadOnlyList<Node>, IReadOnlyList<bool>> fail, int rounds, int batch = 40)
    {
        HashSet<string> tried = new(StringComparer.Ordinal);
        for (int round = 0; round < rounds; round++)
        {
            bool smaller = false;
            foreach (Node[] candidates in Smaller(program).Where(c => tried.Add(c.ToString())).OrderBy(c => c.Count).Chunk(batch))
            {
                IReadOnlyList<bool> failed = fail(candidates);
                int best = -1;
                for (int i = 0; i < candidates.Length; i++)
                {
                    if (failed[i] && (best < 0 || candidates[i].Count < candidates[best].Count))
                    {
                        best = i;
                    }
                }
                if (best >= 0)
                {
                    program = candidates[best];
                    smaller = true;
                    break;
                }
                if (++round >= rounds)
                {
                    return program;
                }
            }
            if (!smaller)
            {
                break;
            }
        }
        return program;
    }

    private static IEnumerable<Node> Smaller(Node node)
    {
        if (node.Sort == Sort.List)
        {
            for (int length = node.Children.Count; length >= 1; length /= 2)
            {
                for (int start = 0; start + length <= node.Children.Count; start += length)
                {
                    yield return node.Without(start, length);
                }
            }
        }
        if (node.Sort == Sort.Expression)
        {
            foreach (Node part in Parts(node, n => n.Sort == Sort.Expression && n.Type == node.Type))
            {
                yield return part;
            }
            if (!(node.IsConstant && node.Children.Count == 0))
            {
                foreach (string simple in Simple(node.Type))
                {
                    yield return Node.Literal(node.Type, simple);
                }
            }
        }
        if (node.Sort == Sort.Item)
        {
            // The body of a loop or branch in place of it.
            foreach (Node part in Parts(node, n => n.Sort == Sort.List))
            {
                yield return part;
            }
        }
        for (int i = 0; i < node.Children.Count; i++)
        {
            foreach (Node child in Smaller(node.Children[i]))
            {
                yield return node.With(i, child);
            }
        }
    }

    private static IEnumerable<Node> Parts(Node node, Func<Node, bool> fits)
    {
        foreach (Node child in node.Children)
        {
            if (fits(child))
            {
                yield return child;
            }
            else
            {
                foreach (Node part in Parts(child, fits))
                {
                    yield return part;
                }
            }
        }
    }

    private static string[] Simple(string type) => type switch
    {
        "int" or "long" or "short" or "byte" or "sbyte" or "ushort" => ["1"],
        "uint" => ["1u"],
        "ulong" => ["1ul"],
        "float" => ["1f"],
        "double" => ["1.0"],
        "bool" => ["true", "false"],
        _ => [],
    };
}
