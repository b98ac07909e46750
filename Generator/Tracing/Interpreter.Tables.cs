// Dictionaries whose keys are known while building.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value ReadTable(IOperation place, Content.Table table, Value key) =>
        table.Items.TryGetValue(Key(place, key), out Value? found) ? found : throw ThrowsA(place, "System.Collections.Generic.KeyNotFoundException");

    private void WriteTable(IOperation place, Value.Reference reference, Content.Table table, Value key, Value value)
    {
        object known = Key(place, key);
        _store[reference] = table with { Keys = table.Items.ContainsKey(known) ? table.Keys : table.Keys.Add(known), Items = table.Items.SetItem(known, value) };
    }

    private object Key(IOperation place, Value key) => key is Value.Constant { Data: { } data } and not Value.Constant { Data: float or double } ? data
        : IsNull(key) ? throw ThrowsA(place, "System.ArgumentNullException") : throw Fail(place, JitRules.NotKnown, $"the key in '{Excerpt(place)}'");

    private Value? TableMethod(IOperation place, IMethodSymbol method, Value.Reference reference, Content.Table table, object[] given, Value[] arguments)
    {
        bool isSet = table.Type.Name == "HashSet";
        switch (method.Name, arguments.Length)
        {
            case ("Add", 1) when isSet:
                bool isNew = !table.Items.ContainsKey(Key(place, arguments[0]));
                WriteTable(place, reference, table, arguments[0], arguments[0]);
                return Fold(isNew);
            case ("Add", 2):
                if (table.Items.ContainsKey(Key(place, arguments[0])))
                {
                    throw ThrowsA(place, "System.ArgumentException");
                }
                WriteTable(place, reference, table, arguments[0], arguments[1]);
                return Value.Unset;
            case ("ContainsKey", 1):
            case ("Contains", 1) when isSet:
                return Fold(table.Items.ContainsKey(Key(place, arguments[0])));
            case ("TryGetValue", 2) when !isSet:
                bool found = table.Items.TryGetValue(Key(place, arguments[0]), out Value? value);
                Write((Place)given[1], found ? value! : Default(((INamedTypeSymbol)table.Type).TypeArguments[1]), place);
                return Fold(found);
            case ("GetValueOrDefault", 1 or 2):
                return table.Items.TryGetValue(Key(place, arguments[0]), out Value? known) ? known : arguments.Length > 1 ? arguments[1] : Default(((INamedTypeSymbol)table.Type).TypeArguments[1]);
            default:
                return null;
        }
    }
}
