// State machines and searches in sequence.
public static partial class Ints
{
    [Jit]
    public static Light Next(Light l, bool emergency) => (l, emergency) switch
    {
        (_, true) => Light.Red,
        (Light.Red, _) => Light.Green,
        (Light.Green, _) => Light.Yellow,
        (Light.Yellow, _) => Light.Red,
        _ => throw new InvalidOperationException("light " + (int)l)};
    enum Lex
    {
        Start,
        Sign,
        Int,
        Dot,
        Frac,
        Exp,
        Bad
    }

    [Jit]
    public static bool IsNumber(int[] text)
    {
        Lex s = Lex.Start;
        foreach (int c in text)
        {
            switch (s)
            {
                case Lex.Start:
                    s = c == '-' ? Lex.Sign : c >= '0' && c <= '9' ? Lex.Int : Lex.Bad;
                    break;
                case Lex.Sign:
                    s = c >= '0' && c <= '9' ? Lex.Int : Lex.Bad;
                    break;
                case Lex.Int when c == '.':
                    s = Lex.Dot;
                    break;
                case Lex.Int when c is 'e' or 'E':
                    s = Lex.Exp;
                    break;
                case Lex.Int:
                    if (c < '0' || c > '9')
                        return false;
                    break;
                case Lex.Dot or Lex.Frac:
                    if (c < '0' || c > '9')
                        return false;
                    s = Lex.Frac;
                    break;
                default:
                    return false;
            }
            if (s == Lex.Bad)
                break;
        }
        return s is Lex.Int or Lex.Frac;
    }
    // two searches in sequence over one variable

    [Jit]
    public static int FirstGap(int[] a)
    {
        int i;
        for (i = 0; i < a.Length; i++)
            if (a[i] > 4)
                break;
        if (i == a.Length)
            return -1;
        int j = i;
        for (i = a.Length - 1; i > j; i--)
            if (a[i] < a[j])
                break;
        return i * 100 + j;
    }

    [Jit]
    public static double Window(double[] x, double lo, double hi)
    {
        int i = 0;
        while (i < x.Length)
        {
            if (x[i] >= lo)
                break;
            i++;
        }
        int from = i;
        for (; i < x.Length; i++)
        {
            if (x[i] > hi)
                break;
        }
        double s = 0;
        for (int k = from; k < i; k++)
            s += x[k];
        return s;
    }

    public static void MachinesCalls()
    {
        Out.I1("Light", i => Next((Light)i, false));
        Out.I1("LightE", i => Next((Light)i, true));
        Out.T1("IsNum", s => IsNumber(s.Select(c => (int)c).ToArray()));
        Out.W1("Gap", a => FirstGap(a));
        Out.VD("Win", (v, x) => Window(v, 1, x));
    }
}
