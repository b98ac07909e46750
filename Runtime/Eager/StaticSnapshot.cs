// Takes values apart into what can be compared: numbers by their bits, sequences and tuples item by item, records and structs field by field, other objects by their
// own Equals. What has only its identity is refused, as JAX refuses unhashable static arguments.
using System;
using System.Collections;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Linq;
using System.Numerics;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Eager;

/// <summary>Values taken apart. <paramref name="readsFields"/> is false where fields and comparers cannot be relied on to be there, as under NativeAOT: then only what is known to be immutable is taken.</summary>
internal sealed class StaticSnapshot(bool readsFields)
{
    private const int MaxDepth = 64;
    private const int MaxParts = 1 << 22;

    private readonly List<object?> _parts = [];

    public StaticSnapshot()
        : this(RuntimeFeature.IsDynamicCodeSupported)
    {
    }

    public StaticKey ToKey() => _parts.Count == 0 ? StaticKey.None : new StaticKey(_parts);

    /// <exception cref="ArgumentException">The value, or a part of it, cannot be compared.</exception>
    public void Add(string name, object? value) => Add(name, value, 0);

    private void Add(string path, object? value, int depth)
    {
        if (depth > MaxDepth || _parts.Count > MaxParts)
        {
            throw Refuse(path, value, depth > MaxDepth ? $"is nested more than {MaxDepth} deep, or contains itself" : $"has more than {MaxParts} parts");
        }
        switch (value)
        {
            case null or string or Type or Enum or DType:
                _parts.Add(value);
                break;
            case Delegate function:
                AddFunction(function);
                break;
            case INdArray or NdArray:
                throw Refuse(path, value, "is an array, and arrays are not compared: leave [Static] away, or pass a C# array");
            case float number:
                _parts.Add(new Bits(typeof(float), BitConverter.SingleToInt32Bits(number), 0));
                break;
            case double number:
                _parts.Add(new Bits(typeof(double), BitConverter.DoubleToInt64Bits(number), 0));
                break;
            case Half number:
                _parts.Add(new Bits(typeof(Half), BitConverter.HalfToInt16Bits(number), 0));
                break;
            case Complex number:
                _parts.Add(new Bits(typeof(Complex), BitConverter.DoubleToInt64Bits(number.Real), BitConverter.DoubleToInt64Bits(number.Imaginary)));
                break;
            case DateTime time:
                _parts.Add(new Bits(typeof(DateTime), time.Ticks, (long)time.Kind));
                break;
            case DateTimeOffset time:
                _parts.Add(new Bits(typeof(DateTimeOffset), time.Ticks, time.Offset.Ticks));
                break;
            case decimal number:
                AddItems(path, typeof(decimal), decimal.GetBits(number), depth);
                break;
            case Array { Rank: > 1 } array:
                AddItems(path, array.GetType(), Enumerable.Range(0, array.Rank).SelectMany(d => new[] { array.GetLowerBound(d), array.GetLength(d) }).ToArray(), depth);
                AddItems(path, array.GetType(), array, depth);
                break;
            case ITuple tuple:
                AddItems(path, tuple.GetType(), Enumerable.Range(0, tuple.Length).Select(i => tuple[i]).ToArray(), depth);
                break;
            case IEnumerable when IsDefaultImmutableArray(value):
                _parts.Add(new Header(value.GetType(), -1));
                break;
            case IEnumerable sequence when IsCollection(value.GetType()):
                AddComparers(path, value);
                AddItems(path, value.GetType(), sequence is IDictionary dictionary ? Entries(dictionary) : sequence, depth);
                break;
            case DictionaryEntry entry:
                AddItems(path, typeof(DictionaryEntry), new[] { entry.Key, entry.Value }, depth);
                break;
            default:
                AddObject(path, value, depth);
                break;
        }
    }

    // Order counts for dictionaries and sets too: code may enumerate them.
    private void AddItems(string path, Type type, IEnumerable items, int depth)
    {
        int header = _parts.Count, count = 0;
        _parts.Add(null);
        foreach (object? item in items)
        {
            Add($"{path}[{count++}]", item, depth + 1);
        }
        _parts[header] = new Header(type, count);
    }

    // A dictionary enumerates pairs of a generic type, which only reflection takes apart.
    private static IEnumerable<DictionaryEntry> Entries(IDictionary dictionary)
    {
        IDictionaryEnumerator entries = dictionary.GetEnumerator();
        while (entries.MoveNext())
        {
            yield return entries.Entry;
        }
    }

    // By method and target, as delegates compare; the target, with what a lambda captured, is not kept alive.
    private void AddFunction(Delegate function)
    {
        Delegate[] functions = function.GetInvocationList();
        _parts.Add(new Header(function.GetType(), functions.Length));
        foreach (Delegate single in functions)
        {
            _parts.Add(single.Target is { } target ? new Identity(target, single.GetType(), single.Method) : single);
        }
    }

