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
    private const int InputCount = 10;

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
        DrawTypes();
        for (int i = Of(0, 1, 1, 2); i > 0; i--)
        {
            DrawHelper();
        }
        for (int i = !_known && Has("recursion", 25) ? 1 + Next(2) : 0; i > 0; i--)
        {
            DrawRecursion();
        }
        (string Mode, string Type)[] parameters = [.. Enumerable.Range(0, 1 + Next(4)).Select(_ => ("", Chance(12) && Has("array parameters", 60) ? Of("double", "float", "int", "double") + "[]" : Chance(10) && !_known ? "bool" : Has("long and uint", 60) ? Of("double", "int", "double", "int", "float", "long", "uint") : Of("double", "int", "float")))];
        if (!parameters.Any(p => IsNumber(p.Type)))
        {
            parameters[0] = ("", "double");
        }
        string[] results = [.. Enumerable.Range(0, Of(1, 1, 2, 3)).Select(_ => Chance(15) ? "bool" : Has("long and uint", 60) ? Of("double", "int", "float", "long", "uint") : Of("double", "double", "int", "float"))];
        string result = results.Length == 1 ? results[0] : $"({string.Join(", ", results)})";
        Node method = Function("[Jit] public static ", "F", result, parameters, 3 + Next(6), 3);
        string arguments = string.Join(", ", parameters.Select((p, i) => $"({p.Type})a[{i.ToString(CultureInfo.InvariantCulture)}]!"));
        Node tree = Node.Item($"public static class NAME {{ {Node.List([.. _members, method])} public static object? Run(object?[] a) => F({arguments}); }}");
        return new RandomProgram(tree, [.. Enumerable.Range(0, InputCount).Select(i => Inputs(parameters, i))]);
    }

    // Draws a static function with statements, and with what it returns at its end.
    private Node Function(string modifiers, string name, string result, (string Mode, string Type)[] parameters, int statements, int depth)
    {
        Var[] variables = [.. parameters.Select((p, i) => new Var("v" + name + i, p.Type, p.Mode != "in " && !p.Type.EndsWith(']'), p.Mode.Length == 0))];
        Node body = Apart(variables, () =>
        {
            _result = result;
            Node[] outs = [.. parameters.Select((p, i) => (p, i)).Where(p => p.p.Mode == "out ").Select(p => Node.Item($"v{name}{p.i} = {Literal(p.p.Type)};"))];
            List<Node> list = [.. Enumerable.Range(0, statements).Select(_ => Statement(depth))];
            return Node.Item($"{{ {outs.Aggregate(Node.Item($""), (a, o) => Node.Item($"{a}{o}"))}{Node.List(list)} return {Result(result)}; }}");
        });
        return Node.Item($"{modifiers}{result} {name}({string.Join(", ", parameters.Select((p, i) => p.Mode + p.Type + " v" + name + i.ToString(CultureInfo.InvariantCulture)))}) {body}");
    }

    private Node Result(string type) => type.StartsWith('(') ? Node.Item($"({Parts(type).Select(t => Assignable(t, 1))})") : Assignable(type, 2);

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
        _members.Add(Function(jit ? "[Jit] public static " : "private static ", helper.Name, helper.Result, parameters, 1 + Next(3), 2));
        _helpers.Add(helper);
    }

    private object?[] Inputs((string Mode, string Type)[] parameters, int row) => [.. parameters.Select(p => Input(p.Type, row))];

    // The first rows are mild numbers, of which programs compute something; the others have what is special.
    private object Input(string type, int row)
    {
        bool special = row >= 5 && Chance(60);
        if (type.EndsWith("[]", StringComparison.Ordinal))
        {
            int length = row == 9 ? Next(3) : 2 + Next(5);
            return type switch
            {
                "double[]" => Enumerable.Range(0, length).Select(_ => (double)Input("double", row)).ToArray(),
                "float[]" => Enumerable.Range(0, length).Select(_ => (float)Input("float", row)).ToArray(),
                _ => Enumerable.Range(0, length).Select(_ => (int)Input("int", row)).ToArray(),
            };
        }
        int mild = Next(13) - 4;
        double fine = mild + (Next(8) / 8.0);
        return type switch
        {
            "bool" => Chance(50),
            "double" => special ? Of(0.0, -0.0, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e300, -1e18, 5e-324, 3e9, 0.1) : fine,
            "float" => special ? Of(0f, -0f, float.NaN, float.PositiveInfinity, float.NegativeInfinity, 1e38f, -1e18f, 1e-45f, 3e9f, 0.1f) : (float)fine,
            "int" => special ? Of(0, -1, int.MinValue, int.MaxValue, 65536, -32769, 255, 33) : mild,
            "uint" => special ? Of(0u, uint.MaxValue, 0x80000000u, 256u, 31u) : (uint)Math.Abs(mild),
            "long" => special ? Of(0L, -1L, long.MinValue, long.MaxValue, 1L << 32, -5000000000L) : mild,
            _ => throw new ArgumentException(type),
        };
    }
}
