// System.Numerics on type parameters: constants and conversions of the number type that a generic method is closed over.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private static readonly Dictionary<string, double> s_numberConstants = new(StringComparer.Ordinal)
    {
        ["One"] = 1,
        ["MultiplicativeIdentity"] = 1,
        ["Zero"] = 0,
        ["AdditiveIdentity"] = 0,
        ["NegativeOne"] = -1,
        ["Pi"] = Math.PI,
        ["Tau"] = 2 * Math.PI,
        ["E"] = Math.E,
        ["NaN"] = double.NaN,
        ["PositiveInfinity"] = double.PositiveInfinity,
        ["NegativeInfinity"] = double.NegativeInfinity,
        ["NegativeZero"] = -0.0,
    };

    /// <summary><c>T.One</c>, <c>T.Pi</c>; null for other members and other types.</summary>
    private Value? GenericConstant(IPropertyReferenceOperation property) =>
        property.ConstrainedToType is { } constraint && _frame.Types.Of(constraint) is { } type && NumberType.Of(type) is not null
        && IsNumerics(property.Property) && s_numberConstants.TryGetValue(property.Property.Name, out double value)
        && Folding.Convert(value, type, false) is { } constant
            ? new Value.Constant(constant)
            : null;

    /// <summary>Static members of number types called on a type parameter; null for other members and other types.</summary>
    private Value? GenericFunction(IInvocationOperation invocation, Value[] arguments) =>
        invocation.ConstrainedToType is { } constraint && NumberType.Of(_frame.Types.Of(constraint)) is not null && IsNumerics(invocation.TargetMethod)
            ? CallNumbers(invocation, invocation.TargetMethod, null, arguments)
            : null;

    /// <summary>The operator that runs: on a type parameter the one of the type it stands for, and none where that is a number type, whose operators are C#'s own.</summary>
    private IMethodSymbol? Operator(IMethodSymbol? method, ITypeSymbol? constraint) =>
        method is null || constraint is null || _frame.Types.Of(constraint) is not { } type ? method
        : NumberType.Of(type) is not null && IsNumerics(method) ? null : OnTypeParameter(constraint, method);

    // A static member of an interface, called on a type parameter: that of the type it stands for. The interface may be generic over it.
    private IMethodSymbol OnTypeParameter(ITypeSymbol constraint, IMethodSymbol method)
    {
        IMethodSymbol? member = _frame.Types.Of(method.ContainingType).GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, method.OriginalDefinition));
        return Implementation(_frame.Types.Of(constraint), member is { IsGenericMethod: true } ? member.Construct([.. method.TypeArguments]) : member ?? method);
    }

    private static bool IsNumerics(ISymbol member) => member.ContainingNamespace is { Name: "Numerics", ContainingNamespace.Name: "System" };
}
