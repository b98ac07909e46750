// Patterns on build-time values.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private readonly Stack<Value> _matched = new();

    private bool Matches(IPatternOperation pattern, Value value)
    {
        Step(pattern);
        switch (pattern)
        {
            case IDiscardPatternOperation:
                return true;
            case IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } }:
                return IsNull(value);
            case IConstantPatternOperation constant:
                return Known(Same(pattern, value, Evaluate(constant.Value)), pattern, "a pattern");
            case IRelationalPatternOperation relation:
                return Known(Arithmetic(pattern, relation.OperatorKind, false, value, Evaluate(relation.Value), null), pattern, "a pattern");
            case INegatedPatternOperation negated:
                return !Matches(negated.Pattern, value);
            case IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both:
                return Matches(both.LeftPattern, value) && Matches(both.RightPattern, value);
            case IBinaryPatternOperation either:
                return Matches(either.LeftPattern, value) || Matches(either.RightPattern, value);
            case ITypePatternOperation type:
                return HasType(value, _frame.Types.Of(type.MatchedType));
            case IDeclarationPatternOperation declaration:
                if (!declaration.MatchesNull && !HasType(value, declaration.MatchedType is { } matched ? _frame.Types.Of(matched) : null))
                {
                    return false;
                }
                Bind(declaration.DeclaredSymbol, value);
                return true;
            case IRecursivePatternOperation recursive:
                return MatchesParts(recursive, value);
            case IListPatternOperation list:
                return MatchesList(list, value);
            default:
                throw Unsupported(pattern, "this pattern");
        }
    }

    private void Bind(ISymbol? symbol, Value value)
    {
        if (symbol is not null)
        {
            _frame.Declare(symbol, _store.NewCell(value));
        }
    }

    private bool MatchesParts(IRecursivePatternOperation pattern, Value value)
    {
        if (IsNull(value) || !HasType(value, _frame.Types.Of(pattern.MatchedType)))
        {
            return false;
        }
        if (pattern.DeconstructionSubpatterns.Length > 0)
        {
            ImmutableArray<Value> parts = value is Value.Tuple tuple ? tuple.Items : DeconstructObject(pattern, value, pattern.DeconstructionSubpatterns.Length);
            if (!pattern.DeconstructionSubpatterns.Zip(parts, Matches).All(matches => matches))
            {
                return false;
            }
        }
        foreach (IPropertySubpatternOperation property in pattern.PropertySubpatterns)
        {
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
            if (!Matches(property.Pattern, member))
            {
                return false;
            }
        }
        Bind(pattern.DeclaredSymbol, value);
        return true;
    }

    private bool MatchesList(IListPatternOperation pattern, Value value)
    {
        ImmutableArray<Value> items = Items(pattern, value);
        int slice = -1;
        for (int i = 0; i < pattern.Patterns.Length; i++)
        {
            slice = pattern.Patterns[i] is ISlicePatternOperation ? i : slice;
        }
        int fixedCount = pattern.Patterns.Length - (slice < 0 ? 0 : 1);
        if (slice < 0 ? items.Length != fixedCount : items.Length < fixedCount)
        {
            return false;
        }
        for (int i = 0; i < pattern.Patterns.Length; i++)
        {
            if (pattern.Patterns[i] is ISlicePatternOperation { Pattern: var inner })
            {
                if (inner is not null && !Matches(inner, NewSequence(null, items.RemoveRange(0, i).RemoveRange(items.Length - fixedCount, fixedCount - i), true)))
                {
                    return false;
                }
            }
            else if (!Matches(pattern.Patterns[i], items[slice < 0 || i < slice ? i : items.Length - pattern.Patterns.Length + i]))
            {
                return false;
            }
        }
        Bind(pattern.DeclaredSymbol, value);
        return true;
    }

    /// <summary>Whether a value is of a type, judged by what is known of it.</summary>
    private bool HasType(Value value, ITypeSymbol? type)
    {
        if (type is null || type.SpecialType == SpecialType.System_Object || type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T })
        {
            return !IsNull(value);
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
            _ => true,
        };
    }

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
