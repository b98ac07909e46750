// The [Jit] method of a program and the call of it: parameters by value and by reference, of all widths, enums, arrays and spans; a method of an object too; and its inputs.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal sealed partial class Draw
{
    private const int InputCount = 10;

    private (Node Member, string Call, IReadOnlyList<object?[]> Inputs) Kernel()
    {
        (string Mode, string Type)[] parameters = [.. Enumerable.Range(0, 1 + Next(4)).Select(_ => KernelParameter())];
        if (!parameters.Any(p => IsNumber(p.Type) && p.Mode != "out "))
        {
            parameters[0] = ("", "double");
        }
        string[] results = [.. Enumerable.Range(0, Of(1, 1, 2, 3)).Select(_ => KernelResult())];
        string result = results.Length == 1 ? results[0] : $"({string.Join(", ", results)})";
        if (!_known && Has("kernels of objects", 10))
        {
            return KernelOfObject(result, parameters);
        }
        Node method = Function("[Jit] public static ", "F", result, parameters, 3 + Next(6), 3);
        return (method, Run("", parameters), Inputs(parameters));
    }

    private (string Mode, string Type) KernelParameter()
    {
        if (Chance(12) && Has("array parameters", 60))
        {
            string element = Has("arrays of small types", 10) ? NumberType() : Of("double", "float", "int", "double");
            return ("", Has("span parameters", 15) ? $"{Of("Span", "ReadOnlySpan")}<{element}>" : element + "[]");
        }
        if (Chance(40) && Has("enum parameters", 50) && Enums is { Length: > 0 } enums && !_known)
        {
            return ("", Of<UserType>(enums).Name);
        }
        string type = Chance(10) && !_known ? "bool"
            : Chance(40) && Has("small parameters", 15) ? Of<string>(s_whole)
            : Has("long and uint", 60) ? Of("double", "int", "double", "int", "float", "long", "uint") : Of("double", "int", "float");
        // Numbers that kernels hold in other types have no places of their own.
        return (Has("reference parameters", 20) && Chance(40) ? type is "double" or "float" or "int" or "long" or "uint" or "bool" ? Of("ref ", "ref ", "out ", "in ") : "in " : "", type);
    }

    private string KernelResult() =>
        Chance(15) ? "bool"
        : Chance(40) && Has("small parameters", 15) ? Of<string>(s_whole)
        : Chance(20) && Has("enum parameters", 50) && Enums is { Length: > 0 } enums && !_known ? Of<UserType>(enums).Name
        : Chance(15) && Has("array results", 20) ? Of("double", "int", "float") + "[]"
        : Has("long and uint", 60) ? Of("double", "int", "float", "long", "uint") : Of("double", "double", "int", "float");

    // Fields and parameters of a primary constructor are read by the kernel; nobody writes them.
    private (Node Member, string Call, IReadOnlyList<object?[]> Inputs) KernelOfObject(string result, (string Mode, string Type)[] parameters)
    {
        string name = Name("Z"), kind = Of("class", "class", "struct", "record", "readonly struct");
        string[] types = [.. Enumerable.Range(0, 1 + Next(2)).Select(_ => Of("double", "int", "float", "bool"))];
        string array = Of("double", "int");
        Var[] captured = [.. types.Select((t, i) => new Var("k" + i, t, Writable: false, Capturable: kind is "class"))];
        Node property = Apart(captured, () => Value(types[0] == "bool" ? "int" : types[0], 1));
        List<Node> members = [Node.Item($"public {(types[0] == "bool" ? "int" : types[0])} G => {property};")];
        List<Var> around = [.. captured, new Var("G", types[0] == "bool" ? "int" : types[0], Writable: false, Capturable: false)];
        if (kind == "class")
        {
            members.Add(Node.Item($"private readonly {array}[] w = {{ {Enumerable.Range(0, 3).Select(_ => Literal(array))} }};"));
            around.Add(new Var("w", array + "[]", Writable: false, Length: 3));
        }
        if (kind == "record")
        {
            around = [.. around.Select(v => v with { Capturable = true })];
        }
        members.Add(Function("[Jit] public ", "F", result, parameters, 3 + Next(5), 3, around));
        Node type = Node.Item($"public {kind} {name}({List(captured)}) {{ {Node.List(members)} }}");
        string made = $"new {name}({string.Join(", ", types.Select((t, i) => $"({t})a[{Digits(parameters.Length + i)}]!"))}).";
        return (type, Run(made, parameters), Inputs([.. parameters, .. types.Select(t => ("", t))]));
    }

    private static string Digits(int number) => number.ToString(CultureInfo.InvariantCulture);

    // The call with everything in variables, so that what goes by reference comes back into the arguments; two may be one variable.
    private string Run(string receiver, (string Mode, string Type)[] parameters)
    {
        string Cast(int i) => TypeNamed(parameters[i].Type) is { IsEnum: true } e ? $"({e.Name})(int)a[{Digits(i)}]!"
            : $"({(IsArray(parameters[i].Type) ? ElementOf(parameters[i].Type) + "[]" : parameters[i].Type)})a[{Digits(i)}]!";
        int Same(int i) => Enumerable.Range(0, i).FirstOrDefault(k => parameters[k].Type == parameters[i].Type && (IsArray(parameters[i].Type) || (parameters[k].Mode.Length > 0 && parameters[i].Mode.Length > 0)), i);
        int[] of = [.. Enumerable.Range(0, parameters.Length).Select(i => Chance(35) && Has("aliases", 30) ? Same(i) : i)];
        if (!parameters.Any(p => p.Mode.Length > 0))
        {
            return $"=> {receiver}F({string.Join(", ", of.Select(Cast))});";
        }
        string Argument(int i)
        {
            (string mode, string type) = parameters[i];
            int elements = Array.FindIndex(parameters, p => p.Type == type + "[]");
            return mode.Length > 0 && elements >= 0 && Chance(50) && Has("aliases", 30) ? $"{mode}x{Digits(elements)}[{(Chance(70) ? "0" : "^1")}]" : $"{mode}x{Digits(of[i])}";
        }
        string variables = string.Concat(Enumerable.Range(0, parameters.Length).Select(i => $"var x{Digits(i)} = {Cast(i)}; "));
        string back = string.Concat(Enumerable.Range(0, parameters.Length).Where(i => parameters[i].Mode.Length > 0 && TypeNamed(parameters[i].Type) is null).Select(i => $"a[{Digits(i)}] = x{Digits(i)}; "));
        return $"{{ {variables}try {{ return {receiver}F({string.Join(", ", Enumerable.Range(0, parameters.Length).Select(Argument))}); }} finally {{ {back}}} }}";
    }

    private IReadOnlyList<object?[]> Inputs((string Mode, string Type)[] parameters) =>
        [.. Enumerable.Range(0, InputCount).Select(row => (object?[])[.. parameters.Select(p => Input(p.Type, row))])];

    public static bool IsArray(string type) => type.EndsWith("[]", StringComparison.Ordinal) || IsSpan(type);

    public static bool IsSpan(string type) => type.StartsWith("Span<", StringComparison.Ordinal) || type.StartsWith("ReadOnlySpan<", StringComparison.Ordinal);

    /// <summary>The type of the elements of an array or span.</summary>
    public static string ElementOf(string type) => IsSpan(type) ? type[(type.IndexOf('<') + 1)..^1] : type[..^2];

    // The first rows are mild numbers, of which programs compute something; the others have what is special.
    private object? Input(string type, int row)
    {
        bool special = row >= 5 && Chance(60);
        if (IsArray(type))
        {
            if (row == 8 && !_known && Has("null arrays", 15))
            {
                return null;
            }
            int length = row == 9 ? Next(3) : 2 + Next(5);
            Array array = Array.CreateInstance(Input(ElementOf(type), 0)!.GetType(), length);
            for (int i = 0; i < length; i++)
            {
                array.SetValue(Input(ElementOf(type), row), i);
            }
            return array;
        }
        if (TypeNamed(type) is { IsEnum: true })
        {
            return special ? Of(-1, 10, 127, 255, 4) : Next(4);
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
            "ulong" => special ? Of(0UL, ulong.MaxValue, 1UL << 63, 1UL << 32, (1UL << 53) + 1) : (ulong)Math.Abs(mild),
            "short" => special ? Of(short.MinValue, short.MaxValue, (short)-1, (short)256) : (short)mild,
            "ushort" => special ? Of(ushort.MaxValue, (ushort)0, (ushort)0x8000) : (ushort)Math.Abs(mild),
            "byte" => special ? Of(byte.MaxValue, (byte)0, (byte)128) : (byte)Math.Abs(mild),
            "sbyte" => special ? Of(sbyte.MinValue, sbyte.MaxValue, (sbyte)-1) : (sbyte)mild,
            "char" => special ? Of('\0', '\uffff', 'z') : (char)('a' + Math.Abs(mild)),
            _ => throw new ArgumentException(type),
        };
    }
}
