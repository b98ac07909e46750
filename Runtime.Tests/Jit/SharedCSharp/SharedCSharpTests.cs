// Programs as their users first wrote them compile as they stand, and agree with plain C#.
using System;
using System.Linq;
using SrcGenJit;
using Xunit;

namespace Runtime.Tests.Jit.SharedCSharp;

public class SharedCSharpTests
{
    private const double S = 100, K = 105, T = 0.75, R = 0.03, Vol = 0.25;

    private static readonly Random s_random = new(7);
    private static readonly NdArray<uint> s_key = JaxRandom.PRNGKey(42);

    public static TheoryData<string> Methods => [.. new[] { typeof(BlackScholes), typeof(MonteCarlo), typeof(Binomial), typeof(Curve), typeof(Heat), typeof(Images), typeof(NBody), typeof(Mandelbrot), typeof(Wave) }
        .SelectMany(t => t.GetMethods()).Where(m => m.IsDefined(typeof(JitAttribute), false)).Select(m => $"{m.DeclaringType!.Name}.{m.Name}")];

    // Not compiled yet: one that is compiled, or is not any more, must be taken out of or put into this list.
    private static readonly string[] s_notYet = [];

    [Theory]
    [MemberData(nameof(Methods))]
    public void Every_method_is_compiled_but_for_those_listed(string name)
    {
        string? why = JitInfo.Uncompiled.FirstOrDefault(m => m.Display.StartsWith(name + "(", StringComparison.Ordinal))?.ToString();
        Assert.True(s_notYet.Contains(name) == (why is not null), why ?? name + " is compiled");
    }

    [Fact]
    public void P1_1_prices_by_records_with_an_enum()
    {
        Close(Call(S, K, T, R, Vol), BlackScholes.Price(new Option(K, T, OptionType.Call), new Market(S, R, Vol)), 1e-12);
        Close(Call(S, K, T, R, Vol) - S + K * Math.Exp(-R * T), BlackScholes.Price(new Option(K, T, OptionType.Put), new Market(S, R, Vol)), 1e-7);
        Assert.Throws<ArgumentOutOfRangeException>("option", () => BlackScholes.Price(new Option(K, T, (OptionType)7), new Market(S, R, Vol)));
    }

    [Theory]
    [InlineData(90)]
    [InlineData(105)]
    [InlineData(140)]
    public void P1_2_the_price_of_a_call(double strike) => Close(Call(S, strike, T, R, Vol), BlackScholes.Call(S, strike, T, R, Vol), 1e-12);

    [Fact]
    public void P1_3_and_7_prices_and_Greeks_of_many_options()
    {
        const int n = 1000;
        double[] s = Uniform(n, 80, 120), k = Uniform(n, 80, 120), t = Uniform(n, 0.1, 1.1), v = Uniform(n, 0.1, 0.4);
        NdArray<double> prices = BlackScholes.CallPrices(new(s), new(k), new(t), R, new(v));
        (NdArray<double> delta, NdArray<double> gamma, NdArray<double> vega) = BlackScholes.VectorGreeks(new(s), new(k), new(t), R, new(v));
        for (int i = 0; i < n; i++)
        {
            double d1 = (Math.Log(s[i] / k[i]) + (R + 0.5 * v[i] * v[i]) * t[i]) / (v[i] * Math.Sqrt(t[i])), density = Math.Exp(-d1 * d1 / 2) / Math.Sqrt(2 * Math.PI);
            Close(Call(s[i], k[i], t[i], R, v[i]), prices.Span[i], 1e-5);
            Close(Cdf(d1), delta.Span[i], 1e-6);
            Close(density / (s[i] * v[i] * Math.Sqrt(t[i])), gamma.Span[i], 1e-9);
            Close(s[i] * density * Math.Sqrt(t[i]), vega.Span[i], 1e-9);
        }
    }

