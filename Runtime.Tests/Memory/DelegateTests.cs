// Static functions of one signature are told apart by their hash: registering N kernels takes time in N, not in its square.
using System;
using System.Collections.Generic;
using System.Diagnostics;
using System.Linq;
using System.Reflection;
using System.Reflection.Emit;
using SrcGenJit.CompilerServices;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Memory;

public class DelegateTests
{
    private const int Count = 10_000;

    [Fact]
    public void Ten_thousand_static_kernels_of_one_signature_are_found_each()
    {
        Func<int, int>[] functions = Functions(), again = Functions(functions);
        KernelIndex index = new();
        Stopwatch watch = Stopwatch.StartNew();
        for (int i = 0; i < Count; i++)
        {
            index.Add(new KernelInfo { Name = $"f{i}", Jaxpr = "", Method = functions[i] });
        }
        for (int i = 0; i < Count; i++)
        {
            Assert.Equal($"f{i}", index.Find(again[i])?.Name);
        }
        Assert.InRange(watch.Elapsed.TotalSeconds, 0, 5);
        Assert.Equal(Count, index.All.Count);
        Assert.Null(index.Find((Func<int, int>)Math.Abs));
    }

    [Fact]
    public void Hashes_differ_by_method_and_by_target()
    {
        Func<int, int>[] functions = Functions();
        Assert.InRange(functions.Select(DelegateComparer.Instance.GetHashCode).Distinct().Count(), Count - 50, Count);
        Func<int, int>[] closures = [.. Enumerable.Range(0, 100).Select(i => (Func<int, int>)(x => x + i))];
        Assert.InRange(closures.Select(DelegateComparer.Instance.GetHashCode).Distinct().Count(), 98, 100);
        Assert.All(functions.Zip(Functions(functions)), p => Assert.Equal(DelegateComparer.Instance.GetHashCode(p.First), DelegateComparer.Instance.GetHashCode(p.Second)));
    }

    [Fact]
    public void The_last_of_two_kernels_for_one_method_stays()
    {
        KernelIndex index = new();
        index.Add(new KernelInfo { Name = "first", Jaxpr = "", Method = (Func<int, int>)Math.Abs });
        index.Add(new KernelInfo { Name = "second", Jaxpr = "", Method = (Func<int, int>)Math.Abs });
        Assert.Equal("second", index.Find((Func<int, int>)Math.Abs)?.Name);
    }

    // Methods of a class made for the test.
    private static Func<int, int>[] Functions()
    {
        TypeBuilder type = AssemblyBuilder.DefineDynamicAssembly(new AssemblyName("Many"), AssemblyBuilderAccess.RunAndCollect).DefineDynamicModule("Many").DefineType("Many", TypeAttributes.Public);
        for (int i = 0; i < Count; i++)
        {
            ILGenerator code = type.DefineMethod($"f{i}", MethodAttributes.Public | MethodAttributes.Static, typeof(int), [typeof(int)]).GetILGenerator();
            code.Emit(OpCodes.Ldarg_0);
            code.Emit(OpCodes.Ret);
        }
        Dictionary<string, MethodInfo> made = type.CreateType().GetMethods(BindingFlags.Public | BindingFlags.Static).ToDictionary(m => m.Name);
        return [.. Enumerable.Range(0, Count).Select(i => made[$"f{i}"].CreateDelegate<Func<int, int>>())];
    }

    private static Func<int, int>[] Functions(IEnumerable<Func<int, int>> same) => [.. same.Select(f => f.Method.CreateDelegate<Func<int, int>>())];
}
