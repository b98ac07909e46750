// Every vector function whose accuracy is stated, with its bounds in ULP: tests and the accuracy tool enumerate this list.
using System.Collections.Generic;
using SrcGenJit.Simd;

namespace SrcGenJit.Accuracy;

#pragma warning disable format // A table reads by its columns.

internal static class Catalogue
{
    private static readonly Bounds s_one = new(1, 1, 2, 2), s_two = new(2, 2, 4, 4);

    /// <summary>Name of the table, function, bounds, usual arguments.</summary>
    public static IReadOnlyList<VectorFunction> All { get; } =
    [
        VectorFunction.Unary<SinFunction>     ("sin",         s_one, -10, 10),
        VectorFunction.Unary<CosFunction>     ("cos",         s_one, -10, 10),
        VectorFunction.Unary<TanFunction>     ("tan",         s_one, -10, 10),
        VectorFunction.Unary<ExpFunction>     ("exp",         s_one, -10, 10),
        VectorFunction.Unary<Exp2Function>    ("exp2",        s_one, -10, 10),
        VectorFunction.Unary<Expm1Function>   ("expm1",       s_one, -5, 5),
        VectorFunction.Unary<LogFunction>     ("log",         s_one, 0.01, 100),
        VectorFunction.Unary<Log2Function>    ("log2",        s_one, 0.01, 100),
        VectorFunction.Unary<Log10Function>   ("log10",       s_one, 0.01, 100),
        VectorFunction.Unary<Log1pFunction>   ("log1p",       s_one, -0.9, 10),
        VectorFunction.Unary<AsinhFunction>   ("asinh",       s_two, -10, 10),
        VectorFunction.Unary<AcoshFunction>   ("acosh",       s_two, 1, 10),
        VectorFunction.Unary<AtanhFunction>   ("atanh",       s_two, -0.95, 0.95),
        VectorFunction.Unary<TanhFunction>    ("tanh",        s_one, -3, 3),
        VectorFunction.Unary<LogisticFunction>("logistic",    s_one, -6, 6),
        VectorFunction.Unary<SinhFunction>    ("sinh",        s_one, -5, 5),
        VectorFunction.Unary<CoshFunction>    ("cosh",        s_one, -5, 5),
        VectorFunction.Unary<SoftplusFunction>("softplus",    s_two, -6, 6),
        VectorFunction.Unary<LogSigmoidFunction>("log_sigmoid", s_two, -6, 6),
        VectorFunction.Binary<LogaddexpFunction>("logaddexp", s_two, -6, 6),
        VectorFunction.Unary<ErfFunction>     ("erf",         s_one, -3, 3),
        VectorFunction.Unary<ErfcFunction>    ("erfc",        s_two, -3, 3),
        VectorFunction.Unary<ErfInvFunction>  ("erf_inv",     s_two, -0.99, 0.99),
        VectorFunction.Unary<NdtriFunction>   ("ndtri",       s_two, 0.001, 0.999),
        VectorFunction.Unary<BesselI0eFunction>("bessel_i0e",  s_two, -10, 10),
        VectorFunction.Unary<BesselI1eFunction>("bessel_i1e",  s_two, -10, 10),
        VectorFunction.Unary<SqrtFunction>    ("sqrt",        new(0.5, 0.5, 0.5, 0.5), 0.01, 100),
        VectorFunction.Unary<RsqrtFunction>   ("rsqrt",       s_one, 0.01, 100),
        VectorFunction.Unary<CbrtFunction>    ("cbrt",        s_one, 0.01, 100),
        VectorFunction.Unary<AsinFunction>    ("asin",        s_one, -0.99, 0.99),
        VectorFunction.Unary<AcosFunction>    ("acos",        s_one, -0.99, 0.99),
        VectorFunction.Unary<AtanFunction>    ("atan",        s_one, -5, 5),
        VectorFunction.Binary<PowerFunction>  ("pow",         s_two, 0.1, 5),
        VectorFunction.Binary<Atan2Function>  ("atan2",       s_two, -5, 5),
        VectorFunction.Binary<HypotFunction>  ("hypot",       s_two, -5, 5),
    ];
}
