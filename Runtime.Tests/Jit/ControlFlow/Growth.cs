// Thirty ifs one after another, once with early returns and once with assignments: their jaxprs grow by as much for each.
using SrcGenJit;

namespace Runtime.Tests.Jit.ControlFlow;

internal static class Growth
{
    [Jit]
    public static double Returns(double x)
    {
        double s = x;
        if (s < 0.5)
        {
            return s * 0;
        }
        s = s * 0.9 + 0.25;
        if (s < 1.5)
        {
            return s * 1;
        }
        s = s * 0.9 + 1.25;
        if (s < 2.5)
        {
            return s * 2;
        }
        s = s * 0.9 + 2.25;
        if (s < 3.5)
        {
            return s * 3;
        }
        s = s * 0.9 + 3.25;
        if (s < 4.5)
        {
            return s * 4;
        }
        s = s * 0.9 + 4.25;
        if (s < 5.5)
        {
            return s * 5;
        }
        s = s * 0.9 + 5.25;
        if (s < 6.5)
        {
            return s * 6;
        }
        s = s * 0.9 + 6.25;
        if (s < 7.5)
        {
            return s * 7;
        }
        s = s * 0.9 + 7.25;
        if (s < 8.5)
        {
            return s * 8;
        }
        s = s * 0.9 + 8.25;
        if (s < 9.5)
        {
            return s * 9;
        }
        s = s * 0.9 + 9.25;
        if (s < 10.5)
        {
            return s * 10;
        }
        s = s * 0.9 + 10.25;
        if (s < 11.5)
        {
            return s * 11;
        }
        s = s * 0.9 + 11.25;
        if (s < 12.5)
        {
            return s * 12;
        }
        s = s * 0.9 + 12.25;
        if (s < 13.5)
        {
            return s * 13;
        }
        s = s * 0.9 + 13.25;
        if (s < 14.5)
        {
            return s * 14;
        }
        s = s * 0.9 + 14.25;
        if (s < 15.5)
        {
            return s * 15;
        }
        s = s * 0.9 + 15.25;
        if (s < 16.5)
        {
            return s * 16;
        }
        s = s * 0.9 + 16.25;
        if (s < 17.5)
        {
            return s * 17;
        }
        s = s * 0.9 + 17.25;
        if (s < 18.5)
        {
            return s * 18;
        }
        s = s * 0.9 + 18.25;
        if (s < 19.5)
        {
            return s * 19;
        }
        s = s * 0.9 + 19.25;
        if (s < 20.5)
        {
            return s * 20;
        }
        s = s * 0.9 + 20.25;
        if (s < 21.5)
        {
            return s * 21;
        }
        s = s * 0.9 + 21.25;
        if (s < 22.5)
        {
            return s * 22;
        }
        s = s * 0.9 + 22.25;
        if (s < 23.5)
        {
            return s * 23;
        }
        s = s * 0.9 + 23.25;
        if (s < 24.5)
        {
            return s * 24;
        }
        s = s * 0.9 + 24.25;
        if (s < 25.5)
        {
            return s * 25;
        }
        s = s * 0.9 + 25.25;
        if (s < 26.5)
        {
            return s * 26;
        }
        s = s * 0.9 + 26.25;
        if (s < 27.5)
        {
            return s * 27;
        }
        s = s * 0.9 + 27.25;
        if (s < 28.5)
        {
            return s * 28;
        }
        s = s * 0.9 + 28.25;
        if (s < 29.5)
        {
            return s * 29;
        }
        s = s * 0.9 + 29.25;
        return s;
    }

    [Jit]
    public static double Assigns(double x)
    {
        double s = x;
        if (s < 0.5)
        {
            s += x * 0;
        }
        if (s < 1.5)
        {
            s += x * 1;
        }
        if (s < 2.5)
        {
            s += x * 2;
        }
        if (s < 3.5)
        {
            s += x * 3;
        }
        if (s < 4.5)
        {
            s += x * 4;
        }
        if (s < 5.5)
        {
            s += x * 5;
        }
        if (s < 6.5)
        {
            s += x * 6;
        }
        if (s < 7.5)
        {
            s += x * 7;
        }
        if (s < 8.5)
        {
            s += x * 8;
        }
        if (s < 9.5)
        {
            s += x * 9;
        }
        if (s < 10.5)
        {
            s += x * 10;
        }
        if (s < 11.5)
        {
            s += x * 11;
        }
        if (s < 12.5)
        {
            s += x * 12;
        }
        if (s < 13.5)
        {
            s += x * 13;
        }
        if (s < 14.5)
        {
            s += x * 14;
        }
        if (s < 15.5)
        {
            s += x * 15;
        }
        if (s < 16.5)
        {
            s += x * 16;
        }
        if (s < 17.5)
        {
            s += x * 17;
        }
        if (s < 18.5)
        {
            s += x * 18;
        }
        if (s < 19.5)
        {
            s += x * 19;
        }
        if (s < 20.5)
        {
            s += x * 20;
        }
        if (s < 21.5)
        {
            s += x * 21;
        }
        if (s < 22.5)
        {
            s += x * 22;
        }
        if (s < 23.5)
        {
            s += x * 23;
        }
        if (s < 24.5)
        {
            s += x * 24;
        }
        if (s < 25.5)
        {
            s += x * 25;
        }
        if (s < 26.5)
        {
            s += x * 26;
        }
        if (s < 27.5)
        {
            s += x * 27;
        }
        if (s < 28.5)
        {
            s += x * 28;
        }
        if (s < 29.5)
        {
            s += x * 29;
        }
        return s;
    }
}
