// Object-oriented numerics: expression trees, polynomials, running statistics, matrices, dual numbers, generators, collections, functions of functions.
namespace ModelTypes;

public abstract record Expr { public abstract double Eval(double x); public abstract Expr D(); public static Expr operator +(Expr a, Expr b) => new Add(a, b); public static Expr operator *(Expr a, Expr b) => new Mul(a, b); public static implicit operator Expr(double v) => new Num(v); }
public sealed record Num(double V) : Expr { public override double Eval(double x) => V; public override Expr D() => 0; }
public sealed record Var : Expr { public override double Eval(double x) => x; public override Expr D() => 1; }
public sealed record Add(Expr A, Expr B) : Expr { public override double Eval(double x) => A.Eval(x) + B.Eval(x); public override Expr D() => A.D() + B.D(); }
public sealed record Mul(Expr A, Expr B) : Expr { public override double Eval(double x) => A.Eval(x) * B.Eval(x); public override Expr D() => A.D() * B + A * B.D(); }
public class Poly { private readonly List<double> _c = []; public Poly Add(double c) { _c.Add(c); return this; } public double this[double x] { get { double s = 0; for (int i = _c.Count - 1; i >= 0; i--) s = s * x + _c[i]; return s; } } public int Degree => _c.Count - 1; public double this[int i] { get => _c[i]; set => _c[i] = value; } }
public class Stats { public double Mean { get; private set; } public double M2 { get; private set; } public int N { get; private set; } public double Var => N > 1 ? M2 / (N - 1) : throw new InvalidOperationException("need two"); public void Push(double x) { N++; double d = x - Mean; Mean += d / N; M2 += d * (x - Mean); } }
public class Matrix { public double[,] A; public int N { get; } public Matrix(int n) { N = n; A = new double[n, n]; } public double this[int i, int j] { get => A[i, j]; set => A[i, j] = value; } public static Matrix operator *(Matrix a, Matrix b) { var r = new Matrix(a.N); for (int i = 0; i < a.N; i++) for (int j = 0; j < a.N; j++) for (int k = 0; k < a.N; k++) r[i, j] += a[i, k] * b[k, j]; return r; } public static Matrix Identity(int n) { var m = new Matrix(n); for (int i = 0; i < n; i++) m[i, i] = 1; return m; } public Matrix Pow(int p) { Matrix r = Identity(N), b = this; while (p > 0) { if ((p & 1) == 1) r *= b; b *= b; p >>= 1; } return r; } }
public readonly struct Dual(double v, double d) { public double V { get; } = v; public double D { get; } = d; public static Dual operator +(Dual a, Dual b) => new(a.V + b.V, a.D + b.D); public static Dual operator *(Dual a, Dual b) => new(a.V * b.V, a.V * b.D + a.D * b.V); public static Dual Sin(Dual a) => new(Math.Sin(a.V), Math.Cos(a.V) * a.D); public static implicit operator Dual(double v) => new(v, 0); }
public ref struct Rng { private ulong _s; public Rng(ulong s) => _s = s; public double Next() { _s ^= _s << 13; _s ^= _s >> 7; _s ^= _s << 17; return (_s >> 11) * (1.0 / 9007199254740992.0); } }
public static class ModelPrograms
{
    static T Tap<T>(this T x, Action<T> f) { f(x); return x; }
    static Func<double, double> Compose(params Func<double, double>[] fs) => x => fs.Aggregate(x, (v, f) => f(v));
    static Func<double, Func<double, double>> Curry(Func<double, double, double> f) => a => b => f(a, b);
    [Jit] public static double A(double x) { Expr v = new Var(); Expr e = v * v * 3 + v * 2 + 1; return e.Eval(x) + e.D().Eval(x) * 10 + e.D().D().Eval(x) * 100; }
    [Jit] public static double B(double x) { var p = new Poly().Add(1).Add(x).Add(3); p[0] = x; return p[2.0] + p.Degree * 100 + p[1]; }
    [Jit] public static double C(double[] v) { var s = new Stats(); foreach (double x in v) s.Push(x); return s.Mean + s.Var; }
    [Jit] public static double D(double x, int p) { var m = new Matrix(2) { [0, 0] = 1, [0, 1] = x, [1, 0] = 1 }; var r = m.Pow(p); return r[0, 0] + r[0, 1] * 10 + r[1, 1] * 100; }
    [Jit] public static double E(double x) { Dual d = new(x, 1); var y = d * d * 3 + Dual.Sin(d * 2) + 1; return y.V + 1000 * y.D; }
    [Jit] public static double F(ulong seed, int n) { var r = new Rng(seed); double s = 0; for (int i = 0; i < n; i++) { double a = r.Next(), b = r.Next(); if (a * a + b * b <= 1) s += 1; } return 4 * s / n; }
    [Jit] public static double G(double x) => Compose(v => v + 1, v => v * x, Math.Sqrt)(x) + Curry((a, b) => a - b)(x)(2) + x.Tap(_ => { });
    [Jit] public static double H(double x) { var d = new Dictionary<string, double> { ["a"] = x, ["b"] = 2 }; d["c"] = d["a"] + d["b"]; d["a"] += 1; double s = 0; foreach (var (k, v) in d) s = s * 2 + v * k.Length; return s + d.Count + (d.TryGetValue("z", out var z) ? z : -1) + d.Values.Sum() + (d.ContainsKey("b") ? 5 : 6); }
    [Jit] public static double I(double x) { var q = new Queue<double>(); q.Enqueue(x); q.Enqueue(2); var st = new Stack<double>(); st.Push(q.Dequeue()); st.Push(q.Peek()); return st.Pop() * 10 + st.Pop() + q.Count + st.Count; }
    [Jit] public static double J(double x) { var t = (x, 2.0, new[] { 3.0, x }); var (a, b, c) = t; c[0] = 7; var u = t; u.Item3[1] = 8; return a + b + t.Item3[0] * 10 + t.Item3[1] * 100; }
    [Jit] public static int K(int n) { int c = 0; checked { try { c = n * 1000000; } catch (OverflowException) { c = -1; } } unchecked { c += int.MaxValue + n; } return c ^ (n << 33) ^ (n >>> 1) ^ ~n; }
    [Jit] public static double L(double? x, int? n) { double? y = x * 2 + n; double? z = y > 3 ? y : null; return (z ?? -1) + (n is { } m ? m : 100) + (x.HasValue ? 1 : 0) + x.GetValueOrDefault(9); }
    [Jit] public static double N(double x) { double r = 0; for (int i = 0; ; i++) { switch (i) { case 0: continue; case > 5 when x > 0: goto done; case > 8: goto done; default: r += i * x; break; } } done: return r; }
    [Jit] public static double O(double x) { using var s = new Scope(); s.V = x; using (var t = new Scope()) { t.V = 3; s.V += t.V; } return s.V; }
    public sealed class Scope : IDisposable { public double V; public void Dispose() => V = -1; }
    [Jit] public static double Stacks(double x) { var q = new Queue<double>(); q.Enqueue(x); q.Enqueue(2); var st = new Stack<double>(); st.Push(q.Dequeue()); st.Push(q.Peek()); double a = 0; foreach (double v in st) a = a * 10 + v; foreach (double v in q) a = a * 10 + v; return st.Pop() * 10 + st.Pop() + q.Count + st.Count + a; }
    [Jit] public static double Emptied(double x) { var st = new Stack<double>([1, x, 3]); double s = 0; while (st.Count > 0) s = s * 2 + st.Pop(); try { st.Pop(); } catch (InvalidOperationException) { s += 100; } return s + new Queue<int>([4, 5]).Dequeue(); }
    [Jit] public static int Breadth(int n) { var q = new Queue<(int, int)>(); q.Enqueue((0, n)); int s = 0; while (q.Count > 0) { var (d, v) = q.Dequeue(); s += v; if (d < 3) { q.Enqueue((d + 1, v * 2)); q.Enqueue((d + 1, v + 1)); } } return s; }
    [Jit] public static double Pairs(double x) { var d = new Dictionary<string, double> { ["a"] = x, ["b"] = 2 }; double s = 0; foreach (var (k, v) in d) { s = s * 2 + v * k.Length; } foreach (var pair in d) { s += pair.Value; } return s; }

    public static void ModelCalls()
    {
        foreach ((string name, Func<double, object?> call) in new (string, Func<double, object?>)[] { ("A", x => A(x)), ("B", x => B(x)), ("E", x => E(x)), ("G", x => G(x)), ("H", x => H(x)), ("I", x => I(x)), ("J", x => J(x)), ("N", x => N(x)), ("O", x => O(x)), ("Stacks", x => Stacks(x)), ("Emptied", x => Emptied(x)), ("Pairs", x => Pairs(x)), ("L", x => L(x, 3)), ("L", x => L(x, null)) })
        {
            Out.D1("Models." + name, call);
        }
        Out.V1("Models.C", v => C(v));
        foreach (int n in new[] { 0, 1, 2, 5, 17 })
        {
            Out.D1($"Models.D {n}", x => D(x, n));
        }
        Out.I1("Models.F", n => F((ulong)(uint)n + 5, n & 63));
        Out.I1("Models.K", n => K(n));
        Out.I1("Models.Breadth", n => Breadth(n));
    }
}
