// Arguments for comparing results bit by bit, the same on every machine, and the hash of results.
using System;
using System.Numerics;
using System.Runtime.InteropServices;

namespace SrcGenJit.Accuracy;

internal static class Samples
{
    private static readonly double[] s_special =
    [
        0.0, -0.0, 1, -1, 0.5, -0.5, 2, -2, double.PositiveInfinity, double.NegativeInfinity, double.NaN, double.Epsilon, -double.Epsilon, 1e-310, -1e-310, 1e-40, -1e-40,
        88.7, -103, 709.7, -745, 1e9, -7e4, 1e22, -1e22, 3e38, -3e38, double.MaxValue, double.MinValue, 0.7853981633974483, 1.5707963267948966, 3.141592653589793, 0.75, 1.5,
    ];

    /// <summary>In turn bit patterns at random, usual arguments of the function, and special values.</summary>
    public static T[] Mixed<T>(VectorFunction function, ulong seed, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = new T[count];
        for (int i = 0; i < count; i++)
        {
            ulong random = Random(ref seed);
            x[i] = (i % 3) switch
            {
                0 => FromBits<T>(random),
                1 => Between<T>(function.Low, function.High, random),
                _ => T.CreateTruncating(s_special[random % (ulong)s_special.Length]),
            };
        }
        return x;
    }

    /// <summary>Arguments between two limits.</summary>
    public static T[] Uniform<T>(double low, double high, ulong seed, int count)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        T[] x = new T[count];
        for (int i = 0; i < count; i++)
        {
            x[i] = Between<T>(low, high, Random(ref seed));
        }
        return x;
    }

    public static T FromBits<T>(ulong bits)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        typeof(T) == typeof(float) ? (T)(object)BitConverter.UInt32BitsToSingle((uint)(bits >> 32)) : (T)(object)BitConverter.UInt64BitsToDouble(bits);

    /// <summary>A hash of the bits, with all NaNs one value.</summary>
    public static ulong Hash<T>(ReadOnlySpan<T> results)
        where T : unmanaged, IBinaryFloatingPointIeee754<T>
    {
        ulong hash = 0xCBF29CE484222325;
        foreach (T result in results)
        {
            T value = T.IsNaN(result) ? T.NaN : result;
            foreach (byte b in MemoryMarshal.AsBytes(new ReadOnlySpan<T>(in value)))
            {
                hash = (hash ^ b) * 0x100000001B3;
            }
        }
        return hash;
    }

    /// <summary>The next number of the sequence (SplitMix64).</summary>
    public static ulong Random(ref ulong state)
    {
        ulong z = state += 0x9E3779B97F4A7C15;
        z = (z ^ (z >> 30)) * 0xBF58476D1CE4E5B9;
        z = (z ^ (z >> 27)) * 0x94D049BB133111EB;
        return z ^ (z >> 31);
    }

    private static T Between<T>(double low, double high, ulong random)
        where T : unmanaged, IBinaryFloatingPointIeee754<T> =>
        T.CreateTruncating(low + ((high - low) * (random >> 11) * (1.0 / (1UL << 53))));
}
