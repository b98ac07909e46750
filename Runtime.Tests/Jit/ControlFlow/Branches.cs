// Methods over C# numbers whose control flow is branches: if, ?:, switch and patterns. Their jaxprs are in the verified files beside this one.
using SrcGenJit;

namespace Runtime.Tests.Jit.ControlFlow;

public enum Kind
{
    Call,
    Put,
    Straddle,
}

public sealed record Pair(double A, double B);

internal static class Branches
{
    [Jit]
    public static double If(double x)
    {
        double y = 1;
        if (x > 0)
        {
            y = x * 2;
        }
        return y;
    }

    [Jit]
    public static double IfElse(double x)
    {
        double y;
        if (x < 1)
        {
            y = x * x;
        }
        else
        {
            y = 3 - x;
        }
        return y + 0.5;
    }

    [Jit]
    public static double NestedIf(double x)
    {
        double y = x;
        if (x > 0)
        {
            if (x > 2)
            {
                y = x * x;
            }
            else
            {
                y = x + 1;
            }
            y *= 3;
        }
        return y;
    }

    [Jit]
    public static double ElseIf(double x)
    {
        double y = 0, z = 1;
        if (x < -1)
        {
            y = x * 2;
        }
        else if (x < 1)
        {
            z = x;
        }
        else
        {
            y = x;
            z = 2;
        }
        return y * y + z;
    }

    [Jit]
    public static double EarlyReturn(double x)
    {
        if (x < 0)
        {
            return -x;
        }
        double y = x * x;
        return y + x;
    }

    [Jit]
    public static double EarlyReturns(double x)
    {
        if (x < -1)
        {
            return x;
        }
        double y = x * x;
        if (y > 4)
        {
            return y;
        }
        y += 1;
        if (y > 2)
        {
            return x / y;
        }
        return y * 3;
    }

    [Jit]
    public static double AndOr(double x)
    {
        if (x > 0 && x < 2 || x < -3)
        {
            return x * 2;
        }
        return x;
    }

    [Jit]
    public static double NotAnd(double x)
    {
        bool inside = x > -1 & x < 1;
        bool far = !inside && x * x > 4;
        return inside ? x : far ? x * 0.5 : 1;
    }

    [Jit]
    public static double Conditional(double x) => x > 0 ? (x > 2 ? 2 : x) : -x;

    [Jit]
    public static double ConditionalTuple(double x)
    {
        (double a, double b) = x > 0 ? (x, 1.0) : (2.0, x * x);
        return a * 3 + b;
    }

    [Jit]
    public static double RelationalPattern(double x) => x is > 0 and < 1 or > 3 ? x * 2 : x - 1;

    [Jit]
    public static double NotPattern(double x)
    {
        if (x is not (< -1 or > 1))
        {
            return x;
        }
        return 1 / x;
    }

    [Jit]
    public static double PropertyPattern(double x)
    {
        Pair pair = new(x, x * x);
        return pair is { A: > 0, B: < 9 and var b } ? b + x : pair.A;
    }

    [Jit]
    public static double TuplePattern(double x) => (x > 0, x * x > 4) switch
    {
        (true, true) => x * 2,
        (true, false) => x,
        (false, true) => -x,
        (false, false) => 0.5,
    };

    [Jit]
    public static double SwitchRelational(double x) => x switch
    {
        < -1 => x + 1,
        >= 2 when x * x < 20 => x * x,
        >= 2 => 20,
        double.NaN => -1,
        _ => x * 0.25,
    };

    [Jit]
    public static double SwitchStatement(double x, int n)
    {
        double y = x;
        switch (n)
        {
            case 0:
                return x;
            case 1:
            case 2:
                y *= 2;
                break;
            case > 10 when x > 0:
                return -1;
            default:
                y += n;
                break;
        }
        return y + 0.5;
    }

    [Jit]
    public static double SwitchExpression(double x, int n) => n switch
    {
        0 => x,
        1 or 2 => x * 2,
        > 10 => 1,
        _ => x + n,
    };

    [Jit]
    public static double TupleNumbers(double x, int n) => (x, n) is ( > 0, 1 or 2) || x is < -5 and > -10 ? x * 2 : n;

    [Jit]
    public static double SwitchEnum(double x, Kind kind)
    {
        double y;
        switch (kind)
        {
            case Kind.Call:
                y = x - 1;
                break;
            case Kind.Put:
                y = 1 - x;
                break;
            default:
                return x * x;
        }
        return y > 0 ? y : 0;
    }

    [Jit]
    public static double SwitchEnumExpression(double x, Kind kind) => kind switch
    {
        Kind.Call when x < 1 => 0,
        Kind.Call => x - 1,
        Kind.Put => x < 1 ? 1 - x : 0,
        _ => x,
    };
}
