// Which private tables nobody can have changed: of those, the type and the methods to which it hands them only read.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class SemanticModels
{
    private readonly Dictionary<ISymbol, bool> _onlyRead = new(SymbolEqualityComparer.Default);

    /// <summary>True for a private array or list of which its type reads elements and lengths only: nobody can have changed it.</summary>
    public bool IsOnlyRead(ISymbol member)
    {
        if (!_onlyRead.TryGetValue(member, out bool only))
        {
            // The trace depends on every use in the type.
            Dependencies.ConsultWhole(member.ContainingType);
            ITypeSymbol? type = (member as IFieldSymbol)?.Type ?? (member as IPropertySymbol)?.Type;
            _onlyRead[member] = only = member.DeclaredAccessibility == Accessibility.Private && type is not null
                && member.ContainingType.DeclaringSyntaxReferences.All(r => ReadsOnly(r.GetSyntax(_cancellation), member.Name, type));
        }
        return only;
    }

    /// <summary>True for a field or property of an object that nobody changes once it is made.</summary>
    public bool IsFixed(ISymbol member) => member switch
    {
        IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null or { IsInitOnly: true } } => true,
        IFieldSymbol { DeclaredAccessibility: Accessibility.Private } field => IsSetByConstructors(field),
        _ => false,
    };

    private bool IsSetByConstructors(IFieldSymbol field)
    {
        if (!_onlyRead.TryGetValue(field, out bool only))
        {
            Dependencies.ConsultWhole(field.ContainingType);
            // What a primary constructor takes, and members read, has a field of this name.
            bool isCaptured = field.Name.StartsWith("<", System.StringComparison.Ordinal) && field.Name.EndsWith(">P", System.StringComparison.Ordinal);
            string name = isCaptured ? field.Name.Substring(1, field.Name.Length - 3) : field.Name;
            _onlyRead[field] = only = field.ContainingType.DeclaringSyntaxReferences.All(r => r.GetSyntax(_cancellation).DescendantNodes().OfType<IdentifierNameSyntax>()
                .Where(n => n.Identifier.ValueText == name)
                .All(n => !IsWrittenInPart(n.Parent is MemberAccessExpressionSyntax access && access.Name == n ? access : n) || !isCaptured && IsOwnInConstructor(n)));
        }
        return only;
    }

    private static bool IsWrittenInPart(ExpressionSyntax place) => IsWritten(place) || place.Parent is MemberAccessExpressionSyntax part && part.Expression == place && IsWrittenInPart(part);

    private static bool IsOwnInConstructor(IdentifierNameSyntax field) => (field.Parent is not MemberAccessExpressionSyntax access || access.Expression is ThisExpressionSyntax)
        && field.Ancestors().FirstOrDefault(a => a is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax) is ConstructorDeclarationSyntax;

    private bool ReadsOnly(SyntaxNode code, string name, ITypeSymbol type) =>
        code.DescendantNodes().OfType<IdentifierNameSyntax>().Where(n => n.Identifier.ValueText == name).All(n => IsRead(n.Parent is MemberAccessExpressionSyntax access && access.Name == n ? access : n, type));

    private bool IsRead(ExpressionSyntax table, ITypeSymbol type)
    {
        ITypeSymbol? item = ItemOf(type);
        return table.Parent switch
        {
            ElementAccessExpressionSyntax element when element.Expression == table => item is not null && (IsValue(item) ? !IsWritten(element, item) : IsRead(element, item)),
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Length" or "Count" or "GetLength" } member => member.Expression == table,
            MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax query } member => member.Expression == table && item is not null && IsValue(item) && IsQuery(query),
            ForEachStatementSyntax loop when loop.Expression == table => item is not null && (IsValue(item) || IsNamed(loop, loop.Identifier.ValueText, item)),
            CommonForEachStatementSyntax loop => loop.Expression == table && item is not null && IsValue(item),
            EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Parent.Parent: LocalDeclarationStatementSyntax } local } => IsNamed(local, local.Identifier.ValueText, type),
            BinaryExpressionSyntax comparison => comparison.IsKind(SyntaxKind.EqualsExpression) || comparison.IsKind(SyntaxKind.NotEqualsExpression),
            IsPatternExpressionSyntax { Pattern: ConstantPatternSyntax or UnaryPatternSyntax { Pattern: ConstantPatternSyntax } } => true,
            ArgumentSyntax { RefKindKeyword.RawKind: 0, Parent: ArgumentListSyntax { Parent: InvocationExpressionSyntax call } } argument => IsReadBy(call, argument),
            _ => false,
        };
    }

    // A query gives the items, and never the table itself.
    private bool IsQuery(InvocationExpressionSyntax call) => For(call.SyntaxTree).GetSymbolInfo(call, _cancellation).Symbol is IMethodSymbol
    {
        ContainingType: { Name: "Enumerable", ContainingNamespace: { Name: "Linq", ContainingNamespace: { Name: "System", ContainingNamespace.IsGlobalNamespace: true } } },
        Name: not ("AsEnumerable" or "Cast" or "OfType"),
    };

    // A variable of the same member that stands for the table or a row of it.
    private bool IsNamed(SyntaxNode declaration, string name, ITypeSymbol type) =>
        declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && ReadsOnly(member, name, type);

    // A method of this program that only reads its parameter, and is not asked about it already.
    private bool IsReadBy(InvocationExpressionSyntax call, ArgumentSyntax argument)
    {
        if (call.Expression is IdentifierNameSyntax { Identifier.ValueText: "nameof" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ThrowIfNull" })
        {
            return true;
        }
        if (For(call.SyntaxTree).GetSymbolInfo(call, _cancellation).Symbol is not IMethodSymbol { MethodKind: MethodKind.Ordinary, IsVirtual: false, IsAbstract: false, IsOverride: false } method
            || Syntax(method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition) is not MethodDeclarationSyntax body)
        {
            return false;
        }
        IParameterSymbol? parameter = argument.NameColon is { } named
            ? method.Parameters.FirstOrDefault(p => p.Name == named.Name.Identifier.ValueText)
            : method.Parameters.ElementAtOrDefault(call.ArgumentList.Arguments.IndexOf(argument));
        if (parameter is null or { IsParams: true } or { RefKind: not RefKind.None })
        {
            return false;
        }
        if (!_onlyRead.TryGetValue(parameter, out bool only))
        {
            _onlyRead[parameter] = false;
            Read(body);
            _onlyRead[parameter] = only = ((SyntaxNode?)body.Body ?? body.ExpressionBody) is { } code && ReadsOnly(code, parameter.Name, parameter.Type);
        }
        return only;
    }

    private static ITypeSymbol? ItemOf(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => array.ElementType,
        INamedTypeSymbol { Name: "List" or "IReadOnlyList" or "ReadOnlySpan", TypeArguments: [var item] } => item,
        _ => null,
    };

    // What nobody can change through a copy or a reference that he got.
    private bool IsValue(ITypeSymbol type, int depth = 0) => depth < 8 && type switch
    {
        { SpecialType: not (SpecialType.None or SpecialType.System_Object) } or { TypeKind: TypeKind.Enum or TypeKind.Delegate } => true,
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(e => IsValue(e.Type, depth + 1)),
        { ContainingNamespace.Name: "SrcGenJit" } => true,
        // What stands there is looked at itself.
        { TypeKind: TypeKind.Interface, DeclaringSyntaxReferences.Length: > 0 } => true,
        INamedTypeSymbol { TypeKind: TypeKind.Struct } => Interpreter.FieldsOf((INamedTypeSymbol)type).All(f => IsValue(f.Type, depth + 1)),
        INamedTypeSymbol { TypeKind: TypeKind.Class } => Interpreter.FieldsOf((INamedTypeSymbol)type)
            .All(f => IsFixed(f.Member) && IsValue(f.Type, depth + 1)),
        _ => false,
    };

    // A part of an element is written as the element is; a method of a struct may write it.
    private static bool IsWritten(ExpressionSyntax element, ITypeSymbol? item) => element.Parent switch
    {
        MemberAccessExpressionSyntax { Parent: InvocationExpressionSyntax } => item is not ({ IsReadOnly: true } or { IsReferenceType: true } or { SpecialType: not SpecialType.None }),
        MemberAccessExpressionSyntax member => item is not { IsReferenceType: true } && IsWritten(member, null),
        ElementAccessExpressionSyntax => true,
        _ => IsWritten(element),
    };

    private static bool IsWritten(ExpressionSyntax place) => place.Parent switch
    {
        AssignmentExpressionSyntax assignment => assignment.Left == place,
        PrefixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PreIncrementExpression) || unary.IsKind(SyntaxKind.PreDecrementExpression) || unary.IsKind(SyntaxKind.AddressOfExpression),
        PostfixUnaryExpressionSyntax unary => unary.IsKind(SyntaxKind.PostIncrementExpression) || unary.IsKind(SyntaxKind.PostDecrementExpression),
        ArgumentSyntax { Parent: TupleExpressionSyntax tuple } => IsWritten(tuple) || tuple.Parent is ArgumentSyntax,
        ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None),
        RefExpressionSyntax or ParenthesizedExpressionSyntax => true,
        _ => false,
    };
}
