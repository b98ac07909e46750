// What the tests of control flow hold of one method: the same bits as its body, derivatives that are its slopes, a map that is a loop of calls. Each check says the first thing that differs, or null.
using System;
using System.Linq;
using SrcGenJit;

namespace Runtime.Tests.Jit.ControlFlow;

internal static class Check
{
    private static readonly double[] s_values =
    [
        0.0, -0.0, 0.3, 0.75, 1.0, 1.5, 2.0, 2.7, 3.5, 5.0, 12.25, -0.4, -1.0, -1.7, -3.25, -7.5, 1e9, -1e9, 5e-324, double.MaxValue, double.NaN, double.PositiveInfinity, double.NegativeInfinity,
    ];

    // Away from every place where a branch of some method turns.
    private static readonly double[] s_smooth = [0.31, 0.77, 1.53, 2.71, 3.37, -0.43, -1.71, -3.29, -7.13];

    private static readonly int[] s_numbers = [0, 1, 2, 3, 5, 12, -1];

    public static string? Bits(Case method) =>
        (from n in Numbers(method) from x in s_values select Same(method.Body(x, n), method.Compiled(x, n), $"{method}({x:R}, {n})")).FirstOrDefault(d => d is not null);

    public static string? Map(Case method) => Numbers(method).Select(n =>
    {
        double[] mapped = method.Map!(new NdArray<double>(s_values), n).ToArray();
        return s_values.Select((x, i) => Same(method.Body(x, n), mapped[i], $"{method}({x:R}, {n}) mapped")).FirstOrDefault(d => d is not null);
    }).FirstOrDefault(d => d is not null);

    public static string? Forward(Case method) => Slopes(method, (x, n) =>
    {
        (double y, double tangent) = method.Forward!(x, n);
        return Same(method.Body(x, n), y, $"the value of {method}({x:R}, {n}) in forward mode") is null ? tangent : double.NaN;
    });

    public static string? Reverse(Case method) => Slopes(method, method.Reverse!);

    private static string? Slopes(Case method, Func<double, int, double> derivative) =>
        (from n in Numbers(method)
         from x in s_smooth
         let h = 1e-6 * Math.Max(1, Math.Abs(x))
         let slope = (method.Body(x + h, n) - method.Body(x - h, n)) / (2 * h)
         let found = derivative(x, n)
         where !(Math.Abs(found - slope) <= 1e-6 * Math.Max(Math.Abs(method.Body(x, n)), Math.Max(1, Math.Abs(slope))))
         select $"the derivative of {method}({x:R}, {n}) is {found:R}, and the slope {slope:R}").FirstOrDefault();

    // Not-a-number has many bit patterns, and C# does not say which.
    private static string? Same(double expected, double actual, string what) =>
        double.IsNaN(expected) && double.IsNaN(actual) || BitConverter.DoubleToInt64Bits(expected) == BitConverter.DoubleToInt64Bits(actual)
            ? null
            : $"{what} is {actual:R}, and the body gives {expected:R}";

    private static int[] Numbers(Case method) => method.TakesNumber ? s_numbers : [0];
}
