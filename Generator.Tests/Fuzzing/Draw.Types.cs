// Types of a program: enums, structs, records and classes with what can go wrong in them: mutation, copies, initialisers, virtual and base calls, properties that compute.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal sealed record UserField(string Name, string Type, bool Writable);

internal sealed record UserMethod(string Name, string Result, string[] Parameters);

/// <param name="Constructor">The types of the parameters.</param>
/// <param name="HasEquality">True when <c>==</c> compares values.</param>
/// <param name="HasWith">True when <c>with</c> copies.</param>
internal sealed record UserType(
    string Name, bool IsStruct, IReadOnlyList<string> Constructor, IReadOnlyList<UserField> Fields, IReadOnlyList<UserMethod> Methods, bool HasEquality = false, bool HasWith = false, bool HasPlus = false,
    bool IsEnum = false, UserType? Base = null, bool IsAbstract = false, bool HasOperators = false);

internal sealed partial class Draw
{
    private readonly List<UserType> _types = [];

    private UserType? TypeNamed(string name) => _types.Find(t => t.Name == name);

    private UserType[] Enums => [.. _types.Where(t => t.IsEnum)];

    private UserType[] Comparable => [.. _types.Where(t => t.HasEquality && !t.IsEnum)];

    private void DrawTypes()
    {
        for (int i = Of(0, 0, 1, 1, 2, 3); i > 0; i--)
        {
            switch (Of(0, 1, 1, 2, 2, 3, 3, 4, 5))
            {
                case 5: DrawInterface(); break;
                case 0: DrawEnum(); break;
                case 1: DrawStruct(); break;
                case 2: DrawRecord(); break;
                case 3: DrawClasses(); break;
                default: DrawPrimary(); break;
            }
        }
    }

    private void DrawEnum()
    {
        UserType type = new(Name("E"), true, [], [], [], IsEnum: true);
        _types.Add(type);
        _members.Add(Chance(25)
            ? Node.Item($"[Flags] public enum {type.Name}{Of("", " : byte", " : uint", " : ulong")} {{ A = 0, B = 1, C = 2, D = 4 }}")
            : Node.Item($"public enum {type.Name}{Of("", "", " : byte", " : long", " : short", " : ushort", " : sbyte")} {{ A, B, C{Of("", " = 10")}, D }}"));
    }

    private UserField[] DrawFields(int count, bool writable, string stem) => [.. Enumerable.Range(0, count).Select(_ => new UserField(Name(stem), ValueType(), writable))];

    private static IEnumerable<Var> AsVars(IEnumerable<UserField> fields, bool writable = true) => fields.Select(f => new Var(f.Name, f.Type, writable && f.Writable, Capturable: false));

    private static IEnumerable<Var> AsParameters(IEnumerable<string> types, string stem) => types.Select((t, i) => new Var(stem + i, t));

    private static string List(IEnumerable<Var> parameters) => string.Join(", ", parameters.Select(p => p.Type + " " + p.Name));

    // A method of a type, which may write its fields.
    private (UserMethod Method, Node Text) DrawMethod(IEnumerable<UserField> fields, bool writes, string modifiers, string? name = null, string? result = null, string[]? parameters = null, Func<string, Node?>? extra = null)
    {
        UserMethod method = new(name ?? Name("M"), result ?? ValueType(), parameters ?? [.. Enumerable.Range(0, Next(3)).Select(_ => ValueType())]);
        Var[] variables = [.. AsParameters(method.Parameters, "p")];
        Node body = Apart([.. AsVars(fields, writes), .. variables], () =>
        {
            if (Chance(40) && extra is null)
            {
                return Node.Item($" => {Value(method.Result, 2)};");
            }
            Node statements = Statements(1 + Next(2), 1);
            Node value = Value(method.Result, 2);
            if (extra?.Invoke(method.Result) is { } more && IsNumber(method.Result))
            {
                value = Node.Expression(method.Result, $"({method.Result})({more} {Of("+", "-", "*")} {value})");
            }
            return Node.Item($" {{ {statements} return {value}; }}");
        });
        return (method, Node.Item($"public {modifiers}{method.Result} {method.Name}({List(variables)}){body}"));
    }

    private Node DrawProperty(IEnumerable<UserField> fields, UserField property, bool setter, string modifiers)
    {
        Node get = Apart(AsVars(fields, writable: false), () => Value(property.Type, 2));
        if (!setter)
        {
            return Node.Item($"public {modifiers}{property.Type} {property.Name} => {get};");
        }
        Node set = Apart([.. AsVars(fields), new Var("value", property.Type, Writable: false)], () => Statements(1 + Next(2), 1));
        return Node.Item($"public {modifiers}{property.Type} {property.Name} {{ get => {get}; set {{ {set} }} }}");
    }

