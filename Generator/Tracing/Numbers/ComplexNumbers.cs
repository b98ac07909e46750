// Complex, as .NET 10 computes it. Where its functions have ways of their own for numbers near the limits, a guard leaves these to C#.
using System;
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace SrcGenJit.Generator.Tracing;

internal static class ComplexNumbers
{
    private const double Large = 1e150;

    public static Pack? Call(StructCall call)
    {
        if (call.HasSelf)
        {
            return (call.Name, call.Count) switch
            {
                ("Real", 0) => call.Self[0],
                ("Imaginary", 0) => call.Self[1],
                ("Magnitude", 0) => Abs(call.Self),
                ("Phase", 0) => Phase(call.Self),
                ("Equals", 1) when call.TypeOf(0) == "Complex" => VectorStructs.Same(call.Self, call[0]),
                _ => (Pack?)null,
            };
        }
        return (call.Name, call.Count) switch
        {
            (".ctor", 2) => new Num[] { call.Number(0), call.Number(1) },
            ("Zero", 0) => Constant(0, 0),
            ("One", 0) => Constant(1, 0),
            ("ImaginaryOne", 0) => Constant(0, 1),
            ("NaN", 0) => Constant(double.NaN, double.NaN),
            ("Infinity", 0) => Constant(double.PositiveInfinity, double.PositiveInfinity),
            ("op_Implicit", 1) when NumberOf(call) => call.Number(0).To(DType.Float64) is var real ? new Num[] { real, real.Like(0.0) } : (Pack?)null,
            ("FromPolarCoordinates", 2) => Polar(call.Number(0), call.Number(1)),
            ("op_Addition" or "Add", 2) => Add(call[0], call[1], 1),
            ("op_Subtraction" or "Subtract", 2) => Add(call[0], call[1], -1),
            ("op_Multiply" or "Multiply", 2) => Multiply(call[0], call[1]),
            ("op_Division" or "Divide", 2) => call[1].Count == 1 ? DivideByReal(call[0], call.Number(1)) : Divide(call[0], call[1]),
            ("op_UnaryNegation" or "Negate", 1) => -call[0],
            ("op_UnaryPlus", 1) => call[0],
            ("op_Equality", 2) => Pack.Every(call[0], call[1], (x, y) => x.Is(y)),
            ("op_Inequality", 2) => !Pack.Every(call[0], call[1], (x, y) => x.Is(y)),
            ("Conjugate", 1) => new Num[] { call[0][0], -call[0][1] },
            ("Abs", 1) => Abs(call[0]),
            ("Exp", 1) => Polar(call[0][0].Apply(Lax.Exp), call[0][1]),
            ("Log", 1) => Log(call[0]),
            ("Sin", 1) => Sin(call[0]),
            ("Cos", 1) => Cos(call[0]),
            ("Sinh", 1) => Sin(Turned(call[0])) is var sine ? new Num[] { sine[1], -sine[0] } : (Pack?)null,
            ("Cosh", 1) => Cos(Turned(call[0])),
            ("Sqrt", 1) => Sqrt(call, call[0]),
            ("Reciprocal", 1) => Reciprocal(call[0]),
            ("IsFinite", 1) => FloatFunctions.IsFinite(call[0][0]) & FloatFunctions.IsFinite(call[0][1]),
            ("IsInfinity", 1) => Infinite(call[0][0]) | Infinite(call[0][1]),
            ("IsNaN", 1) => !(Infinite(call[0][0]) | Infinite(call[0][1])) & !(FloatFunctions.IsFinite(call[0][0]) & FloatFunctions.IsFinite(call[0][1])),
            _ => (Pack?)null,
        };
    }

    private static Pack Constant(double real, double imaginary) => new Num[] { Num.Of(real, DType.Float64), Num.Of(imaginary, DType.Float64) };

    private static bool NumberOf(StructCall call) => call.TypeOf(0) is "Byte" or "SByte" or "Int16" or "UInt16" or "Int32" or "UInt32" or "Int64" or "Single" or "Double";

    private static Num Infinite(Num x) => FloatFunctions.Abs(x).Is(double.PositiveInfinity);

    private static Pack Turned(Pack z) => new Num[] { -z[1], z[0] };

    private static Num Phase(Pack z) => z[1].Apply(Lax.Atan2, z[0]);

    private static Pack Polar(Num magnitude, Num phase) => new Num[] { magnitude * phase.Apply(Lax.Cos), magnitude * phase.Apply(Lax.Sin) };

