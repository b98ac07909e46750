// Arrays: local ones of known length, ones whose length is a number of the program, tables of tuples and structs, spans and slices, arrays that a condition chose.
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal sealed partial class Draw
{
    private readonly List<(string Name, string Type, int Length)> _rows = [];

    private Node ArrayLocal()
    {
        string type = Chance(10) ? "bool" : NumberType(), name = Name("v");
        int length = Of(2, 4, 4, 3, 5);
        IEnumerable<Node> Elements(int count) => [.. Enumerable.Range(0, count).Select(_ => Assignable(type, 1))];
        Node node;
        switch (Next(8))
        {
            case 0 when !Has("arrays of two dimensions", 40):
            case 1 when !Has("jagged arrays", 40):
            case 2 when !Has("spans", 40):
            case 3 when !Has("lists", 40):
                goto default;
            case 0:
                node = Node.Item($"{type}[,] {name} = {{ {{ {Elements(3)} }}, {{ {Elements(3)} }} }};");
                Declare(new Var(name, type + "[,]", Writable: false));
                return node;
            case 1:
                node = Node.Item($"{type}[][] {name} = [[{Elements(2)}], [{Elements(2)}]];");
                Declare(new Var(name, type + "[][]", Writable: false));
                return node;
            case 2:
                node = Node.Item($"Span<{type}> {name} = {(Find(v => v.Type == type + "[]" && v.Length >= 2) is { } of ? $"{of.Name}.AsSpan(0, 2)" : (_noReturn ? $"new {type}[2]" : $"stackalloc {type}[2]"))};");
                Declare(new Var(name, $"Span<{type}>", Writable: false, Capturable: false, Length: 2));
                return node;
            case 3:
                node = Node.Item($"List<{type}> {name} = [{Elements(2)}]; {name}.Add({Assignable(type, 1)});");
                Declare(new Var(name, $"List<{type}>", Writable: false));
                return node;
            case 4 when Find(v => v.Type == type + "[]" && v.Length > 0) is { } source:
                node = Node.Item($"{type}[] {name} = {(Chance(50) ? $"({type}[]){source.Name}.Clone()" : $"{source.Name}[..{source.Length}]")};");
                Declare(new Var(name, type + "[]", Writable: false, Length: source.Length));
                return node;
            case 5:
                node = Node.Item($"{type}[] {name} = new {type}[{length}];");
                Declare(new Var(name, type + "[]", Writable: false, Length: length));
                return Chance(40) ? Node.Item($"{node} Array.Fill({name}, {Value(type, 1)});") : node;
            default:
                node = Chance(50) ? Node.Item($"{type}[] {name} = [{Elements(length)}];") : Node.Item($"{type}[] {name} = {{ {Elements(length)} }};");
                Declare(new Var(name, type + "[]", Writable: false, Length: length));
                return node;
        }
    }

    /// <summary>An array or span for a parameter.</summary>
    private Node ArrayArgument(string type)
    {
        string element = ElementOf(type);
        Var? array = Find(v => v.Type == type) ?? (IsSpan(type) ? Find(v => v.Type == element + "[]" || (type[0] == 'R' && v.Type == $"Span<{element}>")) : null);
        if (array is null || Chance(10))
        {
            return IsSpan(type) && Chance(20) ? Node.Literal(type, "default") : Node.Expression(type, $"new {element}[] {{ {Value(element, 1)}, {Value(element, 0)} }}");
        }
        if (!Chance(20) || !Has("slices", 30))
        {
            return Node.Variable(type, array.Name);
        }
        string from = Of("1..", "..^1", "1..^1", "..1");
        return !IsSpan(type) ? Node.Item($"{array.Name}[{from}]") : IsSpan(array.Type) ? Node.Item($"{array.Name}[{from}]") : Node.Item($"{array.Name}.AsSpan({Of(from, "1", "0, 1")})");
    }

    private Node ArrayValue(string type) => Find(v => v.Type == type) is { } array && Chance(80) ? Read(array) : ArrayArgument(type);

    // A number that is mostly a length; negative and empty ones too, never so great that memory is short.
    private Node Size() => Next(7) switch
    {
        0 => Node.Item($"({Moving("int", 1)} & {Of("3", "7")})"),
        1 => Node.Item($"Math.Min({Moving("int", 1)}, {Of("5", "40")})"),
        2 => Node.Item($"({Moving("int", 1)} % {Of("4", "9")})"),
        3 => Node.Item($"Math.Abs({Moving("int", 1)} % 6) + 1"),
        4 => Node.Item($"Math.Clamp({Moving("int", 1)}, {Of("0", "1", "-1")}, 9)"),
        5 => Node.Item($"({Condition(1)} ? {Of("2", "0")} : {Of("3", "50")})"),
        _ => Find(v => v.Type.EndsWith("[]", System.StringComparison.Ordinal) && v.Length == 0 && char.IsLower(v.Type[0]) && IsNumber(v.Type[..^2])) is { } array ? Node.Item($"{array.Name}.Length{Of("", "", " + 1", " - 1", " * 2")}") : Node.Item($"({Moving("int", 1)} & 7)"),
    };

    private Node? SizedArray()
    {
        if (_known || _loops > 0)
        {
            return null;
        }
        string type = NumberType(), name = Name("v"), n = Name("n"), i = Name("i");
        Node size = Size();
        if (Chance(20) && Has("arrays of two dimensions", 40))
        {
            // Read and written by its own loops alone: other places take it to be two by three.
            string sum = Name("v");
            Declare(new Var(n, "int", Writable: false));
            Node each = Looping(1, 0, new Var(i, "int", Writable: false), new Var(i + "j", "int", Writable: false));
            Node two = Node.Item($"int {n} = {size}; {type}[,] {name} = new {type}[{n}, {Of("2", n)}]; {type} {sum} = default; for (int {i} = 0; {i} < {name}.GetLength(0); {i}++) {{ for (int {i}j = 0; {i}j < {name}.GetLength(1); {i}j++) {{ {each} {name}[{i}, {i}j] = ({type})({i} * 2 + {i}j); }} }} foreach ({type} x{name} in {name}) {{ {sum} += x{name}; }}");
            Declare(new Var(sum, type));
            return two;
        }
        Node made = Node.Item($"int {n} = {size}; {type}[] {name} = new {type}[{n}];");
        Declare(new Var(n, "int", Writable: false));
        Var array = Declare(new Var(name, type + "[]", Writable: false));
        if (Chance(25))
        {
            return made;
        }
        Node body = Looping(Next(2), 0, new Var(i, "int", Writable: false));
        Node value = Inside(() =>
        {
            Declare(new Var(i, "int", Writable: false));
            return Assignable(type, 2);
        });
        string limit = Of(n, name + ".Length", name + ".Length", n + " - 1");
        Node last = Chance(30) && Has("breaks", 60) ? Node.Item($"if ({Condition(1)}) {{ break; }}") : Node.Item($"");
        string before = Chance(20) && type is "double" or "float" or "int" or "long" ? $"if ({i} > 0) {{ {array.Name}[{i}] += {array.Name}[{i} - 1]; }}" : "";
        return Node.Item($"{made} for (int {i} = {Of("0", "0", "1")}; {i} < {limit}; {i}++) {{ {body} {name}[{i}] = {value}; {before} {last} }}");
    }

    // A table of tuples or structs.
    private Node? RowsLocal()
    {
        string name = Name("v");
        int length = Of(2, 3, 4);
        if (Chance(50) && _types.Where(t => t.IsStruct && !t.IsEnum).ToArray() is { Length: > 0 } structs)
        {
            UserType type = Of<UserType>(structs);
            Node made = Node.Item($"{type.Name}[] {name} = [{Enumerable.Range(0, length).Select(_ => ObjectValue(type, 1))}];");
            Declare(new Var(name, type.Name + "[]", Writable: false, Length: length));
            return made;
        }
        string a = NumberType(), b = NumberType();
        Node rows = Node.Item($"({a}, {b})[] {name} = [{Enumerable.Range(0, length).Select(_ => Node.Item($"({Assignable(a, 1)}, {Assignable(b, 1)})"))}];");
        Declare(new Var(name, $"rows({a}, {b})", Writable: false, Length: length));
        return rows;
    }

    private void DrawRows()
    {
        string a = Of("double", "int", "float"), b = Of("double", "int", "bool"), name = Name("T");
        int length = Of(2, 3, 5);
        _members.Add(Node.Item($"private static readonly ({a}, {b})[] {name} = [{Enumerable.Range(0, length).Select(_ => Node.Item($"({Literal(a)}, {Literal(b)})"))}];"));
        _rows.Add((name, $"({a}, {b})", length));
    }

    // A part of a row of a table.
    private Node? Row(string type, int d, bool write)
    {
        if (!write && Chance(40) && _rows.Where(r => Parts(r.Type).Contains(type)).ToArray() is { Length: > 0 } statics)
        {
            (string table, string row, int length) = Of<(string, string, int)>(statics);
            return Node.Expression(type, $"{table}[{IndexBelow(length, d)}].Item{1 + System.Array.IndexOf(Parts(row), type)}");
        }
        if (Find(v => v.Type.StartsWith("rows(", System.StringComparison.Ordinal) && Parts(v.Type[4..]).Contains(type)) is { } rows && Chance(60))
        {
            return Node.Expression(type, $"{rows.Name}[{Index(rows, d)}].Item{1 + System.Array.IndexOf(Parts(rows.Type[4..]), type)}");
        }
        return Find(v => v.Type.EndsWith("[]", System.StringComparison.Ordinal) && TypeNamed(v.Type[..^2]) is { } t && t.Fields.Any(f => f.Type == type && (f.Writable || !write))) is not { } array ? null
            : Node.Expression(type, $"{array.Name}[{Index(array, d)}].{Of<UserField>([.. TypeNamed(array.Type[..^2])!.Fields.Where(f => f.Type == type && (f.Writable || !write))]).Name}");
    }

    private Node? RowsLoop(int count, int depth)
    {
        if (Find(v => v.Type.StartsWith("rows(", System.StringComparison.Ordinal)) is { } rows)
        {
            string[] parts = Parts(rows.Type[4..]);
            string x = Name("v"), y = Name("v");
            return Node.Item($"foreach (({parts[0]} {x}, {parts[1]} {y}) in {rows.Name}) {{ {Looping(count, depth, new Var(x, parts[0], Writable: false), new Var(y, parts[1], Writable: false))} }}");
        }
        if (Find(v => v.Type.EndsWith("[]", System.StringComparison.Ordinal) && TypeNamed(v.Type[..^2]) is not null) is { } array)
        {
            string x = Name("v");
            return Node.Item($"foreach ({array.Type[..^2]} {x} in {array.Name}) {{ {Looping(count, depth, new Var(x, array.Type[..^2], Writable: false))} }}");
        }
        return null;
    }

    // A slice, or what a condition chose among arrays of different lengths.
    private Node? OtherArray()
    {
        string type = NumberType(), name = Name("v");
        if (Find(v => v.Type == type + "[]") is not { } one || Find(v => v.Type == type + "[]" && v != one) is not { } two)
        {
            return null;
        }
        if (Chance(50) && Has("slices", 30) && !_known)
        {
            string way = Of("1..", "..^1", "1..^1", "..1");
            bool span = Chance(50);
            Node slice = Node.Item($"{(span ? $"{Of("Span", "ReadOnlySpan")}<{type}>" : type + "[]")} {name} = {(span ? $"{one.Name}.AsSpan({way})" : $"{one.Name}[{way}]")};");
            Declare(new Var(name, slice.Text[0].Split(' ')[0], Writable: false, Capturable: !span));
            return slice;
        }
        if (_known || !Has("chosen arrays", 25))
        {
            return null;
        }
        Node chosen = Node.Item($"{type}[] {name} = {Condition(1)} ? {one.Name} : {two.Name};");
        Declare(new Var(name, type + "[]", Writable: false));
        return chosen;
    }
}
