// What the language has had for a short time: the field keyword, extension members, operators that change their receiver, list patterns, default parameters of lambdas.
namespace RecentTypes;

public class A { public double V { get; set => field = Math.Max(value, -5); } = 1; public double G { get => field * 2; set; } = 3; public double L { get { return field == 0 ? (field = 7) : field; } set { field = value; } } public double R { get => field + 1; } = 4; public double Q { get => field; init => field = value * 2; } public A() { R = 10; } }
public struct S { public double V { readonly get; set => field = value + 1; } public S(double v) { V = v; } }
public record Rec(double X) { public double X { get; init => field = value < 0 ? throw new ArgumentException("X") : value; } = X; public double Y { get => field - 1; init; } }
public partial class Pt { public partial double Z { get; set; } } public partial class Pt { public partial double Z { get => field; set => field = value * 3; } }
public class B : A { public override string ToString() => ""; public virtual double W { get => field; set => field = value + 1; } } public class C : B { public override double W { get => base.W * 10; set => base.W = value; } }
public class Lazy1 { private double? _c; public int Calls; public double Value(double x) => _c ??= Compute(x); double Compute(double x) { Calls++; return x * 3; } public double V2(double x) { if (!_c.HasValue) _c = Compute(x); return _c.Value; } public double V3(double x) { if (_c is null) _c = Compute(x); return _c.GetValueOrDefault(); } }
public class Acc14 { public double V { get; set => field = Math.Max(value, -5); } = 1; public int Ops { get; private set; } public void operator +=(double d) { V += d; Ops++; } public static Acc14 operator +(Acc14 a, double d) => new() { V = a.V + d }; public Acc14? Sub; public double this[int i] { get => V * i; set { V = value; Ops += i; } } }
public struct M3 { public double X; public void operator *=(double k) => X *= k; public static M3 operator checked +(M3 a, M3 b) => throw new OverflowException(); public static M3 operator +(M3 a, M3 b) => new() { X = a.X + b.X }; }
public static class Ext14 { extension(double d) { public double Sq => d * d; public double Plus(double e) => d + e; public static double Golden => 1.618; } extension(Acc14 a) { public double Twice => a.V * 2; public static Acc14 operator -(Acc14 x, double d) => new() { V = x.V - d }; } extension<T>(T[] a) { public T Mid => a[a.Length / 2]; } }
public class Lazy0 { private double? _c; public int Calls; public double Value(double x) => _c ??= Compute(x); double Compute(double x) { Calls++; return x * 3; } }
public static class RecentPrograms
{
    static double Sum(params ReadOnlySpan<double> v) { double s = 0; foreach (var x in v) s += x; return s; }
    static double Opt(double x, double y = 2, params int[] r) => x * y + r.Length;
    static (double, int) Pair(double x) => (x + 1, (int)x);
    static double Over(int x) => 1; static double Over(double x) => 2; static double Over(object x) => 3; static double Over(float x) => 4; static double Over(long x) => 5;
    [Jit] public static double A(double x) { var a = new Acc14(); a += x; a += 2; var b = a + 1; a?.V = a.V + 1; a.Sub?.V = 100; a[3] += 2; a -= 0.5; return a.V + b.V * 10 + a.Twice * 100 + a.Ops * 1000; }
    [Jit] public static double B(double x) { M3 m = new() { X = x }; m *= 2; var n = m; n *= 3; return m.X + n.X * 10 + (m + n).X * 100; }
    [Jit] public static double C(double x) => x.Sq + 2.0.Plus(x) + double.Golden + new[] { x, 2, 3 }.Mid;
    [Jit] public static double D(double x) { var l = new Lazy0(); double s = l.Value(x) + l.Value(x + 1); return s + l.Calls * 100; }
    [Jit] public static double E(double x) => Sum() + Sum(x) + Sum(x, 2, 3) + Sum([x, x]) + Opt(x) + Opt(x, 3, 1, 2) + Opt(y: x, x: 2);
    [Jit] public static double F(double x) => x switch { > 0 and < 1 => 1, 1 or 2 => 2, not (> -5) and not double.NaN => 3, double.NaN => 4, var v when v == Math.Floor(v) => v * 10, _ => -1 };
    [Jit] public static int G(int a, int b) { int[] v = [a, b, 3]; return v switch { [] => 0, [1, ..] => 1, [.., 3] and [var p, var q, _] when p > q => p - q, [_, 2, _] => 20, [var h, .. var t] => h + t.Length * 100 }; }
    [Jit] public static double H(double x) { var (a, b) = Pair(x); (double c, _) = Pair(a); (a, (b, var d)) = (c, (b + 1, a)); return a + b * 10 + c * 100 + d * 1000; }
    [Jit] public static double I(int n, float f, long l, byte b) => Over(n) + Over(f) * 10 + Over(l) * 100 + Over(b) * 1000 + Over((short)n) * 1e4 + Over(n + l) * 1e5 + Over(n * f) * 1e6 + Over(n / 2.0) * 1e7 + Over((object)n) * 1e8 + Over(b + b) * 1e9;
    [Jit] public static long J(int n, uint u, long l) => n + u + l * 3 - (n / 3 * 3 + n % 3) + (int)u + (uint)n + (short)(n * 77) + (byte)l + (sbyte)(u >> 3) + (char)n + (n << 5) + (n >> 2) + (u >> 3) + (l >>> 5) + (n & 0xff | 0x10 ^ n);
    [Jit] public static double K(double x) { const int N = 3; const string S = $"{nameof(K)}_x"; double s = S.Length; for (int i = 0, j = N; i < j; i++, j--) s += i * j * x; int k = 5; do { s += --k; if (k == 2) break; } while (true); while (k-- > 0) s *= 1.5; return s; }
    [Jit] public static bool L(double x, double y) => (x, y) == (y, x) || (x, 1) != (1.5, 1) && !(x > y ^ y > x) | x is double.NaN;
    [Jit] public static double M(double x) { static double Loc(double v, int d) => d == 0 ? v : Loc(v * 0.5 + 1, d - 1); var f = (double v, double k = 2) => v * k; Func<int, double> g = delegate (int i) { return i * x; }; return Loc(x, 5) + f(x) + f(x, 3) + g(4) + ((Func<double, double>)Math.Abs)(x); }
    [Jit] public static double N(double[] v) { double s = 0; ref readonly double first = ref v[0]; foreach (ref double r in v.AsSpan()) { r += 1; s += r; } return s + first + v[^1] + v[..1].Length + v[1..][0]; }
    [Jit] public static double O(double x) { int i = 0; double[] a = [x, 2, 3]; a[i++] = a[i] + i; a[i] += a[i++] * 10 + i; var t = (a[0], i); t.Item1 *= i++; return a[0] + a[1] * 10 + a[2] * 100 + t.Item1 * 1000 + i * 1e4; }
    [Jit] public static double Q(int n) { try { checked { return (byte)n + (n * 1000000); } } catch (OverflowException) { return -1; } finally { n = 0; } }
    [Jit] public static double Accessors(double x) { var a = new A { Q = x }; a.V += x; a.G += x; double l = a.L; a.L = x; return a.V + a.G * 10 + l * 100 + a.L * 1e3 + a.R * 1e4 + a.Q * 1e5; }
    [Jit] public static double StructAccessors(double x) { var s = new S(x); var t = s; t.V += 1; return s.V * 10 + t.V; }
    [Jit] public static double RecordAccessors(double x) { var r = new Rec(x) { Y = 5 }; var q = r with { X = x + 1 }; return r.X + q.X * 10 + r.Y * 100 + (r == q ? 1e3 : 2e3) + (r is { X: > 1, Y: var y } ? y * 1e4 : 0) + (r with { Y = 1 }).Y; }
    [Jit] public static double PartialAccessors(double x) { var p = new Pt { Z = x }; p.Z += 1; B b = new C(); b.W = x; return p.Z + b.W * 100; }
    [Jit] public static double Lazily(double x) { var l = new Lazy1(); double s = l.Value(x) + l.Value(x + 1); return s + l.Calls * 100; }
    [Jit] public static double Lazily2(double x) { var l = new Lazy1(); double s = l.V2(x) + l.V2(x + 1); return s + l.Calls * 100; }
    [Jit] public static double Lazily3(double x) { var l = new Lazy1(); double s = l.V3(x) + l.V3(x + 1); return s + l.Calls * 100; }
    [Jit] public static double Coalesced(double x) { double? c = null; c ??= x; c ??= 3; return c.Value; }

