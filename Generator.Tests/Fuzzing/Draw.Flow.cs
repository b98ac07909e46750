// Ways through a program that are rarer: goto, guards that say what follows, conditions asked again, loops left with what their iterations have made.
using System;
using System.Collections.Generic;
using System.Linq;

namespace Generator.Tests.Fuzzing;

internal sealed partial class Draw
{
    private Node? Jump(int depth)
    {
        if (_noReturn || _known)
        {
            return null;
        }
        string label = Name("L"), i = Name("i");
        _loops++;
        bool before = _inLoop;
        _inLoop = false;
        Node body = Inside(() =>
        {
            Declare(new Var(i, "int", Writable: false));
            return Statements(1 + Next(2), 0);
        });
        (_inLoop, _loops) = (before, _loops - 1);
        return Chance(60)
            ? Node.Item($"{{ {Statements(Next(2), depth)} if ({Condition(1)}) {{ goto {label}; }} {{ {Statements(1, depth)} }} {label}: {{ {Statements(1, 0)} }} }}")
            : Node.Item($"{{ int {i} = 0; {label}: {{ {body} }} if (++{i} < {Of("2", "5")} && {Condition(1)}) {{ goto {label}; }} }}");
    }

    // A comparison of a variable with a constant, the same ones again and again: what one says decides others.
    private Node? Asked()
    {
        if (_known || Find(v => v.Type is "double" or "int" or "float" or "long") is not { } variable)
        {
            return null;
        }
        string[] constants = variable.Type switch { "double" => ["0.0", "1.0", "-1.0", "2.5"], "float" => ["0f", "1f", "-1f"], _ => ["0", "1", "-1", "2", "5"] };
        Node one = Node.Expression("bool", $"({Read(variable)} {Of("<", "<=", ">", ">=", "==", "!=")} {Of<string>(constants)})");
        return Next(5) switch
        {
            0 => Node.Expression("bool", $"(!{one})"),
            1 => Node.Expression("bool", $"({one} {Of("&&", "||")} {Read(variable)} {Of("<", ">", ">=")} {Of<string>(constants)})"),
            2 when Find(v => v.Type == variable.Type && v != variable) is { } other => Node.Expression("bool", $"({Read(variable)} {Of("<", "<=", ">", ">=", "==", "!=")} {Read(other)})"),
            _ => one,
        };
    }

    // An index that is tested before it is used, at all sides or not at all.
    private Node? Guarded()
    {
        if (_known || _noReturn || Find(v => v.Type == "int" && !v.Known && !v.IsConstant) is not { } index
            || Find(v => (IsSpan(v.Type) || v.Type.EndsWith("[]", StringComparison.Ordinal)) && IsNumber(ElementOf(v.Type))) is not { } array)
        {
            return null;
        }
        string type = ElementOf(array.Type), name = Name("v"), i = index.Name, a = array.Name;
        string outside = Of($"{i} < 0 || {i} >= {a}.Length", $"{i} < 0 || {i} >= {a}.Length", $"!({i} >= 0 && {i} < {a}.Length)", $"(uint){i} >= (uint){a}.Length", $"{a}.Length <= {i} || 0 > {i}", $"{i} < 0", $"{i} >= {a}.Length", $"{i} <= 0 || {i} >= {a}.Length - 1");
        string near = Chance(20) ? Of("[{0} - 1]", "[{0} + 1]", "[^{0}]") : "[{0}]";
        string read = a + string.Format(System.Globalization.CultureInfo.InvariantCulture, near, i);
        if (Chance(50))
        {
            Node inside = Node.Item($"{type} {name} = default; if (!({outside})) {{ {name} = {read}; }}");
            Declare(new Var(name, type));
            return inside;
        }
        Node? leave = _inLoop && Chance(60) ? Node.Item($"{Of("break", "continue")};")
            : _result is { } result ? Chance(75) ? Node.Item($"return {Result(result)};") : Node.Item($"throw new ArgumentOutOfRangeException(\"{i}\");")
            : null;
        if (leave is null)
        {
            return null;
        }
        Node node = Node.Item($"if ({outside}) {{ {leave} }} {type} {name} = {read};");
        Declare(new Var(name, type));
        return node;
    }

    // A loop as searches and iterations are written: left with what an iteration has made.
    private Node? Search(int depth)
    {
        if (_known || _noReturn)
        {
            return null;
        }
        string type = Of("double", "int", "float", "double", "long"), found = Name("v"), i = Name("i"), made = Name("v");
        string limit = Of("3", "20", "40", "100");
        if (limit is "40" or "100" && _loops > 0)
        {
            limit = "3";
        }
        Node start = Assignable(type, 1);
        Var result = new(found, type);
        bool before = _inLoop;
        (_inLoop, _loops) = (true, _loops + 1);
        Node body = Inside(() =>
        {
            Declare(result);
            Declare(new Var(i, "int", Writable: false));
            Node value = Assignable(type, 2);
            Declare(new Var(made, type));
            Node leaves = Next(4) switch
            {
                0 when _result is { } returned && IsNumber(returned) => Node.Item($"return ({returned})({made} + {i});"),
                1 when _result is { } returned => Node.Item($"return {Result(returned)};"),
                2 => Node.Item($"{found} = ({type})({made} + {i}); break;"),
                _ => Node.Item($"{found} = {made}; break;"),
            };
            Node test = Chance(30) ? Node.Expression("bool", $"({made} > {Number(type, 1)})") : Condition(1);
            return Node.Item($"{type} {made} = {value}; {(Chance(40) ? Statements(1, 0) : Node.List([]))} if ({test}) {{ {leaves} }} {(Chance(50) ? Node.Item($"{found} = {made};") : Node.Item($"{found} += {Moving(type, 0)};"))}");
        });
        (_inLoop, _loops) = (before, _loops - 1);
        Declare(result);
        return Next(3) switch
        {
            0 => Node.Item($"{type} {found} = {start}; {{ int {i} = 0; while (true) {{ if (++{i} > {limit}) {{ break; }} {body} }} }}"),
            1 when depth > 0 => Node.Item($"{type} {found} = {start}; for (int {i} = {limit}; {i}-- > 0;) {{ {body} }}"),
            _ => Node.Item($"{type} {found} = {start}; for (int {i} = 0; {i} < {limit}; {i}++) {{ {body} }}"),
        };
    }
}
