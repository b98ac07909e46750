// Operators: on constants they are computed, on dimensions they are exact symbolic arithmetic, on traced numbers and arrays they become equations.
using System;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value EvaluateBinary(IBinaryOperation binary)
    {
        Value left = Evaluate(binary.LeftOperand);
        return Binary(binary, binary.OperatorKind, Operator(binary.OperatorMethod, binary.ConstrainedToType), binary.IsChecked, left, Evaluate(binary.RightOperand), TypeOf(binary));
    }

    private Value Binary(IOperation place, BinaryOperatorKind kind, IMethodSymbol? method, bool isChecked, Value left, Value right, ITypeSymbol? type)
    {
        if (method is not null && _known.IsFacade(method))
        {
            return IsDim(method.ContainingType) && !IsNull(left) && !IsNull(right) ? Arithmetic(place, kind, false, left, right, null)
                : _known.Is(method.ContainingType, "Shape") ? Same(place, left, right) is var same && kind == BinaryOperatorKind.Equals ? same : Not(place, same)
                : IsNull(left) || IsNull(right) ? kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
                    ? new Value.Constant(left.Equals(right) == (kind == BinaryOperatorKind.Equals))
                    : throw AlwaysThrows(place, null)
                : ArrayOperator(place, method, left, right);
        }
        if (method is not null && _models.Contains(method))
        {
            return Call(place, method, null, [left, right]);
        }
        if (method is not null && NumericStructs.Is(method.ContainingType))
        {
            return CallNumerics(place, method, null, [left, right]) ?? throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(method), "SrcGenJit has no model of it");
        }
        if (kind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals && !(left is Value.Scalar or Value.Size || right is Value.Scalar or Value.Size))
        {
            Value same = left is Value.Reference && right is Value.Reference ? ReferenceEqual(place, left, right) : Same(place, left, right);
            return kind == BinaryOperatorKind.Equals ? same : Not(place, same);
        }
        if (kind == BinaryOperatorKind.Add && (type?.SpecialType == SpecialType.System_String))
        {
            string first = Text(place, left), second = Text(place, right);
            Spend(place, (long)first.Length + second.Length);
            return new Value.Constant(first + second);
        }
        return Arithmetic(place, kind, isChecked, left, right, type);
    }

    private bool IsDim(ITypeSymbol? type) => _known.Is(type, "Dim");

    /// <summary>An operator of the facade, on arrays: its twin has the CLR name without "op_".</summary>
    private Value ArrayOperator(IOperation place, IMethodSymbol method, params Value[] operands)
    {
        // A double beside a narrower float array takes the array's element type.
        DType? element = operands.OfType<Value.Array>().Select(a => a.Data.Dtype).FirstOrDefault();
        NdArray[] arrays = new NdArray[operands.Length];
        for (int i = 0; i < operands.Length; i++)
        {
            arrays[i] = Lift(place, operands[i]);
            if (operands[i] is not Value.Array && element is { IsFloat: true } && arrays[i].Dtype.IsFloat && arrays[i].Dtype != element)
            {
                arrays[i] = Narrow(place, arrays[i], element);
            }
        }
        string name = method.Name.StartsWith("op_", System.StringComparison.Ordinal) ? method.Name.Substring(3) : method.Name;
        if (name is "True" or "False")
        {
            throw Fail(place, JitRules.TracedControlFlow, "this condition");
        }
        Twin twin = Twins.Find("Operators", name, arrays.Length) ?? throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(method), "this version has no such operator");
        return new Value.Array(Core(place, () => (NdArray)twin.Invoke(arrays)!));
    }

    private NdArray Narrow(IOperation place, NdArray number, DType dtype) =>
        number.Constant is { } constant ? new NdArray(constant.As(dtype), weak: true) : ConvertTraced(place, number, dtype);

    private Value EvaluateUnary(IUnaryOperation unary)
    {
        Value operand = Evaluate(unary.Operand);
        if (unary.OperatorKind == UnaryOperatorKind.Hat)
        {
            return new Value.Index(operand, true);
        }
        if (Operator(unary.OperatorMethod, unary.ConstrainedToType) is { } method)
        {
            return _known.IsFacade(method)
                ? IsDim(method.ContainingType) ? Arithmetic(unary, BinaryOperatorKind.Subtract, false, new Value.Constant(0), operand, null) : ArrayOperator(unary, method, operand)
                : NumericStructs.Is(method.ContainingType) ? CallNumerics(unary, method, null, [operand]) ?? throw Unsupported(unary, "this operator") : Call(unary, method, null, [operand]);
        }
        Value result = UnaryArithmetic(unary, unary.OperatorKind, unary.IsChecked, operand);
        return unary.ConstrainedToType is null ? result : Narrowed(unary, result, TypeOf(unary), unary.IsChecked);
    }

    /// <summary>Applies a function of <c>Lax</c> to numbers.</summary>
    private Value.Scalar Bind(IOperation place, Func<NdArray, NdArray> function, NdArray x) => new(Core(place, () => function(x)));

    private Value.Scalar Bind(IOperation place, Func<NdArray, NdArray, NdArray> function, NdArray x, NdArray y) => new(Core(place, () => function(x, y)));

    /// <summary>Equality of build-time values; a traced bool where numbers are traced.</summary>
    private Value Same(IOperation place, Value left, Value right)
    {
        switch (left, right)
        {
            case (Value.Constant a, Value.Constant b):
                // C#'s ==, where NaN is not itself; Equals for what Core defines.
                return new Value.Constant(a.Data is null || b.Data is null ? a.Data is null && b.Data is null : Folding.Binary(BinaryOperatorKind.Equals, a.Data, b.Data, false) ?? Equals(a.Data, b.Data));
            case (Value.Constant { Data: null }, _) or (_, Value.Constant { Data: null }):
                return new Value.Constant(false);
            case (Value.Tuple a, Value.Tuple b):
                return All(place, a.Items, b.Items);
            case (Value.Struct { Type.IsRecord: true } a, Value.Struct b) when SymbolEqualityComparer.Default.Equals(a.Type, b.Type):
                return RecordEquals(place, a, b);
            case (Value.Struct a, Value.Struct b):
                string[] names = a.Fields.Keys.OrderBy(k => k, System.StringComparer.Ordinal).ToArray();
                return All(place, [.. names.Select(n => a.Fields[n])], [.. names.Select(n => b.Fields[n])]);
            case (Value.Reference a, Value.Reference b):
                return a.Address != b.Address && _store[a] is Content.Object x && _store[b] is Content.Object y && x.Type.IsRecord && SymbolEqualityComparer.Default.Equals(x.Type, y.Type)
                    ? RecordEquals(place, a, b)
                    : new Value.Constant(a.Address == b.Address);
            case (Value.Closure, _) or (_, Value.Closure) or (Value.Function, _) or (_, Value.Function):
                throw Unsupported(place, "a comparison of delegates");
            default:
                return Arithmetic(place, BinaryOperatorKind.Equals, false, left, right, null);
        }
    }

    private Value All(IOperation place, ImmutableArray<Value> left, ImmutableArray<Value> right)
    {
        Value result = new Value.Constant(true);
        for (int i = 0; i < left.Length; i++)
        {
            Value same = Same(place, left[i], right[i]);
            result = same is Value.Constant { Data: bool known } ? known ? result : same
                : result is Value.Constant { Data: false } ? result
                : result is Value.Constant ? same
                : Bind(place, Erased.Lax.BitwiseAnd, Lift(place, result), Lift(place, same));
        }
        return result;
    }

    private Value CompareTuples(ITupleBinaryOperation comparison)
    {
        Value same = Same(comparison, Evaluate(comparison.LeftOperand), Evaluate(comparison.RightOperand));
        return comparison.OperatorKind == BinaryOperatorKind.Equals ? same : Not(comparison, same);
    }
}
