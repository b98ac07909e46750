// Facts about element types that are constants to the JIT, and scalar operations with XLA's semantics.
using System;
using System.Numerics;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

internal static class Element
{
    /// <summary>True where multiply-add is one instruction; elsewhere functions use multiply and add, with the looser bounds they state.</summary>
    public static bool HasFma
    {
        [MethodImpl(AggressiveInlining)]
        get => System.Runtime.Intrinsics.X86.Fma.IsSupported || AdvSimd.IsSupported;
    }

    [MethodImpl(AggressiveInlining)]
    public static int SizeOf(Type type) => type == typeof(double) || type == typeof(long) ? 8 : 4;

    [MethodImpl(AggressiveInlining)]
    public static bool IsFloatType(Type type) => type == typeof(float) || type == typeof(double);

    [MethodImpl(AggressiveInlining)]
    public static bool IsFloat<T>() => typeof(T) == typeof(float) || typeof(T) == typeof(double);

    [MethodImpl(AggressiveInlining)]
    public static T FromDouble<T>(double value)
    {
        if (typeof(T) == typeof(float))
        {
            return (T)(object)(float)value;
        }
        if (typeof(T) == typeof(double))
        {
            return (T)(object)value;
        }
        return typeof(T) == typeof(int) ? (T)(object)(int)value : typeof(T) == typeof(uint) ? (T)(object)(uint)value : (T)(object)(long)value;
    }

    [MethodImpl(AggressiveInlining)]
    public static T FromBits<T>(long bits)
    {
        if (typeof(T) == typeof(float))
        {
            return (T)(object)BitConverter.Int32BitsToSingle((int)bits);
        }
        if (typeof(T) == typeof(double))
        {
            return (T)(object)BitConverter.Int64BitsToDouble(bits);
        }
        return typeof(T) == typeof(int) ? (T)(object)(int)bits : typeof(T) == typeof(uint) ? (T)(object)(uint)bits : (T)(object)bits;
    }

    [MethodImpl(AggressiveInlining)]
    public static T SignBit<T>() => FromBits<T>(Unsafe.SizeOf<T>() == 4 ? int.MinValue : long.MinValue);

    /// <summary>start + count * step, computed as <c>CreateSequence</c> does.</summary>
    [MethodImpl(AggressiveInlining)]
    public static T Advance<T>(T start, T step, int count) =>
        typeof(T) == typeof(float) ? (T)(object)((float)(object)start! + ((float)(object)step! * count))
        : typeof(T) == typeof(double) ? (T)(object)((double)(object)start! + ((double)(object)step! * count))
        : typeof(T) == typeof(int) ? (T)(object)unchecked((int)(object)start! + ((int)(object)step! * count))
        : typeof(T) == typeof(uint) ? (T)(object)unchecked((uint)(object)start! + ((uint)(object)step! * (uint)count))
        : (T)(object)unchecked((long)(object)start! + ((long)(object)step! * count));

    public static T Divide<T>(T a, T b) => (a, b) switch
    {
        (int x, int y) => (T)(object)(y == 0 ? -1 : y == -1 ? unchecked(-x) : x / y),
        (long x, long y) => (T)(object)(y == 0 ? -1L : y == -1 ? unchecked(-x) : x / y),
        (uint x, uint y) => (T)(object)(y == 0 ? uint.MaxValue : x / y),
        (float x, float y) => (T)(object)(x / y),
        (double x, double y) => (T)(object)(x / y),
        _ => throw Unknown<T>(),
    };

    public static T Remainder<T>(T a, T b) => (a, b) switch
    {
        (int x, int y) => (T)(object)(y == 0 ? x : y == -1 ? 0 : x % y),
        (long x, long y) => (T)(object)(y == 0 ? x : y == -1 ? 0L : x % y),
        (uint x, uint y) => (T)(object)(y == 0 ? x : x % y),
        (float x, float y) => (T)(object)(x % y),
        (double x, double y) => (T)(object)(x % y),
        _ => throw Unknown<T>(),
    };

    public static T ShiftLeft<T>(T a, T b) => (a, b) switch
    {
        (int x, int y) => (T)(object)((uint)y >= 32 ? 0 : x << y),
        (long x, long y) => (T)(object)((ulong)y >= 64 ? 0L : x << (int)y),
        (uint x, uint y) => (T)(object)(y >= 32 ? 0u : x << (int)y),
        _ => throw Unknown<T>(),
    };

    public static T ShiftRightLogical<T>(T a, T b) => (a, b) switch
    {
        (int x, int y) => (T)(object)((uint)y >= 32 ? 0 : x >>> y),
        (long x, long y) => (T)(object)((ulong)y >= 64 ? 0L : x >>> (int)y),
        (uint x, uint y) => (T)(object)(y >= 32 ? 0u : x >> (int)y),
        _ => throw Unknown<T>(),
    };

    public static T ShiftRightArithmetic<T>(T a, T b) => (a, b) switch
    {
        (int x, int y) => (T)(object)((uint)y >= 32 ? x >> 31 : x >> y),
        (long x, long y) => (T)(object)((ulong)y >= 64 ? x >> 63 : x >> (int)y),
        (uint x, uint y) => (T)(object)unchecked((uint)(y >= 32 ? (int)x >> 31 : (int)x >> (int)y)),
        _ => throw Unknown<T>(),
    };

    /// <summary>Value conversion: floats to integers truncate and saturate, NaN gives 0; integers wrap.</summary>
    [MethodImpl(AggressiveInlining)]
    public static U Convert<T, U>(T value)
        where T : unmanaged
        where U : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return FromFloat<U>((float)(object)value);
        }
        if (typeof(T) == typeof(double))
        {
            return FromFloat<U>((double)(object)value);
        }
        long integer = typeof(T) == typeof(int) ? (int)(object)value : typeof(T) == typeof(uint) ? (uint)(object)value : typeof(T) == typeof(long) ? (long)(object)value : (bool)(object)value ? 1 : 0;
        return typeof(U) == typeof(float) ? (U)(object)(float)integer
            : typeof(U) == typeof(double) ? (U)(object)(double)integer
            : typeof(U) == typeof(bool) ? (U)(object)(integer != 0)
            : FromBits<U>(integer);
    }

    [MethodImpl(AggressiveInlining)]
    private static U FromFloat<U>(double value) =>
        typeof(U) == typeof(float) ? (U)(object)(float)value
        : typeof(U) == typeof(double) ? (U)(object)value
        : typeof(U) == typeof(int) ? (U)(object)int.CreateSaturating(value)
        : typeof(U) == typeof(uint) ? (U)(object)uint.CreateSaturating(value)
        : typeof(U) == typeof(long) ? (U)(object)long.CreateSaturating(value)
        : (U)(object)(value != 0);

    private static NotSupportedException Unknown<T>() => new($"lanes of {typeof(T).Name} do not have this operation");
}
