// The enums, records and structs of these programs.
public enum OptionType
{
    Call,
    Put
}

public enum BarrierKind
{
    UpIn,
    UpOut,
    DownIn,
    DownOut
}

public enum DayCount
{
    Act365,
    Act360,
    Thirty360,
    ActAct
}

public readonly record struct Greeks(double Price, double Delta, double Gamma, double Vega, double Theta, double Rho);

public record Market(double Spot, double Rate, double Dividend, double Vol);

public readonly struct SabrParams
{
    public readonly double Alpha, Beta, Rho, Nu;
    public SabrParams(double a, double b, double r, double n)
    {
        if (a <= 0)
            throw new ArgumentOutOfRangeException(nameof(a));
        Alpha = a;
        Beta = b;
        Rho = r;
        Nu = n;
    }
}

public sealed class ConvergenceException : Exception
{
    public int Iterations { get; }

    public ConvergenceException(string m, int n) : base(m + " after " + n) => Iterations = n;
}

public readonly record struct Root(double X, int Iterations, bool Converged);

public record struct State(double X, double V);

public enum Light
{
    Red,
    Green,
    Yellow
}

[Flags]
public enum Side : byte
{
    None = 0,
    Left = 1,
    Right = 2,
    Bottom = 4,
    Top = 8
}

public record struct Vec3(double X, double Y, double Z)
{
    public static Vec3 operator +(Vec3 a, Vec3 b) => new(a.X + b.X, a.Y + b.Y, a.Z + b.Z);
    public static Vec3 operator *(double k, Vec3 a) => new(k * a.X, k * a.Y, k * a.Z);
    public readonly double Dot(Vec3 o) => X * o.X + Y * o.Y + Z * o.Z;
    public readonly Vec3 Cross(Vec3 o) => new(Y * o.Z - Z * o.Y, Z * o.X - X * o.Z, X * o.Y - Y * o.X);
    public readonly double Length => Math.Sqrt(Dot(this));
}

public struct Quat
{
    public double W, X, Y, Z;
    public Quat(double w, double x, double y, double z)
    {
        W = w;
        X = x;
        Y = y;
        Z = z;
    }

    public static Quat operator *(Quat a, Quat b) => new(a.W * b.W - a.X * b.X - a.Y * b.Y - a.Z * b.Z, a.W * b.X + a.X * b.W + a.Y * b.Z - a.Z * b.Y, a.W * b.Y - a.X * b.Z + a.Y * b.W + a.Z * b.X, a.W * b.Z + a.X * b.Y - a.Y * b.X + a.Z * b.W);
}

public readonly struct Rational
{
    public readonly long Num, Den;
    public Rational(long n, long d)
    {
        if (d == 0)
            throw new DivideByZeroException("rational");
        long g = Ints.Gcd(n, d);
        if (g != 0)
        {
            n /= g;
            d /= g;
        }

        if (d < 0)
        {
            n = -n;
            d = -d;
        }

        Num = n;
        Den = d;
    }

    public static Rational operator +(Rational a, Rational b) => new(a.Num * b.Den + b.Num * a.Den, a.Den * b.Den);
    public double Value => (double)Num / Den;
}
