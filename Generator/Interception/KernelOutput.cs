// The C# of a kernel model: the kernel's file and its entry's.
using System;
using System.Linq;
using System.Threading;
using SrcGenJit.Core;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Interception;

/// <summary>What a model became. <paramref name="Problem"/> says why there is no code.</summary>
internal sealed record KernelOutput(Interceptable Method, string Kernel, string Entry, string? Problem)
{
    /// <summary>Never throws, but for cancellation.</summary>
    public static KernelOutput Of(KernelModel model, bool embedSource, CancellationToken cancellation)
    {
        Interceptable method = new(model.Id, model.ReturnType, model.Parameters, model.Arguments);
        try
        {
            Names names = new();
            string[] inputs = [.. model.Jaxpr.ConstVars.Select(_ => names.Take("constant")), .. model.Leaves.Select(l => names.Take(Names.Clean(l.Name)))];
            Plan plan = Lowering.Lower(model.Jaxpr);
            cancellation.ThrowIfCancellationRequested();
            string kernel = KernelEmitter.Emit(plan, new ProgramSignature(model.Id, model.Jaxpr, inputs), $"The kernel of <c>{Documentation.Escape(model.Display)}</c>.", slot: null);
            return new KernelOutput(method, kernel, EntryEmitter.Emit(model, plan, embedSource ? kernel : null), null);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new KernelOutput(method, "", "", error.Message);
        }
    }
}

/// <summary>A compiled method as interceptors need to know it.</summary>
internal sealed record Interceptable(string Id, string ReturnType, string Parameters, string Arguments);
