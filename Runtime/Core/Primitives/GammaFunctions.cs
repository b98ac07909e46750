// The table of the gamma function's logarithm and its derivative, by Lanczos' approximation as XLA writes it.
using System;
using System.Linq;
using static SrcGenJit.Erased.Lax;

namespace SrcGenJit.Core;

internal static class GammaFunctions
{
    private const double G = 7, Base = 0.99999999999980993227684700473478;

    private static readonly double[] s_lanczos =
    [
        676.520368121885098567009190444019, -1259.13921672240287047156078755283, 771.3234287776530788486528258894, -176.61502916214059906584551354,
        12.507343278686904814458936853, -0.13857109526572011689554707, 9.984369578019570859563e-6, 1.50563273514931155834e-7,
    ];

    public static readonly Primitive
        Digamma = Make("digamma", OfDigamma, null),
        Lgamma = Make("lgamma", OfLgamma, x => Digamma.Bind(Params.Empty, x)[0]);

    public static Primitive[] Table { get; } = [Lgamma, Digamma];

    private static Primitive Make(string name, Func<NdArray, NdArray> body, Func<NdArray, NdArray>? derivative)
    {
        Primitive primitive = null!;
        NdArray[] Body(NdArray[] inputs, Params _) => [body(inputs[0])];
        return primitive = new Primitive
        {
            Name = name,
            Shape = (inputs, _) => [ElementwiseFamily.Result(name, inputs, [DTypeSet.Float], null)],
            Jvp = derivative is null ? Rules.JvpOf(Body) : ElementwiseFamily.Jvp(() => primitive, [(g, _, x, _) => Mul(g, derivative(x[0]))]),
            Transpose = Rules.NotLinear,
            Batch = ElementwiseFamily.BatchOne(() => primitive),
            PartialEval = Rules.WholePartialEval,
            Dce = Rules.WholeDce,
            Semantics = new Semantics.Expand(Body),
            Printing = Printing.Plain,
        };
    }

    private static NdArray OfLgamma(NdArray x)
    {
        NdArray reflects = Lt(x, Const(x, 0.5)), z = Select(reflects, Neg(x), Sub(x, Const(x, 1)));
        NdArray sum = s_lanczos.Select((c, i) => Div(Const(x, c), Add(z, Const(x, i + 1)))).Aggregate(FullLike(x, Base), Add);
        NdArray t = Add(z, Const(x, G + 0.5)), logT = LogT(x, z);
        NdArray logY = Add(Add(Mul(Sub(Add(z, Const(x, 0.5)), Div(t, logT)), logT), Const(x, 0.5 * Math.Log(2 * Math.PI))), Log(sum));
        // Gamma(x) Gamma(1 - x) = pi / sin(pi x); the sine of the distance to the nearest integer, which is exact.
        NdArray size = Abs(x), fraction = Sub(size, Floor(size));
        NdArray reduced = Select(Gt(fraction, Const(x, 0.5)), Sub(Const(x, 1), fraction), fraction);
        NdArray logSine = Log(Sin(Mul(Const(x, Math.PI), reduced)));
        NdArray reflected = Select(IsFinite(logSine), Sub(Sub(Const(x, Math.Log(Math.PI)), logSine), logY), Neg(logSine));
        NdArray result = Select(reflects, reflected, logY);
        return Select(Eq(size, Const(x, double.PositiveInfinity)), FullLike(x, double.PositiveInfinity), result);
    }

    private static NdArray OfDigamma(NdArray x)
    {
        NdArray reflects = Lt(x, Const(x, 0.5)), z = Select(reflects, Neg(x), Sub(x, Const(x, 1)));
        NdArray numerator = ZerosLike(x), denominator = FullLike(x, Base);
        for (int i = 0; i < s_lanczos.Length; i++)
        {
            NdArray at = Add(z, Const(x, i + 1)), term = Div(Const(x, s_lanczos[i]), at);
            numerator = Sub(numerator, Div(term, at));
            denominator = Add(denominator, term);
        }
        NdArray y = Sub(Add(LogT(x, z), Div(numerator, denominator)), Div(Const(x, G), Add(z, Const(x, G + 0.5))));
        NdArray reduced = Mul(Const(x, Math.PI), Add(x, Abs(Floor(Add(x, Const(x, 0.5))))));
        NdArray reflected = Sub(y, Div(Mul(Const(x, Math.PI), Cos(reduced)), Sin(reduced)));
        NdArray pole = BitwiseAnd(Le(x, Const(x, 0)), Eq(x, Floor(x)));
        return Select(pole, FullLike(x, double.NaN), Select(reflects, reflected, y));
    }

    private static NdArray LogT(NdArray x, NdArray z) => Add(Log1p(Div(z, Const(x, G + 0.5))), Const(x, Math.Log(G + 0.5)));
}
