// Draws random C# programs: the choices, names and variables that all parts share. Everything is drawn from CsCheck's PCG, so a seed is a program.
using System;
using System.Collections.Generic;
using System.Linq;
using CsCheck;

namespace Generator.Tests.Fuzzing;

/// <param name="Writable">False for counters of loops, which keep programs finite, and for what C# lets nobody write.</param>
/// <param name="Capturable">False for what lambdas cannot capture.</param>
/// <param name="Level">How many lambdas stand around its declaration.</param>
/// <param name="Known">True for whole numbers that are known while building.</param>
/// <param name="Length">Of arrays.</param>
/// <param name="IsConstant">True for constants of C#.</param>
internal sealed record Var(string Name, string Type, bool Writable = true, bool Capturable = true, int Level = 0, bool Known = false, int Length = 0, bool IsConstant = false);

internal sealed partial class Draw(PCG pcg)
{
    private readonly List<Node> _members = [];
    private List<Var> _scope = [];
    private int _names;
    private int _level;

    // True in programs that never branch on what is traced.
    private readonly bool _known = pcg.Next(100) < 30;

    // Loops around the place, so that the steps of a program stay few.
    private int _loops;

    private readonly Dictionary<string, bool> _features = [];

    /// <summary>Each program has some features of C# and not others: many together are refused for one of them, or hide what two do to each other.</summary>
    private bool Has(string feature, int percent)
    {
        if (!_features.TryGetValue(feature, out bool has))
        {
            _features[feature] = has = Chance(percent);
        }
        return has;
    }

    private int Next(int count) => (int)pcg.Next((uint)count);

    private bool Chance(int percent) => Next(100) < percent;

    private T Of<T>(params IReadOnlyList<T> values) => values[Next(values.Count)];

    private string Name(string stem) => stem + _names++;

    /// <summary>Draws by weight; what cannot be made here (null) is drawn again.</summary>
    private Node? Choose(params ReadOnlySpan<(int Weight, Func<Node?> Make)> choices)
    {
        int total = 0;
        foreach ((int weight, _) in choices)
        {
            total += weight;
        }
        for (int attempt = 0; attempt < 12; attempt++)
        {
            int at = Next(total);
            foreach ((int weight, Func<Node?> make) in choices)
            {
                at -= weight;
                if (at < 0)
                {
                    if (make() is { } node)
                    {
                        return node;
                    }
                    break;
                }
            }
        }
        return null;
    }

    private IEnumerable<Var> Visible => _scope.Where(v => v.Capturable || v.Level == _level);

    private Var Declare(Var variable)
    {
        variable = variable with { Level = _level };
        _scope.Add(variable);
        return variable;
    }

    /// <summary>Draws something in a scope of its own.</summary>
    private T Inside<T>(Func<T> draw)
    {
        int count = _scope.Count;
        T result = draw();
        _scope.RemoveRange(count, _scope.Count - count);
        return result;
    }

    /// <summary>Draws a member: nothing of the method around is visible.</summary>
    private T Apart<T>(IEnumerable<Var> variables, Func<T> draw)
    {
        (List<Var> scope, int level, int loops, string? result, bool loop, bool writes) = (_scope, _level, _loops, _result, _inLoop, _noReturn);
        (_scope, _level, _result, _inLoop, _noReturn) = ([.. variables], 0, null, false, false);
        _loops = Math.Max(loops, 1);
        T drawn = draw();
        (_scope, _level, _loops, _result, _inLoop, _noReturn) = (scope, level, loops, result, loop, writes);
        return drawn;
    }

    private static Node Read(Var variable) => Node.Variable(variable.Type, variable.Name) with { IsConstant = variable.IsConstant };

    // Newer variables more often: they depend on more of the program.
    private Var? Find(Func<Var, bool> fits)
    {
        Var[] found = [.. Visible.Where(fits)];
        return found.Length == 0 ? null : found[Math.Max(Next(found.Length), Next(found.Length))];
    }
}
