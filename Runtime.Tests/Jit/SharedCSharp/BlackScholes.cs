// C# as its users first wrote it: prices, Greeks and implied volatilities. Only modifiers were added.
using System;
using SrcGenJit;

namespace Runtime.Tests.Jit.SharedCSharp;

public enum OptionType { Call, Put }

public record Option(double Strike, double Expiry, OptionType Type);

public record Market(double Spot, double Rate, double Vol);

public static partial class BlackScholes
{
    // Abramowitz and Stegun 26.2.17
    private static double NormCdf(double x)
    {
        const double a1 = 0.319381530, a2 = -0.356563782, a3 = 1.781477937, a4 = -1.821255978, a5 = 1.330274429;
        double l = Math.Abs(x);
        double k = 1.0 / (1.0 + 0.2316419 * l);
        double w = 1.0 - Math.Exp(-l * l / 2) / Math.Sqrt(2 * Math.PI) * (a1 * k + a2 * k * k + a3 * Math.Pow(k, 3) + a4 * Math.Pow(k, 4) + a5 * Math.Pow(k, 5));
        if (x < 0)
        {
            return 1.0 - w;
        }
        return w;
    }

    // P1.1 the natural one: records, an enum, an if
    [Jit]
    public static double Price(Option option, Market market)
    {
        double sqrtT = Math.Sqrt(option.Expiry);
        double d1 = (Math.Log(market.Spot / option.Strike) + (market.Rate + 0.5 * market.Vol * market.Vol) * option.Expiry) / (market.Vol * sqrtT);
        double d2 = d1 - market.Vol * sqrtT;
        double df = Math.Exp(-market.Rate * option.Expiry);
        return option.Type switch
        {
            OptionType.Call => market.Spot * NormCdf(d1) - option.Strike * df * NormCdf(d2),
            OptionType.Put => option.Strike * df * NormCdf(-d2) - market.Spot * NormCdf(-d1),
            _ => throw new ArgumentOutOfRangeException(nameof(option)),
        };
    }

    // P1.2 five doubles
    [Jit]
    public static double Call(double s, double k, double t, double r, double vol)
    {
        double d1 = (Math.Log(s / k) + (r + 0.5 * vol * vol) * t) / (vol * Math.Sqrt(t));
        double d2 = d1 - vol * Math.Sqrt(t);
        return s * NormCdf(d1) - k * Math.Exp(-r * t) * NormCdf(d2);
    }

    // P1.3 a million options
    private static NdArray<double> NormCdf(NdArray<double> x) => 0.5 * (1.0 + Lax.Erf(x / Math.Sqrt(2.0)));

    [Jit]
    public static NdArray<double> CallPrices(NdArray<double> s, NdArray<double> k, NdArray<double> t, double r, NdArray<double> vol)
    {
        var sqrtT = Jnp.Sqrt(t);
        var d1 = (Jnp.Log(s / k) + (r + 0.5 * vol * vol) * t) / (vol * sqrtT);
        var d2 = d1 - vol * sqrtT;
        return s * NormCdf(d1) - k * Jnp.Exp(-r * t) * NormCdf(d2);
    }

    // P1.4 all Greeks of one option
    public static (double Delta, double Gamma, double Vega, double Theta, double Rho) Greeks(double s, double k, double t, double r, double vol)
    {
        double delta = Jax.Grad((double x) => Call(x, k, t, r, vol))(s);
        double gamma = Jax.Grad(Jax.Grad((double x) => Call(x, k, t, r, vol)))(s);
        double vega = Jax.Grad((double x) => Call(s, k, t, r, x))(vol);
        double theta = -Jax.Grad((double x) => Call(s, k, x, r, vol))(t);
        double rho = Jax.Grad((double x) => Call(s, k, t, x, vol))(r);
        return (delta, gamma, vega, theta, rho);
    }

    // P1.5 the same inside [Jit]
    [Jit]
    public static (double Delta, double Gamma, double Vega, double Theta, double Rho) GreeksJit(double s, double k, double t, double r, double vol)
    {
        double delta = Jax.Grad((double x) => Call(x, k, t, r, vol))(s);
        double gamma = Jax.Grad(Jax.Grad((double x) => Call(x, k, t, r, vol)))(s);
        double vega = Jax.Grad((double x) => Call(s, k, t, r, x))(vol);
        double theta = -Jax.Grad((double x) => Call(s, k, x, r, vol))(t);
        double rho = Jax.Grad((double x) => Call(s, k, t, x, vol))(r);
        return (delta, gamma, vega, theta, rho);
    }

    // P1.6 record of Greeks: the gradient with respect to Market
    [Jit]
    public static Market MarketGreeks(Option option, Market market) => Jax.Grad((Market m) => Price(option, m))(market);

    // P1.7 Greeks of a million options
    [Jit]
    public static (NdArray<double> Delta, NdArray<double> Gamma, NdArray<double> Vega) VectorGreeks(NdArray<double> s, NdArray<double> k, NdArray<double> t, double r, NdArray<double> vol)
    {
        var delta = Jax.Grad((NdArray<double> x) => Jnp.Sum(CallPrices(x, k, t, r, vol)));
        var gamma = Jax.Grad((NdArray<double> x) => Jnp.Sum(delta(x)));
        var vega = Jax.Grad((NdArray<double> x) => Jnp.Sum(CallPrices(s, k, t, r, x)));
        return (delta(s), gamma(s), vega(vol));
    }

    // P1.8 implied volatility: Newton
    [Jit]
    public static double ImpliedVol(double price, double s, double k, double t, double r)
    {
        double vol = 0.2;
        for (int i = 0; i < 100; i++)
        {
            double d1 = (Math.Log(s / k) + (r + 0.5 * vol * vol) * t) / (vol * Math.Sqrt(t));
            double vega = s * Math.Sqrt(t) * Math.Exp(-d1 * d1 / 2) / Math.Sqrt(2 * Math.PI);
            double diff = Call(s, k, t, r, vol) - price;
            if (Math.Abs(diff) < 1e-10)
            {
                break;
            }
            vol -= diff / vega;
        }
        return vol;
    }

    // P1.9 the same as a while with the gradient taken
    [Jit]
    public static double ImpliedVolWhile(double price, double s, double k, double t, double r)
    {
        var f = Jax.ValueAndGrad((double v) => Call(s, k, t, r, v) - price);
        double vol = 0.2, error = 1;
        int iterations = 0;
        while (Math.Abs(error) > 1e-10 && iterations < 100)
        {
            var (value, vega) = f(vol);
            error = value;
            vol -= value / vega;
            iterations++;
        }
        return vol;
    }
}
