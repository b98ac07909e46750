// Calls that throw in C# throw the same when compiled, and count as fallbacks; calls that do not throw stay compiled. A delegate runs the C# body, which is the reference.
using System;
using System.Linq;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Jit.ControlFlow;

public class GuardTests
{
    private static readonly double[] s_a = [1, 2, 3], s_b = [4, 5, 6];

    [Fact]
    public void Throws_under_a_condition() => Same("Condition", () => Guarded.Condition(-4), () => Body(Guarded.Condition, -4.0), () => Guarded.Condition(2), () => Body(Guarded.Condition, 2.0));

    [Fact]
    public void Throws_in_a_helper() => Same("Helper", () => Guarded.Helper(-0.5), () => Body(Guarded.Helper, -0.5), () => Guarded.Helper(2), () => Body(Guarded.Helper, 2.0));

    [Fact]
    public void Throws_where_a_nullable_number_is_null()
    {
        Assert.Equal(Body(Guarded.Coalesce, 2.0), Guarded.Coalesce(2));
        string expected = Assert.Throws<ArgumentNullException>(() => Body(Guarded.Coalesce, new object?[] { null })).Message;
        Assert.Equal(expected, Assert.Throws<ArgumentNullException>(() => Written(() => Guarded.Coalesce(null))).Message);
        Assert.Equal(1, Kernel("Coalesce").Fallbacks);
    }

    [Fact]
    public void Throws_at_an_index_above() => Same("Index", () => Guarded.Index(s_a, 3), () => Body(Guarded.Index, s_a, 3), () => Guarded.Index(s_a, 2), () => Body(Guarded.Index, s_a, 2));

    [Fact]
    public void Throws_at_an_index_below() => Same("Index", () => Guarded.Index(s_a, -1), () => Body(Guarded.Index, s_a, -1), () => Guarded.Index(s_a, 0), () => Body(Guarded.Index, s_a, 0));

    [Fact]
    public void Throws_at_an_index_from_the_end() => Same("FromEnd", () => Guarded.FromEnd(s_a, 0), () => Body(Guarded.FromEnd, s_a, 0), () => Guarded.FromEnd(s_a, 3), () => Body(Guarded.FromEnd, s_a, 3));

    [Fact]
    public void Writes_before_a_throw_stay()
    {
        double[] compiled = [1, 2], body = [1, 2];
        Same("Write", () => Written(() => Guarded.Write(compiled, 2)), () => Body(Guarded.Write, body, 2), () => Written(() => Guarded.Write(compiled, 1)), () => Body(Guarded.Write, body, 1));
        Assert.Equal([5, 7], compiled);
        double[] after = [1, 2];
        Assert.Throws<IndexOutOfRangeException>(() => Guarded.Write(after, -1));
        Assert.Equal([5, 2], after);
    }

    [Fact]
    public void Throws_at_a_division_by_zero() => Same("Divide", () => Guarded.Divide(7, 0), () => Body(Guarded.Divide, 7, 0), () => Guarded.Divide(-7, 2), () => Body(Guarded.Divide, -7, 2));

    [Fact]
    public void Throws_at_the_least_number_by_minus_one() =>
        Same("Divide", () => Guarded.Divide(int.MinValue, -1), () => Body(Guarded.Divide, int.MinValue, -1), () => Guarded.Divide(int.MinValue, 1), () => Body(Guarded.Divide, int.MinValue, 1));

    [Fact]
    public void Throws_at_a_remainder_by_zero() => Same("Remainder", () => Guarded.Remainder(7, 0), () => Body(Guarded.Remainder, 7L, 0L), () => Guarded.Remainder(-7, 4), () => Body(Guarded.Remainder, -7L, 4L));

    [Fact]
    public void Throws_where_checked_arithmetic_overflows() =>
        Same("CheckedSum", () => Guarded.CheckedSum(1, 1 << 30), () => Body(Guarded.CheckedSum, 1, 1 << 30), () => Guarded.CheckedSum(-2, 1 << 30 >> 1), () => Body(Guarded.CheckedSum, -2, 1 << 30 >> 1));

    [Fact]
    public void Throws_where_a_checked_conversion_overflows() =>
        Same("CheckedNumber", () => Guarded.CheckedNumber(1L << 31), () => Body(Guarded.CheckedNumber, 1L << 31), () => Guarded.CheckedNumber(-1L << 31), () => Body(Guarded.CheckedNumber, -1L << 31));

    [Fact]
    public void Throws_at_the_sign_of_what_is_not_a_number() => Same("SignOf", () => Guarded.SignOf(double.NaN), () => Body(Guarded.SignOf, double.NaN), () => Guarded.SignOf(-3), () => Body(Guarded.SignOf, -3.0));

    [Fact]
    public void Throws_at_the_absolute_value_of_the_least_number() =>
        Same("AbsoluteOf", () => Guarded.AbsoluteOf(int.MinValue), () => Body(Guarded.AbsoluteOf, int.MinValue), () => Guarded.AbsoluteOf(-3), () => Body(Guarded.AbsoluteOf, -3));

