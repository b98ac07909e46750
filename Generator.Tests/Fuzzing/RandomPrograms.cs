// A random program: types, helpers and a [Jit] method of numbers and arrays, with inputs that are mild, special or at the limits. CsCheck's generator of them.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using CsCheck;

namespace Generator.Tests.Fuzzing;

/// <param name="Tree">The class <c>NAME</c>; the name is put in when it is printed.</param>
internal sealed record RandomProgram(Node Tree, IReadOnlyList<object?[]> Inputs)
{
    public const string Usings = "using System; using System.Collections.Generic; using System.Linq; using SrcGenJit;\n";

    public TestProgram Named(string name) => new(name, Usings + Tree.ToString().Replace("NAME", name, StringComparison.Ordinal), Inputs);
}

internal sealed class RandomPrograms : Gen<RandomProgram>
{
    public static RandomPrograms All { get; } = new();

    /// <summary>The program of a seed.</summary>
    public RandomProgram Of(int seed) => Generate(new PCG(1, (ulong)seed), null, out _);

    public override RandomProgram Generate(PCG pcg, Size? min, out Size size)
    {
        RandomProgram program = new Draw(pcg).Program();
        size = new Size((ulong)program.Tree.Count);
        return program;
    }
}

internal sealed partial class Draw
{
    public RandomProgram Program()
    {
        _members.Add(Node.Item($"public sealed class Oops(int code) : Exception(\"oops \" + code);"));
        _members.Add(Node.Item($"public sealed class Closing(Action action) : IDisposable {{ public void Dispose() => action(); }}"));
        for (int i = Next(2); i > 0; i--)
        {
            string type = Of("double", "int", "float", "double"), name = Name("T");
            int length = Of(3, 4, 6);
            _members.Add(Node.Item($"private static readonly {type}[] {name} = {{ {Enumerable.Range(0, length).Select(_ => Literal(type))} }};"));
            _tables.Add((name, type, length));
        }
        if (Has("tables of rows", 20) && Chance(60))
        {
            DrawRows();
        }
        DrawTypes();
        for (int i = Of(0, 1, 1, 2); i > 0; i--)
        {
            DrawHelper();
        }
        for (int i = !_known && Has("recursion", 25) ? 1 + Next(2) : 0; i > 0; i--)
        {
            DrawRecursion();
        }
        for (int i = Has("generic methods", 15) ? 1 + Next(2) : 0; i > 0; i--)
        {
            DrawGeneric();
        }
        if (Has("params", 10))
        {
            DrawParams();
        }
        (Node method, string call, IReadOnlyList<object?[]> inputs) = Kernel();
        return new RandomProgram(Node.Item($"public static class NAME {{ {Node.List([.. _members, method])} public static object? Run(object?[] a) {call} }}"), inputs);
    }

    // Draws a static function with statements, and with what it returns at its end.
    private Node Function(string modifiers, string name, string result, (string Mode, string Type)[] parameters, int statements, int depth, IEnumerable<Var>? around = null)
    {
        Var[] variables = [.. around ?? [], .. parameters.Select((p, i) => new Var("v" + name + i, p.Type, p.Mode != "in " && !IsArray(p.Type), p.Mode.Length == 0 && !IsSpan(p.Type)))];
        Node body = Apart(variables, () =>
        {
            _result = result;
            Node[] outs = [.. parameters.Select((p, i) => (p, i)).Where(p => p.p.Mode == "out ").Select(p => Node.Item($"v{name}{p.i} = {Literal(p.p.Type)};"))];
            List<Node> list = [.. Enumerable.Range(0, statements).Select(_ => Statement(depth))];
            return Node.Item($"{{ {outs.Aggregate(Node.Item($""), (a, o) => Node.Item($"{a}{o}"))}{Node.List(list)} return {Result(result)}; }}");
        });
        return Node.Item($"{modifiers}{result} {name}({string.Join(", ", parameters.Select((p, i) => p.Mode + p.Type + " v" + name + i.ToString(CultureInfo.InvariantCulture)))}) {body}");
    }

    private Node Result(string type) => type.StartsWith('(') ? Node.Item($"({Parts(type).Select(t => IsArray(t) ? ArrayValue(t) : Assignable(t, 1))})") : IsArray(type) ? ArrayValue(type) : Assignable(type, 2);

    private void DrawHelper()
    {
        bool jit = Chance(25);
        (string Mode, string Type)[] parameters = [.. Enumerable.Range(0, 1 + Next(3)).Select(_ => (jit ? "" : Of("", "", "", "ref ", "in ", "out "), ValueType()))];
        if (!parameters.Any(p => IsNumber(p.Type) && p.Mode.Length == 0))
        {
            parameters[0] = ("", NumberType());
        }
        string[] types = jit ? ["double", "int", "float", "long"] : [ValueType()];
        Helper helper = new(Name("H"), Of<string>(types), parameters);
        if (jit)
        {
            parameters = [.. parameters.Select(p => ("", p.Type is "char" ? "int" : p.Type))];
            helper = helper with { Parameters = parameters };
        }
        if (Chance(25) && !jit)
        {
            parameters[^1] = ("", Of("double", "int", "float") is var e && Chance(50) ? e + "[]" : $"{Of("ReadOnlySpan", "Span")}<{e}>");
        }
        helper = helper with { Stem = "v" + helper.Name };
        _members.Add(Function(jit ? "[Jit] public static " : "private static ", helper.Name, helper.Result, parameters, 1 + Next(3), 2));
        _helpers.Add(helper);
    }
}