    [Fact]
    public void P1_5_and_6_Greeks_of_one_option_inside_a_compiled_method()
    {
        (double delta, double gamma, double vega, double theta, double rho) = BlackScholes.GreeksJit(S, K, T, R, Vol);
        const double h = 1e-3;
        Close((Call(S + h, K, T, R, Vol) - Call(S - h, K, T, R, Vol)) / (2 * h), delta, 1e-6);
        Close((Call(S + 10 * h, K, T, R, Vol) - 2 * Call(S, K, T, R, Vol) + Call(S - 10 * h, K, T, R, Vol)) / (100 * h * h), gamma, 1e-6);
        Close((Call(S, K, T, R, Vol + h) - Call(S, K, T, R, Vol - h)) / (2 * h), vega, 1e-6);
        Close(-(Call(S, K, T + h, R, Vol) - Call(S, K, T - h, R, Vol)) / (2 * h), theta, 1e-6);
        Close((Call(S, K, T, R + h, Vol) - Call(S, K, T, R - h, Vol)) / (2 * h), rho, 1e-5);
        Market market = BlackScholes.MarketGreeks(new Option(K, T, OptionType.Call), new Market(S, R, Vol));
        Close(delta, market.Spot, 1e-12);
        Close(rho, market.Rate, 1e-12);
        Close(vega, market.Vol, 1e-12);
    }

    [Fact]
    public void P1_8_and_9_implied_volatilities_by_Newton()
    {
        double price = BlackScholes.Call(S, K, T, R, 0.31);
        Close(0.31, BlackScholes.ImpliedVol(price, S, K, T, R), 1e-9);
        Close(0.31, BlackScholes.ImpliedVolWhile(price, S, K, T, R), 1e-9);
    }

    [Fact]
    public void P1_10_to_13_options_on_random_paths()
    {
        Close(Call(S, K, T, R, Vol), MonteCarlo.European(s_key, S, K, T, R, Vol, 100_000), 1e-2);
        Close((double)MonteCarlo.Asian(s_key, S, K, T, R, Vol, 20_000, 12), (double)MonteCarlo.AsianLoop(s_key, S, K, T, R, Vol, 20_000, 12), 5e-2);
        double d1 = (Math.Log(S / K) + (R + 0.5 * Vol * Vol) * T) / (Vol * Math.Sqrt(T));
        Close(Cdf(d1), MonteCarlo.EuropeanDelta(s_key, S, K, T, R, Vol, 50_000), 1e-2);
    }

    [Fact]
    public void P1_14_and_15_American_options_by_trees()
    {
        Close(PlainTree(20), Binomial.American(S, K, T, R, Vol, 20), 1e-12);
        Close(PlainTree(50), (double)Binomial.AmericanArrays(S, K, T, R, Vol, 50), 1e-12);
    }

    [Fact]
    public void P1_16_to_18_curves()
    {
        double first = 1 / 1.02, second = (1 - 0.022 * first) / 1.022;
        Assert.Equal([first, second, (1 - 0.025 * (first + second)) / 1.025], Curve.Bootstrap([0.02, 0.022, 0.025]));
        NdArray<double> times = new([0.0, 1, 2, 5]), factors = new([1.0, 0.97, 0.93, 0.8]);
        Close(Math.Exp(0.5 * Math.Log(0.93) + 0.5 * Math.Log(0.8)), Curve.Discount(times, factors, 3.5), 1e-14);
        Close(1, Curve.Discount(times, factors, -1), 0);
        double pv = 0;
        for (double t = 5.3; t > 1e-9; t -= 0.5)
        {
            pv += 0.04 * Math.Min(0.5, t) * Math.Exp(-0.03 * t);
        }
        Close(1e6 * (pv - (1 - Math.Exp(-0.03 * 5.3))), Curve.SwapPv(1e6, 0.04, 0.03, 5.3, 2), 1e-12);
    }

