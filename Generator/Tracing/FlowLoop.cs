// A natural loop of a flow graph: its blocks, its exits, and whether it is a test followed by a body.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

internal sealed class FlowLoop
{
    private readonly FlowGraph _graph;
    private readonly HashSet<int> _natural;
    private readonly HashSet<int> _blocks;
    private (bool Known, LoopTest? Test) _test;

    private FlowLoop(FlowGraph graph, int header, HashSet<int> natural, HashSet<int> leaving)
    {
        _graph = graph;
        Header = header;
        _natural = natural;
        _blocks = [.. natural, .. leaving];
        // What an iteration does on its way out, while variables of its own are alive, belongs to it.
        Stack<int> open = new(_blocks);
        while (open.Count > 0)
        {
            int source = open.Pop();
            foreach (int target in Next(source).Where(t => !_blocks.Contains(t) && t != graph.Exit && ShareOwnRegion(source, t)).ToArray())
            {
                _blocks.Add(target);
                open.Push(target);
            }
        }
    }

    /// <summary>The block at which every iteration begins.</summary>
    public int Header { get; }

    public int Count => _blocks.Count;

    /// <summary>The blocks at which something may be read that the loop wrote: its own beginning and those to which it leads.</summary>
    public int[] Exits => [Header, .. _blocks.SelectMany(Next).Where(t => !Contains(t)).Distinct()];

    /// <summary>True for the blocks of an iteration, those on its way out included.</summary>
    public bool Contains(int block) => _blocks.Contains(block);

    /// <summary>True for the blocks outside to which an iteration leads. One that only throws is not an end: it is executed.</summary>
    public bool IsLeft(int block) => !_blocks.Contains(block) && _graph.Reaches(block);

    /// <summary>True for the blocks from which the loop may go on.</summary>
    public bool MayGoOn(int block) => _natural.Contains(block);

    // The innermost region around both begins within the loop.
    private bool ShareOwnRegion(int source, int target)
    {
        HashSet<ControlFlowRegion> around = [.. _graph.RegionsAround(_graph.Blocks[Header])];
        HashSet<ControlFlowRegion> own = [.. _graph.RegionsAround(_graph.Blocks[source]).TakeWhile(r => !around.Contains(r))];
        return _graph.RegionsAround(_graph.Blocks[target]).Any(own.Contains);
    }

    /// <summary>The test at the top of the loop, when all exits leave it for one block.</summary>
    public LoopTest? Test
    {
        get
        {
            if (!_test.Known)
            {
                _test = (true, FindTest());
            }
            return _test.Test;
        }
    }

    /// <summary>The natural loops of a graph by their headers.</summary>
    public static Dictionary<int, FlowLoop> Find(FlowGraph graph, List<int>[] successors, List<int>[] predecessors)
    {
        // Handlers are entered from anywhere in what they guard.
        List<int>[] from = [.. successors.Select(s => s.ToList())];
        foreach (ControlFlowRegion guarded in FlowGraph.Regions(graph.Source.Root).Where(r => r.Kind is ControlFlowRegionKind.TryAndCatch or ControlFlowRegionKind.TryAndFinally))
        {
            foreach (ControlFlowRegion handler in guarded.NestedRegions.Where(r => r.Kind != ControlFlowRegionKind.Try))
            {
                for (int block = guarded.FirstBlockOrdinal; block < handler.FirstBlockOrdinal; block++)
                {
                    from[block].Add(handler.FirstBlockOrdinal);
                }
            }
        }
        List<int>[] to = FlowAnalysis.Reverse(from);
        HashSet<int> reached = FlowAnalysis.Reach([0], from);
        int[] dominators = FlowAnalysis.ImmediateDominators(0, from, to, reached);
        Dictionary<int, HashSet<int>> loops = [];
        foreach (int block in reached)
        {
            foreach (int header in from[block].Where(s => Dominates(s, block)))
            {
                if (!loops.TryGetValue(header, out HashSet<int>? blocks))
                {
                    loops[header] = blocks = [header];
                }
                blocks.UnionWith(FlowAnalysis.Reach([block], to, header));
            }
        }
        return loops.ToDictionary(l => l.Key, l => new FlowLoop(graph, l.Key, l.Value, Leaving(graph, l.Value, successors, predecessors)));

        bool Dominates(int a, int b)
        {
            while (b >= 0 && b != a)
            {
                b = dominators[b];
            }
            return b == a;
        }
    }

