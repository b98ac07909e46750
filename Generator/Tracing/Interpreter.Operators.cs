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
        return Binary(binary, binary.OperatorKind, binary.OperatorMethod, binary.IsChecked, left, binary.LeftOperand.Type, Evaluate(binary.RightOperand), binary.RightOperand.Type, TypeOf(binary));
    }

    /// <summary>Whether two values are equal, as a pattern or <c>Equals</c> asks.</summary>
    private Value Equal(IOperation place, Value left, Value right) => TypeOf(left) is not null ? EqualObjects(place, left, right) : Same(place, left, right);

    private Value Binary(
        IOperation place, BinaryOperatorKind kind, IMethodSymbol? method, bool isChecked, Value left, ITypeSymbol? leftType, Value right, ITypeSymbol? rightType, ITypeSymbol? type)
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
        _ = (leftType, rightType);
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
        if (unary.OperatorMethod is { } method)
        {
            return _known.IsFacade(method)
                ? IsDim(method.ContainingType) ? Arithmetic(unary, BinaryOperatorKind.Subtract, false, new Value.Constant(0), operand, null) : ArrayOperator(unary, method, operand)
                : Call(unary, method, null, [operand]);
        }
        return operand switch
        {
            Value.Constant constant => Folding.Unary(unary.OperatorKind, constant.Data) is { } folded ? new Value.Constant(folded) : throw Unsupported(unary, "this operator"),
            Value.Size size when unary.OperatorKind == UnaryOperatorKind.Minus => new Value.Size(-1 * size.Dim),
            Value.Size when unary.OperatorKind == UnaryOperatorKind.Plus => operand,
            _ => unary.OperatorKind switch
            {
                UnaryOperatorKind.Plus => operand,
                UnaryOperatorKind.Minus when unary.IsChecked && Lift(unary, operand).Dtype.IsInteger => throw Fail(unary, JitRules.IntegerArithmetic, "'checked'", "leave it out"),
                UnaryOperatorKind.Minus => Bind(unary, Erased.Lax.Neg, Lift(unary, operand)),
                UnaryOperatorKind.Not => Not(unary, operand),
                UnaryOperatorKind.BitwiseNegation => Bind(unary, Erased.Lax.BitwiseNot, Lift(unary, operand)),
                _ => throw Unsupported(unary, "this operator"),
            },
        };
    }

    private Value Not(IOperation place, Value value) => value is Value.Constant { Data: bool known } ? new Value.Constant(!known) : new Value.Scalar(Not(place, Lift(place, value)));

    /// <summary>Operators of C# numbers. <paramref name="type"/> is the type of the result, where it is known.</summary>
    private Value Arithmetic(IOperation place, BinaryOperatorKind kind, bool isChecked, Value left, Value right, ITypeSymbol? type)
    {
        if (left is Value.Constant a && right is Value.Constant b)
        {
            object? folded;
            try
            {
                folded = Folding.Binary(kind, a.Data, b.Data, isChecked);
            }
            catch (System.OverflowException)
            {
                throw AlwaysThrows(place, null);
            }
            return folded is not null ? new Value.Constant(folded)
                : kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder ? throw AlwaysThrows(place, null)
                : throw Unsupported(place, "this operator");
        }
        if (IsInteger(left) && IsInteger(right))
        {
            return SizeArithmetic(place, kind, AsDim(place, left), AsDim(place, right));
        }
        return Traced(place, kind, isChecked, Lift(place, left), Lift(place, right), right);
    }

    private static bool IsInteger(Value value) => value is Value.Size or Value.Constant { Data: int or long or uint };

    private Dim AsDim(IOperation place, Value value) => value is Value.Size size ? size.Dim : Dim.Constant(KnownInt(place, value));

    private Value SizeArithmetic(IOperation place, BinaryOperatorKind kind, Dim left, Dim right) => kind switch
    {
        BinaryOperatorKind.Add => new Value.Size(left + right),
        BinaryOperatorKind.Subtract => new Value.Size(left - right),
        BinaryOperatorKind.Multiply => new Value.Size(left * right),
        BinaryOperatorKind.Divide when left.IsAtLeast(0) && right.IsAtLeast(1) => new Value.Size(Dim.FloorDiv(left, right)),
        BinaryOperatorKind.Remainder when left.IsAtLeast(0) && right.IsAtLeast(1) => new Value.Size(Dim.Mod(left, right)),
        _ => CompareSizes(place, kind, left, right),
    };

    // Decided for all sizes where it can be; else it is a bool of the call.
    private Value CompareSizes(IOperation place, BinaryOperatorKind kind, Dim left, Dim right)
    {
        bool? known = kind switch
        {
            BinaryOperatorKind.Equals => left.CompareTo(right) is { } order ? order == 0 : left.IsAtLeast(right + 1) || right.IsAtLeast(left + 1) ? false : null,
            BinaryOperatorKind.NotEquals => left.CompareTo(right) is { } order ? order != 0 : left.IsAtLeast(right + 1) || right.IsAtLeast(left + 1) ? true : null,
            BinaryOperatorKind.LessThan => right.IsAtLeast(left + 1) ? true : left.IsAtLeast(right) ? false : null,
            BinaryOperatorKind.LessThanOrEqual => right.IsAtLeast(left) ? true : left.IsAtLeast(right + 1) ? false : null,
            BinaryOperatorKind.GreaterThan => left.IsAtLeast(right + 1) ? true : right.IsAtLeast(left) ? false : null,
            BinaryOperatorKind.GreaterThanOrEqual => left.IsAtLeast(right) ? true : right.IsAtLeast(left + 1) ? false : null,
            _ => throw Unsupported(place, "this operator on a dimension"),
        };
        return known is { } decided ? new Value.Constant(decided) : Traced(place, kind, false, Lift(place, new Value.Size(left)), Lift(place, new Value.Size(right)), new Value.Size(right));
    }


    private Value Traced(IOperation place, BinaryOperatorKind kind, bool isChecked, NdArray left, NdArray right, Value rightValue)
    {
        bool integer = left.Dtype.IsInteger;
        if (integer && isChecked && kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract or BinaryOperatorKind.Multiply)
        {
            throw Fail(place, JitRules.IntegerArithmetic, "'checked'", "leave it out");
        }
        if (integer && kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder && rightValue is not Value.Constant { Data: int or uint or long and not (0 or 0u or 0L or -1 or -1L) })
        {
            throw Fail(place, JitRules.IntegerArithmetic, kind == BinaryOperatorKind.Divide ? "'/'" : "'%'", "divide by a constant, or use Jnp.FloorDivide and Jnp.Mod on arrays");
        }
        if (kind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift)
        {
            int mask = left.Dtype.ItemSize * 8 - 1;
            right = rightValue is Value.Constant constant
                ? new NdArray(Scalar.Of(KnownInt(place, constant) & mask, left.Dtype), weak: true)
                : ConvertTraced(place, Bind(place, Erased.Lax.BitwiseAnd, right, new NdArray(Scalar.Of(mask), weak: true)).Data, left.Dtype);
        }
        Func<NdArray, NdArray, NdArray> function = kind switch
        {
            BinaryOperatorKind.Add => Erased.Lax.Add,
            BinaryOperatorKind.Subtract => Erased.Lax.Sub,
            BinaryOperatorKind.Multiply => Erased.Lax.Mul,
            BinaryOperatorKind.Divide => Erased.Lax.Div,
            BinaryOperatorKind.Remainder => Erased.Lax.Rem,
            BinaryOperatorKind.And => Erased.Lax.BitwiseAnd,
            BinaryOperatorKind.Or => Erased.Lax.BitwiseOr,
            BinaryOperatorKind.ExclusiveOr => Erased.Lax.BitwiseXor,
            BinaryOperatorKind.LeftShift => Erased.Lax.ShiftLeft,
            BinaryOperatorKind.RightShift => left.Dtype.Kind == DTypeKind.UInt ? Erased.Lax.ShiftRightLogical : Erased.Lax.ShiftRightArithmetic,
            BinaryOperatorKind.UnsignedRightShift => Erased.Lax.ShiftRightLogical,
            BinaryOperatorKind.Equals => Erased.Lax.Eq,
            BinaryOperatorKind.NotEquals => Erased.Lax.Ne,
            BinaryOperatorKind.LessThan => Erased.Lax.Lt,
            BinaryOperatorKind.LessThanOrEqual => Erased.Lax.Le,
            BinaryOperatorKind.GreaterThan => Erased.Lax.Gt,
            BinaryOperatorKind.GreaterThanOrEqual => Erased.Lax.Ge,
            _ => throw Unsupported(place, "this operator"),
        };
        return Bind(place, function, left, right);
    }

    /// <summary>Applies a function of <c>Lax</c> to numbers.</summary>
    private Value.Scalar Bind(IOperation place, Func<NdArray, NdArray> function, NdArray x) => new(Core(place, () => function(x)));

    private Value.Scalar Bind(IOperation place, Func<NdArray, NdArray, NdArray> function, NdArray x, NdArray y) => new(Core(place, () => function(x, y)));

    /// <summary>The array that stands for a number, dimension or array.</summary>
    private NdArray Lift(IOperation place, Value value) => value switch
    {
        Value.Array array => array.Data,
        Value.Scalar scalar => scalar.Data,
        Value.Size size => size.Dim.IsConstant
            ? new NdArray(Scalar.Of(checked((int)size.Dim.Value)), weak: true)
            : Core(place, () => Erased.Lax.DimAsValue(size.Dim)),
        Value.Constant { Data: var data } when KnownTypes.ScalarOf(data) is { } scalar => new NdArray(scalar, weak: true),
        _ => throw Unsupported(place, $"'{Excerpt(place)}' as an array"),
    };

    /// <summary>Equality of build-time values; a traced bool where numbers are traced.</summary>
    private Value Same(IOperation place, Value left, Value right)
    {
        switch (left, right)
        {
            case (Value.Constant a, Value.Constant b):
                return new Value.Constant(a.Data is null || b.Data is null ? a.Data is null && b.Data is null : Equals(a.Data, b.Data));
            case (Value.Constant { Data: null }, _) or (_, Value.Constant { Data: null }):
                return new Value.Constant(false);
            case (Value.Tuple a, Value.Tuple b):
                return All(place, a.Items, b.Items);
            case (Value.Struct a, Value.Struct b):
                string[] names = a.Fields.Keys.OrderBy(k => k, System.StringComparer.Ordinal).ToArray();
                return All(place, [.. names.Select(n => a.Fields[n])], [.. names.Select(n => b.Fields[n])]);
            case (Value.Reference a, Value.Reference b):
                return a.Address != b.Address && _store[a] is Content.Object x && _store[b] is Content.Object y && x.Type.IsRecord && SymbolEqualityComparer.Default.Equals(x.Type, y.Type)
                    ? Same(place, new Value.Struct(x.Type, x.Fields), new Value.Struct(y.Type, y.Fields))
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
