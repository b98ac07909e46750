// Expressions that are not arithmetic: conditions, patterns, choices, steps and assignments as values, calls, strings, nullable numbers.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal sealed partial class Draw
{
    /// <summary>A value of any type that programs use.</summary>
    private Node Value(string type, int depth) =>
        type == "bool" ? Condition(depth)
        : IsNumber(type) ? Number(type, depth)
        : type == "string" ? Text(depth)
        : TypeNamed(type) is { } user ? user.IsEnum ? EnumValue(user, depth) : ObjectValue(user, depth)
        : type.EndsWith('?') ? NullableValue(type, depth)
        : throw new ArgumentException(type);

    /// <summary>A value where C# converts implicitly: an argument, an initial value.</summary>
    private Node Assignable(string type, int depth)
    {
        if (IsNumber(type) && Chance(15) && Narrower(type) is { Length: > 0 } narrow)
        {
            return Moving(Of(narrow), depth);
        }
        return Value(type, depth);
    }

    private string[] Narrower(string type) => [.. s_whole.Append("float").Where(t => Widens(t, type) && (Has("small types", 15) || (Width(t) >= 4 && t != "ulong")))];

    private Node Condition(int depth)
    {
        if (_known)
        {
            return KnownCondition(depth);
        }
        if (depth <= 0)
        {
            return Find(v => v.Type == "bool") is { } flag && Chance(40) ? Read(flag) : Comparison(0);
        }
        int d = depth - 1;
        return Choose(
            (40, () => Comparison(d)),
            (25, () => Has("conditions asked again", 35) ? Asked() : null),
            (3, MaybeIsNull),
            (2, () => OfMaybe("bool", d)),
            (2, () => Has("enums as numbers", 40) && Enums is { Length: > 0 } enums ? Flags(Of<UserType>(enums), d) : null),
            (2, () => _types.Where(t => t.HasOperators).ToArray() is { Length: > 0 } ordered && Of<UserType>(ordered) is var o ? Node.Expression("bool", $"({ObjectValue(o, d)} {Of("<", ">")} {ObjectValue(o, d)})") : null),
            (12, () => Node.Expression("bool", $"({Condition(d)} {Of("&&", "||")} {Condition(d)})")),
            (4, () => Node.Expression("bool", $"({Condition(d)} {Of("&", "|", "^", "==", "!=")} {Condition(d)})")),
            (5, () => Node.Expression("bool", $"(!{Condition(d)})")),
            (8, () => Find(v => v.Type == "bool") is { } flag ? Read(flag) : null),
            (10, () => Has("patterns", 60) ? Matches(d) : null),
            (4, () => Call("bool", d)),
            (3, () => Has("LINQ", 35) ? Query("bool", d) : null),
            (3, () => Place("bool", d, write: false)),
            (3, () => Has("rare Math", 40) && Of("double", "float") is var t ? Node.Expression("bool", $"{t}.{Of("IsNaN", "IsFinite", "IsInfinity", "IsNegative", "IsInteger")}({Moving(t, d)})") : null),
            (2, () => Has("strings", 40) ? Node.Expression("bool", $"({Text(d)} {Of("==", "!=")} {Text(d)})") : null),
            (2, () => Find(v => v.Type.EndsWith('?') && IsNumber(v.Type[..^1])) is { } v ? Node.Expression("bool", $"({Read(v)}{Of(".HasValue", " == null", " is not null", " > 1")})") : null),
            (2, () => Comparable is { Length: > 0 } types && Of<UserType>(types) is { } user ? Node.Expression("bool", $"({ObjectValue(user, d)} {Of("==", "!=")} {ObjectValue(user, d)})") : null),
            (2, () => Has("effects in expressions", 60) && Find(v => v.Type == "bool" && v.Writable) is { } flag ? Node.Expression("bool", $"({flag.Name} {Of("=", "&=", "|=", "^=")} {Condition(d)})") : null)) ?? Comparison(0);
    }

    // Programs whose way is known while building compute with traced numbers, but never branch on them.
    private Node KnownCondition(int d) => Choose(
        (8, () => Node.Expression("bool", $"({KnownInt(d)} {Of("<", ">", "<=", "==", "!=")} {KnownInt(0)})")),
        (2, () => Node.Expression("bool", $"({Text(d)} {Of("==", "!=")} {Text(0)})")),
        (d > 0 ? 2 : 0, () => Node.Expression("bool", $"({KnownCondition(d - 1)} {Of("&&", "||", "^")} {KnownCondition(d - 1)})")),
        (1, () => Node.Expression("bool", $"(!{KnownCondition(0)})")),
        (2, () => Node.Expression("bool", $"({KnownInt(d)} is {Pattern("int")})")),
        (2, () => Find(v => v.Type == "bool") is { } flag ? Read(flag) : null),
        (1, () => d > 0 ? Call("bool", d - 1) : null))!;

    private Node Comparison(int d)
    {
        if (_known)
        {
            return KnownCondition(d);
        }
        if (Chance(10) && Enums.Length > 0)
        {
            UserType chosen = Of<UserType>(Enums);
            return Node.Expression("bool", $"({EnumValue(chosen, d)} {Of("==", "!=", "<", ">=")} {EnumValue(chosen, d)})");
        }
        (string a, string b) = Operands(Of("int", "double", "int", "double", "float", "long", "uint"));
        return Node.Expression("bool", $"({Moving(a, d)} {Of("<", ">", "<=", ">=", "<", ">", "==", "!=")} {Number(b, d)})");
    }

    private Node Matches(int d)
    {
        if (_known)
        {
            return KnownCondition(d);
        }
        if (Chance(20) && Find(v => TypeNamed(v.Type) is { IsEnum: false } t && t.Fields.Any(f => IsNumber(f.Type))) is { } whole)
        {
            UserField field = Of<UserField>([.. TypeNamed(whole.Type)!.Fields.Where(f => IsNumber(f.Type))]);
            return Node.Expression("bool", $"({Read(whole)} is {{ {field.Name}: {Pattern(field.Type)} }})");
        }
        string type = NumberType();
        if (Chance(15))
        {
            string other = NumberType();
            return Node.Expression("bool", $"(({Moving(type, d)}, {Moving(other, d)}) is ({Pattern(type)}, {Pattern(other)}))");
        }
        return Node.Expression("bool", $"({Moving(type, d)} is {Pattern(type)})");
    }

    private Node Pattern(string type)
    {
        (Node one, Node two) = (PatternLiteral(type, 0), PatternLiteral(type, 3));
        return Next(7) switch
        {
            0 => Node.Item($"{Of("<", ">", "<=", ">=")} {one}"),
            1 => Node.Item($"{one}"),
            2 => Node.Item($"not {one}"),
            3 => Node.Item($"({Of("<", "<=")} {one} or {Of(">", ">=")} {two})"),
            4 => Node.Item($"(> {one} and not {two})"),
            5 => Node.Item($"(>= {one} and < {two})"),
            _ => Node.Item($"({one} or {two})"),
        };
    }

    // Small constants in rising order: C# refuses patterns that cannot match, and arms that others have handled.
    private Node PatternLiteral(string type, int first)
    {
        string[] rising = type switch
        {
            "float" => ["-3f", "0f", "1f", "2.5f", "4f", "10f"],
            "double" => ["-3.0", "0.0", "1.0", "2.5", "4.0", "10.0"],
            "char" => ["'a'", "'b'", "'k'", "'r'", "'x'", "'z'"],
            "uint" or "ulong" or "byte" or "ushort" => ["1", "2", "3", "7", "20", "100"],
            _ => ["-5", "-1", "1", "2", "7", "100"],
        };
        return Node.Literal(type, rising[first + Next(3)]);
    }

    // Arms of which none hides another: constants and ranges that rise.
    private Node[] Arms(string type, Func<Node> value, int d)
    {
        List<Node> arms = [];
        bool when = Chance(25);
        if (Chance(50))
        {
            arms.Add(Node.Item($"{Of("< ", "<= ", "")}{PatternLiteral(type, 0)} {(when ? Node.Item($"when {Condition(d)}") : Node.Item($""))} => {value()},"));
        }
        if (arms.Count == 0 || Chance(60))
        {
            arms.Add(Node.Item($"{Of("> ", ">= ", "")}{PatternLiteral(type, 3)} {(Chance(25) ? Node.Item($"when {Condition(d)}") : Node.Item($""))} => {value()},"));
        }
        return [.. arms];
    }

    private Node? SwitchExpression(string type, int d)
    {
        if (Enums.Length > 0 && Chance(25) && !_known)
        {
            UserType e = Of<UserType>(Enums);
            return Node.Expression(type, $"({EnumValue(e, d, moving: true)} switch {{ {e.Name}.A => {Number(type, d)}, {e.Name}.B {(Chance(30) ? Node.Item($"when {Condition(d)}") : Node.Item($""))} => {Number(type, d)}, _ => {Moving(type, d)} }})");
        }
        string on = _known ? "int" : Of("int", "double", "int", NumberType());
        Node arms = Node.List(Arms(on, () => Number(type, d), d));
        string name = Name("w");
        Node last = Chance(25)
            ? Inside(() =>
            {
                Declare(new Var(name, on, Writable: false));
                return Node.Item($"var {name} => {Moving(type, d)}");
            })
            : Chance(8) ? Node.Item($"_ => throw new InvalidOperationException(\"no arm\")") : Node.Item($"_ => {Moving(type, d)}");
        return Node.Expression(type, $"({(_known ? KnownMoving(d) : Moving(on, d))} switch {{ {arms} {last} }})");
    }

    private Node? Stepped(string type)
    {
        if (Place(type, 1, write: true) is not { } place)
        {
            return null;
        }
        return Chance(50) ? Node.Expression(type, $"({place}{Of("++", "--")})") : Node.Expression(type, $"({Of("++", "--")}{place})");
    }

    private Node? Assigned(string type, int d) =>
        Place(type, d, write: true) is not { } place ? null
        : Chance(50) ? Node.Expression(type, $"({place} = {Assignable(type, d)})")
        : Compound(type, place, d) is { } compound ? Node.Expression(type, $"({compound})") : null;

    /// <summary><c>place op= value</c>, with the operators and right sides that C# allows for the type.</summary>
    private Node? Compound(string type, Node place, int d)
    {
        if (type == "bool")
        {
            return Node.Item($"{place} {Of("&=", "|=", "^=", "=")} {Condition(d)}");
        }
        if (type == "char" || !IsNumber(type))
        {
            return null;
        }
        if (!IsFloat(type) && Chance(20))
        {
            return Chance(50) ? Node.Item($"{place} {Of("<<=", ">>=", ">>>=")} {Number("int", d)}") : Node.Item($"{place} {Of("&=", "|=", "^=")} {Number(type, d)}");
        }
        string op = Of("+=", "-=", "*=", "+=", "-=", "*=", "/=", "%=");
        // x op= y is x = (T)(x op y), where y converts to T by itself.
        string right = Chance(70) ? type : Of<string>([type, .. Narrower(type)]);
        Node value = Moving(right, d);
        if (op is "/=" or "%=" && !IsFloat(type) && right == type && Chance(75) && type is "int" or "long")
        {
            value = Node.Expression(type, $"({value} | 1)");
        }
        return Node.Item($"{place} {op} {value}");
    }

    private Node? OfNullable(string type, int d)
    {
        if (Find(v => v.Type == type + "?") is not { } variable)
        {
            return null;
        }
        return Choose(
            (3, () => Node.Expression(type, $"({Read(variable)} ?? {Number(type, d)})")),
            (2, () => Node.Expression(type, $"{Read(variable)}.GetValueOrDefault()")),
            (1, () => Node.Expression(type, $"({Read(variable)} is {{ }} {Name("n")} ? {Node.Variable(type, "n" + (_names - 1))} : {Number(type, d)})")),
            (1, () => variable.Writable ? Node.Expression(type, $"({variable.Name} ??= {Number(type, d)})") : null),
            (1, () => Promote(type, type) == type ? Node.Expression(type, $"(({Read(variable)} {Of("+", "-", "*")} {Moving(type, d)}) ?? {Number(type, d)})") : null));
    }

    private Node NullableValue(string type, int d) =>
        Chance(35) || _known ? Node.Literal(type, "null")
        : Chance(30) && Find(v => v.Type == type) is { } variable ? Read(variable)
        : Chance(25) ? Node.Expression(type, $"({Condition(d)} ? {Number(type[..^1], d)} : ({type})null)") : Number(type[..^1], d);

    /// <summary>A whole number that is known while building.</summary>
    private Node KnownInt(int d)
    {
        Var? variable = Find(v => v.Known && v.Type == "int");
        if (d <= 0 || variable is null || Chance(30))
        {
            return variable is not null && Chance(70) ? Read(variable) : Node.Literal("int", Of("0", "1", "2", "3"));
        }
        return Node.Expression("int", $"({Read(variable)} {Of("+", "-", "*", "%", "/", "&", "^")} {Of("1", "2", "3")})");
    }

    private Node KnownMoving(int d) => KnownInt(d) is { IsConstant: false } node ? node : Node.Variable("int", "\"ab\".Length");

    // Strings are known while building: only known numbers go into them.
    private Node Text(int d)
    {
        if (d <= 0)
        {
            return Find(v => v.Type == "string") is { } variable && Chance(60) ? Read(variable) : Literal("string");
        }
        return Chance(40) ? Text(0)
            : Chance(50) ? Node.Expression("string", $"({Text(0)} + {(Chance(50) ? Text(d - 1) : KnownInt(1))})")
            : Node.Expression("string", $"$\"{Of("", "n=", "<")}{{{KnownInt(1)}}}{Of("", ";", ">")}\"");
    }

    private Node? OfString(string type) => type == "int"
        ? Chance(60) ? Node.Expression("int", $"{Text(1)}.Length") : Node.Expression("int", $"({Text(1)} == {Text(0)} ? {Literal("int")} : {Moving("int", 0)})")
        : null;
}
