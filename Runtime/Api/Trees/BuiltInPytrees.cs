// The converters of arrays, numbers, tuples and collections, and of other types where code is made at run time.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit;

internal static class BuiltInPytrees
{
    private static readonly Type[] s_tuples =
    [
        typeof(TuplePytree<>), typeof(TuplePytree<,>), typeof(TuplePytree<,,>), typeof(TuplePytree<,,,>), typeof(TuplePytree<,,,,>), typeof(TuplePytree<,,,,,>),
        typeof(TuplePytree<,,,,,,>), typeof(TuplePytree<,,,,,,,>),
    ];

    /// <summary>Those that need no code at run time under NativeAOT; the generator registers the others that a program uses.</summary>
    public static IEnumerable<KeyValuePair<Type, IPytree>> Known { get; } = new Dictionary<Type, IPytree>
    {
        [typeof(NdArray)] = new ErasedPytree(),
        [typeof(ValueTuple)] = new UnitPytree(),
        [typeof((NdArray<float>, NdArray<float>))] = new TuplePytree<NdArray<float>, NdArray<float>>(),
        [typeof((NdArray<double>, NdArray<double>))] = new TuplePytree<NdArray<double>, NdArray<double>>(),
        [typeof((NdArray<float>, NdArray<float>, NdArray<float>))] = new TuplePytree<NdArray<float>, NdArray<float>, NdArray<float>>(),
        [typeof((NdArray<double>, NdArray<double>, NdArray<double>))] = new TuplePytree<NdArray<double>, NdArray<double>, NdArray<double>>(),
        [typeof((float, float))] = new TuplePytree<float, float>(),
        [typeof((double, double))] = new TuplePytree<double, double>(),
        [typeof(NdArray<float>[])] = new VectorPytree<NdArray<float>>(),
        [typeof(NdArray<double>[])] = new VectorPytree<NdArray<double>>(),
        [typeof(float[])] = new VectorPytree<float>(),
        [typeof(double[])] = new VectorPytree<double>(),
    }.Concat(Element<float>()).Concat(Element<double>()).Concat(Element<int>()).Concat(Element<long>()).Concat(Element<uint>()).Concat(Element<bool>());

    private static KeyValuePair<Type, IPytree>[] Element<T>()
        where T : struct => [new(typeof(NdArray<T>), new ArrayPytree<T>()), new(typeof(T), new NumberPytree<T>())];

    /// <summary>A converter made by reflection; null for what is no pytree.</summary>
    [RequiresDynamicCode("Makes converters of generic types; guarded by RuntimeFeature.IsDynamicCodeSupported.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The converters have no requirements on their type arguments.")]
    [UnconditionalSuppressMessage("Trimming", "IL2071", Justification = "The converters have no requirements on their type arguments.")]
    [UnconditionalSuppressMessage("Trimming", "IL2062", Justification = "The converters' constructors are kept by the typeof expressions.")]
    public static IPytree? Compose(Type type)
    {
        Type? definition = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        Type[] arguments = type.IsGenericType ? type.GetGenericArguments() : [];
        Type? converter = type.IsSZArray ? typeof(VectorPytree<>).MakeGenericType(type.GetElementType()!)
            : definition?.FullName!.StartsWith("System.ValueTuple`", StringComparison.Ordinal) == true ? s_tuples[arguments.Length - 1].MakeGenericType(arguments)
            : definition == typeof(Nullable<>) ? typeof(NullablePytree<>).MakeGenericType(arguments)
            : definition == typeof(List<>) ? typeof(ListPytree<>).MakeGenericType(arguments)
            : definition == typeof(ImmutableArray<>) ? typeof(ImmutableArrayPytree<>).MakeGenericType(arguments)
            : definition == typeof(Dictionary<,>) ? typeof(DictionaryPytree<,>).MakeGenericType(arguments)
            : type.IsInterface || type.IsAbstract || type == typeof(object) ? typeof(AbstractPytree<>).MakeGenericType(type)
            : ReflectedPytree.IsPossible(type) ? typeof(ReflectedPytree<>).MakeGenericType(type)
            : null;
        return converter is null ? null : (IPytree)Activator.CreateInstance(converter)!;
    }
}
