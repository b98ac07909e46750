// The delegates that Jax.Jit returns: a look-up by the structure and the avals of the arguments.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.CompilerServices;
using SrcGenJit.Core;
using SrcGenJit.Eager;

namespace SrcGenJit;

/// <summary>Makes the compiled form of a function.</summary>
internal sealed class JitVisitor : IFunctionVisitor<Delegate>
{
    public static JitVisitor Instance { get; } = new();

    public Delegate Visit<T1, TResult>(Func<T1, TResult> fun)
    {
        // Over arrays the short way is typed: nothing is boxed or wrapped on it.
        object? special = HasStatics(fun) || typeof(T1) != typeof(TResult) ? null : fun switch
        {
            Func<NdArray<float>, NdArray<float>> f when typeof(T1) == typeof(NdArray<float>) => (Func<NdArray<float>, NdArray<float>>)new JitArrayFunction<float, float>(f).Invoke,
            Func<NdArray<double>, NdArray<double>> f when typeof(T1) == typeof(NdArray<double>) => (Func<NdArray<double>, NdArray<double>>)new JitArrayFunction<double, double>(f).Invoke,
            _ => null,
        };
        return (Delegate?)special ?? (Func<T1, TResult>)new JitFunction<T1, TResult>(fun).Invoke;
    }

    public Delegate Visit<T1, T2, TResult>(Func<T1, T2, TResult> fun)
    {
        object? special = HasStatics(fun) || typeof(T1) != typeof(T2) || typeof(T1) != typeof(TResult) ? null : fun switch
        {
            Func<NdArray<float>, NdArray<float>, NdArray<float>> f when typeof(T1) == typeof(NdArray<float>) => (Func<NdArray<float>, NdArray<float>, NdArray<float>>)new JitArrayFunction<float, float, float>(f).Invoke,
            Func<NdArray<double>, NdArray<double>, NdArray<double>> f when typeof(T1) == typeof(NdArray<double>) => (Func<NdArray<double>, NdArray<double>, NdArray<double>>)new JitArrayFunction<double, double, double>(f).Invoke,
            _ => null,
        };
        return (Delegate?)special ?? (Func<T1, T2, TResult>)new JitFunction<T1, T2, TResult>(fun).Invoke;
    }

    private static bool HasStatics(Delegate fun) => StaticParameters.Of(fun).Any;

    public Delegate Visit<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun) => (Func<T1, T2, T3, TResult>)new JitFunction<T1, T2, T3, TResult>(fun).Invoke;

    public Delegate Visit<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun) => (Func<T1, T2, T3, T4, TResult>)new JitFunction<T1, T2, T3, T4, TResult>(fun).Invoke;
}

/// <summary>The target of a delegate that Jax.Jit returned.</summary>
internal interface IJitted
{
    Delegate Function { get; }
}

/// <summary>What the compiled functions of all arities share.</summary>
internal abstract class JitFunction(Delegate fun) : IJitted
{
    public Delegate Function => fun;

    private readonly StaticParameters _static = StaticParameters.Of(fun);

    protected JitCache Cache { get; } = JitCache.Of(fun);

    protected bool IsStatic(int parameter) => _static[parameter];

    /// <summary>Runs the body, traced or compiled, on the arguments that are not static.</summary>
    protected Tree Call(Func<Tree, Tree> body, Arguments arguments)
    {
        Tree args = arguments.Tree;
        List<NdArray> leaves = args.Flatten();
        if (Trace.Current is not null || leaves.Any(l => l.IsTracer))
        {
            return JaxConfig.DisableJit ? body(args) : NamedJit.CallTree(Cache.Name, (fun, arguments.Statics), body, args);
        }
        return Cache.Lookup(body, args, leaves, arguments.Statics).Result([.. leaves]);
    }

    protected Arguments Take() => new(_static);

    /// <summary>The arguments of a call: trees of arrays, and the values of the static ones as a key.</summary>
    protected sealed class Arguments(StaticParameters parameters)
    {
        private readonly List<Tree> _trees = [];
        private StaticSnapshot? _statics;
        private int _next;

        public Tree Tree => Tree.Tuple([.. _trees]);

        public StaticKey Statics => _statics?.ToKey() ?? StaticKey.None;

