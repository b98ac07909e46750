// The instance fields of a type by reflection, base types first and in the order of their declaration: all the state that an object has.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Reflection;

namespace SrcGenJit;

internal static class TypeFields
{
    private static readonly ConcurrentDictionary<Type, FieldInfo[]> s_fields = new();

    public static IReadOnlyList<FieldInfo> Of(Type type) => s_fields.GetOrAdd(type, Find);

    /// <summary>The name that a user knows a field by: an auto-property's field has the property's.</summary>
    public static string NameOf(FieldInfo field) => field.Name.StartsWith('<') && field.Name.IndexOf('>') is > 1 and int end ? field.Name[1..end] : field.Name;

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Only called where code is made at run time. There a trimmed field is one that nothing reads.")]
    [UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Only called where code is made at run time. There a trimmed field is one that nothing reads.")]
    private static FieldInfo[] Find(Type type)
    {
        IEnumerable<FieldInfo> own = type.GetFields(BindingFlags.Instance | BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.DeclaredOnly).OrderBy(f => f.MetadataToken);
        return type.BaseType is { } parent && parent != typeof(object) && parent != typeof(ValueType) ? [.. Of(parent), .. own] : [.. own];
    }
}
