// Memory and shifts of lanes of one element: whole, partial and strided loads and stores, bytes as masks.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public partial struct Lanes1<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ShiftLeftBits(Lanes1<T> value, int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
        {
            value._v = (value._v.AsInt32() << count).As<int, T>();
        }
        else
        {
            value._v = (value._v.AsInt64() << count).As<long, T>();
        }
        return value;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ShiftRightLogicalBits(Lanes1<T> value, int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
        {
            value._v = (value._v.AsInt32() >>> count).As<int, T>();
        }
        else
        {
            value._v = (value._v.AsInt64() >>> count).As<long, T>();
        }
        return value;
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ShiftRightArithmeticBits(Lanes1<T> value, int count)
    {
        if (Unsafe.SizeOf<T>() == 4)
        {
            value._v = (value._v.AsInt32() >> count).As<int, T>();
        }
        else
        {
            value._v = (value._v.AsInt64() >> count).As<long, T>();
        }
        return value;
    }
    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ShiftLeft(Lanes1<T> value, Lanes1<T> counts)
    {
        if (Avx2.IsSupported)
        {
            return Unsafe.SizeOf<T>() == 4
                ? new(Avx2.ShiftLeftLogicalVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>())
                : new(Avx2.ShiftLeftLogicalVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftLeft<Lanes1<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ShiftRightLogical(Lanes1<T> value, Lanes1<T> counts)
    {
        if (Avx2.IsSupported)
        {
            return Unsafe.SizeOf<T>() == 4
                ? new(Avx2.ShiftRightLogicalVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>())
                : new(Avx2.ShiftRightLogicalVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftRightLogical<Lanes1<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> ShiftRightArithmetic(Lanes1<T> value, Lanes1<T> counts)
    {
        if (Avx2.IsSupported && Unsafe.SizeOf<T>() == 4)
        {
            return new(Avx2.ShiftRightArithmeticVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>());
        }
        if (Avx512F.VL.IsSupported && Unsafe.SizeOf<T>() == 8)
        {
            return new(Avx512F.VL.ShiftRightArithmeticVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftRightArithmetic<Lanes1<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Load(ref T source, nint index)
    {
        Lanes1<T> r;
        r._v = Vector128.CreateScalar(Unsafe.Add(ref source, index));
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static void Store(Lanes1<T> value, ref T destination, nint index) => Unsafe.Add(ref destination, index) = value._v.ToScalar();

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> Load(ref T source, nint index, int count) => count > 0 ? Load(ref source, index) : default;

    [MethodImpl(AggressiveInlining)]
    public static void Store(Lanes1<T> value, ref T destination, nint index, int count)
    {
        if (count > 0)
        {
            Store(value, ref destination, index);
        }
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> LoadStrided(ref T source, nint index, nint stride, int count) => Load(ref source, index, count);

    [MethodImpl(AggressiveInlining)]
    public static T GetElement(Lanes1<T> value, int index) => value._v.ToScalar();

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> LoadMask(ref bool source, nint index) => Bits(Unsafe.Add(ref source, index) ? -1 : 0);

    [MethodImpl(AggressiveInlining)]
    public static Lanes1<T> LoadMask(ref bool source, nint index, int count) => count > 0 ? LoadMask(ref source, index) : default;

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes1<T> mask, ref bool destination, nint index) => Unsafe.Add(ref destination, index) = Any(mask);

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes1<T> mask, ref bool destination, nint index, int count)
    {
        if (count > 0)
        {
            StoreMask(mask, ref destination, index);
        }
    }

    [MethodImpl(AggressiveInlining)]
    public static T Fold<M>(Lanes1<T> value)
        where M : struct, IMonoid =>
        value._v.ToScalar();

    public static Lanes1<T> Lookup(ReadOnlySpan<double> table, Lanes1<T> index) => LaneByLane.Lookup(table, index);
}
