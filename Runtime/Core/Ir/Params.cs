// Parameters of an equation: an immutable, name-sorted map whose values are plain, equatable data that print as Python does.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>
/// A parameter value is one of: null (None), bool, <see cref="Dim"/> (every integer), double, string (a quoted Python str is a <see cref="PyString"/>;
/// a plain string is a bare token such as <c>GatherScatterMode.CLIP</c> or a name), <see cref="DType"/>, <see cref="PyTuple"/>,
/// <see cref="PyRecord"/> or <see cref="Jaxpr"/>.
/// </summary>
internal sealed record PyTuple(EquatableList<object?> Items, bool IsList = false)
{
    /// <summary>The same in every process; a record's own is not.</summary>
    public override int GetHashCode() => unchecked(Items.GetHashCode() * 31 + (IsList ? 1 : 0));

    public static PyTuple Of(IEnumerable<object?> items) => new(new EquatableList<object?>(items));

    public static PyTuple OfInts(IEnumerable<int> items) => Of(items.Select(i => (object?)(Dim)i));

    public static PyTuple OfDims(IEnumerable<Dim> items) => Of(items);

    public static PyTuple ListOfInts(IEnumerable<int> items) => new(new EquatableList<object?>(items.Select(i => (object?)(Dim)i)), IsList: true);
}

/// <summary>A Python dataclass or namedtuple in a parameter: <c>GatherDimensionNumbers(offset_dims=(), ...)</c>.</summary>
internal sealed record PyRecord(string Name, EquatableList<KeyValuePair<string, object?>> Fields)
{
    public object? this[string field] => Fields.First(f => f.Key == field).Value;

    /// <summary>The same in every process.</summary>
    public override int GetHashCode() => unchecked(StableHash.Of(Name) * 31 + Fields.GetHashCode());
}

/// <summary>A quoted Python string.</summary>
internal sealed record PyString(string Text)
{
    /// <summary>The same in every process.</summary>
    public override int GetHashCode() => unchecked(StableHash.Of(Text) * 31 + 7);
}

/// <summary>The parameters of one equation, sorted by name.</summary>
internal sealed class Params : IEquatable<Params>
{
    private readonly KeyValuePair<string, object?>[] _items;
    private int _hash;

    private Params(IEnumerable<KeyValuePair<string, object?>> items)
    {
        _items = items.OrderBy(i => i.Key, StringComparer.Ordinal).ToArray();
    }

    private Params(KeyValuePair<string, object?>[] sorted, Schema? schema)
    {
        _items = sorted;
        Schema = schema;
    }

    /// <summary>A value for each parameter of a schema, in its order.</summary>
    internal static Params Complete(Schema schema, object?[] values, int extraWidth)
    {
        KeyValuePair<string, object?>[] items = new KeyValuePair<string, object?>[values.Length];
        for (int i = 0; i < items.Length; i++)
        {
            items[i] = new(schema.Parameters[i].Name, values[i]);
        }
        return new(items, schema) { ExtraWidth = extraWidth };
    }

    /// <summary>The schema by which these are complete and checked; null until then.</summary>
    internal Schema? Schema { get; }

    public static Params Empty { get; } = new([]);

    public static Params Of(params (string Name, object? Value)[] items) =>
        new(items.Select(i => new KeyValuePair<string, object?>(i.Name, i.Value is int n ? (Dim)n : i.Value is long l ? (Dim)l : i.Value)));

    public IReadOnlyList<KeyValuePair<string, object?>> Items => _items;

    /// <summary>How much wider the text was when JAX laid it out: its data prints NumPy's integers plainly after the fact (jaxpr-format.md). Layout only.</summary>
    public int ExtraWidth { get; init; }

    /// <summary>Whether a jaxpr among the values has effects.</summary>
    internal bool HasEffects
    {
        get
        {
            foreach (KeyValuePair<string, object?> item in _items)
            {
                if (item.Value is Jaxpr { HasEffects: true } || (item.Value is PyTuple { Items: [SrcGenJit.Jaxpr _, ..] } jaxprs && jaxprs.Items.Any(j => j is Jaxpr { HasEffects: true })))
                {
                    return true;
                }
            }
            return false;
        }
    }

    public bool Has(string name) => TryGet(name, out _);

    public bool TryGet(string name, out object? value)
    {
        foreach (KeyValuePair<string, object?> item in _items)
        {
            if (item.Key == name)
            {
                value = item.Value;
                return true;
            }
        }
        value = null;
        return false;
    }

    public object? this[string name] => TryGet(name, out object? value)
        ? value
        : throw new KeyNotFoundException($"the equation has no parameter '{name}'; it has {string.Join(", ", _items.Select(i => i.Key))}");

    public Params With(string name, object? value) =>
        new([.. _items.Where(i => i.Key != name), new(name, value is int n ? (Dim)n : value)]) { ExtraWidth = ExtraWidth };

    public Params Widen(int extraWidth) => new(_items, Schema) { ExtraWidth = extraWidth };

    public bool Bool(string name) => (bool)this[name]!;

    public string Text(string name) => (string)this[name]!;

    public int Int(string name) => checked((int)((Dim)this[name]!).Value);

    public Dim Dim(string name) => (Dim)this[name]!;

    public DType DType(string name) => (DType)this[name]!;

    public Jaxpr Jaxpr(string name) => (Jaxpr)this[name]!;

    public PyTuple Tuple(string name) => (PyTuple)this[name]!;

    public Dim[] Dims(string name) => Tuple(name).Items.Select(i => (Dim)i!).ToArray();

    /// <summary>A tuple of constant integers.</summary>
    public int[] Ints(string name) => Dims(name).Select(d => checked((int)d.Value)).ToArray();

    public Jaxpr[] Jaxprs(string name) => Tuple(name).Items.Select(i => (Jaxpr)i!).ToArray();

    /// <summary>Equality of parameter values.</summary>
    internal static bool SameValue(object? left, object? right) => new Structure().Same(left, right);

    public bool Equals(Params? other) => other is not null && (ReferenceEquals(this, other) || (GetHashCode() == other.GetHashCode() && new Structure().Same(this, other)));

    public override bool Equals(object? obj) => Equals(obj as Params);

    public override int GetHashCode()
    {
        if (_hash == 0)
        {
            int hash = 17;
            foreach (KeyValuePair<string, object?> item in _items)
            {
                hash = unchecked((hash * 31 + StableHash.Of(item.Key)) * 31 + StableHash.Of(item.Value));
            }
            _hash = hash == 0 ? 1 : hash;
        }
        return _hash;
    }
}
