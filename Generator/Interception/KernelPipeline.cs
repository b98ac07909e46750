// From [Jit] methods and their call sites to kernels, entries and interceptors.
using System;
using System.Linq;
using System.Text;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Core;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

internal static class KernelPipeline
{
    public static void Register(IncrementalGeneratorInitializationContext context, IncrementalValuesProvider<MarkedMethod> marked, IncrementalValuesProvider<MarkedCall> calls)
    {
        IncrementalValueProvider<KernelOptions> options = context.AnalyzerConfigOptionsProvider
            .Select((o, _) => KernelOptions.Of(o.GlobalOptions))
            .WithTrackingName(StepNames.Options);
        IncrementalValuesProvider<KernelModel> direct = marked
            .Select((m, _) => m.Kernel)
            .Where(model => model is not null)
            .WithTrackingName(StepNames.Trace)!;
        IncrementalValuesProvider<KernelModel> closed = calls
            .Select((c, _) => c.Kernel)
            .Where(model => model is not null)
            .Collect()
            .SelectMany((models, _) => models.GroupBy(m => m!.Identity).Select(g => g.First()!))
            .WithTrackingName(StepNames.TraceClosed);
        IncrementalValuesProvider<KernelOutput> directOutputs = Outputs(direct, options, StepNames.Emit);
        IncrementalValuesProvider<KernelOutput> closedOutputs = Outputs(closed, options, StepNames.EmitClosed);
        IncrementalValueProvider<EquatableList<Interceptable>> all = Methods(directOutputs).Combine(Methods(closedOutputs))
            .Select((pair, _) => new EquatableList<Interceptable>(pair.Left.Concat(pair.Right)));
        IncrementalValueProvider<EquatableList<Interceptable>> traced = UncompiledPipeline.Register(context, marked, calls, options);
        // Two definitions of one method, an error of the compiler's, or two kernels whose short hashes are equal: a second file of one name would end the generator, and a second class the build.
        IncrementalValueProvider<EquatableList<string>> twice = all.Combine(traced)
            .Select((pair, _) => Twice(pair.Left.Concat(pair.Right).Select(m => m.Id)));
        context.RegisterImplementationSourceOutput(directOutputs.Combine(twice), Add);
        context.RegisterImplementationSourceOutput(closedOutputs.Combine(twice), Add);

        // fInto is a member that user code calls: an editor wants its signature too.
        // It stands on the declaration alone, and where the generator is switched off, so that its callers compile whatever a body says.
        IncrementalValuesProvider<(string Id, string Text)> into = marked
            .Select((m, _) => m.Into)
            .Where(model => model is not null)
            .WithTrackingName(StepNames.IntoSignatures)
            .Select((model, _) => (model!.Id, Text: IntoEmitter.Emit(model)))
            .WithTrackingName(StepNames.Into);
        context.RegisterSourceOutput(into.Combine(into.Collect().Select((all, _) => Twice(all.Select(m => m.Id)))), (production, pair) =>
        {
            if (!pair.Right.Contains(pair.Left.Id, StringComparer.OrdinalIgnoreCase))
            {
                production.AddSource($"Kernels/{pair.Left.Id}.Into.g.cs", SourceText.From(pair.Left.Text, Encoding.UTF8));
            }
        });

        // Interceptors change with every edit of a calling file; kernels do not.
        IncrementalValueProvider<EquatableList<Interceptable>> methods = all.Combine(twice)
            .Select((pair, _) => new EquatableList<Interceptable>(pair.Left.Where(m => !pair.Right.Contains(m.Id, StringComparer.OrdinalIgnoreCase))))
            .WithTrackingName(StepNames.Interceptable);
        IncrementalValueProvider<EquatableList<CallSite>> sites = calls
            .Select((c, _) => c.Site)
            .Where(site => site is not null)
            .Collect()
            .Select((all, _) => new EquatableList<CallSite>(all!))
            .WithTrackingName(StepNames.Calls);
        context.RegisterImplementationSourceOutput(methods.Combine(traced).Combine(sites), (production, pair) =>
        {
            if (InterceptorEmitter.Emit(pair.Left.Left.Concat(pair.Left.Right), pair.Right) is { } text)
            {
                production.AddSource("Interceptors.g.cs", SourceText.From(text, Encoding.UTF8));
            }
        });
    }

