// C# operators and conversions of numbers: on traced numbers, and on constants that are known while building, with the bits and the exceptions of C#.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using Xunit;

namespace Runtime.Tests.Numbers;

public class NumberOperatorTests
{
    private static readonly string[] s_arithmetic = ["+", "-", "*", "/", "%"];
    private static readonly string[] s_comparisons = ["==", "!=", "<", "<=", ">", ">="];
    private static readonly string[] s_bits = ["&", "|", "^"];
    private static readonly string[] s_shifts = ["<<", ">>", ">>>"];
    private static readonly string[] s_types = ["double", "float", "int", "long", "uint"];
    private static readonly string[] s_all = ["double", "float", "int", "long", "uint", "byte", "sbyte", "short", "ushort", "char"];

    // Values of each type as literals, for what is known while building.
    private static readonly Dictionary<string, string[]> s_literals = new()
    {
        ["double"] = ["0.0", "-0.0", "1.5", "-2.5", "double.NaN", "double.PositiveInfinity", "1e300", "-3e9", "4294967295.5", "5e-324", "1e19"],
        ["float"] = ["0f", "-0f", "0.1f", "-2.5f", "float.NaN", "float.NegativeInfinity", "3e38f", "16777217f", "1e-45f"],
        ["int"] = ["0", "1", "-1", "7", "-7", "32", "33", "int.MaxValue", "int.MinValue", "65535", "300"],
        ["long"] = ["0L", "1L", "-1L", "63L", "long.MaxValue", "long.MinValue", "4294967296L", "-987654321012L"],
        ["uint"] = ["0u", "1u", "31u", "uint.MaxValue", "2147483648u", "123456789u"],
        ["ulong"] = ["0ul", "1ul", "ulong.MaxValue", "9223372036854775808ul", "9223373136366403585ul"],
        ["byte"] = ["(byte)0", "(byte)255", "(byte)7"],
        ["sbyte"] = ["(sbyte)-128", "(sbyte)127", "(sbyte)-1"],
        ["short"] = ["short.MinValue", "short.MaxValue", "(short)-3"],
        ["ushort"] = ["ushort.MaxValue", "(ushort)9"],
        ["char"] = ["'a'", "'\\uffff'"],
    };

    private static readonly Dictionary<string, IReadOnlyList<NumberCase>> s_groups = new()
    {
        ["binary"] = [.. Binary(false)],
        ["checked"] = [.. Binary(true)],
        ["unary and increments"] = [.. Unary()],
        ["conversions"] = [.. Conversions(false)],
        ["checked conversions"] = [.. Conversions(true)],
        ["narrow types"] = [.. Narrow()],
        ["constants"] = [.. Constants()],
    };

    public static TheoryData<string> Groups => [.. s_groups.Keys];

    [Theory]
    [MemberData(nameof(Groups))]
    public void Operators_give_what_CSharp_gives(string group)
    {
        IReadOnlyList<NumberCase> cases = s_groups[group];
        CSharpPrograms programs = CSharpPrograms.Compile(cases);
        List<string> wrong = [];
        foreach (NumberCase one in cases)
        {
            if (programs.Refused.TryGetValue(one.Name, out string? reason))
            {
                // What is known to throw on every call is refused, and throws.
                if (!reason.StartsWith("SGJ107", StringComparison.Ordinal) && !(group == "constants" && reason.StartsWith("SGJ108", StringComparison.Ordinal) && Throws(programs, one)))
                {
                    wrong.Add($"{one.Name}: {reason}");
                }
            }
            else if (programs.Kernel(one.Name) is null)
            {
                wrong.Add($"{one.Name}: no kernel, and no reason");
            }
            else
            {
                wrong.AddRange(NumberJudge.Differences(programs, one));
            }
        }
        Assert.True(wrong.Count == 0, $"{wrong.Count} of {cases.Count}\n" + string.Join("\n", wrong.Take(40)));
    }

    private static bool Throws(CSharpPrograms programs, NumberCase one)
    {
        try
        {
            programs.Body(one.Name)([.. one.Parameters.Select(p => SpecialNumbers.Of(p, 1)[0])]);
            return false;
        }
        catch (ArithmeticException)
        {
            return true;
        }
    }

    private static IEnumerable<NumberCase> Binary(bool isChecked)
    {
        string context = isChecked ? "checked" : "unchecked";
        foreach (string left in s_types)
        {
            foreach (string right in s_types)
            {
                bool floats = left is "double" or "float" || right is "double" or "float";
                string result = left == "double" || right == "double" ? "double" : floats ? "float" : left == "long" || right == "long" || left != right ? "long" : left;
                foreach (string op in floats ? s_arithmetic : [.. s_arithmetic, .. s_bits])
                {
                    if (!isChecked || !floats && op is not ("&" or "|" or "^"))
                    {
                        yield return new($"{context} {left} {op} {right}", [left, right], result, $"=> {context}(a {op} b);");
                    }
                }
                foreach (string op in isChecked ? [] : s_comparisons)
                {
                    yield return new($"{left} {op} {right}", [left, right], "bool", $"=> a {op} b;");
                }
            }
            foreach (string op in isChecked || left is "double" or "float" ? [] : s_shifts)
            {
                yield return new($"{left} {op} int", [left, "int"], left, $"=> a {op} b;");
            }
        }
        foreach (string op in isChecked ? [] : (string[])["&", "|", "^", "==", "!="])
        {
            yield return new($"bool {op} bool", ["bool", "bool"], "bool", $"=> a {op} b;");
        }
    }