        public Arguments Add<T>(T value)
        {
            int parameter = _next++;
            if (parameters[parameter])
            {
                (_statics ??= new()).Add(parameters.NameOf(parameter), value);
            }
            else
            {
                _trees.Add(Typed.Flatten(value));
            }
            return this;
        }
    }
}

internal sealed class JitFunction<T1, TResult>(Func<T1, TResult> fun) : JitFunction(fun)
{
    private readonly KernelInfo? _kernel = KernelRegistry.Find(fun);

    public TResult Invoke(T1 a1)
    {
        if (JaxConfig.DisableJit)
        {
            return fun(a1);
        }
        if (_kernel?.Kernel is Func<T1, TResult> kernel && Trace.Current is null)
        {
            return kernel(a1);
        }
        Tree result = Call(
            tree =>
            {
                EquatableList<Tree> children = ((Tree.Node)tree).Children;
                int next = 0;
                return Typed.Result(fun(
                    IsStatic(0) ? a1 : Typed.Value<T1>(children[next++])));
            },
            Take().Add(a1));
        return Typed.Value<TResult>(result);
    }
}

internal sealed class JitFunction<T1, T2, TResult>(Func<T1, T2, TResult> fun) : JitFunction(fun)
{
    private readonly KernelInfo? _kernel = KernelRegistry.Find(fun);

    public TResult Invoke(T1 a1, T2 a2)
    {
        if (JaxConfig.DisableJit)
        {
            return fun(a1, a2);
        }
        if (_kernel?.Kernel is Func<T1, T2, TResult> kernel && Trace.Current is null)
        {
            return kernel(a1, a2);
        }
        Tree result = Call(
            tree =>
            {
                EquatableList<Tree> children = ((Tree.Node)tree).Children;
                int next = 0;
                return Typed.Result(fun(
                    IsStatic(0) ? a1 : Typed.Value<T1>(children[next++]),
                    IsStatic(1) ? a2 : Typed.Value<T2>(children[next++])));
            },
            Take().Add(a1).Add(a2));
        return Typed.Value<TResult>(result);
    }
}

internal sealed class JitFunction<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun) : JitFunction(fun)
{
    private readonly KernelInfo? _kernel = KernelRegistry.Find(fun);

    public TResult Invoke(T1 a1, T2 a2, T3 a3)
    {
        if (JaxConfig.DisableJit)
        {
            return fun(a1, a2, a3);
        }
        if (_kernel?.Kernel is Func<T1, T2, T3, TResult> kernel && Trace.Current is null)
        {
            return kernel(a1, a2, a3);
        }
        Tree result = Call(
            tree =>
            {
                EquatableList<Tree> children = ((Tree.Node)tree).Children;
                int next = 0;
                return Typed.Result(fun(
                    IsStatic(0) ? a1 : Typed.Value<T1>(children[next++]),
                    IsStatic(1) ? a2 : Typed.Value<T2>(children[next++]),
                    IsStatic(2) ? a3 : Typed.Value<T3>(children[next++])));
            },
            Take().Add(a1).Add(a2).Add(a3));
        return Typed.Value<TResult>(result);
    }
}

internal sealed class JitFunction<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun) : JitFunction(fun)
{
    private readonly KernelInfo? _kernel = KernelRegistry.Find(fun);

    public TResult Invoke(T1 a1, T2 a2, T3 a3, T4 a4)
    {
        if (JaxConfig.DisableJit)
        {
            return fun(a1, a2, a3, a4);
        }
        if (_kernel?.Kernel is Func<T1, T2, T3, T4, TResult> kernel && Trace.Current is null)
        {
            return kernel(a1, a2, a3, a4);
        }
        Tree result = Call(
            tree =>
            {
                EquatableList<Tree> children = ((Tree.Node)tree).Children;
                int next = 0;
                return Typed.Result(fun(
                    IsStatic(0) ? a1 : Typed.Value<T1>(children[next++]),
                    IsStatic(1) ? a2 : Typed.Value<T2>(children[next++]),
                    IsStatic(2) ? a3 : Typed.Value<T3>(children[next++]),
                    IsStatic(3) ? a4 : Typed.Value<T4>(children[next++])));
            },
            Take().Add(a1).Add(a2).Add(a3).Add(a4));
        return Typed.Value<TResult>(result);
    }
}
