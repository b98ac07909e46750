// Programs of any size in the forms that make compilers slow: chains, trees, many outputs, stencils, joins, loops in loops. The tests lower them within limits, `-- lowering` times them.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using ErasedJax = SrcGenJit.Erased.Jax;
using ErasedLax = SrcGenJit.Erased.Lax;

namespace SrcGenJit.Benchmarks;


/// <summary>A kind of program: <paramref name="Make"/> gives one of about so many equations.</summary>
internal sealed record ProgramForm(string Name, Func<int, Jaxpr> Make, bool HasGradient = true)
{
    private static readonly Aval s_vector = new(Shape.Of([(Dim)64]), DType.Float32);
    private static readonly Aval s_scalar = Aval.Scalar(DType.Float32);

    public static IReadOnlyList<ProgramForm> All { get; } =
    [
        new("chain", n => Of([s_vector], x => [Repeat(x[0], n / 2, (v, k) => ErasedLax.Add(ErasedLax.Mul(v, Number(0.99)), x[0]))])),
        new("squares beside a sine", n => Of([s_vector], x => [ErasedLax.Sin(x[0]), Sum(Repeat(x[0], n, (v, _) => ErasedLax.Mul(v, v)))])),
        new("fibonacci", n => Of([s_vector], x => Fibonacci(x[0], n / 2))),
        new("wide tree", n => Of([s_vector], x => [Pairwise([.. Enumerable.Range(0, n / 4).Select(k => ErasedLax.Sin(ErasedLax.Add(ErasedLax.Mul(x[0], Number(k % 7)), Number(k))))], ErasedLax.Add)])),
        new("many outputs", n => Of([s_vector], x => [.. Enumerable.Range(0, n / 2).Select(k => ErasedLax.Cos(ErasedLax.Add(x[0], Number(k))))])),
        new("many inputs", n => Of([.. Enumerable.Repeat(s_vector, n)], x => [Pairwise([.. x.Select(ErasedLax.Sin)], ErasedLax.Add)])),
        new("many shapes", n => Of([s_vector], x => [.. Enumerable.Range(0, n / 2).Select(k => ErasedLax.Exp(ErasedLax.Broadcast(x[0], [1 + k % 50])))])),
        new("many reductions", n => Of([s_vector], x => [.. Enumerable.Range(0, n / 2).Select(k => Sum(ErasedLax.Mul(x[0], Number(k))))])),
        new("reductions in a chain", n => Of([s_vector], x => [Repeat(x[0], n / 5, (v, _) => ErasedLax.Add(ErasedLax.Mul(v, Number(0.5)), ErasedLax.Mul(x[0], ErasedLax.Broadcast(Sum(v), [64]))))])),
        new("tree of scalars", n => Of([s_scalar, s_scalar, s_scalar], x => [BinomialScalars(x, Side(n, 7))])),
        new("tree of slices", n => Of([s_scalar, s_scalar, s_scalar], x => [BinomialSlices(x, Math.Max(1, n / 14))])),
        new("join of a head and a tail", n => Of([s_vector], x => [Repeat(x[0], n / 4, (v, k) => Join(ErasedLax.Sin(Part(v, 0, 1 + k % 63)), Part(v, 1 + k % 63, 64)))])),
        new("rolls", n => Of([s_vector], x => [Repeat(x[0], n / 4, (v, k) => ErasedLax.Add(v, Join(Part(v, 1 + k % 63, 64), Part(v, 0, 1 + k % 63))))])),
        new("stack of scalars", n => Of([s_scalar], x => [ErasedLax.Concatenate([.. Enumerable.Range(0, n / 2).Select(k => ErasedLax.Broadcast(ErasedLax.Add(x[0], Number(k)), [1]))], 0)])),
        new("reshapes", n => Of([new Aval(Shape.Of([(Dim)60, 84]), DType.Float32)], x => [Repeat(x[0], n / 3, Shuffled)])),
        new("calls of one function", CallsOfOne),
        new("calls in calls", n => Nested(n, 60), HasGradient: false),
        new("loops in loops", n => Of([s_vector], x => [Loops(x[0], 6, Math.Max(1, n / 12))])),
        new("many loops", n => Of([s_vector], x => [Repeat(x[0], n / 8, (v, _) => Loop(v, u => ErasedLax.Mul(ErasedLax.Sin(u), Number(0.5))))])),
        new("many branches", n => Of([s_vector], x => [Repeat(x[0], n / 8, Branch)])),
        new("whiles in a batch", n => Of([s_vector], x => [Repeat(x[0], n / 16, (v, _) => While(v))]), HasGradient: false),
    ];

