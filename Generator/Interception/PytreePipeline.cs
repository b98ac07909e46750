// From signatures of [Jit] methods and calls of the facade to the registration of their types as pytrees.
using System;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Core;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

internal static class PytreePipeline
{
    private static readonly EquatableList<TreeType> s_none = new([]);

    public static void Register(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<EquatableList<TreeType>> signatures = context.SyntaxProvider
            .ForAttributeWithMetadataName(
                KnownTypes.JitAttributeName,
                static (node, _) => node is MethodDeclarationSyntax,
                static (c, _) => Guard(() => c.TargetSymbol is IMethodSymbol method ? TreeTypes.OfSignature(TraceCache.Known(c.SemanticModel.Compilation), KernelPipeline.Declared(method)) : s_none))
            .Where(types => types.Count > 0)
            .WithTrackingName(StepNames.SignatureTypes);
        IncrementalValuesProvider<EquatableList<TreeType>> calls = context.SyntaxProvider
            .CreateSyntaxProvider(
                static (node, _) => CallSite.IsCandidate(node),
                static (c, cancellation) => Guard(() => FacadeCalls.Target(c.SemanticModel, (InvocationExpressionSyntax)c.Node, cancellation) is { } method
                    ? TreeTypes.OfCall(TraceCache.Known(c.SemanticModel.Compilation), method)
                    : s_none))
            .Where(types => types.Count > 0)
            .WithTrackingName(StepNames.CallTypes);
        IncrementalValueProvider<EquatableList<TreeType>> all = signatures.Collect().Combine(calls.Collect())
            .Select((pair, _) => new EquatableList<TreeType>(pair.Left.Concat(pair.Right).SelectMany(t => t).GroupBy(t => t.Key, StringComparer.Ordinal).Select(g => g.First())
                .OrderBy(t => t.Key, StringComparer.Ordinal)))
            .WithTrackingName(StepNames.TreeTypes);
        IncrementalValueProvider<KernelOptions> options = context.AnalyzerConfigOptionsProvider.Select((o, _) => KernelOptions.Of(o.GlobalOptions));
        context.RegisterImplementationSourceOutput(all.Combine(options), (production, pair) =>
        {
            if (pair.Right.Enabled && pair.Left.Count > 0)
            {
                production.AddSource("PytreeTypes.g.cs", SourceText.From(PytreeEmitter.Emit(pair.Left), Encoding.UTF8));
            }
        });
    }

    // A fault of ours must not take the whole generator down: those types are not registered.
    private static EquatableList<TreeType> Guard(Func<EquatableList<TreeType>> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return s_none;
        }
    }
}
