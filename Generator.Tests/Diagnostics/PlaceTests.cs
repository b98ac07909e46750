// Every place where C# takes [Jit]: the method is compiled there, or a diagnostic says that it is not.
using System.Linq;
using Microsoft.CodeAnalysis;
using Xunit;

namespace Generator.Tests.Diagnostics;

public class PlaceTests
{
    [Fact]
    public void Members_that_are_no_methods() => Markup.Verify("""
        class V(float x)
        {
            public float X = x;
            [{|SGJ015:Jit|}] public static V operator +(V a, V b) => new(a.X + b.X);
            [{|SGJ015:Jit|}] public static explicit operator float(V a) => a.X;
            [{|SGJ015:Jit|}] public static implicit operator V(float x) => new(x);
            [{|SGJ015:Jit|}] public static V operator checked -(V a) => a;
            public static V operator -(V a) => a;
            [{|SGJ015:Jit|}] public void operator +=(V b) => X += b.X;
            [{|SGJ015:Jit|}] ~V() => X = 0;
            internal float P { [{|SGJ015:Jit|}] get => X; [{|SGJ015:SrcGenJit.Jit|}] set => X = value; }
            internal float Q { [{|SGJ015:Jit|}] get; [{|SGJ015:Jit|}] init; }
            internal float this[int i] { [{|SGJ015:Jit|}] get => X * i; }
            internal event Action E { [{|SGJ015:Jit|}] add => X++; [{|SGJ015:Jit|}] remove => X--; }
            [method: {|SGJ015:Jit|}] internal event Action F = () => { };
            internal void Raise() => F();
            internal Func<float, float> L = [{|SGJ015:Jit|}] (x) => x * 2;
            internal static Func<float, float> M() => [{|SGJ015:Jit|}] static (float x) => { return x * 2; };
        }
        """);

    [Fact]
    public void Methods_that_cannot_be_intercepted_or_traced() => Markup.Verify("""
        abstract class D
        {
            [Jit] internal virtual float {|SGJ003:v|}(float x) => x;
            [Jit] internal abstract float {|SGJ003:a|}(float x);
            [Jit] public override string {|SGJ003:ToString|}() => "";
            [Jit] public sealed override int {|SGJ003:GetHashCode|}() => 1;
            [Jit] internal static unsafe float p(float* {|SGJ006:x|}) => *x;
            [Jit] internal static unsafe float fp(delegate*<float, float> {|SGJ007:f|}) => f(1);
            [Jit] internal static float {|SGJ006:vararg|}(float x, __arglist) => x;
            internal static float Local()
            {
                return f(1);
                [Jit] static float {|SGJ002:f|}(float x) => x;
            }
        }
        interface I
        {
            [Jit] float {|SGJ003:m|}(float x);
            [Jit] float {|SGJ003:d|}(float x) => x;
            [Jit] private float {|SGJ003:p|}(float x) => x;
            [Jit] sealed float {|SGJ003:s|}(float x) => x;
            [Jit] static abstract float {|SGJ003:sa|}(float x);
            [Jit] static virtual float {|SGJ003:sv|}(float x) => x;
            [Jit] static float good(float x) => x;
        }
        class E : I
        {
            [Jit] float I.{|SGJ003:m|}(float x) => x;
            [Jit] static float I.{|SGJ003:sa|}(float x) => x;
        }
        static partial class P
        {
            internal static partial Task<float> {|SGJ004:g|}(float x);
            [Jit] internal static async partial Task<float> g(float x) { await Task.Yield(); return x; }
        }
        """);

