// The configuration that random functions read while tracing.
using System;

namespace SrcGenJit.Core;

internal static class RandomFlags
{
    [ThreadStatic]
    private static bool s_wasRead;

    private static volatile bool s_partitionable;

    /// <summary>True when this thread has read a flag since it was last set to false: what is traced then depends on it.</summary>
    public static bool WasRead
    {
        get => s_wasRead;
        set => s_wasRead = value;
    }

    /// <summary>The layout, asked for by caches: this is no reading while tracing.</summary>
    public static bool Peek => s_partitionable;

    /// <summary>The layout of threefry counters: false is the original one, true JAX's default since 0.5.</summary>
    public static bool ThreefryPartitionable
    {
        get
        {
            s_wasRead = true;
            return s_partitionable;
        }
        set => s_partitionable = value;
    }
}
