// Symbolic dimensions as C# expressions over variables named after their symbols.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using SrcGenJit.Generator.Emission;

namespace SrcGenJit;

public sealed partial class Dim
{
    /// <summary>The expression; <paramref name="variable"/> gives the variable of a symbol.</summary>
    internal string ToCSharp(Func<string, string> variable)
    {
        if (_terms is null)
        {
            return _constant.ToString(CultureInfo.InvariantCulture);
        }
        StringBuilder text = new();
        foreach (Term term in _terms)
        {
            string[] factors = term.Factors.SelectMany(f => Enumerable.Repeat(AtomText(f.Atom, variable), f.Power)).ToArray();
            Append(text, term.Coefficient, string.Join(" * ", factors), " * ");
        }
        if (_constant != 0)
        {
            Append(text, _constant, "");
        }
        return text.Replace("- ", "-", 0, Math.Min(2, text.Length)).ToString();
    }

    /// <summary>The expression in 64 bits, where the symbols are ints. What could pass them is checked, or a product that saturates.</summary>
    internal string ToCSharpNative(Func<string, string> variable)
    {
        if (IsConstant || SymbolName is not null)
        {
            return ToCSharp(variable);
        }
        if (Largest(this) < 9e18)
        {
            return ToCSharp(s => "(nint)" + variable(s));
        }
        return _constant == 0 && _terms is [{ Coefficient: > 0 } term]
            ? $"KernelSupport.Product({string.Join(", ", Factors(term, variable))})"
            : $"checked({ToCSharp(s => "(nint)" + variable(s))})";
    }

    /// <summary>The value that a symbol must have for <paramref name="slope"/> times it and this to be a size. Where there is none it is negative, or gives another size.</summary>
    internal string ToCSharpSolved(string size, long slope, Func<string, string> variable)
    {
        string product = IsConstant && _constant == 0 ? size
            : IsConstant ? size + (_constant < 0 ? " + " : " - ") + Math.Abs(_constant).ToString(CultureInfo.InvariantCulture)
            : $"(int)({size} - ({ToCSharpNative(variable)}))";
        return slope == 1 ? product : $"({product}) / {slope.ToString(CultureInfo.InvariantCulture)}";
    }

    private static IEnumerable<string> Factors(Term term, Func<string, string> variable) =>
        (term.Coefficient == 1 ? Enumerable.Empty<string>() : [term.Coefficient.ToString(CultureInfo.InvariantCulture)])
            .Concat(term.Factors.SelectMany(f => Enumerable.Repeat(AtomText(f.Atom, f.Atom is SymbolAtom ? variable : s => "(nint)" + variable(s)), f.Power)));

    // A bound of the magnitude of the value and of everything in it, the symbols being ints.
    private static double Largest(Dim dim) =>
        Math.Abs((double)dim._constant) + (dim._terms ?? []).Sum(t => Math.Abs((double)t.Coefficient) * t.Factors.Aggregate(1.0, (size, f) => size * Math.Pow(Largest(f.Atom), f.Power)));

    private static double Largest(Atom atom) => atom is OperationAtom operation ? Math.Max(Largest(operation.Left), Largest(operation.Right)) : int.MaxValue;

    /// <summary>The expression, in parentheses where it is a sum or product.</summary>
    internal string ToCSharpFactor(Func<string, string> variable)
    {
        string text = ToCSharp(variable);
        return IsConstant ? (_constant < 0 ? "(" + text + ")" : text) : Names.IsIdentifier(text) ? text : "(" + text + ")";
    }

    private static string AtomText(Atom atom, Func<string, string> variable) => atom switch
    {
        SymbolAtom symbol => variable(symbol.Name),
        OperationAtom { Operation: "floordiv" } o => $"FloorDiv({o.Left.ToCSharp(variable)}, {o.Right.ToCSharp(variable)})",
        OperationAtom { Operation: "mod" } o => $"Mod({o.Left.ToCSharp(variable)}, {o.Right.ToCSharp(variable)})",
        OperationAtom { Operation: "max" } o => $"nint.Max({o.Left.ToCSharp(variable)}, {o.Right.ToCSharp(variable)})",
        OperationAtom o => $"nint.Min({o.Left.ToCSharp(variable)}, {o.Right.ToCSharp(variable)})",
        _ => throw new InvalidOperationException("unknown part of a dimension"),
    };
}