    /// <summary>The gradient of the sum of all results with respect to the first input.</summary>
    public static Jaxpr Gradient(Jaxpr jaxpr) => Of(
        jaxpr.InAvals(), x => [.. ErasedJax.Grad(args => Pairwise([.. Tracing.EvalJaxpr(jaxpr, args.Flatten()).Select(Sum)], ErasedLax.Add))(Tree.Tuple([.. x.Select(v => (Tree)v)])).Flatten()]);

    /// <summary>The equations of a jaxpr and of the jaxprs inside, each object once.</summary>
    public static int Count(Jaxpr jaxpr)
    {
        HashSet<Jaxpr> seen = new(JaxprPrinter.SameJaxpr.Instance);
        Stack<Jaxpr> open = new([jaxpr]);
        int count = 0;
        while (open.Count > 0)
        {
            if (open.Pop() is var next && seen.Add(next))
            {
                count += next.Equations.Count;
                foreach (Jaxpr inner in next.Equations.SelectMany(JaxprPrinter.SubJaxprs))
                {
                    open.Push(inner);
                }
            }
        }
        return count;
    }

    private static Jaxpr Of(Aval[] inputs, Func<NdArray[], NdArray[]> f) => Tracing.MakeJaxpr(f, inputs);

    private static NdArray Number(double value) => new(Scalar.Of(value, DType.Float32), weak: false);

    private static NdArray Sum(NdArray x) => ErasedLax.ReduceSum(x, [.. Enumerable.Range(0, x.Rank)]);

    private static NdArray Part(NdArray x, int start, int end) => ErasedLax.Slice(x, [start], [end]);

    private static NdArray Join(NdArray a, NdArray b) => ErasedLax.Concatenate([a, b], 0);

    private static NdArray Repeat(NdArray v, int times, Func<NdArray, int, NdArray> step)
    {
        for (int k = 0; k < times; k++)
        {
            v = step(v, k);
        }
        return v;
    }

    private static NdArray Pairwise(NdArray[] leaves, Func<NdArray, NdArray, NdArray> join)
    {
        while (leaves.Length > 1)
        {
            leaves = [.. leaves.Chunk(2).Select(pair => pair.Length == 2 ? join(pair[0], pair[1]) : pair[0])];
        }
        return leaves[0];
    }

    private static NdArray[] Fibonacci(NdArray x, int n)
    {
        NdArray before = x, now = ErasedLax.Sin(x);
        for (int k = 0; k < n; k++)
        {
            (before, now) = (now, ErasedLax.Mul(ErasedLax.Add(now, before), Number(0.6)));
        }
        return [now];
    }

    private static int Side(int equations, int each) => Math.Max(2, (int)Math.Sqrt(2.0 * equations / each));

    // An American option on a binomial tree: discount, probability and strike.
    private static NdArray BinomialScalars(NdArray[] x, int n)
    {
        NdArray up = ErasedLax.Exp(x[0]), down = ErasedLax.Sub(Number(1), x[1]);
        NdArray Exercise(int step, int i) => ErasedLax.Sub(x[2], ErasedLax.IntegerPow(up, 2 * i - step));
        NdArray[] v = [.. Enumerable.Range(0, n + 1).Select(i => ErasedLax.Max(Exercise(n, i), Number(0)))];
        for (int step = n - 1; step >= 0; step--)
        {
            v = [.. Enumerable.Range(0, step + 1).Select(i => ErasedLax.Max(ErasedLax.Mul(x[0], ErasedLax.Add(ErasedLax.Mul(x[1], v[i + 1]), ErasedLax.Mul(down, v[i]))), Exercise(step, i)))];
        }
        return v[0];
    }

