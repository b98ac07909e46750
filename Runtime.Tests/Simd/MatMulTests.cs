// Matrix products: one chain of multiply-adds an element in the order of k, or the lane sum where one side is a vector; any shape.
using System;
using System.Runtime.CompilerServices;
using System.Runtime.Intrinsics.Arm;
using System.Runtime.Intrinsics.X86;
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public sealed class MatMulTests
{
    [Theory]
    [InlineData(2, 2, 2)]
    [InlineData(3, 5, 7)]
    [InlineData(4, 1, 32)]
    [InlineData(5, 0, 6)]
    [InlineData(12, 16, 33)]
    [InlineData(13, 40, 65)]
    [InlineData(31, 17, 100)]
    [InlineData(26, 300, 47)]
    [InlineData(7, 600, 450)]
    public void Elements_are_chains_in_the_order_of_k(int rows, int inner, int columns)
    {
        bool fused = Fma.IsSupported || AdvSimd.IsSupported;
        Check<float>(rows, inner, columns, (a, b, c) => fused ? MathF.FusedMultiplyAdd(a, b, c) : (a * b) + c);
        Check<double>(rows, inner, columns, (a, b, c) => fused ? Math.FusedMultiplyAdd(a, b, c) : (a * b) + c);
        Check<int>(rows, inner, columns, (a, b, c) => unchecked((a * b) + c));
        Check<long>(rows, inner, columns, (a, b, c) => unchecked((a * b) + c));
        Check<uint>(rows, inner, columns, (a, b, c) => unchecked((a * b) + c));
    }

    [Theory]
    [InlineData(1, 100, 9)]
    [InlineData(9, 100, 1)]
    [InlineData(1, 8192 + 77, 3)]
    [InlineData(3, 20000, 1)]
    [InlineData(1, 0, 1)]
    [InlineData(1, 1, 40)]
    public void With_one_row_or_column_elements_are_the_lane_sum_of_products(int rows, int inner, int columns)
    {
        float[] a = Values<float>(rows * inner, 1), b = Values<float>(inner * columns, 2), c = new float[rows * columns];
        MatMul.Multiply<float>(a, b, c, rows, inner, columns);
        float[] products = new float[inner];
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                for (int k = 0; k < inner; k++)
                {
                    products[k] = a[(i * inner) + k] * b[(k * columns) + j];
                }
                Assert.True(LaneRunner.Same(Reductions.Reduce<float, SumMonoid>(products), c[(i * columns) + j]), $"[{i}, {j}]");
            }
        }
    }

    private static void Check<T>(int rows, int inner, int columns, Func<T, T, T, T> chain)
        where T : unmanaged
    {
        T[] a = Values<T>(rows * inner, 1), b = Values<T>(inner * columns, 2), c = Values<T>((rows * columns) + 1, 3);
        T after = c[^1];
        MatMul.Multiply<T>(a, b, c, rows, inner, columns);
        for (int i = 0; i < rows; i++)
        {
            for (int j = 0; j < columns; j++)
            {
                T expected = default;
                for (int k = 0; k < inner; k++)
                {
                    expected = chain(a[(i * inner) + k], b[(k * columns) + j], expected);
                }
                Assert.True(LaneRunner.Same(expected, c[(i * columns) + j]), $"{typeof(T).Name} [{i}, {j}]: {expected} and {c[(i * columns) + j]}");
            }
        }
        Assert.True(LaneRunner.Same(after, c[^1]));
    }

    private static T[] Values<T>(int n, int seed)
        where T : unmanaged
    {
        Random random = new(seed);
        T[] x = new T[n];
        for (int i = 0; i < n; i++)
        {
            x[i] = typeof(T) == typeof(float) || typeof(T) == typeof(double) ? Element.FromDouble<T>((random.NextDouble() * 2) - 1) : Element.FromBits<T>(random.NextInt64());
        }
        return x;
    }
}