    // Blocks on the way out that use a variable of the iteration, as 'return y' does: they are executed in the iteration, where the variable is.
    private static HashSet<int> Leaving(FlowGraph graph, HashSet<int> loop, List<int>[] successors, List<int>[] predecessors)
    {
        Dictionary<ControlFlowRegion, bool> own = [];
        HashSet<int> outside = [.. graph.Blocks.Select(b => b.Ordinal).Where(b => !loop.Contains(b) && OwnRegions(b).Any())];
        int[] users = [.. outside.Where(Uses)];
        if (users.Length == 0)
        {
            return [];
        }
        // Whole ways: what one block captures, another reads.
        List<int>[] Within(List<int>[] edges) => [.. edges.Select((e, b) => outside.Contains(b) ? e.Where(outside.Contains).ToList() : [])];
        return [.. FlowAnalysis.Reach(users, Within(successors)), .. FlowAnalysis.Reach(users, Within(predecessors))];

        // The regions around a block that are entered anew in every iteration.
        IEnumerable<ControlFlowRegion> OwnRegions(int block)
        {
            foreach (ControlFlowRegion region in graph.RegionsAround(graph.Blocks[block]))
            {
                if (!own.TryGetValue(region, out bool isOwn))
                {
                    bool Holds(int b) => b >= region.FirstBlockOrdinal && b <= region.LastBlockOrdinal;
                    own[region] = isOwn = loop.Any(Holds) && !loop.All(Holds);
                }
                if (isOwn && region.Kind == ControlFlowRegionKind.LocalLifetime)
                {
                    yield return region;
                }
            }
        }

        bool Uses(int block)
        {
            HashSet<ILocalSymbol> locals = new(OwnRegions(block).SelectMany(r => r.Locals), SymbolEqualityComparer.Default);
            BasicBlock source = graph.Blocks[block];
            return (source.BranchValue is { } value ? source.Operations.Add(value) : source.Operations).SelectMany(o => o.DescendantsAndSelf()).OfType<ILocalReferenceOperation>().Any(r => locals.Contains(r.Local));
        }
    }

    // The blocks that a branch leads to; those that only throw are no ends.
    private IEnumerable<int> Next(int block) => _graph.Next(block).Where(t => t >= 0 && (_graph.Reaches(t) || Contains(t)));

    private LoopTest? FindTest()
    {
        int[] sources = [.. _blocks.Where(b => Next(b).Any(t => !Contains(t)))];
        int[] exits = [.. sources.SelectMany(Next).Where(t => !Contains(t)).Distinct()];
        if (exits.Length != 1)
        {
            return null;
        }
        List<int>[] back = FlowAnalysis.Reverse([.. Enumerable.Range(0, _graph.Blocks.Length).Select(b => Contains(b) ? Next(b).Where(t => Contains(t) && t != Header).ToList() : [])]);
        HashSet<int> test = FlowAnalysis.Reach(sources, back);
        int[] bodies = [.. test.SelectMany(Next).Where(t => Contains(t) && (!test.Contains(t) || t == Header)).Distinct()];
        return test.Contains(Header) && bodies.Length == 1 && bodies[0] != Header ? new LoopTest(bodies[0], exits[0], test.Count == 1) : null;
    }
}

/// <summary>The first block of a loop's body, and the block to which its exits lead.</summary>
internal sealed record LoopTest(int Body, int Exit, bool IsOneBlock);
