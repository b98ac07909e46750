// Indexing of the typed arrays, and x.At[...] for functional updates.
using System;
using SrcGenJit.Core;
using Twin = SrcGenJit.Erased.Operators;

namespace SrcGenJit;

public sealed partial class NdArray<T>
{
    /// <summary>
    /// NumPy's indexing: integers (negative ones and <c>^1</c> count from the end), ranges, <c>..</c>, <see cref="NdIndex.NewAxis"/>, <see cref="Slice"/>,
    /// integer arrays (gathers; out of bounds clamps, as in JAX) and known bool masks. The result is an array; <c>(float)x[0]</c> is a number.
    /// </summary>
    /// <exception cref="IndexOutOfRangeException">More entries than axes, or an integer beyond its axis.</exception>
    public NdArray<T> this[params ReadOnlySpan<NdIndex> indices] => From(Twin.Item(Erased, NdIndex.Erase(indices)));

    /// <summary><c>x.At[i].Set(v)</c>: the array with some elements replaced; the original stays as it is.</summary>
    public AtIndexer<T> At => new(this);
}

/// <summary>What <see cref="NdArray{T}.At"/> gives: waits for an index.</summary>
public readonly struct AtIndexer<T>
    where T : struct
{
    private readonly NdArray<T> _array;

    internal AtIndexer(NdArray<T> array) => _array = array;

    public AtUpdate<T> this[params ReadOnlySpan<NdIndex> indices] => new(_array, NdIndex.Erase(indices));
}

/// <summary>Part of an array, to be replaced or added to. JAX's <c>x.at[i]</c>: updates out of bounds are dropped.</summary>
public readonly struct AtUpdate<T>
    where T : struct
{
    private readonly NdArray<T> _array;
    private readonly IndexEntry[] _indices;

    internal AtUpdate(NdArray<T> array, IndexEntry[] indices)
    {
        _array = array;
        _indices = indices;
    }

    /// <summary>The array with these elements replaced by <paramref name="values"/>, which broadcast.</summary>
    public NdArray<T> Set(NdArray<T> values) => NdArray<T>.From(Twin.Set(_array.Erased, _indices, values.Erase()));

    /// <summary>The array with <paramref name="values"/> added to these elements; repeated indices add repeatedly.</summary>
    public NdArray<T> Add(NdArray<T> values) => NdArray<T>.From(Twin.Add(_array.Erased, _indices, values.Erase()));
}
