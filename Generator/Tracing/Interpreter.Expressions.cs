// Expressions: one case for each kind of operation.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    // The receiver of a ?. chain that is being evaluated.
    private readonly Stack<Value> _conditionalReceivers = new();

    private Value Evaluate(IOperation operation)
    {
        Step(operation);
        if (operation.ConstantValue is { HasValue: true, Value: var constant })
        {
            return new Value.Constant(constant);
        }
        return operation switch
        {
            IParenthesizedOperation inner => Evaluate(inner.Operand),
            ILocalReferenceOperation local => Read(local.Local, local),
            IParameterReferenceOperation parameter => Read(parameter.Parameter, parameter),
            IInstanceReferenceOperation instance => Self(instance),
            IFieldReferenceOperation field => ReadField(field),
            IPropertyReferenceOperation property => ReadProperty(property),
            IArrayElementReferenceOperation element => ReadElement(element),
            IImplicitIndexerReferenceOperation element => ReadImplicit(element),
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
            IConditionalOperation conditional => Test(conditional.Condition, "'?:'") ? Evaluate(conditional.WhenTrue) : Evaluate(conditional.WhenFalse!),
            ICoalesceOperation coalesce => Evaluate(coalesce.Value) is var value && !IsNull(value) ? value : Evaluate(coalesce.WhenNull),
            IConditionalAccessOperation access => Access(access),
            IConditionalAccessInstanceOperation => _conditionalReceivers.Peek(),
            ISimpleAssignmentOperation { IsRef: false } assignment => Assign(assignment.Target, Evaluate(assignment.Value)),
            ICompoundAssignmentOperation assignment => CompoundAssign(assignment),
            ICoalesceAssignmentOperation assignment => Evaluate(assignment.Target) is var old && !IsNull(old) ? old : Assign(assignment.Target, Evaluate(assignment.Value)),
            IDeconstructionAssignmentOperation deconstruction => Deconstruct(deconstruction),
            IIncrementOrDecrementOperation increment => Increment(increment),
            IDelegateCreationOperation creation => Evaluate(creation.Target),
            IAnonymousFunctionOperation lambda => Close(lambda),
            IMethodReferenceOperation method => MethodGroup(method),
            IWithOperation with => EvaluateWith(with),
            IIsPatternOperation match => new Value.Constant(Matches(match.Pattern, Evaluate(match.Value))),
            ISwitchExpressionOperation choice => EvaluateSwitch(choice),
            IIsTypeOperation test => new Value.Constant(HasType(Evaluate(test.ValueOperand), _frame.Types.Of(test.TypeOperand)) != test.IsNegated),
            IInterpolatedStringOperation text => Interpolate(text),
            IDefaultValueOperation => Default(TypeOf(operation)),
            IDeclarationExpressionOperation declaration => Evaluate(declaration.Expression),
            IDiscardOperation => Value.Null,
            IRangeOperation range => EvaluateRange(range),
            ITypeOfOperation type => KnownTypes.DTypeOf(_frame.Types.Of(type.TypeOperand)) is { } dtype ? new Value.Constant(dtype) : throw Unsupported(operation, "this 'typeof'"),
            IThrowOperation thrown => throw AlwaysThrows(thrown, thrown.Exception is { } exception ? Evaluate(exception) : null),
            IVariableInitializerOperation initializer => Evaluate(initializer.Value),
            ITranslatedQueryOperation query => Evaluate(query.Operation),
            IArgumentOperation argument => Evaluate(argument.Value),
            IAwaitOperation => throw Unsupported(operation, "'await'"),
            IDynamicInvocationOperation or IDynamicMemberReferenceOperation => throw Unsupported(operation, "'dynamic'"),
            IAddressOfOperation => throw Unsupported(operation, "an address"),
            IInvalidOperation => throw Unsupported(operation, $"'{Excerpt(operation)}', which has errors or comes from a source generator,"),
            _ => throw Unsupported(operation, $"'{Excerpt(operation)}'"),
        };
    }

    private static string Excerpt(IOperation operation)
    {
        string text = operation.Syntax.ToString();
        int line = text.IndexOfAny(['\r', '\n']);
        text = line < 0 ? text : text.Substring(0, line) + " ...";
        return text.Length <= 60 ? text : text.Substring(0, 57) + "...";
    }

    private static bool IsNull(Value value) => value is Value.Constant { Data: null };

    private Value Read(ISymbol symbol, IOperation place) => _frame.Find(Declared(symbol)) is { } cell
        ? _store.Read(cell)
        : throw Unsupported(place, $"'{symbol.Name}', which has no value here,");

    private static ISymbol Declared(ISymbol symbol)
    {
        ISymbol definition = symbol.OriginalDefinition;
        return definition is IParameterSymbol { ContainingSymbol: IMethodSymbol { PartialImplementationPart: { } part } } parameter
            ? part.Parameters[parameter.Ordinal]
            : definition;
    }

    private Value Self(IInstanceReferenceOperation instance) => instance.ReferenceKind switch
    {
        InstanceReferenceKind.ContainingTypeInstance => _frame.WithSelf()?.Self ?? throw Unsupported(instance, "'this'"),
        InstanceReferenceKind.ImplicitReceiver => _initialized.Peek(),
        InstanceReferenceKind.PatternInput => _matched.Peek(),
        _ => throw Unsupported(instance, "this instance"),
    };

    private Value Access(IConditionalAccessOperation access)
    {
        Value receiver = Evaluate(access.Operation);
        if (IsNull(receiver))
        {
            return Value.Null;
        }
        _conditionalReceivers.Push(receiver);
        try
        {
            return Evaluate(access.WhenNotNull);
        }
        finally
        {
            _conditionalReceivers.Pop();
        }
    }

    /// <summary>Writes to a variable, field, property, element or tuple of these; the value of the assignment is what was written.</summary>
    private Value Assign(IOperation target, Value value)
    {
        switch (target)
        {
            case IParenthesizedOperation inner:
                return Assign(inner.Operand, value);
            case IDeclarationExpressionOperation declaration:
                return Assign(declaration.Expression, value);
            case IDiscardOperation:
                return value;
            case ILocalReferenceOperation local:
                return Write(local.Local, value);
            case IParameterReferenceOperation parameter:
                return Write(parameter.Parameter, value);
            case IInstanceReferenceOperation instance when _frame.WithSelf() is { } frame && instance.ReferenceKind == InstanceReferenceKind.ContainingTypeInstance:
                return (frame.Self = value)!;
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver }:
                _initialized.Pop();
                _initialized.Push(value);
                return value;
            case IFieldReferenceOperation field:
                return WriteMember(field, field.Instance, field.Field, value);
            case IPropertyReferenceOperation property:
                return WriteProperty(property, value);
            case IArrayElementReferenceOperation element:
                return WriteElement(element, element.ArrayReference, element.Indices, value);
            case IImplicitIndexerReferenceOperation element:
                return WriteElement(element, element.Instance, [element.Argument], value);
            case ITupleOperation tuple:
                ImmutableArray<Value> parts = Parts(tuple, value);
                for (int i = 0; i < tuple.Elements.Length; i++)
                {
                    Assign(tuple.Elements[i], parts[i]);
                }
                return value;
            default:
                throw Unsupported(target, $"a write to '{Excerpt(target)}'");
        }
    }

    private Value Write(ISymbol symbol, Value value)
    {
        ISymbol declared = Declared(symbol);
        if (_frame.Find(declared) is { } cell)
        {
            _store.Write(cell, value);
        }
        else
        {
            // A declaration expression (out var, deconstruction, pattern) declares on its first write.
            _frame.Declare(declared, _store.NewCell(value));
        }
        return value;
    }

    private Value CompoundAssign(ICompoundAssignmentOperation assignment)
    {
        Value left = Evaluate(assignment.Target);
        Value converted = Convert(assignment, left, assignment.InConversion, assignment.Target.Type, assignment.OperatorMethod?.Parameters[0].Type ?? assignment.Value.Type);
        Value result = Binary(assignment, assignment.OperatorKind, assignment.OperatorMethod, assignment.IsChecked,
            converted, assignment.Target.Type, Evaluate(assignment.Value), assignment.Value.Type, assignment.OperatorMethod?.ReturnType ?? Promoted(assignment));
        return Assign(assignment.Target, Convert(assignment, result, assignment.OutConversion, assignment.OperatorMethod?.ReturnType ?? Promoted(assignment), assignment.Target.Type));
    }

    // The type that the operator of a compound assignment computes in: C# widens byte += int to int before it narrows again.
    private static ITypeSymbol? Promoted(ICompoundAssignmentOperation assignment) =>
        assignment.OutConversion.IsIdentity || assignment.Target.Type?.SpecialType == SpecialType.System_String ? assignment.Target.Type : assignment.Value.Type;

    private Value Increment(IIncrementOrDecrementOperation increment)
    {
        Value old = Evaluate(increment.Target);
        if (increment.OperatorMethod is not null)
        {
            throw Unsupported(increment, "this operator");
        }
        BinaryOperatorKind kind = increment.Kind == OperationKind.Increment ? BinaryOperatorKind.Add : BinaryOperatorKind.Subtract;
        Value result = Arithmetic(increment, kind, increment.IsChecked, old, new Value.Constant(1), TypeOf(increment.Target));
        Assign(increment.Target, result);
        return increment.IsPostfix ? old : result;
    }

    private Value Deconstruct(IDeconstructionAssignmentOperation deconstruction)
    {
        Value value = Evaluate(deconstruction.Value);
        IOperation target = deconstruction.Target is IDeclarationExpressionOperation declaration ? declaration.Expression : deconstruction.Target;
        return Assign(target, value);
    }

    // The parts of a value that a tuple of targets takes apart: a tuple's items, or what Deconstruct gives.
    private ImmutableArray<Value> Parts(ITupleOperation target, Value value) => value is Value.Tuple tuple
        ? tuple.Items
        : DeconstructObject(target, value, target.Elements.Length);

    private Value Close(IAnonymousFunctionOperation lambda) => new Value.Closure(lambda.Symbol, lambda.Body, _frame, null, _frame.Types);

    private Value MethodGroup(IMethodReferenceOperation reference) => reference.Method.MethodKind == MethodKind.LocalFunction
        ? new Value.Closure(reference.Method, null, _frame, null, _frame.Types)
        : new Value.Closure(reference.Method, null, null, reference.Instance is { } instance ? Evaluate(instance) : null, _frame.Types);

    private Value EvaluateSwitch(ISwitchExpressionOperation choice)
    {
        Value value = Evaluate(choice.Value);
        foreach (ISwitchExpressionArmOperation arm in choice.Arms)
        {
            if (Matches(arm.Pattern, value) && (arm.Guard is null || Test(arm.Guard, "'when'")))
            {
                return Evaluate(arm.Value);
            }
        }
        throw AlwaysThrows(choice, null);
    }

    private Value Interpolate(IInterpolatedStringOperation text)
    {
        StringBuilder result = new();
        foreach (IInterpolatedStringContentOperation part in text.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation literal:
                    result.Append(literal.Text.ConstantValue.Value);
                    break;
                case IInterpolationOperation { Alignment: null, FormatString: null } hole:
                    result.Append(Text(hole, Evaluate(hole.Expression)));
                    break;
                default:
                    throw Unsupported(part, "a format in an interpolated string");
            }
        }
        return new Value.Constant(result.ToString());
    }

    private string Text(IOperation place, Value value) => value switch
    {
        Value.Constant { Data: System.IFormattable number } => number.ToString(null, CultureInfo.InvariantCulture),
        Value.Constant { Data: var data } => data?.ToString() ?? "",
        Value.Size size => size.Dim.ToString(),
        _ => throw Fail(place, JitRules.NotKnown, $"'{Excerpt(place)}'"),
    };

    private Value EvaluateRange(IRangeOperation range) => new Value.Range(
        range.LeftOperand is { } left ? IndexOf(left, Evaluate(left)) : new Value.Index(0, false),
        range.RightOperand is { } right ? IndexOf(right, Evaluate(right)) : new Value.Index(0, true));

    private Value.Index IndexOf(IOperation place, Value value) => value switch
    {
        Value.Index index => index,
        _ => new Value.Index(KnownInt(place, value), false),
    };

    /// <summary>An integer that must be known.</summary>
    private int KnownInt(IOperation place, Value value) => value switch
    {
        Value.Constant { Data: int known } => known,
        Value.Constant { Data: System.IConvertible known and not string } => known.ToInt32(CultureInfo.InvariantCulture),
        Value.Size { Dim.IsConstant: true } size => checked((int)size.Dim.Value),
        _ => throw Fail(place, JitRules.NotKnown, $"'{Excerpt(place)}'"),
    };

    private Value Default(ITypeSymbol? type) => type switch
    {
        null => Value.Null,
        { SpecialType: SpecialType.System_Single } => new Value.Constant(0f),
        { SpecialType: SpecialType.System_Double } => new Value.Constant(0d),
        { SpecialType: SpecialType.System_Int32 } => new Value.Constant(0),
        { SpecialType: SpecialType.System_Int64 } => new Value.Constant(0L),
        { SpecialType: SpecialType.System_UInt32 } => new Value.Constant(0u),
        { SpecialType: SpecialType.System_Boolean } => new Value.Constant(false),
        { TypeKind: TypeKind.Enum } => new Value.Constant(0),
        INamedTypeSymbol { IsTupleType: true } tuple => new Value.Tuple(ImmutableArray.CreateRange(tuple.TupleElements.Select(e => Default(e.Type)))),
        INamedTypeSymbol { IsValueType: true } structure when NumericStructs.Is(structure) => NumericStructs.Default(structure),
        INamedTypeSymbol { IsValueType: true } structure when _known.IsUserType(structure) => new Value.Struct(structure, Fields(structure)),
        _ => Value.Null,
    };
}
