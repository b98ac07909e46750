// Places that are read and written (variables, fields, properties, elements, conditional references), indices, and calls with what they take by reference.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

/// <param name="Parameters">Types, and "", "ref ", "in " or "out " before them.</param>
/// <param name="IsLocal">True for local functions: callable where their name is in scope.</param>
internal sealed record Helper(string Name, string Result, IReadOnlyList<(string Mode, string Type)> Parameters, bool IsLocal = false);

internal sealed partial class Draw
{
    private readonly List<Helper> _helpers = [];
    private readonly List<(string Name, string Type, int Length)> _tables = [];

    /// <summary>A place of a type; null when there is none.</summary>
    private Node? Place(string type, int d, bool write) => Choose(
        (30, () => Find(v => v.Type == type && (v.Writable || !write)) is { } variable ? Read(variable) : null),
        (14, () => Field(type, write)),
        (16, () => Find(v => v.Type == type + "[]") is { } array ? Node.Expression(type, $"{Read(array)}[{Index(array, d)}]") : null),
        (3, () => Find(v => v.Type == type + "[,]") is { } array ? Node.Expression(type, $"{Read(array)}[{IndexBelow(2, d)}, {IndexBelow(3, d)}]") : null),
        (2, () => Find(v => v.Type == type + "[][]") is { } array ? Node.Expression(type, $"{Read(array)}[{IndexBelow(2, 0)}][{IndexBelow(2, d)}]") : null),
        (4, () => Find(v => v.Type == $"Span<{type}>") is { } span ? Node.Expression(type, $"{Read(span)}[{IndexBelow(span.Length, d)}]") : null),
        (3, () => Find(v => v.Type == $"List<{type}>") is { } list ? Node.Expression(type, $"{Read(list)}[{IndexBelow(2, 0)}]") : null),
        (5, () => Find(v => v.Type.StartsWith('(') && v.Writable && Parts(v.Type).Contains(type)) is { } tuple
            ? Node.Variable(type, $"{tuple.Name}.Item{1 + Array.IndexOf(Parts(tuple.Type), type)}") : null),
        (5, () => !write && _tables.Where(t => t.Type == type).ToArray() is { Length: > 0 } tables && Of<(string Name, string Type, int Length)>(tables) is var t
            ? Node.Expression(type, $"{t.Name}[{IndexBelow(t.Length, d)}]") : null),
        (2, () => Has("references", 30) && Find(IsReferable(type)) is { } one && Find(IsReferable(type)) is { } two
            ? Node.Expression(type, $"({Condition(Math.Max(d - 1, 0))} ? ref {one.Name} : ref {two.Name})") : null));

    public static string[] Parts(string tuple) => tuple[1..^1].Split(", ");

    private static Func<Var, bool> IsReferable(string type) => v => v.Type == type && v.Writable && v.Name[0] == 'v';

    private Node? Field(string type, bool write)
    {
        if (Find(v => TypeNamed(v.Type) is { IsEnum: false } t && t.Fields.Any(f => f.Type == type && (f.Writable || !write)) && (v.Writable || !write || !(t.IsStruct || t.Name[0] == 'K'))) is not { } owner)
        {
            return null;
        }
        UserField field = Of<UserField>([.. TypeNamed(owner.Type)!.Fields.Where(f => f.Type == type && (f.Writable || !write))]);
        return Node.Variable(type, $"{owner.Name}.{field.Name}");
    }

    private Node Index(Var array, int d)
    {
        if (_known)
        {
            return array.Length > 0 ? IndexBelow(array.Length, d) : Node.Literal("int", "0");
        }
        if (array.Length > 0)
        {
            return Chance(4) && Has("bounds", 40) ? Number("int", d) : Chance(6) ? Node.Item($"^{Of("1", "2")}") : IndexBelow(array.Length, d);
        }
        // Parameters of any length.
        return Chance(10) ? Node.Literal("int", "0")
            : Chance(10) ? Number("int", 1) : Node.Expression("int", $"(int)((uint){Moving("int", d)} % (uint){array.Name}.Length)");
    }

    // Mostly within bounds; sometimes a step inside it, as in a[i++ % 4].
    private Node IndexBelow(int length, int d)
    {
        if (Chance(45))
        {
            return Node.Literal("int", Next(length) switch { 0 => "0", 1 => "1", 2 => "2", _ => (length - 1).ToString(System.Globalization.CultureInfo.InvariantCulture) });
        }
        if (Chance(30) && Find(v => v.Known && v.Type == "int") is { } known)
        {
            return Node.Expression("int", $"({Read(known)} % {length})");
        }
        if (_known)
        {
            return Node.Expression("int", $"(({KnownInt(1)} & 7) % {length})");
        }
        if (Chance(15) && Has("effects in expressions", 60) && Find(v => v.Type == "int" && v.Writable) is { } stepped)
        {
            return length is 2 or 4 or 8 ? Node.Expression("int", $"({stepped.Name}++ & {length - 1})") : Node.Expression("int", $"(int)((uint)({stepped.Name}++) % {length}u)");
        }
        return length is 2 or 4 or 8 ? Node.Expression("int", $"({Moving("int", d)} & {length - 1})") : Node.Expression("int", $"(int)((uint){Moving("int", d)} % {length}u)");
    }

