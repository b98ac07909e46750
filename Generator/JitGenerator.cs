// The incremental generator: each pipeline stands in its own file.
using Microsoft.CodeAnalysis;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Interception;

namespace SrcGenJit.Generator;

/// <summary>Turns traced methods and *.jaxpr files into C#.</summary>
[Generator(LanguageNames.CSharp)]
public sealed class JitGenerator : IIncrementalGenerator
{
    public void Initialize(IncrementalGeneratorInitializationContext context)
    {
        IncrementalValuesProvider<MarkedMethod> marked = MarkedMethod.All(context);
        KernelPipeline.Register(context, marked);
        PytreePipeline.Register(context, marked);
        JaxprFilePipeline.Register(context);
    }
}
