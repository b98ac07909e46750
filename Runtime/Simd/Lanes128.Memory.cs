// Memory and shifts of lanes of 128 bits: whole, partial and strided loads and stores, bytes as masks.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public partial struct Lanes128<T>
{
    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> ShiftLeftBits(Lanes128<T> value, int count)
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
    public static Lanes128<T> ShiftRightLogicalBits(Lanes128<T> value, int count)
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
    public static Lanes128<T> ShiftRightArithmeticBits(Lanes128<T> value, int count)
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
    public static Lanes128<T> ShiftLeft(Lanes128<T> value, Lanes128<T> counts)
    {
        if (Avx2.IsSupported)
        {
            return Unsafe.SizeOf<T>() == 4
                ? new(Avx2.ShiftLeftLogicalVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>())
                : new(Avx2.ShiftLeftLogicalVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftLeft<Lanes128<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> ShiftRightLogical(Lanes128<T> value, Lanes128<T> counts)
    {
        if (Avx2.IsSupported)
        {
            return Unsafe.SizeOf<T>() == 4
                ? new(Avx2.ShiftRightLogicalVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>())
                : new(Avx2.ShiftRightLogicalVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftRightLogical<Lanes128<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> ShiftRightArithmetic(Lanes128<T> value, Lanes128<T> counts)
    {
        if (Avx2.IsSupported && Unsafe.SizeOf<T>() == 4)
        {
            return new(Avx2.ShiftRightArithmeticVariable(value._v.AsInt32(), counts._v.AsUInt32()).As<int, T>());
        }
        if (Avx512F.VL.IsSupported && Unsafe.SizeOf<T>() == 8)
        {
            return new(Avx512F.VL.ShiftRightArithmeticVariable(value._v.AsInt64(), counts._v.AsUInt64()).As<long, T>());
        }
        return LaneByLane.ShiftRightArithmetic<Lanes128<T>, T>(value, counts);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> Load(ref T source, nint index)
    {
        Lanes128<T> r;
        r._v = Vector128.LoadUnsafe(ref Unsafe.Add(ref source, index));
        return r;
    }

    [MethodImpl(AggressiveInlining)]
    public static void Store(Lanes128<T> value, ref T destination, nint index) => value._v.StoreUnsafe(ref Unsafe.Add(ref destination, index));

    [MethodImpl(AggressiveInlining)]
    public static unsafe Lanes128<T> Load(ref T source, nint index, int count)
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
        return LaneByLane.Load<Lanes128<T>, T>(ref source, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static unsafe void Store(Lanes128<T> value, ref T destination, nint index, int count)
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
        LaneByLane.Store<Lanes128<T>, T>(value, ref destination, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    private static Vector128<int> FirstInt32(int count) => Vector128.LessThan(Vector128<int>.Indices, Vector128.Create(count));

    [MethodImpl(AggressiveInlining)]
    private static Vector128<long> FirstInt64(int count) => Vector128.LessThan(Vector128<long>.Indices, Vector128.Create((long)count));

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> LoadStrided(ref T source, nint index, nint stride, int count) => LaneByLane.LoadStrided<Lanes128<T>, T>(ref source, index, stride, count);

    [MethodImpl(AggressiveInlining)]
    public static T GetElement(Lanes128<T> value, int index) => value._v.GetElement(index);

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> LoadMask(ref bool source, nint index)
    {
        if (Sse41.IsSupported)
        {
            ref byte first = ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref source, index));
            return Unsafe.SizeOf<T>() == 4
                ? new(Vector128.GreaterThan(Sse41.ConvertToVector128Int32(Vector128.CreateScalar(Unsafe.ReadUnaligned<int>(ref first)).AsByte()), Vector128<int>.Zero).As<int, T>())
                : new(Vector128.GreaterThan(Sse41.ConvertToVector128Int64(Vector128.CreateScalar((int)Unsafe.ReadUnaligned<ushort>(ref first)).AsByte()), Vector128<long>.Zero).As<long, T>());
        }
        return LaneByLane.LoadMask<Lanes128<T>, T>(ref source, index, Count);
    }

    [MethodImpl(AggressiveInlining)]
    public static Lanes128<T> LoadMask(ref bool source, nint index, int count) =>
        count == Count ? LoadMask(ref source, index) : LaneByLane.LoadMask<Lanes128<T>, T>(ref source, index, count);

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes128<T> mask, ref bool destination, nint index)
    {
        if (Bmi2.X64.IsSupported)
        {
            ref byte first = ref Unsafe.As<bool, byte>(ref Unsafe.Add(ref destination, index));
            ulong bytes = Bmi2.X64.ParallelBitDeposit(Vector128.ExtractMostSignificantBits(mask._v), 0x01010101);
            if (Unsafe.SizeOf<T>() == 4)
            {
                Unsafe.WriteUnaligned(ref first, (uint)bytes);
            }
            else
            {
                Unsafe.WriteUnaligned(ref first, (ushort)bytes);
            }
            return;
        }
        LaneByLane.StoreMask<Lanes128<T>, T>(mask, ref destination, index, Count);
    }

    [MethodImpl(AggressiveInlining)]
    public static void StoreMask(Lanes128<T> mask, ref bool destination, nint index, int count)
    {
        if (count == Count)
        {
            StoreMask(mask, ref destination, index);
            return;
        }
        LaneByLane.StoreMask<Lanes128<T>, T>(mask, ref destination, index, count);
    }

    [MethodImpl(AggressiveInlining)]
    public static T Fold<M>(Lanes128<T> value)
        where M : struct, IMonoid
    {
        Lanes128<T> pairs = M.Combine(value, new Lanes128<T>(Vector128.Shuffle(value._v.AsInt32(), Vector128.Create(2, 3, 2, 3)).As<int, T>()));
        return Unsafe.SizeOf<T>() == 8
            ? pairs._v.ToScalar()
            : M.Combine(pairs, new Lanes128<T>(Vector128.Shuffle(pairs._v.AsInt32(), Vector128.Create(1, 1, 1, 1)).As<int, T>()))._v.ToScalar();
    }

    public static Lanes128<T> Lookup(ReadOnlySpan<double> table, Lanes128<T> index) => LaneByLane.Lookup(table, index);
}