    private Node? Call(string type, int d) => Choose(
        (6, () => Helpers(type) is { Length: > 0 } helpers ? CallOf(Of<Helper>(helpers), d) : null),
        (3, () => Find(v => v.Type.StartsWith("Func<", StringComparison.Ordinal) && v.Type.EndsWith(type + ">", StringComparison.Ordinal) && v.Type[5..^1].Split(", ")[^1] == type) is { } function
            ? Node.Expression(type, $"{function.Name}({function.Type[5..^1].Split(", ")[..^1].Select(t => Value(t, d))})") : null),
        (6, () => Find(v => TypeNamed(v.Type)?.Methods.Any(m => m.Result == type) == true) is { } owner ? CallOf(owner, Of<UserMethod>([.. TypeNamed(owner.Type)!.Methods.Where(m => m.Result == type)]), d) : null),
        (1, () => _types.Where(t => !t.IsAbstract && t.Methods.Any(m => m.Result == type)).ToArray() is { Length: > 0 } types && Of<UserType>(types) is var t && Of<UserMethod>([.. t.Methods.Where(m => m.Result == type)]) is var m
            ? Node.Expression(type, $"{New(t, d)}.{m.Name}({m.Parameters.Select(p => Assignable(p, d))})") : null));

    private Helper[] Helpers(string? type) => [.. _helpers.Where(h => (type is null || h.Result == type) && (!h.IsLocal || Visible.Any(v => v.Name == h.Name)))];

    private Node CallOf(Var owner, UserMethod method, int d) => Node.Expression(method.Result, $"{Read(owner)}.{method.Name}({method.Parameters.Select(t => Assignable(t, d))})");

    private Node? CallOf(Helper helper, int d)
    {
        List<Node> arguments = [];
        foreach ((string mode, string type) in helper.Parameters)
        {
            switch (mode)
            {
                case "":
                    arguments.Add(type.EndsWith("[]", StringComparison.Ordinal) ? Find(v => v.Type == type) is { } array ? Read(array) : Node.Expression(type, $"new {type} {{ {Value(type[..^2], d)}, {Value(type[..^2], 0)} }}") : Assignable(type, d));
                    break;
                case "in ":
                    arguments.Add(Chance(50) && Find(IsReferable(type)) is { } known ? Node.Item($"in {known.Name}") : Value(type, d));
                    break;
                default:
                    if (Find(IsReferable(type)) is { } variable)
                    {
                        arguments.Add(Node.Item($"{mode}{variable.Name}"));
                    }
                    else if (Find(v => v.Type == type + "[]") is { } elements)
                    {
                        arguments.Add(Node.Item($"{mode}{elements.Name}[{IndexBelow(Math.Max(elements.Length, 1), 0)}]"));
                    }
                    else
                    {
                        return null;
                    }
                    break;
            }
        }
        return Node.Expression(helper.Result, $"{helper.Name}({arguments})");
    }

    /// <summary>LINQ, over ranges and arrays; what it defers is used at once or later.</summary>
    private Node? Query(string type, int d)
    {
        if (_loops > 1)
        {
            return null;
        }
        string x = Name("x"), y = Name("y");
        string element = type is "int" or "double" or "float" or "long" ? type : Of("int", "double");
        Node Lambda(string name, string of, string result) => Within(() =>
        {
            Declare(new Var(name, of, Writable: false));
            return result == "bool" ? Condition(Math.Min(d, 1)) : Number(result, Math.Min(d, 1));
        });
        Node source = Chance(50) || Find(v => v.Type == element + "[]") is not { } array
            ? Node.Expression("seq", $"Enumerable.Range({Of("0", "1")}, {Of("2", "3", "4")}).Select({x} => {Lambda(x, "int", element)})")
            : Node.Expression("seq", $"{Read(array)}");
        switch (Next(5))
        {
            case 0: source = Node.Expression("seq", $"{source}.Select({y} => {Lambda(y, element, element)})"); break;
            case 1: source = Node.Expression("seq", $"{source}.{Of("Take(2)", "Skip(1)", "Reverse()", "ToArray()", "ToList()", "Append(1)", "Prepend(2)", "Concat([3, 4])")}"); break;
            case 2: source = Node.Expression("seq", $"{source}.Select(({y}, {x}i) => ({element})({Lambda(y, element, element)} + {x}i))"); break;
            case 3: source = Node.Expression("seq", $"{source}.Where({y} => {Lambda(y, element, "bool")})"); break;
            default: break;
        }
        string z = Name("z"), w = Name("w");
        if (type == "bool")
        {
            return Node.Expression("bool", $"{source}.{Of("Any", "All")}({z} => {Lambda(z, element, "bool")})");
        }
        if (type == "int" && Chance(30))
        {
            return Node.Expression("int", $"{source}.Count({z} => {Lambda(z, element, "bool")})");
        }
        if (type != element)
        {
            return null;
        }
        return Choose(
            (4, () => Node.Expression(type, $"{source}.Sum()")),
            (2, () => Node.Expression(type, $"{source}.{Of("Max", "Min")}()")),
            (2, () => Node.Expression(type, $"{source}.Sum({z} => {Lambda(z, element, type)})")),
            (3, () => Node.Expression(type, $"{source}.Aggregate({Value(type, 0)}, ({z}, {w}) => {Within(() =>
            {
                Declare(new Var(z, type, Writable: false));
                Declare(new Var(w, type, Writable: false));
                return Node.Expression(type, $"({type})({Node.Variable(type, z)} {Of("+", "-", "*")} {Number(type, 1)})");
            })})")),
            (1, () => type == "double" ? Node.Expression(type, $"{source}.Average()") : null),
            (1, () => Node.Expression(type, $"{source}.{Of("First()", "Last()", "ElementAt(1)", "FirstOrDefault()")}")));
    }

    /// <summary>Draws the inside of a lambda.</summary>
    private T Within<T>(Func<T> draw)
    {
        (string? result, bool loop) = (_result, _inLoop);
        (_result, _inLoop) = (null, false);
        _level++;
        T drawn = Inside(draw);
        _level--;
        (_result, _inLoop) = (result, loop);
        return drawn;
    }
}
