// Queries, searches and reversals over arrays whose length is not known while building: compiled, with the bits and exceptions of .NET's own.
using System;
using System.Collections.Generic;
using System.Linq;
using Xunit;

namespace Generator.Tests.Fuzzing;

public class QueryTests
{
    private static readonly double[][] s_arrays = [[], [2], [1, 2, 3, 4, 5], [-1, 7, 2.5, double.NaN, 1], [5, 4, 3, 2, 1, 0, -0.0], [.. Enumerable.Range(0, 50).Select(i => (i * 37 % 11) - 4.5)]];

    // Name, [Jit] method F(double[] a, double[] b, double x, int n).
    public static TheoryData<string, string> Programs => new()
    {
        { "SelectNumberedWhere", "double F(double[] a, double[] b, double x, int n) => a.Select((v, i) => v * x + i).Where(v => v > 1).Sum()" },
        { "WhereNumbered", "double F(double[] a, double[] b, double x, int n) => a.Where((v, i) => i % 2 == 0 && v > 0).Append(7).Prepend(3).Concat(a.Select(v => -v)).Aggregate(1.0, (s, v) => s * 0.9 + v)" },
        { "ZipOfArrays", "(double, double[]) F(double[] a, double[] b, double x, int n) => (a.Zip(b, (p, q) => p * q).Sum(), a.Zip(b).Select(t => t.First - t.Second).ToArray())" },
        { "ZipOfNeighbours", "(double, double) F(double[] a, double[] b, double x, int n) => (a.Zip(a.Skip(1), (p, q) => (q - p) * x).Sum(), a.Skip(1).Zip(a, (p, q) => (p - q) * (p - q)).Sum())" },
        { "TakeAndSkip", "double F(double[] a, double[] b, double x, int n) => a.Where(v => v > 0).Take(n).Sum() + a.Skip(1).Sum() * 10 + a.Take(2).Sum() * 100 + a.Where(v => v < 3).Skip(n).Sum() * 1000" },
        { "TakeAndSkipWhile", "double F(double[] a, double[] b, double x, int n) => a.TakeWhile(v => v < 3).Sum() * 100 + a.SkipWhile(v => v < 3).Sum()" },
        { "FirstAndLast", "double F(double[] a, double[] b, double x, int n) => a.First(v => v > 1.5) + a.FirstOrDefault(v => v > 1e6) + a.Last(v => v < 3) + a.First() + a.Last() + b.LastOrDefault()" },
        { "SequencesEqual", "(bool, bool, bool) F(double[] a, double[] b, double x, int n) => (a.SequenceEqual(b), a.SequenceEqual(a), a.AsSpan().SequenceEqual(b))" },
        { "AggregateWithoutSeed", "double F(double[] a, double[] b, double x, int n) => a.Where(v => v > x).Aggregate((s, v) => s * 0.5 + v)" },
        { "ElementAtAndAny", "double F(double[] a, double[] b, double x, int n) => a.ElementAt(n) + (a.Any() ? 1 : 2) + (a.Where(v => v > 2).Any() ? 10 : 20)" },
        { "ForeachOverQuery", "double F(double[] a, double[] b, double x, int n) { double s = 0; foreach (var (v, i) in a.Select((v, i) => (v, i))) { s += v * i; a[0] = s; } return s; }" },
        { "ForeachInReverse", "double F(double[] a, double[] b, double x, int n) { double s = 0; foreach (double v in a.Reverse()) { s = s * 2 + v; a[0] = s; } return s; }" },
        { "ForeachOverRange", "int F(double[] a, double[] b, double x, int n) { int s = 0; foreach (int i in Enumerable.Range(1, n)) { if (i % 3 == 0) { continue; } s += i; } return s + Enumerable.Range(1, n).Where(i => i % 2 == 1).Select(i => i * i).Sum(); }" },
        { "FunctionsAreCalledOnce", "double F(double[] a, double[] b, double x, int n) { int calls = 0; double s = a.Select(v => { calls++; return v; }).Where(v => v > 1).Sum(); s += a.Select(v => { calls += 10; return v; }).FirstOrDefault(v => v > 1); return s + 100 * calls; }" },
        { "Correlation", "double F(double[] a, double[] b, double x, int n) { double ma = a.Average(), mb = b.Average(); return a.Zip(b, (p, q) => (p - ma) * (q - mb)).Sum() / Math.Sqrt(a.Sum(p => (p - ma) * (p - ma)) * b.Sum(q => (q - mb) * (q - mb))); }" },
        { "IndexAndDefault", "double F(double[] a, double[] b, double x, int n) => a.Count(v => v > 1) + a.Index().Where(t => t.Index > 0).Select(t => t.Item * t.Index).DefaultIfEmpty(x).Max()" },
        { "Mirrored", "double F(double[] a, double[] b, double x, int n) => Enumerable.Range(0, a.Length).Select(i => a[i] * a[a.Length - 1 - i]).Sum()" },
        { "ArraysReversed", "void F(double[] a, double[] b, double x, int n) { Array.Reverse(a); a.AsSpan(0, a.Length / 2).Reverse(); Array.Reverse(b, 1, 2); }" },
        { "ArraysSearched", "double F(double[] a, double[] b, double x, int n) => Array.FindIndex(a, v => v > x) + Array.IndexOf(a, x) * 10 + b.AsSpan().IndexOf(x) * 100 + Array.Find(a, v => v > x) + (Array.Exists(a, v => v < x) ? 1000 : 2000) + (Array.TrueForAll(b, v => v != x) ? 1e4 : 2e4)" },
        { "ArraysConverted", "float[] F(double[] a, double[] b, double x, int n) => Array.ConvertAll(a, v => (float)(v * x))" },
        { "NotANumberIsContained", "(bool, bool, bool) F(double[] a, double[] b, double x, int n) { List<double> l = [x, 2]; return (a.Contains(x), Enumerable.Contains(a, double.NaN), l.Contains(x + n * 0.0)); }" },
        { "SearchedByHalves", "(int, int) F(double[] a, double[] b, double x, int n) { int[] c = [1, 4, 4, 9]; return (Array.BinarySearch(a, x), Array.BinarySearch(b, double.NaN) * 100 + Array.BinarySearch(c, n)); }" },
        { "Spreads", "(double[], double[], double) F(double[] a, double[] b, double x, int n) { Span<double> s = [.. a[1..], .. b]; return ([.. a, x, .. b], [.. a.Select(v => 2 * v), 7, .. b.Reverse()], s.Length + s[^1]); }" },
        { "SpreadsAreTakenInTheirOrder", "double[] F(double[] a, double[] b, double x, int n) { double Bump() => a[0] += x; return [.. a, Bump(), .. a, Bump(), .. (double[])[.. a.Select(v => v + x), Bump()], Bump()]; }" },
        { "FewSpreadsAreTakenLate", "(double[], double[], double[]) F(double[] a, double[] b, double x, int n) { double Bump() => a[0] += x; return ([.. a, Bump(), .. a, Bump()], [.. a, x, Bump(), .. a], [.. a, .. b, .. (double[])[Bump()]]); }" },
        { "SpreadsOfQueries", "double[] F(double[] a, double[] b, double x, int n) { double[] c = [x, 2]; double Bump() => c[0] += x; return [.. c, Bump(), .. c.Select(v => v * 2), Bump(), .. a.Concat(b).Append(Bump()).Prepend(x)]; }" },
        { "ArraysJoined", "double[] F(double[] a, double[] b, double x, int n) => a.Concat(b.Select(v => v * x)).Append(n).Prepend(-1).ToArray()" },
    };

