// LINQ and searches over ranges and arrays: what takes each element by itself, what goes by position, what orders and searches.
using System;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal sealed partial class Draw
{
    /// <summary>LINQ, over ranges and arrays; what it defers is used at once or later.</summary>
    private Node? Query(string type, int d)
    {
        if (_loops > 1)
        {
            return null;
        }
        if (Has("LINQ by position", 40) && Chance(45) && ByPosition(type, d) is { } position)
        {
            return position;
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

    // What goes by position, searches or orders, over arrays of any length.
    private Node? ByPosition(string type, int d)
    {
        string element = type is "int" or "double" or "float" or "long" && Chance(70) ? type : Of("int", "double", "float");
        if (Find(v => v.Type == element + "[]") is not { } array)
        {
            return null;
        }
        Var other = Find(v => v.Type == element + "[]") ?? array;
        string a = array.Name, b = other.Name, x = Name("x"), y = Name("y");
        Node Two(string result) => Within(() =>
        {
            Declare(new Var(x, element, Writable: false));
            Declare(new Var(y, element, Writable: false));
            return Node.Expression(result, $"({result})({x} {Of("+", "-", "*")} {y})");
        });
        Node Test() => Within(() =>
        {
            Declare(new Var(x, element, Writable: false));
            return Condition(Math.Min(d, 1));
        });
        Node count = _known ? KnownInt(0) : Chance(50) ? Node.Item($"{Of("0", "1", "2", "9")}") : Number("int", 1);
        Node source = Next(12) switch
        {
            0 => Node.Item($"{a}.Zip({b}, ({x}, {y}) => {Two(element)})"),
            1 => Node.Item($"{a}.Zip({b}.Skip(1), ({x}, {y}) => {Two(element)})"),
            2 => Node.Item($"{a}.Take({count})"),
            3 => Node.Item($"{a}.Skip({count})"),
            4 => Node.Item($"Enumerable.Reverse({a})"),
            5 => Node.Item($"{a}.Concat({b})"),
            6 => Node.Item($"{a}.TakeWhile({x} => {Test()})"),
            7 => Node.Item($"{a}.SkipWhile({x} => {Test()})"),
            8 => Node.Item($"{a}.Select(({x}, {y}) => ({element})({x} {Of("+", "*", "-")} {y}))"),
            9 => Node.Item($"{a}.Where(({x}, {y}) => {Of($"{y} % 2 == 0", $"{x} > {y}", $"{y} > 0")})"),
            10 => Node.Item($"{a}.{Of("Order()", "OrderDescending()", $"OrderBy({x} => -{x})", "Distinct()", "TakeLast(2)", "SkipLast(1)", "DefaultIfEmpty()")}"),
            _ => Node.Item($"{a}"),
        };
        if (type == "bool")
        {
            return Next(4) switch
            {
                0 => Node.Expression("bool", $"{a}.SequenceEqual({(Chance(50) ? Node.Item($"{b}") : source)})"),
                1 => Node.Expression("bool", $"{a}.Contains({Number(element, 1)})"),
                2 => Node.Expression("bool", $"{a}.AsSpan().SequenceEqual({b})"),
                _ => Node.Expression("bool", $"{source}.Any()"),
            };
        }
        if (type == "int" && Chance(50))
        {
            return Next(6) switch
            {
                0 => Node.Expression("int", $"Array.{Of("IndexOf", "LastIndexOf")}({a}, {Number(element, 1)})"),
                1 => Node.Expression("int", $"Array.FindIndex({a}, {x} => {Test()})"),
                2 => Node.Expression("int", $"{source}.Count()"),
                3 => Node.Expression("int", $"Enumerable.Range({Of("0", "1", "-2")}, {(_known ? KnownInt(0) : Node.Item($"{Of("", "-")}({Moving("int", 1)} & 7)"))}).Where({x} => {x} % 2 == {Of("0", "1")}).Sum()"),
                4 => Node.Expression("int", $"{a}.Select(({x}, {y}) => {y}).Sum()"),
                _ => Node.Expression("int", $"Array.BinarySearch({a}, {Number(element, 1)})"),
            };
        }
        if (type != element)
        {
            return null;
        }
        return Next(8) switch
        {
            0 => Node.Expression(type, $"{source}.{Of("First()", "Last()", "FirstOrDefault()", "LastOrDefault()", "Single()", "SingleOrDefault()")}"),
            1 => Node.Expression(type, $"{source}.{Of("ElementAt", "ElementAtOrDefault")}({count})"),
            2 => Node.Expression(type, $"{source}.{Of("Min()", "Max()", "Sum()")}"),
            3 => Node.Expression(type, $"{a}.{Of("MinBy", "MaxBy")}({x} => {x} * {x})"),
            4 => Node.Expression(type, $"{source}.Aggregate(({x}, {y}) => {Two(element)})"),
            5 => Node.Expression(type, $"{source}.{Of("First", "Last", "FirstOrDefault", "LastOrDefault", "Single")}({x}z => {x}z > 1)"),
            6 => Node.Expression(type, $"Array.Find({a}, {x}z => {x}z > {Of("0", "1", "100")})"),
            _ => Node.Expression(type, $"{source}.Aggregate({Value(type, 0)}, ({x}, {y}) => {Two(element)})"),
        };
    }
}
