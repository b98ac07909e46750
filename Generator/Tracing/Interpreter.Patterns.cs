// Patterns on build-time values.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private readonly Stack<Value> _matched = new();

    /// <summary>Whether a value matches: known, or a traced bool. What a pattern declares is written whether it matches or not, since C# reads it only where it does.</summary>
    private Value Matches(IPatternOperation pattern, Value value)
    {
        Step(pattern);
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return Value.True;
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                return Fold(IsNullValue(pattern, value));
            // A pattern of not-a-number matches it, though == does not.
            case IConstantPatternOperation { Value.ConstantValue.Value: double.NaN or float.NaN } constant:
                return IsNull(value) || Unboxed(value) is var tested && !HasTypeOf(tested, constant.Value) ? Fold(false) : Not(pattern, Same(pattern, tested, tested));
            case IConstantPatternOperation constant:
                return IsNull(value) || Unboxed(value) is var plain && !HasTypeOf(plain, constant.Value) ? Fold(false) : Same(pattern, plain, Evaluate(constant.Value));
            case IRelationalPatternOperation relation:
                return IsNull(value) || Unboxed(value) is var number && !HasTypeOf(number, relation.Value) ? Fold(false) : Arithmetic(pattern, relation.OperatorKind, false, number, Evaluate(relation.Value), null);
            case INegatedPatternOperation negated:
                return Not(pattern, Matches(negated.Pattern, value));
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                Value first = Matches(both.LeftPattern, value);
                return IsFalse(first) ? first : And(pattern, first, Matches(both.RightPattern, value));
            case IBinaryPatternOperation either:
                Value left = Matches(either.LeftPattern, value);
                if (left is Value.Constant { Data: true })
                {
                    return left;
                }
                Value right = Matches(either.RightPattern, value);
                return IsFalse(left) ? right : right is Value.Constant { Data: bool known } ? known ? right : left : Bind(pattern, Erased.Lax.BitwiseOr, Lift(pattern, left), Lift(pattern, right));
            case ITypePatternOperation type:
                return Fold(HasType(value, _frame.Types.Of(type.MatchedType), type.InputType));
            case IDeclarationPatternOperation declaration:
                if (!declaration.MatchesNull && !HasType(value, declaration.MatchedType is { } matched ? _frame.Types.Of(matched) : null, declaration.InputType))
                {
                    return Fold(false);
                }
                Declare(declaration.DeclaredSymbol, declaration.MatchedType is { IsValueType: true } ? Unboxed(value) : value);
                return Value.True;
            case IRecursivePatternOperation recursive:
                return MatchesParts(recursive, value);
            case IListPatternOperation list:
                return MatchesList(list, value);
            default:
                throw Unsupported(pattern, "this pattern");
        }
    }

    private static bool IsFalse(Value value) => value is Value.Constant { Data: false };

    private Value Unboxed(Value value) => value is Value.Reference reference && _store[reference] is Content.Box box ? box.Inner : value;

    // A pattern on an object matches only a number of its own type.
    private static bool HasTypeOf(Value value, IOperation constant) => value switch
    {
        Value.Constant { Data: { } data } => KnownTypes.ScalarOf(data) is not { } scalar || constant.Type is null || constant.Type.TypeKind == TypeKind.Enum || KnownTypes.DTypeOf(constant.Type) == scalar.DType || data is char,
        _ => true,
    };

    private void Declare(ISymbol? symbol, Value value)
    {
        if (symbol is null)
        {
            return;
        }
        if (_frame.Scope.Find(symbol) is Place.Cell cell)
        {
            _store.Write(cell.Id, value);
        }
        else
        {
            _frame.Scope = _frame.Scope.With(symbol, _store.NewCell(value));
        }
    }

    private Value MatchesParts(IRecursivePatternOperation pattern, Value value)
    {
        if (IsNullValue(pattern, value) || !HasType(value, _frame.Types.Of(pattern.MatchedType), pattern.InputType))
        {
            return Fold(false);
        }
        value = pattern.MatchedType is { IsValueType: true } ? Unboxed(value) : value;
        Value result = Value.True;
        if (pattern.DeconstructionSubpatterns.Length > 0)
        {
            ImmutableArray<Value> parts = value is Value.Tuple tuple ? tuple.Items : DeconstructObject(pattern, value, pattern.DeconstructionSubpatterns.Length);
            for (int i = 0; i < parts.Length && !IsFalse(result); i++)
            {
                result = And(pattern, result, Matches(pattern.DeconstructionSubpatterns[i], parts[i]));
            }
        }
        foreach (IPropertySubpatternOperation property in pattern.PropertySubpatterns)
        {
            if (IsFalse(result))
            {
                return result;
            }
            _matched.Push(value);
            Value member;
            try
            {
                member = Evaluate(property.Member);
            }
            finally
            {
                _matched.Pop();
            }
            result = And(pattern, result, Matches(property.Pattern, member));
        }
        Declare(pattern.DeclaredSymbol, value);
        return result;
    }

    private Value MatchesList(IListPatternOperation pattern, Value value)
    {
        if (IsNullValue(pattern, value))
        {
            return Fold(false);
        }
        ImmutableArray<Value> items = Items(pattern, value);
        int slice = -1;
        for (int i = 0; i < pattern.Patterns.Length; i++)
        {
            slice = pattern.Patterns[i] is ISlicePatternOperation ? i : slice;
        }
        int fixedCount = pattern.Patterns.Length - (slice < 0 ? 0 : 1);
        if (slice < 0 ? items.Length != fixedCount : items.Length < fixedCount)
        {
            return Fold(false);
        }
        Value result = Value.True;
        for (int i = 0; i < pattern.Patterns.Length && !IsFalse(result); i++)
        {
            if (pattern.Patterns[i] is not ISlicePatternOperation { Pattern: var inner })
            {
                result = And(pattern, result, Matches(pattern.Patterns[i], items[slice < 0 || i < slice ? i : items.Length - pattern.Patterns.Length + i]));
            }
            else if (inner is not null)
            {
                result = And(pattern, result, Matches(inner, NewSequence(null, items.RemoveRange(0, i).RemoveRange(items.Length - fixedCount, fixedCount - i), true)));
            }
        }
        Declare(pattern.DeclaredSymbol, value);
        return result;
    }

    /// <summary>Whether a value is of a type, judged by what is known of it. Of a number that is not in an object, the type that the program gives it tells: an enum and a byte are held as other numbers.</summary>
    private bool HasType(Value value, ITypeSymbol? type, ITypeSymbol? declared)
    {
        if (type is null || type.SpecialType == SpecialType.System_Object || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
        {
            return !IsNull(value);
        }
        if (declared is not null && IsNumber(value) && Plain(_frame.Types.Of(declared)) is { IsValueType: true } own)
        {
            return SymbolEqualityComparer.Default.Equals(own, type) || type.TypeKind == TypeKind.Interface && Inherits(own, type) || type.SpecialType is SpecialType.System_ValueType;
        }
        return value switch
        {
            Value.Constant { Data: null } => false,
            Value.Constant { Data: string } => type.SpecialType == SpecialType.System_String,
            Value.Constant { Data: var data } => KnownTypes.ScalarOf(data) is { } scalar ? KnownTypes.DTypeOf(type) == scalar.DType || type.TypeKind == TypeKind.Enum : true,
            Value.Scalar scalar => KnownTypes.DTypeOf(type) == scalar.Data.Dtype,
            Value.Array => _known.IsArray(type),
            Value.Struct structure => Inherits(structure.Type, type),
            Value.Reference reference when _store[reference] is Content.Object content => Inherits(content.Type, type),
            Value.Reference reference when _store[reference] is Content.Box box => Inherits(box.Type, type),
            Value.Reference reference when _store[reference] is Content.Numbers or Content.Sequence { Fixed: true } => type is IArrayTypeSymbol array && IsElement(reference, array) || type.TypeKind == TypeKind.Interface && type.Name is "IEnumerable" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection",
            Value.Reference reference when _store[reference] is Content.Sequence => type.Name is "List" or "IEnumerable" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection",
            Value.Tuple => type.IsTupleType,
            Value.Closure or Value.Function => type.TypeKind == TypeKind.Delegate,
            Value.Size => type.SpecialType == SpecialType.System_Int32 || IsDim(type),
            _ => false,
        };
    }

    private static ITypeSymbol? Plain(ITypeSymbol? type) => type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable ? nullable.TypeArguments[0] : type;

    private bool IsElement(Value.Reference array, IArrayTypeSymbol type) => _store[array] switch
    {
        Content.Numbers numbers => SymbolEqualityComparer.Default.Equals(numbers.Element, type.ElementType) && type.Rank == numbers.Data.Rank,
        Content.Sequence { Element: { } element } sequence => SymbolEqualityComparer.Default.Equals(element, type.ElementType) && type.Rank == Math.Max(1, sequence.Lengths.Length),
        _ => false,
    };

    private static bool Inherits(ITypeSymbol type, ITypeSymbol ancestor)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(level, ancestor))
            {
                return true;
            }
        }
        return type.AllInterfaces.Any(i => SymbolEqualityComparer.Default.Equals(i, ancestor));
    }
}
