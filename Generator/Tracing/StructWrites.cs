// Writes of a struct's method to the struct itself: the caller's variable would have to change, and a kernel gives results only.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

internal sealed class StructWrites(SemanticModels models)
{
    private readonly HashSet<ISymbol> _seen = new(SymbolEqualityComparer.Default);

    /// <summary>The operation by which a method may write to its receiver; null when there is none.</summary>
    public IOperation? Of(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        if (method.IsStatic || method.IsReadOnly || !method.ContainingType.IsValueType || method.ContainingType.IsReadOnly || !_seen.Add(definition))
        {
            return null;
        }
        return models.Body(definition)?.DescendantsAndSelf().FirstOrDefault(Writes);
    }

    private bool Writes(IOperation operation) => operation switch
    {
        IInstanceReferenceOperation or IFieldReferenceOperation or IPropertyReferenceOperation { Property.SetMethod: not null } when IsWritten(operation) => IsSelf(operation),
        IInvocationOperation { Instance: { Type.IsValueType: true } instance } call when IsSelf(instance) => IsUnknown(call.TargetMethod) || Of(call.TargetMethod) is not null,
        IPropertyReferenceOperation { Instance: { Type.IsValueType: true } instance, Property.GetMethod: { } getter } when IsSelf(instance) => Of(getter) is not null,
        // The method as a delegate works on a copy.
        _ => false,
    };

    // Of a field's type that is not here nobody knows what its methods write.
    private bool IsUnknown(IMethodSymbol method) => !models.Contains(method) && !method.IsReadOnly && !method.ContainingType.IsReadOnly && method.Name is not ("ToString" or "Equals" or "GetHashCode")
        && method.ContainingType.SpecialType == SpecialType.None;

    private static bool IsSelf(IOperation? operation) => operation switch
    {
        IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance } => true,
        IFieldReferenceOperation { Field.IsStatic: false } field => field.Instance is { Type.IsValueType: true } && IsSelf(field.Instance),
        IPropertyReferenceOperation { Property.IsStatic: false } property => property.Instance is { Type.IsValueType: true } && IsSelf(property.Instance),
        _ => false,
    };

    private static bool IsWritten(IOperation operation) => operation.Parent switch
    {
        IAssignmentOperation assignment => assignment.Target == operation,
        IIncrementOrDecrementOperation => true,
        IArgumentOperation argument => argument.Parameter?.RefKind is RefKind.Ref or RefKind.Out,
        IVariableInitializerOperation { Parent: IVariableDeclaratorOperation { Symbol.RefKind: RefKind.Ref } } => true,
        IReturnOperation => operation.SemanticModel?.GetEnclosingSymbol(operation.Syntax.SpanStart) is IMethodSymbol { ReturnsByRef: true },
        ITupleOperation tuple => IsWritten(tuple),
        _ => false,
    };
}
