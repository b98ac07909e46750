// Guards: what must hold for C# not to throw. Known conditions cost nothing; those that cannot hold end the trace.
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal static class NumberGuards
{
    /// <summary>C# throws the exception unless the condition holds.</summary>
    public static void Require(this INumberHost host, Num ok, string exception)
    {
        if (ok.Known is not { } known)
        {
            host.Require(ok.Data, exception);
        }
        else if (known.Bits == 0)
        {
            throw host.Throws(exception);
        }
    }

    /// <summary>The exact product of two integers, high half; of signed or unsigned 64-bit numbers.</summary>
    public static Num HighProduct(Num x, Num y, bool isSigned)
    {
        // Schoolbook, in halves of 32 bits, which are never negative.
        Num xLow = x & 0xFFFFFFFFL, yLow = y & 0xFFFFFFFFL, xHigh = isSigned ? x.ShiftRight(32) : x.ShiftRightLogical(32), yHigh = isSigned ? y.ShiftRight(32) : y.ShiftRightLogical(32);
        Num low = xLow * yLow;
        Num middle = (xHigh * yLow) + low.ShiftRightLogical(32);
        Num cross = (xLow * yHigh) + (middle & 0xFFFFFFFFL);
        return isSigned
            ? (xHigh * yHigh) + middle.ShiftRight(32) + cross.ShiftRight(32)
            : (xHigh * yHigh) + middle.ShiftRightLogical(32) + cross.ShiftRightLogical(32);
    }

    /// <summary>True where a sum, difference or product of integers of one type is within it.</summary>
    public static Num Fits(char operation, Num x, Num y, Num result)
    {
        bool isSigned = x.Type.Kind == DTypeKind.Int;
        if (x.Bits == 32)
        {
            Num a = x.To(DType.Int64), b = y.To(DType.Int64);
            Num wide = operation == '+' ? a + b : operation == '-' ? a - b : a * b;
            // A product of uints fills 64 bits: its high half must be empty.
            return isSigned ? wide.Is(result.To(DType.Int64)) : wide.ShiftRightLogical(32).Is(wide.Like(0L));
        }
        Num zero = x.Like(0L);
        return (operation, isSigned) switch
        {
            ('+', true) => ((x ^ result) & (y ^ result)) >= zero,
            ('-', true) => ((x ^ y) & (x ^ result)) >= zero,
            (_, true) => HighProduct(x, y, true).Is(result.ShiftRight(63)),
            ('+', false) => result >= x,
            ('-', false) => x >= y,
            _ => HighProduct(x, y, false).Is(zero),
        };
    }
}