    [Fact]
    public void Instance_methods_that_write_to_what_they_are_called_on() => Markup.Verify("""
        struct S
        {
            internal float X;
            internal float P { get; set; }
            [Jit] internal float a(float y) { {|SGJ103:X|} = y; return X; }
            [Jit] internal float b(float y) { {|SGJ103:P|} += y; return X; }
            [Jit] internal float c(float y) { {|SGJ103:this|} = new S(); return X; }
            [Jit] internal float d(float y) => {|SGJ103:Move(y)|};
            [Jit] internal float e(float y) { S copy = this; copy.X = y; return copy.Move(y) + X; }
            [Jit] internal float f(float y) { Set(ref {|SGJ103:X|}); return X; }
            [Jit] internal float g(float y) { (float q, {|SGJ103:X|}) = (1, 2); return q; }
            [Jit] internal float h(float y) => {|SGJ103:X|}++;
            [Jit] internal float i(float y) => Twice(y) + P;
            private float Move(float by) => X += by;
            private float Twice(float by) => X * by;
            private static void Set(ref float x) => x = 1;
        }
        class K
        {
            internal float X;
            [Jit] internal float a(float y) { {|SGJ103:X|} = y; return X; }
        }
        static class Outer
        {
            private class Hidden
            {
                [Jit] internal float {|SGJ013:f|}(float x) => x;
                internal static float A(float x) => new Hidden().f(x);
            }
            internal static float A(float x) => Hidden.A(x);
        }
        ref struct T
        {
            internal float X;
            [Jit] internal float {|SGJ006:f|}(float y) => X * y;
        }
        """);

    [Fact]
    public void A_partial_method_says_once_what_is_wrong_with_it() => Markup.VerifyMembers("""
        internal static partial NdArray<float> f(NdArray<float> x);
        [Jit] internal static partial NdArray<float> f(NdArray<float> x) => x * {|SGJ101:Environment.TickCount|};
        [Jit] internal static partial NdArray<float> g(NdArray<float> x);
        internal static partial NdArray<float> g(NdArray<float> x) => x * {|SGJ101:Environment.TickCount|};
        """);

    [Fact]
    public void Contraction_is_not_applied() => Markup.VerifyMembers("""
        [Jit({|SGJ016:Contract = true|})] internal static float f(float a, float b) => a * b + a;
        [Jit(Contract = false)] internal static float g(float a, float b) => a * b + a;
        """);

    [Fact]
    public void Calls_that_are_not_intercepted() => Markup.Verify("""
        static class D
        {
            [Jit] internal static NdArray<float> f(NdArray<float> x) => x * 2;
            [Jit] internal static NdArray<T> g<T>(NdArray<T> x) where T : struct => x + x;
            [Jit] internal static NdArray<T> h<T>(NdArray<T> x) where T : struct => g(x);
            internal static NdArray<T> B<T>(NdArray<T> x) where T : struct => {|SGJ902:g(x)|};
            internal static System.Linq.Expressions.Expression<Func<NdArray<float>, NdArray<float>>> E => x => {|SGJ902:f(x)|};
            internal static IQueryable<NdArray<float>> Q(IQueryable<NdArray<float>> xs) => from x in xs select {|SGJ902:D.f(x)|};
        }
        """);

