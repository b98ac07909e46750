// What a dictionary or a set takes for equal or in order: its comparers, which each of .NET's collections has under a name of its own.
using System.Collections;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;

namespace SrcGenJit.Eager;

internal static class CollectionComparers
{
    private const BindingFlags Members = BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic;

    private static readonly string[] s_names = ["Comparer", "KeyComparer", "ValueComparer", "EqualityComparer"];

    /// <summary>The comparers of a collection, of what it wraps too; none for lists, and where the members are trimmed.</summary>
    [DynamicDependency("Comparer", typeof(Dictionary<,>))]
    [DynamicDependency("Comparer", typeof(HashSet<>))]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "A keyed collection without a comparer that can be read is refused where members may be trimmed.")]
    public static IEnumerable<object?> Of(object collection)
    {
        foreach (PropertyInfo property in s_names.Select(name => collection.GetType().GetProperty(name, Members)).OfType<PropertyInfo>())
        {
            yield return property.GetValue(collection);
        }
        // ReadOnlyDictionary and ReadOnlySet.
        PropertyInfo? wrapped = collection.GetType().GetProperty("Dictionary", Members) ?? collection.GetType().GetProperty("Set", Members);
        if (wrapped?.GetValue(collection) is { } inner && inner != collection)
        {
            foreach (object? comparer in Of(inner))
            {
                yield return comparer;
            }
        }
    }

    /// <summary>True for dictionaries and sets.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "The interfaces of a type that has objects are kept where they are named, as these are.")]
    public static bool IsKeyed(object collection) => collection is IDictionary
        || collection.GetType().GetInterfaces().Any(i => i.IsGenericType && i.GetGenericTypeDefinition() is { } definition
            && (definition == typeof(ISet<>) || definition == typeof(IReadOnlySet<>) || definition == typeof(IDictionary<,>) || definition == typeof(IReadOnlyDictionary<,>)));
}
