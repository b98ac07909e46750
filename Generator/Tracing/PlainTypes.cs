// Which types outside code may take apart by their members and make with a constructor: those where that sets exactly the fields, as reflection does, and runs no code
// that computes or checks. Traced values must not meet such code at the border of a function.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SrcGenJit.Generator.Tracing;

internal static class PlainTypes
{
    /// <summary>True when reading and writing each member reads and writes its field, and there is no other state.</summary>
    public static bool HasPlainMembers(INamedTypeSymbol type)
    {
        foreach ((string name, _, ISymbol member) in Interpreter.FieldsOf(type))
        {
            if (!IsUsable(member) || member is IPropertySymbol property && !IsAuto(property))
            {
                return false;
            }
            // A member of a derived class that hides or overrides it is what its name means.
            for (INamedTypeSymbol? derived = type; derived is not null && !SymbolEqualityComparer.Default.Equals(derived, member.ContainingType); derived = derived.BaseType)
            {
                if (derived.GetMembers(name).Length > 0)
                {
                    return false;
                }
            }
        }
        return Chain(type).All(t => !t.GetMembers().Any(m => !m.IsStatic && m is IEventSymbol));
    }

    /// <summary>For each member that a constructor sets, the ordinal of the parameter that it takes unchanged; null when the constructor does more than that.</summary>
    public static IReadOnlyDictionary<ISymbol, int>? Assigned(IMethodSymbol constructor)
    {
        constructor = constructor.OriginalDefinition;
        INamedTypeSymbol type = constructor.ContainingType;
        if (type.SpecialType != SpecialType.None)
        {
            return None();
        }
        if (!IsUsable(constructor) || constructor.Parameters.Any(p => p.IsParams || p.RefKind is not (RefKind.None or RefKind.In)))
        {
            return null;
        }
        if (constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 0)
        {
            return OfBase(constructor, null);
        }
        return constructor.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            TypeDeclarationSyntax declaration => OfPrimary(constructor, declaration),
            ConstructorDeclarationSyntax declaration => OfBody(constructor, declaration),
            _ => null,
        };
    }

    /// <summary>False where naming a symbol is an error, or would be unless the code around it is marked, too.</summary>
    public static bool IsUsable(ISymbol symbol)
    {
        for (ISymbol? s = symbol; s is not null and not INamespaceSymbol; s = s.ContainingSymbol)
        {
            if (IsForbidden(s))
            {
                return false;
            }
        }
        return symbol is not IPropertySymbol property || !(property.GetMethod is { } get && IsForbidden(get)) && !(property.SetMethod is { } set && IsForbidden(set));
    }

    private static bool IsForbidden(ISymbol symbol) => symbol.GetAttributes().Any(a => a.AttributeClass switch
    {
        { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" } => a.ConstructorArguments.Any(c => c.Value is true),
        { Name: "ExperimentalAttribute", ContainingNamespace.Name: "CodeAnalysis" } => true,
        _ => false,
    });

    private static IEnumerable<INamedTypeSymbol> Chain(INamedTypeSymbol type)
    {
        for (INamedTypeSymbol? t = type; t is { SpecialType: SpecialType.None }; t = t.BaseType)
        {
            yield return t;
        }
    }

    // The property of a positional record's parameter is declared by the parameter.
    public static bool IsAuto(IPropertySymbol property) => property.DeclaringSyntaxReferences.Length > 0 && property.DeclaringSyntaxReferences.All(r => r.GetSyntax() switch
    {
        ParameterSyntax => true,
        PropertyDeclarationSyntax { ExpressionBody: null, AccessorList: { } accessors } => accessors.Accessors.All(a => a.Body is null && a.ExpressionBody is null),
        _ => false,
    });

    private static Dictionary<ISymbol, int> None() => new(SymbolEqualityComparer.Default);

    private static Dictionary<ISymbol, int>? OfPrimary(IMethodSymbol constructor, TypeDeclarationSyntax declaration)
    {
        INamedTypeSymbol type = constructor.ContainingType;
        if (OfBase(constructor, declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault()?.ArgumentList) is not { } assigned)
        {
            return null;
        }
        foreach (ISymbol member in type.GetMembers().Where(m => !m.IsStatic))
        {
            foreach (SyntaxNode syntax in member.DeclaringSyntaxReferences.Select(r => r.GetSyntax()))
            {
                ExpressionSyntax? value = member switch
                {
                    IPropertySymbol => (syntax as PropertyDeclarationSyntax)?.Initializer?.Value,
                    IFieldSymbol { IsImplicitlyDeclared: false } => (syntax as VariableDeclaratorSyntax)?.Initializer?.Value,
                    _ => null,
                };
                if (member is IPropertySymbol && syntax is ParameterSyntax)
                {
                    assigned[member] = constructor.Parameters.First(p => p.Name == member.Name).Ordinal;
                }
                else if (value is not null && Parameter(constructor, value) is { } parameter)
                {
                    assigned[member] = parameter.Ordinal;
                }
                else if (value is not null && Mentions(constructor, value))
                {
                    return null;
                }
            }
        }
        // A class keeps a parameter that its methods use in a field of its own.
        return type.IsRecord || !type.DeclaringSyntaxReferences.SelectMany(r => ((TypeDeclarationSyntax)r.GetSyntax()).Members).Any(m => IsCaptured(constructor, m)) ? assigned : null;
    }

    private static bool IsCaptured(IMethodSymbol constructor, MemberDeclarationSyntax member) => member switch
    {
        FieldDeclarationSyntax or BaseTypeDeclarationSyntax or ConstructorDeclarationSyntax => false,
        PropertyDeclarationSyntax property => property.ExpressionBody is { } body && Mentions(constructor, body) || property.AccessorList is { } accessors && Mentions(constructor, accessors),
        _ => Mentions(constructor, member),
    };

    private static Dictionary<ISymbol, int>? OfBody(IMethodSymbol constructor, ConstructorDeclarationSyntax declaration)
    {
        Dictionary<ISymbol, int>? assigned = declaration.Initializer is { } chained && chained.IsKind(SyntaxKind.ThisConstructorInitializer)
            ? Chained(constructor, constructor.ContainingType, chained.ArgumentList)
            : OfBase(constructor, declaration.Initializer?.ArgumentList);
        IEnumerable<ExpressionSyntax?> statements = declaration.ExpressionBody is { } body ? [body.Expression]
            : declaration.Body is { } block ? block.Statements.Select(s => (s as ExpressionStatementSyntax)?.Expression)
            : [null];
        return assigned is not null && statements.All(s => Assign(constructor, s, assigned)) ? assigned : null;
    }

    private static bool Assign(IMethodSymbol constructor, ExpressionSyntax? statement, Dictionary<ISymbol, int> assigned)
    {
        if (statement is not AssignmentExpressionSyntax assignment || !assignment.IsKind(SyntaxKind.SimpleAssignmentExpression))
        {
            return false;
        }
        if (assignment is { Left: TupleExpressionSyntax left, Right: TupleExpressionSyntax right })
        {
            return left.Arguments.Count == right.Arguments.Count && left.Arguments.Zip(right.Arguments, (l, r) => (l, r)).All(pair => AssignOne(constructor, pair.l.Expression, pair.r.Expression, assigned));
        }
        return AssignOne(constructor, assignment.Left, assignment.Right, assigned);
    }

    private static bool AssignOne(IMethodSymbol constructor, ExpressionSyntax target, ExpressionSyntax value, Dictionary<ISymbol, int> assigned)
    {
        string? name = target switch
        {
            IdentifierNameSyntax plain when Parameter(constructor, plain) is null => plain.Identifier.ValueText,
            MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax, Name: IdentifierNameSyntax own } => own.Identifier.ValueText,
            _ => null,
        };
        ISymbol? member = name is null ? null : Chain(constructor.ContainingType).SelectMany(t => t.GetMembers(name)).FirstOrDefault(m => !m.IsStatic && m is IFieldSymbol or IPropertySymbol)?.OriginalDefinition;
        if (member is null)
        {
            return false;
        }
        if (Parameter(constructor, value) is { } parameter)
        {
            assigned[member] = parameter.Ordinal;
            return true;
        }
        // What an object initializer may replace.
        assigned.Remove(member);
        return value is LiteralExpressionSyntax;
    }

    private static Dictionary<ISymbol, int>? OfBase(IMethodSymbol constructor, ArgumentListSyntax? arguments) =>
        constructor.ContainingType is { IsValueType: false, BaseType: { SpecialType: SpecialType.None } parent } ? Chained(constructor, parent, arguments) : None();

    // Overloads are told apart by their number of parameters only.
    private static Dictionary<ISymbol, int>? Chained(IMethodSymbol constructor, INamedTypeSymbol type, ArgumentListSyntax? arguments)
    {
        int count = arguments?.Arguments.Count ?? 0;
        IMethodSymbol[] targets = [.. type.OriginalDefinition.InstanceConstructors.Where(c => c.Parameters.Length == count && !(c.IsImplicitlyDeclared && count == 1))];
        if (targets.Length != 1 || arguments?.Arguments.Any(a => a.NameColon is not null || Parameter(constructor, a.Expression) is null && a.Expression is not LiteralExpressionSyntax) == true
            || Assigned(targets[0]) is not { } inner)
        {
            return null;
        }
        Dictionary<ISymbol, int> assigned = None();
        foreach (KeyValuePair<ISymbol, int> pair in inner)
        {
            if (Parameter(constructor, arguments!.Arguments[pair.Value].Expression) is { } parameter)
            {
                assigned[pair.Key] = parameter.Ordinal;
            }
        }
        return assigned;
    }

    private static IParameterSymbol? Parameter(IMethodSymbol constructor, ExpressionSyntax value) => value is IdentifierNameSyntax { Identifier.ValueText: var name }
        ? constructor.Parameters.FirstOrDefault(p => p.Name == name)
        : null;

    private static bool Mentions(IMethodSymbol constructor, SyntaxNode code) =>
        code.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Any(n => Parameter(constructor, n) is not null && !IsMember(n) && !IsHidden(n, code));

    // x of a.x, x of (x: 1) and of new() { x = 1 } are other names.
    private static bool IsMember(IdentifierNameSyntax name) => name.Parent switch
    {
        MemberAccessExpressionSyntax access => access.Name == name,
        MemberBindingExpressionSyntax or NameColonSyntax or NameEqualsSyntax => true,
        AssignmentExpressionSyntax { Parent: InitializerExpressionSyntax } assignment => assignment.Left == name,
        _ => false,
    };

    // A member's own parameter or variable of the same name.
    private static bool IsHidden(IdentifierNameSyntax use, SyntaxNode code)
    {
        string name = use.Identifier.ValueText;
        bool In(BaseParameterListSyntax? list) => list?.Parameters.Any(p => p.Identifier.ValueText == name) == true;
        for (SyntaxNode? node = use.Parent; node is not null; node = node == code ? null : node.Parent)
        {
            bool declares = node switch
            {
                BaseMethodDeclarationSyntax method => In(method.ParameterList),
                IndexerDeclarationSyntax indexer => In(indexer.ParameterList),
                LocalFunctionStatementSyntax local => In(local.ParameterList),
                ParenthesizedLambdaExpressionSyntax lambda => In(lambda.ParameterList),
                SimpleLambdaExpressionSyntax lambda => lambda.Parameter.Identifier.ValueText == name,
                BlockSyntax block => block.Statements.OfType<LocalDeclarationStatementSyntax>().Any(d => d.Declaration.Variables.Any(v => v.Identifier.ValueText == name)),
                ForStatementSyntax loop => loop.Declaration?.Variables.Any(v => v.Identifier.ValueText == name) == true,
                ForEachStatementSyntax loop => loop.Identifier.ValueText == name && use.SpanStart > loop.Expression.Span.End,
                _ => false,
            };
            if (declares)
            {
                return true;
            }
        }
        return false;
    }
}
