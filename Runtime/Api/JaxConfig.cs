// The switches of the library: JAX's configuration flags of the same names.
using System;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>JAX's configuration.</summary>
public static class JaxConfig
{
    /// <summary>
    /// The layout of random numbers. False (the default here, and JAX's before 0.5) gives the numbers of the seed notebook; true those of today's JAX.
    /// <c>jax_threefry_partitionable</c>.
    /// </summary>
    public static bool ThreefryPartitionable
    {
        get => RandomFlags.ThreefryPartitionable;
        set => RandomFlags.ThreefryPartitionable = value;
    }

    /// <summary>True runs functions operation by operation where <c>Jax.Jit</c> or [Jit] would compile. Also by the environment: <c>JAX_DISABLE_JIT=1</c>. <c>jax_disable_jit</c>.</summary>
    public static bool DisableJit { get; set; } = Environment.GetEnvironmentVariable("JAX_DISABLE_JIT") is "1" or "true" or "True" or "TRUE";

    /// <summary>True reports every trace and compilation to <see cref="Log"/>. <c>jax_log_compiles</c>.</summary>
    public static bool LogCompiles { get; set; }

    /// <summary>Where <see cref="LogCompiles"/> reports to; the error stream at first.</summary>
    public static Action<string> Log { get; set; } = Console.Error.WriteLine;
}
