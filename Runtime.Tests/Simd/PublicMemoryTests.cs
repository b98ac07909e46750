// Public members over raw references are exactly those that emitted code calls, and hidden from completion; everything else checks what it is given.
using System;
using System.Collections.Generic;
using System.ComponentModel;
using System.Linq;
using System.Reflection;
using SrcGenJit;
using SrcGenJit.Eager;
using SrcGenJit.Simd;
using Xunit;
using Reductions = SrcGenJit.Simd.Reductions;

namespace Runtime.Tests.Simd;

public class PublicMemoryTests
{
    // Loads and stores of the lane types, and of emitted loops over them. The loops check lengths once, at the kernel's entry.
    private static readonly string[] s_lanes = ["Load", "LoadMask", "LoadStrided", "Store", "StoreMask"];
    private static readonly string[] s_laneTypes = ["ILanes`2", "Lanes1`1", "Lanes128`1", "Lanes256`1", "Lanes512`1", "Pair`2"];
    private static readonly string[] s_others =
    [
        "LaneMemory.Broadcast", "LaneMemory.Lane", "LaneMemory.Load", "LaneMemory.LoadRange", "LaneMemory.SetMask", "LaneMemory.Store", "RowAccumulator`3.AddRange",
    ];

    [Fact]
    public void Members_over_raw_memory_are_those_that_emitted_code_calls()
    {
        string[] allowed = [.. s_laneTypes.SelectMany(t => s_lanes.Select(m => $"{t}.{m}")), .. s_others];
        (MemberInfo Member, string Name)[] found = [.. typeof(NdArray).Assembly.GetExportedTypes().SelectMany(Raw).Select(m => (m, $"{m.DeclaringType!.Name}.{m.Name}"))];
        Assert.Equal(allowed.Order(), found.Select(f => f.Name).Distinct().Order());
        Assert.All(found, f => Assert.Equal(EditorBrowsableState.Never, f.Member.DeclaringType!.GetCustomAttribute<EditorBrowsableAttribute>()?.State));
    }

    [Fact]
    public void Spans_that_are_too_short_are_refused()
    {
        float[] four = new float[4];
        Assert.Throws<ArgumentException>(() => Reductions.ReduceColumns<float, SumMonoid>(four, 3, new float[2]));
        Assert.Throws<ArgumentOutOfRangeException>(() => Reductions.ReduceColumns<float, SumMonoid>(four, -1, new float[2]));
        Assert.Throws<ArgumentException>(() => Reductions.ReduceColumns<float, SumMonoid>(four, int.MaxValue, new float[4]));
        Assert.Throws<ArgumentException>(() => MatMul.Multiply<float>(four, four, four, 2, 3, 2));
        Assert.Throws<ArgumentOutOfRangeException>(() => MatMul.Multiply<float>(four, four, four, -1, -1, 1));
        Assert.Throws<ArgumentException>(() => MatMul.Dot<float>(four, four.AsSpan(1)));
        Assert.Throws<ArgumentException>(() => KernelSupport.Array(four, [5]));
        Assert.Throws<ArgumentException>(() =>
        {
            InterpreterCall call = new("{ lambda ; a:f32[5]. let b:f32[5] = sin a in (b,) }", 1);
            call.Add<float>(four, [5]);
        });
        Assert.Throws<ArgumentException>(() =>
        {
            InterpreterCall call = new("{ lambda ; a:f64[4]. let b:f64[4] = sin a in (b,) }", 1);
            call.Add<float>(four, [4]);
        });
    }

    [Fact]
    public void A_lane_beyond_the_block_is_one_inside()
    {
        Lanes128<float> block = Lanes128<float>.Sequence(0, 1);
        Assert.Equal(1, LaneMemory.Lane<Lanes128<float>, float>(ref block, 5));
        Assert.Equal(3, LaneMemory.Lane<Lanes128<float>, float>(ref block, -1));
        Lanes128<float> mask = Lanes128<float>.Less(block, Lanes128<float>.Broadcast(1));
        Assert.True(LaneMemory.IsSet<Lanes128<float>, float>(mask, 1 << 20));
    }

    private static IEnumerable<MemberInfo> Raw(Type type)
    {
        const BindingFlags Public = BindingFlags.Public | BindingFlags.Static | BindingFlags.Instance | BindingFlags.DeclaredOnly;
        IEnumerable<MemberInfo> methods = type.GetMethods(Public).Cast<MethodBase>().Concat(type.GetConstructors(Public))
            .Where(m => m.GetParameters().Any(p => IsRaw(p.ParameterType) && !p.IsOut && !p.IsIn) || (m is MethodInfo method && IsRaw(method.ReturnType)));
        return methods.Concat(type.GetFields(Public).Where(f => IsRaw(f.FieldType)));
    }

    private static bool IsRaw(Type type) => type.IsByRef || type.IsPointer || type.IsFunctionPointer;
}
