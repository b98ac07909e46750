// Dimensions as text, in JAX's grammar: sums, products, powers, floordiv, mod, max, min.
using System;
using System.Collections.Generic;
using System.Globalization;

namespace SrcGenJit.Core;

internal static class DimParser
{
    private const int MaxDepth = 50;

    // Far beyond what shapes have: a text must not make a polynomial that takes minutes.
    private const int MaxTerms = 200;
    private const int MaxDegree = 1000;

    /// <summary>Splits at the commas that stand outside parentheses.</summary>
    public static IReadOnlyList<string> Split(string text)
    {
        List<string> parts = [];
        int depth = 0, start = 0;
        for (int i = 0; i < text.Length; i++)
        {
            depth += text[i] == '(' ? 1 : text[i] == ')' ? -1 : 0;
            if (text[i] == ',' && depth == 0)
            {
                parts.Add(text.Substring(start, i - start).Trim());
                start = i + 1;
            }
        }
        string last = text.Substring(start).Trim();
        if (last.Length > 0 || parts.Count > 0)
        {
            parts.Add(last);
        }
        return parts;
    }

    public static bool TryParse(string text, out Dim? dim)
    {
        int i = 0;
        try
        {
            dim = Sum(text, ref i, 0);
        }
        catch (OverflowException)
        {
            dim = null;
        }
        Skip(text, ref i);
        if (i != text.Length)
        {
            dim = null;
        }
        return dim is not null;
    }

    private static Dim? Sum(string text, ref int i, int depth)
    {
        Dim? sum = null;
        bool negative = Take(text, ref i, '-');
        if (!negative)
        {
            Take(text, ref i, '+');
        }
        while (true)
        {
            if (Product(text, ref i, depth) is not { } term)
            {
                return null;
            }
            sum = (sum ?? 0) + (negative ? -1 * term : term);
            if (sum.TermCount > MaxTerms)
            {
                return null;
            }
            if (Take(text, ref i, '-'))
            {
                negative = true;
            }
            else if (Take(text, ref i, '+'))
            {
                negative = false;
            }
            else
            {
                return sum;
            }
        }
    }

    private static Dim? Product(string text, ref int i, int depth)
    {
        Dim? product = null;
        do
        {
            if (Factor(text, ref i, depth) is not { } factor)
            {
                return null;
            }
            Dim power = factor;
            if (Take(text, ref i, '^'))
            {
                if (Factor(text, ref i, depth) is not { IsConstant: true, Value: >= 0 and < 64 } exponent)
                {
                    return null;
                }
                power = 1;
                for (long n = 0; n < exponent.Value; n++)
                {
                    if (Times(power, factor) is not { } next)
                    {
                        return null;
                    }
                    power = next;
                }
            }
            product = product is null ? power : Times(product, power);
            if (product is null)
            {
                return null;
            }
        }
        while (Take(text, ref i, '*'));
        return product;
    }

    private static Dim? Times(Dim left, Dim right) =>
        left.TermCount * right.TermCount > 4 * MaxTerms || left.Degree + right.Degree > MaxDegree || left * right is not { } product || product.TermCount > MaxTerms ? null : product;

    private static Dim? Factor(string text, ref int i, int depth)
    {
        Skip(text, ref i);
        int start = i;
        if (i < text.Length && (char.IsDigit(text[i]) || (text[i] == '-' && i + 1 < text.Length && char.IsDigit(text[i + 1]))))
        {
            i++;
            while (i < text.Length && char.IsDigit(text[i]))
            {
                i++;
            }
            return long.TryParse(text.Substring(start, i - start), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value) ? value : null;
        }
        while (i < text.Length && (char.IsLetterOrDigit(text[i]) || text[i] == '_' || (text[i] == '*' && i == start)))
        {
            i++;
        }
        string name = text.Substring(start, i - start);
        if (name.Length == 0 || depth > MaxDepth)
        {
            return null;
        }
        if (!Take(text, ref i, '('))
        {
            return Dim.Symbol(name);
        }
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        if (Sum(text, ref i, depth + 1) is not { } left || !Take(text, ref i, ',') || Sum(text, ref i, depth + 1) is not { } right || !Take(text, ref i, ')'))
        {
            return null;
        }
        return name switch
        {
            "floordiv" => right.IsConstant && right.Value == 0 ? null : Dim.FloorDiv(left, right),
            "mod" => right.IsConstant && right.Value == 0 ? null : Dim.Mod(left, right),
            "max" => Dim.Max(left, right),
            "min" => Dim.Min(left, right),
            _ => null,
        };
    }

    private static bool Take(string text, ref int i, char c)
    {
        Skip(text, ref i);
        if (i < text.Length && text[i] == c)
        {
            i++;
            return true;
        }
        return false;
    }

    private static void Skip(string text, ref int i)
    {
        while (i < text.Length && text[i] == ' ')
        {
            i++;
        }
    }
}
