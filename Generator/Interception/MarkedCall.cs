// What the pipelines want to know of a call, found in one visit: which [Jit] method it calls, and in what form.
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SrcGenJit.Core;
using SrcGenJit.Generator.Model;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

/// <summary>Its parts are compared one by one, by the steps that take them.</summary>
/// <param name="site">Of a call that can be intercepted.</param>
/// <param name="kernel">Of a closed form of a generic method, or of one with [Static] parameters, that compiles.</param>
/// <param name="uncompiled">Of a form that does not.</param>
/// <param name="types">The pytrees of a call of the facade.</param>
internal sealed class MarkedCall(CallSite? site, KernelModel? kernel, UncompiledModel? uncompiled, EquatableList<TreeType> types)
{
    private static readonly MarkedCall s_none = new(null, null, null, PytreePipeline.None);

    public CallSite? Site { get; } = site;

    public KernelModel? Kernel { get; } = kernel;

    public UncompiledModel? Uncompiled { get; } = uncompiled;

    public EquatableList<TreeType> Types { get; } = types;

    public static IncrementalValuesProvider<MarkedCall> All(IncrementalGeneratorInitializationContext context, IncrementalValueProvider<Compilation> program) => context.SyntaxProvider
        .CreateSyntaxProvider(static (node, _) => CallSite.IsCandidate(node), static (c, _) => (InvocationExpressionSyntax)c.Node)
        .Combine(program)
        .Select(static (pair, cancellation) => Of(pair.Left, pair.Right, cancellation))
        .Where(static call => call != s_none);

    private static MarkedCall Of(InvocationExpressionSyntax call, Compilation program, CancellationToken cancellation)
    {
        if (CallSite.NameOf(call) is not { } name)
        {
            return s_none;
        }
        bool isJit = JitNames.Of(program).Contains(name), isFacade = FacadeCalls.Of(program).Contains(name);
        if (!isJit && !isFacade)
        {
            return s_none;
        }
        SemanticModel model = TraceCache.Program(program).Model(call.SyntaxTree);
        EquatableList<TreeType> types = isFacade ? PytreePipeline.Guard(() => FileMemo.Get(program, call, "types", () => PytreePipeline.OfCall(model, call, cancellation))) : PytreePipeline.None;
        if (!isJit)
        {
            return types.Count == 0 ? s_none : new MarkedCall(null, null, null, types);
        }
        CallSite? site = KernelPipeline.Guard(() => CallSite.Of(model, call, cancellation));
        KernelModel? kernel = null;
        UncompiledModel? uncompiled = null;
        KernelPipeline.Guard<object>(() =>
        {
            if (CallSite.IsOfForm(model, call, cancellation) && CallSite.Target(model, call, cancellation) is { } method && CallSite.IsClosed(method)
                && StaticArguments.Of(TraceCache.Known(program), model, call, method, cancellation, out _) is { } statics && (KernelPipeline.IsGeneric(method) || !statics.IsNone))
            {
                uncompiled = UncompiledPipeline.Closed(program, method, statics, cancellation);
                kernel = TraceCache.Trace(program, method, statics, cancellation).Kernel;
            }
            return null;
        });
        return site is null && kernel is null && uncompiled is null && types.Count == 0 ? s_none : new MarkedCall(site, kernel, uncompiled, types);
    }
}
