// Whether a method that is not compiled may be traced at run time: then its result must follow from its arguments alone, and nothing else may see that it ran once instead of often.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

/// <summary>
/// Reads the operations of a method and of the helpers that it calls. What is not known to be harmless is not: effects, state outside of the arguments, and whatever could tell a tracer from an array.
/// </summary>
/// <param name="writable">True when arguments hold objects that can be written: a write could reach them.</param>
internal sealed class Purity(KnownTypes known, SemanticModels models, bool writable)
{
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    public bool IsPure(IMethodSymbol method) => method.MethodKind is MethodKind.LocalFunction or MethodKind.DelegateInvoke or MethodKind.AnonymousFunction
        || (known.IsFacade(method) ? IsPureFacade(method) : models.Contains(method) ? IsPureHelper(method) : IsPureLibrary(method));

    // Text and identity of arrays differ under a trace.
    private static bool IsPureFacade(IMethodSymbol method) => method.Name is not ("ToString" or "Equals" or "GetHashCode" or "ClearCaches" or "CacheSize" or "DebugPrint")
        && method.ContainingType.Name is not ("JaxConfig" or "JitInfo" or "TreeRegistry");

    private bool IsPureHelper(IMethodSymbol method)
    {
        System.Runtime.CompilerServices.RuntimeHelpers.EnsureSufficientExecutionStack();
        method = method.OriginalDefinition;
        if (!_seen.Add(method))
        {
            return true;
        }
        if (method.IsVirtual || method.IsAbstract || method.IsOverride || method.IsExtern || method.IsAsync)
        {
            return false;
        }
        if (method.MethodKind is MethodKind.Constructor or MethodKind.StaticConstructor && !method.ContainingType.GetMembers().All(IsPureInitializer))
        {
            return false;
        }
        return models.Body(method) is { } body
            ? body.DescendantsAndSelf().All(IsPure)
            : method.MethodKind is MethodKind.Constructor or MethodKind.PropertyGet or MethodKind.PropertySet || method.Name is "Deconstruct" or "<Clone>$";
    }

    private bool IsPureInitializer(ISymbol member) => member.IsStatic || member is not (IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol)
        || models.Initializer(member) is not { } value || value.DescendantsAndSelf().All(IsPure);

    private bool IsPureLibrary(IMethodSymbol method) => method.Name is not ("ToString" or "Parse" or "TryParse" or "Equals" or "GetHashCode" or "ReferenceEquals")
        && IsPureType(method.ContainingType)
        && (!writable || method.IsStatic && method.ContainingType.Name is "Math" or "MathF" or "Enumerable" || IsNumber(method.ContainingType) || method.MethodKind is MethodKind.PropertyGet or MethodKind.Constructor);

    private static bool IsPureType(INamedTypeSymbol type) => IsNumber(type) || type.SpecialType == SpecialType.System_Array || type.ContainingNamespace?.ToDisplayString() switch
    {
        "System" => type.Name is "Math" or "MathF" or "Array" or "Index" or "Range" or "ValueTuple" or "Tuple" or "Nullable" or "Half" or "Span" or "ReadOnlySpan" or "BitConverter" || IsException(type) || type.TypeKind == TypeKind.Delegate,
        "System.Linq" => type.Name is "Enumerable",
        "System.Numerics" or "System.Collections.Generic" or "System.Collections.Immutable" => true,
        _ => IsException(type),
    };

    private static bool IsNumber(ITypeSymbol type) => KnownTypes.DTypeOf(type) is not null || type.SpecialType is SpecialType.System_Char or SpecialType.System_Decimal;

    private static bool IsException(INamedTypeSymbol? type)
    {
        for (; type is not null; type = type.BaseType)
        {
            if (type is { Name: "Exception", ContainingNamespace.Name: "System" })
            {
                return true;
            }
        }
        return false;
    }

