// Instance methods: what they read of `this` is read at every call, wherever it is stored.
using System;
using System.Linq;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Jit;

public class ReceiverTests
{
    [Fact]
    public void Fields_and_properties_of_a_class_are_read_at_every_call()
    {
        Oscillator oscillator = new(2, [1, 2, 3]) { Damping = 0.5 };
        long before = Kernel("Oscillator.Force(").Fallbacks + Kernel("Oscillator.Total(").Fallbacks;
        Assert.Equal(4.0 * 3 - 0.5 * 1, oscillator.Force(3, 1));
        oscillator.Damping = 2;
        Assert.Equal(4.0 * 3 - 2 * 1, oscillator.Force(3, 1));
        Assert.Equal(6 + 3, oscillator.Total(3));
        oscillator.Change(1, 10);
        Assert.Equal(14 + 3, oscillator.Total(3));
        Assert.Equal(before, Kernel("Oscillator.Force(").Fallbacks + Kernel("Oscillator.Total(").Fallbacks);
    }

    [Fact]
    public void A_null_receiver_throws_what_C_sharp_throws()
    {
        Oscillator? none = null;
        Assert.Throws<NullReferenceException>(() => none!.Force(1, 1));
    }

    [Fact]
    public void A_table_of_the_receiver_that_is_null_throws_what_the_method_throws() =>
        Assert.Throws<NullReferenceException>(() => new Oscillator(2, null!).Total(1));

    [Fact]
    public void A_receiver_of_a_derived_class_runs_the_method_itself()
    {
        Assert.Equal(11, new Slope(1).At(10));
        Assert.Equal(21, new SteepSlope(1).At(10));
    }

    [Fact]
    public void Parameters_of_a_primary_constructor_are_read() => Assert.Equal(3 * 2 + 5, new Linear(3, 5).At(2));

    [Fact]
    public void Structs_are_read_where_they_stand()
    {
        Interval interval = new(1, 3);
        Assert.Equal(2, interval.Middle(0.5));
        interval.Low = 2;
        Assert.Equal(2.5, interval.Middle(0.5));
        Assert.Equal(5, new Point(3, 4).Length(1));
    }

    [Fact]
    public void Objects_in_objects_are_read_too()
    {
        Outer outer = new(new Inner(2, "two"), "name");
        Assert.Equal(8, outer.Scaled(4));
        Assert.Throws<NullReferenceException>(() => new Outer(null!, "name").Scaled(4));
    }

    [Fact]
    public void A_method_of_the_receiver_that_is_called_reads_it_too() => Assert.Equal(2 * 3 + 1, new Doubler(3).Both(1));

    [Fact]
    public void A_private_method_is_compiled_where_its_class_calls_it() => Assert.Equal(10, new Doubler(3).Through(4));

    private static KernelInfo Kernel(string prefix) => JitInfo.Kernels.Single(k => k.Display.StartsWith(prefix, StringComparison.Ordinal));
}

internal sealed class Oscillator
{
    private readonly double _frequency;
    private readonly double[] _table;

    public Oscillator(double frequency, double[] table) => (_frequency, _table) = (frequency, table);

    public double Damping { get; set; }

    public void Change(int index, double value) => _table[index] = value;

    [Jit]
    public double Force(double x, double v) => _frequency * _frequency * x - Damping * v;

    [Jit]
    public double Total(double start)
    {
        double sum = start;
        for (int i = 0; i < _table.Length; i++)
        {
            sum += _table[i];
        }
        return sum;
    }
}

internal class Slope(double start)
{
    protected virtual double Factor => 1;

    [Jit]
    public double At(double x) => start + x * Factor;
}

internal sealed class SteepSlope(double start) : Slope(start)
{
    protected override double Factor => 2;
}

internal sealed class Linear(double slope, double start)
{
    [Jit]
    public double At(double x) => slope * x + start;
}

internal struct Interval(double low, double high)
{
    public double Low = low;

    private readonly double _high = high;

    [Jit]
    public double Middle(double t) => Low + t * (_high - Low);
}

internal readonly record struct Point(double X, double Y)
{
    [Jit]
    public double Length(double scale) => scale * Math.Sqrt(X * X + Y * Y);
}

internal sealed record Inner(double Factor, string Name);

internal sealed record Outer(Inner Inner, string Name)
{
    [Jit]
    public double Scaled(double x) => x * Inner.Factor;
}

internal sealed class Doubler(double factor)
{
    [Jit]
    public double Both(double x) => Twice(factor) + x;

    private double Twice(double x) => 2 * x * factor / factor;

    public double Through(double x) => Private(x);

    [Jit]
    private double Private(double x) => x + 2 * factor;
}
