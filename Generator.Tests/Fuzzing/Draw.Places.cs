// Places that are read and written (variables, fields, properties, elements, conditional references), indices, and calls with what they take by reference.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

/// <param name="Parameters">Types, and "", "ref ", "in " or "out " before them.</param>
/// <param name="IsLocal">True for local functions: callable where their name is in scope.</param>
internal sealed record Helper(string Name, string Result, IReadOnlyList<(string Mode, string Type)> Parameters, bool IsLocal = false)
{
    /// <summary>What stands before the numbers in the names of parameters, where arguments may be named.</summary>
    public string? Stem { get; init; }
}

internal sealed partial class Draw
{
    private readonly List<Helper> _helpers = [];
    private readonly List<(string Name, string Type, int Length)> _tables = [];

    /// <summary>A place of a type; null when there is none.</summary>
    private Node? Place(string type, int d, bool write) => Choose(
        (30, () => Find(v => v.Type == type && (v.Writable || !write)) is { } variable ? Read(variable) : null),
        (14, () => Field(type, write)),
        (16, () => Find(v => v.Type == type + "[]" && (!write || v.Name != "w")) is { } array ? Node.Expression(type, $"{Read(array)}[{Index(array, d)}]") : null),
        (3, () => Find(v => v.Type == type + "[,]") is { } array ? Node.Expression(type, $"{Read(array)}[{IndexBelow(2, d)}, {IndexBelow(3, d)}]") : null),
        (2, () => Find(v => v.Type == type + "[][]") is { } array ? Node.Expression(type, $"{Read(array)}[{IndexBelow(2, 0)}][{IndexBelow(2, d)}]") : null),
        (4, () => Find(v => v.Type == $"Span<{type}>" || (!write && v.Type == $"ReadOnlySpan<{type}>")) is { } span ? Node.Expression(type, $"{Read(span)}[{Index(span, d)}]") : null),
        (6, () => Row(type, d, write)),
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
                    arguments.Add(IsArray(type) ? ArrayArgument(type) : Assignable(type, d));
                    break;
                case "params " when Chance(70):
                    arguments.AddRange(Enumerable.Range(0, Next(4)).Select(_ => Value(ElementOf(type), d)));
                    break;
                case "params ":
                    arguments.Add(ArrayArgument(type));
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
        return Node.Expression(helper.Result, $"{helper.Name}({Arguments(helper, arguments)})");
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
