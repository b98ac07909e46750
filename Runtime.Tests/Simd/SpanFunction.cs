// VectorMath's public methods found by reflection and brought to one shape, so that a new one is tested from the day it exists.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SrcGenJit.Simd;

namespace Runtime.Tests.Simd;

/// <summary>A method of one or two spans of arguments and one or two of results.</summary>
internal abstract class SpanFunction(MethodInfo method)
{
    public static IReadOnlyList<MethodInfo> Methods { get; } =
        [.. typeof(VectorMath).GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).OrderBy(m => m.ToString(), StringComparer.Ordinal)];

    public string Name => method.Name;

    /// <summary>Names of the parameters that are arguments, and of those that are results.</summary>
    public string[] Inputs { get; } = NamesOf(method, typeof(ReadOnlySpan<>));

    public string[] Outputs { get; } = NamesOf(method, typeof(Span<>));

    public override string ToString() => $"{Name}({string.Join(", ", method.GetParameters().Select(p => p.ParameterType.Name[0] == 'R' || p.ParameterType.Name[0] == 'S' ? $"{ElementOf(p)?.Name ?? p.ParameterType.Name} {p.Name}" : p.ParameterType.Name))})";

    public static SpanFunction Of(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        string shape = string.Concat(parameters.Select(p => IsSpan(p, typeof(ReadOnlySpan<>)) ? 'i' : IsSpan(p, typeof(Span<>)) ? 'o' : 's'));
        Type[] elements = [.. parameters.Select(p => ElementOf(p) ?? p.ParameterType)];
        Type kind = (shape, elements) switch
        {
            ("io", [var t, var r]) => typeof(One<,>).MakeGenericType(t, r),
            ("iio", [var t, var u, var r]) when t == u => typeof(Two<,>).MakeGenericType(t, r),
            ("ioo", [var t, var r, var s]) when r == s => typeof(Both<,>).MakeGenericType(t, r),
            ("iso", [var t, var p, var r]) => typeof(WithScalar<,,>).MakeGenericType(t, p, r),
            _ => throw new NotSupportedException($"{method} has a shape that SpanFunction does not test: add it"),
        };
        return (SpanFunction)Activator.CreateInstance(kind, method)!;
    }

    /// <summary>Calls a generic visitor with the types of elements.</summary>
    public abstract void Accept(IVisitor visitor);

    private static bool IsSpan(ParameterInfo p, Type span) => p.ParameterType.IsGenericType && p.ParameterType.GetGenericTypeDefinition() == span;

    private static Type? ElementOf(ParameterInfo p) => IsSpan(p, typeof(ReadOnlySpan<>)) || IsSpan(p, typeof(Span<>)) ? p.ParameterType.GenericTypeArguments[0] : null;

    private static string[] NamesOf(MethodInfo method, Type span) => [.. method.GetParameters().Where(p => IsSpan(p, span)).Select(p => p.Name!)];

    internal interface IVisitor
    {
        void Visit<T, R>(SpanFunction<T, R> function)
            where T : unmanaged
            where R : unmanaged;
    }

    private sealed class One<T, R>(MethodInfo method) : SpanFunction<T, R>(method)
        where T : unmanaged
        where R : unmanaged
    {
        private readonly Call _call = method.CreateDelegate<Call>();

        private delegate void Call(ReadOnlySpan<T> x, Span<R> a);

        public override void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<R> a, Span<R> b) => _call(x, a);
    }

    private sealed class Two<T, R>(MethodInfo method) : SpanFunction<T, R>(method)
        where T : unmanaged
        where R : unmanaged
    {
        private readonly Call _call = method.CreateDelegate<Call>();

        private delegate void Call(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<R> a);

        public override void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<R> a, Span<R> b) => _call(x, y, a);
    }

    private sealed class Both<T, R>(MethodInfo method) : SpanFunction<T, R>(method)
        where T : unmanaged
        where R : unmanaged
    {
        private readonly Call _call = method.CreateDelegate<Call>();

        private delegate void Call(ReadOnlySpan<T> x, Span<R> a, Span<R> b);

        public override void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<R> a, Span<R> b) => _call(x, a, b);
    }

    private sealed class WithScalar<T, P, R>(MethodInfo method) : SpanFunction<T, R>(method)
        where T : unmanaged
        where P : unmanaged
        where R : unmanaged
    {
        private readonly Call _call = method.CreateDelegate<Call>();

        private delegate void Call(ReadOnlySpan<T> x, P parameter, Span<R> a);

        public override void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<R> a, Span<R> b) => _call(x, typeof(P).IsEnum ? default : Value<P>(2), a);
    }

    /// <summary>Usual, negative, special and large values in turn; of integers random bits.</summary>
    public static T Value<T>(int i)
        where T : unmanaged
    {
        double[] values = [0.5, -0.25, 1.75, 3, -2.5, 0, -0.0, 1e-3, 40, -90, double.NaN, double.PositiveInfinity, 1e30, -1e9, 0.999, 7.25];
        double value = values[i % values.Length] * (1 + (i / values.Length / 64.0));
        if (default(T) is float or double or Half)
        {
            return default(T) is Half ? (T)(object)(Half)value : Element.FromDouble<T>(value);
        }
        ulong bits = (ulong)(i + 1) * 0x9E3779B97F4A7C15;
        return typeof(T) == typeof(bool) ? (T)(object)(i % 3 == 0) : MemoryMarshal.Read<T>(MemoryMarshal.AsBytes(new ReadOnlySpan<ulong>(in bits))[^Unsafe.SizeOf<T>()..]);
    }
}

internal abstract class SpanFunction<T, R>(MethodInfo method) : SpanFunction(method)
    where T : unmanaged
    where R : unmanaged
{
    /// <summary>The second span of arguments and of results are not used by a function that has one.</summary>
    public abstract void Run(ReadOnlySpan<T> x, ReadOnlySpan<T> y, Span<R> a, Span<R> b);

    public override void Accept(IVisitor visitor) => visitor.Visit(this);
}
