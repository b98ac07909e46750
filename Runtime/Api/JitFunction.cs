// The delegates that Jax.Jit returns: a look-up by the structure and the avals of the arguments.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Reflection;
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
        object? special = HasStatics(fun) ? null : fun switch
        {
            Func<NdArray<float>, NdArray<float>> f => (Func<NdArray<float>, NdArray<float>>)new JitArrayFunction<float, float>(f).Invoke,
            Func<NdArray<double>, NdArray<double>> f => (Func<NdArray<double>, NdArray<double>>)new JitArrayFunction<double, double>(f).Invoke,
            _ => null,
        };
        return (Delegate?)special ?? (Func<T1, TResult>)new JitFunction<T1, TResult>(fun).Invoke;
    }

    public Delegate Visit<T1, T2, TResult>(Func<T1, T2, TResult> fun)
    {
        object? special = HasStatics(fun) ? null : fun switch
        {
            Func<NdArray<float>, NdArray<float>, NdArray<float>> f => (Func<NdArray<float>, NdArray<float>, NdArray<float>>)new JitArrayFunction<float, float, float>(f).Invoke,
            Func<NdArray<double>, NdArray<double>, NdArray<double>> f => (Func<NdArray<double>, NdArray<double>, NdArray<double>>)new JitArrayFunction<double, double, double>(f).Invoke,
            _ => null,
        };
        return (Delegate?)special ?? (Func<T1, T2, TResult>)new JitFunction<T1, T2, TResult>(fun).Invoke;
    }

    private static bool HasStatics(Delegate fun) => fun.Method.GetParameters().Any(p => p.IsDefined(typeof(StaticAttribute)));

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

    private readonly bool[] _static = fun.Method.GetParameters().Select(p => p.IsDefined(typeof(StaticAttribute))).ToArray();

    protected JitCache Cache { get; } = JitCache.Of(fun);

    protected bool IsStatic(int parameter)
    {
        // The parameters of closed delegates begin after the closed one.
        int skip = _static.Length - Count;
        return _static[parameter + Math.Max(skip, 0)];
    }

    protected abstract int Count { get; }

    /// <summary>Runs the body, traced or compiled, on the arguments that are not static.</summary>
    protected Tree Call(Func<Tree, Tree> body, Tree args, string statics)
    {
        List<NdArray> leaves = args.Flatten();
        if (Trace.Current is not null || leaves.Any(l => l.IsTracer))
        {
            return JaxConfig.DisableJit ? body(args) : NamedJit.CallTree(Cache.Name, (fun, statics), body, args);
        }
        return Cache.Lookup(body, args, leaves, statics).Result([.. leaves]);
    }

    /// <summary>A static argument as part of the key of a trace.</summary>
    protected static string Text<T>(T value) => value switch
    {
        INdArray => throw new ArgumentException("a static argument must be a plain value (a number, a string, an enum): arrays cannot be compared"),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture) + ";",
        null => "null;",
        _ => value + ";",
    };
}

internal sealed class JitFunction<T1, TResult>(Func<T1, TResult> fun) : JitFunction(fun)
{
    private readonly KernelInfo? _kernel = KernelRegistry.Find(fun);

    protected override int Count => 1;

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
        List<Tree> parts = [];
        string statics = "";
        if (IsStatic(0))
        {
            statics += Text(a1);
        }
        else
        {
            parts.Add(Typed.Flatten(a1));
        }
        Tree result = Call(
            tree =>
            {
                EquatableList<Tree> children = ((Tree.Node)tree).Children;
                int next = 0;
                return Typed.Flatten(fun(
                    IsStatic(0) ? a1 : Typed.Value<T1>(children[next++])));
            },
            Tree.Tuple([.. parts]),
            statics);
        return Typed.Value<TResult>(result);
    }
}

internal sealed class JitFunction<T1, T2, TResult>(Func<T1, T2, TResult> fun) : JitFunction(fun)
{
    private readonly KernelInfo? _kernel = KernelRegistry.Find(fun);

    protected override int Count => 2;

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
        List<Tree> parts = [];
        string statics = "";
        if (IsStatic(0))
        {
            statics += Text(a1);
        }
        else
        {
            parts.Add(Typed.Flatten(a1));
        }
        if (IsStatic(1))
        {
            statics += Text(a2);
        }
        else
        {
            parts.Add(Typed.Flatten(a2));
        }
        Tree result = Call(
            tree =>
            {
                EquatableList<Tree> children = ((Tree.Node)tree).Children;
                int next = 0;
                return Typed.Flatten(fun(
                    IsStatic(0) ? a1 : Typed.Value<T1>(children[next++]),
                    IsStatic(1) ? a2 : Typed.Value<T2>(children[next++])));
            },
            Tree.Tuple([.. parts]),
            statics);
        return Typed.Value<TResult>(result);
    }
}

internal sealed class JitFunction<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun) : JitFunction(fun)
{
    private readonly KernelInfo? _kernel = KernelRegistry.Find(fun);

    protected override int Count => 3;

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
        List<Tree> parts = [];
        string statics = "";
        if (IsStatic(0))
        {
            statics += Text(a1);
        }
        else
        {
            parts.Add(Typed.Flatten(a1));
        }
        if (IsStatic(1))
        {
            statics += Text(a2);
        }
        else
        {
            parts.Add(Typed.Flatten(a2));
        }
        if (IsStatic(2))
        {
            statics += Text(a3);
        }
        else
        {
            parts.Add(Typed.Flatten(a3));
        }
        Tree result = Call(
            tree =>
            {
                EquatableList<Tree> children = ((Tree.Node)tree).Children;
                int next = 0;
                return Typed.Flatten(fun(
                    IsStatic(0) ? a1 : Typed.Value<T1>(children[next++]),
                    IsStatic(1) ? a2 : Typed.Value<T2>(children[next++]),
                    IsStatic(2) ? a3 : Typed.Value<T3>(children[next++])));
            },
            Tree.Tuple([.. parts]),
            statics);
        return Typed.Value<TResult>(result);
    }
}

internal sealed class JitFunction<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun) : JitFunction(fun)
{
    private readonly KernelInfo? _kernel = KernelRegistry.Find(fun);

    protected override int Count => 4;

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
        List<Tree> parts = [];
        string statics = "";
        if (IsStatic(0))
        {
            statics += Text(a1);
        }
        else
        {
            parts.Add(Typed.Flatten(a1));
        }
        if (IsStatic(1))
        {
            statics += Text(a2);
        }
        else
        {
            parts.Add(Typed.Flatten(a2));
        }
        if (IsStatic(2))
        {
            statics += Text(a3);
        }
        else
        {
            parts.Add(Typed.Flatten(a3));
        }
        if (IsStatic(3))
        {
            statics += Text(a4);
        }
        else
        {
            parts.Add(Typed.Flatten(a4));
        }
        Tree result = Call(
            tree =>
            {
                EquatableList<Tree> children = ((Tree.Node)tree).Children;
                int next = 0;
                return Typed.Flatten(fun(
                    IsStatic(0) ? a1 : Typed.Value<T1>(children[next++]),
                    IsStatic(1) ? a2 : Typed.Value<T2>(children[next++]),
                    IsStatic(2) ? a3 : Typed.Value<T3>(children[next++]),
                    IsStatic(3) ? a4 : Typed.Value<T4>(children[next++])));
            },
            Tree.Tuple([.. parts]),
            statics);
        return Typed.Value<TResult>(result);
    }
}
