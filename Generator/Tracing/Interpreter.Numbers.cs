// Where the interpreter meets C# numbers: operators, conversions and functions on constants, dimensions and traced numbers.
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
    /// <summary>
    /// A binary operator of C# numbers, bools and strings: computed, or an equation. <paramref name="type"/> is the type of the result where it is known; what is narrower than
    /// int is converted to it (increments, and compound assignments before their own conversion).
    /// </summary>
    private Value Arithmetic(IOperation place, BinaryOperatorKind kind, bool isChecked, Value left, Value right, ITypeSymbol? type)
    {
        if (left is Value.Constant a && right is Value.Constant b)
        {
            // An increment is by one of its own type; all other operands have been converted by the compiler.
            object? one = kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract && b.Data is int && NumberType.Of(type) is { IsSmall: false } own && own == NumberType.OfData(a.Data) ? Folding.Convert(b.Data, own, false) : b.Data;
            return Narrowed(place, new Value.Constant(Folded(place, kind, isChecked, a.Data, one)), type, isChecked);
        }
        if (IsNull(left) || IsNull(right))
        {
            // A traced number is not null.
            return kind is BinaryOperatorKind.And or BinaryOperatorKind.Or && (type?.SpecialType ?? SpecialType.System_Boolean) == SpecialType.System_Boolean
                ? throw Unsupported(place, "the logic of bool? on a traced bool")
                : Folding.LiftsToNull(kind) ? Value.Null : new Value.Constant(kind == BinaryOperatorKind.NotEquals);
        }
        if (IsInteger(left) && IsInteger(right))
        {
            if (kind is BinaryOperatorKind.Divide or BinaryOperatorKind.Remainder && Divided(place, kind, AsDim(place, left), AsDim(place, right)) is { } divided)
            {
                return divided;
            }
            if (SizeArithmetic(kind, AsDim(place, left), AsDim(place, right)) is { } size && FitsInt(size))
            {
                return size;
            }
        }
        return Note(kind, left, right, Core(place, () =>
        {
            INumberHost host = new NumberHost(this, place);
            (Num x, Num y) = (new Num(host.Lift(left)), new Num(host.Lift(right)));
            if (kind is not (BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift) && x.Type != y.Type)
            {
                // An increment by one, or a dimension beside a long.
                (x, y) = right is Value.Constant || left is Value.Size ? (x.Type.IsFloat || right is Value.Constant ? x : x.To(y.Type), y.To(right is Value.Constant ? x.Type : y.Type)) : (x, y.To(x.Type));
            }
            Num result = NumberOperators.Binary(host, kind, isChecked, x, y) ?? throw Unsupported(place, "this operator");
            return Narrowed(place, NumberCall.ToValue(result, type), type, isChecked);
        }));
    }

    private object Folded(IOperation place, BinaryOperatorKind kind, bool isChecked, object? left, object? right)
    {
        try
        {
            return Folding.Binary(kind, left, right, isChecked) ?? (left is null || right is null ? null! : throw Unsupported(place, "this operator"));
        }
        catch (ArithmeticException)
        {
            throw ThrowsA(place, right is 0 or 0L or 0u or 0ul ? "System.DivideByZeroException" : "System.OverflowException");
        }
    }

    // Operators compute in int at least; increments of narrower types give these again.
    private Value Narrowed(IOperation place, Value value, ITypeSymbol? type, bool isChecked) =>
        type is { TypeKind: not TypeKind.Enum } && NumberType.Of(type) is { IsSmall: true } && !IsNull(value) ? ConvertNumber(place, value, type, isChecked) : value;

    /// <summary>A unary operator of C# numbers and bools.</summary>
    private Value UnaryArithmetic(IOperation place, UnaryOperatorKind kind, bool isChecked, Value operand)
    {
        switch (operand)
        {
            case Value.Constant { Data: null }:
                return operand;
            case Value.Constant constant:
                try
                {
                    return new Value.Constant(Folding.Unary(kind, constant.Data, isChecked) ?? throw Unsupported(place, "this operator"));
                }
                catch (ArithmeticException)
                {
                    throw AlwaysThrows(place, null);
                }
            case Value.Size size when kind == UnaryOperatorKind.Minus && FitsInt(new Value.Size(-1 * size.Dim)):
                return new Value.Size(-1 * size.Dim);
            case Value.Size when kind == UnaryOperatorKind.Plus:
                return operand;
            default:
                return Core(place, () =>
                {
                    INumberHost host = new NumberHost(this, place);
                    return NumberCall.ToValue(NumberOperators.Unary(host, kind, isChecked, new Num(host.Lift(operand))) ?? throw Unsupported(place, "this operator"), null);
                });
        }
    }

    private Value Not(IOperation place, Value value) => value is Value.Scalar { Data: { Dtype.IsBool: true } test } ? new Value.Scalar(Not(place, test)) : UnaryArithmetic(place, UnaryOperatorKind.Not, false, value);

    private static bool IsInteger(Value value) => value is Value.Size or Value.Constant { Data: int };

    private Dim AsDim(IOperation place, Value value)
    {
        if (value is Value.Scalar { Data: var number })
        {
            Union(_behindSizes, _operands, number);
            throw Fail(place, JitRules.NotKnown, $"a size in '{Excerpt(place)}', which an int parameter of its own could be,");
        }
        return value is Value.Size size ? size.Dim : Dim.Constant(KnownInt(place, value));
    }

    // C# rounds to zero: where the signs are known, that is a floor. A divisor that may be 0 is required not to be.
    private Value? Divided(IOperation place, BinaryOperatorKind kind, Dim left, Dim right)
    {
        bool negative = !left.IsAtLeast(0);
        if ((negative && !(-1 * left).IsAtLeast(0)) || !right.IsAtLeast(0) || (right.IsConstant && right.Value == 0))
        {
            return null;
        }
        if (!right.IsAtLeast(1))
        {
            Require(place, Core(place, () => Erased.Lax.Gt(Erased.Lax.DimAsValue(right), new NdArray(Scalar.Of(0), weak: true))), $"the divisor in '{Excerpt(place)}' is not 0");
        }
        Dim size = negative ? -1 * left : left, result = kind == BinaryOperatorKind.Divide ? Dim.FloorDiv(size, right) : Dim.Mod(size, right);
        return new Value.Size(negative ? -1 * result : result);
    }

    // Exact symbolic arithmetic; null where the result is no dimension, or depends on its symbols: then it is computed at run time.
    private static Value? SizeArithmetic(BinaryOperatorKind kind, Dim left, Dim right) => kind switch
    {
        BinaryOperatorKind.Add => new Value.Size(left + right),
        BinaryOperatorKind.Subtract => new Value.Size(left - right),
        BinaryOperatorKind.Multiply => new Value.Size(left * right),
        BinaryOperatorKind.LessThan => right.IsAtLeast(left + 1) ? True : left.IsAtLeast(right) ? False : null,
        BinaryOperatorKind.LessThanOrEqual => right.IsAtLeast(left) ? True : left.IsAtLeast(right + 1) ? False : null,
        BinaryOperatorKind.GreaterThan => left.IsAtLeast(right + 1) ? True : right.IsAtLeast(left) ? False : null,
        BinaryOperatorKind.GreaterThanOrEqual => left.IsAtLeast(right) ? True : right.IsAtLeast(left + 1) ? False : null,
        BinaryOperatorKind.Equals => left.CompareTo(right) is { } order ? new Value.Constant(order == 0) : null,
        BinaryOperatorKind.NotEquals => left.CompareTo(right) is { } order ? new Value.Constant(order != 0) : null,
        _ => null,
    };

    private static Value True { get; } = new Value.Constant(true);

    private static Value False { get; } = new Value.Constant(false);

    /// <summary>A conversion of a number to another C# type; values that are no numbers, and conversions that are none, pass.</summary>
    private Value ConvertNumber(IOperation place, Value value, ITypeSymbol? target, bool isChecked)
    {
        if (target is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            target = nullable.TypeArguments[0];
        }
        switch (value)
        {
            case Value.Constant { Data: { } data } when target is not null && (data is decimal || NumberType.OfData(data) is not null):
                if (target.TypeKind == TypeKind.TypeParameter || !(target.IsValueType || target.SpecialType == SpecialType.System_Object))
                {
                    return value;
                }
                try
                {
                    return Folding.Convert(data, target, isChecked) is { } folded ? new Value.Constant(folded) : throw Unsupported(place, $"the conversion '{Excerpt(place)}'");
                }
                catch (OverflowException)
                {
                    throw AlwaysThrows(place, null);
                }
            case Value.Size size when NumberType.Of(target) is { } number:
                return number.IsFloat ? size.Dim.IsConstant ? new Value.Constant(Folding.Convert(size.Dim.Value, number, false)) : Converted()
                    // Other integers than int are traced: a dimension is handed on as an int.
                    : number == NumberType.Int32 ? value : Converted();
            case Value.Scalar { Data.Dtype.IsBool: false } when NumberType.Of(target) is not null:
                return Converted();
            case Value.Scalar when target is { SpecialType: SpecialType.System_Decimal or SpecialType.System_IntPtr or SpecialType.System_UIntPtr }:
                throw Unsupported(place, $"a traced number as {target.ToDisplayString()}");
            default:
                return value;
        }

        Value Converted() => Core(place, () =>
        {
            INumberHost host = new NumberHost(this, place);
            return NumberCall.ToValue(NumberOperators.Convert(host, new Num(host.Lift(value)), NumberType.Of(target)!, isChecked), target);
        });
    }

    /// <summary>A C# number as another C# number: weak, as all C# numbers are.</summary>
    private NdArray ConvertTraced(IOperation place, NdArray number, DType dtype) => number.Dtype == dtype
        ? number
        : Core(place, () => Erased.Lax.ConvertElementType(number, dtype, weakType: !dtype.IsBool));

    /// <summary>The array that stands for a number, dimension or array.</summary>
    private NdArray Lift(IOperation place, Value value) => value switch
    {
        Value.Array array => array.Data,
        Value.Scalar scalar => scalar.Data,
        Value.Size size => size.Dim.IsConstant
            ? new NdArray(Scalar.Of(checked((int)size.Dim.Value)), weak: true)
            : Core(place, () => Erased.Lax.DimAsValue(size.Dim)),
        Value.Constant { Data: bool known } => new NdArray(Scalar.Of(known), weak: false),
        // Numbers narrower than int are ints here, as C# computes with them.
        Value.Constant { Data: var data } when NumberType.OfData(data) is { IsSmall: true } => new NdArray(KnownTypes.ScalarOf(Folding.Convert(data!, NumberType.Int32, false))!.Value, weak: true),
        Value.Constant { Data: var data } when KnownTypes.ScalarOf(data) is { } scalar => new NdArray(scalar, weak: true),
        _ => throw Unsupported(place, $"'{Excerpt(place)}' as an array"),
    };

    /// <summary>Functions of Math, MathF, the number types, BitOperations and BitConverter; null for other members.</summary>
    private Value? CallNumbers(IOperation place, IMethodSymbol method, Value? self, Value[] arguments)
    {
        ITypeSymbol? constraint = place is IInvocationOperation { ConstrainedToType: { } type } ? _frame.Types.Of(type) : null;
        if (method is { Name: "Max" or "Min", Parameters.Length: 2, IsStatic: true } && IsInteger(arguments[0]) && IsInteger(arguments[1]) && (arguments[0] is Value.Size || arguments[1] is Value.Size))
        {
            (Dim x, Dim y) = (AsDim(place, arguments[0]), AsDim(place, arguments[1]));
            return new Value.Size(method.Name == "Max" ? Dim.Max(x, y) : Dim.Min(x, y));
        }
        method = self is null ? method : OfNumber(place, method);
        return Core(place, () => NumberFunctions.Call(new NumberHost(this, place), method, constraint, self, arguments));
    }

    // IComparable<T> and IEquatable<T> on a type parameter that stands for a number.
    private IMethodSymbol OfNumber(IOperation place, IMethodSymbol method) =>
        method.ContainingType is { TypeKind: TypeKind.Interface, Arity: 1, Name: "IComparable" or "IEquatable", ContainingNamespace.Name: "System" }
        && place is IInvocationOperation { Instance.Type: ITypeParameterSymbol parameter } && _frame.Types.Of(parameter) is var number && NumberType.Of(number) is not null
            ? number.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(m.Parameters[0].Type, number)) ?? method
            : method;

    private sealed class NumberHost(Interpreter interpreter, IOperation place) : INumberHost
    {
        public NdArray Lift(Value value) => interpreter.Lift(place, value);

        public void Require(NdArray ok, string why) => interpreter.Require(place, ok, why);

        public Exception Throws(string exception) => interpreter.ThrowsA(place, exception);

        public Exception Refuse(ISymbol member, string why) => interpreter.Fail(place, JitRules.UnknownMember, KnownTypes.Name(member), why);

        public Exception Unsupported(string what) => interpreter.Unsupported(place, what);

        public Exception NotKnown(string what) => interpreter.Fail(place, JitRules.NotKnown, what);
    }
}