    [Fact]
    public void Throws_where_limits_are_the_wrong_way_round() => Same("Between", () => Guarded.Between(1, 3, 2), () => Body(Guarded.Between, 1.0, 3.0, 2.0), () => Guarded.Between(9, 2, 3), () => Body(Guarded.Between, 9.0, 2.0, 3.0));

    [Fact]
    public void Throws_in_the_librarys_own_checks() => Same("NotNegative", () => Guarded.NotNegative(-1, 2), () => Body(Guarded.NotNegative, -1, 2.0), () => Guarded.NotNegative(3, 2), () => Body(Guarded.NotNegative, 3, 2.0));

    [Fact]
    public void Throws_in_an_arm_of_a_switch_expression() =>
        Same("Kinds", () => Guarded.Kinds((Kind)7, 2), () => Body(Guarded.Kinds, (Kind)7, 2.0), () => Guarded.Kinds(Kind.Put, 2), () => Body(Guarded.Kinds, Kind.Put, 2.0));

    [Fact]
    public void Throws_in_the_default_of_a_switch() => Same("SwitchDefault", () => Guarded.SwitchDefault(2, 3), () => Body(Guarded.SwitchDefault, 2, 3.0), () => Guarded.SwitchDefault(1, 3), () => Body(Guarded.SwitchDefault, 1, 3.0));

    [Fact]
    public void Throws_in_an_assertion() => Same("Asserted", () => Guarded.Asserted(2, 1), () => Body(Guarded.Asserted, 2.0, 1.0), () => Guarded.Asserted(1, 2.5), () => Body(Guarded.Asserted, 1.0, 2.5));

    [Fact]
    public void Throws_where_lengths_differ() => Same("Lengths", () => Guarded.Lengths(s_a, [1]), () => Body(Guarded.Lengths, s_a, new double[] { 1 }), () => Guarded.Lengths(s_a, s_b), () => Body(Guarded.Lengths, s_a, s_b));

    [Fact]
    public void Throws_within_a_loop() => Same("InLoop", () => Guarded.InLoop(30, 9), () => Body(Guarded.InLoop, 30.0, 9), () => Guarded.InLoop(1.5, 9), () => Body(Guarded.InLoop, 1.5, 9));

    [Fact]
    public void Throws_in_a_loop_that_ends_no_other_way() =>
        Same("NoEnd", () => Guarded.NoEnd(double.PositiveInfinity), () => Body(Guarded.NoEnd, double.PositiveInfinity), () => Guarded.NoEnd(1000), () => Body(Guarded.NoEnd, 1000.0));

    [Fact]
    public void Throws_in_a_call_of_another_compiled_method() => Same("Nested", () => Guarded.Nested(0.5), () => Body(Guarded.Nested, 0.5), () => Guarded.Nested(5), () => Body(Guarded.Nested, 5.0));

    [Fact]
    public void Does_not_throw_for_what_a_branch_not_taken_would_throw()
    {
        Same("InBranch", () => Guarded.InBranch(4, 5), () => Body(Guarded.InBranch, 4.0, 5), () => Guarded.InBranch(4, 0), () => Body(Guarded.InBranch, 4.0, 0));
        Same("InBranch", () => Guarded.InBranch(4, 5), () => Body(Guarded.InBranch, 4.0, 5), () => Guarded.InBranch(2, 5), () => Body(Guarded.InBranch, 2.0, 5));
    }

    [Fact]
    public void A_method_where_nothing_can_throw_has_no_guard()
    {
        Assert.Equal(Body(Guarded.Unguarded, 0.5, 7), Guarded.Unguarded(0.5, 7));
        Assert.Matches(@"in \(\w+,\) \}$", Kernel("Unguarded").Jaxpr.TrimEnd());
        Assert.Matches(@"in \(\w+, \w+\) \}$", Kernel("Divide").Jaxpr.TrimEnd());
    }

    private static object? Body(Delegate body, params object?[] arguments)
    {
        try
        {
            return body.DynamicInvoke(arguments);
        }
        catch (System.Reflection.TargetInvocationException e)
        {
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(e.InnerException!);
            throw;
        }
    }

    private static object? Written(Action call)
    {
        call();
        return null;
    }

    private static void Same(string name, Func<object?> throwing, Func<object?> bodyThrowing, Func<object?> running, Func<object?> bodyRunning)
    {
        KernelInfo kernel = Kernel(name);
        long before = kernel.Fallbacks;
        Assert.Equal(bodyRunning(), running());
        Assert.Equal(before, kernel.Fallbacks);
        Exception expected = Assert.ThrowsAny<Exception>(bodyThrowing), actual = Assert.ThrowsAny<Exception>(throwing);
        Assert.Equal((expected.GetType(), expected.Message), (actual.GetType(), actual.Message));
        Assert.Equal(before + 1, kernel.Fallbacks);
        Assert.StartsWith("one of these does not hold: ", kernel.LastFallback, StringComparison.Ordinal);
    }

    private static KernelInfo Kernel(string name) => Assert.Single(JitInfo.Kernels, k => k.Display.StartsWith("Guarded." + name + "(", StringComparison.Ordinal));
}
