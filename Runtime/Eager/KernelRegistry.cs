// Compiled kernels, as generated code registers them: what Jax.Jit runs for a [Jit] method, and what JitInfo shows.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Threading;
using SrcGenJit.Core;
using SrcGenJit.Eager;

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

        /// <summary>Reads what the method uses beside its parameters, statics for example: the last inputs of the jaxpr. Null when there is nothing.</summary>
        public Func<NdArray[]>? Outside { get; init; }

        /// <summary>The jaxpr that the kernel implements, in lossless text.</summary>
        public required string Jaxpr
        {
            get => field.Length == 0 && ReadJaxpr is { } read ? field = read() : field;
            init;
        }

        /// <summary>Gives the jaxpr's text where <see cref="Jaxpr"/> is empty: an assembly has room for 16 MB of string literals, and for more of bytes.</summary>
        public Func<string>? ReadJaxpr { get; init; }

        /// <summary>
        /// True where the last result, a bool, says whether the call was as C# would have it: where it was not (an index outside its array, a division by zero), the
        /// method's body is to run.
        /// </summary>
        public bool IsGuarded { get; init; }

        /// <summary>The symbols that stand for any number of leading dimensions, separated by blanks. Null: inputs meet only elementwise, so that any broadcast of them will do.</summary>
        public string? Leading { get; init; }

        /// <summary>The plan, one line for each loop or call.</summary>
        public string Plan
        {
            get => field.Length == 0 && ReadPlan is { } read ? field = read() : field;
            init;
        } = "";

        /// <summary>Gives the plan where <see cref="Plan"/> is empty.</summary>
        public Func<string>? ReadPlan { get; init; }

        /// <summary>The generated C#, when SrcGenJitEmbedSource is true.</summary>
        public string? Source
        {
            get => field ??= ReadSource?.Invoke();
            init;
        }

        /// <summary>Gives the source, when first asked for.</summary>
        public Func<string>? ReadSource { get; init; }

        /// <summary>Calls that ran the C# body because they were outside what was compiled.</summary>
        public long Fallbacks => Interlocked.Read(ref _fallbacks);

        /// <summary>Why the last such call did.</summary>
        public string? LastFallback { get; private set; }

        /// <summary>The traces of calls that are outside what was compiled.</summary>
        internal JitCache? Traces { get; set; }

        internal void CountFallback(string reason)
        {
            LastFallback = reason;
            Interlocked.Increment(ref _fallbacks);
        }

        /// <summary>For each input the symbol that it is the value of, an int that is the size of arrays; null for other inputs, and where there is none.</summary>
        public IReadOnlyList<string?>? Sizes { get; init; }

        /// <summary>The values of such inputs, as they are known; a trace has to know all.</summary>
        internal Dictionary<string, Dim>? SizesOf(IReadOnlyList<NdArray> inputs)
        {
            Dictionary<string, Dim>? values = null;
            for (int i = 0; i < Sizes?.Count; i++)
            {
                if (Sizes[i] is { } symbol && (inputs[i].Data is int[] data ? data[0] : inputs[i].Constant is { } constant ? constant.Bits : (long?)null) is { } size)
                {
                    (values ??= new(StringComparer.Ordinal))[symbol] = size;
                }
            }
            return values;
        }

        /// <summary>The jaxpr, parsed when first asked for.</summary>
        internal Jaxpr Parsed => _parsed ??= SrcGenJit.Jaxpr.Parse(Jaxpr);

        /// <summary>The program on these inputs, in the ambient trace. A guard's result becomes a check, and is left out.</summary>
        internal NdArray[] Run(NdArray[] inputs, IReadOnlyDictionary<string, Dim>? sizes)
        {
            NdArray[] results = Instantiation.Run(this, inputs, sizes);
            if (!IsGuarded)
            {
                return results;
            }
            Erased.Lax.Check(results[^1], $"a call of '{(Display.Length > 0 ? Display : Name)}' is not as C# would have it: call it by itself, and its own exception says why");
            return results[..^1];
        }

        internal void Forget() => _parsed = null;
    }

    /// <summary>Where the module initialisers of generated code put their kernels.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public static class KernelRegistry
    {
        private static readonly KernelIndex s_index = new();
        private static readonly ConcurrentQueue<UncompiledMethod> s_uncompiled = new();

        public static void Register(KernelInfo kernel)
        {
            ArgumentNullException.ThrowIfNull(kernel);
            s_index.Add(kernel);
        }

        public static void Register(UncompiledMethod method)
        {
            ArgumentNullException.ThrowIfNull(method);
            s_uncompiled.Enqueue(method);
        }

        internal static IReadOnlyCollection<KernelInfo> All => s_index.All;

        internal static IReadOnlyCollection<UncompiledMethod> Uncompiled => s_uncompiled;

        internal static KernelInfo? Find(Delegate method) => s_index.Find(method);

        /// <summary>Forgets what was parsed; it is parsed again when needed.</summary>
        internal static void ClearParsed()
        {
            foreach (KernelInfo kernel in All)
            {
                kernel.Forget();
            }
        }
    }

    /// <summary>Kernels by their methods. Adding is a queue's; delegates are asked for their methods, which is reflection, at the first look-up after.</summary>
    internal sealed class KernelIndex
    {
        private readonly ConcurrentDictionary<Delegate, KernelInfo> _byMethod = new(DelegateComparer.Instance);
        private readonly ConcurrentQueue<KernelInfo> _all = new();
        private readonly ConcurrentQueue<KernelInfo> _new = new();
        private readonly Lock _gate = new();

        public IReadOnlyCollection<KernelInfo> All => _all;

        public void Add(KernelInfo kernel)
        {
            _all.Enqueue(kernel);
            if (kernel.Method is not null)
            {
                _new.Enqueue(kernel);
            }
        }

        public KernelInfo? Find(Delegate method)
        {
            if (!_new.IsEmpty)
            {
                Take();
            }
            return _byMethod.TryGetValue(method, out KernelInfo? kernel) ? kernel : null;
        }

        // In order, so that the last of two for one method stays; whoever looks meanwhile waits, and misses none.
        private void Take()
        {
            lock (_gate)
            {
                while (_new.TryPeek(out KernelInfo? kernel))
                {
                    _byMethod[kernel.Method!] = kernel;
                    _new.TryDequeue(out _);
                }
            }
        }
    }
}
