// `-- ratios`: the bars of the project, interleaved in one process, minima; sizes may follow. `-- generator`: what the generator costs. `-- lowering`: what large programs cost at run time. `-- accuracy`: errors and times of the vector functions. Anything else goes to BenchmarkDotNet.
using System;
using System.Globalization;
using BenchmarkDotNet.Running;
using SrcGenJit.Benchmarks;

if (args is ["ratios", .. var sizes])
{
    Ratios.Run(Array.ConvertAll(sizes, s => int.Parse(s, CultureInfo.InvariantCulture)));
}
else if (args is ["accuracy", .. var functions])
{
    return SrcGenJit.Accuracy.AccuracyTool.Run(functions);
}
else if (args is ["lowering", .. var forms])
{
    LoweringCost.Run(forms);
}
else if (args is ["generator"])
{
    GeneratorCost.Run();
}
else
{
    BenchmarkSwitcher.FromAssembly(typeof(SinPlusCos).Assembly).Run(args);
}
return 0;
