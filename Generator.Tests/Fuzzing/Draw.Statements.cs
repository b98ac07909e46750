// Statements: declarations, assignments, branches, loops that end by construction, exits, exceptions, closures, deconstruction.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal sealed partial class Draw
{
    // The type that the function around returns; null where nothing may leave.
    private string? _result;
    private bool _inLoop;

    // True in finally and using blocks.
    private bool _noReturn;

    private Node Statements(int count, int depth) => Inside(() => Node.List([.. Enumerable.Range(0, count).Select(_ => Statement(depth))]));

    private Node Block(int count, int depth) => Node.Item($"{{ {Statements(count, depth)} }}");

    private Node Statement(int depth) => Choose(
        (26, Local),
        (26, () => Assignment(2)),
        (depth > 0 ? 13 : 0, () => If(depth - 1)),
        (depth > 0 && _loops < 2 ? 12 : 0, () => Loop(depth - 1)),
        (depth > 0 ? 5 : 0, () => Has("patterns", 60) ? Switch(depth - 1) : null),
        (_result is not null && !_noReturn ? 5 : 1, () => Has("exits", 60) ? Exit() : null),
        (_inLoop && !_noReturn ? 8 : 0, () => Has("breaks", 60) ? Node.Item($"if ({Condition(1)}) {{ {(Chance(30) ? Assignment(1) ?? Node.List([]) : Node.List([]))} {Of("break", "continue")}; }}") : null),
        (depth > 0 ? 3 : 0, () => Has("try", 25) ? Try(depth - 1) : null),
        (5, () => Has("lambdas", 50) ? Lambda() : null),
        (4, () => Has("tuples", 60) ? Deconstruction() : null),
        (6, () => Has("arrays", 60) ? ArrayLocal() : null),
        (4, () => Has("arrays of sizes", 20) ? SizedArray() : null),
        (4, () => Has("tables of rows", 20) ? RowsLocal() : null),
        (2, OtherArray),
        (4, () => Has("chosen objects", 30) ? Chosen() : null),
        (5, () => Has("guarded indices", 30) ? Guarded() : null),
        (depth > 0 && _loops < 2 ? 4 : 0, () => Has("searches", 35) ? Search(depth - 1) : null),
        (depth > 0 ? 3 : 0, () => Has("goto", 8) ? Jump(depth - 1) : null),
        (7, ObjectLocal),
        (4, () => Effect(1)),
        (3, () => Has("references", 30) ? Reference() : null),
        (2, () => Has("local functions", 50) ? LocalFunction(depth) : null),
        (depth > 0 && _loops < 1 ? 2 : 0, () => Has("lambdas", 50) ? Closures() : null),
        (depth > 0 && !_noReturn ? 1 : 0, () => Has("try", 25) ? Using(depth - 1) : null),
        (2, () => OtherLocal())) ?? Local()!;

    private Node Local()
    {
        string type = ValueType(), name = Name("v");
        Node node;
        if (type == "int" && Chance(30))
        {
            bool isConstant = Chance(40);
            node = Node.Item($"{(isConstant ? "const " : "")}int {name} = {Of("0", "1", "2", "3", "5", "-2")};");
            Declare(new Var(name, type, Writable: false, Known: true, IsConstant: isConstant));
            return node;
        }
        node = Chance(25) ? Node.Item($"var {name} = ({type}){Value(type, 2)};") : Node.Item($"{type} {name} = {Assignable(type, 2 + (Chance(30) ? 1 : 0))};");
        Declare(new Var(name, type));
        return node;
    }

    private Node? Assignment(int d)
    {
        string type = ValueType();
        if (Place(type, 1, write: true) is not { } place)
        {
            return null;
        }
        return Chance(35) ? Node.Item($"{place} = {Assignable(type, d)};")
            : Chance(15) && type != "bool" ? Node.Item($"{place}{Of("++", "--")};")
            : Compound(type, place, d) is { } compound ? Node.Item($"{compound};") : null;
    }

    private Node If(int depth)
    {
        Node condition = Condition(2);
        if (Chance(15) && _types.FindAll(t => t.Base is not null) is { Count: > 0 } derived && Of<UserType>(derived) is var type && Find(v => v.Type == type.Base!.Name) is { } whole)
        {
            string name = Name("v");
            return Node.Item($"if ({Read(whole)} is {type.Name} {name}) {{ {Inside(() =>
            {
                Declare(new Var(name, type.Name, Writable: false));
                return Statements(1 + Next(2), depth);
            })} }}");
        }
        return Chance(50)
            ? Node.Item($"if ({condition}) {{ {Statements(1 + Next(2), depth)} }}")
            : Node.Item($"if ({condition}) {{ {Statements(1 + Next(2), depth)} }} else {{ {Statements(1 + Next(2), depth)} }}");
    }

    private Node Looping(int count, int depth, params Var[] variables)
    {
        bool before = _inLoop;
        (_inLoop, _loops) = (true, _loops + 1);
        Node body = Inside(() =>
        {
            foreach (Var variable in variables)
            {
                Declare(variable);
            }
            return Statements(count, depth);
        });
        (_inLoop, _loops) = (before, _loops - 1);
        return body;
    }

    private Node? Loop(int depth)
    {
        string i = Name("i");
        int count = 1 + Next(3);
        if (Chance(15) && RowsLoop(count, depth) is { } rows)
        {
            return rows;
        }
        switch (_known ? Of(0, 3, 4, 5, 6, 8, 8) : Next(9))
        {
            case 0 or 1:
                return Node.Item($"for (int {i} = {Of("0", "0", "1")}; {i} < {Of("2", "3", "4")}; {i}{Of("++", "++", " += 2")}) {{ {Looping(count, depth, new Var(i, "int", Writable: false, Known: true))} }}");
            case 2:
                return Node.Item($"for (int {i} = 0; {i} < ({Moving("int", 1)} & {Of("3", "7")}); {i}++) {{ {Looping(count, depth, new Var(i, "int", Writable: false))} }}");
            case 3:
                return Node.Item($"{{ int {i} = 0; while ({i}++ < {Of("3", "5")} && {Condition(1)}) {{ {Looping(count, depth, new Var(i, "int", Writable: false, Known: _known))} }} }}");
            case 4:
                return Node.Item($"{{ int {i} = 0; do {{ {Looping(count, depth, new Var(i, "int", Writable: false))} }} while (++{i} < {Of("2", "4")} && {Condition(1)}); }}");
            case 5:
                return Node.Item($"for (int {i} = {Of("3", "4")}; {i} >= {Of("0", "1")} && {Condition(1)}; --{i}) {{ {Looping(count, depth, new Var(i, "int", Writable: false))} }}");
            case 6 when _loops == 0:
                return Node.Item($"for (int {i} = 0; {i} < {Of("40", "50")}; {i}++) {{ {Looping(1 + Next(2), Math.Min(depth, 1), new Var(i, "int", Writable: false))} }}");
            default:
                string element = NumberType(), x = Name("v");
                if (Find(v => v.Type == element + "[]" || (IsSpan(v.Type) && ElementOf(v.Type) == element && v.Length == 0)) is { } array)
                {
                    return Node.Item($"foreach ({Of("var", element)} {x} in {array.Name}{(array.Length > 3 && Chance(20) ? "[1..3]" : "")}) {{ {Looping(count, depth, new Var(x, element, Writable: false))} }}");
                }
                return Node.Item($"foreach (int {x} in {Of("Enumerable.Range(1, 3)", "new[] { 1, 2, 5 }", "(int[])[4, 3]", "new List<int> { 2, 7 }")}) {{ {Looping(count, depth, new Var(x, "int", Writable: false, Known: true))} }}");
        }
    }

    private Node Switch(int depth)
    {
        Node Section(Node label)
        {
            bool before = _inLoop;
            Node body = Node.Item($"{label} {Statements(1 + Next(2), depth)} {(_result is { } type && !_noReturn && Chance(15) ? Node.Item($"return {Result(type)};") : Node.Item($"break;"))}");
            _inLoop = before;
            return body;
        }
        if (Chance(15) || (_known && Chance(40)))
        {
            return Node.Item($"switch ({Text(1)}) {{ {Section(Node.Item($"case \"a\" or \"abc1\":"))} {Section(Node.Item($"default:"))} }}");
        }
        if (Enums.Length > 0 && Chance(30) && !_known)
        {
            UserType e = Of<UserType>(Enums);
            return Node.Item($"switch ({EnumValue(e, 1, moving: true)}) {{ {Section(Node.Item($"case {e.Name}.A:"))} {Section(Node.Item($"case {e.Name}.B: case {e.Name}.C:"))} {(Chance(50) ? Section(Node.Item($"default:")) : Node.Item($""))} }}");
        }
        string type = _known ? "int" : NumberType();
        if (!IsFloat(type) && Chance(60))
        {
            string[] labels = type == "char" ? ["'a'", "'b'", "'c'"] : ["1", "2", "5"];
            return Node.Item($"switch ({(_known ? KnownMoving(1) : Moving(type, 1))}) {{ {Section(Node.Item($"case {labels[0]}:"))} {Section(Node.Item($"case {labels[1]}: case {labels[2]}:"))} {Section(Node.Item($"default:"))} }}");
        }
        return Node.Item($"switch ({(_known ? KnownMoving(1) : Moving(type, 1))}) {{ {Section(Node.Item($"case {Pattern(type)} when {Condition(1)}:"))} {Section(Node.Item($"case {Of("<", "<=")} {PatternLiteral(type, 0)} or {PatternLiteral(type, 3)}:"))} {Section(Node.Item($"default:"))} }}");
    }

    private Node? Exit()
    {
        string throws = !Has("throws", 60) && !_known ? "" : Of("new ArgumentException(\"bad value\")", "new InvalidOperationException(\"not now\")", "new ArgumentOutOfRangeException(\"a\", \"too far\")", "new Oops(7)");
        if (_result is null || _noReturn || Chance(20))
        {
            return _noReturn || throws.Length == 0 ? null : Node.Item($"if ({Condition(1)}{(Chance(70) ? Node.Item($" && {Comparison(1)}") : Node.Item($""))}) {{ throw {throws}; }}");
        }
        string type = _result;
        return Node.Item($"if ({Condition(2)}) {{ {(Chance(30) ? Statements(1, 0) : Node.List([]))} return {Result(type)}; }}");
    }

    private Node? Try(int depth)
    {
        if (_noReturn)
        {
            return null;
        }
        Node body = Statements(1 + Next(2), depth);
        if (Chance(50))
        {
            _noReturn = true;
            Node last = Statements(1, 0);
            _noReturn = false;
            return Node.Item($"try {{ {body} }} finally {{ {last} }}");
        }
        return Node.Item($"try {{ {body} }} catch ({Of("DivideByZeroException", "InvalidOperationException", "Oops", "Exception")}) {{ {Catching()} }}");
    }

    private Node Catching()
    {
        bool before = _noReturn;
        _noReturn = true;
        Node body = Statements(1, 0);
        _noReturn = before;
        return body;
    }

    private Node Using(int depth)
    {
        _noReturn = true;
        Node closing = Within(() => Statements(1, 0));
        _noReturn = false;
        return Node.Item($"using (new Closing(() => {{ {closing} }})) {{ {Statements(1 + Next(2), depth)} }}");
    }

    private Node? Lambda()
    {
        string result = NumberType(), name = Name("f");
        string[] parameters = [.. Enumerable.Range(0, Next(3)).Select(_ => NumberType())];
        Var[] variables = [.. AsParameters(parameters, Name("a"))];
        Node body = Within(() =>
        {
            foreach (Var variable in variables)
            {
                Declare(variable);
            }
            if (Chance(55))
            {
                return Node.Item($"({result}){Number(result, 2)}");
            }
            _result = result;
            return Node.Item($"{{ {Statements(1 + Next(2), 1)} return {Value(result, 1)}; }}");
        });
        string type = $"Func<{string.Join(", ", parameters.Append(result))}>";
        Declare(new Var(name, type, Writable: false));
        return Node.Item($"{type} {name} = ({List(variables)}) => {body};");
    }

    private Node? LocalFunction(int depth)
    {
        if (_noReturn)
        {
            return null;
        }
        Helper helper = new(Name("l"), ValueType(), [.. Enumerable.Range(0, Next(3)).Select(_ => (Of("", "", "ref "), ValueType()))], IsLocal: true);
        Node body = Within(() =>
        {
            for (int i = 0; i < helper.Parameters.Count; i++)
            {
                Declare(new Var(helper.Name + "p" + i, helper.Parameters[i].Type, Capturable: helper.Parameters[i].Mode.Length == 0));
            }
            _result = helper.Result;
            return Node.Item($"{{ {Statements(1 + Next(2), Math.Min(depth, 1))} return {Value(helper.Result, 1)}; }}");
        });
        _helpers.Add(helper);
        Declare(new Var(helper.Name, "function", Writable: false));
        return Node.Item($"{helper.Result} {helper.Name}({string.Join(", ", helper.Parameters.Select((p, i) => $"{p.Mode}{p.Type} {helper.Name}p{i}"))}) {body}");
    }

    // What each lambda captures is the variable of its own iteration.
    private Node Closures()
    {
        string fs = Name("g"), i = Name("i"), t = Name("v"), f = Name("h"), type = Of("double", "int", "float");
        string sum = Name("v");
        Node each = Node.Item($"{type} {t} = {Assignable(type, 1)};");
        Node inside = Within(() =>
        {
            Declare(new Var(t, type));
            Declare(new Var(i, "int", Writable: false));
            return Number(type, 2);
        });
        Node node = Node.Item($"var {fs} = new List<Func<{type}>>(); for (int {i} = 0; {i} < 3; {i}++) {{ {each} {fs}.Add(() => ({type}){inside}); {t} += 1; }} {type} {sum} = 0; foreach (var {f} in {fs}) {{ {sum} += {f}(); }}");
        Declare(new Var(sum, type));
        return node;
    }

    private Node? Deconstruction()
    {
        string a = NumberType(), b = NumberType();
        if (Chance(40) && Place(a, 1, write: true) is { } one && Place(b, 1, write: true) is { } two)
        {
            return Node.Item($"({one}, {two}) = ({Assignable(a, 2)}, {Assignable(b, 2)});");
        }
        string x = Name("v"), y = Name("v");
        Node node = Chance(50) ? Node.Item($"({a} {x}, {b} {y}) = ({Assignable(a, 2)}, {Assignable(b, 2)});") : Node.Item($"var ({x}, {y}) = (({a}){Value(a, 1)}, ({b}){Value(b, 1)});");
        Declare(new Var(x, a));
        Declare(new Var(y, b));
        if (Chance(40))
        {
            string tuple = Name("v");
            Node whole = Node.Item($"{node} ({a}, {b}) {tuple} = ({x}, {y});");
            Declare(new Var(tuple, $"({a}, {b})"));
            return whole;
        }
        return node;
    }

    private Node? ObjectLocal()
    {
        if (_types.Count == 0)
        {
            return null;
        }
        UserType type = Of<UserType>(_types);
        string name = Name("v");
        Node node = Node.Item($"{type.Name} {name} = {(type.IsEnum ? EnumValue(type, 1) : ObjectValue(type, 2))};");
        Declare(new Var(name, type.Name));
        return node;
    }

    private Node? OtherLocal()
    {
        string name = Name("v"), type = Of("int", "double", "float");
        Node node;
        switch (Next(3))
        {
            case 0 when !Has("strings", 40):
            case 1 when !Has("nullables", 30):
                return null;
            case 0:
                node = Node.Item($"string {name} = {Text(2)};");
                Declare(new Var(name, "string", Writable: false));
                return node;
            case 1:
                node = Node.Item($"{type}? {name} = {NullableValue(type + "?", 2)};");
                Declare(new Var(name, type + "?"));
                return node;
            default:
                string a = NumberType(), b = NumberType();
                node = Node.Item($"({a}, {b}) {name} = ({Assignable(a, 1)}, {Assignable(b, 1)});");
                Declare(new Var(name, $"({a}, {b})"));
                return node;
        }
    }

    private Node? Effect(int d) => Choose(
        (3, () => Find(v => TypeNamed(v.Type)?.Methods.Count > 0) is { } owner ? Node.Item($"{CallOf(owner, Of<UserMethod>(TypeNamed(owner.Type)!.Methods), d)};") : null),
        (3, () => Helpers(null) is { Length: > 0 } helpers && CallOf(Of<Helper>(helpers), d) is { } call ? Node.Item($"{call};") : null));

    private Node? Reference()
    {
        string type = NumberType(), name = Name("v");
        Node? node = Find(v => v.Type == type + "[]" && v.Length > 0) is { } array && Chance(60) ? Node.Item($"ref {type} {name} = ref {array.Name}[{IndexBelow(array.Length, 1)}];")
            : Find(IsReferable(type)) is { } variable ? Node.Item($"ref {type} {name} = ref {variable.Name};") : null;
        if (node is not null)
        {
            Declare(new Var(name, type, Capturable: false));
        }
        return node;
    }
}
