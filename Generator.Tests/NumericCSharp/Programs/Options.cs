// Closed forms of options, their Greeks and implied volatilities.
public static partial class Fin
{
    [Jit]
    public static double BlackScholes(OptionType type, double s, double k, double t, double r, double q, double sigma)
    {
        if (s <= 0)
            throw new ArgumentOutOfRangeException(nameof(s), "spot must be positive");
        if (k <= 0)
            throw new ArgumentOutOfRangeException(nameof(k), "strike must be positive");
        if (t < 0)
            throw new ArgumentOutOfRangeException(nameof(t));
        if (sigma < 0)
            throw new ArgumentException("volatility must not be negative", nameof(sigma));
        double df = Math.Exp(-r * t), fwd = s * Math.Exp((r - q) * t);
        if (t == 0 || sigma == 0)
        {
            return type switch
            {
                OptionType.Call => df * Math.Max(fwd - k, 0),
                OptionType.Put => df * Math.Max(k - fwd, 0),
                _ => throw new ArgumentOutOfRangeException(nameof(type))};
        }
        double sd = sigma * Math.Sqrt(t);
        double d1 = Math.Log(fwd / k) / sd + 0.5 * sd, d2 = d1 - sd;
        switch (type)
        {
            case OptionType.Call:
                return df * (fwd * NormCdf(d1) - k * NormCdf(d2));
            case OptionType.Put:
                return df * (k * NormCdf(-d2) - fwd * NormCdf(-d1));
            default:
                throw new ArgumentOutOfRangeException(nameof(type), type, "unknown option type");
        }
    }

    [Jit]
    public static Greeks AllGreeks(Market m, double strike, double t, bool isCall)
    {
        ArgumentNullException.ThrowIfNull(m);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(strike);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(t);
        var (s, r, q, v) = m;
        int phi = isCall ? 1 : -1;
        double sq = Math.Sqrt(t);
        double d1 = (Math.Log(s / strike) + (r - q + 0.5 * v * v) * t) / (v * sq), d2 = d1 - v * sq;
        double pdf = Math.Exp(-0.5 * d1 * d1) / Math.Sqrt(2 * Math.PI);
        double eq = Math.Exp(-q * t), er = Math.Exp(-r * t);
        double n1 = NormCdf(phi * d1), n2 = NormCdf(phi * d2);
        return new Greeks(phi * (s * eq * n1 - strike * er * n2), phi * eq * n1, eq * pdf / (s * v * sq), s * eq * pdf * sq, -s * eq * pdf * v / (2 * sq) - phi * r * strike * er * n2 + phi * q * s * eq * n1, phi * strike * t * er * n2);
    }

    [Jit]
    public static double ImpliedVolNewton(double price, double s, double k, double t, double r)
    {
        double intrinsic = Math.Max(s - k * Math.Exp(-r * t), 0);
        if (price < intrinsic || price >= s)
            throw new ArgumentException("price violates no-arbitrage bounds");
        double vol = Math.Sqrt(2 * Math.PI / t) * price / s;
        for (int i = 0; i < 50; i++)
        {
            double sd = vol * Math.Sqrt(t);
            double d1 = (Math.Log(s / k) + r * t) / sd + sd / 2;
            double diff = s * NormCdf(d1) - k * Math.Exp(-r * t) * NormCdf(d1 - sd) - price;
            if (Math.Abs(diff) < 1e-12)
                return vol;
            double vega = s * Math.Sqrt(t) * Math.Exp(-d1 * d1 / 2) / Math.Sqrt(2 * Math.PI);
            if (vega < 1e-14)
                break;
            vol -= diff / vega;
            if (vol <= 0)
                vol = 1e-4;
        }
        throw new InvalidOperationException("implied volatility did not converge");
    }

    [Jit]
    public static double ImpliedVolBisect(double price, double s, double k, double t)
    {
        double lo = 1e-6, hi = 5.0;
        double Px(double vol)
        {
            double sd = vol * Math.Sqrt(t), d = Math.Log(s / k) / sd + sd / 2;
            return s * NormCdf(d) - k * NormCdf(d - sd);
        }
        if (Px(lo) > price || Px(hi) < price)
            return double.NaN;
        int n = 0;
        do
        {
            double mid = (lo + hi) / 2;
            if (Px(mid) > price)
                hi = mid;
            else
                lo = mid;
        }
        while (hi - lo > 1e-12 && ++n < 100);
        return (lo + hi) / 2;
    }

    [Jit]
    public static double Bachelier(double f, double k, double vol, double t, bool call = true)
    {
        double s = vol * Math.Sqrt(t);
        if (!(s > 0))
            return Math.Max(call ? f - k : k - f, 0);
        double d = (call ? f - k : k - f) / s;
        return s * (d * NormCdf(d) + 0.3989422804014327 * Math.Exp(-0.5 * d * d));
    }

    public static void OptionsCalls()
    {
        foreach (var ty in new[]
        {
            OptionType.Call,
            OptionType.Put,
            (OptionType)7
        }
        )
            Out.D3("BS" + ty, (a, b, c) => BlackScholes(ty, a * 20, 50, b, 0.03, 0.01, c));
        Out.D3("Greeks", (a, b, c) => AllGreeks(new Market(100, 0.02, 0.01, c), a * 30, b, true));
        Out.Try("GreeksNull", () => AllGreeks(null !, 1, 1, false));
        Out.D3("IvN", (a, b, c) => ImpliedVolNewton(a * 5, 100, 100 + b, c, 0.01));
        Out.D3("IvB", (a, b, c) => ImpliedVolBisect(a * 5, 100, 100 + b, c));
        Out.D3("Bach", (a, b, c) => Bachelier(a, b, c, 2));
        Out.D3("BachP", (a, b, c) => Bachelier(a, b, c, 2, false));
    }
}
