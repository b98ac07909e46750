// The control-flow graph of one body with what the interpreter asks of it: where branches meet again, which blocks are loops, which captures are places.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

internal sealed class FlowGraph
{
    /// <summary>Stands for every end of what is looked at: the exit of a method, the next iteration and the exits of a loop.</summary>
    public const int End = -1;

    private readonly Dictionary<int, FlowLoop> _loops;
    private readonly HashSet<int> _reachesExit;
    private readonly HashSet<CaptureId> _places = [];
    private readonly HashSet<CaptureId> _compound = [];
    private readonly HashSet<CaptureId> _receivers = [];
    private readonly Dictionary<CaptureId, int> _captures = [];
    private readonly Dictionary<(int, int), HashSet<int>> _ahead = [];

    private readonly IReadOnlyDictionary<int, IInvocationOperation> _repeats;
    private (bool Known, FlowGraph? Graph) _looping;

    public FlowGraph(ControlFlowGraph source, IReadOnlyDictionary<int, IInvocationOperation>? repeats = null)
    {
        Source = source;
        _repeats = repeats ?? new Dictionary<int, IInvocationOperation>();
        _liveness = new Lazy<FlowLiveness>(() => new FlowLiveness(this));
        Blocks = source.Blocks;
        Exit = Blocks.Length - 1;
        List<int>[] successors = [.. Blocks.Select(b => Next(b.Ordinal).Where(t => t >= 0).Distinct().ToList())];
        List<int>[] predecessors = FlowAnalysis.Reverse(successors);
        _reachesExit = FlowAnalysis.Reach([Exit], predecessors);
        _loops = FlowLoop.Find(this, successors, predecessors);
        foreach (BasicBlock block in Blocks)
        {
            foreach (IOperation operation in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            {
                foreach (IOperation inner in operation.DescendantsAndSelf())
                {
                    MarkPlaces(inner);
                }
            }
        }
    }

    public ControlFlowGraph Source { get; }

    private readonly Lazy<FlowLiveness> _liveness;

    /// <summary>True for a local or parameter whose every use is in this graph's own blocks.</summary>
    public bool IsLocal(object key) => _liveness.Value.IsLocal(key);

    /// <summary>True where a local may be read from the beginning of a block on before it is written.</summary>
    public bool IsLive(object key, int block) => _liveness.Value.IsLive(key, block);

    public ImmutableArray<BasicBlock> Blocks { get; }

    /// <summary>The ordinal of the block in which the method ends.</summary>
    public int Exit { get; }

    /// <summary>False for blocks from which every way throws or does not end.</summary>
    public bool Reaches(int block) => _reachesExit.Contains(block);

    /// <summary>The loop that begins at a block.</summary>
    public FlowLoop? LoopAt(int header) => _loops.TryGetValue(header, out FlowLoop? loop) ? loop : null;

    /// <summary>The blocks that can be reached from one within one turn of the loops around another: their headers are reached, and not passed.</summary>
    public HashSet<int> Ahead(int from, int within)
    {
        if (!_ahead.TryGetValue((from, within), out HashSet<int>? ahead))
        {
            _ahead[(from, within)] = ahead = [];
            Stack<int> open = new([from]);
            while (open.Count > 0)
            {
                int block = open.Pop();
                if (block >= 0 && ahead.Add(block) && LoopAt(block)?.Contains(within) != true)
                {
                    foreach (int target in Next(block))
                    {
                        open.Push(target);
                    }
                }
            }
        }
        return ahead;
    }

    /// <summary>True for a capture that is written through: it holds a place, not a value.</summary>
    public bool IsPlace(CaptureId capture) => _places.Contains(capture);

    /// <summary>True for a capture of a struct on which a member is called, which may write it. What a condition chose is a copy.</summary>
    public bool IsReceiver(CaptureId capture) => _receivers.Contains(capture) && _captures[capture] == 1;

    /// <summary>True for a place that a compound assignment reads before its right side runs.</summary>
    public bool IsCompound(CaptureId capture) => _compound.Contains(capture);

    /// <summary>This graph with calls of the method itself that are its last step as branches to its beginning; null where there are none.</summary>
    public FlowGraph? Looping(IMethodSymbol method)
    {
        if (!_looping.Known)
        {
            IReadOnlyDictionary<int, IInvocationOperation> calls = LastCalls.Find(this, method);
            _looping = (true, calls.Count == 0 ? null : new FlowGraph(Source, calls));
        }
        return _looping.Graph;
    }

    /// <summary>The call of the method itself with which a block ends, and after which the method begins again; null for other blocks.</summary>
    public IInvocationOperation? Repeats(int block) => _repeats.TryGetValue(block, out IInvocationOperation? call) ? call : null;

    /// <summary>The blocks to which a block leads; <see cref="End"/> for throws.</summary>
    public IEnumerable<int> Next(int block) => Repeats(block) is null ? Branches(Blocks[block]).Select(Target) : [0];

    /// <summary>The branches out of a block that can be taken.</summary>
    public IEnumerable<ControlFlowBranch> Branches(BasicBlock block)
    {
        if (Repeats(block.Ordinal) is not null)
        {
            yield break;
        }
        bool? known = block.ConditionKind != ControlFlowConditionKind.None && block.BranchValue?.ConstantValue is { HasValue: true, Value: bool value }
            ? value == (block.ConditionKind == ControlFlowConditionKind.WhenTrue)
            : null;
        if (block.ConditionalSuccessor is { } conditional && known != false)
        {
            yield return conditional;
        }
        if (block.FallThroughSuccessor is { } next && known != true)
        {
            yield return next;
        }
    }

    /// <summary>Where a branch leads: the end of a finally block counts as the exit; <see cref="End"/> for throws.</summary>
    public int Target(ControlFlowBranch branch) => branch.Destination?.Ordinal ?? (branch.Semantics == ControlFlowBranchSemantics.StructuredExceptionHandling ? Exit : End);

    /// <summary>The regions around a block, from the innermost. Those around a function, which Roslyn counts as regions of its blocks too, are not of this graph.</summary>
    public IEnumerable<ControlFlowRegion> RegionsAround(BasicBlock block)
    {
        for (ControlFlowRegion? region = block.EnclosingRegion; region is not null; region = ReferenceEquals(region, Source.Root) ? null : region.EnclosingRegion)
        {
            yield return region;
        }
    }

    public static IEnumerable<ControlFlowRegion> Regions(ControlFlowRegion region) => [region, .. region.NestedRegions.SelectMany(Regions)];

    private void MarkPlaces(IOperation operation)
    {
        if (operation is ICompoundAssignmentOperation { Target: IFlowCaptureReferenceOperation compound })
        {
            _compound.Add(compound.Id);
        }
        if (operation is IFlowCaptureOperation made)
        {
            _captures[made.Id] = (_captures.TryGetValue(made.Id, out int count) ? count : 0) + 1;
        }
        if (operation is IInvocationOperation { Instance: IFlowCaptureReferenceOperation { Type.IsValueType: true } called })
        {
            _receivers.Add(called.Id);
        }
        if (operation is IPropertyReferenceOperation { Instance: IFlowCaptureReferenceOperation { Type.IsValueType: true } asked })
        {
            _receivers.Add(asked.Id);
        }
        if (operation is ISimpleAssignmentOperation { IsRef: true, Value: IFlowCaptureReferenceOperation chosen })
        {
            _places.Add(chosen.Id);
        }
        IOperation? target = operation switch
        {
            ISimpleAssignmentOperation assignment => assignment.Target,
            ICompoundAssignmentOperation assignment => assignment.Target,
            IIncrementOrDecrementOperation increment => increment.Target,
            IDeconstructionAssignmentOperation deconstruction => deconstruction.Target,
            IArgumentOperation { Parameter.RefKind: not RefKind.None } argument => argument.Value,
            _ => null,
        };
        foreach (IOperation part in target is ITupleOperation tuple ? Flatten(tuple) : target is null ? [] : [target])
        {
            IOperation place = part;
            // The struct that a field of a place belongs to is a place too.
            while (place is IFieldReferenceOperation { Instance: { Type.IsValueType: true } instance })
            {
                place = instance;
            }
            if (place is IFlowCaptureReferenceOperation reference)
            {
                _places.Add(reference.Id);
            }
        }
    }

    private static IEnumerable<IOperation> Flatten(ITupleOperation tuple) => tuple.Elements.SelectMany(e => e is ITupleOperation inner ? Flatten(inner) : [e]);
}
