// A trace remembers what it consulted: an edit of another declaration traces nothing, and an edit of any that it read, or whose names it looked up, traces it.
using System;
using System.Collections;
using System.Linq;
using System.Reflection;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SrcGenJit.Generator;
using Xunit;

namespace Generator.Tests;

// The memory of the process is measured: other tests must not fill it meanwhile.
[CollectionDefinition("Alone", DisableParallelization = true)]
public sealed class Alone;

[Collection("Alone")]
public class ConsultationTests
{
    private const string Methods = """
        using SrcGenJit;
        using static Constants;
        namespace App
        {
            static partial class C
            {
                [Jit] internal static NdArray<float> f(NdArray<float> x) => Helper.Scale(x) + Few;
                [Jit] internal static NdArray<float> g(Point p) => p.Size() * (float)Kind.Two;
                [Jit] internal static NdArray<float> h(NdArray<float> x) => x.Twice() + Helper.Default(x);
                internal static int Unread() { return 1; }
            }
            class Unrelated { internal int A; }
        }
        """;

    private const string Helpers = """
        using SrcGenJit;
        static class Constants
        {
            internal const int Base = 3;
            internal const int Few = Base + 1;
            internal const int Other = 7;
        }
        namespace App
        {
            record struct Point(NdArray<float> X, NdArray<float> Y)
            {
                internal NdArray<float> Size() => X * Y;
                internal NdArray<float> Sum() => X + Y;
            }
            enum Kind { One = 1, Two = Constants.Other }
            static class Helper
            {
                internal static NdArray<float> Scale(NdArray<float> x) => x * 2;
                internal static NdArray<float> Other(NdArray<float> x) => x * 3;
                internal static NdArray<float> Default(NdArray<float> x, int n = Constants.Few) => x * n;
            }
            static class Extensions
            {
                internal static NdArray<float> Twice(this NdArray<float> x) => x * 2;
            }
        }
        """;

    [Theory]
    [InlineData(0, "class Unrelated { internal int A; }", "class Unrelated { internal int A; internal static int B() => 2; }")]
    [InlineData(0, "internal static int Unread() { return 1; }", "internal static string Unread(int n) { return \"\"; } internal static int More;")]
    [InlineData(0, "class Unrelated { internal int A; }", "")]
    [InlineData(1, "NdArray<float> Other(NdArray<float> x) => x * 3", "NdArray<double> Other(NdArray<double> x, int n) => x * n")]
    [InlineData(1, "Sum() => X + Y", "Total(int n) => X + n")]
    [InlineData(1, "static class Extensions", "class New { internal int Q; }\nstatic class Extensions")]
    public void A_declaration_that_nobody_consulted_traces_nothing(int file, string old, string text)
    {
        Incremental program = new Incremental(Methods, Helpers).Edit(file, old, text);
        Assert.Equal(0, program.Traces);
        Assert.Empty(program.Emitted);
    }

    [Theory]
    [InlineData(1, "Base = 3", "Base = 4", "f h")]
    [InlineData(1, "Other = 7", "Other = 8", "g")]
    [InlineData(1, "NdArray<float> Y)", "NdArray<float> Y, int Z)", "g")]
    [InlineData(1, "int n = Constants.Few", "int n = 9", "h")]
    [InlineData(1, "X * Y", "X * Y * 2", "g")]
    [InlineData(1, "internal static NdArray<float> Other", "internal static NdArray<float> Scale(NdArray<float> x, params int[] n) => x * 9;\ninternal static NdArray<float> Other", "f")]
    [InlineData(1, "static class Extensions", "static class Near { internal static NdArray<float> Twice(this NdArray<float> x, int n = 0) => x; }\nstatic class Extensions", "h")]
    [InlineData(1, "NdArray<float> Scale(NdArray<float> x) => x * 2", "NdArray<float> Scale(NdArray<float> x) => x * 5", "f")]
    public void A_declaration_that_was_read_traces_who_read_it(int file, string old, string text, string traced)
    {
        Incremental program = new Incremental(Methods, Helpers).Edit(file, old, text);
        Assert.Equal(traced.Split(' ').Length, program.Traces);
    }

    [Fact]
    public void A_type_that_hides_one_that_was_looked_up_traces_who_looked()
    {
        Incremental program = new Incremental(Methods, Helpers).Add("namespace App { static class Twice; }");
        Assert.Equal(1, program.Traces);
        program.Add("namespace App { static class NdArray; }");
        Assert.Equal(3, program.Traces);
    }

