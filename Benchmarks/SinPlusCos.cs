// sin(x) + cos(x) under BenchmarkDotNet.
using System;
using System.Linq;
using BenchmarkDotNet.Attributes;

namespace SrcGenJit.Benchmarks;

[MemoryDiagnoser]
public class SinPlusCos
{
    private readonly Func<NdArray<float>, NdArray<float>> _jitted = Jax.Jit<Func<NdArray<float>, NdArray<float>>>(Workloads.Eager);
    private NdArray<float> _x = null!;
    private float[] _y = [], _scratch = [];

    [Params(9, 1_000, 1_000_000)]
    public int N { get; set; }

    [GlobalSetup]
    public void Setup()
    {
        _x = NdArray.Adopt(Enumerable.Range(0, N).Select(i => (float)(Math.Sin(i) * 3)).ToArray());
        _y = new float[N];
        _scratch = new float[N];
    }

    [Benchmark(Baseline = true)]
    public NdArray<float> Compiled() => Workloads.W1(_x);

    [Benchmark]
    public NdArray<float> Blocked() => _jitted(_x);

    [Benchmark]
    public NdArray<float> Eager() => Workloads.Eager(_x);

    [Benchmark]
    public void TensorPrimitives() => Workloads.TensorPrimitivesW1(_x.Span, _y, _scratch);

    [Benchmark]
    public void HandWrittenVector512() => HandWritten.SinPlusCos(_x.Span, _y);
}