    private static IEnumerable<NumberCase> Unary()
    {
        yield return new("!bool", ["bool"], "bool", "=> !a;");
        foreach (string type in s_types)
        {
            string minus = type == "uint" ? "long" : type;
            yield return new($"-{type}", [type], minus, "=> -a;");
            yield return new($"+{type}", [type], type, "=> +a;");
            yield return new($"checked -{type}", [type], minus, "=> checked(-a);");
            if (type is not ("double" or "float"))
            {
                yield return new($"~{type}", [type], type, "=> ~a;");
            }
            foreach (string context in (string[])["checked", "unchecked"])
            {
                yield return new($"{context} {type}++", [type], type, $"{{ {context} {{ var old = a++; return old + a; }} }}");
                yield return new($"{context} --{type}", [type], type, $"{{ {context} {{ var now = --a; return now * (a - 1); }} }}");
                yield return new($"{context} {type} +=", [type, "int"], type, $"{{ {context} {{ a {(type == "uint" ? "+= (uint)b" : "+= b")}; a *= 3; return a; }} }}");
            }
        }
    }

    private static IEnumerable<NumberCase> Conversions(bool isChecked)
    {
        string context = isChecked ? "checked" : "unchecked";
        foreach (string from in s_types)
        {
            foreach (string to in s_all)
            {
                string carrier = s_types.Contains(to) ? to : "int";
                yield return new($"{context} {from} to {to}", [from], carrier, $"=> {context}(({to})a);");
            }
        }
    }

    // Locals of the narrow types: arithmetic is int's, assignments and increments wrap.
    private static IEnumerable<NumberCase> Narrow()
    {
        foreach (string type in (string[])["byte", "sbyte", "short", "ushort", "char"])
        {
            yield return new($"{type} arithmetic", ["int", "int"], "int", $"=> unchecked(({type})a + ({type})b * ({type})3 - ~({type})a);");
            yield return new($"{type} locals", ["int", "int"], "int", $"{{ unchecked {{ {type} x = ({type})a; x += ({type})b; x++; x <<= 1; return x; }} }}");
            yield return new($"{type} increments", ["int"], "int", $"{{ unchecked {{ {type} x = ({type})a; var old = x--; return old * 1000 + x; }} }}");
            yield return new($"{type} comparisons", ["int", "int"], "bool", $"=> unchecked(({type})a < ({type})b);");
            yield return new($"{type} to double", ["int"], "double", $"=> unchecked(({type})a) * 0.5;");
            yield return new($"checked {type}++", ["int"], "int", $"{{ {type} x = unchecked(({type})a); checked {{ x++; }} return x; }}");
        }
    }

    // Locals are no constant expressions: the generator computes them, not the compiler. Many results in one method, as double.
    private static IEnumerable<NumberCase> Constants()
    {
        int number = 0;
        foreach ((string type, string[] values) in s_literals)
        {
            bool floats = type is "double" or "float";
            foreach (string a in values)
            {
                foreach (string b in values.Where((_, i) => (i + number) % 2 == 0))
                {
                    string[] results = ["x + y", "x - y", "x * y", .. floats ? (string[])["x / y", "x % y"] : ["x & y", "x | y", "x ^ y"]];
                    yield return Many($"{a} and {b}", $"{type} x = {a}, y = {b};", [.. results, "(x == y ? 1 : 0) + (x < y ? 2 : 0) + (x >= y ? 4 : 0) + (x != y ? 8 : 0)"]);
                    if (!floats)
                    {
                        yield return Many($"{a} / {b}", $"{type} x = {a}, y = {b};", ["x / y", "x % y"]);
                    }
                }
                if (!floats)
                {
                    yield return Many($"{a} shifted", $"{type} x = {a}; int n = 33, m = 1, k = -1;", ["x << n", "x >> n", "x >>> n", "x >> m", "x >>> k", "~x"]);
                }
                yield return Many($"{a} converted to integers", $"{type} x = {a};", ["(int)x", "(uint)x", "(long)x", "(ulong)x", "(byte)x", "(sbyte)x"]);
                yield return Many($"{a} converted", $"{type} x = {a};", ["(short)x", "(ushort)x", "(char)x", "(float)x", "(double)x"]);
                yield return Many($"{a} incremented", $"{type} x = {a}; x++; var y = x--; var z = --x;", ["x", "y", "z", type == "ulong" ? "+x" : "-x"]);
            }
        }

        NumberCase Many(string text, string locals, string[] results) => new(
            $"{(number++).ToString(CultureInfo.InvariantCulture)}: {text}", ["uint"], $"({string.Join(", ", results.Select(_ => "double"))})",
            $"{{ unchecked {{ {locals} double one = 1 + (a & 0u); return ({string.Join(", ", results.Select(r => $"(double)({r}) * one"))}); }} }}");
    }
}
