// Memory that one execution leaves for the next: kept while it is small, else only until the garbage collector wants it.
using System;
using System.Threading;

namespace SrcGenJit.Eager;

/// <summary>Working memory of one execution at a time.</summary>
internal abstract class WorkingMemory
{
    private WeakReference<WorkingMemory>? _weak;

    /// <summary>Bytes that it holds now, about.</summary>
    public abstract long Bytes { get; }

    /// <summary>Lets go of every array that it does not own: inputs, outputs, constants.</summary>
    public abstract void Release();

    /// <summary>What a <see cref="Spare{T}"/> holds of it.</summary>
    public object Hold() => Bytes <= Spare.KeptBytes ? this : _weak ??= new WeakReference<WorkingMemory>(this);
}

internal static class Spare
{
    /// <summary>Memory up to this size stays with its code.</summary>
    public const int KeptBytes = 4096;
}

/// <summary>A place for one spare piece of memory; safe for any number of threads, of which one gets it.</summary>
internal struct Spare<T>
    where T : WorkingMemory
{
    private object? _held;

    public T? Take()
    {
        object? held = Interlocked.Exchange(ref _held, null);
        return held is T kept ? kept : held is WeakReference<WorkingMemory> weak && weak.TryGetTarget(out WorkingMemory? large) ? (T)large : null;
    }

    public void Put(T memory)
    {
        memory.Release();
        Volatile.Write(ref _held, memory.Hold());
    }
}