    private void AddObject(string path, object value, int depth)
    {
        Type type = value.GetType();
        if (type.IsPrimitive || IsImmutable(value))
        {
            _parts.Add(value);
            return;
        }
        if (!readsFields)
        {
            throw Refuse(path, value, "is an object whose content cannot be read and copied without code generation at run time (NativeAOT): pass its values one by one, or in a tuple, an array or a list");
        }
        int start = _parts.Count;
        try
        {
            if (FieldsOf(type) is { } fields)
            {
                _parts.Add(new Header(type, fields.Length));
                foreach (FieldInfo field in fields)
                {
                    Add($"{path}.{NameOf(field)}", field.GetValue(value), depth + 1);
                }
                return;
            }
        }
        catch (ArgumentException) when (HasOwnEquals(type))
        {
            _parts.RemoveRange(start, _parts.Count - start);
        }
        if (!type.IsValueType && !HasOwnHash(value))
        {
            throw Refuse(path, value, value is IEnumerable
                ? "is a sequence that computes its items or changes in place, and has no Equals and GetHashCode of its own: pass an array or a list"
                : "is a class without Equals and GetHashCode of its own, so that only its identity could be compared");
        }
        _parts.Add(value);
    }

    private static bool IsImmutable(object value) => value is DateOnly or TimeOnly or TimeSpan or Guid or BigInteger or Int128 or UInt128 or Index or Range or Shape or Dim;

    // Its hash is 0, which that of an object never is.
    private static bool IsDefaultImmutableArray(object value) =>
        value.GetType() is { IsGenericType: true } type && type.GetGenericTypeDefinition() == typeof(ImmutableArray<>) && value.GetHashCode() == 0;

    private static bool IsCollection(Type type) => type.IsArray || type.Namespace?.StartsWith("System.Collections", StringComparison.Ordinal) == true
        || (type.Name.StartsWith('<') && typeof(IList).IsAssignableFrom(type));

    // An object whose hash is that of its identity did not override GetHashCode. (It may give that number by chance, once in 67 million.)
    private static bool HasOwnHash(object value) => value.GetHashCode() != RuntimeHelpers.GetHashCode(value);

    // What a dictionary or a set takes for one key is part of what it says. Comparers compare by their Equals, as the well-known ones do by value, or else by identity.
    private void AddComparers(string path, object collection)
    {
        int start = _parts.Count;
        foreach (object? comparer in CollectionComparers.Of(collection))
        {
            _parts.Add(comparer is null || HasOwnHash(comparer) ? comparer : new Identity(comparer, comparer.GetType()));
        }
        if (!readsFields && _parts.Count == start && CollectionComparers.IsKeyed(collection))
        {
            throw Refuse(path, collection, "is a dictionary or a set whose comparer cannot be read without code generation at run time (NativeAOT): pass an array of pairs or of items");
        }
    }

    /// <summary>The state of a struct, a record or an anonymous object; null for other types. The Equals that the compiler writes for records compares arrays in them by reference.</summary>
    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Fields that are trimmed are read by nothing; without code at run time no fields are read.")]
    private static FieldInfo[]? FieldsOf(Type type)
    {
        bool isRecord = type.GetMethod("<Clone>$", BindingFlags.Public | BindingFlags.NonPublic | BindingFlags.Instance) is not null;
        bool isAnonymous = type.Name.StartsWith("<>", StringComparison.Ordinal) && type.Name.Contains("AnonymousType", StringComparison.Ordinal);
        return type.IsValueType || isRecord || isAnonymous ? [.. TypeFields.Of(type)] : null;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "A method that is trimmed is not called.")]
    private static bool HasOwnEquals(Type type) => type.GetMethod("Equals", BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly, [typeof(object)]) is { } equals
        && (!equals.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false)
            || type.GetMethod("Equals", BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly, [type])?.IsDefined(typeof(CompilerGeneratedAttribute), inherit: false) == false);

    private static string NameOf(FieldInfo field) => TypeFields.NameOf(field);

    private static ArgumentException Refuse(string path, object? value, string why) => new(
        $"the static argument '{path.Split('.', '[')[0]}' cannot tell traces apart: '{path}' of type {value?.GetType().ToString() ?? "null"} {why}. "
        + "Static arguments are numbers, strings, enums, delegates, tuples, records, arrays, lists and dictionaries of these, and objects with Equals and GetHashCode.");

    /// <summary>A number by its bits: 0 and -0 are two values, and a NaN is itself.</summary>
    private sealed record Bits(Type Type, long High, long Low);

    /// <summary>The parts of an object follow.</summary>
    private sealed record Header(Type Type, int Count);
}