    // One compilation for all.
    private static readonly Lazy<Dictionary<string, Outcome>> s_outcomes = new(() => Execution.Run([.. Programs.Select(p => Program((string)p[0]!, (string)p[1]!))]).ToDictionary(o => o.Program.Name));

    [Theory]
    [MemberData(nameof(Programs), DisableDiscoveryEnumeration = true)]
    public void Queries_give_what_they_give_in_NET(string name, string method)
    {
        Outcome outcome = s_outcomes.Value[name];
        Assert.Contains(method, outcome.Program.Source, StringComparison.Ordinal);
        Assert.True(outcome.Verdict == Verdict.Agrees, outcome.Verdict + ": " + outcome.Detail);
        Assert.Equal(outcome.Throws, outcome.Fallbacks);
    }

    private static TestProgram Program(string name, string method)
    {
        bool isVoid = method.StartsWith("void", StringComparison.Ordinal);
        const string Call = "F((double[])a[0]!, (double[])a[1]!, (double)a[2]!, (int)a[3]!)";
        return new TestProgram(
            name,
            $$"""
            {{RandomProgram.Usings}}
            public static class {{name}}
            {
                [Jit] public static {{method}}{{(method.EndsWith('}') ? "" : ";")}}
                public static object? Run(object?[] a) {{(isVoid ? $"{{ {Call}; return null; }}" : $"=> {Call};")}}
            }
            """,
            [.. s_arrays.SelectMany(_ => s_arrays.Select((b, i) => (b, i)), (a, other) => new object?[] { a.Clone(), other.b.Clone(), other.i == 2 ? double.NaN : 0.5 + other.i, other.i - 1 })]);
    }
}
