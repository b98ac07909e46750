// The reference to beat: sin(x) + cos(x) by hand over Vector512, with 1.6 ULP polynomials and no slow path beyond a test for large arguments.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.InteropServices;
using System.Runtime.Intrinsics;
using System.Runtime.Intrinsics.X86;
using static System.Runtime.Intrinsics.Vector512;

namespace SrcGenJit.Benchmarks;

internal static class HandWritten
{
    private const float Limit = 71476f;

    [MethodImpl(MethodImplOptions.AggressiveOptimization)]
    public static unsafe void SinPlusCos(ReadOnlySpan<float> x, Span<float> y)
    {
        ref float from = ref MemoryMarshal.GetReference(x), to = ref MemoryMarshal.GetReference(y);
        nuint i = 0, n = (nuint)x.Length;
        for (; i + 16 <= n; i += 16)
        {
            Vector512<float> v = LoadUnsafe(ref from, i);
            if (!LessThanAll(Abs(v), Create(Limit)))
            {
                Large(x.Slice((int)i, 16), y.Slice((int)i, 16));
                continue;
            }
            Sum(v).StoreUnsafe(ref to, i);
        }
        if (i < n)
        {
            Vector512<float> mask = LessThan(Vector512<int>.Indices, Create((int)(n - i))).AsSingle();
            fixed (float* source = &Unsafe.Add(ref from, i), destination = &Unsafe.Add(ref to, i))
            {
                Vector512<float> v = Avx512F.MaskLoad(source, mask, Vector512<float>.Zero);
                if (!LessThanAll(Abs(v), Create(Limit)))
                {
                    Large(x[(int)i..], y[(int)i..]);
                    return;
                }
                Avx512F.MaskStore(destination, mask, Sum(v));
            }
        }
    }

    private static void Large(ReadOnlySpan<float> x, Span<float> y)
    {
        for (int i = 0; i < x.Length; i++)
        {
            y[i] = MathF.Sin(x[i]) + MathF.Cos(x[i]);
        }
    }

    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    private static Vector512<float> Sum(Vector512<float> x)
    {
        Vector512<float> magic = Create(12582912f), t = FusedMultiplyAdd(x, Create(0.636619772f), magic), n = t - magic;
        Vector512<float> r = FusedMultiplyAdd(n, Create(-1.57079601f), x);
        r = FusedMultiplyAdd(n, Create(-3.13916473e-07f), r);
        r = FusedMultiplyAdd(n, Create(-5.39030253e-15f), r);
        Vector512<float> s = r * r;
        Vector512<float> p = FusedMultiplyAdd(FusedMultiplyAdd(Create(-1.950874139e-04f), s, Create(8.332112804e-03f)), s, Create(-1.666665375e-01f));
        Vector512<float> q = FusedMultiplyAdd(FusedMultiplyAdd(Create(2.442568075e-05f), s, Create(-1.388725126e-03f)), s, Create(4.166664556e-02f));
        Vector512<float> sin = FusedMultiplyAdd(p, s * r, r), cos = FusedMultiplyAdd(FusedMultiplyAdd(q, s, Create(-0.5f)), s, Create(1f));
        // Only the sum is wanted: the signs of both terms by quadrant, no exchange of sine and cosine.
        Vector512<int> k = t.AsInt32();
        Vector512<float> signSin = (((k + Vector512<int>.One) << 30) & Create(int.MinValue)).AsSingle(), signCos = ((k << 30) & Create(int.MinValue)).AsSingle();
        Vector512<int> odd = -(k & Vector512<int>.One);
        Vector512<float> sinSign = ConditionalSelect(odd.AsSingle(), signSin, signCos), cosSign = ConditionalSelect(odd.AsSingle(), signCos, signSin);
        return (sin ^ sinSign) + (cos ^ cosSign);
    }
}