    // Within a range in which nothing overflows or underflows on the way.
    private static void RequireOrdinary(StructCall call, Pack z)
    {
        foreach (Num part in z.All)
        {
            Num size = FloatFunctions.Abs(part);
            call.Host.Require((size <= Large) & (part.Is(0) | (size >= 1 / Large)), "ArithmeticException (or computes in another way, near the limits of double)");
        }
    }

    private static Pack Add(Pack a, Pack b, int sign)
    {
        Num Sum(Num x, Num y) => sign > 0 ? x + y : x - y;
        // A real number has no imaginary part to add, but for that of a difference's right side.
        return a.Count == 1 ? new Num[] { Sum(a[0], b[0]), sign > 0 ? b[1] : -b[1] }
            : b.Count == 1 ? new Num[] { Sum(a[0], b[0]), a[1] }
            : new Num[] { Sum(a[0], b[0]), Sum(a[1], b[1]) };
    }

    private static Pack Multiply(Pack a, Pack b) => a.Count == 1 ? RealProduct(b, a[0])
        : b.Count == 1 ? RealProduct(a, b[0])
        : new Num[] { (a[0] * b[0]) - (a[1] * b[1]), (a[1] * b[0]) + (a[0] * b[1]) };

    private static Pack RealProduct(Pack a, Num b) => Finite(a, new Num[] { a[0] * b, a[1] * b });

    private static Pack DivideByReal(Pack a, Num b)
    {
        Num none = b.Like(double.NaN);
        return Pack.Select(b.Is(0), new Num[] { none, none }, Finite(a, new Num[] { a[0] / b, a[1] / b }));
    }

    // Beside a part that is not finite the other one is NaN.
    private static Pack Finite(Pack a, Pack result)
    {
        Num none = a[0].Like(double.NaN);
        return new Num[] { Num.Select(FloatFunctions.IsFinite(a[1]), result[0], none), Num.Select(FloatFunctions.IsFinite(a[0]), result[1], none) };
    }

    // Smith's: by the larger part of the divisor.
    private static Pack Divide(Pack x, Pack y)
    {
        bool real = x.Count == 1;
        Num a = x[0], c = y[0], d = y[1], smaller = FloatFunctions.Abs(d) < FloatFunctions.Abs(c);
        Num first = d / c, second = c / d, below = c + (d * first), beside = d + (c * second);
        Pack left, right;
        if (real)
        {
            left = new Num[] { a / below, -a * first / below };
            right = new Num[] { a * second / beside, -a / beside };
        }
        else
        {
            Num b = x[1];
            left = new Num[] { (a + (b * first)) / below, (b - (a * first)) / below };
            right = new Num[] { (b + (a * second)) / beside, (-a + (b * second)) / beside };
        }
        return Pack.Select(smaller, left, right);
    }

    private static Pack Reciprocal(Pack z)
    {
        Num zero = z[0].Is(0) & z[1].Is(0);
        Pack quotient = Divide(Constant(1, 0), z);
        return Pack.Select(zero, Constant(0, 0), quotient);
    }

    private static Num Abs(Pack z) => Transcendentals.Hypot(z[0], z[1]);

    private static Pack Log(Pack z) => new Num[] { Abs(z).Apply(Lax.Log), Phase(z) };

    private static Pack Sin(Pack z) => new Num[] { z[0].Apply(Lax.Sin) * z[1].Apply(Lax.Cosh), z[0].Apply(Lax.Cos) * z[1].Apply(Lax.Sinh) };

    private static Pack Cos(Pack z) => new Num[] { z[0].Apply(Lax.Cos) * z[1].Apply(Lax.Cosh), -z[0].Apply(Lax.Sin) * z[1].Apply(Lax.Sinh) };

    private static Pack Sqrt(StructCall call, Pack z)
    {
        RequireOrdinary(call, z);
        Num real = z[0], imaginary = z[1], zero = real.Like(0.0), positive = real >= 0;
        Num root = FloatFunctions.Sqrt((Abs(z) + FloatFunctions.Abs(real)) * 0.5);
        Num signed = Num.Select(imaginary < 0, -root, root);
        Pack general = Pack.Select(positive, new Num[] { root, imaginary / (root * 2) }, new Num[] { imaginary / (signed * 2), signed });
        // On the real axis there is one part only.
        Pack onAxis = Pack.Select(real < 0, new Num[] { zero, FloatFunctions.Sqrt(-real) }, new Num[] { FloatFunctions.Sqrt(real), zero });
        return Pack.Select(imaginary.Is(0), onAxis, general);
    }
}
