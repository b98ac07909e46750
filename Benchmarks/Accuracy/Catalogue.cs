// Every vector function whose accuracy is stated, with its bounds in ULP: tests and the accuracy tool enumerate this list.
using System.Collections.Generic;
using SrcGenJit.Simd;

namespace SrcGenJit.Accuracy;

#pragma warning disable format // A table reads by its columns.

internal static class Catalogue
{
    private static readonly Bounds s_one = new(1, 1, 1.5, 1.5);

    /// <summary>Name of the table, function, bounds (those that the function's documentation states), usual arguments.</summary>
    public static IReadOnlyList<VectorFunction> All { get; } =
    [
        VectorFunction.Unary<SinFunction>     ("sin",         new(1, 1, 1.5, 2),         -10, 10),
        VectorFunction.Unary<CosFunction>     ("cos",         new(1, 1, 1.5, 2),         -10, 10),
        VectorFunction.Unary<TanFunction>     ("tan",         new(1, 1, 2, 2),           -10, 10),
        VectorFunction.Unary<ExpFunction>     ("exp",         s_one,                     -10, 10),
        VectorFunction.Unary<Exp2Function>    ("exp2",        s_one,                     -10, 10),
        VectorFunction.Unary<Expm1Function>   ("expm1",       s_one,                     -5, 5),
        VectorFunction.Unary<LogFunction>     ("log",         s_one,                     0.01, 100),
        VectorFunction.Unary<Log2Function>    ("log2",        s_one,                     0.01, 100),
        VectorFunction.Unary<Log10Function>   ("log10",       s_one,                     0.01, 100),
        VectorFunction.Unary<Log1pFunction>   ("log1p",       s_one,                     -0.9, 10),
        VectorFunction.Unary<AsinhFunction>   ("asinh",       new(1.5, 1, 1.5, 1),       -10, 10),
        VectorFunction.Unary<AcoshFunction>   ("acosh",       s_one,                     1, 10),
        VectorFunction.Unary<AtanhFunction>   ("atanh",       new(1.5, 1, 1.5, 1.5),     -0.95, 0.95),
        VectorFunction.Unary<TanhFunction>    ("tanh",        s_one,                     -3, 3),
        VectorFunction.Unary<LogisticFunction>("logistic",    s_one,                     -6, 6),
        VectorFunction.Unary<SinhFunction>    ("sinh",        s_one,                     -5, 5),
        VectorFunction.Unary<CoshFunction>    ("cosh",        s_one,                     -5, 5),
        VectorFunction.Unary<SoftplusFunction>("softplus",    new(1.5, 1.5, 2, 2),       -6, 6),
        VectorFunction.Unary<LogSigmoidFunction>("log_sigmoid", new(1.5, 1.5, 2, 2),       -6, 6),
        VectorFunction.Binary<LogaddexpFunction>("logaddexp", new(1.5, 1.5, 2, 2),       -6, 6),
        VectorFunction.Unary<ErfFunction>     ("erf",         s_one,                     -3, 3),
        VectorFunction.Unary<ErfcFunction>    ("erfc",        new(2, 1.5, 3.5, 3),       -3, 3),
        VectorFunction.Unary<ErfInvFunction>  ("erf_inv",     new(2, 1.5, 2, 1.5),       -0.99, 0.99),
        VectorFunction.Unary<NdtriFunction>   ("ndtri",       new(0.52, 1.5, 0.52, 2),   0.001, 0.999),
        VectorFunction.Unary<BesselI0eFunction>("bessel_i0e",  new(0.51, 1.5, 0.51, 1.5), -10, 10),
        VectorFunction.Unary<BesselI1eFunction>("bessel_i1e",  new(0.51, 1.5, 0.51, 2),   -10, 10),
        VectorFunction.Unary<SqrtFunction>    ("sqrt",        new(0.5, 0.5, 0.5, 0.5),   0.01, 100),
        VectorFunction.Unary<RsqrtFunction>   ("rsqrt",       s_one,                     0.01, 100),
        VectorFunction.Unary<CbrtFunction>    ("cbrt",        s_one,                     0.01, 100),
        VectorFunction.Unary<AsinFunction>    ("asin",        s_one,                     -0.99, 0.99),
        VectorFunction.Unary<AcosFunction>    ("acos",        s_one,                     -0.99, 0.99),
        VectorFunction.Unary<AtanFunction>    ("atan",        new(1, 1, 1, 1),           -5, 5),
        VectorFunction.Binary<PowerFunction>  ("pow",         new(1, 1.5, 1, 1.5),       0.1, 5),
        VectorFunction.Binary<Atan2Function>  ("atan2",       new(1, 1, 1, 2),           -5, 5),
        VectorFunction.Binary<HypotFunction>  ("hypot",       new(1.5, 1.5, 1.5, 1.5),   -5, 5),
    ];
}
