// From [Jit] methods that are not compiled to what JitInfo says of them, and to entries that trace their calls at run time.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

internal static class UncompiledPipeline
{
    /// <summary>Registers the file of uncompiled methods, and gives those whose calls are to be intercepted.</summary>
    public static IncrementalValueProvider<EquatableList<Interceptable>> Register(
        IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<MarkedMethod> marked, IncrementalValuesProvider<MarkedCall> calls, IncrementalValueProvider<KernelOptions> options)
    {
        IncrementalValuesProvider<UncompiledModel> direct = marked
            .Select((m, _) => m.Uncompiled)
            .Where(model => model is not null)
            .WithTrackingName(StepNames.Uncompiled)!;
        IncrementalValuesProvider<UncompiledModel> closed = calls
            .Select((c, _) => c.Uncompiled)
            .Where(model => model is not null)
            .WithTrackingName(StepNames.UncompiledClosed)!;
        IncrementalValueProvider<EquatableList<UncompiledModel>> all = direct.Collect().Combine(closed.Collect()).Combine(options)
            .Select((pair, _) => new EquatableList<UncompiledModel>(pair.Right.Enabled
                ? pair.Left.Left.Concat(pair.Left.Right).GroupBy(m => m.Id, StringComparer.OrdinalIgnoreCase).Select(g => g.First()).OrderBy(m => m.Id, StringComparer.Ordinal)
                : []));
        context.RegisterImplementationSourceOutput(all, (production, methods) =>
        {
            if (methods.Count > 0)
            {
                production.AddSource("Uncompiled.g.cs", SourceText.From(UncompiledEmitter.Emit(methods), Encoding.UTF8));
            }
        });
        return all.Select((methods, _) => new EquatableList<Interceptable>(methods.Select(m => m.Traced?.Method).OfType<Interceptable>()));
    }

    public static UncompiledModel? Direct(SyntaxNode declaration, IMethodSymbol method, SemanticModel model, CancellationToken cancellation)
    {
        method = KernelPipeline.Declared(method);
        if (declaration is LocalFunctionStatementSyntax)
        {
            return Model(method, StaticArguments.None, [Diagnostic.Create(JitRules.LocalFunction, null, method.Name)], null);
        }
        if (PlaceAnalyzer.What(declaration, model, cancellation) is { } what)
        {
            return Model(method, StaticArguments.None, [Diagnostic.Create(JitRules.NoMethod, null, what)], null);
        }
        Compilation compilation = model.Compilation;
        return CallSite.IsClosed(method) && method.MethodKind is MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation ? Of(compilation, method, StaticArguments.None, cancellation)
            : TraceCache.Check(compilation, method, cancellation) is { } wrong ? Model(method, StaticArguments.None, [wrong], null)
            : null;
    }

    public static UncompiledModel? Closed(Compilation compilation, IMethodSymbol method, StaticArguments statics, CancellationToken cancellation) =>
        method.OriginalDefinition.DeclaringSyntaxReferences.Any(r => compilation.ContainsSyntaxTree(r.SyntaxTree)) ? Of(compilation, method, statics, cancellation) : null;

    // A fault of ours must not take the whole generator down: then it is the reason.
    private static UncompiledModel? Of(Compilation compilation, IMethodSymbol method, StaticArguments statics, CancellationToken cancellation)
    {
        try
        {
            TraceResult result = TraceCache.Trace(compilation, method, statics, cancellation);
            IReadOnlyList<Diagnostic> failures = result.Kernel is null ? [.. result.Failures.Select(f => f.ToDiagnostic())]
                : KernelOutput.ProblemOf(result.Kernel, cancellation) is { } problem ? [Diagnostic.Create(problem.IsFault ? JitRules.Internal : JitRules.NotCompiled, null, KnownTypes.Name(method), problem.What)]
                : [];
            return failures.Count == 0 ? null : Model(method, statics, failures, Fallback.Of(compilation, method, failures, cancellation));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return Model(method, statics, [Diagnostic.Create(JitRules.Internal, null, KnownTypes.Name(method), error.GetType().Name + ": " + error.Message)], null);
        }
    }

    private static UncompiledModel Model(IMethodSymbol method, StaticArguments statics, IReadOnlyList<Diagnostic> failures, Fallback? fallback)
    {
        string id = method.MethodKind is MethodKind.Ordinary ? KernelIds.Of(method, statics) : Names.Clean(method.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat));
        return new UncompiledModel(
            id,
            method.Name,
            method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat) + statics.Describe(method),
            failures[0].Id,
            string.Join("; ", failures.Select(f => f.GetMessage(CultureInfo.InvariantCulture)).Distinct()),
            fallback is { RunsTraced: true } ? Call(id, KernelIds.Identity(method, statics), method) : null);
    }

    private static TracedCall Call(string id, string identity, IMethodSymbol method)
    {
        string[] types = [.. method.Parameters.Select(p => p.Type.ToDisplayString(Signature.TypeFormat))];
        string[] names = Signature.Parameters(method);
        return new TracedCall(
            new Interceptable(
                id, method.ReturnType.ToDisplayString(Signature.TypeFormat),
                string.Join(", ", method.Parameters.Select((p, i) => (p.RefKind == RefKind.In ? "in " : "") + types[i] + " " + names[i])), string.Join(", ", names))
            { Identity = identity, Suppressed = Suppressed.Of(method) },
            method.ContainingType.ToDisplayString(Signature.TypeFormat) + "." + Names.Escape(method.Name) + MethodTracer.TypeArguments(method),
            MethodTracer.IsAccessible(method) ? null : MethodTracer.MetadataName(method.ContainingType),
            new EquatableList<string>(types),
            new EquatableList<string>(names));
    }
}
