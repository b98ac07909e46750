// Memory and shifts of lanes of 512 bits: whole, partial and strided loads and stores, bytes as masks.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public partial struct Lanes512<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> ShiftLeftBits(Lanes512<T> value, int count)
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
    public static Lanes512<T> ShiftRightLogicalBits(Lanes512<T> value, int count)
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
    public static Lanes512<T> ShiftRightArithmeticBits(Lanes512<T> value, int count)
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
    public static Lanes512<T> ShiftLeft(Lanes512<T> value, Lanes512<T> counts)
    {
        if (Avx512F.IsSupported)
        {
            return Unsafe.SizeOf<T>() == 4
                ? new(Avx512F.ShiftLeftLogicalVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>())
                : new(Avx512F.ShiftLeftLogicalVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftLeft<Lanes512<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> ShiftRightLogical(Lanes512<T> value, Lanes512<T> counts)
    {
        if (Avx512F.IsSupported)
        {
            return Unsafe.SizeOf<T>() == 4
                ? new(Avx512F.ShiftRightLogicalVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>())
                : new(Avx512F.ShiftRightLogicalVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftRightLogical<Lanes512<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> ShiftRightArithmetic(Lanes512<T> value, Lanes512<T> counts)
    {
        if (Avx512F.IsSupported && Unsafe.SizeOf<T>() == 4)
        {
            return new(Avx512F.ShiftRightArithmeticVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>());
        }
        if (Avx512F.IsSupported && Unsafe.SizeOf<T>() == 8)
        {
            return new(Avx512F.ShiftRightArithmeticVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftRightArithmetic<Lanes512<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Load(ref T source, nint index)
    {
        Lanes512<T> r;
        r._v = Vector512.LoadUnsafe(ref Unsafe.Add(ref source, index));
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static void Store(Lanes512<T> value, ref T destination, nint index) => value._v.StoreUnsafe(ref Unsafe.Add(ref destination, index));

    [MethodImpl(AggressiveInlining)]
    public static unsafe Lanes512<T> Load(ref T source, nint index, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (T* p = &Unsafe.Add(ref source, index))
            {
                return Unsafe.SizeOf<T>() == 4
                    ? new(Avx512F.MaskLoad((int*)p, FirstInt32(count), Vector512<int>.Zero).As<int, T>())
                    : new(Avx512F.MaskLoad((long*)p, FirstInt64(count), Vector512<long>.Zero).As<long, T>());
            }
        }
        return LaneByLane.Load<Lanes512<T>, T>(ref source, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static unsafe void Store(Lanes512<T> value, ref T destination, nint index, int count)
    {
        if (Avx512F.IsSupported)
        {
            fixed (T* p = &Unsafe.Add(ref destination, index))
            {
                if (Unsafe.SizeOf<T>() == 4)
                {
                    Avx512F.MaskStore((int*)p, FirstInt32(count), value._v.AsInt32());
                }
                else
                {
                    Avx512F.MaskStore((long*)p, FirstInt64(count), value._v.AsInt64());
                }
            }
            return;
        }
        LaneByLane.Store<Lanes512<T>, T>(value, ref destination, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    private static Vector512<int> FirstInt32(int count) => Vector512.LessThan(Vector512<int>.Indices, Vector512.Create(count));

    [MethodImpl(AggressiveInlining)]
    private static Vector512<long> FirstInt64(int count) => Vector512.LessThan(Vector512<long>.Indices, Vector512.Create((long)count));

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> LoadStrided(ref T source, nint index, nint stride, int count) => LaneByLane.LoadStrided<Lanes512<T>, T>(ref source, index, stride, count);

    [MethodImpl(AggressiveInlining)]
    public static T GetElement(Lanes512<T> value, int index) => value._v.GetElement(index);

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> LoadMask(ref bool source, nint index)
    {
        if (Avx512F.IsSupported)
        {
            ref byte first = ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref source, index));
            return Unsafe.SizeOf<T>() == 4
                ? new(Vector512.GreaterThan(Avx512F.ConvertToVector512Int32(Vector128.LoadUnsafe(ref first)), Vector512<int>.Zero).As<int, T>())
                : new(Vector512.GreaterThan(Avx512F.ConvertToVector512Int64(Vector128.CreateScalar(Unsafe.ReadUnaligned<long>(ref first)).AsByte()), Vector512<long>.Zero).As<long, T>());
        }
        return LaneByLane.LoadMask<Lanes512<T>, T>(ref source, index, Count);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> LoadMask(ref bool source, nint index, int count) =>
        count == Count ? LoadMask(ref source, index) : LaneByLane.LoadMask<Lanes512<T>, T>(ref source, index, count);

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes512<T> mask, ref bool destination, nint index)
    {
        if (Avx512F.IsSupported)
        {
            ref byte first = ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref destination, index));
            if (Unsafe.SizeOf<T>() == 4)
            {
                Avx512F.ConvertToVector128Byte(mask._v.AsUInt32() & Vector512<uint>.One).StoreUnsafe(ref first);
            }
            else
            {
                Unsafe.WriteUnaligned(ref first, Avx512F.ConvertToVector128Byte(mask._v.AsUInt64() & Vector512<ulong>.One).AsInt64().ToScalar());
            }
            return;
        }
        LaneByLane.StoreMask<Lanes512<T>, T>(mask, ref destination, index, Count);
    }

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes512<T> mask, ref bool destination, nint index, int count)
    {
        if (count == Count)
        {
            StoreMask(mask, ref destination, index);
            return;
        }
        LaneByLane.StoreMask<Lanes512<T>, T>(mask, ref destination, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static T Fold<M>(Lanes512<T> value)
        where M : struct, IMonoid
    {
        return Lanes256<T>.Fold<M>(M.Combine(new Lanes256<T>(value._v.GetLower()), new Lanes256<T>(value._v.GetUpper())));
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes512<T> Lookup(ReadOnlySpan<double> table, Lanes512<T> index) =>
        Avx512F.IsSupported
            ? new(Avx512F.PermuteVar8x64(Vector512.LoadUnsafe(ref MemoryMarshal.GetReference(table)), index._v.AsInt64()).As<double, T>())
            : LaneByLane.Lookup(table, index);
}
