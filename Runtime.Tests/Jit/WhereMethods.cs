// [Jit] on methods of every kind, called from every kind of place.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using J = SrcGenJit.JitAttribute;

namespace Runtime.Tests.Jit;

public class WhereLayer(NdArray<float> w, float bias)
{
    public int Reads;
    protected float Slope = 0.5f;
    private readonly NdArray<float> _shift = new([1, 2, 3]);

    public NdArray<float> Scale { get; set; } = new([2, 2, 2]);

    [Jit]
    public NdArray<float> Apply(NdArray<float> x) => (x * w + bias) * Scale + _shift;

    [Jit]
    public NdArray<float> Twice(NdArray<float> x)
    {
        NdArray<float> first = Scale;
        return x * first + x * Scale;
    }

    [Jit]
    public double Number(double x, int power = 2) => Math.Pow(x, power) * bias + Slope;

    public double Defaults(double x) => Number(x) + this.Number(power: 3, x: x);
}

public sealed class Sloped(NdArray<float> w) : WhereLayer(w, 1)
{
    public void Set(float slope) => Slope = slope;

    public double Base(double x) => base.Number(x);
}

public struct Plane
{
    public double A;
    public double B;

    [Jit]
    public double At(double x) => A * x + B;

    [Jit]
    public readonly double Minus(double x) => A * x - B;
}

public readonly record struct Circle(double Radius)
{
    [Jit]
    public double Area(double factor) => Math.PI * Radius * Radius * factor;
}

public record Line(NdArray<double> Slope, double Intercept)
{
    [Jit]
    public NdArray<double> At(NdArray<double> x) => Slope * x + Intercept;
}

public class Box<T>(NdArray<T> content)
    where T : struct
{
    public NdArray<T> Content { get; } = content;

    [Jit]
    public NdArray<T> Add(NdArray<T> x) => Content + x;

    [Jit]
    public static NdArray<T> Double(NdArray<T> x) => x + x;
}

public readonly record struct Vec(double X, double Y)
{
    public double Length => Math.Sqrt(X * X + Y * Y);

    public static Vec operator +(Vec a, Vec b) => new(a.X + b.X, a.Y + b.Y);

    public double this[int i] => i == 0 ? X : Y;
}

public static class ArrayExtensions
{
    extension(NdArray<float> x)
    {
        public NdArray<float> Half => x / 2f;

        [Jit]
        public NdArray<float> Shifted(NdArray<float> by) => x.Half + by;

        [Jit]
        public static NdArray<float> Both(NdArray<float> a, NdArray<float> b) => a.Shifted(b) * b.Half;
    }

    extension<T>(NdArray<T> x)
        where T : struct
    {
        [Jit]
        public NdArray<T> Plus<U>(NdArray<U> y)
            where U : struct => x + x;
    }

    [Jit]
    public static NdArray<float> Tripled(this NdArray<float> x) => x * 3;
}

public static partial class WhereMethods
{
    public static readonly NdArray<float> Start = Aliased(new NdArray<float>([1, 2, 3]));

    [J]
    public static NdArray<float> Aliased(NdArray<float> x) => x + 10;

    public static partial NdArray<float> Split(NdArray<float> x, NdArray<float> y);

    [Jit]
    public static partial NdArray<float> Split(NdArray<float> x, NdArray<float> y) => x - 2 * y;

    [Jit]
    public static double Members(double x, double y)
    {
        Vec v = new Vec(x, y) + new Vec(1, Square(y));
        return v.Length + v[1];

        static double Square(double z) => z * z;
    }

    [Jit]
    public static NdArray<float> Named(NdArray<float> x, NdArray<float> y, float k = 2f) => k * x - y;

    public static NdArray<float>[] NamedCalls(NdArray<float> x, NdArray<float> y) => [Named(x, y), Named(y: y, x: x), Named(k: 3, y: x, x: y)];

    public static NdArray<float>? Conditional(NdArray<float>? x) => x?.Tripled();

    public static IEnumerable<NdArray<float>> Lambdas(IEnumerable<NdArray<float>> xs) => xs.Select(x => x.Tripled().Shifted(Aliased(x)));
}
