// Generic methods over numbers of any type (INumber, static abstract members), methods with params, and arguments by name in another order.
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal sealed partial class Draw
{
    private void DrawGeneric()
    {
        if (Chance(35))
        {
            DrawStaticAbstract();
            return;
        }
        string name = Name("H");
        string[] variables = [.. Enumerable.Range(0, 1 + Next(2)).Select(i => "v" + name + i)];
        Node body = GenericBody(name, [.. variables]);
        _members.Add(Node.Item($"{(Chance(30) ? "[Jit] public" : "private")} static T {name}<T>({string.Join(", ", variables.Select(v => "T " + v))}) where T : System.Numerics.INumber<T> {body}"));
        // Where the arguments say the type, C# infers it.
        foreach (string type in (string[])["double", "int", "float", "long"])
        {
            _helpers.Add(new Helper($"{name}<{type}>", type, [.. variables.Select(_ => ("", type))]) { Stem = "v" + name });
        }
    }

    private Node GenericBody(string name, List<string> variables)
    {
        Node Value(int d) => d <= 0 || Chance(20)
            ? Node.Item($"{(Chance(70) ? Of<string>(variables) : Of("T.One", "T.Zero", "T.CreateChecked(2)", "T.CreateSaturating(3)"))}")
            : Next(8) switch
            {
                0 or 1 or 2 => Node.Item($"({Value(d - 1)} {Of("+", "-", "*")} {Value(d - 1)})"),
                3 => Node.Item($"T.{Of("Max", "Min")}({Value(d - 1)}, {Value(d - 1)})"),
                4 => Node.Item($"(-{Value(d - 1)})"),
                5 when !_known => Node.Item($"({Value(0)} {Of("<", ">", "<=", "==", "!=")} {Value(0)} ? {Value(d - 1)} : {Value(d - 1)})"),
                6 when !_known => Node.Item($"(T.{Of("IsNegative", "IsZero", "IsNaN", "IsInteger")}({Value(0)}) ? {Value(d - 1)} : {Value(d - 1)})"),
                _ => Node.Item($"({Value(d - 1)} + {Value(d - 1)})"),
            };
        string sum = "s" + name, i = "i" + name;
        Node start = Node.Item($"T {sum} = {Value(2)};");
        variables.Add(sum);
        Node loop = Chance(60)
            ? Node.Item($"for (int {i} = 0; {i} < {Of("2", "3", "40")}; {i}++) {{ {sum} {Of("+=", "-=", "*=")} {Value(2)}; {(!_known && Chance(50) ? Node.Item($"if ({sum} > {Value(1)}) {{ {Of("break;", $"return {sum};", $"{sum}--; continue;")} }}") : Node.Item($""))} }}")
            : Node.Item($"{sum} += {Value(2)};");
        Node guard = !_known && Chance(40) ? Node.Item($"if ({Value(1)} {Of("<", ">=", "==")} T.Zero) {{ return {Value(1)}; }}") : Node.Item($"");
        return Node.Item($"{{ {start} {guard} {loop} return {Value(1)}; }}");
    }

    // An interface whose implementations are told apart by a type argument.
    private void DrawStaticAbstract()
    {
        string face = Name("I"), name = Name("H"), type = Of("double", "int", "float");
        _members.Add(Node.Item($"public interface {face} {{ static abstract {type} Start {{ get; }} static abstract {type} Step({type} x, {type} y); static virtual {type} Last({type} x) => ({type})(x + 1); }}"));
        string[] made = [.. Enumerable.Range(0, 2).Select(_ => Name("O"))];
        foreach (string one in made)
        {
            Var[] variables = [new("x" + one, type), new("y" + one, type)];
            Node step = Apart(variables, () => Node.Item($"{{ {Statements(Next(2), 1)} return ({type}){Number(type, 2)}; }}"));
            Node last = Chance(50) ? Node.Item($"public static {type} Last({type} x{one}) => ({type}){Apart([variables[0]], () => Number(type, 1))};") : Node.Item($"");
            _members.Add(Node.Item($"public {Of("struct", "class", "readonly struct")} {one} : {face} {{ public static {type} Start => {Literal(type)}; public static {type} Step({type} x{one}, {type} y{one}) {step} {last} }}"));
            _helpers.Add(new Helper($"{name}<{one}>", type, [("", type), ("", "int")]) { Stem = "v" + name });
        }
        _members.Add(Node.Item($"private static {type} {name}<T>({type} v{name}0, int v{name}1) where T : {face} {{ {type} s = T.Start; for (int i = 0; i < {(_known ? "3" : $"(v{name}1 & 3)")}; i++) {{ s = T.Step(s, v{name}0); }} return T.Last(s); }}"));
    }

    private void DrawParams()
    {
        string name = Name("H"), type = Of("double", "int", "float"), result = NumberType();
        string span = Of("", "", "span");
        string array = span.Length > 0 ? $"ReadOnlySpan<{type}>" : type + "[]";
        Var[] variables = [new("v" + name + 0, type), new("v" + name + 1, array, Writable: false, Capturable: span.Length == 0)];
        Node body = Apart(variables, () =>
        {
            _result = result;
            return Node.Item($"{{ {Statements(1 + Next(3), 2)} return {Result(result)}; }}");
        });
        _members.Add(Node.Item($"private static {result} {name}({type} v{name}0, params {array} v{name}1) {body}"));
        _helpers.Add(new Helper(name, result, [("", type), ("params ", array)]) { Stem = "v" + name });
    }

    // By name, in another order than the parameters have: C# evaluates them as they stand.
    private Node Arguments(Helper helper, List<Node> arguments)
    {
        if (helper.Stem is not { } stem || arguments.Count < 2 || helper.Parameters.Any(p => p.Mode == "params ") || !Has("arguments by name", 20) || Chance(40))
        {
            return Node.Item($"{arguments}");
        }
        int[] order = [.. Enumerable.Range(0, arguments.Count).Reverse()];
        if (Chance(50))
        {
            order = [.. order.Skip(1), order[0]];
        }
        return Node.Item($"{order.Select(i => Node.Item($"{stem}{i}: {arguments[i]}"))}");
    }
}
