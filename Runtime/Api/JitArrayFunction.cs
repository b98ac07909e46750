// The short ways of Jax.Jit: functions from one or two arrays to one array, where a call with the shapes of the last one looks nothing up.
using System;
using SrcGenJit.CompilerServices;
using SrcGenJit.Core;
using SrcGenJit.Eager;

namespace SrcGenJit;

/// <summary>From one array to one array, the common case.</summary>
internal sealed class JitArrayFunction<T, TResult>(Func<NdArray<T>, NdArray<TResult>> fun) : IJitted
    where T : struct
    where TResult : struct
{
    public Delegate Function => fun;

    private readonly JitFunction<NdArray<T>, NdArray<TResult>> _general = new(fun);
    private readonly JitCache _cache = JitCache.Of(fun);
    private readonly Func<NdArray<T>, NdArray<TResult>>? _kernel = KernelRegistry.Find(fun)?.Kernel as Func<NdArray<T>, NdArray<TResult>>;

    public NdArray<TResult> Invoke(NdArray<T> x)
    {
        ArgumentNullException.ThrowIfNull(x);
        if (Trace.Current is not null || x.IsTracer || x.IsWeak || JaxConfig.DisableJit)
        {
            return _general.Invoke(x);
        }
        if (_kernel is { } kernel)
        {
            return kernel(x);
        }
        if (_cache.Last is not { } last || last.Partitionable != RandomFlags.Peek || !(ReferenceEquals(last.First, x.Shape) || last.First.Equals(x.Shape)))
        {
            Tree args = Tree.Tuple(x.Erased);
            JitEntry entry = _cache.Lookup(Typed.Erase(fun), args, args.Flatten(), StaticKey.None);
            _cache.Last = last = new LastCall(x.Shape, null, RandomFlags.Peek, entry);
        }
        last.Entry.Touch();
        return NdArray<TResult>.From(last.Entry.Run([x.Erased])[0]);
    }
}

/// <summary>From two arrays to one array.</summary>
internal sealed class JitArrayFunction<T1, T2, TResult>(Func<NdArray<T1>, NdArray<T2>, NdArray<TResult>> fun) : IJitted
    where T1 : struct
    where T2 : struct
    where TResult : struct
{
    public Delegate Function => fun;

    private readonly JitFunction<NdArray<T1>, NdArray<T2>, NdArray<TResult>> _general = new(fun);
    private readonly JitCache _cache = JitCache.Of(fun);
    private readonly Func<NdArray<T1>, NdArray<T2>, NdArray<TResult>>? _kernel = KernelRegistry.Find(fun)?.Kernel as Func<NdArray<T1>, NdArray<T2>, NdArray<TResult>>;

    public NdArray<TResult> Invoke(NdArray<T1> x, NdArray<T2> y)
    {
        ArgumentNullException.ThrowIfNull(x);
        ArgumentNullException.ThrowIfNull(y);
        if (Trace.Current is not null || x.IsTracer || y.IsTracer || x.IsWeak || y.IsWeak || JaxConfig.DisableJit)
        {
            return _general.Invoke(x, y);
        }
        if (_kernel is { } kernel)
        {
            return kernel(x, y);
        }
        if (_cache.Last is not { } last || last.Partitionable != RandomFlags.Peek || !last.First.Equals(x.Shape) || !last.Second!.Equals(y.Shape))
        {
            Tree args = Tree.Tuple(x.Erased, y.Erased);
            JitEntry entry = _cache.Lookup(Typed.Erase(fun), args, args.Flatten(), StaticKey.None);
            _cache.Last = last = new LastCall(x.Shape, y.Shape, RandomFlags.Peek, entry);
        }
        last.Entry.Touch();
        return NdArray<TResult>.From(last.Entry.Run([x.Erased, y.Erased])[0]);
    }
}
