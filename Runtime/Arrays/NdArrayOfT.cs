// The typed array: an immutable n-dimensional array over a managed T[], or a tracer.
using System;
using System.Diagnostics;
using System.Threading;
using SrcGenJit.Core;

namespace SrcGenJit;

/// <summary>
/// An immutable n-dimensional array, contiguous and row-major, or (while a function is traced) a tracer. <c>==</c> and <c>!=</c> compare elements;
/// <see cref="object.Equals(object)"/> and <see cref="object.GetHashCode"/> are by reference.
/// </summary>
/// <typeparam name="T">float, double, int, long, uint or bool; others are refused while compiling (SGJ205), and in generic code when the first array is made.</typeparam>
public sealed partial class NdArray<T> : INdArray
    where T : struct
{
    private readonly T[]? _data;
    private readonly Shape _shape;
    private NdArray? _erased;

    /// <summary>A one-dimensional array; copies.</summary>
    public NdArray(T[] data)
        : this((T[])(data ?? throw new ArgumentNullException(nameof(data))).Clone(), [data.Length], owned: true)
    {
    }

    /// <summary>A one-dimensional array; copies.</summary>
    public NdArray(ReadOnlySpan<T> data)
        : this(data.ToArray(), [data.Length], owned: true)
    {
    }

    /// <summary>A matrix; copies.</summary>
    public NdArray(T[,] data)
        : this(Flatten(data.NotNull()), [data.GetLength(0), data.GetLength(1)], owned: true)
    {
    }

    /// <summary>An array of the given shape from elements in row-major order; copies.</summary>
    /// <exception cref="ArgumentException">The number of elements is not the size of the shape.</exception>
    public NdArray(T[] data, Shape shape)
        : this((T[])(data ?? throw new ArgumentNullException(nameof(data))).Clone(), Checked(shape, data.Length), owned: true)
    {
    }

    /// <summary>An array of the given shape from elements in row-major order; copies.</summary>
    /// <exception cref="ArgumentException">The number of elements is not the size of the shape.</exception>
    public NdArray(ReadOnlySpan<T> data, Shape shape)
        : this(data.ToArray(), Checked(shape, data.Length), owned: true)
    {
    }

    internal NdArray(T[] data, Shape shape, bool owned)
    {
        _ = owned;
        if (!ElementType<T>.IsSupported)
        {
            throw ElementType<T>.Unsupported();
        }
        _data = data;
        _shape = shape;
    }

    private NdArray(NdArray erased)
    {
        _erased = erased;
        _shape = erased.Shape;
        _data = erased.IsTracer || (erased.Data is null && erased.Constant is null) ? null : ArrayData.Of<T>(erased);
    }

    /// <summary>The dimensions, outermost first. Under a trace with symbolic dimensions they may be expressions.</summary>
    public Shape Shape => _shape;

    public int Rank => _shape.Rank;

    /// <summary>The number of elements.</summary>
    public Dim Size => _shape.Size;

    public DType Dtype => ElementType<T>.DType;

    /// <summary>The elements in row-major order.</summary>
    /// <exception cref="ConcretizationException">The array is a tracer.</exception>
    public ReadOnlySpan<T> Span => Data;

    /// <summary>The array seen without its element type. It shares the elements.</summary>
    internal NdArray Erased
    {
        get
        {
            if (_erased is { } erased)
            {
                return erased;
            }
            erased = new NdArray(new Aval(_shape, ElementType<T>.DType), _data!);
            return Interlocked.CompareExchange(ref _erased, erased, null) ?? erased;
        }
    }

    NdArray INdArray.Erased => Erased;

    /// <summary>The elements themselves, for kernels; null for a tracer.</summary>
    internal T[]? DataOrNull => _data;

    /// <summary>True while a function is traced and this stands for one of its values (or for the result of EvalShape).</summary>
    internal bool IsTracer => _data is null;

    /// <summary>Made from a number that has not met an array yet.</summary>
    internal bool IsWeak => _erased is { Aval.Weak: true };

    private T[] Data => _data ?? throw (_erased!.IsTracer
        ? ConcretizationException.ForValue(_erased.Aval)
        : new InvalidOperationException($"the array {_erased.Aval} is only a shape and an element type (from EvalShape): it has no elements"));

    /// <summary>The typed view of an erased array of this element type.</summary>
    internal static NdArray<T> From(NdArray erased) => erased.Dtype == ElementType<T>.DType
        ? new NdArray<T>(erased)
        : throw new InvalidCastException($"an array of {erased.Dtype} is no NdArray<{typeof(T).Name}>; convert it with AsType<{typeof(T).Name}>()");

    /// <summary>A copy of the elements in row-major order.</summary>
    public T[] ToArray() => (T[])Data.Clone();

    /// <summary>The array with its elements converted; JAX's <c>x.astype</c>. Floats become integers by truncation, saturating; anything but 0 is true.</summary>
    public NdArray<U> AsType<U>()
        where U : struct => NdArray<U>.From(SrcGenJit.Erased.Operators.AsType(ElementType<U>.DType, Erased));

    /// <summary>A number as a weakly typed array of rank 0: it takes the element type of what it meets.</summary>
    public static implicit operator NdArray<T>(T value) => new(new NdArray(ElementType<T>.ToScalar(value), weak: true));

    /// <summary>Forgets the element type.</summary>
    public static implicit operator NdArray(NdArray<T> array) => array.Erase();

    /// <summary>Recovers the element type; throws <see cref="InvalidCastException"/> when it is another one.</summary>
    public static explicit operator NdArray<T>(NdArray array) => From(array.NotNull());

    /// <summary>The element of an array of size 1.</summary>
    /// <exception cref="ConcretizationException">The array is a tracer.</exception>
    public static explicit operator T(NdArray<T> array) => array.NotNull().Data is { Length: 1 } data
        ? data[0]
        : throw new ArgumentException($"only arrays of size 1 convert to a number, and this one has shape {array.Shape}; index it first, or use ToArray()");

    private static T[] Flatten(T[,] data)
    {
        T[] flat = new T[data.Length];
        int columns = data.GetLength(1);
        for (int i = 0; i < flat.Length; i++)
        {
            flat[i] = data[i / columns, i % columns];
        }
        return flat;
    }

    internal static Shape Checked(Shape shape, int length) => shape.NotNull().Holds(length) ? shape : throw Misfit(shape, length);

    internal static ArgumentException Misfit(Shape shape, int length) => new($"{length} elements do not fill shape {shape}", nameof(shape));
}