    private void DrawStruct()
    {
        string name = Name("S");
        bool isReadonly = Chance(25);
        UserField[] fields = DrawFields(1 + Next(3), !isReadonly, "F");
        List<Node> members = [.. fields.Select(f => Node.Item($"public {(isReadonly ? "readonly " : "")}{f.Type} {f.Name};"))];
        members.Add(Node.Item($"public {name}({List(AsParameters(fields.Select(f => f.Type), "p"))}) {{ {string.Join(" ", fields.Select((f, i) => $"{f.Name} = p{i};"))} }}"));
        List<UserField> all = [.. fields];
        List<UserMethod> methods = [];
        for (int i = Next(3); i > 0; i--)
        {
            (UserMethod method, Node text) = DrawMethod(fields, !isReadonly, "");
            methods.Add(method);
            members.Add(text);
        }
        if (Chance(40))
        {
            UserField property = new(Name("P"), ValueType(), !isReadonly && Chance(50));
            members.Add(DrawProperty(fields, property, property.Writable, ""));
            all.Add(property);
        }
        bool plus = Chance(30);
        if (plus)
        {
            string arguments = string.Join(", ", fields.Select(f => f.Type == "bool" ? $"a.{f.Name} | b.{f.Name}" : $"({f.Type})(a.{f.Name} + b.{f.Name})"));
            members.Add(Node.Item($"public static {name} operator +({name} a, {name} b) => new {name}({arguments});"));
        }
        bool operators = Chance(30);
        if (operators)
        {
            members.Add(Operators(name, fields));
        }
        _members.Add(Node.Item($"public {(isReadonly ? "readonly " : "")}struct {name} {{ {Node.List(members)} }}"));
        _types.Add(new(name, true, [.. fields.Select(f => f.Type)], all, methods, HasPlus: plus, HasWith: true, HasOperators: operators));
    }

    private void DrawRecord()
    {
        string name = Name("R");
        string kind = Of("record", "record", "record struct", "readonly record struct");
        bool isStruct = kind != "record", writable = kind == "record struct";
        UserField[] fields = DrawFields(1 + Next(3), writable, "Q");
        List<UserField> all = [.. fields];
        List<UserMethod> methods = [];
        List<Node> members = [];
        if (Chance(40))
        {
            UserField property = new(Name("P"), ValueType(), false);
            members.Add(DrawProperty(fields, property, setter: false, ""));
            all.Add(property);
        }
        if (Chance(40))
        {
            (UserMethod method, Node text) = DrawMethod(fields, writable, "");
            methods.Add(method);
            members.Add(text);
        }
        _members.Add(Node.Item($"public {kind} {name}({string.Join(", ", fields.Select(f => f.Type + " " + f.Name))}) {{ {Node.List(members)} }}"));
        UserType type = new(name, isStruct, [.. fields.Select(f => f.Type)], all, methods, HasEquality: true, HasWith: true);
        _types.Add(type);
        if (!isStruct && Chance(40))
        {
            string derived = Name("R");
            UserField more = new(Name("Q"), ValueType(), false);
            _members.Add(Node.Item($"public record {derived}({string.Join(", ", fields.Append(more).Select(f => f.Type + " " + f.Name))}) : {name}({string.Join(", ", fields.Select(f => f.Name))});"));
            _types.Add(new(derived, false, [.. fields.Append(more).Select(f => f.Type)], [.. all, more], methods, HasEquality: true, HasWith: true, Base: type));
        }
    }

    private void DrawClasses()
    {
        string name = Name("C");
        bool isAbstract = Chance(30);
        UserField[] fields = DrawFields(1 + Next(2), true, "F");
        UserField auto = new(Name("A"), NumberType(), true), computed = new(Name("P"), NumberType(), true);
        (UserMethod method, Node text) = DrawMethod([.. fields, auto], true, "virtual ");
        List<Node> members =
        [
            .. fields.Select(f => Node.Item($"public {f.Type} {f.Name}{(Chance(40) ? Node.Item($" = {Literal(f.Type)}") : Node.Item($""))};")),
            Node.Item($"public {auto.Type} {auto.Name} {{ get; set; }} = {Literal(auto.Type)};"),
            Node.Item($"public {name}({fields[0].Type} p0) {{ {fields[0].Name} = p0; {Apart([.. AsVars([.. fields, auto]), new Var("p0", fields[0].Type)], () => Statements(Next(2), 1))} }}"),
            DrawProperty([.. fields, auto], computed, setter: true, "virtual "),
            text,
        ];
        _members.Add(Node.Item($"public {(isAbstract ? "abstract " : "")}class {name} {{ {Node.List(members)} }}"));
        UserType type = new(name, false, [fields[0].Type], [.. fields, auto, computed], [method], IsAbstract: isAbstract);
        _types.Add(type);
        for (int i = isAbstract ? 1 : Of(0, 1, 1, 2); i > 0; i--)
        {
            string derived = Name("C");
            UserField own = new(Name("F"), NumberType(), true);
            List<Node> overrides =
            [
                Node.Item($"public {own.Type} {own.Name} = {Literal(own.Type)};"),
                Node.Item($"public {derived}({fields[0].Type} p0) : base({Apart([new Var("p0", fields[0].Type)], () => Value(fields[0].Type, 1))}) {{ {Apart([.. AsVars([.. type.Fields, own]), new Var("p0", fields[0].Type)], () => Statements(Next(2), 1))} }}"),
            ];
            if (Chance(70))
            {
                string call = $"base.{method.Name}({string.Join(", ", method.Parameters.Select((_, k) => "p" + k))})";
                overrides.Add(DrawMethod([.. type.Fields, own], true, "override ", method.Name, method.Result, method.Parameters, Chance(60) ? t => Node.Variable(t, call) : null).Text);
            }
            if (Chance(40))
            {
                overrides.Add(Node.Item($"public override {computed.Type} {computed.Name} {{ get => ({computed.Type})(base.{computed.Name} + {Literal(computed.Type)}); set {{ {own.Name}++; base.{computed.Name} = value; }} }}"));
            }
            _members.Add(Node.Item($"public class {derived} : {name} {{ {Node.List(overrides)} }}"));
            _types.Add(new(derived, false, [fields[0].Type], [.. type.Fields, own], [method], Base: type));
        }
    }

