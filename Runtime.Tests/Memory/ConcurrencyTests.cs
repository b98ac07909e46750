// Many threads at once: compiled calls, jitted functions at many shapes, gradients, batches and traces, while caches are cleared. Every result is checked.
using System;
using System.Linq;
using System.Threading;
using System.Threading.Tasks;
using SrcGenJit;
using SrcGenJit.Eager;
using Xunit;

namespace Runtime.Tests.Memory;

[Collection("JaxConfig")]
public class ConcurrencyTests
{
    private const int Threads = 8;
    private const int Rounds = 150;

    [Jit]
    internal static NdArray<float> Compiled(NdArray<float> x) => (Jnp.Sin(x) * x) + Jnp.Sum(x);

    private static NdArray<float> Plain(NdArray<float> x) => (Jnp.Sin(x) * x) + Jnp.Sum(x);

    private static NdArray<float> Loss(NdArray<float> x) => Jnp.Sum(Jnp.Sin(x) * x);

    [Fact]
    public void Results_are_those_of_one_thread()
    {
        Func<NdArray<float>, NdArray<float>> kernel = Jax.Jit((Func<NdArray<float>, NdArray<float>>)Compiled), jitted = Jax.Jit((Func<NdArray<float>, NdArray<float>>)Plain);
        Func<NdArray<float>, NdArray<float>> gradient = Jax.Grad((Func<NdArray<float>, NdArray<float>>)Loss), fast = Jax.Jit(gradient);
        Func<NdArray<float>, NdArray<float>, NdArray<float>> two = Jax.Jit((NdArray<float> a, NdArray<float> b) => Jnp.Matmul(a, b) + Jnp.Cumsum(b, axis: 0)[^1]);
        Func<(NdArray<float>, NdArray<float>), (NdArray<float>, NdArray<float>)> tree = Jax.Jit(((NdArray<float> A, NdArray<float> B) p) => (p.A + p.B, Jnp.Sum(p.A * p.B)));
        NdArray<float>[] inputs = [.. Enumerable.Range(0, 40).Select(i => Jnp.Linspace<float>(-1, 1 + i, 1 + (i * i)))];
        float[][] values = [.. inputs.Select(x => Plain(x).ToArray())], slopes = [.. inputs.Select(x => gradient(x).ToArray())];
        string jaxpr = Jax.MakeJaxpr(Loss)(inputs[3]).ToString();
        NdArray<float>[] squares = [.. Enumerable.Range(1, 12).Select(i => Jnp.Reshape(Jnp.Linspace<float>(0, 1, i * i), [i, i]))];
        float[][] products = [.. squares.Select(m => two(m, m).ToArray())];
        int cleared = 0;

        Run(thread =>
        {
            Random random = new(thread);
            for (int round = 0; round < Rounds; round++)
            {
                int i = random.Next(inputs.Length), k = random.Next(squares.Length);
                NdArray<float> x = inputs[i];
                switch ((round + thread) % 8)
                {
                    case 0:
                        Assert.Equal(values[i], Compiled(x).ToArray());
                        Assert.Equal(values[i], kernel(x).ToArray());
                        break;
                    case 1:
                        Assert.Equal(values[i], jitted(x).ToArray());
                        break;
                    case 2:
                        Assert.Equal(slopes[i], gradient(x).ToArray());
                        break;
                    case 3:
                        Assert.Equal(slopes[i], fast(x).ToArray());
                        break;
                    case 4:
                        Assert.Equal(products[k], two(squares[k], squares[k]).ToArray());
                        break;
                    case 5:
                        (NdArray<float> sum, NdArray<float> dot) = tree((x, x));
                        Assert.Equal(x.ToArray().Select(v => v + v), sum.ToArray());
                        Assert.Equal(Jnp.Sum(x * x).Span[0], dot.Span[0]);
                        break;
                    case 6:
                        Assert.Equal(values[i], Jax.Vmap((NdArray<float> v) => Jax.Jit((Func<NdArray<float>, NdArray<float>>)Plain)(v))(x[NdIndex.NewAxis])[0].ToArray());
                        Assert.Equal(jaxpr, Jax.MakeJaxpr(Loss)(inputs[3]).ToString());
                        break;
                    default:
                        NdArray<float> w = inputs[i];
                        Assert.Equal(values[i], Jax.Jit((NdArray<float> v) => Plain(v) + (0 * w[0]))(x).ToArray());
                        break;
                }
                if (thread == 0 && round % 10 == 0)
                {
                    Jax.ClearCaches();
                    cleared++;
                }
            }
        });
        Assert.Equal(Rounds / 10, cleared);
        Assert.Equal(values[5], jitted(inputs[5]).ToArray());
    }

    [Fact]
    public void One_function_of_many_threads_and_shapes_is_traced_for_each_and_bounded()
    {
        Jax.ClearCaches();
        Func<NdArray<double>, NdArray<double>> f = Jax.Jit((NdArray<double> x) => Jnp.Sum(x * x, axis: 1) + 1);
        Run(thread =>
        {
            for (int i = 0; i < 400; i++)
            {
                int rows = 1 + ((i + (thread * 50)) % 100), columns = 1 + (i % 7);
                NdArray<double> x = Jnp.Full<double>([rows, columns], 3);
                Assert.Equal(Enumerable.Repeat((9.0 * columns) + 1, rows), f(x).ToArray());
            }
        });
        Assert.InRange(Jax.CacheSize(f), 100, Math.Min(700, JitCache.Capacity));
    }

    private static void Run(Action<int> work)
    {
        using Barrier start = new(Threads);
        Task[] threads = [.. Enumerable.Range(0, Threads).Select(thread => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                work(thread);
            },
            CancellationToken.None, TaskCreationOptions.LongRunning, TaskScheduler.Default))];
        Assert.True(Task.WaitAll(threads, TimeSpan.FromMinutes(5)), "threads wait for each other");
    }
}
