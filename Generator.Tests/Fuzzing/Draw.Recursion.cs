// Methods that call themselves: as their last step with fewer steps left, or with a reflected argument that does not come back.
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal sealed partial class Draw
{
    private void DrawRecursion()
    {
        _members.Add(Chance(55) ? Repeated() : Reflected());
    }

    // The first parameter counts down, from what is not too many: C# has a stack.
    private Node Repeated()
    {
        string name = Name("H"), result = NumberType();
        string[] types = ["int", .. Enumerable.Range(0, 1 + Next(2)).Select(_ => Of("double", "int", "float", "double", "long"))];
        Var[] variables = [.. types.Select((t, i) => new Var("v" + name + i, t, Writable: i > 0))];
        string count = variables[0].Name;
        Node body = Apart(variables, () =>
        {
            _result = result;
            Node ends = Node.Item($"({count} <= 0 || {count} > 45{(Chance(50) ? Node.Item($" || {Condition(1)}") : Node.Item($""))})");
            Node Again() => Node.Item($"{name}({count} - {Of("1", "1", "2")}{Node.List([.. types.Skip(1).Select(t => Node.Item($", {Assignable(t, 2)}"))])})");
            if (Chance(35))
            {
                Node choice = Chance(50) ? Again() : Node.Item($"{Condition(1)} ? {Again()} : {(Chance(70) ? Again() : Node.Item($"({result}){Number(result, 1)}"))}");
                return Node.Item($"=> {ends} ? ({result}){Number(result, 1)} : {choice};");
            }
            Node first = Node.Item($"if {ends} {{ return {Result(result)}; }}");
            Node middle = Statements(1 + Next(2), Chance(40) ? 1 : 0);
            Node last = Chance(50) ? Node.Item($"return {Again()};")
                : Chance(60) ? Node.Item($"if ({Condition(1)}) {{ return {Again()}; }} return {(Chance(60) ? Again() : Result(result))};")
                : Node.Item($"if ({Condition(1)}) {{ {Statements(1, 0)} return {Again()}; }} else {{ return {Again()}; }}");
            return Node.Item($"{{ {first} {middle} {last} }}");
        });
        _helpers.Add(new Helper(name, result, [.. types.Select(t => ("", t))]));
        return Node.Item($"private static {result} {name}({string.Join(", ", variables.Select(v => v.Type + " " + v.Name))}) {body}");
    }

    private Node Reflected()
    {
        string name = Name("H"), result = NumberType(), type = Of("double", "double", "float", "int", "long"), other = Of("double", "int", "float");
        bool whole = !IsFloat(type);
        Var x = new("v" + name + "0", type), y = new("v" + name + "1", other);
        string f = type == "float" ? "f" : "";
        // What stays on its side is not reflected again; the least integer and NaN never are.
        (string When, string To)[] ways = whole
            ? [($"{x.Name} < 0 && {x.Name} != {type}.MinValue", "-" + x.Name), ($"{x.Name} > 100", $"{x.Name} % 100"), ($"{x.Name} < -3", $"(-3 - {x.Name}) & 7")]
            : [($"{x.Name} < 0", "-" + x.Name), ($"!({x.Name} >= 0) && !{type}.IsNaN({x.Name})", "-" + x.Name), ($"{x.Name} < 0.5{f}", $"1 - {x.Name}"), ($"{x.Name} > 1", $"1 / {x.Name}"), ($"{x.Name} < {y.Name}", "")];
        (string when, string to) = Of<(string, string)>(ways);
        // What is reflected is not written before: it might come back.
        Node first = Apart([x with { Writable = false }, y with { Writable = false }], () =>
        {
            _result = result;
            string second = $"({other}){(Chance(50) ? y.Name : "2")}";
            // A swap orders them.
            string call = to.Length == 0 ? $"{name}(({type}){y.Name}, ({other}){x.Name})" : $"{name}({to}, {second})";
            when = to.Length == 0 && type != other ? $"{x.Name} < 0" : when;
            call = to.Length == 0 && type != other ? $"{name}(-{x.Name}, {second})" : call;
            Node value = Chance(40) ? Node.Item($"{call}") : Node.Item($"({result})({call} {Of("+", "-", "*")} {Number(result, 1)})");
            return Node.Item($"if ({when}) {{ {(Chance(30) ? Statements(1, 0) : Node.List([]))} return {value}; }}");
        });
        Node rest = Apart([x, y], () =>
        {
            _result = result;
            return Node.Item($"{Statements(1 + Next(3), 1)} return {Result(result)};");
        });
        _helpers.Add(new Helper(name, result, [("", type), ("", other)]));
        return Node.Item($"private static {result} {name}({type} {x.Name}, {other} {y.Name}) {{ {first} {rest} }}");
    }
}
