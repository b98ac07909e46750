// Expressions: one case for each kind of operation that a flow graph leaves.
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value Evaluate(IOperation operation)
    {
        Step(operation);
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return new Value.Constant(constant);
        }
        if (operation.Type is IPointerTypeSymbol)
        {
            throw Unsupported(operation, "an address");
        }
        return operation switch
        {
            IExpressionStatementOperation statement => Evaluate(statement.Operation),
            IParenthesizedOperation inner => Evaluate(inner.Operand),
            ILocalReferenceOperation or IParameterReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation or IArrayElementReferenceOperation
                or IImplicitIndexerReferenceOperation => Read(PlaceOf(operation), operation),
            IFlowCaptureOperation capture => Capture(capture),
            IFlowCaptureReferenceOperation capture => Read(PlaceOf(capture), capture),
            IInstanceReferenceOperation => Read(PlaceOf(operation), operation),
            ICaughtExceptionOperation => Read(_frame.Scope.Find(CaughtKey) ?? throw Unsupported(operation, "this exception"), operation),
            IBinaryOperation binary => EvaluateBinary(binary),
            IUnaryOperation unary => EvaluateUnary(unary),
            IConversionOperation conversion => Convert(conversion),
            IInvocationOperation invocation => Invoke(invocation),
            IObjectCreationOperation creation => Create(creation),
            IAnonymousObjectCreationOperation creation => CreateAnonymous(creation),
            IArrayCreationOperation creation => CreateArray(creation),
            ICollectionExpressionOperation collection => CreateCollection(collection),
            ITupleOperation tuple => new Value.Tuple(ImmutableArray.CreateRange(tuple.Elements.Select(Evaluate))),
            ITupleBinaryOperation comparison => CompareTuples(comparison),
            ISimpleAssignmentOperation assignment => Assign(assignment),
            ICompoundAssignmentOperation assignment => CompoundAssign(assignment),
            IDeconstructionAssignmentOperation deconstruction => Deconstruct(deconstruction),
            IIncrementOrDecrementOperation increment => Increment(increment),
            IDelegateCreationOperation creation => Evaluate(creation.Target),
            IFlowAnonymousFunctionOperation lambda => new Value.Closure(lambda.Symbol, lambda, _frame.Graph, _frame.Scope, null, _frame.Types),
            IMethodReferenceOperation method => MethodGroup(method),
            IIsNullOperation test => Fold(IsNullValue(test, Evaluate(test.Operand))),
            IIsPatternOperation match => Matches(match.Pattern, Evaluate(match.Value)),
            IIsTypeOperation test => Fold(HasType(Evaluate(test.ValueOperand), _frame.Types.Of(test.TypeOperand), test.ValueOperand.Type) != test.IsNegated),
            IInterpolatedStringOperation text => Interpolate(text),
            IDefaultValueOperation => Default(TypeOf(operation)),
            IDeclarationExpressionOperation declaration => Evaluate(declaration.Expression),
            IDiscardOperation => Value.Unset,
            IRangeOperation range => EvaluateRange(range),
            ITypeOfOperation type => KnownTypes.DTypeOf(_frame.Types.Of(type.TypeOperand)) is { } dtype ? new Value.Constant(dtype) : throw Unsupported(operation, "this 'typeof'"),
            ISizeOfOperation size => KnownTypes.DTypeOf(_frame.Types.Of(size.TypeOperand)) is { } dtype ? new Value.Constant(dtype.ItemSize) : throw Unsupported(operation, "this 'sizeof'"),
            ITranslatedQueryOperation query => Evaluate(query.Operation),
            IArgumentOperation argument => Evaluate(argument.Value),
            IAwaitOperation => throw Unsupported(operation, "'await'"),
            IDynamicInvocationOperation or IDynamicMemberReferenceOperation => throw Unsupported(operation, "'dynamic'"),
            IAddressOfOperation => throw Unsupported(operation, "an address"),
            { Kind: OperationKind.None, Syntax: StackAllocArrayCreationExpressionSyntax or ImplicitStackAllocArrayCreationExpressionSyntax } when TypeOf(operation) is INamedTypeSymbol { TypeArguments: [var element] } => AllocateOnStack(operation, element),
            IInvalidOperation => throw Unsupported(operation, $"'{Excerpt(operation)}', which has errors or comes from a source generator,"),
            _ => throw Unsupported(operation, $"'{Excerpt(operation)}'"),
        };
    }

    private static Value.Constant Fold(bool known) => new(known);

    private static string Excerpt(IOperation operation)
    {
        string text = operation.Syntax.ToString();
        int line = text.IndexOfAny(['\r', '\n']);
        text = line < 0 ? text : text.Substring(0, line) + " ...";
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }

    private static bool IsNull(Value value) => value is Value.Constant { Data: null };

    private bool IsNullValue(IOperation place, Value value) => value is Value.Nothing ? throw NoValue(place, value) : IsNull(value);

    private static ISymbol Declared(ISymbol symbol)
    {
        ISymbol definition = symbol.OriginalDefinition;
        return definition is IParameterSymbol { ContainingSymbol: IMethodSymbol { PartialImplementationPart: { } part } } parameter
            ? part.Parameters[parameter.Ordinal]
            : definition;
    }

    // A capture of what is written through later is a place; any other is a value.
    private Value Capture(IFlowCaptureOperation capture)
    {
        if ((_frame.Graph!.IsPlace(capture.Id) || _frame.Graph.IsReceiver(capture.Id) && !IsReadOnlyVariable(capture.Value)) && !IsCopied(capture))
        {
            Place place = PlaceOf(capture.Value);
            _frame.Scope = _frame.Scope.With(capture.Id, place);
            if (_frame.Graph.IsCompound(capture.Id))
            {
                _frame.Scope = _frame.Scope.With((capture.Id, "before"), _store.NewCell(Read(place, capture.Value)));
            }
            return Value.Unset;
        }
        Value value = Evaluate(capture.Value);
        if (_frame.Scope.Find(capture.Id) is Place.Cell cell)
        {
            _store.Write(cell.Id, value);
        }
        else
        {
            _frame.Scope = _frame.Scope.With(capture.Id, _store.NewCell(value));
        }
        return value;
    }

    // The struct before 'with': what is written is its copy.
    private static bool IsCopied(IFlowCaptureOperation capture)
    {
        SyntaxNode syntax = capture.Syntax;
        while (syntax.Parent is ParenthesizedExpressionSyntax around)
        {
            syntax = around;
        }
        return syntax.Parent is WithExpressionSyntax with && with.Expression == syntax;
    }

    private Value Assign(ISimpleAssignmentOperation assignment)
    {
        if (assignment.IsRef)
        {
            object key = assignment.Target is ILocalReferenceOperation local ? local.Local
                : assignment.Target is IParameterReferenceOperation parameter ? Declared(parameter.Parameter)
                : throw Unsupported(assignment, "this 'ref'");
            _frame.Scope = _frame.Scope.With(key, ReferredPlace(assignment.Value));
            return Value.Unset;
        }
        // What an initializer gives is written by its object.
        if (_frame.Initialized is { } member && assignment.Target is IMemberReferenceOperation target && SymbolEqualityComparer.Default.Equals(target.Member.OriginalDefinition, member.OriginalDefinition))
        {
            Value initial = Evaluate(assignment.Value);
            _store.Write(_frame.Result!.Id, initial);
            return initial;
        }
        Place place = PlaceOf(assignment.Target);
        Value value = Evaluate(assignment.Value);
        Write(place, value, assignment.Target);
        return value;
    }

    // What a 'ref' refers to. The item of a foreach is found once.
    private Place ReferredPlace(IOperation value)
    {
        Place place = PlaceOf(value);
        return place is Place.Property { Symbol.Name: "Current", Self: { } self } && Read(self, value) is Value.Reference enumerator && _store.TryFind(enumerator.Address, out Content content)
            && content is Content.Enumerator { Source: Value.Span } items ? CurrentPlace(value, enumerator, items) : place;
    }

    private Value CompoundAssign(ICompoundAssignmentOperation assignment)
    {
        Place place = PlaceOf(assignment.Target);
        // A captured target was read before the right side ran.
        Value left = assignment.Target is IFlowCaptureReferenceOperation captured && _frame.Scope.Find((captured.Id, "before")) is Place.Cell before ? Read(before, assignment.Target) : Read(place, assignment.Target);
        IMethodSymbol? method = Operator(assignment.OperatorMethod, assignment.ConstrainedToType);
        if (method is { IsStatic: false })
        {
            // It changes its receiver, which stays the variable's.
            Call(assignment, method, place, [Convert(assignment, Evaluate(assignment.Value), default, assignment.Value.Type, method.Parameters[0].Type)], isVirtual: true);
            return Read(place, assignment.Target);
        }
        ITypeSymbol? operand = method?.Parameters[0].Type ?? Promoted(assignment);
        Value converted = Convert(assignment, left, assignment.InConversion, assignment.Target.Type, operand);
        Value right = Evaluate(assignment.Value);
        Value result = Binary(assignment, assignment.OperatorKind, method, assignment.IsChecked,
            converted, right, method?.ReturnType ?? Promoted(assignment));
        Value written = Convert(assignment, result, assignment.OutConversion, method?.ReturnType ?? Promoted(assignment), assignment.Target.Type, assignment.IsChecked);
        Write(place, written, assignment.Target);
        return written;
    }

    // The type that the operator of a compound assignment computes in: C# widens byte += int to int before it narrows again.
    private ITypeSymbol? Promoted(ICompoundAssignmentOperation assignment)
    {
        if (assignment.Target.Type?.SpecialType == SpecialType.System_String)
        {
            return assignment.Target.Type;
        }
        if (assignment.OperatorKind is BinaryOperatorKind.LeftShift or BinaryOperatorKind.RightShift or BinaryOperatorKind.UnsignedRightShift)
        {
            return assignment.InConversion.IsIdentity ? assignment.Target.Type : _known.Compilation.GetSpecialType(SpecialType.System_Int32);
        }
        return assignment.InConversion.IsIdentity && assignment.OutConversion.IsIdentity ? assignment.Target.Type : assignment.Value.Type;
    }

    private Value Increment(IIncrementOrDecrementOperation increment)
    {
        Place place = PlaceOf(increment.Target);
        Value old = Read(place, increment.Target);
        bool up = increment.Kind == OperationKind.Increment;
        if (Operator(increment.OperatorMethod, increment.ConstrainedToType) is { IsStatic: false } own)
        {
            Call(increment, own, place, [], isVirtual: true);
            return Read(place, increment.Target);
        }
        Value result = Operator(increment.OperatorMethod, increment.ConstrainedToType) is { } method
            ? _models.Contains(method) ? Call(increment, method, null, [old]) : throw Unsupported(increment, "this operator")
            : StepNumber(increment, old, up, increment.IsChecked, TypeOf(increment.Target));
        Write(place, result, increment.Target);
        return increment.IsPostfix ? old : result;
    }

    // A number and one: computed in its own type, or in int for those that C# widens.
    private Value StepNumber(IOperation place, Value old, bool up, bool isChecked, ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            if (IsNull(old))
            {
                return old;
            }
            type = nullable.TypeArguments[0];
        }
        BinaryOperatorKind kind = up ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        bool isWide = type?.SpecialType is SpecialType.System_Int32 or SpecialType.System_Int64 or SpecialType.System_UInt32 or SpecialType.System_UInt64 or SpecialType.System_Single or SpecialType.System_Double
            || type?.SpecialType == SpecialType.None;
        ITypeSymbol? within = isWide ? type : _known.Compilation.GetSpecialType(SpecialType.System_Int32);
        if (old is Value.Size)
        {
            return Arithmetic(place, kind, isChecked, old, new Value.Constant(1), type);
        }
        Value one = ConvertNumber(place, new Value.Constant(1), within, false);
        Value result = Arithmetic(place, kind, isChecked && isWide, ConvertNumber(place, old, within, false), one, within);
        return isWide ? result : ConvertNumber(place, result, type, isChecked);
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        IOperation target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        object places = TargetsOf(target);
        Value value = Evaluate(deconstruction.Value);
        WriteAll(places, value, target);
        return value;
    }

    // The places of a tuple of targets, from left to right.
    private object TargetsOf(IOperation target) => target switch
    {
        ITupleOperation tuple => tuple.Elements.Select(TargetsOf).ToArray(),
        IDeclarationExpressionOperation declaration => TargetsOf(declaration.Expression),
        _ => PlaceOf(target),
    };

    private void WriteAll(object places, Value value, IOperation target)
    {
        if (places is Place place)
        {
            Write(place, ConvertImplicit(target, value, TypeOf(target)), target);
            return;
        }
        object[] parts = (object[])places;
        IOperation[] elements = [.. ((ITupleOperation)(target is IDeclarationExpressionOperation declaration ? declaration.Expression : target)).Elements];
        ImmutableArray<Value> values = value is Value.Tuple tuple ? tuple.Items : DeconstructObject(target, value, parts.Length);
        for (int i = 0; i < parts.Length; i++)
        {
            WriteAll(parts[i], values[i], elements[i]);
        }
    }

    // int to double and such, where the operation tree does not say so.
    private Value ConvertImplicit(IOperation place, Value value, ITypeSymbol? type) =>
        type is not null && IsNumber(value) && (KnownTypes.ScalarOf(type) ?? NumberType.Of(type)?.Dtype) is not null ? ConvertNumber(place, value, type, false)
        : value is Value.Tuple tuple && type is INamedTypeSymbol { IsTupleType: true } target && target.TupleElements.Length == tuple.Items.Length
            ? new Value.Tuple([.. tuple.Items.Select((item, i) => ConvertImplicit(place, item, target.TupleElements[i].Type))])
        : value;

    private Value.Closure MethodGroup(IMethodReferenceOperation reference)
    {
        IMethodSymbol method = reference.Method;
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return new Value.Closure(method, null, _frame.Graph, _frame.Scope, null, _frame.Types);
        }
        if (reference.Instance is not { } instance)
        {
            return new Value.Closure(method, null, null, null, null, _frame.Types);
        }
        Value self = Evaluate(instance);
        return new Value.Closure(reference.IsVirtual ? Dispatch(method, self) : method, null, null, null, _store.NewCell(self), _frame.Types);
    }

    private Value EvaluateRange(IRangeOperation range) => new Value.Range(
        range.LeftOperand is { } left ? IndexOf(Evaluate(left)) : new Value.Index(new Value.Constant(0), false),
        range.RightOperand is { } right ? IndexOf(Evaluate(right)) : new Value.Index(new Value.Constant(0), true));

    private static Value.Index IndexOf(Value value) => value as Value.Index ?? new Value.Index(value, false);

    /// <summary>An integer that must be known.</summary>
    private int KnownInt(IOperation place, Value value) => value switch
    {
        Value.Constant { Data: int known } => known,
        Value.Constant { Data: char known } => known,
        Value.Constant { Data: System.IConvertible known and not string } => known.ToInt32(CultureInfo.InvariantCulture),
        Value.Size { Dim.IsConstant: true } size => checked((int)size.Dim.Value),
        Value.Nothing => throw NoValue(place, value),
        _ => throw Fail(place, JitRules.NotKnown, $"'{Excerpt(place)}'"),
    };

    /// <summary>A condition that must be known.</summary>
    private bool Known(Value condition, IOperation place, string what) => condition switch
    {
        Value.Constant { Data: bool known } => known,
        Value.Scalar or Value.Array => throw Fail(place, JitRules.TracedControlFlow, what),
        Value.Nothing => throw NoValue(place, condition),
        _ => throw Unsupported(place, "this condition"),
    };

    private Value Default(ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying })
        {
            type = underlying;
        }
        return type switch
        {
            null => Value.Null,
            { SpecialType: SpecialType.System_Boolean } => new Value.Constant(false),
            { SpecialType: SpecialType.System_Char } => new Value.Constant('\0'),
            { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double and not SpecialType.System_Decimal } => new Value.Constant(Folding.Convert(0, type, false)),
            INamedTypeSymbol { IsTupleType: true } tuple => new Value.Tuple(ImmutableArray.CreateRange(tuple.TupleElements.Select(e => Default(e.Type)))),
            INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } => Value.Null,
            INamedTypeSymbol { IsValueType: true } structure when NumericStructs.Is(structure) => NumericStructs.Default(structure),
            INamedTypeSymbol { IsValueType: true } structure when _known.IsUserType(structure) => new Value.Struct(structure, Fields(structure)),
            INamedTypeSymbol { IsValueType: true } structure => DefaultLibrary(structure) ?? Value.Null,
            _ => Value.Null,
        };
    }
}
