// The base library's static methods on numbers, by the type they are members of: what has a meaning on traced numbers, and why the rest has none.
using System;
using System.Collections.Generic;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal static class NumberFunctions
{
    private static readonly Dictionary<string, string> s_refused = new(StringComparer.Ordinal)
    {
        ["ReciprocalEstimate"] = "its result is not the same on every machine",
        ["ReciprocalSqrtEstimate"] = "its result is not the same on every machine",
        ["MaxNative"] = "its result for NaN and zeros is not the same on every machine",
        ["MinNative"] = "its result for NaN and zeros is not the same on every machine",
        ["ClampNative"] = "its result for NaN and zeros is not the same on every machine",
        ["ConvertToIntegerNative"] = "its result out of range is not the same on every machine",
        ["Parse"] = "a text is not known as a number while building",
        ["TryParse"] = "a text is not known as a number while building",
        ["GetBytes"] = "there are no arrays of bytes in compiled methods",
        ["TryWriteBytes"] = "there are no arrays of bytes in compiled methods",
        ["Crc32C"] = "it has no counterpart among the primitives",
    };

    /// <summary>
    /// A call of a static method of Math, MathF, a number type, BitOperations or BitConverter, or of an interface of System.Numerics on a type parameter that stands for
    /// <paramref name="self"/>. Out parameters are written into <paramref name="arguments"/>. Null when the method is of another type, or is not modelled.
    /// </summary>
    public static Value? Call(INumberHost host, IMethodSymbol method, ITypeSymbol? self, Value? receiver, Value[] arguments)
    {
        INamedTypeSymbol container = method.ContainingType;
        if (receiver is not null && arguments.Length == 1 && !method.IsStatic)
        {
            return Compare(host, method, receiver, arguments[0]);
        }
        bool generic = container.TypeKind == TypeKind.Interface && IsNumerics(container);
        if (!method.IsStatic || !(generic ? self is not null : IsHome(container)))
        {
            return null;
        }
        NumberCall call = new(host, method, generic ? self : null, arguments);
        if (s_refused.TryGetValue(call.Name, out string? why))
        {
            throw host.Refuse(method, why);
        }
        if (IsConversion(call))
        {
            return Convert(call, generic ? self! : container);
        }
        if (arguments.Length == 0 || FirstType(call) is not { } type)
        {
            return Unheld(method) is { } unheld ? throw host.Refuse(method, unheld) : null;
        }
        if (Pairs(call, type) is { } pair)
        {
            return pair;
        }
        if (container.Name == "BitConverter")
        {
            return BitsOf(call) is { } bits ? call.Result(bits) : null;
        }
        Num? result = type.IsFloat ? FloatFunctions.Call(call) ?? Transcendentals.Call(call) : IntegerFunctions.Call(call, type);
        return result is { } number ? call.Result(number) : Unheld(method) is { } reason ? throw host.Refuse(method, reason) : null;
    }

    /// <summary>True for the types whose static methods are the table's.</summary>
    public static bool IsHome(INamedTypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Decimal } => false,
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } => true,
        { Name: "Math" or "MathF" or "BitConverter", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => true,
        { Name: "BitOperations" } => IsNumerics(type),
        _ => false,
    };

    public static bool IsNumerics(ISymbol member) => member.ContainingNamespace is { Name: "Numerics", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } };

    // x.CompareTo(y), x.Equals(y), where NaN is itself and the least.
    private static Value? Compare(INumberHost host, IMethodSymbol method, Value receiver, Value argument)
    {
        if (method.Name is not ("CompareTo" or "Equals") || NumberType.Of(method.ContainingType) is null || NumberType.Of(method.Parameters[0].Type) is null)
        {
            return null;
        }
        (Num x, Num y) = (new Num(host.Lift(receiver)), new Num(host.Lift(argument)));
        Num bothNaN = x.IsFloat ? FloatFunctions.IsNaN(x) & FloatFunctions.IsNaN(y) : Num.Of(false);
        if (method.Name == "Equals")
        {
            return NumberCall.ToValue(x.Is(y) | bothNaN, null);
        }
        if (NumberType.Of(method.ContainingType) is { IsSmall: true })
        {
            // .NET subtracts.
            return NumberCall.ToValue(x - y, method.ReturnType);
        }
        Num less = x.IsFloat ? (x < y) | (FloatFunctions.IsNaN(x) & y.Is(y)) : x < y;
        Num equal = x.Is(y) | bothNaN, one = Num.Of(1, DType.Int32);
        return NumberCall.ToValue(Num.Select(less, -one, Num.Select(equal, one - one, one)), method.ReturnType);
    }

    // Which functions apply: the type of the first parameter that is a number.
    private static NumberType? FirstType(NumberCall call)
    {
        foreach (IParameterSymbol parameter in call.Method.Parameters)
        {
            if (Unheld(parameter.Type) is not null)
            {
                return null;
            }
        }
        return Unheld(call.Method.ReturnType) is not null ? null
            : call.TypeOf(0);
    }

    private static string? Unheld(IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (Unheld(parameter.Type) is { } why)
            {
                return why;
            }
        }
        return Unheld(method.ReturnType);
    }

    private static string? Unheld(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_IntPtr or SpecialType.System_UIntPtr } => "the width of nint and nuint is known at run time only",
        { SpecialType: SpecialType.System_Decimal } => "decimals are not traced",
        { Name: "Half" or "Int128" or "UInt128", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } => $"{type.Name} is not traced",
        { SpecialType: SpecialType.System_String } or IArrayTypeSymbol or { IsRefLikeType: true } => "texts and bytes are not traced",
        INamedTypeSymbol { IsTupleType: true } tuple => UnheldElement(tuple),
        _ => null,
    };

    private static string? UnheldElement(INamedTypeSymbol tuple)
    {
        foreach (IFieldSymbol element in tuple.TupleElements)
        {
            if (Unheld(element.Type) is { } why)
            {
                return why;
            }
        }
        return null;
    }

    private static Value? Pairs(NumberCall call, NumberType type)
    {
        if (call.Name == "DivRem" && call.Count == 2 && !type.IsFloat)
        {
            // The narrow types wrap: their minimum by -1 is itself, and no exception.
            Num quotient = NumberOperators.Divide(call.Host, true, call[0], call[1]);
            Num remainder = call[0] - (quotient * call[1]);
            return call.Results(type.IsSmall ? NumberOperators.Convert(call.Host, quotient, type, false) : quotient, remainder);
        }
        return type.IsFloat && Transcendentals.Pair(call) is { } pair ? call.Results(pair.First, pair.Second) : null;
    }

    private static Num? BitsOf(NumberCall call) => call.Name switch
    {
        "DoubleToInt64Bits" or "SingleToInt32Bits" => call[0].AsBits(),
        "DoubleToUInt64Bits" or "SingleToUInt32Bits" => call[0].AsBits().To(call.Returned!.Dtype),
        "Int64BitsToDouble" or "Int32BitsToSingle" => call[0].AsFloat(),
        "UInt64BitsToDouble" or "UInt32BitsToSingle" => call[0].To(call[0].Bits == 32 ? DType.Int32 : DType.Int64).AsFloat(),
        _ => null,
    };

    private static bool IsConversion(NumberCall call) => call.Count == 1 && call.Name is "CreateChecked" or "CreateSaturating" or "CreateTruncating" or "ConvertToInteger";

    // T.CreateChecked(x) and its kin: between numbers that are traced.
    private static Value? Convert(NumberCall call, ITypeSymbol to)
    {
        if (NumberType.Of(call.Name == "ConvertToInteger" ? call.Method.TypeArguments[0] : to) is not { } target || call.Argument(0) is Value.Constant { Data: null or bool or string or decimal })
        {
            return null;
        }
        Num value = call[0];
        bool isChecked = call.Name == "CreateChecked";
        if (call.Name == "CreateSaturating" || (call.Name == "CreateTruncating" && value.IsFloat))
        {
            value = Saturated(value, target);
        }
        return NumberCall.ToValue(NumberOperators.Convert(call.Host, value, target, isChecked), call.Name == "ConvertToInteger" ? call.Method.TypeArguments[0] : to);
    }

    // Held between the limits of the target; floats are by their conversion, but for the narrow types.
    private static Num Saturated(Num value, NumberType target)
    {
        if (target.IsFloat)
        {
            return value;
        }
        if (value.IsFloat)
        {
            value = target.IsSmall ? value.To(DType.Int32) : value;
            if (!target.IsSmall)
            {
                return value;
            }
        }
        if (value.Type.Lowest.Bits < target.Min)
        {
            value = IntegerFunctions.Max(value, value.Like(target.Min));
        }
        return (ulong)value.Type.Highest.Bits > (ulong)target.Max ? IntegerFunctions.Min(value, value.Like(target.Max)) : value;
    }
}