    [Fact]
    public void P4_1_and_3_heat()
    {
        const int h = 24, w = 17;
        float[] u = [.. Uniform(h * w, 0, 1).Select(v => (float)v)], once = PlainHeat(u, h, w), many = u;
        for (int i = 0; i < 50; i++)
        {
            many = PlainHeat(many, h, w);
        }
        NdArray<float> image = new(u, [h, w]);
        Close(once, Heat.Step(image, 0.1f), 1e-6);
        Close(many, Heat.Run(image, 0.1f, 50), 1e-5);
        Close(many, Heat.RunFor(image, 0.1f, 50), 1e-5);
    }

    [Fact]
    public void P4_6_luminance_and_edges()
    {
        float[] rgb = [.. Uniform(3 * 8 * 9, 0, 1).Select(v => (float)v)];
        Close([.. Enumerable.Range(0, 72).Select(i => 0.299f * rgb[3 * i] + 0.587f * rgb[3 * i + 1] + 0.114f * rgb[3 * i + 2])], Images.Luminance(new(rgb, [8, 9, 3])), 1e-6);
        const int h = 12, w = 18;
        float[] u = rgb, expected = new float[(h - 2) * (w - 2)];
        for (int i = 0; i < h - 2; i++)
        {
            for (int j = 0; j < w - 2; j++)
            {
                float P(int a, int b) => u[(i + a) * w + j + b];
                float gx = P(0, 2) + 2 * P(1, 2) + P(2, 2) - P(0, 0) - 2 * P(1, 0) - P(2, 0), gy = P(2, 0) + 2 * P(2, 1) + P(2, 2) - P(0, 0) - 2 * P(0, 1) - P(0, 2);
                expected[i * (w - 2) + j] = MathF.Sqrt(gx * gx + gy * gy);
            }
        }
        Close(expected, Images.Sobel(new(u, [h, w])), 1e-5);
    }

    [Fact]
    public void P4_8_bodies()
    {
        const int n = 12;
        double[] x = Uniform(3 * n, 0, 1), m = Uniform(n, 0, 1), acceleration = new double[3 * n];
        double energy = 0;
        for (int i = 0; i < n; i++)
        {
            for (int j = 0; j < n; j++)
            {
                double dx = x[3 * j] - x[3 * i], dy = x[3 * j + 1] - x[3 * i + 1], dz = x[3 * j + 2] - x[3 * i + 2], r2 = dx * dx + dy * dy + dz * dz + 1e-6, weight = m[j] / (r2 * Math.Sqrt(r2));
                acceleration[3 * i] += dx * weight;
                acceleration[3 * i + 1] += dy * weight;
                acceleration[3 * i + 2] += dz * weight;
                energy -= j > i ? m[i] * m[j] / Math.Sqrt(r2 - 1e-6) : 0;
            }
        }
        NdArray<double> position = new(x, [n, 3]), mass = new(m), rest = Jnp.ZerosLike(position);
        Close(acceleration, NBody.Accelerations(position, mass), 1e-9);
        Close([.. x.Select((v, i) => v + 1e-5 * 0.5e-5 * acceleration[i])], NBody.Leapfrog(position, rest, mass, 1e-5).X, 1e-10);
        Close(energy, NBody.Energy(position, rest, mass), 1e-6);
    }

    [Fact]
    public void P4_9_and_10_Mandelbrot()
    {
        Assert.Equal(Escape(-0.74, 0.2, 256), Mandelbrot.Escape(-0.74, 0.2));
        const int n = 20;
        double[] cx = [.. Enumerable.Range(0, n * n).Select(i => -2 + 3.0 * (i % n) / n)], cy = [.. Enumerable.Range(0, n * n).Select(i => -1.5 + 3.0 * (i / n) / n)];
        Assert.Equal(cx.Select((c, i) => Escape(c, cy[i], 50)), Mandelbrot.PictureArrays(new(cx), new(cy)).ToArray());
        Assert.Equal(cx.Select((c, i) => Escape(c, cy[i], 256)), Mandelbrot.Picture(new(cx), new(cy)).ToArray());
    }