    public static void RecentCalls()
    {
        foreach ((string name, Func<double, object?> call) in new (string, Func<double, object?>)[] { ("A", x => A(x)), ("B", x => B(x)), ("C", x => C(x)), ("D", x => D(x)), ("E", x => E(x)), ("F", x => F(x)), ("H", x => H(x)), ("K", x => K(x)), ("L", x => L(x, 1.5)), ("M", x => M(x)), ("O", x => O(x)), ("Accessors", x => Accessors(x)), ("StructAccessors", x => StructAccessors(x)), ("RecordAccessors", x => RecordAccessors(x)), ("PartialAccessors", x => PartialAccessors(x)), ("Lazily", x => Lazily(x)), ("Lazily2", x => Lazily2(x)), ("Lazily3", x => Lazily3(x)), ("Coalesced", x => Coalesced(x)), ("N", x => N([x, 2, 3])) })
        {
            Out.D1("Recent." + name, call);
        }
        Out.I1("Recent.G", n => G(n, 2));
        Out.I1("Recent.G 1", n => G(1, n));
        Out.I1("Recent.I", n => I(n, n / 3f, n * 100000000000, 5));
        Out.I1("Recent.J", n => J(n, (uint)n, n * 100000000000));
        Out.I1("Recent.Q", n => Q(n));
    }
}
