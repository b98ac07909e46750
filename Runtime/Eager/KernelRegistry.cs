// Compiled kernels, as generated code registers them: what Jax.Jit runs for a [Jit] method, and what JitInfo shows.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading;
using SrcGenJit.Core;

namespace SrcGenJit.CompilerServices
{
    /// <summary>A kernel and what it was made from. Made by generated code.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public sealed class KernelInfo
    {
        private Jaxpr? _parsed;
        private long _fallbacks;

        /// <summary>The method's name, as the jit equation prints it.</summary>
        public required string Name { get; init; }

        /// <summary>The method's full name, for people.</summary>
        public string Display { get; init; } = "";

        /// <summary>The [Jit] method as a delegate: delegates equal to it are recognised. Null for kernels without a method.</summary>
        public Delegate? Method { get; init; }

        /// <summary>The compiled function, of the same delegate type: it checks its own entry conditions and runs the method's body when they fail.</summary>
        public Delegate? Kernel { get; init; }

        /// <summary>The jaxpr that the kernel implements, in lossless text.</summary>
        public required string Jaxpr { get; init; }

        /// <summary>The plan, one line for each loop or call.</summary>
        public string Plan { get; init; } = "";

        /// <summary>The generated C#, when SrcGenJitEmbedSource is true.</summary>
        public string? Source { get; init; }

        /// <summary>Calls that ran the C# body because they were outside what was compiled.</summary>
        public long Fallbacks => Interlocked.Read(ref _fallbacks);

        /// <summary>Why the last such call did.</summary>
        public string? LastFallback { get; private set; }

        internal void CountFallback(string reason)
        {
            LastFallback = reason;
            Interlocked.Increment(ref _fallbacks);
        }

        /// <summary>The jaxpr, parsed when first asked for.</summary>
        internal Jaxpr Parsed => _parsed ??= SrcGenJit.Jaxpr.Parse(Jaxpr);
    }

    /// <summary>Where the module initialisers of generated code put their kernels.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class KernelRegistry
    {
        private static readonly ConcurrentDictionary<Delegate, KernelInfo> s_byMethod = new();
        private static readonly ConcurrentQueue<KernelInfo> s_all = new();

        public static void Register(KernelInfo kernel)
        {
            ArgumentNullException.ThrowIfNull(kernel);
            s_all.Enqueue(kernel);
            if (kernel.Method is { } method)
            {
                s_byMethod[method] = kernel;
            }
        }

        internal static IReadOnlyCollection<KernelInfo> All => s_all;

        internal static KernelInfo? Find(Delegate method) => s_byMethod.TryGetValue(method, out KernelInfo? kernel) ? kernel : null;
    }
}
