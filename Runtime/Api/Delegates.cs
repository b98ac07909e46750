// Delegates of any signature over pytrees: taken apart by their type. The usual ones need no code at run time; others do, and say so under NativeAOT.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>Does something with a function of one of the Func types.</summary>
internal interface IFunctionVisitor<out TOut>
{
    TOut Visit<T1, TResult>(Func<T1, TResult> fun);

    TOut Visit<T1, T2, TResult>(Func<T1, T2, TResult> fun);

    TOut Visit<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun);

    TOut Visit<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun);
}

internal static class Delegates
{
    private static readonly ConcurrentDictionary<Type, Acceptor> s_known = new();

    /// <summary>Functions of this type can be taken apart.</summary>
    public static void Provide(Type type, Acceptor acceptor) => s_known.TryAdd(type, acceptor);

    /// <summary>A function of the same type around an erased transformation.</summary>
    public static TFunction Wrap<TFunction>(TFunction fun, Func<Func<Tree, Tree>, Func<Tree, Tree>> transform)
        where TFunction : Delegate => (TFunction)Accept(fun, new Wrapper(transform));

    public static Func<Tree, Tree> Erase(Delegate fun) => Accept(fun, new Eraser());

    /// <summary>Arguments given as objects, the parameters marked [Static] as known values.</summary>
    public static Tree ArgsOf(Delegate fun, object?[] args)
    {
        ArgumentNullException.ThrowIfNull(args);
        StaticParameters parameters = StaticParameters.Of(fun);
        return Tree.Tuple(args.Select((a, i) => parameters[i] ? Typed.Known(parameters, i, a) : Flatten(a)).ToArray());
    }

    public static TOut Accept<TOut>(Delegate fun, IFunctionVisitor<TOut> visitor)
    {
        ArgumentNullException.ThrowIfNull(fun);
        // A function of objects is one of arrays too, by variance: what is asked for is its own type.
        Type type = fun.GetType();
        return fun switch
        {
            Func<NdArray<float>, NdArray<float>> f when type == typeof(Func<NdArray<float>, NdArray<float>>) => visitor.Visit(f),
            Func<NdArray<float>, NdArray<float>, NdArray<float>> f when type == typeof(Func<NdArray<float>, NdArray<float>, NdArray<float>>) => visitor.Visit(f),
            Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> f when type == typeof(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>>) => visitor.Visit(f),
            Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>> f when type == typeof(Func<NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>>) => visitor.Visit(f),
            Func<NdArray<double>, NdArray<double>> f when type == typeof(Func<NdArray<double>, NdArray<double>>) => visitor.Visit(f),
            Func<NdArray<double>, NdArray<double>, NdArray<double>> f when type == typeof(Func<NdArray<double>, NdArray<double>, NdArray<double>>) => visitor.Visit(f),
            Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> f when type == typeof(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>>) => visitor.Visit(f),
            Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>> f when type == typeof(Func<NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>, NdArray<double>>) => visitor.Visit(f),
            Func<float, float> f when type == typeof(Func<float, float>) => visitor.Visit(f),
            Func<float, float, float> f when type == typeof(Func<float, float, float>) => visitor.Visit(f),
            Func<double, double> f when type == typeof(Func<double, double>) => visitor.Visit(f),
            Func<double, double, double> f when type == typeof(Func<double, double, double>) => visitor.Visit(f),
            _ when s_known.TryGetValue(type, out Acceptor? known) => known.Accept(fun, visitor),
            _ when RuntimeFeature.IsDynamicCodeSupported => AcceptAny(fun, visitor),
            _ => throw Unsupported(fun, "without code generation at run time (NativeAOT) a lambda with typed parameters is needed, whose type the compiler sees"),
        };
    }

    [RequiresDynamicCode("Instantiates generic methods; guarded by RuntimeFeature.IsDynamicCodeSupported.")]
    [UnconditionalSuppressMessage("Trimming", "IL2060", Justification = "The visitor's methods have no requirements on their type arguments.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The visitor's methods are called directly above, and so are kept.")]
    private static TOut AcceptAny<TOut>(Delegate fun, IFunctionVisitor<TOut> visitor)
    {
        Type type = fun.GetType();
        Type[] arguments = type.IsGenericType ? type.GetGenericArguments() : [];
        if (arguments.Length is < 2 or > 5 || !type.FullName!.StartsWith("System.Func`", StringComparison.Ordinal))
        {
            throw Unsupported(fun, "functions of one to four arguments with a result are supported (Func types)");
        }
        MethodInfo method = typeof(IFunctionVisitor<TOut>).GetMethods().Single(m => m.GetGenericArguments().Length == arguments.Length);
        try
        {
            return (TOut)method.MakeGenericMethod(arguments).Invoke(visitor, [fun])!;
        }
        catch (TargetInvocationException e) when (e.InnerException is { } inner)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(inner);
            throw;
        }
    }

    // By the type of the object. Without code at run time a tuple or an array that is not registered is still known by its items.
    private static Tree Flatten(object? arg) => arg switch
    {
        null => throw new ArgumentNullException(nameof(arg), "an argument is null"),
        _ when TreeRegistry.Find(arg.GetType()) is { } converter => converter.FlattenObject(arg),
        ITuple tuple => Tree.Tuple(Enumerable.Range(0, tuple.Length).Select(i => Flatten(tuple[i])).ToArray()),
        Array array => new Tree.Node("list", new EquatableList<Tree>(array.Cast<object>().Select(Flatten))),
        _ => TreeRegistry.Get(arg.GetType()).FlattenObject(arg),
    };

    private static NotSupportedException Unsupported(Delegate fun, string why) => new($"a function of type {fun.GetType()} cannot be transformed: {why}");

    private sealed class Eraser : IFunctionVisitor<Func<Tree, Tree>>
    {
        public Func<Tree, Tree> Visit<T1, TResult>(Func<T1, TResult> fun) => Typed.Erase(fun);

        public Func<Tree, Tree> Visit<T1, T2, TResult>(Func<T1, T2, TResult> fun) => Typed.Erase(fun);

        public Func<Tree, Tree> Visit<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun) => Typed.Erase(fun);

        public Func<Tree, Tree> Visit<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun) => Typed.Erase(fun);
    }

    private sealed class Wrapper(Func<Func<Tree, Tree>, Func<Tree, Tree>> transform) : IFunctionVisitor<Delegate>
    {
        public Delegate Visit<T1, TResult>(Func<T1, TResult> fun) => Typed.Function<T1, TResult>(transform(Typed.Erase(fun)));

        public Delegate Visit<T1, T2, TResult>(Func<T1, T2, TResult> fun) => Typed.Function<T1, T2, TResult>(transform(Typed.Erase(fun)));

        public Delegate Visit<T1, T2, T3, TResult>(Func<T1, T2, T3, TResult> fun) => Typed.Function<T1, T2, T3, TResult>(transform(Typed.Erase(fun)));

        public Delegate Visit<T1, T2, T3, T4, TResult>(Func<T1, T2, T3, T4, TResult> fun) => Typed.Function<T1, T2, T3, T4, TResult>(transform(Typed.Erase(fun)));
    }
}

/// <summary>A typed array of any element type.</summary>
internal interface INdArray
{
    NdArray Erased { get; }
}
