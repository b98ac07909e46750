// Several types together: names that stand twice, statics in their order, inheritance, records, conversions, partial types.
namespace ObjectTypes;

public static class N1 { public static class Consts { public const double K = 2; public static readonly double R = K * 3; public static double Scale(double x) => x * R; public record Pt(double X, double Y) { public double Len => Math.Sqrt(X * X + Y * Y); } } }
public static class N2 { public static class Consts { public const double K = 5; public static readonly double R = K * 3; public static double Scale2(double x) => x * R; public record Pt(double X, double Y) { public double Len => Math.Abs(X) + Math.Abs(Y); } } }
public interface IRate { double Rate => 0.5; double Twice() => Rate * 2; static abstract double Unit { get; } }
public struct Fixed : IRate { public static double Unit => 3; }
public struct Own(double r) : IRate { public double Rate => r; public static double Unit => 4; double IRate.Twice() => r * 20; }
public class Base { protected double _v = 1; public virtual double Get() => _v; public double Hidden() => 10; public static double S = 3; }
public class Derived : Base { public Derived() { _v = 2; } public override double Get() => base.Get() * 10; public new double Hidden() => 20; public new static double S = 4; }
public class Third : Derived { private new double _v = 7; public override double Get() => base.Get() + _v; }
public record Shape(double A) { public virtual double Area => A; }
public record Sq(double A, double B = 2) : Shape(A) { public override double Area => A * B; }
public readonly struct Ang { private readonly double _r; private Ang(double r) => _r = r; public static Ang Deg(double d) => new(d * Math.PI / 180); public static implicit operator double(Ang a) => a._r; public static explicit operator Ang(int d) => Deg(d); public static Ang operator +(Ang a, Ang b) => new(a._r + b._r); public static bool operator true(Ang a) => a._r != 0; public static bool operator false(Ang a) => a._r == 0; public static Ang operator ++(Ang a) => new(a._r + 1); public double this[int i] => _r * i; }
public partial class Part { private static readonly double[] s_c = [1, 2]; public static double P1(double x) => s_c[0] * x; }
public partial class Part { private static readonly double[] s_d = [.. s_c, 3]; public static double P2(double x) => s_d[2] * x + s_d.Length; }
public static class Order { public static readonly double A = B + 1; public static readonly double B = 2; public static readonly double C = A + B; }
public static class Ctor { public static readonly double A = 1; public static readonly double B; static Ctor() { B = A + 5; A = 9; } }
public enum Kind { One = 1, Two, Four = 4 }
public static class ObjectPrograms
{
    static double Use<T>(T r, double x) where T : IRate => r.Rate * x + r.Twice() + T.Unit;
    [Jit] public static double A(double x) => N1.Consts.Scale(x) + N2.Consts.Scale2(x) + N1.Consts.K + N2.Consts.K + N1.Consts.R + N2.Consts.R;
    [Jit] public static double B(double x, double y) => new N1.Consts.Pt(x, y).Len + 100 * new N2.Consts.Pt(x, y).Len;
    [Jit] public static double C(double x) => Use(new Fixed(), x) + Use(new Own(x), x) + ((IRate)new Own(x)).Twice();
    [Jit] public static double D(double x) { Base b = x > 0 ? new Derived() : new Third(); Base c = new Third(); return b.Get() + c.Get() * 100 + b.Hidden() + ((Derived)c).Hidden() + Base.S + Derived.S + Third.S; }
    [Jit] public static double E(double x) { Shape s = new Sq(x); Shape t = s with { A = 3 }; return s.Area + t.Area + (s == t ? 1 : 0) + (t == new Sq(3) ? 10 : 0) + (s is Sq { B: > 1, A: var a } && a > 0 ? 100 : 200); }
    [Jit] public static double F(double d) { Ang a = Ang.Deg(d); a += (Ang)30; a++; if (a) return a + a[2]; return -1; }
    [Jit] public static double G(double x) => Part.P1(x) + Part.P2(x);
    [Jit] public static double H(double x) => Order.A * x + Order.B + Order.C;
    [Jit] public static double I(double x) => Ctor.A * x + Ctor.B;
    [Jit] public static int J(Kind k, int n) => (k, n) switch { (Kind.One, > 0) => 1, (Kind.Two or Kind.Four, _) when n % 2 == 0 => 2, (_, < 0) => 3, var (a, b) => (int)a * 10 + b };
    [Jit] public static double Summed(double x, params double[] r) { double s = x; foreach (var v in r) s += v; return s; }
    [Jit] public static double L(double x, double scale = 2, int n = 3) => x * scale + n;
    [Jit] public static double M(double x) => Summed(x) + Summed(x, 1) + Summed(x, 1, 2) + L(n: 5, x: x) + L(x, scale: 7);
    public static void ObjectCalls()
    {
        foreach ((string name, Func<double, object?> call) in new (string, Func<double, object?>)[] { ("A", x => A(x)), ("C", x => C(x)), ("D", x => D(x)), ("E", x => E(x)), ("F", x => F(x)), ("G", x => G(x)), ("H", x => H(x)), ("I", x => I(x)), ("Summed", x => Summed(x, 1, 2)), ("L", x => L(x, n: 1)), ("M", x => M(x)) })
        {
            Out.D1("Objects." + name, call);
        }
        Out.D2("Objects.B", (x, y) => B(x, y));
        foreach (Kind kind in new[] { Kind.One, Kind.Two, Kind.Four, (Kind)9 })
        {
            Out.I1($"Objects.J {kind}", n => J(kind, n));
        }
    }
}
