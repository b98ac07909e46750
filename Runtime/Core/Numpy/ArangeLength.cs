// How many numbers arange gives: ceil((stop - start) / step), exactly for integers, in double for floats as NumPy computes it.
using System;
using System.Numerics;

namespace SrcGenJit.Core;

internal static class ArangeLength
{
    /// <exception cref="ArgumentException">The step is 0, a number is NaN, or there are more elements than an array holds.</exception>
    public static Dim Of(Scalar start, Scalar stop, Scalar step)
    {
        if (!step.IsTrue)
        {
            throw new ArgumentOutOfRangeException(nameof(step), "the step of Arange cannot be 0");
        }
        string call = $"Arange from {ValueText.Of(start)} to {ValueText.Of(stop)} by {ValueText.Of(step)}";
        if (!start.DType.IsFloat && !stop.DType.IsFloat && !step.DType.IsFloat)
        {
            BigInteger distance = Integer(stop) - Integer(start), by = Integer(step);
            BigInteger whole = BigInteger.DivRem(distance, by, out BigInteger rest);
            return Checked(rest.IsZero || rest.Sign != by.Sign ? whole : whole + 1, call);
        }
        double length = stop.AsDouble() - start.AsDouble(), count = length / step.AsDouble();
        if (double.IsNaN(count))
        {
            throw new ArgumentException($"{call} has no length: a bound or the step is NaN, or two of them are infinite");
        }
        // A quotient that underflows is still a step beyond the start.
        count = count == 0 && length != 0 ? length > 0 == step.AsDouble() > 0 ? 1 : 0 : Math.Ceiling(count);
        return count > int.MaxValue ? throw TooLong(call) : (long)Math.Max(count, 0);
    }

    private static BigInteger Integer(Scalar value) => value.DType.Kind == DTypeKind.UInt ? (ulong)value.Bits : value.Bits;

    private static Dim Checked(BigInteger count, string call) => count.Sign <= 0 ? 0 : count > int.MaxValue ? throw TooLong(call) : (long)count;

    private static ArgumentException TooLong(string call) => new($"{call} has more elements than an array holds");
}
