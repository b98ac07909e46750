// The C# of a kernel model: the kernel's file and its entry's.
using System;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using SrcGenJit.Core;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Interception;

/// <summary>What a model became. <paramref name="Problem"/> says why there is no code.</summary>
internal sealed record KernelOutput(Interceptable Method, string Kernel, string Entry, KernelProblem? Problem)
{
    // Generator and analyzer ask for the same models: the second finds what the first made.
    private static readonly ConditionalWeakTable<KernelModel, Made> s_made = new();

    /// <summary>Never throws, but for cancellation.</summary>
    public static KernelOutput Of(KernelModel model, bool embedSource, CancellationToken cancellation)
    {
        Made made = s_made.GetOrCreateValue(model);
        lock (made)
        {
            if (made.Output is not { } output || made.EmbedsSource != embedSource)
            {
                output = Make(model, embedSource, cancellation);
                (made.Output, made.EmbedsSource) = (output, embedSource);
            }
            return output;
        }
    }

    /// <summary>Why a model has no code; null when it has.</summary>
    public static KernelProblem? ProblemOf(KernelModel model, CancellationToken cancellation) =>
        (s_made.TryGetValue(model, out Made? made) && made.Output is { } output ? output : Of(model, embedSource: false, cancellation)).Problem;

    private static KernelOutput Make(KernelModel model, bool embedSource, CancellationToken cancellation)
    {
        Interceptable method = new(model.Id, model.ReturnType, model.Parameters, model.Arguments) { Identity = model.Identity, Suppressed = model.Suppressed };
        try
        {
            Names names = new();
            string[] inputs = [.. model.Jaxpr.ConstVars.Select(_ => names.Take("constant")), .. model.Leaves.Select(l => names.Take(Names.Local(Names.Clean(l.Name))))];
            Plan plan = Lowering.Lower(model.Jaxpr);
            cancellation.ThrowIfCancellationRequested();
            string kernel = KernelEmitter.Emit(plan, new ProgramSignature(model.Id, model.Jaxpr, inputs), $"The kernel of <c>{Documentation.Escape(model.Display)}</c>.", slot: null);
            return new KernelOutput(method, kernel, EntryEmitter.Emit(model, plan, embedSource ? kernel : null), null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new KernelOutput(method, "", "", KernelProblem.Of(error));
        }
    }

    private sealed class Made
    {
        public KernelOutput? Output { get; set; }

        public bool EmbedsSource { get; set; }
    }
}

/// <summary>Why a traced method is not emitted. <paramref name="IsFault"/> when the reason is an error of ours, and not a limit that emission knows.</summary>
internal sealed record KernelProblem(string What, bool IsFault)
{
    public static KernelProblem Of(Exception error) => error is NotSupportedException or InsufficientExecutionStackException
        ? new KernelProblem(error.Message.TrimEnd('.'), false)
        : new KernelProblem(error.GetType().Name + ": " + error.Message, true);
}

/// <summary>A compiled method as interceptors need to know it.</summary>
internal sealed record Interceptable(string Id, string ReturnType, string Parameters, string Arguments)
{
    /// <summary>What calls ask for: two methods may have one <see cref="Id"/>.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The ids of warnings about obsolete and experimental types of the signature.</summary>
    public string Suppressed { get; init; } = "";
}
