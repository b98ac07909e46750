// One semantic model for each syntax tree of a run, and the operations of method bodies.
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class SemanticModels
{
    private readonly Compilation _compilation;
    private readonly CancellationToken _cancellation;
    private readonly Dictionary<SyntaxTree, SemanticModel> _models = [];

    public SemanticModels(Compilation compilation, CancellationToken cancellation)
    {
        (_compilation, _cancellation) = (compilation, cancellation);
        Dependencies = new Dependencies(compilation, syntax => For(syntax.SyntaxTree).GetOperation(syntax, cancellation), cancellation);
    }

    /// <summary>What was read so far.</summary>
    public Dependencies Dependencies { get; }

    /// <summary>Notes a type whose members are looked up, where no operation that was read tells of it.</summary>
    public void Consult(ITypeSymbol? type) => Dependencies.Consult(type);

    private IOperation? Read(SyntaxNode syntax)
    {
        IOperation? operation = For(syntax.SyntaxTree).GetOperation(syntax, _cancellation);
        Dependencies.Visit(syntax, operation);
        return operation;
    }

    private SemanticModel For(SyntaxTree tree)
    {
        if (!_models.TryGetValue(tree, out SemanticModel? model))
        {
#pragma warning disable RS1030 // A helper's body may stand in another file than the [Jit] method; the analyzer runs the same interpreter as the generator.
            _models[tree] = model = _compilation.GetSemanticModel(tree);
#pragma warning restore RS1030
        }
        return model;
    }

    /// <summary>The syntax of a member whose source is in this _compilation; null for members of other assemblies, also where an IDE could see their source.</summary>
    public SyntaxNode? Syntax(ISymbol symbol)
    {
        foreach (SyntaxReference reference in symbol.DeclaringSyntaxReferences)
        {
            if (_compilation.ContainsSyntaxTree(reference.SyntaxTree))
            {
                return reference.GetSyntax(_cancellation);
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
        if (place.SourceTree is not { } tree || !_compilation.ContainsSyntaxTree(tree))
        {
            return false;
        }
        SyntaxNode node = tree.GetRoot(_cancellation).FindNode(place.SourceSpan);
        SyntaxNode member = node.AncestorsAndSelf().OfType<Microsoft.CodeAnalysis.CSharp.Syntax.MemberDeclarationSyntax>().FirstOrDefault() ?? node;
        return For(tree).GetDiagnostics(member.Span, _cancellation).Any(d => d.Severity == DiagnosticSeverity.Error);
    }

    public bool Contains(ISymbol method) => method.OriginalDefinition.DeclaringSyntaxReferences.Any(r => _compilation.ContainsSyntaxTree(r.SyntaxTree));
}