    [Fact]
    public void A_table_that_a_new_method_writes_traces_who_took_it_for_constant()
    {
        Incremental program = new("""
            using SrcGenJit;
            static class C
            {
                private static readonly double[] table = [1.0, 2.0];
                [Jit] internal static double f(double x) => x * table[0] + table[1];
                [Jit] internal static double g(double x) => x * 2;
                // Here.
            }
            """);
        Assert.Equal(1, program.Edit(0, "// Here.", "internal static void Write() { table[0] = 3; }").Traces);
    }

    [Fact]
    public void Names_and_order_of_files_trace_nothing()
    {
        Incremental program = new(Methods, Helpers);
        program.Run(program.Compilation.RemoveAllSyntaxTrees().AddSyntaxTrees(GeneratorRun.Tree("/project/A.cs", Helpers), GeneratorRun.Tree("/project/B.cs", "class B;"), GeneratorRun.Tree("/project/C.cs", Methods)));
        Assert.Equal(0, program.Traces);
    }

    [Fact]
    public void A_failure_moves_with_the_text_before_it_and_is_not_traced_again()
    {
        const string Bad = """
            using SrcGenJit;
            static class C
            {
                static int Before() { return 1; }
                [Jit] internal static NdArray<float> f([Shape("n 2")] NdArray<float> x) { return Jnp.Matmul(x, x); }
            }
            """;
        Incremental program = new(Bad);
        Assert.Equal("Jnp.Matmul(x, x)", Text(Assert.Single(program.Analyze(out _))));
        program.Edit(0, "{ return 1; }", "{ /* much */ return 2 + 3; }\n// A comment.\n");
        Assert.Equal(0, program.Traces);
        Diagnostic moved = Assert.Single(program.Analyze(out int traces));
        Assert.Equal(0, traces);
        Assert.Equal("Jnp.Matmul(x, x)", Text(moved));
        Assert.Contains(program.Compilation.SyntaxTrees, tree => tree == moved.Location.SourceTree);
    }

    [Fact]
    public void Memory_after_a_thousand_edits_is_flat_and_traces_of_methods_that_are_gone_go()
    {
        Incremental program = new([Methods, Helpers, "using SrcGenJit; namespace App { static class Edited { [Jit] internal static NdArray<float> m0(NdArray<float> x, [Static] int n) => x + n; static void Use(NdArray<float> x) => m0(x, 0); } }"], track: false);
        WeakReference first = Weak(program);
        long At(int from, int to)
        {
            for (int i = from; i < to; i++)
            {
                program.Edit(2, $"m{i}", $"m{i + 1}").Edit(2, $"x, {i})", $"x, {i + 1})");
            }
            GC.Collect();
            GC.WaitForPendingFinalizers();
            GC.Collect();
            return GC.GetTotalMemory(true);
        }
        long early = At(0, 50);
        WeakReference later = Weak(program);
        long late = At(50, 500);
        Assert.Equal("False False", first.IsAlive + " " + later.IsAlive);
        Assert.InRange(late - early, long.MinValue, 8_000_000);
        Assert.InRange(Entries(program.Compilation), 1, 100);
    }

    [MethodImpl(MethodImplOptions.NoInlining)]
    private static WeakReference Weak(Incremental program) => new(program.Compilation);

    // Everything that the memo holds for a program.
    private static int Entries(Compilation compilation)
    {
        Type cache = typeof(JitGenerator).Assembly.GetType("SrcGenJit.Generator.Tracing.TraceCache")!;
        IEnumerable memos = (IEnumerable)cache.GetField("s_memos", BindingFlags.Static | BindingFlags.NonPublic)!.GetValue(null)!;
        return memos.Cast<object>().Where(pair => compilation.References.Contains((MetadataReference)pair.GetType().GetProperty("Key")!.GetValue(pair)!))
            .Select(pair => pair.GetType().GetProperty("Value")!.GetValue(pair)!)
            .Sum(memo => ((ICollection)memo.GetType().GetProperty("Entries")!.GetValue(memo)!).Count);
    }

    private static string Text(Diagnostic diagnostic) => diagnostic.Location.SourceTree!.GetText().ToString(diagnostic.Location.SourceSpan);
}
