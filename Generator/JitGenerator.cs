// The incremental generator: each pipeline stands in its own file.
using Microsoft.CodeAnalysis;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Interception;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator;

/// <summary>Turns traced methods and *.jaxpr files into C#.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class JitGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValueProvider<Compilation> program = context.CompilationProvider
            .Combine(JaxprFilePipeline.Register(context))
            .Select((pair, _) => JaxprMethods.Declare(pair.Left, pair.Right))
            .WithTrackingName(StepNames.Program);
        IncrementalValuesProvider<MarkedMethod> marked = MarkedMethod.All(context, program);
        IncrementalValuesProvider<MarkedCall> calls = MarkedCall.All(context, program);
        KernelPipeline.Register(context, marked, calls);
        PytreePipeline.Register(context, marked, calls);
    }
}
