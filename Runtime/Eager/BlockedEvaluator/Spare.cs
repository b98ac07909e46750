// Memory that one execution leaves for the next: kept while it is small, else only until the garbage collector wants it.
using System;
using System.Runtime.CompilerServices;
using System.Threading;

namespace SrcGenJit.Eager;

/// <summary>Working memory of one execution at a time.</summary>
internal abstract class WorkingMemory
{
    /// <summary>This, for a <see cref="Spare{T}"/> that shall not keep it alive.</summary>
    public WeakReference<WorkingMemory> Weak => field ??= new WeakReference<WorkingMemory>(this);
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
    private WorkingMemory? _kept;
    private WeakReference<WorkingMemory>? _large;

    public T? Take() => Unsafe.As<T>(Interlocked.Exchange(ref _kept, null) ?? (_large is null ? null : TakeLarge()));

    /// <summary>Memory that no longer holds inputs, results or constants; <paramref name="bytes"/> are its own.</summary>
    public void Put(T memory, long bytes)
    {
        if (bytes <= Spare.KeptBytes)
        {
            _kept = memory;
        }
        else
        {
            _large = memory.Weak;
        }
    }

    private WorkingMemory? TakeLarge() => Interlocked.Exchange(ref _large, null) is { } weak && weak.TryGetTarget(out WorkingMemory? memory) ? memory : null;
}
