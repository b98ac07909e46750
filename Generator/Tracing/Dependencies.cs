// What a trace read: bodies, types and names. It gathers them from the operations that the interpreter asks for, and from the types that it is told of.
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

/// <param name="compilation">The program.</param>
/// <param name="read">The operation of a piece of syntax in any file of it.</param>
internal sealed class Dependencies(Compilation compilation, System.Func<SyntaxNode, IOperation?> read, CancellationToken cancellation)
{
    private readonly HashSet<SyntaxNode> _visited = [];
    private readonly HashSet<SyntaxNode> _constants = [];
    private readonly HashSet<INamedTypeSymbol> _seen = new(SymbolEqualityComparer.Default);
    private readonly HashSet<ulong> _types = [];
    private readonly HashSet<ulong> _whole = [];
    private readonly HashSet<string> _programs = [];
    private readonly HashSet<ulong> _names = [MemberNames.Implicit];

    /// <summary>The syntax whose operations were read: a trace depends on its text.</summary>
    public IReadOnlyCollection<SyntaxNode> Visited => _visited;

    /// <summary>The types of this compilation that were consulted.</summary>
    public IReadOnlyCollection<ulong> Types => _types;

    /// <summary>The types of which every word counts.</summary>
    public IReadOnlyCollection<ulong> Whole => _whole;

    /// <summary>The names that were looked up.</summary>
    public IReadOnlyCollection<ulong> Names => _names;

    /// <summary>Notes syntax whose operation is read.</summary>
    public void Visit(SyntaxNode syntax, IOperation? operation)
    {
        if (_visited.Add(syntax))
        {
            Walk(syntax, operation);
        }
    }

    /// <summary>Notes a type all of whose members and bodies are read, those that it does not have yet too.</summary>
    public void ConsultWhole(INamedTypeSymbol type)
    {
        Consult(type);
        _whole.Add(SyntaxDigest.KeyOf(type.OriginalDefinition));
    }

    /// <summary>The methods of *.jaxpr files that were called.</summary>
    public IReadOnlyCollection<string> Programs => _programs;

    public void Program(string fullName) => _programs.Add(fullName);

    public void Name(string name) => _names.Add(SyntaxDigest.OfName(name));

    /// <summary>Notes a type, with what makes it up: its bases, fields and type arguments.</summary>
    public void Consult(ITypeSymbol? type)
    {
        switch (type)
        {
            case IArrayTypeSymbol array:
                Consult(array.ElementType);
                break;
            case IPointerTypeSymbol pointer:
                Consult(pointer.PointedAtType);
                break;
            case ITypeParameterSymbol parameter:
                foreach (ITypeSymbol constraint in parameter.ConstraintTypes)
                {
                    Consult(constraint);
                }
                break;
            case INamedTypeSymbol named when _seen.Add(named):
                ConsultNamed(named);
                break;
        }
    }

    private void ConsultNamed(INamedTypeSymbol type)
    {
        Consult(type.ContainingType);
        foreach (ITypeSymbol argument in type.TypeArguments)
        {
            Consult(argument);
        }
        if (!IsHere(type))
        {
            return;
        }
        _types.Add(SyntaxDigest.KeyOf(type.OriginalDefinition));
        Name(type.Name);
        Consult(type.BaseType);
        foreach (INamedTypeSymbol contract in type.Interfaces)
        {
            Consult(contract);
        }
        foreach (IFieldSymbol field in type.GetMembers().OfType<IFieldSymbol>())
        {
            if (type.TypeKind == TypeKind.Enum)
            {
                Constant(field);
            }
            else if (!field.IsStatic)
            {
                Consult(field.Type);
                Attributes(field.AssociatedSymbol ?? field);
            }
        }
        foreach (IParameterSymbol parameter in type.InstanceConstructors.SelectMany(c => c.Parameters))
        {
            Attributes(parameter);
        }
    }

    /// <summary>Notes the constants in a declaration's attributes.</summary>
    public void Attributes(ISymbol symbol)
    {
        foreach (AttributeData attribute in symbol.GetAttributes())
        {
            if (attribute.ApplicationSyntaxReference is { } reference && compilation.ContainsSyntaxTree(reference.SyntaxTree)
                && reference.GetSyntax(cancellation) is AttributeSyntax { ArgumentList: { } arguments } && arguments.Arguments.Any(a => a.Expression is not LiteralExpressionSyntax))
            {
                Constants(arguments.Parent!);
            }
        }
    }

    // The compiler folds constants: what they are made of is looked up too.
    private void Constant(ISymbol symbol)
    {
        SyntaxNode? syntax = symbol.DeclaringSyntaxReferences.FirstOrDefault(r => compilation.ContainsSyntaxTree(r.SyntaxTree))?.GetSyntax(cancellation);
        EqualsValueClauseSyntax? value = syntax switch
        {
            VariableDeclaratorSyntax declarator => declarator.Initializer,
            EnumMemberDeclarationSyntax member => member.EqualsValue,
            ParameterSyntax parameter => parameter.Default,
            _ => null,
        };
        if (value is { Value: not LiteralExpressionSyntax })
        {
            Constants(value);
        }
    }

    private void Constants(SyntaxNode syntax)
    {
        if (_constants.Add(syntax))
        {
            Walk(syntax, read(syntax));
        }
    }

    private void Walk(SyntaxNode syntax, IOperation? operation)
    {
        foreach (SyntaxToken token in syntax.DescendantTokens())
        {
            if (token.IsKind(SyntaxKind.IdentifierToken))
            {
                Name(token.ValueText);
            }
        }
        foreach (IOperation part in operation?.DescendantsAndSelf() ?? [])
        {
            cancellation.ThrowIfCancellationRequested();
            Consult(part.Type);
            switch (part)
            {
                case IInvocationOperation call:
                    Method(call.TargetMethod);
                    break;
                case IMethodReferenceOperation reference:
                    Method(reference.Method);
                    break;
                case IObjectCreationOperation { Constructor: { } constructor }:
                    Method(constructor);
                    break;
                case IConversionOperation { OperatorMethod: { } conversion }:
                    Method(conversion);
                    break;
                case IBinaryOperation { OperatorMethod: { } binary }:
                    Method(binary);
                    break;
                case IUnaryOperation { OperatorMethod: { } unary }:
                    Method(unary);
                    break;
                case IMemberReferenceOperation member:
                    Consult(member.Member.ContainingType);
                    if (member.Member is IFieldSymbol { HasConstantValue: true } constant)
                    {
                        Constant(constant);
                    }
                    break;
                case IArgumentOperation { ArgumentKind: ArgumentKind.DefaultValue, Parameter: { } omitted }:
                    Constant(omitted);
                    break;
                case IVariableDeclaratorOperation local:
                    Consult(local.Symbol.Type);
                    break;
                case IIsTypeOperation test:
                    Consult(test.TypeOperand);
                    break;
                case ITypeOfOperation test:
                    Consult(test.TypeOperand);
                    break;
                case IPatternOperation pattern:
                    Consult(pattern.NarrowedType);
                    break;
            }
        }
    }

    private void Method(IMethodSymbol method)
    {
        Consult(method.ContainingType);
        foreach (ITypeSymbol argument in method.TypeArguments)
        {
            Consult(argument);
        }
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            Consult(parameter.Type);
        }
    }

    private bool IsHere(ISymbol symbol) => symbol.OriginalDefinition.DeclaringSyntaxReferences.Any(r => compilation.ContainsSyntaxTree(r.SyntaxTree) && !TraceCache.IsOurs(r.SyntaxTree));
}
