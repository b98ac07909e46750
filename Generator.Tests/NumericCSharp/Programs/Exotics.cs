// Barriers, Asian options and jumps.
public static partial class Fin
{
    [Jit]
    public static double Barrier(BarrierKind kind, double s, double k, double h, double r, double v, double t)
    {
        bool down = kind is BarrierKind.DownIn or BarrierKind.DownOut;
        bool knockedOut = down ? s <= h : s >= h;
        if (knockedOut)
            return kind is BarrierKind.UpOut or BarrierKind.DownOut ? 0 : BlackScholes(OptionType.Call, s, k, t, r, 0, v);
        double vanilla = BlackScholes(OptionType.Call, s, k, t, r, 0, v);
        double lambda = (r + v * v / 2) / (v * v), sd = v * Math.Sqrt(t);
        double y = Math.Log(h * h / (s * k)) / sd + lambda * sd;
        double di = s * Math.Pow(h / s, 2 * lambda) * NormCdf(y) - k * Math.Exp(-r * t) * Math.Pow(h / s, 2 * lambda - 2) * NormCdf(y - sd);
        return kind switch
        {
            BarrierKind.DownIn when h <= k => di,
            BarrierKind.DownOut when h <= k => vanilla - di,
            BarrierKind.UpIn when h <= k => vanilla,
            BarrierKind.UpOut when h <= k => 0,
            _ => double.NaN,
        };
    }

    [Jit]
    public static double GeometricAsian(double s, double k, double r, double v, double t, int n)
    {
        double nn = n;
        double sg = v * Math.Sqrt((nn + 1) * (2 * nn + 1) / (6 * nn * nn)), mu = 0.5 * sg * sg + (r - 0.5 * v * v) * (nn + 1) / (2 * nn);
        double d1 = (Math.Log(s / k) + (mu + 0.5 * sg * sg) * t) / (sg * Math.Sqrt(t));
        return Math.Exp(-r * t) * (s * Math.Exp(mu * t) * NormCdf(d1) - k * NormCdf(d1 - sg * Math.Sqrt(t)));
    }

    public static void ExoticsCalls()
    {
        foreach (BarrierKind k in new[]
        {
            BarrierKind.UpIn,
            BarrierKind.UpOut,
            BarrierKind.DownIn,
            BarrierKind.DownOut,
            (BarrierKind)9
        }
        )
            Out.D3("Bar" + k, (a, b, c) => Barrier(k, 100, 95, 90 + a, 0.01, b, c));
        foreach (int n in new[]
        {
            1,
            0,
            12,
            -3
        }
        )
            Out.D2("Asian" + n, (x, y) => GeometricAsian(x, 100, 0.02, y, 1, n));
    }
}
