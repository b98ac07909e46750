// What entries of [Jit] methods make of their arguments: enums, nullables, records, arrays that are handed back. A delegate runs the C# body, which is the reference.
using System;
using System.Linq;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Jit;

public class EntryTests
{
    [Fact]
    public void Enums_come_in_and_go_out()
    {
        Func<Side, Contract, (Side, double)> body = EntryMethods.Turned;
        Contract contract = new(3, Side.Put, 2);
        Assert.Equal(body(Side.Call, contract), EntryMethods.Turned(Side.Call, contract));
        Assert.Equal((Side.Put, 6.0), EntryMethods.Turned(Side.Put, contract));
        Assert.Equal(0, Kernel("Turned").Fallbacks);
    }

    [Fact]
    public void A_nullable_number_that_is_there_is_a_number()
    {
        Assert.Equal(7.5, EntryMethods.WithSpread(3, 4.5));
        Assert.Equal(2.5, EntryMethods.WithSpread(null, 2.5));
        Assert.Throws<InvalidOperationException>(() => EntryMethods.WithSpread(1, null));
        Assert.Equal(2, Kernel("WithSpread").Fallbacks);
        Assert.Equal("'count' or 'spread' is null", Kernel("WithSpread").LastFallback);
    }

    [Fact]
    public void A_record_that_may_be_null_runs_the_method_where_it_is()
    {
        Assert.Equal(8.0, EntryMethods.RateOrOne(new Contract(4, Side.Call, 2)));
        Assert.Equal(-1.0, EntryMethods.RateOrOne(null));
        Assert.Equal(1, Kernel("RateOrOne").Fallbacks);
        Assert.Equal("'contract' or 'contract.Count' is null", Kernel("RateOrOne").LastFallback);
    }

    [Fact]
    public void An_object_of_a_derived_type_runs_the_method_itself()
    {
        Quote quote = new(2), derived = new DerivedQuote(2);
        Assert.Equal(4.0, EntryMethods.Doubled(quote));
        Assert.Equal(-2.0, EntryMethods.Doubled(derived));
        Assert.Equal("'quote' is of a derived type", Kernel("Doubled").LastFallback);
    }

    [Fact]
    public void Arrays_that_a_method_hands_back_are_the_callers_own()
    {
        double[] a = [1, 2];
        double[,] grid = { { 1, 2, 3 } };
        var (same, inner, y) = EntryMethods.HandedBack(a, new Holder(grid), 2);
        Assert.Same(a, same);
        Assert.Same(grid, inner);
        Assert.Equal(4, y);
    }

    [Fact]
    public void A_null_array_is_named()
    {
        Assert.Equal("x", Assert.Throws<ArgumentNullException>(() => EntryMethods.Plus(null!, new([1f]))).ParamName);
        Assert.Equal("y", Assert.Throws<ArgumentNullException>(() => EntryMethods.Plus(new([1f]), null!)).ParamName);
    }

    private static KernelInfo Kernel(string name) => JitInfo.Kernels.Single(k => k.Display.StartsWith("EntryMethods." + name + "(", StringComparison.Ordinal));
}

public enum Side
{
    Call,
    Put,
}

public sealed record Contract(double Strike, Side Side, int? Count);

public record Quote(double Price)
{
    public virtual double Factor => 2;
}

public record DerivedQuote(double Price) : Quote(Price)
{
    public override double Factor => -1;
}

public sealed record Holder(double[,] Grid);

internal static class EntryMethods
{
    [Jit]
    public static (Side Side, double Strike) Turned(Side side, Contract contract) => (side, contract.Strike * 2.0);

    [Jit]
    public static double WithSpread(int? count, double? spread) => (count is { } n ? n : 0.0) + spread!.Value;

    [Jit]
    public static double RateOrOne(Contract? contract) => contract is null ? -1.0 : contract.Strike * 2.0;

    [Jit]
    public static double Doubled(Quote quote) => quote.Price * quote.Factor;

    [Jit]
    public static (double[] Same, double[,] Inner, double Y) HandedBack(double[] a, Holder holder, double y) => (a, holder.Grid, y * 2.0);

    [Jit]
    public static NdArray<float> Plus(NdArray<float> x, NdArray<float> y) => x + y;
}
