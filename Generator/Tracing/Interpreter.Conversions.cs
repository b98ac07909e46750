// Conversions: of constants, of traced numbers (equations), of numbers to arrays, and the user's own.
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value Convert(IConversionOperation conversion)
    {
        Value value = Evaluate(conversion.Operand);
        if (AsSpan(conversion, value, TypeOf(conversion)) is { } span)
        {
            return span;
        }
        if (Operator(conversion.OperatorMethod, conversion.ConstrainedToType) is { } method)
        {
            return UserConversion(conversion, method, value, conversion.Type);
        }
        ITypeSymbol? target = TypeOf(conversion);
        if (conversion.IsTryCast && !HasType(value, target, conversion.Operand.Type))
        {
            return Value.Null;
        }
        // A traced number that is held in another type keeps its own in an object.
        if (value is Value.Scalar && target is { IsReferenceType: true } && Plain(TypeOf(conversion.Operand)) is { IsValueType: true } own && KnownTypes.IsHeld(own))
        {
            return _store.Allocate(new Content.Box(own, value));
        }
        if (value is Value.Reference reference && target is { IsValueType: true } && _store[reference] is Content.Box box)
        {
            return SymbolEqualityComparer.Default.Equals(Plain(target), box.Type) ? box.Inner : throw ThrowsA(conversion, "System.InvalidCastException");
        }
        return Boxed(value, target) ?? ConvertNumber(conversion, value, target, conversion.IsChecked);
    }

    // A struct that its own methods may write is shared by all who hold the object; of others nobody can tell.
    private Value.Reference? Boxed(Value value, ITypeSymbol? target) =>
        value is Value.Struct { Type: var type } && target is { IsReferenceType: true } && _known.IsUserType(type) && !type.IsReadOnly && type.GetMembers().OfType<IMethodSymbol>().Any(m => new StructWrites(_models).Of(m) is not null || m is { MethodKind: MethodKind.PropertySet, IsInitOnly: false, IsStatic: false })
            ? _store.Allocate(new Content.Box(type, value))
            : null;

    private Value Convert(IOperation place, Value value, CommonConversion conversion, ITypeSymbol? from, ITypeSymbol? to, bool isChecked = false) => conversion switch
    {
        { IsIdentity: true } => value,
        _ when AsSpan(place, value, to is null ? null : _frame.Types.Of(to)) is { } span => span,
        { MethodSymbol: { } method } => UserConversion(place, method, value, to),
        _ when to is not null && Boxed(value, _frame.Types.Of(to)) is { } box => box,
        _ => ConvertNumber(place, value, to is null ? null : _frame.Types.Of(to), isChecked),
    };

    // An array as a span; of null, an empty one.
    private Value? AsSpan(IOperation place, Value value, ITypeSymbol? to) => to is INamedTypeSymbol { Name: "Span" or "ReadOnlySpan", ContainingNamespace.Name: "System", TypeArguments: [var element] }
        ? IsNull(value) ? Whole(place, NewSequence(element, [], true))
        : value is Value.Reference array && _store[array] is Content.Numbers or Content.Sequence { Fixed: true } ? Whole(place, array) : null
        : null;

    private Value UserConversion(IOperation place, IMethodSymbol method, Value value, ITypeSymbol? to)
    {
        if (!_known.IsFacade(method))
        {
            return _models.Contains(method) ? Call(place, method, null, [value])
                : CallNumerics(place, method, null, [value]) is { } number ? number
                : value is Value.Closure or Value.Reference ? value
                : method.ContainingType is { Name: "Index", ContainingNamespace.Name: "System" } ? IndexOf(value)
                : throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(method), "its body is not in this compilation");
        }
        switch (method.ContainingType.Name)
        {
            case "NdIndex":
                return new Value.Constant(IndexEntryOf(place, value));
            case "Dim":
                return method.ReturnType.SpecialType == SpecialType.None ? new Value.Size(AsDim(place, value)) : value;
            case "Shape":
                return new Value.Constant(ShapeOf(place, value));
            case "NdArray" when _known.IsArray(method.ReturnType):
                NdArray array = Lift(place, value);
                // C# may reach NdArray<float> from an int by way of float: the number is converted first.
                return value is not Value.Array && KnownTypes.DTypeOf(_frame.Types.Of(method.Parameters[0].Type)) is { } dtype && dtype != array.Dtype
                    ? new Value.Array(array.Constant is { } constant ? new NdArray(constant.As(dtype), weak: true) : ConvertTraced(place, array, dtype))
                    : CheckElement(place, array, to);
            case "NdArray":
                // (float)x[0]: the number in an array of one element.
                return Lift(place, value) is { Rank: 0 } scalar
                    ? new Value.Scalar(scalar)
                    : new Value.Scalar(Core(place, () => OneElement(Lift(place, value))));
            default:
                return value;
        }
    }

    private static NdArray OneElement(NdArray array)
    {
        if (!array.Shape.Size.Equals((Dim)1))
        {
            ShapeInference.NeedsRank(array, 0);
            throw new System.ArgumentException($"only arrays of size 1 convert to a number, and this one has shape {array.Shape}; index it first");
        }
        return Erased.Lax.Reshape(array, Shape.Scalar);
    }

    // (NdArray<float>)erased checks the element type at run time; here it is known.
    private Value CheckElement(IOperation place, NdArray array, ITypeSymbol? to) =>
        to is not null && _known.ElementOf(_frame.Types.Of(to)) is { } element && element != array.Dtype
            ? throw Fail(place, JitRules.Shapes, $"an array of {array.Dtype} is no NdArray of {element}; convert it with AsType")
            : new Value.Array(array);
}
