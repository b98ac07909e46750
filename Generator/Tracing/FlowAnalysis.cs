// Graphs of small integers: reachability and dominators (Cooper, Harvey, Kennedy, "A Simple, Fast Dominance Algorithm").
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Generator.Tracing;

internal static class FlowAnalysis
{
    public static List<int>[] Reverse(List<int>[] successors)
    {
        List<int>[] reversed = [.. successors.Select(_ => new List<int>())];
        for (int node = 0; node < successors.Length; node++)
        {
            foreach (int next in successors[node])
            {
                reversed[next].Add(node);
            }
        }
        return reversed;
    }

    /// <summary>What can be reached from some nodes without entering <paramref name="barrier"/>.</summary>
    public static HashSet<int> Reach(IEnumerable<int> from, List<int>[] successors, int barrier = -1)
    {
        HashSet<int> reached = [];
        Stack<int> open = new(from);
        while (open.Count > 0)
        {
            int node = open.Pop();
            if (node == barrier || !reached.Add(node))
            {
                continue;
            }
            foreach (int next in successors[node])
            {
                open.Push(next);
            }
        }
        return reached;
    }

    /// <summary>For each node the nearest one that every way from <paramref name="root"/> to it passes; -1 for the root and for nodes outside of <paramref name="nodes"/>.</summary>
    public static int[] ImmediateDominators(int root, List<int>[] successors, List<int>[] predecessors, HashSet<int> nodes)
    {
        List<int> order = PostOrder(root, successors, nodes);
        int[] number = Enumerable.Repeat(-1, successors.Length).ToArray();
        for (int i = 0; i < order.Count; i++)
        {
            number[order[i]] = i;
        }
        int[] dominator = Enumerable.Repeat(-1, successors.Length).ToArray();
        dominator[root] = root;
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int i = order.Count - 2; i >= 0; i--)
            {
                int node = order[i], best = -1;
                foreach (int before in predecessors[node])
                {
                    if (number[before] >= 0 && dominator[before] >= 0)
                    {
                        best = best < 0 ? before : Common(before, best);
                    }
                }
                if (dominator[node] != best)
                {
                    dominator[node] = best;
                    changed = true;
                }
            }
        }
        dominator[root] = -1;
        return dominator;

        int Common(int a, int b)
        {
            while (a != b)
            {
                while (number[a] < number[b])
                {
                    a = dominator[a];
                }
                while (number[b] < number[a])
                {
                    b = dominator[b];
                }
            }
            return a;
        }
    }

    private static List<int> PostOrder(int root, List<int>[] successors, HashSet<int> nodes)
    {
        List<int> order = [];
        HashSet<int> seen = [root];
        Stack<(int Node, int Next)> open = new();
        open.Push((root, 0));
        while (open.Count > 0)
        {
            (int node, int next) = open.Pop();
            if (next == successors[node].Count)
            {
                order.Add(node);
                continue;
            }
            open.Push((node, next + 1));
            int child = successors[node][next];
            if (nodes.Contains(child) && seen.Add(child))
            {
                open.Push((child, 0));
            }
        }
        return order;
    }
}
