// What both ways of a condition lead to, behind &&, || and ways that return: it is traced once, however often such statements follow each other.
using SrcGenJit;

namespace Runtime.Tests.Jit.ControlFlow;

internal static class SharedTails
{
    [Jit]
    public static double Conditions(double x)
    {
        double s = x;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        if ((x > 1 && s < 1.5) || s > 1e6)
        {
            return s * 2;
        }
        s = s * 0.9 + 1.25;
        return s;
    }

    [Jit]
    public static double Inner(double x)
    {
        double s = x;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        if (s < 1.5)
        {
            if (x > 1)
            {
                return s;
            }
            s += 2;
        }
        s = s * 0.9 + 1.25;
        return s;
    }

    [Jit]
    public static double Arms(double x) => x switch
    {
        > 0 when x * x > 37 => 0.5,
        > 1 when x * x > 38 => 1.5,
        > 2 when x * x > 39 => 2.5,
        > 3 when x * x > 40 => 3.5,
        > 4 when x * x > 41 => 4.5,
        > 5 when x * x > 42 => 5.5,
        > 6 when x * x > 43 => 6.5,
        > 7 when x * x > 44 => 7.5,
        > 8 when x * x > 45 => 8.5,
        > 9 when x * x > 46 => 9.5,
        > 10 when x * x > 47 => 10.5,
        > 11 when x * x > 48 => 11.5,
        _ => -1,
    };
}
