// The constants that a call passes to [Static] parameters: a method is compiled once for each combination of them.
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text.RegularExpressions;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

/// <param name="Values">The constant of each [Static] parameter, by the parameter's ordinal.</param>
internal sealed record StaticArguments(EquatableList<KeyValuePair<int, object?>> Values)
{
    public static StaticArguments None { get; } = new(new EquatableList<KeyValuePair<int, object?>>([]));

    public bool IsNone => Values.Count == 0;

    /// <summary>Tells combinations apart in names of classes and files.</summary>
    public string Suffix => string.Concat(Values.Select(v => "_" + Word(v.Value)));

    /// <summary>Tells combinations apart, whatever they are.</summary>
    public string Key => string.Concat(Values.Select(v => Literal(v.Value) is var text ? $"|{v.Key}:{v.Value?.GetType().Name}:{text.Length}:{text}" : ""));

    /// <summary>For people: <c> with n = 3</c>.</summary>
    public string Describe(IMethodSymbol method) =>
        IsNone ? "" : " with " + string.Join(", ", Values.Select(v => method.Parameters[v.Key].Name + " = " + Literal(v.Value)));

    public static bool Has(KnownTypes known, IMethodSymbol method) => method.Parameters.Any(known.IsStatic);

    /// <summary>The constants of a call; null, and the parameter, when one is not constant.</summary>
    public static StaticArguments? Of(KnownTypes known, SemanticModel model, InvocationExpressionSyntax call, IMethodSymbol method, CancellationToken cancellation, out IParameterSymbol? unknown)
    {
        unknown = null;
        if (!Has(known, method))
        {
            return None;
        }
        return model.GetOperation(call, cancellation) is IInvocationOperation operation ? Of(known, operation, out unknown) : null;
    }

    public static StaticArguments? Of(KnownTypes known, IInvocationOperation call, out IParameterSymbol? unknown)
    {
        List<KeyValuePair<int, object?>> values = [];
        foreach (IArgumentOperation argument in call.Arguments.OrderBy(a => a.Parameter?.Ordinal))
        {
            if (argument.Parameter is not { } parameter || !known.IsStatic(parameter))
            {
                continue;
            }
            if (!argument.Value.ConstantValue.HasValue)
            {
                unknown = parameter;
                return null;
            }
            // The receiver of a member of an extension block is a parameter of its static method.
            int receiver = call.TargetMethod is { IsStatic: false, ContainingType.IsExtension: true } ? 1 : 0;
            values.Add(new KeyValuePair<int, object?>(parameter.Ordinal + receiver, argument.Value.ConstantValue.Value));
        }
        unknown = null;
        return new StaticArguments(new EquatableList<KeyValuePair<int, object?>>(values));
    }

    public bool TryGet(IParameterSymbol parameter, out object? value)
    {
        foreach (KeyValuePair<int, object?> entry in Values)
        {
            if (entry.Key == parameter.Ordinal)
            {
                value = entry.Value;
                return true;
            }
        }
        value = null;
        return false;
    }

    /// <summary>C# of the parameter's type.</summary>
    public static string CSharp(IParameterSymbol parameter, object? value) =>
        $"({parameter.Type.ToDisplayString(Signature.TypeFormat)})({Literal(value)})";

    private static string Literal(object? value) => value switch
    {
        float or double when System.Convert.ToDouble(value, CultureInfo.InvariantCulture) is var number => (value is float ? "float." : "double.") switch
        {
            var type when double.IsNaN(number) => type + "NaN",
            var type when double.IsInfinity(number) => type + (number < 0 ? "NegativeInfinity" : "PositiveInfinity"),
            // Not every host writes the sign of zero.
            var type when number == 0 => (System.BitConverter.DoubleToInt64Bits(number) < 0 ? "-0" : "0") + type[0],
            var type => Digits(value) + type[0],
        },
        null => "null",
        _ => SymbolDisplay.FormatPrimitive(value, quoteStrings: true, useHexadecimalNumbers: false) ?? "default",
    };

    // The fewest digits that give the number back; "R" does not on every host.
    private static string Digits(object number)
    {
        System.IFormattable value = (System.IFormattable)number;
        string brief = value.ToString(number is float ? "G7" : "G15", CultureInfo.InvariantCulture);
        return double.TryParse(brief, NumberStyles.Float, CultureInfo.InvariantCulture, out double back) && (number is float single ? (float)back == single : back == (double)number)
            ? brief
            : value.ToString(number is float ? "G9" : "G17", CultureInfo.InvariantCulture);
    }

    // Letters and digits stay; what else there may be is told apart by a hash of 64 bits.
    private static string Word(object? value)
    {
        string text = Literal(value);
        return Regex.IsMatch(text, "^[A-Za-z0-9]{1,24}$")
            ? text
            : SyntaxDigest.Mix(SyntaxDigest.Start, text).ToString("x16", CultureInfo.InvariantCulture);
    }
}
