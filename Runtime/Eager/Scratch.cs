// Memory for a kernel's intermediate results, from the array pool.
using System;
using System.Buffers;
using System.ComponentModel;

namespace SrcGenJit.Eager;

/// <summary>Elements that live until disposal. They are not cleared.</summary>
[EditorBrowsable(EditorBrowsableState.Never)]
public readonly ref struct Scratch<T>
    where T : unmanaged
{
    private readonly T[] _array;

    public Scratch(long size)
    {
        _array = ArrayPool<T>.Shared.Rent((ulong)size <= (ulong)Array.MaxLength
            ? (int)size
            : throw KernelSupport.TooLarge("an intermediate result", size));
        Span = _array.AsSpan(0, (int)size);
    }

    public Span<T> Span { get; }

    public void Dispose() => ArrayPool<T>.Shared.Return(_array);
}
