// Every public static method on numbers that .NET has, as cases: enumerated by reflection, so that a new one is tested or listed.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Numerics;
using System.Reflection;

namespace Runtime.Tests.Numbers;

internal static class ReflectedMethods
{
    private static readonly Dictionary<Type, string> s_keywords = new()
    {
        [typeof(double)] = "double",
        [typeof(float)] = "float",
        [typeof(int)] = "int",
        [typeof(long)] = "long",
        [typeof(uint)] = "uint",
        [typeof(bool)] = "bool",
        [typeof(byte)] = "byte",
        [typeof(sbyte)] = "sbyte",
        [typeof(short)] = "short",
        [typeof(ushort)] = "ushort",
        [typeof(ulong)] = "ulong",
    };

    // What a parameter or a result of a [Jit] method is, for a type that cannot be one here.
    private static readonly Dictionary<Type, string> s_carriers = new() { [typeof(byte)] = "int", [typeof(sbyte)] = "int", [typeof(short)] = "int", [typeof(ushort)] = "int", [typeof(ulong)] = "long" };

    public static IReadOnlyList<Type> Types { get; } =
    [
        typeof(Math), typeof(MathF), typeof(double), typeof(float), typeof(int), typeof(long), typeof(uint), typeof(ulong), typeof(short), typeof(ushort), typeof(byte), typeof(sbyte), typeof(bool),
        typeof(BitOperations), typeof(BitConverter),
    ];

    /// <summary>The methods of a type, by a name that says their parameters.</summary>
    public static IEnumerable<(string Name, MethodInfo Method)> Of(Type type) =>
        type.GetMethods(BindingFlags.Public | BindingFlags.Static | BindingFlags.DeclaredOnly).Where(m => !m.IsSpecialName)
            .Select(m => ($"{type.Name}.{m.Name}({string.Join(", ", m.GetParameters().Select(p => p.ParameterType.Name.TrimEnd('&')))})", m))
            .OrderBy(m => m.Item1, StringComparer.Ordinal);

    /// <summary>Why no [Jit] method of numbers can call a method; null when one can.</summary>
    public static string? Unheld(MethodInfo method)
    {
        foreach (Type type in method.GetParameters().Select(p => p.ParameterType.IsByRef ? p.ParameterType.GetElementType()! : p.ParameterType).Append(method.ReturnType))
        {
            Type inner = type.IsGenericType && type.FullName!.StartsWith("System.ValueTuple", StringComparison.Ordinal) ? type.GetGenericArguments()[0] : type;
            if (!inner.IsGenericParameter && inner != typeof(MidpointRounding) && !s_keywords.ContainsKey(inner))
            {
                return inner.Name is "IntPtr" or "UIntPtr" ? "the width of nint is not known while building"
                    : inner.Name is "Decimal" or "Half" or "Int128" or "UInt128" ? inner.Name + " is not traced"
                    : "text and bytes are not traced";
            }
        }
        return null;
    }

    /// <summary>The cases of a method: one, or one for each mode, number of digits, degree or other type.</summary>
    public static IEnumerable<NumberCase> Cases(string name, MethodInfo method)
    {
        string type = s_keywords.TryGetValue(method.DeclaringType!, out string? keyword) ? keyword : method.DeclaringType!.FullName!;
        string[] others = !method.IsGenericMethodDefinition ? [""] : method.ReturnType.IsGenericParameter ? ["int", "long", "uint", "byte", "short"] : ["double", "float", "int", "long", "uint", "byte", "short"];
        foreach (string other in others)
        {
            bool gives = method.IsGenericMethodDefinition && method.ReturnType.IsGenericParameter;
            foreach ((string suffix, string?[] constants) in Constants(method))
            {
                List<string> parameters = [], arguments = [], extra = [];
                foreach (ParameterInfo parameter in method.GetParameters())
                {
                    string letter = ((char)('a' + parameters.Count)).ToString();
                    if (parameter.IsOut)
                    {
                        arguments.Add("out var low");
                        extra.Add("low");
                    }
                    else if (constants[parameter.Position] is { } constant)
                    {
                        arguments.Add(constant);
                    }
                    else if (parameter.ParameterType.IsGenericParameter)
                    {
                        parameters.Add(Carrier(other));
                        arguments.Add($"({other}){letter}");
                    }
                    else
                    {
                        string own = s_keywords[parameter.ParameterType];
                        parameters.Add(Carrier(own));
                        arguments.Add(own == Carrier(own) ? letter : $"unchecked(({own}){letter})");
                    }
                }
                string call = $"{type}.{method.Name}{(gives ? $"<{other}>" : "")}({string.Join(", ", arguments)})";
                (string returns, string expression) = method.ReturnType.IsGenericType && !gives
                    ? Tuple(method.ReturnType.GetGenericArguments(), call)
                    : extra.Count > 0
                        ? ($"({s_keywords[method.ReturnType]}, {s_keywords[method.ReturnType]})", $"{{ var high = {call}; return (high, low); }}")
                        : Single(gives ? other : s_keywords[method.ReturnType], call);
                yield return new NumberCase(name + suffix + (other.Length > 0 ? " of " + other : ""), parameters, returns, expression);
            }
        }
    }

    private static string Carrier(string keyword) => s_carriers.FirstOrDefault(c => s_keywords[c.Key] == keyword).Value ?? keyword;

    private static (string, string) Single(string keyword, string call) => (Carrier(keyword), keyword == Carrier(keyword) ? $"=> {call};" : $"=> unchecked(({Carrier(keyword)}){call});");

    private static (string, string) Tuple(Type[] types, string call)
    {
        string carrier = Carrier(s_keywords[types[0]]);
        return ($"({carrier}, {carrier})", $"{{ var r = {call}; return (unchecked(({carrier})r.Item1), unchecked(({carrier})r.Item2)); }}");
    }

    // Arguments that have to be constant, by position.
    private static IEnumerable<(string, string?[])> Constants(MethodInfo method)
    {
        ParameterInfo[] parameters = method.GetParameters();
        string?[] none = new string?[parameters.Length];
        bool rounds = method.Name == "Round", hasMode = parameters[^1].ParameterType == typeof(MidpointRounding), hasDigits = rounds && parameters.Length == (hasMode ? 3 : 2);
        if (method.Name == "RootN")
        {
            return new[] { -3, -2, -1, 1, 2, 3, 4, 5, 7 }.Select(n => ($" n = {n}", new[] { null, $"{n}" }));
        }
        if (!rounds || parameters.Length == 1)
        {
            return [("", none)];
        }
        int[] digits = !hasDigits ? [-1] : parameters[0].ParameterType == typeof(float) ? [0, 1, 3, 6] : [0, 1, 2, 7, 15];
        int[] modes = hasMode ? [0, 1, 2, 3, 4] : [-1];
        return digits.SelectMany(d => modes.Select(m =>
        {
            string?[] constants = [.. none];
            if (d >= 0)
            {
                constants[1] = $"{d}";
            }
            if (m >= 0)
            {
                constants[^1] = $"(System.MidpointRounding){m}";
            }
            return ($"{(d >= 0 ? $" digits {d}" : "")}{(m >= 0 ? $" mode {m}" : "")}", constants);
        }));
    }
}