    [Fact]
    public void P4_11_waves()
    {
        float[] start = [.. Enumerable.Range(0, 100).Select(i => i is 0 or 99 ? 0 : MathF.Exp(-MathF.Pow((i - 30) / 5f, 2)))], u = start, before = start;
        for (int t = 0; t < 40; t++)
        {
            float[] next = new float[100];
            for (int i = 1; i < 99; i++)
            {
                next[i] = 2 * u[i] - before[i] + 0.25f * (u[i + 1] - 2 * u[i] + u[i - 1]);
            }
            (u, before) = (next, u);
        }
        Close(u, Wave.Run(new(start), 0.25f, 40), 1e-4);
    }

    // By the same formula as the program's, in plain C#.
    private static double Cdf(double x)
    {
        double l = Math.Abs(x), k = 1.0 / (1.0 + 0.2316419 * l);
        double w = 1.0 - Math.Exp(-l * l / 2) / Math.Sqrt(2 * Math.PI) * (0.319381530 * k + -0.356563782 * k * k + 1.781477937 * Math.Pow(k, 3) + -1.821255978 * Math.Pow(k, 4) + 1.330274429 * Math.Pow(k, 5));
        return x < 0 ? 1.0 - w : w;
    }

    private static double Call(double s, double k, double t, double r, double vol)
    {
        double d1 = (Math.Log(s / k) + (r + 0.5 * vol * vol) * t) / (vol * Math.Sqrt(t)), d2 = d1 - vol * Math.Sqrt(t);
        return s * Cdf(d1) - k * Math.Exp(-r * t) * Cdf(d2);
    }

    private static double PlainTree(int n)
    {
        double dt = T / n, u = Math.Exp(Vol * Math.Sqrt(dt)), d = 1 / u, p = (Math.Exp(R * dt) - d) / (u - d), df = Math.Exp(-R * dt);
        double[] v = [.. Enumerable.Range(0, n + 1).Select(i => Math.Max(K - S * Math.Pow(u, 2 * i - n), 0))];
        for (int step = n - 1; step >= 0; step--)
        {
            for (int i = 0; i <= step; i++)
            {
                v[i] = Math.Max(df * (p * v[i + 1] + (1 - p) * v[i]), K - S * Math.Pow(u, 2 * i - step));
            }
        }
        return v[0];
    }

    private static float[] PlainHeat(float[] u, int h, int w)
    {
        float[] result = [.. u];
        for (int i = 1; i < h - 1; i++)
        {
            for (int j = 1; j < w - 1; j++)
            {
                int k = i * w + j;
                result[k] = u[k] + 0.1f * (u[k - w] + u[k + w] + u[k - 1] + u[k + 1] - 4 * u[k]);
            }
        }
        return result;
    }

    private static int Escape(double cx, double cy, int most)
    {
        double x = 0, y = 0;
        int i = 0;
        while (x * x + y * y <= 4 && i < most)
        {
            (x, y) = (x * x - y * y + cx, 2 * x * y + cy);
            i++;
        }
        return i;
    }

    private static double[] Uniform(int n, double from, double to) => [.. Enumerable.Range(0, n).Select(_ => from + (to - from) * s_random.NextDouble())];

    // Relative to what is expected, as in the programs' own checks.
    private static void Close(double expected, double actual, double tolerance) =>
        Assert.True(Math.Abs(actual - expected) <= tolerance * Math.Max(1, Math.Abs(expected)), $"expected {expected}, got {actual}");

    private static void Close(double[] expected, NdArray<double> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Span.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Close(expected[i], actual.Span[i], tolerance);
        }
    }

    private static void Close(float[] expected, NdArray<float> actual, double tolerance)
    {
        Assert.Equal(expected.Length, actual.Span.Length);
        for (int i = 0; i < expected.Length; i++)
        {
            Close(expected[i], actual.Span[i], tolerance);
        }
    }
}
