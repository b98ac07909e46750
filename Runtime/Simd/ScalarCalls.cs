// Vector functions of single numbers, as emitted scalar code calls them: the bits of every width.
using System.Runtime.CompilerServices;
using static System.Runtime.CompilerServices.MethodImplOptions;

namespace SrcGenJit.Simd;

public static partial class LaneFunctions
{
    /// <summary>A function of one number.</summary>
    [MethodImpl(AggressiveInlining)]
    public static double Call<F>(double x)
        where F : struct, IUnaryFunction =>
        OutOfLine.Scalar<F, double>(x);

    /// <inheritdoc cref="Call{F}(double)"/>
    [MethodImpl(AggressiveInlining)]
    public static float Call<F>(float x)
        where F : struct, IUnaryFunction =>
        OutOfLine.Scalar<F, float>(x);

    /// <summary>A function of two numbers.</summary>
    [MethodImpl(AggressiveInlining)]
    public static double Call<F>(double x, double y)
        where F : struct, IBinaryFunction =>
        OutOfLine.Scalar<F, double>(x, y);

    /// <inheritdoc cref="Call{F}(double, double)"/>
    [MethodImpl(AggressiveInlining)]
    public static float Call<F>(float x, float y)
        where F : struct, IBinaryFunction =>
        OutOfLine.Scalar<F, float>(x, y);

    /// <summary>The sine and the cosine of one number.</summary>
    [MethodImpl(AggressiveInlining)]
    public static void SinCos(double x, out double sin, out double cos)
    {
        // Locals of their own: what a method is given the address of stays in memory.
        OutOfLine.ScalarPair<SinCosFunction, double>(x, out double s, out double c);
        sin = s;
        cos = c;
    }

    /// <inheritdoc cref="SinCos(double, out double, out double)"/>
    [MethodImpl(AggressiveInlining)]
    public static void SinCos(float x, out float sin, out float cos)
    {
        OutOfLine.ScalarPair<SinCosFunction, float>(x, out float s, out float c);
        sin = s;
        cos = c;
    }
}
