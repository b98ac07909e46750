// Structs where they are copied, shared and boxed; closures; objects in lists; assignments in their order; exceptions that are caught.
namespace StructTypes;

public struct Ctr { public int N; public double[] Log; public Ctr() { N = 5; Log = [0, 0, 0]; } public Ctr(int n) : this() { N = n; } public int Next() => ++N; public readonly int Peek() => N; public void Put(int i, double v) => Log[i] = v; }
public interface ICtr { int Next(); int N { get; set; } }
public struct Boxy : ICtr { public int N { get; set; } public int Next() => ++N; }
public class Holder { public Ctr C = new(1); public readonly Ctr R = new(1); public Ctr Prop { get; set; } = new(1); public int Bump() { C.Next(); R.Next(); Prop.Next(); return C.N * 100 + R.N * 10 + Prop.N; } }
public class Node { public double V; public Node? Next; public Node(double v) => V = v; }
public static class StructPrograms
{
    static int In(in Ctr c) { c.Next(); return c.N; }
    static int Ref(ref Ctr c) { c.Next(); return c.N; }
    static int Val(Ctr c) { c.Next(); return c.N; }
    [Jit] public static int A(int n) { var c = new Ctr(n); int r = In(c); r = r * 10 + Ref(ref c); r = r * 10 + Val(c); r = r * 10 + c.Next(); var d = c; d.Next(); return r * 100 + c.N * 10 + d.N + default(Ctr).N + new Ctr().N; }
    [Jit] public static double B(double x) { var c = new Ctr(1); var d = c; d.Put(0, x); d.Log = [7, 8, 9]; d.Put(1, x); return c.Log[0] * 100 + c.Log[1] * 10 + d.Log[1]; }
    [Jit] public static int C(int n) => new Holder().Bump() + n;
    [Jit] public static int D(int n) { Ctr[] a = [new(n), new(n + 1)]; a[0].Next(); foreach (var c in a) { var k = c; k.Next(); } List<Ctr> l = [.. a]; l[0].Next(); var e = l[1]; e.Next(); ref Ctr q = ref a[1]; q.Next(); q.N += 10; return a[0].N + a[1].N * 10 + l[0].N * 100 + e.N * 1000; }
    [Jit] public static int E(int n) { Boxy b = new() { N = n }; ICtr i = b; i.Next(); i.Next(); ICtr j = i; j.Next(); b.Next(); object o = b; ((ICtr)o).Next(); return b.N + i.N * 10 + ((Boxy)o).N * 100; }
    [Jit] public static int F(int n) { Ctr c = new(n); Func<int> f = c.Next; f(); f(); int a = f(); Func<int> g = () => c.Next(); g(); g(); return a * 100 + c.N; }
    [Jit] public static double H(double x) { Node? head = null; for (int i = 0; i < 4; i++) head = new Node(x + i) { Next = head }; Node? prev = null; while (head is not null) { var next = head.Next; head.Next = prev; prev = head; head = next; } double s = 0; for (var n = prev; n != null; n = n.Next) s = s * 2 + n.V; return s; }
    [Jit] public static double I(double x) { (double A, double B) t = (x, 2); var u = t; u.A += 1; (t.A, t.B) = (t.B, t.A); var arr = new[] { t, u }; arr[0].A = 9; t.B += 3; return t.A + t.B * 10 + u.A * 100 + arr[0].A * 1000 + arr[0].B * 1e4; }
    [Jit] public static double J(double x) { var a = new { X = x, Y = 2.0 }; var b = a with { X = 3 }; return a.X + b.X * 10 + (a.Equals(b) ? 100 : 200) + (a == b ? 1000 : 0); }
    [Jit] public static double K(double x) { var fs = new List<Func<double>>(); for (int i = 0; i < 3; i++) fs.Add(() => i * x); foreach (var v in new[] { 1.0, 2 }) fs.Add(() => v + x); int j = 0; while (j < 2) { int k = j; fs.Add(() => k * 10); j++; } double s = 0; foreach (var f in fs) s = s * 1.5 + f(); return s; }
    [Jit] public static double L(double x) { double Fact(int n) => n <= 1 ? 1 : n * Fact(n - 1); double acc = 0; void Add(double v) { acc += v; x += 1; } Add(x); Add(x); return acc + x + Fact(5); }
    [Jit] public static double M(double x) { object[] o = [x, 1, "s", 2.5f, true, null!]; double s = 0; foreach (var v in o) s = s * 2 + v switch { double d when d > 1 => d, double => -1, int i => i, string t => t.Length, float f => f, bool b => b ? 5 : 6, null => 7, _ => 8 }; return s; }
    [Jit] public static int N(int n) { int[] a = [1, 2, 3, 4]; int i = 0; a[i++] += i; a[i] = i++ + a[i]; a[a[0]] = a[1]++ * --a[2]; (a[0], a[3]) = (a[3], n); return a[0] + a[1] * 10 + a[2] * 100 + a[3] * 1000 + i * 10000; }
    [Jit] public static double O(double x) { try { if (x > 1) throw new InvalidOperationException("a"); if (x < 0) throw new ArgumentException("b"); x += 10; } catch (ArgumentException e) when (e.Message == "b") { x = -100; } finally { x += 1; } return x; }
    public static void StructCalls()
    {
        foreach ((string name, Func<double, object?> call) in new (string, Func<double, object?>)[] { ("B", x => B(x)), ("H", x => H(x)), ("I", x => I(x)), ("J", x => J(x)), ("K", x => K(x)), ("L", x => L(x)), ("M", x => M(x)), ("O", x => O(x)) })
        {
            Out.D1("Structs." + name, call);
        }
        foreach ((string name, Func<int, object?> call) in new (string, Func<int, object?>)[] { ("A", n => A(n)), ("C", n => C(n)), ("D", n => D(n)), ("E", n => E(n)), ("F", n => F(n)), ("N", n => N(n)) })
        {
            Out.I1("Structs." + name, call);
        }
    }
}