    // A class or struct with a primary constructor, whose parameters its members read and write.
    private void DrawPrimary()
    {
        string name = Name("K");
        string[] parameters = [.. Enumerable.Range(0, 1 + Next(2)).Select(_ => NumberType())];
        UserField[] captured = [.. parameters.Select((t, i) => new UserField("k" + i, t, true))];
        UserField initialised = new(Name("F"), parameters[0], true);
        (UserMethod method, Node text) = DrawMethod([.. captured, initialised], true, "");
        List<Node> members = [Node.Item($"public {initialised.Type} {initialised.Name} = {Apart(AsVars(captured, writable: false), () => Value(initialised.Type, 1))};"), text];
        _members.Add(Node.Item($"public {Of("class", "struct")} {name}({List(AsParameters(parameters, "k"))}) {{ {Node.List(members)} }}"));
        _types.Add(new(name, false, parameters, [initialised], [method]));
    }

    private Node EnumValue(UserType type, int d, bool moving = false) =>
        Chance(10) && d > 0 && Has("enums as numbers", 40) ? Node.Expression(type.Name, $"({EnumValue(type, d - 1, moving: true)} {Of("|", "&", "^")} {EnumValue(type, 0)})")
        : Find(v => v.Type == type.Name) is { } variable && Chance(60) ? Read(variable)
        : moving || Chance(30) ? Node.Expression(type.Name, $"({type.Name})({Moving("int", d)} & 3)") : Node.Literal(type.Name, type.Name + Of(".A", ".B", ".C", ".D"));

    private Node? Flags(UserType type, int d) => _known ? null : Chance(50)
        ? Node.Expression("bool", $"({EnumValue(type, d, moving: true)}).HasFlag({EnumValue(type, 0)})")
        : Node.Expression("bool", $"(({EnumValue(type, d, moving: true)} & {type.Name}.{Of("B", "C", "D")}) {Of("!=", "==")} 0)");

    private Node ObjectValue(UserType type, int d)
    {
        if (Chance(45) && Find(v => v.Type == type.Name) is { } variable)
        {
            if (Chance(25) && type.HasWith && d > 0 && type.Fields.Where(f => f.Name[0] is 'F' or 'Q').ToArray() is { Length: > 0 } fields && (type.IsStruct || type.HasEquality))
            {
                UserField field = Of<UserField>(fields);
                return field.Writable || field.Name[0] == 'Q' ? Node.Expression(type.Name, $"({Read(variable)} with {{ {field.Name} = {Assignable(field.Type, d - 1)} }})") : Read(variable);
            }
            if (Chance(25) && type.HasOperators && d > 0)
            {
                return Chance(20) && variable.Writable ? Node.Expression(type.Name, $"({Of($"{variable.Name}++", $"++{variable.Name}")})") : Node.Expression(type.Name, $"({Read(variable)} {Of("-", "*")} {ObjectValue(type, d - 1)})");
            }
            return Chance(20) && type.HasPlus && d > 0 ? Node.Expression(type.Name, $"({Read(variable)} + {ObjectValue(type, d - 1)})") : Read(variable);
        }
        UserType[] made = [.. _types.Where(t => t.Constructor.Count > 0 && !t.IsAbstract && (t == type || t.Base == type))];
        if (d > 0 && !type.IsStruct && made.Length > 1 && Chance(10))
        {
            return Node.Expression(type.Name, $"({Condition(d - 1)} ? ({type.Name}){New(made[0], d - 1)} : {New(made[1], d - 1)})");
        }
        return made.Length == 0 ? Node.Literal(type.Name, $"default({type.Name})") : New(Of<UserType>(made), d);
    }

    private Node New(UserType type, int d)
    {
        Node arguments = Node.Item($"new {type.Name}({type.Constructor.Select(t => Assignable(t, d - 1))})");
        UserField[] set = [.. type.Fields.Where(f => f.Writable)];
        return set.Length > 0 && d > 0 && Chance(20) && Of<UserField>(set) is { } field
            ? Node.Expression(type.Name, $"{arguments} {{ {field.Name} = {Assignable(field.Type, d - 1)} }}") : Node.Expression(type.Name, $"{arguments}");
    }
}
