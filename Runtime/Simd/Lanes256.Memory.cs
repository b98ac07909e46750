// Memory and shifts of lanes of 256 bits: whole, partial and strided loads and stores, bytes as masks.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public partial struct Lanes256<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> ShiftLeftBits(Lanes256<T> value, int count)
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
    public static Lanes256<T> ShiftRightLogicalBits(Lanes256<T> value, int count)
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
    public static Lanes256<T> ShiftRightArithmeticBits(Lanes256<T> value, int count)
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
    public static Lanes256<T> ShiftLeft(Lanes256<T> value, Lanes256<T> counts)
    {
        if (Avx2.IsSupported)
        {
            return Unsafe.SizeOf<T>() == 4
                ? new(Avx2.ShiftLeftLogicalVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>())
                : new(Avx2.ShiftLeftLogicalVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftLeft<Lanes256<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> ShiftRightLogical(Lanes256<T> value, Lanes256<T> counts)
    {
        if (Avx2.IsSupported)
        {
            return Unsafe.SizeOf<T>() == 4
                ? new(Avx2.ShiftRightLogicalVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>())
                : new(Avx2.ShiftRightLogicalVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftRightLogical<Lanes256<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> ShiftRightArithmetic(Lanes256<T> value, Lanes256<T> counts)
    {
        if (Avx2.IsSupported && Unsafe.SizeOf<T>() == 4)
        {
            return new(Avx2.ShiftRightArithmeticVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>());
        }
        if (Avx512F.VL.IsSupported && Unsafe.SizeOf<T>() == 8)
        {
            return new(Avx512F.VL.ShiftRightArithmeticVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftRightArithmetic<Lanes256<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> Load(ref T source, nint index)
    {
        Lanes256<T> r;
        r._v = Vector256.LoadUnsafe(ref Unsafe.Add(ref source, index));
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static void Store(Lanes256<T> value, ref T destination, nint index) => value._v.StoreUnsafe(ref Unsafe.Add(ref destination, index));

    [MethodImpl(AggressiveInlining)]
    public static unsafe Lanes256<T> Load(ref T source, nint index, int count)
    {
        if (Avx2.IsSupported)
        {
            fixed (T* p = &Unsafe.Add(ref source, index))
            {
                return Unsafe.SizeOf<T>() == 4
                    ? new(Avx2.MaskLoad((int*)p, FirstInt32(count)).As<int, T>())
                    : new(Avx2.MaskLoad((long*)p, FirstInt64(count)).As<long, T>());
            }
        }
        return LaneByLane.Load<Lanes256<T>, T>(ref source, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static unsafe void Store(Lanes256<T> value, ref T destination, nint index, int count)
    {
        if (Avx2.IsSupported)
        {
            fixed (T* p = &Unsafe.Add(ref destination, index))
            {
                if (Unsafe.SizeOf<T>() == 4)
                {
                    Avx2.MaskStore((int*)p, FirstInt32(count), value._v.AsInt32());
                }
                else
                {
                    Avx2.MaskStore((long*)p, FirstInt64(count), value._v.AsInt64());
                }
            }
            return;
        }
        LaneByLane.Store<Lanes256<T>, T>(value, ref destination, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    private static Vector256<int> FirstInt32(int count) => Vector256.LessThan(Vector256<int>.Indices, Vector256.Create(count));

    [MethodImpl(AggressiveInlining)]
    private static Vector256<long> FirstInt64(int count) => Vector256.LessThan(Vector256<long>.Indices, Vector256.Create((long)count));

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> LoadStrided(ref T source, nint index, nint stride, int count) => LaneByLane.LoadStrided<Lanes256<T>, T>(ref source, index, stride, count);

    [MethodImpl(AggressiveInlining)]
    public static T GetElement(Lanes256<T> value, int index) => value._v.GetElement(index);

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> LoadMask(ref bool source, nint index)
    {
        if (Avx2.IsSupported)
        {
            ref byte first = ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref source, index));
            return Unsafe.SizeOf<T>() == 4
                ? new(Vector256.GreaterThan(Avx2.ConvertToVector256Int32(Vector128.CreateScalar(Unsafe.ReadUnaligned<long>(ref first)).AsByte()), Vector256<int>.Zero).As<int, T>())
                : new(Vector256.GreaterThan(Avx2.ConvertToVector256Int64(Vector128.CreateScalar(Unsafe.ReadUnaligned<int>(ref first)).AsByte()), Vector256<long>.Zero).As<long, T>());
        }
        return LaneByLane.LoadMask<Lanes256<T>, T>(ref source, index, Count);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes256<T> LoadMask(ref bool source, nint index, int count) =>
        count == Count ? LoadMask(ref source, index) : LaneByLane.LoadMask<Lanes256<T>, T>(ref source, index, count);

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes256<T> mask, ref bool destination, nint index)
    {
        if (Bmi2.X64.IsSupported)
        {
            ref byte first = ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref destination, index));
            ulong bytes = Bmi2.X64.ParallelBitDeposit(Vector256.ExtractMostSignificantBits(mask._v), 0x0101010101010101);
            if (Unsafe.SizeOf<T>() == 4)
            {
                Unsafe.WriteUnaligned(ref first, bytes);
            }
            else
            {
                Unsafe.WriteUnaligned(ref first, (uint)bytes);
            }
            return;
        }
        LaneByLane.StoreMask<Lanes256<T>, T>(mask, ref destination, index, Count);
    }

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes256<T> mask, ref bool destination, nint index, int count)
    {
        if (count == Count)
        {
            StoreMask(mask, ref destination, index);
            return;
        }
        LaneByLane.StoreMask<Lanes256<T>, T>(mask, ref destination, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static T Fold<M>(Lanes256<T> value)
        where M : struct, IMonoid
    {
        return Lanes128<T>.Fold<M>(M.Combine(new Lanes128<T>(value._v.GetLower()), new Lanes128<T>(value._v.GetUpper())));
    }

    public static Lanes256<T> Lookup(ReadOnlySpan<double> table, Lanes256<T> index) => LaneByLane.Lookup(table, index);
}
