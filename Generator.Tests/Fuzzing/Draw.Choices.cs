// What a condition chose: objects behind interfaces and base classes, null or an object, functions, strings. And structs with operators and conversions.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal sealed partial class Draw
{
    // An interface, and structs, records and classes that implement it each in its way.
    private void DrawInterface()
    {
        UserType face = new(Name("I"), false, [], [new UserField(Name("P"), NumberType(), false)], [new UserMethod(Name("M"), ValueType(), [.. Enumerable.Range(0, Next(3)).Select(_ => ValueType())])], IsAbstract: true);
        UserMethod method = face.Methods[0];
        UserField property = face.Fields[0];
        bool byDefault = Chance(30);
        _members.Add(Node.Item($"public interface {face.Name} {{ {property.Type} {property.Name} {{ get; }} {method.Result} {method.Name}({List(AsParameters(method.Parameters, "p"))}); {(byDefault ? $"{property.Type} Twice => ({property.Type})({property.Name} + {property.Name});" : "")} }}"));
        _types.Add(byDefault ? face with { Fields = [property, new UserField("Twice", property.Type, false)] } : face);
        for (int i = 2 + Next(2); i > 0; i--)
        {
            string name = Name(Of("S", "R", "C")), kind = name[0] switch { 'S' => Of("struct", "readonly struct"), 'R' => Of("record", "readonly record struct", "record struct"), _ => Of("class", "sealed class") };
            bool writable = kind is "struct" or "class" or "sealed class";
            UserField[] fields = DrawFields(1 + Next(2), writable, name[0] == 'R' ? "Q" : "F");
            (UserMethod own, Node text) = DrawMethod(fields, kind is "struct" or "class" or "sealed class", "", method.Name, method.Result, method.Parameters);
            Node get = DrawProperty(fields, property, setter: false, "");
            string parameters = List(AsParameters(fields.Select(f => f.Type), "p"));
            _members.Add(name[0] == 'R'
                ? Node.Item($"public {kind} {name}({string.Join(", ", fields.Select(f => f.Type + " " + f.Name))}) : {face.Name} {{ {Node.List([text, get])} }}")
                : Node.Item($"public {kind} {name} : {face.Name} {{ {string.Concat(fields.Select(f => $"public {(kind == "readonly struct" ? "readonly " : "")}{f.Type} {f.Name}; "))} public {name}({parameters}) {{ {string.Join(" ", fields.Select((f, k) => $"{f.Name} = p{k};"))} }} {Node.List([text, get])} }}"));
            _types.Add(new(name, kind.Contains("struct", StringComparison.Ordinal), [.. fields.Select(f => f.Type)], [.. fields.Select(f => f with { Writable = writable }), property], [own], HasEquality: name[0] == 'R', HasWith: name[0] != 'C', Base: face));
        }
    }

    // Operators that are not +, and conversions.
    private Node Operators(string name, IReadOnlyList<UserField> fields)
    {
        UserField first = fields[0];
        string Each(string op) => string.Join(", ", fields.Select(f => f.Type == "bool" ? $"a.{f.Name} ^ b.{f.Name}" : $"({f.Type})(a.{f.Name} {op} b.{f.Name})"));
        string own = IsNumber(first.Type) ? $"a.{first.Name} < b.{first.Name}" : $"!a.{first.Name}";
        return Node.List(
        [
            Node.Item($"public static {name} operator -({name} a, {name} b) => new {name}({Each("-")});"),
            Node.Item($"public static {name} operator *({name} a, {name} b) => new {name}({Each("*")});"),
            Node.Item($"public static {name} operator ++({name} a) => new {name}({string.Join(", ", fields.Select(f => f.Type == "bool" ? $"!a.{f.Name}" : $"({f.Type})(a.{f.Name} + 1)"))});"),
            Node.Item($"public static bool operator <({name} a, {name} b) => {own}; public static bool operator >({name} a, {name} b) => b < a;"),
            Node.Item($"public static explicit operator double({name} a) => {(first.Type == "bool" ? $"a.{first.Name} ? 1 : 2" : $"(double)a.{first.Name}")};"),
        ]);
    }

    /// <summary>Whole objects, functions, strings: one of several, as a condition chooses.</summary>
    private Node? Chosen()
    {
        if (_known)
        {
            return null;
        }
        string name = Name("v");
        switch (Next(4))
        {
            case 0 or 1 when _types.Where(t => !t.IsEnum && _types.Any(m => m.Base == t)).ToArray() is { Length: > 0 } bases:
                {
                    UserType type = Of<UserType>(bases);
                    UserType[] made = [.. _types.Where(m => m.Constructor.Count > 0 && !m.IsAbstract && (m == type || m.Base == type))];
                    Node One() => New(Of<UserType>(made), 1);
                    Node value = Chance(25)
                        ? Node.Item($"{Moving("int", 1)} switch {{ > 2 => {One()}, < 0 => {One()}, _ => {One()} }}")
                        : Node.Item($"{Condition(2)} ? {One()} : {(Chance(20) ? Node.Item($"{Condition(1)} ? {One()} : {One()}") : One())}");
                    Declare(new Var(name, type.Name));
                    return Node.Item($"{type.Name} {name} = {value};");
                }
            case 2 when Has("null or an object", 30) && _types.Where(t => !t.IsStruct && !t.IsAbstract && t.Constructor.Count > 0).ToArray() is { Length: > 0 } classes:
                {
                    UserType type = Of<UserType>(classes);
                    Node value = Chance(50) ? Node.Item($"{Condition(2)} ? {New(type, 1)} : null") : Node.Item($"null; if ({Condition(2)}) {{ {name} = {New(type, 1)}; }}");
                    Declare(new Var(name, "maybe " + type.Name));
                    return Node.Item($"{type.Name}? {name} = {value};");
                }
            case 3 when Has("chosen functions", 30):
                {
                    string argument = NumberType(), result = NumberType();
                    Node One(int k) => Within(() =>
                    {
                        Declare(new Var($"a{name}{k}", argument));
                        return Node.Item($"({argument} a{name}{k}) => ({result}){Number(result, 2)}");
                    });
                    Node made = Node.Item($"Func<{argument}, {result}> {name} = {Condition(1)} ? {One(0)} : {One(1)};");
                    Declare(new Var(name, $"Func<{argument}, {result}>", Writable: false));
                    return made;
                }
            default:
                if (!Has("chosen strings", 15))
                {
                    return null;
                }
                Node text = Node.Item($"string {name} = {Condition(1)} ? {Text(1)} : {Text(1)};");
                Declare(new Var(name, "string", Writable: false));
                return text;
        }
    }

    // Reads of what may be null: tested before, in the same expression, or not at all.
    private Node? OfMaybe(string type, int d)
    {
        if (Find(v => v.Type.StartsWith("maybe ", StringComparison.Ordinal) && TypeNamed(v.Type[6..])!.Fields.Any(f => f.Type == type)) is not { } maybe)
        {
            return null;
        }
        UserField field = Of<UserField>([.. TypeNamed(maybe.Type[6..])!.Fields.Where(f => f.Type == type)]);
        string n = Name("n");
        return Next(6) switch
        {
            0 or 1 => Node.Expression(type, $"({maybe.Name}?.{field.Name} ?? {Number(type, d)})"),
            2 => Node.Expression(type, $"({maybe.Name} != null ? {maybe.Name}.{field.Name} : {Moving(type, d)})"),
            3 => Node.Expression(type, $"({maybe.Name} is {{ }} {n} ? {n}.{field.Name} : {Moving(type, d)})"),
            4 => Node.Expression(type, $"({maybe.Name} is null ? {Moving(type, d)} : {maybe.Name}.{field.Name})"),
            _ => Node.Expression(type, $"{maybe.Name}!.{field.Name}"),
        };
    }

    private Node? MaybeIsNull() => Find(v => v.Type.StartsWith("maybe ", StringComparison.Ordinal)) is { } maybe ? Node.Expression("bool", $"({maybe.Name} {Of("== null", "!= null", "is null", "is not null", "is { }")})") : null;
}
