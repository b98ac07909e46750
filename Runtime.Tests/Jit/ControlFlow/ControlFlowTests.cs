// Methods with C#'s own control flow, compiled: their jaxprs as text, their bits, their derivatives and maps over them, and the size of long sequences of branches.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text;
using SrcGenJit;
using SrcGenJit.CompilerServices;
using Xunit;

namespace Runtime.Tests.Jit.ControlFlow;

public class ControlFlowTests
{
    public static IEnumerable<object[]> Methods => Cases.All.Select(c => new object[] { c.Name });

    public static IEnumerable<object[]> Reversible => Cases.All.Where(c => c.Reverse is not null).Select(c => new object[] { c.Name });

    [Fact]
    public void The_jaxpr_of_each_method_is_the_verified_one()
    {
        StringBuilder found = new();
        foreach (Case method in Cases.All)
        {
            KernelInfo kernel = Kernel(method.Name);
            found.Append("## ").Append(kernel.Display).Append("\n\n").Append(kernel.Jaxpr.Replace("\r\n", "\n").TrimEnd()).Append("\n\n");
        }
        Verify(found.ToString().TrimEnd());
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void Compiled_calls_give_the_bits_of_the_body(string name)
    {
        Assert.Null(Check.Bits(Find(name)));
        Assert.Equal(0, Kernel(name).Fallbacks);
    }

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_forward_derivative_is_the_slope(string name) => Assert.Null(Check.Forward(Find(name)));

    [Theory]
    [MemberData(nameof(Reversible))]
    public void A_reverse_derivative_is_the_slope(string name) => Assert.Null(Check.Reverse(Find(name)));

    [Theory]
    [MemberData(nameof(Methods))]
    public void A_map_is_a_loop_of_calls(string name) => Assert.Null(Check.Map(Find(name)));

    [Fact]
    public void Thirty_ifs_in_sequence_stay_small()
    {
        Func<double, double> returns = Growth.Returns, assigns = Growth.Assigns;
        foreach (double x in new[] { -1.0, 0.7, 3, 25, 40, 1000, double.NaN })
        {
            Assert.Equal(returns(x), Growth.Returns(x));
            Assert.Equal(assigns(x), Growth.Assigns(x));
        }
        Assert.InRange(Equations("Growth.Returns("), 60, 300);
        Assert.InRange(Equations("Growth.Assigns("), 60, 300);
    }

    [Fact]
    public void What_both_ways_lead_to_is_traced_once()
    {
        Func<double, double>[] bodies = [SharedTails.Conditions, SharedTails.Inner, SharedTails.Arms];
        foreach (double x in new[] { -7.0, -1, 0.2, 1.4, 3, 6.2, 6.9, 25, 2e6, double.NaN })
        {
            Assert.Equal([bodies[0](x), bodies[1](x), bodies[2](x)], new[] { SharedTails.Conditions(x), SharedTails.Inner(x), SharedTails.Arms(x) });
        }
        Assert.InRange(Equations("SharedTails.Conditions("), 60, 400);
        Assert.InRange(Equations("SharedTails.Inner("), 40, 400);
        Assert.InRange(Equations("SharedTails.Arms("), 30, 400);
    }

    private static int Equations(string prefix) =>
        Assert.Single(JitInfo.Kernels, k => k.Display.StartsWith(prefix, StringComparison.Ordinal)).Jaxpr.Split(" = ").Length - 1;

    private static Case Find(string name) => Cases.All.Single(c => c.Name == name);

    private static KernelInfo Kernel(string name) => Assert.Single(
        JitInfo.Kernels,
        k => new[] { nameof(Branches), nameof(Loops), nameof(ArrayLoops) }.Any(c => k.Display.StartsWith(c + "." + name + "(", StringComparison.Ordinal)));

    // SNAPSHOT=accept rewrites the file.
    private static void Verify(string text, [CallerFilePath] string path = "")
    {
        string file = Path.Combine(Path.GetDirectoryName(path)!, "ControlFlowTests.Jaxprs.verified.txt");
        if (Environment.GetEnvironmentVariable("SNAPSHOT") == "accept")
        {
            File.WriteAllText(file, text);
        }
        Assert.Equal(File.ReadAllText(file).Replace("\r\n", "\n"), text);
    }
}
