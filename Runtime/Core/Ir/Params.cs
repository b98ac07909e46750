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
    public static PyTuple Of(IEnumerable<object?> items) => new(new EquatableList<object?>(items));

    public static PyTuple OfInts(IEnumerable<int> items) => Of(items.Select(i => (object?)(Dim)i));

    public static PyTuple OfDims(IEnumerable<Dim> items) => Of(items);

    public static PyTuple ListOfInts(IEnumerable<int> items) => new(new EquatableList<object?>(items.Select(i => (object?)(Dim)i)), IsList: true);
}

/// <summary>A Python dataclass or namedtuple in a parameter: <c>GatherDimensionNumbers(offset_dims=(), ...)</c>.</summary>
internal sealed record PyRecord(string Name, EquatableList<KeyValuePair<string, object?>> Fields)
{
    public object? this[string field] => Fields.First(f => f.Key == field).Value;
}

/// <summary>A quoted Python string.</summary>
internal sealed record PyString(string Text);

/// <summary>The parameters of one equation, sorted by name.</summary>
internal sealed class Params : IEquatable<Params>
{
    private readonly KeyValuePair<string, object?>[] _items;

    private Params(IEnumerable<KeyValuePair<string, object?>> items)
    {
        _items = items.OrderBy(i => i.Key, StringComparer.Ordinal).ToArray();
    }

    public static Params Empty { get; } = new([]);

    public static Params Of(params (string Name, object? Value)[] items) =>
        new(items.Select(i => new KeyValuePair<string, object?>(i.Name, i.Value is int n ? (Dim)n : i.Value is long l ? (Dim)l : i.Value)));

    public IReadOnlyList<KeyValuePair<string, object?>> Items => _items;

    /// <summary>How much wider the text was when JAX laid it out: its data prints NumPy's integers plainly after the fact (jaxpr-format.md). Layout only.</summary>
    public int ExtraWidth { get; init; }

    public bool Has(string name) => _items.Any(i => i.Key == name);

    public object? this[string name]
    {
        get
        {
            foreach (KeyValuePair<string, object?> item in _items)
            {
                if (item.Key == name)
                {
                    return item.Value;
                }
            }
            throw new KeyNotFoundException($"the equation has no parameter '{name}'; it has {string.Join(", ", _items.Select(i => i.Key))}");
        }
    }

    public Params With(string name, object? value) =>
        new([.. _items.Where(i => i.Key != name), new(name, value is int n ? (Dim)n : value)]) { ExtraWidth = ExtraWidth };

    public Params Widen(int extraWidth) => new(_items) { ExtraWidth = extraWidth };

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

    public bool Equals(Params? other) =>
        other is not null && _items.Length == other._items.Length
        && _items.Zip(other._items, (a, b) => Constants.Same(a, b)).All(same => same);

    public override bool Equals(object? obj) => Equals(obj as Params);

    public override int GetHashCode() => _items.Aggregate(17, (h, i) => unchecked(h * 31 + StableHash.Of((object)i)));
}
