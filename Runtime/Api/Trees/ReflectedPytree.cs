// Records, classes and structs that nothing registered, taken apart by reflection into all their fields: where code is made at run time anyway. NativeAOT needs the
// generator's registrations.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit;

internal static class ReflectedPytree
{
    /// <summary>True for types of the user that have fields of their own. Whether these are pytrees is asked when a value comes: types may contain themselves.</summary>
    public static bool IsPossible(Type type) => !type.IsPrimitive && !type.IsEnum && !type.IsPointer && !type.IsArray && !type.IsByRefLike && !typeof(Delegate).IsAssignableFrom(type)
        && type.Namespace is var space && !(space == "System" || space?.StartsWith("System.", StringComparison.Ordinal) == true || space?.StartsWith("Microsoft.", StringComparison.Ordinal) == true)
        && !typeof(INdArray).IsAssignableFrom(type);
}

/// <summary>A value is made without its constructor, as JAX advises for unflattening: its fields may hold tracers, which a constructor could refuse.</summary>
internal sealed class ReflectedPytree<T> : Pytree<T>
{
    private readonly IReadOnlyList<FieldInfo> _fields = TypeFields.Of(typeof(T));
    private Known? _known;

    public override Tree Template(Queue<NdArray> leaves) => Node(Converters().Select(p => p.Template(leaves)));

    protected override Tree FlattenValue(T value)
    {
        IPytree[] converters = Converters();
        object boxed = value!;
        return Node(_fields.Select((field, i) => converters[i].FlattenObject(field.GetValue(boxed))));
    }

    [UnconditionalSuppressMessage("Trimming", "IL2087", Justification = "No constructor is called.")]
    protected override T UnflattenValue(Tree tree)
    {
        IPytree[] converters = Converters();
        EquatableList<Tree> parts = Parts(tree);
        if (parts.Count != _fields.Count)
        {
            throw new InvalidCastException($"{tree.Structure} is no {typeof(T)}");
        }
        object boxed = RuntimeHelpers.GetUninitializedObject(typeof(T));
        for (int i = 0; i < converters.Length; i++)
        {
            _fields[i].SetValue(boxed, converters[i].UnflattenObject(parts[i]));
        }
        return (T)boxed;
    }

    private Tree.Node Node(IEnumerable<Tree> parts) => new(typeof(T).Name, new EquatableList<Tree>(parts), this);

    // Registering a type changes how its values are taken apart in others, too.
    private IPytree[] Converters()
    {
        int version = TreeRegistry.Version;
        if (_known is not { } known || known.Version != version)
        {
            _known = known = new Known(version, _fields.Select(Converter).ToArray());
        }
        return known.Converters;
    }

    private static IPytree Converter(FieldInfo field) => TreeRegistry.Find(field.FieldType) ?? throw new NotSupportedException(
        $"{typeof(T)} is no pytree: its member '{TypeFields.NameOf(field)}' is of type {field.FieldType}, which holds no arrays. Members are NdArray<T>, numbers, bools, tuples, arrays, lists, "
        + "dictionaries and records of these. TreeRegistry.Register says how to take the type apart; AddStatic keeps what is no array.");

    private sealed record Known(int Version, IPytree[] Converters);
}
