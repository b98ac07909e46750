// The table of functions around gamma: written with other primitives, by Lanczos' approximation (g = 7, 9 terms) and Euler's reflection, as XLA computes them.
using System;
using System.Linq;
using SrcGenJit.Erased;
using static SrcGenJit.Core.DTypeSet;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static partial class Prims
{
    public static readonly Primitive
        Digamma = Gamma.Make("digamma", Gamma.DigammaOf, null),
        Lgamma = Gamma.Make("lgamma", Gamma.LgammaOf, Erased.Lax.Digamma);
}

internal static class Gamma
{
    // Lanczos (1964), "A Precision Approximation of the Gamma Function"; the coefficients for g = 7, n = 9 by Godfrey.
    private const double G = 7, Base = 0.99999999999980993227684700473478;

    private static readonly double[] s_lanczos =
    [
        676.520368121885098567009190444019, -1259.13921672240287047156078755283, 771.3234287776530788486528258894, -176.61502916214059906584551354,
        12.507343278686904814458936853, -0.13857109526572011689554707, 9.984369578019570859563e-6, 1.50563273514931155834e-7,
    ];

    public static Primitive Make(string name, Func<NdArray, NdArray> function, Func<NdArray, NdArray>? derivative)
    {
        NdArray[] Body(NdArray[] inputs, Params parameters) => [function(inputs[0])];
        return new(name)
        {
            Shape = (self, inputs, _) => [ElementwiseFamily.Result(self, inputs, [Float], null)],
            Jvp = derivative is null ? Rules.JvpOf(Body) : (self, primals, tangents, parameters) =>
                (self.Bind(parameters, primals), [tangents[0] is { } t ? Mul(t, derivative(primals[0])) : null]),
            Transpose = Rules.NotLinear,
            Batch = (self, _, inputs, dims, parameters) => (self.Bind(parameters, inputs), [dims[0]]),
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = new Semantics.Expand(Body),
            Parameters = Schema.None,
        };
    }

    public static NdArray LgammaOf(NdArray x)
    {
        NdArray reflect = Lt(x, Const(x, 0.5));
        NdArray z = Select(reflect, Neg(x), Sub(x, Const(x, 1)));
        (NdArray sum, _) = Series(z);
        NdArray logT = LogT(z);
        NdArray t = Add(z, Const(x, G + 0.5));
        // (z + 1/2) log t - t, with the difference taken before the product so that large arguments lose nothing.
        NdArray log = Add(
            Mul(Sub(Add(z, Const(x, 0.5)), Div(t, logT)), logT),
            Add(Const(x, 0.91893853320467274178032973640562), Log(sum)));
        NdArray fraction = Sub(Abs(x), Floor(Abs(x)));
        NdArray reduced = Select(Gt(fraction, Const(x, 0.5)), Sub(Const(x, 1), fraction), fraction);
        NdArray logSine = Log(Sin(Mul(Const(x, Math.PI), reduced)));
        NdArray reflected = Select(IsFinite(logSine), Sub(Sub(Const(x, 1.1447298858494001741434273513531), logSine), log), Neg(logSine));
        NdArray result = Select(reflect, reflected, log);
        return Select(Eq(Abs(x), Const(x, double.PositiveInfinity)), FullLike(x, double.PositiveInfinity), result);
    }

    public static NdArray DigammaOf(NdArray x)
    {
        NdArray reflect = Lt(x, Const(x, 0.5));
        NdArray z = Select(reflect, Neg(x), Sub(x, Const(x, 1)));
        (NdArray sum, NdArray derivative) = Series(z);
        NdArray y = Sub(Add(LogT(z), Div(derivative, sum)), Div(Const(x, G), Add(z, Const(x, G + 0.5))));
        // pi cot(pi x) from the distance to the nearest integer.
        NdArray angle = Mul(Const(x, Math.PI), Add(x, Abs(Floor(Add(x, Const(x, 0.5))))));
        NdArray reflected = Sub(y, Div(Mul(Const(x, Math.PI), Cos(angle)), Sin(angle)));
        NdArray result = Select(reflect, reflected, y);
        NdArray pole = Erased.Lax.BitwiseAnd(Le(x, Const(x, 0)), Eq(x, Floor(x)));
        return Select(pole, FullLike(x, double.NaN), result);
    }

    // log(z + g + 1/2)
    private static NdArray LogT(NdArray z) => Add(Const(z, Math.Log(G + 0.5)), Log1p(Mul(z, Const(z, 1 / (G + 0.5)))));

    // The sum of c / (z + k), and its derivative.
    private static (NdArray Sum, NdArray Derivative) Series(NdArray z)
    {
        NdArray sum = FullLike(z, Base), derivative = FullLike(z, 0);
        for (int k = 0; k < s_lanczos.Length; k++)
        {
            NdArray at = Add(z, Const(z, k + 1));
            NdArray term = Div(Const(z, s_lanczos[k]), at);
            sum = Add(sum, term);
            derivative = Sub(derivative, Div(term, at));
        }
        return (sum, derivative);
    }
}
