// The points that a block computes at once, as segments along one loop, and where each value's elements are.
using System;

namespace SrcGenJit.Eager;

/// <summary>
/// A tile is a list of segments. A segment is a run of <see cref="Lengths"/>[s] points along the vector loop that starts at loop indices <see cref="Starts"/>[s]; its elements
/// follow those of the segment before it. State of one execution of a nest; not shared between threads.
/// </summary>
internal sealed class Tile(int loops, int values, int slots, int capacity, int segments)
{
    /// <summary>Bytes of a slot: elements take at most 8.</summary>
    private readonly int _slotBytes = capacity * 8;
    private readonly byte[] _slots = new byte[slots * capacity * 8 + 64];
    private readonly byte[] _scalars = new byte[(values + 1) * 8];
    private long[][] _numbers = [];
    private int _usedNumbers;
    private bool[] _mask = [];

    public int Capacity { get; } = capacity;

    /// <summary>The loop along which segments run, or -1.</summary>
    public int VectorLoop { get; set; } = -1;

    public int SegmentCount { get; set; }

    public int[] Lengths { get; } = new int[segments];

    /// <summary>The number of the first point of each segment.</summary>
    public int[] Positions { get; } = new int[segments];

    /// <summary>Loop indices, <c>loops</c> numbers a segment.</summary>
    public long[] Starts { get; } = new long[Math.Max(segments * loops, 1)];

    public int LoopCount { get; } = loops;

    /// <summary>Points in all segments.</summary>
    public int Length { get; set; }

    /// <summary>The plan's buffers.</summary>
    public Location[] Buffers { get; set; } = [];

    /// <summary>Where each value's elements are.</summary>
    public Location[] Values { get; } = new Location[values];

    public Location Slot(int slot) => new(_slots, (nint)slot * _slotBytes);

    /// <summary>The cell of a value that is one element for all points.</summary>
    public Location Scalar(int value) => new(_scalars, (nint)value * 8, isScalar: true);

    /// <summary>An element of zero bits.</summary>
    public Location Zero => new(_scalars, _scalars.Length - 8, isScalar: true);

    public ReadOnlySpan<long> Start(int segment) => Starts.AsSpan(segment * LoopCount, LoopCount);

    /// <summary>Scratch for index arithmetic; give back with <see cref="Return"/>, last first.</summary>
    public long[] RentNumbers()
    {
        if (_usedNumbers == _numbers.Length)
        {
            Array.Resize(ref _numbers, _numbers.Length + 1);
            _numbers[_usedNumbers] = new long[Capacity];
        }
        return _numbers[_usedNumbers++];
    }

    public void Return() => _usedNumbers--;

    public Span<bool> Mask(int length)
    {
        if (_mask.Length < Capacity)
        {
            _mask = new bool[Capacity];
        }
        return _mask.AsSpan(0, length);
    }

    /// <summary>Bytes of its own memory, about.</summary>
    public long Bytes { get; } = ((long)slots * capacity * 8) + (values * 40L) + ((long)segments * (8 + (loops * 8)));

    /// <summary>Lets go of the buffers, where values may be too.</summary>
    public void Release()
    {
        Buffers = [];
        if (Values.Length > 0)
        {
            Values.AsSpan().Clear();
        }
    }

    /// <summary>Makes the tile one run of points.</summary>
    public void Single(ReadOnlySpan<long> start, int length)
    {
        start.CopyTo(Starts);
        Positions[0] = 0;
        Lengths[0] = length;
        SegmentCount = 1;
        Length = length;
    }

    public void Clear()
    {
        SegmentCount = 0;
        Length = 0;
    }

    public void Add(ReadOnlySpan<long> start, int length)
    {
        start.CopyTo(Starts.AsSpan(SegmentCount * LoopCount));
        Positions[SegmentCount] = Length;
        Lengths[SegmentCount++] = length;
        Length += length;
    }
}
