// From signatures of [Jit] methods and calls of the facade to the registration of their types as pytrees.
using System;
using System.Linq;
using System.Text;
using System.Threading;
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
    public static EquatableList<TreeType> None { get; } = new([]);

    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<MarkedMethod> marked, IncrementalValuesProvider<MarkedCall> calls)
    {
        IncrementalValuesProvider<EquatableList<TreeType>> signatures = marked
            .Select((m, _) => m.Types)
            .Where(types => types.Count > 0)
            .WithTrackingName(StepNames.SignatureTypes);
        IncrementalValuesProvider<EquatableList<TreeType>> ofCalls = calls
            .Select((c, _) => c.Types)
            .Where(types => types.Count > 0)
            .WithTrackingName(StepNames.CallTypes);
        IncrementalValueProvider<EquatableList<TreeType>> all = signatures.Collect().Combine(ofCalls.Collect())
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

    public static (EquatableList<TreeType>, bool) OfCall(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        if (FacadeCalls.Target(model, call, cancellation) is not { } method)
        {
            return (None, true);
        }
        EquatableList<TreeType> types = TreeTypes.OfCall(TraceCache.Known(model.Compilation), method, out bool readsBodies);
        return (types, !readsBodies);
    }

    // A fault of ours must not take the whole generator down: those types are not registered.
    public static EquatableList<TreeType> Guard(Func<EquatableList<TreeType>> work)
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return None;
        }
    }
}