    private static NdArray BinomialSlices(NdArray[] x, int n)
    {
        NdArray i = ErasedLax.ConvertElementType(ErasedLax.Iota(DType.Int32, n + 1), DType.Float32);
        NdArray Exercise(int step) => ErasedLax.Sub(x[2], ErasedLax.Pow(ErasedLax.Broadcast(ErasedLax.Exp(x[0]), [step + 1]), ErasedLax.Sub(ErasedLax.Mul(Part(i, 0, step + 1), Number(2)), Number(step))));
        NdArray v = ErasedLax.Max(Exercise(n), Number(0));
        for (int step = n - 1; step >= 0; step--)
        {
            NdArray held = ErasedLax.Mul(x[0], ErasedLax.Add(ErasedLax.Mul(x[1], Part(v, 1, step + 2)), ErasedLax.Mul(ErasedLax.Sub(Number(1), x[1]), Part(v, 0, step + 1))));
            v = ErasedLax.Max(held, Exercise(step));
        }
        return ErasedLax.Squeeze(v, [0]);
    }

    private static NdArray Shuffled(NdArray v, int k)
    {
        (int rows, int columns) = (k % 4) switch { 0 => (63, 80), 1 => (48, 105), 2 => (72, 70), _ => (60, 84) };
        return ErasedLax.Add(ErasedLax.Reshape(ErasedLax.Transpose(v, [1, 0]), [rows, columns]), Number(1));
    }

    private static Jaxpr CallsOfOne(int n)
    {
        Jaxpr function = Of([s_vector], x => [Repeat(x[0], 10, (v, _) => ErasedLax.Mul(ErasedLax.Sin(v), Number(1.5)))]);
        return Of([s_vector], x => [Repeat(x[0], n / 20, (v, _) => Call(function, v))]);
    }

    private static NdArray Call(Jaxpr function, NdArray x) => Core.Calls.BindJit("f", function, x)[0];

    // Each function calls the one before twice, on the same values: inlined once, not twice to the depth.
    private static Jaxpr Nested(int n, int depth)
    {
        Jaxpr function = Of([s_vector], x => [ErasedLax.Sin(x[0])]);
        for (int k = 0; k < depth; k++)
        {
            Jaxpr inner = function;
            function = Of([s_vector], x => [Repeat(ErasedLax.Add(Call(inner, x[0]), Call(inner, x[0])), Math.Max(1, n / depth), (v, _) => ErasedLax.Mul(v, Number(0.5)))]);
        }
        return function;
    }

    private static NdArray Loop(NdArray x, Func<NdArray, NdArray> body) =>
        ErasedLax.Scan(pair => Tree.Tuple(body(pair.Flatten()[0]), Tree.Tuple()), x, Tree.Tuple(), length: 2).Flatten()[0];

    private static NdArray Loops(NdArray x, int depth, int each) =>
        Loop(x, v => Repeat(depth <= 1 ? v : Loops(v, depth - 1, each), each, (u, _) => ErasedLax.Mul(ErasedLax.Sin(u), Number(0.5))));

    private static NdArray Branch(NdArray x, int k) => ErasedLax.Cond(
        ErasedLax.Gt(ErasedLax.Squeeze(Part(x, 0, 1), [0]), Number(k)), v => ErasedLax.Sin(v.Flatten()[0]), v => ErasedLax.Mul(v.Flatten()[0], Number(0.5)), x).Flatten()[0];

    private static NdArray While(NdArray x)
    {
        // One loop for each element.
        Tree result = ErasedJax.Vmap(
            v => ErasedLax.WhileLoop(u => ErasedLax.Lt(u.Flatten()[0], Number(10)), u => ErasedLax.Add(ErasedLax.Mul(u.Flatten()[0], Number(2)), Number(1)), v.Flatten()[0]))(Tree.Tuple(x));
        return result.Flatten()[0];
    }
}