    private bool IsPure(IOperation operation) => operation switch
    {
        { Type.TypeKind: TypeKind.Dynamic } => false,
        IInvocationOperation call => IsPure(call.TargetMethod) && !(call.IsVirtual && !known.IsFacade(call.TargetMethod) && models.Contains(call.TargetMethod)),
        IMethodReferenceOperation reference => IsPure(reference.Method),
        IObjectCreationOperation { Constructor: { } constructor } => models.Contains(constructor) || constructor.IsImplicitlyDeclared && known.IsUserType(constructor.ContainingType)
            ? IsPureHelper(constructor)
            : known.IsFacade(constructor) || IsPureType(constructor.ContainingType),
        IPropertyReferenceOperation property => IsPureProperty(property),
        IFieldReferenceOperation field => !IsWritten(field) ? IsFixed(field.Field) : IsLocalWrite(field.Field, field.Instance),
        IArrayElementReferenceOperation element => !IsWritten(element) || !writable,
        IBinaryOperation binary => binary.OperatorMethod is { } operation2 ? IsPureOperator(operation2) : !ComparesReferences(binary),
        IUnaryOperation { OperatorMethod: { } method } => IsPureOperator(method),
        IConversionOperation { OperatorMethod: { } method } => IsPureOperator(method),
        ICompoundAssignmentOperation { OperatorMethod: { } method } => IsPureOperator(method),
        IIncrementOrDecrementOperation { OperatorMethod: { } method } => IsPureOperator(method),
        // Texts of arrays are no one's business but an exception's.
        IInterpolatedStringOperation text => Ancestors(text).Any(a => a is IThrowOperation),
        ITryOperation attempt => attempt.Catches.IsEmpty,
        IForEachLoopOperation loop => loop.Collection.Type is IArrayTypeSymbol || Unconverted(loop.Collection).Type is IArrayTypeSymbol
            || Unconverted(loop.Collection).Type is INamedTypeSymbol type && (IsPureType(type) || known.IsFacade(type)),
        ILockOperation or IUsingOperation or IUsingDeclarationOperation or IAwaitOperation or IAddressOfOperation or IEventAssignmentOperation or IEventReferenceOperation or IRaiseEventOperation
            or IDynamicInvocationOperation or IDynamicMemberReferenceOperation or IDynamicIndexerAccessOperation or IDynamicObjectCreationOperation or ITypeParameterObjectCreationOperation
            or IInvalidOperation or ISizeOfOperation => false,
        { Kind: OperationKind.None } => operation.Parent is null or IAttributeOperation,
        _ => true,
    };

    private bool IsPureOperator(IMethodSymbol method) => known.IsFacade(method) || (models.Contains(method) ? !method.IsImplicitlyDeclared && IsPureHelper(method) : IsPureType(method.ContainingType));

    private bool IsPureProperty(IPropertyReferenceOperation reference)
    {
        IPropertySymbol property = reference.Property;
        bool isWritten = IsWritten(reference);
        if (known.IsFacade(property) || !models.Contains(property))
        {
            return !isWritten && property.GetMethod is { } get ? IsPure(get) : !writable && IsPureType(property.ContainingType);
        }
        if (property.IsVirtual || property.IsAbstract || property.IsOverride)
        {
            return false;
        }
        IMethodSymbol? accessor = isWritten ? property.SetMethod : property.GetMethod;
        if (isWritten && !IsLocalWrite(property, reference.Instance))
        {
            return false;
        }
        // A static auto-property is a field.
        return accessor is null || IsPureHelper(accessor) && (!property.IsStatic || models.Body(accessor.OriginalDefinition) is not null || property.SetMethod is null && IsImmutable(property.Type));
    }

    // A write to what the method made itself. Where arguments cannot be written, whatever can be was made here.
    private bool IsLocalWrite(ISymbol member, IOperation? instance) => !member.IsStatic && (instance is IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ImplicitReceiver } || !writable || IsConstructing(instance));

    private static bool IsConstructing(IOperation? instance) => instance is IInstanceReferenceOperation && Ancestors(instance).Any(a => a is IConstructorBodyOperation);

    private static bool IsFixed(IFieldSymbol field) => field.IsConst || !field.IsStatic || field.IsReadOnly && IsImmutable(field.Type);

    private static bool IsImmutable(ITypeSymbol type) => IsNumber(type) || type.SpecialType == SpecialType.System_String || type is { Name: "NdArray", ContainingNamespace.Name: "SrcGenJit" };

    private static bool IsWritten(IOperation operation) => operation.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == operation,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        ITupleOperation tuple => IsWritten(tuple),
        IMemberInitializerOperation member => member.InitializedMember == operation,
        _ => false,
    };

    private static bool ComparesReferences(IBinaryOperation binary) => binary.OperatorKind is BinaryOperatorKind.Equals or BinaryOperatorKind.NotEquals
        && binary.LeftOperand.Type is { IsReferenceType: true } && binary.RightOperand.Type is { IsReferenceType: true }
        && !IsNull(binary.LeftOperand) && !IsNull(binary.RightOperand);

    private static bool IsNull(IOperation operation) => Unconverted(operation).ConstantValue is { HasValue: true, Value: null };

    private static IOperation Unconverted(IOperation operation)
    {
        while (operation is IConversionOperation { OperatorMethod: null } conversion)
        {
            operation = conversion.Operand;
        }
        return operation;
    }

    private static IEnumerable<IOperation> Ancestors(IOperation operation)
    {
        for (IOperation? parent = operation.Parent; parent is not null; parent = parent.Parent)
        {
            yield return parent;
        }
    }
}
