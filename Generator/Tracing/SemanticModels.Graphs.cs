// The flow graphs of bodies, lambdas, local functions and initializers, made once for each run.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class SemanticModels
{
    private readonly Dictionary<object, FlowGraph?> _graphs = [];
    private readonly Dictionary<ISymbol, bool> _iterators = new(SymbolEqualityComparer.Default);

    /// <summary>The graph of a method, accessor, operator or constructor; null when it has no body here.</summary>
    public FlowGraph? Graph(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        return Syntax(definition) is { } syntax && syntax is not TypeDeclarationSyntax ? Graph(syntax) : null;
    }

    /// <summary>The graph of a field's or auto-property's initializer; null where there is none.</summary>
    public FlowGraph? InitializerGraph(ISymbol member) => Syntax(member.OriginalDefinition) switch
    {
        VariableDeclaratorSyntax { Initializer: { } value } => Graph(value),
        PropertyDeclarationSyntax { Initializer: { } value } => Graph(value),
        _ => null,
    };

    /// <summary>The graph of a lambda within the graph that makes it.</summary>
    public FlowGraph LambdaGraph(FlowGraph outer, IFlowAnonymousFunctionOperation lambda)
    {
        if (!_graphs.TryGetValue(lambda, out FlowGraph? graph))
        {
            _graphs[lambda] = graph = new FlowGraph(outer.Source.GetAnonymousFunctionControlFlowGraphInScope(lambda, _cancellation));
        }
        return graph!;
    }

    /// <summary>The graph of a local function within a graph of its method; null where it is not in scope.</summary>
    public FlowGraph? LocalGraph(FlowGraph within, IMethodSymbol function)
    {
        IMethodSymbol definition = function.OriginalDefinition;
        (ISymbol, ControlFlowGraph) key = (definition, within.Source);
        if (!_graphs.TryGetValue(key, out FlowGraph? graph))
        {
            for (ControlFlowGraph? level = within.Source; level is not null && graph is null; level = level.Parent)
            {
                graph = level.LocalFunctions.Contains(definition, SymbolEqualityComparer.Default) ? new FlowGraph(level.GetLocalFunctionControlFlowGraph(definition, _cancellation)) : null;
            }
            _graphs[key] = graph;
        }
        return graph;
    }

    public bool IsIterator(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition.PartialImplementationPart ?? method.OriginalDefinition;
        if (!_iterators.TryGetValue(definition, out bool isIterator))
        {
            _iterators[definition] = isIterator = Syntax(definition)?.DescendantNodes(n => n == Syntax(definition) || n is not (LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax))
                .Any(n => n is YieldStatementSyntax) == true;
        }
        return isIterator;
    }

    /// <summary>True for a variable that is written after its declaration.</summary>
    public bool IsReassigned(ISymbol variable)
    {
        SyntaxNode? owner = variable.ContainingSymbol.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax(_cancellation);
        return owner is null || owner.DescendantNodes().OfType<IdentifierNameSyntax>().Any(n => n.Identifier.ValueText == variable.Name && n.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == n,
            PrefixUnaryExpressionSyntax or PostfixUnaryExpressionSyntax => IsWritten(n),
            ArgumentSyntax argument => !argument.RefKindKeyword.IsKind(SyntaxKind.None) || argument.Parent is TupleExpressionSyntax,
            RefExpressionSyntax => true,
            _ => false,
        });
    }

    private FlowGraph? Graph(SyntaxNode syntax)
    {
        if (!_graphs.TryGetValue(syntax, out FlowGraph? graph))
        {
            ControlFlowGraph? source = Read(syntax) switch
            {
                IMethodBodyOperation { BlockBody: null, ExpressionBody: null } => null,
                IMethodBodyOperation body => ControlFlowGraph.Create(body, _cancellation),
                IConstructorBodyOperation body => ControlFlowGraph.Create(body, _cancellation),
                IBlockOperation { Parent: null } body => ControlFlowGraph.Create(body, _cancellation),
                IFieldInitializerOperation body => ControlFlowGraph.Create(body, _cancellation),
                IPropertyInitializerOperation body => ControlFlowGraph.Create(body, _cancellation),
                _ => null,
            };
            _graphs[syntax] = graph = source is null ? null : new FlowGraph(source);
        }
        return graph;
    }
}