    private static IncrementalValuesProvider<KernelOutput> Outputs(
        IncrementalValuesProvider<KernelModel> models, IncrementalValueProvider<KernelOptions> options, string step) => models
        .Combine(options)
        .Where(pair => pair.Right.Enabled)
        .Select((pair, cancellation) => KernelOutput.Of(pair.Left, pair.Right.EmbedSource, cancellation))
        .Where(output => output.Problem is null)
        .WithTrackingName(step);

    private static IncrementalValueProvider<EquatableList<Interceptable>> Methods(IncrementalValuesProvider<KernelOutput> outputs) =>
        outputs.Select((o, _) => o.Method).Collect().Select((all, _) => new EquatableList<Interceptable>(all));

    private static void Add(SourceProductionContext production, (KernelOutput Output, EquatableList<string> Twice) pair)
    {
        KernelOutput output = pair.Output;
        if (pair.Twice.Contains(output.Method.Id, StringComparer.OrdinalIgnoreCase))
        {
            return;
        }
        production.AddSource($"Kernels/{output.Method.Id}.g.cs", SourceText.From(output.Kernel, Encoding.UTF8));
        production.AddSource($"Kernels/{output.Method.Id}.Entry.g.cs", SourceText.From(output.Entry, Encoding.UTF8));
    }

    private static EquatableList<string> Twice(System.Collections.Generic.IEnumerable<string> ids) =>
        new(ids.GroupBy(id => id, StringComparer.OrdinalIgnoreCase).Where(g => g.Count() > 1).Select(g => g.Key));

    /// <summary>The kernel of a method that is one alone.</summary>
    public static KernelModel? Direct(Compilation compilation, IMethodSymbol method, CancellationToken cancellation) =>
        IsGeneric(method) ? null : TraceCache.Trace(compilation, method, StaticArguments.None, cancellation).Kernel;

    /// <summary>The method that a marked declaration declares: of a partial method the part that callers see, of a member of an extension block its static method.</summary>
    public static IMethodSymbol Declared(IMethodSymbol method) => ExtensionMembers.Implementation(method.PartialDefinitionPart ?? method);

    public static bool IsGeneric(IMethodSymbol method) => method.IsGenericMethod || method.ContainingType.IsGenericType;

    // A fault of ours must not take the whole generator down: that call or method stays as it is.
    public static T? Guard<T>(Func<T?> work)
        where T : class
    {
        try
        {
            return work();
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return null;
        }
    }
}

/// <summary>The project's settings.</summary>
internal readonly record struct KernelOptions(bool Enabled, bool EmbedSource)
{
    public static KernelOptions Of(AnalyzerConfigOptions options) =>
        new(!Is(JaxprFilePipeline.Option(options, "SrcGenJitEnabled"), "false"), Is(JaxprFilePipeline.Option(options, "SrcGenJitEmbedSource"), "true"));

    private static bool Is(string value, string expected) => string.Equals(value, expected, StringComparison.OrdinalIgnoreCase);
}

/// <summary>The names of the pipeline's steps, for tests of incrementality.</summary>
internal static class StepNames
{
    public const string Program = "SrcGenJit.Program";
    public const string Options = "SrcGenJit.Options";
    public const string Trace = "SrcGenJit.Trace";
    public const string TraceClosed = "SrcGenJit.TraceClosed";
    public const string Emit = "SrcGenJit.Emit";
    public const string EmitClosed = "SrcGenJit.EmitClosed";
    public const string IntoSignatures = "SrcGenJit.IntoSignatures";
    public const string Into = "SrcGenJit.Into";
    public const string Interceptable = "SrcGenJit.Interceptable";
    public const string Uncompiled = "SrcGenJit.Uncompiled";
    public const string UncompiledClosed = "SrcGenJit.UncompiledClosed";
    public const string Calls = "SrcGenJit.Calls";
    public const string SignatureTypes = "SrcGenJit.SignatureTypes";
    public const string CallTypes = "SrcGenJit.CallTypes";
    public const string TreeTypes = "SrcGenJit.TreeTypes";
}
