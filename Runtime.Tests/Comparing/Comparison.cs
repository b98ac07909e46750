// The one comparison that the tests stand on: numbers of outputs, shapes, element types, and elements, by their bits or within a tolerance.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using SrcGenJit;
using SrcGenJit.Core;
using Storage = SrcGenJit.Eager.Storage;

namespace Runtime.Tests.Comparing;

/// <summary>Each method gives null where the answers agree, else one line that says where they differ.</summary>
internal static class Comparison
{
    /// <summary>Element types that arrays hold here: what the executors can run.</summary>
    public static IReadOnlyList<DType> Executable { get; } = [.. DType.All.Where(HasStorage)];

    /// <summary>The same bits; every NaN counts as one value.</summary>
    public static string? Bits(IReadOnlyList<NdArray> actual, IReadOnlyList<NdArray> expected) => Outputs(actual, expected, Tolerance.Bits);

    /// <summary>Floating-point elements within a tolerance, all else the same bits.</summary>
    public static string? Near(IReadOnlyList<NdArray> actual, IReadOnlyList<NdArray> expected, Tolerance tolerance) => Outputs(actual, expected, tolerance);

    /// <summary>One array against a shape, the name of an element type and elements; without elements (null), only the shape and the type are compared.</summary>
    public static string? Array(NdArray actual, IReadOnlyList<int> shape, string dtype, Array? elements, Tolerance tolerance)
    {
        if (!actual.Shape.IsConstant || !actual.Shape.ToInts().SequenceEqual(shape) || actual.Dtype.Name != dtype)
        {
            return $"is {actual.Dtype}[{string.Join(",", actual.Shape)}], expected {dtype}[{string.Join(",", shape)}]";
        }
        return elements is null ? null : Elements(Storage.Of(actual), elements, tolerance);
    }

    /// <summary>Plain arrays of one element type.</summary>
    public static string? Elements(Array actual, Array expected, Tolerance tolerance)
    {
        if (actual.GetType() != expected.GetType() || actual.Length != expected.Length)
        {
            return $"holds {actual.Length} of {actual.GetType().GetElementType()!.Name}, expected {expected.Length} of {expected.GetType().GetElementType()!.Name}";
        }
        return (actual, expected) switch
        {
            (float[] x, float[] y) => First(x, y, tolerance.Covers),
            (double[] x, double[] y) => First(x, y, tolerance.Covers),
            (int[] x, int[] y) => First(x, y, SameBits),
            (long[] x, long[] y) => First(x, y, SameBits),
            (uint[] x, uint[] y) => First(x, y, SameBits),
            (bool[] x, bool[] y) => First(x, y, SameBits),
            _ => First(actual.Cast<object>().ToArray(), expected.Cast<object>().ToArray(), SameBoxed),
        };
    }

    /// <summary>Equal bits; every NaN counts as one value.</summary>
    public static bool SameBits<T>(T a, T b)
        where T : unmanaged =>
        (IsNaN(a) && IsNaN(b)) || MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in a)).SequenceEqual(MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in b)));

    private static string? Outputs(IReadOnlyList<NdArray> actual, IReadOnlyList<NdArray> expected, Tolerance tolerance)
    {
        if (actual.Count != expected.Count)
        {
            return $"{actual.Count} outputs, expected {expected.Count}";
        }
        for (int i = 0; i < actual.Count; i++)
        {
            Array? elements = HasStorage(expected[i].Dtype) ? Storage.Of(expected[i]) : null;
            if (elements is not null && elements.Length != expected[i].Shape.Size.Value)
            {
                return $"output {i}: what is expected holds {elements.Length} elements for the shape [{string.Join(",", expected[i].Shape)}]";
            }
            if (Array(actual[i], expected[i].Shape.ToInts(), expected[i].Dtype.Name, elements, tolerance) is { } difference)
            {
                return $"output {i} {difference}";
            }
        }
        return null;
    }

    private static string? First<T>(T[] actual, T[] expected, Func<T, T, bool> same)
    {
        for (int i = 0; i < actual.Length; i++)
        {
            if (!same(actual[i], expected[i]))
            {
                return FormattableString.Invariant($"[{i}] is {actual[i]}, expected {expected[i]}");
            }
        }
        return null;
    }

    // Element types without a case of their own above: no -0.0 equals 0.0 here either.
    private static bool SameBoxed(object a, object b) => a switch
    {
        Half x => SameBits(x, (Half)b),
        _ => a.Equals(b),
    };

    private static bool IsNaN<T>(T value) => value switch
    {
        float x => float.IsNaN(x),
        double x => double.IsNaN(x),
        Half x => Half.IsNaN(x),
        _ => false,
    };

    private static bool HasStorage(DType dtype)
    {
        try
        {
            return Storage.Allocate(new Aval([0], dtype)) is not null;
        }
        catch (NotSupportedException)
        {
            return false;
        }
    }
}