    [Fact]
    public void An_extension_method_that_becomes_a_delegate_outside_of_Jax() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> Twice(this NdArray<float> x) => x * 2;
        internal static Func<NdArray<float>> Kept(NdArray<float> x) => {|SGJ901:x.Twice|};
        """);

    // All kinds of declarations with attributes that C# has; what the compiler itself refuses or warns of needs no word of ours.
    [Theory]
    [InlineData("[assembly: Jit]")]
    [InlineData("[Jit] class D { }")]
    [InlineData("[method: Jit] class D(int x) { public int X => x; }")]
    [InlineData("[method: Jit] record D(int X);")]
    [InlineData("[Jit] delegate float D(float x);")]
    [InlineData("[return: Jit] delegate float D(float x);")]
    [InlineData("[Jit] enum D { A }")]
    [InlineData("enum D { [Jit] A }")]
    [InlineData("class D { [Jit] public D() { } }")]
    [InlineData("class D { [Jit] static D() { } }")]
    [InlineData("class D { [Jit] public int F; }")]
    [InlineData("class D { [method: Jit] public int F; }")]
    [InlineData("class D { [Jit] public int P => 1; }")]
    [InlineData("class D { [method: Jit] public int P => 1; }")]
    [InlineData("class D { public int P { [Jit] get => 1; } }")]
    [InlineData("class D { public static int P { [Jit] get => 1; } }")]
    [InlineData("class D { public int P { get => 1; [Jit] set { } } }")]
    [InlineData("class D { public int P { get => 1; [Jit] init { } } }")]
    [InlineData("partial class D { public partial int P { [Jit] get; } } partial class D { public partial int P { get => 1; } }")]
    [InlineData("class D { public int this[int i] { [Jit] get => 1; } }")]
    [InlineData("class D { [Jit] public event Action E; }")]
    [InlineData("class D { [method: Jit] public event Action E; }")]
    [InlineData("class D { public event Action E { [Jit] add { } remove { } } }")]
    [InlineData("class D { [Jit] ~D() { } }")]
    [InlineData("class D { [Jit] public static D operator +(D a, D b) => a; }")]
    [InlineData("class D { [Jit] public static implicit operator int(D a) => 1; }")]
    [InlineData("class D { [Jit] public void operator ++() { } }")]
    [InlineData("static class D { extension(float x) { public float P { [Jit] get => x; } } }")]
    [InlineData("static class D { extension(float x) { [Jit] public float f() => x * 2; } }")]
    [InlineData("static class D { extension(float) { [Jit] public static float f(float x) => x * 2; } }")]
    [InlineData("static class D { extension(float[]) { [Jit] public static float[] operator +(float[] a, float[] b) => a; } }")]
    [InlineData("static class D { [Jit] public static float f(this float x) => x; }")]
    [InlineData("class D { [Jit] public static float f(float x) => x; }")]
    [InlineData("class D { [Jit] public float f(float x) => x; }")]
    [InlineData("class D { [return: Jit] public static float f(float x) => x; }")]
    [InlineData("class D { public static float f([Jit] float x) => x; }")]
    [InlineData("class D { public static float f<[Jit] T>(float x) => x; }")]
    [InlineData("struct D { [Jit] public float f(float x) => x; }")]
    [InlineData("readonly struct D { [Jit] public float f(float x) => x; }")]
    [InlineData("ref struct D { [Jit] public float f(float x) => x; }")]
    [InlineData("ref struct D { [Jit] public static float f(float x) => x; }")]
    [InlineData("record D(float X) { [Jit] public float f(float x) => X + x; }")]
    [InlineData("record struct D(float X) { [Jit] public float f(float x) => X + x; }")]
    [InlineData("class D { [Jit] public static extern float f(float x); }")]
    [InlineData("interface D { [Jit] float f(float x); }")]
    [InlineData("class D { float F(float x) { return f(x); [Jit] float f(float y) => y; } }")]
    [InlineData("class D { Func<float, float> F = [Jit] (x) => x; }")]
    [InlineData("class D { Func<float, float> F = [return: Jit] (x) => x; }")]
    [InlineData("class D { Func<float, float> F = ([Jit] x) => x; }")]
    [InlineData("file class D { [Jit] public static float f(float x) => x; }")]
    [InlineData("class D<T> { [Jit] public static float f(float x) => x; [Jit] public float g(float x) => x; static float A(float x) => D<int>.f(x) + new D<int>().g(x); }")]
    public void Where_Csharp_takes_the_attribute_something_comes_of_it(string source)
    {
        GeneratorRun run = GeneratorRun.Of("using System; using SrcGenJit;\n" + source);
        Assert.Empty(run.Generator);
        bool refused = run.Compilation.GetDiagnostics().Any(d => d.Id is "CS0592" or "CS0657" or "CS0658" or "CS8084" or "CS7067");
        bool compiled = run.Sources.Keys.Any(k => k.StartsWith("Kernels/"));
        bool said = run.Analyzer.Any(d => d.Id.StartsWith("SGJ") && d.Severity == DiagnosticSeverity.Warning);
        Assert.True(refused || compiled || said, string.Join("\n", run.Compilation.GetDiagnostics()));
        Assert.DoesNotContain(run.Emitted.Diagnostics, d => d.Severity == DiagnosticSeverity.Error && !run.Compilation.ContainsSyntaxTree(d.Location.SourceTree!));
    }
}
