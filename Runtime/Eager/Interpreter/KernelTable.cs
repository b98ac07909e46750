// Finds span kernels by the name that a primitive's table entry gives.
using System;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using SrcGenJit.Core;
using SrcGenJit.Simd;

namespace SrcGenJit.Eager;

internal static class KernelTable
{
    private static readonly ConcurrentDictionary<string, SpanKernel> s_kernels = new(StringComparer.Ordinal);

    /// <summary>The kernel named by a static property of <see cref="SpanKernels"/>; looked up by reflection once a name.</summary>
    public static SpanKernel Find(string name) => s_kernels.GetOrAdd(name, static n => Read(typeof(SpanKernels), n));

    /// <summary>The kernel that computes two functions of one argument together, the first named first; null when there is none.</summary>
    public static SpanKernel? Both(string first, string second) => (first, second) switch
    {
        (nameof(SpanKernels.Sin), nameof(SpanKernels.Cos)) => SpanKernels.SinCos,
        _ => null,
    };

    public static ElementKind Kind(DType dtype) =>
        dtype == DType.Float32 ? ElementKind.Float32
        : dtype == DType.Float64 ? ElementKind.Float64
        : dtype == DType.Int32 ? ElementKind.Int32
        : dtype == DType.Int64 ? ElementKind.Int64
        : dtype == DType.UInt32 ? ElementKind.UInt32
        : dtype == DType.Bool ? ElementKind.Bool
        : throw new NotSupportedException($"there are no kernels for {dtype.Name} in this version");

    private static SpanKernel Read([DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] Type table, string name) =>
        (SpanKernel?)table.GetProperty(name, BindingFlags.Public | BindingFlags.Static)?.GetValue(null)
        ?? throw new InvalidOperationException($"there is no span kernel '{name}'");
}
