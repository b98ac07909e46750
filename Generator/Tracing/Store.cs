// The interpreter's memory: cells of variables and contents of objects in persistent maps, so that a fork is one assignment and a transaction can be undone whole.
using System.Collections.Generic;
using System.Collections.Immutable;

namespace SrcGenJit.Generator.Tracing;

/// <summary>Cells (one for each variable that came alive) and the heap. Addresses are never given twice, so those of two forks do not meet.</summary>
internal sealed class Store
{
    private readonly List<int> _written = [];
    private ImmutableDictionary<int, Value> _cells = ImmutableDictionary<int, Value>.Empty;
    private ImmutableDictionary<int, Content> _heap = ImmutableDictionary<int, Content>.Empty;
    private readonly Dictionary<int, Content> _outside = [];
    private int _next;

    /// <summary>All memory at one moment.</summary>
    public readonly record struct Moment(ImmutableDictionary<int, Value> Cells, ImmutableDictionary<int, Content> Heap, int Last, int Writes)
    {
        public bool Knows(int address) => address <= Last;
    }

    /// <summary>The last address that was given.</summary>
    public int Last => _next;

    public Moment Now => new(_cells, _heap, _next, _written.Count);

    /// <summary>Goes back to a moment.</summary>
    public void Restore(Moment moment)
    {
        _cells = moment.Cells;
        _heap = moment.Heap;
    }

    /// <summary>The addresses that existed at a moment and were written since, each once, in the order of their birth.</summary>
    public SortedSet<int> WrittenSince(Moment moment)
    {
        SortedSet<int> written = [];
        for (int i = moment.Writes; i < _written.Count; i++)
        {
            if (moment.Knows(_written[i]))
            {
                written.Add(_written[i]);
            }
        }
        return written;
    }

    /// <summary>Everything that is remembered: what may refer to an object.</summary>
    public (IEnumerable<Value> Cells, IEnumerable<Content> Heap) Everything => (_cells.Values, _heap.Values);

    public Place.Cell NewCell(Value value)
    {
        _cells = _cells.SetItem(++_next, value);
        return new Place.Cell(_next);
    }

    /// <summary>Makes a cell that another fork made.</summary>
    public void Give(Place.Cell cell, Value value) => _cells = _cells.SetItem(cell.Id, value);

    public Value Read(Place.Cell cell) => _cells[cell.Id];

    public void Write(int cell, Value value)
    {
        _cells = _cells.SetItem(cell, value);
        _written.Add(cell);
    }

    public Value.Reference Allocate(Content content)
    {
        _heap = _heap.SetItem(++_next, content);
        return new Value.Reference(_next);
    }

    /// <summary>An object of the world outside: it is there on every way, and never written.</summary>
    public Value.Reference AllocateOutside(Content content)
    {
        _outside[++_next] = content;
        return new Value.Reference(_next);
    }

    public bool IsOutside(int address) => _outside.ContainsKey(address);

    public bool TryFind(int address, out Content content) => _heap.TryGetValue(address, out content!) || _outside.TryGetValue(address, out content!);

    /// <summary>The content of an object at a moment.</summary>
    public bool TryFind(Moment moment, int address, out Content content) => moment.Heap.TryGetValue(address, out content!) || _outside.TryGetValue(address, out content!);

    public Content this[Value.Reference reference]
    {
        get => TryFind(reference.Address, out Content content) ? content : throw new KeyNotFoundException("no such object");
        set
        {
            _heap = _heap.SetItem(reference.Address, value);
            _written.Add(reference.Address);
        }
    }
}

/// <summary>One running method.</summary>
internal sealed class Frame(FlowGraph? graph, TypeMap types, Scope scope)
{
    /// <summary>The graph that runs; null while an argument or initializer is evaluated outside of one.</summary>
    public FlowGraph? Graph { get; } = graph;

    public TypeMap Types { get; } = types;

    public Scope Scope { get; set; } = scope;

    /// <summary>The last address before the method began: what is older belongs to others.</summary>
    public int Before { get; init; } = int.MaxValue;

    /// <summary>What names mean where the method begins.</summary>
    public Scope? Entry { get; set; }

    /// <summary>The same method's frame as it begins, to run another graph of it.</summary>
    public Frame With(FlowGraph graph) => new(graph, Types, Entry ?? Scope) { Before = Before };

    /// <summary>Where the result goes.</summary>
    public Place.Cell? Result { get; set; }

    /// <summary>The member whose initializer runs: its write is the result.</summary>
    public Microsoft.CodeAnalysis.ISymbol? Initialized { get; set; }
}
