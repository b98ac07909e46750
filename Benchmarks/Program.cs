// `-- ratios`: the bars of the project, interleaved in one process, minima. `-- generator`: what the generator costs. Anything else goes to BenchmarkDotNet.
using BenchmarkDotNet.Running;
using SrcGenJit.Benchmarks;

if (args is ["ratios", ..])
{
    Ratios.Run();
}
else if (args is ["generator"])
{
    GeneratorCost.Run();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(SinPlusCos).Assembly).Run(args);
}
