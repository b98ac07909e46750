// Numbers: literals, arithmetic as C# types it, conversions, Math functions that C# defines to the bit.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal sealed partial class Draw
{
    private static readonly string[] s_whole = ["int", "uint", "long", "ulong", "short", "ushort", "byte", "sbyte", "char"];
    private static readonly string[] s_arithmetic = ["int", "long", "uint", "ulong", "float", "double"];

    /// <summary>Numbers, those that people use most more often.</summary>
    private string NumberType() => !Chance(28) ? Of("double", "int", "double", "int", "float") : Has("small types", 15) ? Of<string>(s_whole) : Has("long and uint", 60) ? Of("long", "long", "uint") : Of("double", "int");

    private string ValueType() => Chance(12) ? "bool" : NumberType();

    public static bool IsNumber(string type) => type is "float" or "double" || s_whole.Contains(type);

    private static bool IsFloat(string type) => type is "float" or "double";

    private static int Width(string type) => type switch { "byte" or "sbyte" => 1, "short" or "ushort" or "char" => 2, "int" or "uint" => 4, "long" or "ulong" => 8, _ => 16 };

    private static bool IsUnsigned(string type) => type is "uint" or "ulong" or "byte" or "ushort" or "char";

    /// <summary>The type in which C# computes <c>a + b</c>; null when it refuses.</summary>
    public static string? Promote(string a, string b)
    {
        string[] both = [a, b];
        if (both.Contains("double"))
        {
            return "double";
        }
        if (both.Contains("float"))
        {
            return "float";
        }
        if (both.Contains("ulong"))
        {
            return both.All(IsUnsigned) ? "ulong" : null;
        }
        if (both.Contains("long"))
        {
            return "long";
        }
        return both.Contains("uint") ? both.All(IsUnsigned) ? "uint" : "long" : "int";
    }

    /// <summary>True where C# converts without a cast.</summary>
    public static bool Widens(string from, string to) => from != to && to != "char" && (from, to) switch
    {
        (_, "double") => true,
        ("double", _) => false,
        (_, "float") => true,
        ("float", _) => false,
        _ when IsUnsigned(from) => Width(to) > Width(from),
        _ => !IsUnsigned(to) && Width(to) > Width(from),
    };

    private static readonly (string A, string B, string Type)[] s_pairs =
        [.. from a in s_whole.Concat(["float", "double"]) from b in s_whole.Concat(["float", "double"]) let t = Promote(a, b) where t is not null select (a, b, t)];

    private (string A, string B) Operands(string type)
    {
        if (Chance(65))
        {
            return (type, type);
        }
        bool small = type == "ulong" || Has("small types", 15);
        (string a, string b, _) = Of<(string, string, string)>([.. s_pairs.Where(p => p.Type == type && (small || (Width(p.A) >= 4 && Width(p.B) >= 4 && p.A != "ulong" && p.B != "ulong")))]);
        return (a, b);
    }

    private Node Literal(string type)
    {
        switch (type)
        {
            case "float" or "double":
                string text = Chance(8)
                    ? type + Of(".NaN", ".PositiveInfinity", ".NegativeInfinity", ".MaxValue", ".Epsilon")
                    : Of("0.0", "1.0", "0.5", "2.0", "-1.5", "3.25", "10.0", "0.1", "1e-3", "-7.0", "1e9", "-0.0") + (type == "float" ? "f" : "");
                return Node.Literal(type, text[0] == '-' ? $"({text})" : text);
            case "bool":
                return Node.Literal("bool", Of("true", "false"));
            case "char":
                return Node.Literal("char", Of("'a'", "'z'", "'0'", "'\\0'", "'\\uffff'"));
            case "string":
                return Node.Literal("string", Of("\"\"", "\"a\"", "\"abc\"", "\"x1\""));
            case var _ when Chance(8):
                return Node.Literal(type, type + Of(".MaxValue", ".MinValue"));
        }
        string number = IsUnsigned(type) ? Of("0", "1", "2", "3", "5", "7", "13", "100", "200") : Of("0", "1", "2", "3", "4", "5", "-1", "-3", "10", "31", "100", "7");
        return Node.Literal(type, type switch
        {
            "uint" => number + "u",
            "ulong" => number + "ul",
            "long" => $"({number}L)",
            "int" => number[0] == '-' ? $"({number})" : number,
            _ => $"(({type})({number}))",
        });
    }

    /// <summary>An expression that is not constant for C#: constants that overflow are errors.</summary>
    private Node Moving(string type, int depth)
    {
        for (int i = 0; i < 4; i++)
        {
            if (Number(type, depth) is { IsConstant: false } node)
            {
                return node;
            }
        }
        return Anything(type);
    }

    // A variable of the type, or one converted to it.
    private Node Anything(string type)
    {
        if (Find(v => v.Type == type && !v.IsConstant) is { } exact)
        {
            return Read(exact);
        }
        if (type == "bool")
        {
            return Find(v => IsNumber(v.Type) && !v.IsConstant) is { } number ? Node.Expression("bool", $"({Read(number)} > 0)") : Node.Variable("bool", "(new int[1].Length > 0)");
        }
        return Find(v => IsNumber(v.Type) && !v.IsConstant) is { } other ? Node.Expression(type, $"({type})({Read(other)})") : Node.Variable(type, $"({type})(new int[3].Length)");
    }

    private Node NumberLeaf(string type)
    {
        if (Chance(22))
        {
            return Literal(type);
        }
        return Chance(30) && Place(type, 0, write: false) is { } place ? place : Anything(type);
    }

    private Node Number(string type, int depth)
    {
        if (depth <= 0)
        {
            return NumberLeaf(type);
        }
        int d = depth - 1;
        return Choose(
            (14, () => NumberLeaf(type)),
            (30, () => Arithmetic(type, d)),
            (6, () => Bits(type, d)),
            (7, () => Unary(type, d)),
            (9, () => Cast(type, d)),
            (11, () => Has("Math", 70) ? MathCall(type, d) : null),
            (7, () => Node.Expression(type, $"({Condition(d)} ? {Number(type, d)} : {Moving(type, d)})")),
            (5, () => Has("patterns", 60) ? SwitchExpression(type, d) : null),
            (6, () => Has("effects in expressions", 60) ? Stepped(type) : null),
            (3, () => Has("effects in expressions", 60) ? Assigned(type, d) : null),
            (9, () => Place(type, d, write: false)),
            (8, () => Call(type, d)),
            (4, () => Has("LINQ", 35) ? Query(type, d) : null),
            (4, () => OfMaybe(type, d)),
            (2, () => Has("enums as numbers", 40) && Enums is { Length: > 0 } enums ? Node.Expression(type, $"(({type})({EnumValue(Of<UserType>(enums), d, moving: true)}))") : null),
            (2, () => type == "double" && _types.Where(t => t.HasOperators).ToArray() is { Length: > 0 } made ? Node.Expression(type, $"((double)({ObjectValue(Of<UserType>(made), d)}))") : null),
            (3, () => Has("strings", 40) ? OfString(type) : null),
            (3, () => Has("nullables", 30) ? OfNullable(type, d) : null),
            (3, () => Has("checked", 25) ? Checked(type, d) : null)) ?? NumberLeaf(type);
    }

    private Node? Arithmetic(string type, int d)
    {
        if (!s_arithmetic.Contains(type))
        {
            return Cast(type, d);
        }
        (string a, string b) = Operands(type);
        Node left = Moving(a, d), right = Number(b, d);
        string op = Of("+", "-", "*", "+", "-", "*", "/", "%");
        if (op is "/" or "%" && !IsFloat(type) && !Has("integer division", 40))
        {
            op = "-";
        }
        if (op is "/" or "%" && !IsFloat(type) && (right.IsConstant || Chance(75)))
        {
            // Mostly a divisor that is not zero.
            string one = b switch { "uint" => "1u", "ulong" => "1ul", "long" => "1L", _ => "1" };
            right = Node.Expression(b, $"({(Width(b) < 4 ? $"({b})" : "")}({Moving(b, d)} | {one}))");
        }
        return Node.Expression(type, $"({left} {op} {right})");
    }

    private Node? Bits(string type, int d)
    {
        if (type is not ("int" or "uint" or "long" or "ulong"))
        {
            return null;
        }
        if (Chance(45))
        {
            return Node.Expression(type, $"({Moving(type, d)} {Of("<<", ">>", ">>>")} {(Chance(50) ? Literal("int") : Number("int", d))})");
        }
        (string a, string b) = Operands(type);
        return Node.Expression(type, $"({Moving(a, d)} {Of("&", "|", "^")} {Number(b, d)})");
    }

    private Node? Unary(string type, int d) => type switch
    {
        "int" or "long" => Node.Expression(type, $"({Of("-", "~", "+")}{Moving(type, d)})"),
        "float" or "double" => Node.Expression(type, $"({Of("-", "-", "+")}{Moving(type, d)})"),
        "uint" or "ulong" => Node.Expression(type, $"(~{Moving(type, d)})"),
        _ => null,
    };

    private Node Cast(string type, int d) => Node.Expression(type, $"(({type})({Moving(NumberType(), d)}))");

    private Node Checked(string type, int d)
    {
        if (type is "int" or "long" or "uint" or "ulong")
        {
            return Node.Expression(type, $"checked({Moving(type, d)} {Of("+", "-", "*")} {Number(type, d)})");
        }
        return Node.Expression(type, $"checked(({type})({Moving(NumberType(), d)}))");
    }

    private Node? MathCall(string type, int d)
    {
        string math = type == "float" && Chance(50) ? "MathF" : "Math";
        switch (type)
        {
            case "double" or "float":
                math = type == "float" ? math : "Math";
                Node a = Moving(type, d), b = Number(type, d);
                string own = Chance(25) ? type : math;
                return Choose(
                    (4, () => Node.Expression(type, $"{own}.Abs({a})")),
                    (4, () => Node.Expression(type, $"{own}.Max({a}, {b})")),
                    (4, () => Node.Expression(type, $"{own}.Min({a}, {b})")),
                    (2, () => Node.Expression(type, $"({type}){math}.Sqrt({a})")),
                    (2, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"({type}){math}.{Of("Floor", "Ceiling", "Truncate", "Round")}({a})")),
                    (1, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"({type})Math.Round({a}, MidpointRounding.{Of("AwayFromZero", "ToEven", "ToZero", "ToNegativeInfinity", "ToPositiveInfinity")})")),
                    (1, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"({type}){math}.CopySign({a}, {b})")),
                    (1, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"({type}){math}.FusedMultiplyAdd({a}, {b}, {Number(type, d)})")),
                    (1, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"{(own == "MathF" ? "Math" : own)}.Clamp({a}, {Literal(type)}, {b})")),
                    (1, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"({type}){math}.{Of("MaxMagnitude", "MinMagnitude", "IEEERemainder")}({a}, {b})")),
                    (1, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"({type}){math}.ScaleB({a}, {Number("int", d)})")),
                    (1, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"({type}){math}.Sign({a})")),
                    (1, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"{type}.{Of("MinNumber", "MaxNumber")}({a}, {b})")));
            case "int" or "long":
                return Choose(
                    (4, () => Node.Expression(type, $"Math.Abs({Moving(type, d)})")),
                    (4, () => Node.Expression(type, $"Math.{Of("Max", "Min")}({Moving(type, d)}, {Number(type, d)})")),
                    (2, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"Math.Clamp({Moving(type, d)}, {Literal(type)}, {Number(type, d)})")),
                    (2, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"({type})Math.Sign({Moving(Of("int", "long"), d)})")),
                    (1, () => Node.Expression(type, $"{type}.{Of("Max", "Min")}({Moving(type, d)}, {Number(type, d)})")),
                    (1, () => !Has("rare Math", 40) ? null : Node.Expression(type, $"({type})System.Numerics.BitOperations.{Of("PopCount", "LeadingZeroCount", "TrailingZeroCount", "Log2")}(({Of("uint", "ulong")}){Moving(type, d)})")));
            case "uint" or "ulong" or "byte" or "short" or "sbyte" or "ushort":
                return Node.Expression(type, $"Math.{Of("Max", "Min")}({Moving(type, d)}, ({type}){Moving(type, d)})");
            default:
                return null;
        }
    }
}
