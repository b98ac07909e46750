// Dates and day counts in whole numbers.
public static partial class Fin
{
    [Jit]
    public static int DaysFromCivil(int y, int m, int d)
    {
        y -= m <= 2 ? 1 : 0;
        int era = (y >= 0 ? y : y - 399) / 400;
        uint yoe = (uint)(y - era * 400);
        uint doy = (uint)((153 * (m + (m > 2 ? -3 : 9)) + 2) / 5 + d - 1);
        uint doe = yoe * 365 + yoe / 4 - yoe / 100 + doy;
        return era * 146097 + (int)doe - 719468;
    }

    [Jit]
    public static (int Year, int Month, int Day) CivilFromDays(int z)
    {
        z += 719468;
        int era = (z >= 0 ? z : z - 146096) / 146097;
        int doe = z - era * 146097;
        int yoe = (doe - doe / 1460 + doe / 36524 - doe / 146096) / 365;
        int y = yoe + era * 400, doy = doe - (365 * yoe + yoe / 4 - yoe / 100), mp = (5 * doy + 2) / 153;
        int d = doy - (153 * mp + 2) / 5 + 1, m = mp < 10 ? mp + 3 : mp - 9;
        return (m <= 2 ? y + 1 : y, m, d);
    }

    [Jit]
    public static double YearFraction(DayCount dc, int y1, int m1, int d1, int y2, int m2, int d2)
    {
        switch (dc)
        {
            case DayCount.Thirty360:
                if (d1 == 31)
                    d1 = 30;
                if (d2 == 31 && d1 == 30)
                    d2 = 30;
                return (360 * (y2 - y1) + 30 * (m2 - m1) + (d2 - d1)) / 360.0;
            case DayCount.Act360:
                return (DaysFromCivil(y2, m2, d2) - DaysFromCivil(y1, m1, d1)) / 360.0;
            case DayCount.Act365:
                return (DaysFromCivil(y2, m2, d2) - DaysFromCivil(y1, m1, d1)) / 365.0;
            case DayCount.ActAct:
            {
                bool leap = y1 % 4 == 0 && (y1 % 100 != 0 || y1 % 400 == 0);
                int basis = leap ? 366 : 365;
                if (y1 == y2)
                    return (DaysFromCivil(y2, m2, d2) - DaysFromCivil(y1, m1, d1)) / (double)basis;
                goto default;
            }
            default:
                throw new NotSupportedException($"day count {dc}");
        }
    }

    [Jit]
    public static (int Month, int Day) Easter(int year)
    {
        if (year < 1583)
            throw new ArgumentOutOfRangeException(nameof(year), year, "Gregorian only");
        int a = year % 19, b = year / 100, c = year % 100, d = b / 4, e = b % 4, f = (b + 8) / 25, g = (b - f + 1) / 3;
        int h = (19 * a + b - d - g + 15) % 30, i = c / 4, k = c % 4, l = (32 + 2 * e + 2 * i - h - k) % 7, m = (a + 11 * h + 22 * l) / 451;
        return ((h + l - 7 * m + 114) / 31, (h + l - 7 * m + 114) % 31 + 1);
    }

    [Jit]
    public static int DayOfWeek(int y, int m, int d)
    {
        ReadOnlySpan<int> t = [0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4];
        if (m < 3)
            y -= 1;
        return (y + y / 4 - y / 100 + y / 400 + t[m - 1] + d) % 7;
    }
    static readonly int[] MonthDays =
    {
        31,
        28,
        31,
        30,
        31,
        30,
        31,
        31,
        30,
        31,
        30,
        31
    };
    static bool IsLeap(int y) => (y & 3) == 0 && (y % 100 != 0 || y % 400 == 0);

    [Jit]
    public static int AddMonths(int yyyymmdd, int months)
    {
        int y = yyyymmdd / 10000, m = yyyymmdd / 100 % 100, d = yyyymmdd % 100;
        if (m < 1 || m > 12 || d < 1)
            throw new FormatException($"{yyyymmdd} is no date");
        int total = checked(y * 12 + (m - 1) + months);
        y = total / 12;
        m = total % 12 + 1;
        int last = m == 2 && IsLeap(y) ? 29 : MonthDays[m - 1];
        if (d > last)
            d = last;
        return y * 10000 + m * 100 + d;
    }

    [Jit]
    public static long CompoundCents(long cents, int bps, int years)
    {
        if (cents < 0)
            throw new ArgumentOutOfRangeException(nameof(cents));
        if (years > 100)
            years = 100;
        checked
        {
            for (int i = 0; i < years; i++)
            {
                long interest = cents * bps;
                long q = interest / 10000, rem = interest % 10000;
                if (rem > 5000 || rem == 5000 && (q & 1) == 1)
                    q++;
                cents += q;
            }
        }
        return cents;
    }

    [Jit]
    public static double NelsonSiegel(double t, double b0, double b1, double b2, double tau)
    {
        if (tau <= 0)
            throw new ArgumentOutOfRangeException(nameof(tau));
        if (t <= 0)
            return b0 + b1;
        double x = t / tau, e = (1 - Math.Exp(-x)) / x;
        return b0 + b1 * e + b2 * (e - Math.Exp(-x));
    }

    [Jit]
    public static double MertonJump(double s, double k, double t, double r, double v, double lam, double mu, double delta)
    {
        double lp = lam * Math.Exp(mu + 0.5 * delta * delta), sum = 0, fact = 1;
        for (int n = 0; n < 40; n++)
        {
            if (n > 0)
                fact *= n;
            double vn = Math.Sqrt(v * v + n * delta * delta / t), rn = r - lam * (Math.Exp(mu + 0.5 * delta * delta) - 1) + n * (mu + 0.5 * delta * delta) / t;
            double w = Math.Exp(-lp * t) * Math.Pow(lp * t, n) / fact;
            if (w < 1e-16 && n > lp * t)
                break;
            sum += w * BlackScholes(OptionType.Call, s, k, t, rn, 0, vn);
        }
        return sum;
    }

    public static void DatesCalls()
    {
        Out.I2("Days", (a, b) => DaysFromCivil(a, b, 5));
        Out.I1("Civil", a => CivilFromDays(a));
        Out.I2("YF", (a, b) => YearFraction((DayCount)(a & 3), a, 3, 31, b, 5, 31));
        Out.I1("Easter", y => Easter(y));
        Out.I2("Dow", (a, b) => DayOfWeek(a, b, 13));
        Out.I2("AddM", (a, b) => AddMonths(a == 2024 ? 20240131 : a == 2000 ? 20001215 : a, b));
        foreach (long l in Out.L)
            Out.I2("Cents" + l, (a, b) => CompoundCents(l, a, b));
        Out.D2("NS", (x, y) => NelsonSiegel(x, 0.03, -0.01, 0.02, y));
        Out.D3("Merton", (a, b, c) => MertonJump(100, 100, a, 0.02, b, c, -0.1, 0.2));
    }
}
