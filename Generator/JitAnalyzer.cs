// Reports why [Jit] methods are not compiled, by the same memoised trace that the generator compiles.
using System;
using System.Collections.Concurrent;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Generator.Diagnostics;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Interception;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator;

/// <summary>One diagnostic for each [Jit] method that is not compiled, at the exact expression.</summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JitAnalyzer : DiagnosticAnalyzer
{
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = JitRules.All;

    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(start =>
        {
            KernelOptions options = KernelOptions.Of(start.Options.AnalyzerConfigOptionsProvider.GlobalOptions);
            if (!options.Enabled || start.Compilation.GetTypeByMetadataName(KnownTypes.JitAttributeName) is not { } jit)
            {
                return;
            }
            Run run = new(start.Compilation, Programs(start), jit, options);
            start.RegisterSymbolAction(c => run.Method((IMethodSymbol)c.Symbol, c.ReportDiagnostic, c.CancellationToken), SymbolKind.Method);
            start.RegisterOperationAction(c => run.LocalFunction((ILocalFunctionOperation)c.Operation, c.ReportDiagnostic), OperationKind.LocalFunction);
            start.RegisterOperationAction(c => run.Call((IInvocationOperation)c.Operation, c.ContainingSymbol, c.ReportDiagnostic, c.CancellationToken), OperationKind.Invocation);
            start.RegisterSyntaxNodeAction(c => run.Into((InvocationExpressionSyntax)c.Node, c.SemanticModel, c.ReportDiagnostic, c.CancellationToken), SyntaxKind.InvocationExpression);
            start.RegisterOperationAction(c => run.Reference((IMethodReferenceOperation)c.Operation, c.ContainingSymbol, c.ReportDiagnostic), OperationKind.MethodReference);
        });
    }

    // What the generator traced: without what it wrote, and with the methods of *.jaxpr files as they are now.
    private static Compilation Programs(CompilationStartAnalysisContext start) =>
        JaxprMethods.Declare(start.Compilation, JaxprFilePipeline.Programs(JaxprFilePipeline.Files(start.Options, start.CancellationToken), start.CancellationToken));

    /// <summary>The analysis of one compilation, whose methods are traced in <paramref name="program"/>. What every closed form of a generic method says at one place is said once.</summary>
    private sealed class Run(Compilation compilation, Compilation program, INamedTypeSymbol jit, KernelOptions options)
    {
        private readonly ConcurrentDictionary<(string Id, Location Place), bool> _reported = new();

        public void Method(IMethodSymbol method, Action<Diagnostic> report, CancellationToken cancellation)
        {
            if (method is { MethodKind: MethodKind.Ordinary or MethodKind.ExplicitInterfaceImplementation, PartialDefinitionPart: null } && IsJit(method))
            {
                method = ExtensionMembers.Implementation(method);
                Report(method, report, cancellation, () => method.IsGenericMethod || method.ContainingType.IsGenericType
                    ? TraceCache.Check(program, Traced(method), cancellation) is { } wrong ? [wrong] : []
                    : Failures(Traced(method), StaticArguments.None, cancellation));
            }
        }

        public void LocalFunction(ILocalFunctionOperation function, Action<Diagnostic> report)
        {
            if (IsJit(function.Symbol))
            {
                report(Diagnostic.Create(JitRules.LocalFunction, function.Symbol.Locations[0], function.Symbol.Name));
            }
        }

        // Generic methods are traced for each closed form that is called, and those with [Static] parameters for each combination of constants.
        public void Call(IInvocationOperation call, ISymbol container, Action<Diagnostic> report, CancellationToken cancellation)
        {
            IMethodSymbol method = ExtensionMembers.Implementation(call.TargetMethod);
            bool generic = method.IsGenericMethod || method.ContainingType is { IsGenericType: true };
            if (!(generic || StaticArguments.Has(TraceCache.Known(compilation), method)) || !IsJit(method.OriginalDefinition) || !CallSite.IsClosed(method)
                || !method.OriginalDefinition.DeclaringSyntaxReferences.Any(r => compilation.ContainsSyntaxTree(r.SyntaxTree)))
            {
                return;
            }
            call = Traced(call, cancellation);
            method = ExtensionMembers.Implementation(call.TargetMethod);
            if (StaticArguments.Of(TraceCache.Known(program), call, out IParameterSymbol? unknown) is { } statics)
            {
                Report(method, report, cancellation, () => Failures(method, statics, cancellation));
            }
            else if (container is not IMethodSymbol caller || !IsJit(caller))
            {
                report(Diagnostic.Create(JitRules.StaticArgument, call.Syntax.GetLocation(), unknown!.Name, KnownTypes.Name(method)));
            }
        }

        public void Reference(IMethodReferenceOperation reference, ISymbol container, Action<Diagnostic> report)
        {
            if (!IsJit(reference.Method.OriginalDefinition) || reference.Method.MethodKind is not (MethodKind.Ordinary or MethodKind.ReducedExtension) || container is IMethodSymbol caller && IsJit(caller))
            {
                return;
            }
            IOperation? parent = reference.Parent;
            while (parent is IDelegateCreationOperation or IConversionOperation or IArgumentOperation or IParenthesizedOperation)
            {
                parent = parent.Parent;
            }
            if (parent is not IInvocationOperation { TargetMethod: var user } || !SymbolEqualityComparer.Default.Equals(user.ContainingAssembly, jit.ContainingAssembly))
            {
                report(Diagnostic.Create(JitRules.Escapes, reference.Syntax.GetLocation(), KnownTypes.Name(reference.Method)));
            }
        }

        // A call of fInto that finds nothing, because the generator could not add it, or whose spans have not the shapes that f is compiled for.
        public void Into(InvocationExpressionSyntax call, SemanticModel model, Action<Diagnostic> report, CancellationToken cancellation)
        {
            SimpleNameSyntax? name = call.Expression as SimpleNameSyntax ?? (call.Expression as MemberAccessExpressionSyntax)?.Name;
            if (name?.Identifier.ValueText is not { Length: > 4 } text || !text.EndsWith("Into", StringComparison.Ordinal) || !JitNames.Of(compilation).Contains(text.Substring(0, text.Length - 4)))
            {
                return;
            }
            SymbolInfo bound = model.GetSymbolInfo(call, cancellation);
            INamedTypeSymbol? type = bound.Symbol is { } symbol ? (IntoTargets.IsOurs(symbol) ? symbol.ContainingType : null)
                : call.Expression is MemberAccessExpressionSyntax access ? model.GetSymbolInfo(access.Expression, cancellation).Symbol as INamedTypeSymbol
                : model.GetEnclosingSymbol(call.SpanStart, cancellation)?.ContainingType;
            if (type?.GetMembers(text.Substring(0, text.Length - 4)).OfType<IMethodSymbol>().FirstOrDefault(IsJit) is not { } method)
            {
                return;
            }
            if (!IntoTargets.IsPartial(type))
            {
                report(Diagnostic.Create(JitRules.NotPartial, name.GetLocation(), text, type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)));
            }
            else if (TraceCache.Trace(program, Traced(method), StaticArguments.None, cancellation).Kernel is { Into: { } into } kernel
                && kernel.Leaves.Count == into.Inputs.Count && kernel.Leaves.Zip(into.Inputs, (leaf, input) => (leaf, input)).FirstOrDefault(p => p.input is { IsArray: true, Shape: null } && p.leaf.Aval.Rank > 1).input is { } unknown)
            {
                report(Diagnostic.Create(JitRules.IntoShape, name.GetLocation(), text, unknown.Name, KnownTypes.Name(method)));
            }
        }

        private IReadOnlyList<Diagnostic> Failures(IMethodSymbol method, StaticArguments statics, CancellationToken cancellation)
        {
            TraceResult result = TraceCache.Trace(program, method, statics, cancellation);
            List<Diagnostic> found = [.. result.Failures.Select(f => f.ToDiagnostic())];
            if (result.Kernel is { } model)
            {
                if (KernelOutput.Of(model, options.EmbedSource, cancellation).Problem is { } problem)
                {
                    found.Add(Diagnostic.Create(problem.IsFault ? JitRules.Internal : JitRules.NotCompiled, method.Locations[0], KnownTypes.Name(method), problem.What));
                }
                else if (model.Inferred is { } shapes)
                {
                    found.Add(Diagnostic.Create(JitRules.Inferred, method.Locations[0], KnownTypes.Name(method), shapes));
                }
            }
            return found;
        }

        // A fault of ours is a diagnostic at the method, and never the analyzer's end.
        private void Report(IMethodSymbol method, Action<Diagnostic> report, CancellationToken cancellation, Func<IReadOnlyList<Diagnostic>> find)
        {
            IReadOnlyList<Diagnostic> diagnostics;
            try
            {
                diagnostics = find();
            }
            catch (Exception error) when (error is not OperationCanceledException)
            {
                diagnostics = [Diagnostic.Create(JitRules.Internal, method.Locations[0], KnownTypes.Name(method), error.GetType().Name + ": " + error.Message)];
            }
            Fallback? fallback = null;
            foreach (Diagnostic diagnostic in diagnostics)
            {
                if (!HasErrors(method, diagnostic, cancellation) && _reported.TryAdd((diagnostic.Id, diagnostic.Location), true))
                {
                    fallback ??= diagnostic.Id == JitRules.Inferred.Id ? null : Fallback.Of(program, Traced(method), diagnostics, cancellation);
                    report(fallback?.Explain(diagnostic) ?? diagnostic);
                }
            }
        }

        // What the compiler says is enough.
        private bool HasErrors(IMethodSymbol method, Diagnostic diagnostic, CancellationToken cancellation)
        {
            SemanticModels models = new(compilation, cancellation);
            return diagnostic.AdditionalLocations.Append(diagnostic.Location).Append(method.Locations[0]).Any(models.HasErrors);
        }

        private IMethodSymbol Traced(IMethodSymbol method)
        {
            if (program == compilation || !SymbolEqualityComparer.Default.Equals(method, method.OriginalDefinition)
                || method.DeclaringSyntaxReferences.FirstOrDefault(r => program.ContainsSyntaxTree(r.SyntaxTree)) is not { } declaration)
            {
                return method;
            }
            return TraceCache.Program(program).Model(declaration.SyntaxTree).GetDeclaredSymbol(declaration.GetSyntax()) is IMethodSymbol found ? KernelPipeline.Declared(found) : method;
        }

        private IInvocationOperation Traced(IInvocationOperation call, CancellationToken cancellation) => program == compilation ? call
            : TraceCache.Program(program).Model(call.Syntax.SyntaxTree).GetOperation(call.Syntax, cancellation) as IInvocationOperation ?? call;

        private bool IsJit(IMethodSymbol method) => method.GetAttributes().Any(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, jit));
    }
}
