// Records and structs that nothing registered, taken apart by reflection: where code is made at run time anyway. NativeAOT needs the generator's flatteners.
using System;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;
using SrcGenJit.Core;

namespace SrcGenJit;

internal static class ReflectedPytree
{
    /// <summary>The converter of a type with a constructor whose parameters are its properties (positional records); null for other types.</summary>
    [RequiresDynamicCode("Instantiates a generic converter; guarded by RuntimeFeature.IsDynamicCodeSupported.")]
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A type whose members were trimmed is no pytree, and the error says so; the generator registers those it sees.")]
    [UnconditionalSuppressMessage("Trimming", "IL2055", Justification = "The converter has no requirements on its type argument.")]
    public static object? Find(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || type.IsAbstract || type.Namespace == "System")
        {
            return null;
        }
        foreach (ConstructorInfo constructor in type.GetConstructors().OrderByDescending(c => c.GetParameters().Length))
        {
            ParameterInfo[] parameters = constructor.GetParameters();
            PropertyInfo?[] properties = parameters.Select(p => type.GetProperty(p.Name!, BindingFlags.Public | BindingFlags.Instance | BindingFlags.IgnoreCase)).ToArray();
            IPytree?[] parts = parameters.Select(p => TreeRegistry.Find(p.ParameterType) ?? (IPytree?)BuiltInPytrees.Find(p.ParameterType)).ToArray();
            if (parameters.Length > 0 && properties.Zip(parameters, (own, p) => own?.PropertyType == p.ParameterType).All(same => same) && parts.All(p => p is not null))
            {
                return Activator.CreateInstance(typeof(ReflectedPytree<>).MakeGenericType(type), constructor, properties, parts);
            }
        }
        return null;
    }
}

internal sealed class ReflectedPytree<T>(ConstructorInfo constructor, PropertyInfo[] properties, IPytree[] parts) : Pytree<T>
{
    public override Tree Flatten(T value) =>
        new Tree.Node(typeof(T).Name, new EquatableList<Tree>(properties.Select((own, i) => parts[i].FlattenObject(own.GetValue(value)!))));

    public override T Unflatten(Tree tree) => (T)constructor.Invoke(((Tree.Node)tree).Children.Select((child, i) => (object?)parts[i].UnflattenObject(child)).ToArray());

    public override Tree Template(Queue<NdArray> leaves) => new Tree.Node(typeof(T).Name, new EquatableList<Tree>(parts.Select(p => p.Template(leaves))));
}
