// Symbolic dimensions as C# expressions over variables named after their symbols.
using System;
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

    /// <summary>The expression as a nint, which no product of two ints overflows.</summary>
    internal string ToCSharpNative(Func<string, string> variable) => IsConstant || SymbolName is not null ? ToCSharp(variable) : ToCSharp(s => "(nint)" + variable(s));

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
