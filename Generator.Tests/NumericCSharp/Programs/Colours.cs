// Numbers narrower than int: colours and saturation.
public static partial class Ints
{
    [Jit]
    public static byte Saturate(int x) => (byte)(x < 0 ? 0 : x > 255 ? 255 : x);

    [Jit]
    public static short Mix(short a, short b) => (short)((a + b) / 2);

    [Jit]
    public static byte Gray(byte r, byte g, byte b) => (byte)((r * 77 + g * 150 + b * 29) >> 8);

    [Jit]
    public static int Packed(byte r, byte g, byte b) => Saturate(r + 10) << 16 | Saturate(g - 10) << 8 | Gray(r, g, b);

    [Jit]
    public static (double H, double S, double V) RgbToHsv(double r, double g, double b)
    {
        double max = Math.Max(r, Math.Max(g, b)), min = Math.Min(r, Math.Min(g, b)), d = max - min, h;
        if (d == 0)
            h = 0;
        else if (max == r)
            h = (g - b) / d % 6;
        else if (max == g)
            h = (b - r) / d + 2;
        else
            h = (r - g) / d + 4;
        h *= 60;
        if (h < 0)
            h += 360;
        return (h, max == 0 ? 0 : d / max, max);
    }

    [Jit]
    public static (byte R, byte G, byte B) HsvToRgb(double h, double s, double v)
    {
        if (h is < 0 or >= 360)
            throw new ArgumentOutOfRangeException(nameof(h));
        double c = v * s, x = c * (1 - Math.Abs(h / 60 % 2 - 1)), m = v - c;
        var (r, g, b) = (int)(h / 60) switch
        {
            0 => (c, x, 0.0),
            1 => (x, c, 0.0),
            2 => (0.0, c, x),
            3 => (0.0, x, c),
            4 => (x, 0.0, c),
            _ => (c, 0.0, x)};
        return ((byte)Math.Round((r + m) * 255), (byte)Math.Round((g + m) * 255), (byte)Math.Round((b + m) * 255));
    }

    [Jit]
    public static double SrgbToLinear(double c) => c <= 0.04045 ? c / 12.92 : Math.Pow((c + 0.055) / 1.055, 2.4);

    public static void ColoursCalls()
    {
        Out.I1("Sat", n => Saturate(n));
        Out.I2("MixS", (a, b) => Mix((short)a, (short)b));
        Out.I2("Gray", (a, b) => Gray((byte)a, (byte)b, (byte)(a ^ b)));
        Out.I2("Pack", (a, b) => Packed((byte)a, (byte)b, (byte)(a ^ b)));
        Out.D3("Hsv", (a, b, c) => RgbToHsv(a, b, c));
        Out.D3("Rgb", (a, b, c) => HsvToRgb(a * 30, b, c));
        Out.D1("Lin", a => SrgbToLinear(a));
    }
}
