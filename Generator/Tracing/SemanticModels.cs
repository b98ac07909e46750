// One semantic model for each syntax tree of a run, and the operations of method bodies.
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class SemanticModels(Compilation compilation, CancellationToken cancellation)
{
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];
    private readonly HashSet<SyntaxNode> _visited = [];

    /// <summary>The syntax whose operations were read: a trace depends on its text.</summary>
    public IReadOnlyCollection<SyntaxNode> Visited => _visited;

    private IOperation? Read(SyntaxNode syntax)
    {
        _visited.Add(syntax);
        return For(syntax.SyntaxTree).GetOperation(syntax, cancellation);
    }

    private SemanticModel For(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel? model))
        {
#pragma warning disable RS1030 // A helper's body may stand in another file than the [Jit] method; the analyzer runs the same interpreter as the generator.
            _models[tree] = model = compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
        }
        return model;
    }

    /// <summary>The syntax of a member whose source is in this compilation; null for members of other assemblies, also where an IDE could see their source.</summary>
    public SyntaxNode? Syntax(ISymbol symbol)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            if (compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                return reference.GetSyntax(cancellation);
            }
        }
        return null;
    }

    /// <summary>The body of a method, accessor, operator or constructor; null when it has none here.</summary>
    public IOperation? Body(IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        definition = definition.PartialImplementationPart ?? definition;
        return Syntax(definition) is not { } syntax
            ? null
            : Read(syntax) switch
            {
                IMethodBodyOperation body => body.BlockBody ?? body.ExpressionBody,
                ILocalFunctionOperation local => local.Body,
                IConstructorBodyOperation constructor => constructor,
                IBlockOperation block => block,
                _ => null,
            };
    }

    /// <summary>The initializer of a field or auto-property.</summary>
    public IOperation? Initializer(ISymbol member)
    {
        if (Syntax(member.OriginalDefinition) is not { } syntax)
        {
            return null;
        }
        SyntaxNode? value = syntax switch
        {
            Microsoft.CodeAnalysis.CSharp.Syntax.VariableDeclaratorSyntax declarator => declarator.Initializer,
            Microsoft.CodeAnalysis.CSharp.Syntax.PropertyDeclarationSyntax property => property.Initializer,
            _ => null,
        };
        return value is null ? null : Read(value) is ISymbolInitializerOperation initializer ? initializer.Value : null;
    }

    /// <summary>The operation of a piece of syntax.</summary>
    public IOperation? Operation(SyntaxNode syntax) => Read(syntax);

    /// <summary>True when the compiler reports errors in the member around a place: then they are what is to be said.</summary>
    public bool HasErrors(Location place)
    {
        if (place.SourceTree is not { } tree || !compilation.ContainsSyntaxTree(tree))
        {
            return false;
        }
        SyntaxNode node = tree.GetRoot(cancellation).FindNode(place.SourceSpan);
        SyntaxNode member = node.AncestorsAndSelf().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MemberDeclarationSyntax>().FirstOrDefault() ?? node;
        return For(tree).GetDiagnostics(member.Span, cancellation).Any(d => d.Severity == DiagnosticSeverity.Error);
    }

    /// <summary>Notes a type on whose declaration the trace depends.</summary>
    public void Consult(INamedTypeSymbol type) => _ = type;

    public bool Contains(ISymbol method) => method.OriginalDefinition.DeclaringSyntaxReferences.Any(r => compilation.ContainsSyntaxTree(r.SyntaxTree));
}
