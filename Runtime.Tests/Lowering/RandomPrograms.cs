// Random programs over all primitives, dtypes and ranks, with the sizes and values that go wrong: empty and unit axes, more than a chunk of a reduction, NaN, infinities, the ends
// of the integers.
using System;
using System.Collections.Generic;
using System.Linq;
using Runtime.Tests.Comparing;
using Runtime.Tests.Primitives;
using SrcGenJit;
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace Runtime.Tests.Lowering;

/// <summary>One program, the same for the same seed. Some have a symbolic dimension <c>n</c>, and inputs for several sizes.</summary>
internal sealed partial class RandomPrograms(int seed)
{
    private static readonly int[] s_sizes = [5, 0, 1, 16, 67];

    private static readonly IReadOnlyList<DType> s_dtypes = Comparison.Executable;

    private readonly Random _random = new(seed);

    // A quarter has a dimension n. A seventh is large: with an axis, or an n, beyond the 8,192 elements of a reduction's chunk.
    private readonly bool _symbolic = seed % 4 == 0;
    private readonly bool _large = seed % 7 == 3;

    private int MaxSize => _large ? 60_000 : 4000;

    private int LargestN => _large ? 9001 : 16;

    /// <summary>The elementwise primitives, with their samples: program number <c>i</c> has number <c>i</c> of them, so that a new one is tried as soon as it is in the table.</summary>
    public static IReadOnlyList<Sample[]> Elementwise { get; } =
    [
        .. Prims.All.Where(p => p.Semantics is Semantics.Elementwise or Semantics.Expand)
            .Select(p => Samples.Of(p).Where(s => s.Avals.All(a => Comparison.Executable.Contains(a.DType)) && s.Primitive.Shape(s.Primitive, s.Avals, s.Params) is [var y] && s.Avals.All(a => a.Shape.Equals(y.Shape))).ToArray())
            .Where(samples => samples.Length > 0),
    ];

    private static readonly Sample[][] s_unary = [.. Elementwise.Where(s => s[0].Avals.Length == 1)];

    private static readonly Sample[][] s_binary = [.. Elementwise.Where(s => s[0].Avals.Length == 2 && s[0].Avals[0].DType == s[0].Avals[1].DType)];

    /// <summary>A program; some are derivatives or batches of what was drawn.</summary>
    public (Jaxpr Jaxpr, NdArray[][] Inputs) Draw()
    {
        List<Aval> avals = [.. Enumerable.Range(0, Next(1, 4)).Select(_ => new Aval(DrawShape(), Pick(s_dtypes)))];
        if (_symbolic)
        {
            avals.Add(new Aval([Dim.Symbol("n")], DType.Float32));
        }
        Jaxpr jaxpr = Tracing.MakeJaxpr(
            inputs =>
            {
                NdArray own = Own(inputs);
                NdArray[] fromOwn = own.Rank > 0 && own.Dtype != DType.Bool ? [own, Lax.ReduceSum(own, Enumerable.Range(0, own.Rank).ToArray())] : [own];
                return [Body([.. inputs, own], Next(3, 13), depth: 0)[^1], .. Some(Body(inputs, 2, depth: 0), 2), .. fromOwn];
            },
            avals);
        jaxpr = Transformed(jaxpr);
        return (jaxpr, (!_symbolic ? s_sizes[..1] : _large ? [.. s_sizes[..3], LargestN] : s_sizes).Select(size => jaxpr.InVars.Select(v => Values(v.Aval, size)).ToArray()).ToArray());
    }

    // The sizes of a shape when n has a value.
    private static int[] Sizes(Shape shape, int n = 5) => shape.Select(d => (int)d.Substitute(new Dictionary<string, Dim> { ["n"] = n }).Value).ToArray();

    private static long Size(Shape shape, int n = 5) => Sizes(shape, n).Aggregate(1L, (a, b) => a * b);

    private Jaxpr Transformed(Jaxpr jaxpr)
    {
        try
        {
            return Transform(jaxpr);
        }
        catch (Exception e) when (HasNoDerivative(e) || (_symbolic && e is ShapeException or NotSupportedException))
        {
            // A while loop has no reverse, nextafter no derivative; of some shapes with n it is not known whether they agree.
            return jaxpr;
        }
    }

    private static bool HasNoDerivative(Exception e) =>
        e.Message.StartsWith("Differentiation rule for", StringComparison.Ordinal) || e.Message.StartsWith("Reverse-mode differentiation does not work", StringComparison.Ordinal);

    private Jaxpr Transform(Jaxpr jaxpr)
    {
        bool[] nonzero = jaxpr.InVars.Select(v => v.Aval.DType.IsInexact && Next(0, 4) > 0).ToArray();
        switch (Next(0, 6))
        {
            case 0 when nonzero.Contains(true):
                return JvpTransform.OfJaxpr(jaxpr, nonzero).Jaxpr;
            case 1 when jaxpr.InVars.Count > 0:
                int?[] dims = jaxpr.InVars.Select((v, i) => i > 0 && Next(0, 3) == 0 ? null : (int?)Next(0, v.Aval.Rank + 1)).ToArray();
                return BatchTransform.OfJaxpr(jaxpr, Next(0, 4), dims).Jaxpr;
            case 2 when nonzero.Contains(true) && jaxpr.Outputs.Any(o => o.Aval.DType.IsFloat):
                int[] wanted = nonzero.Select((wants, i) => wants ? i : -1).Where(i => i >= 0).ToArray();
                return Tracing.MakeJaxpr(
                    inputs => [.. SrcGenJit.Erased.Jax.Grad(args => Loss(Tracing.EvalJaxpr(jaxpr, args.Flatten())), wanted)(Tree.Tuple([.. inputs.Select(i => (Tree)i)])).Flatten()], jaxpr.InAvals().ToArray());
            default:
                return jaxpr;
        }
    }

    private static Tree Loss(NdArray[] outputs) => outputs.Where(o => o.Dtype.IsFloat)
        .Select(o => Lax.ConvertElementType(Lax.ReduceSum(o, Enumerable.Range(0, o.Rank).ToArray()), DType.Float32)).Aggregate(Lax.Add);

    // Values from inputs by some steps; the inputs are among them.
    private List<NdArray> Body(IEnumerable<NdArray> inputs, int steps, int depth)
    {
        List<NdArray> values = [.. inputs];
        for (int tries = 0; steps > 0 && tries < 200; tries++)
        {
            try
            {
                NdArray[] results = Step(values, depth);
                if (results.All(r => r.Rank <= 5 && Size(r.Shape, LargestN) <= MaxSize))
                {
                    values.AddRange(results);
                    steps--;
                }
            }
            catch (Exception e) when (e is ShapeException or ArgumentException || (_symbolic && e is InvalidOperationException or NotSupportedException))
            {
                // This operation does not take these operands: another draw.
            }
        }
        return values;
    }

    private NdArray[] Step(List<NdArray> values, int depth)
    {
        // What is new is the likelier operand, so that chains get long.
        NdArray x = Next(0, 2) == 0 ? values[^1] : Pick(values);
        return Next(0, depth < 2 ? 20 : 17) switch
        {
            0 or 1 or 2 => [Unary(x)],
            3 or 4 or 5 => [Binary(x, Like(x, values))],
            6 => [Compare(x, Like(x, values))],
            7 => [Choose(x, values)],
            8 => [Lax.ConvertElementType(x, Pick(s_dtypes))],
            9 or 10 => Move(x, values),
            11 => [Lax.BroadcastInDim(x, Stretched(x.Shape, out int[] axes), axes)],
            12 or 13 => [Reduce(x)],
            14 => [Dot(x)],
            15 or 16 => [Index(x, values)],
            17 => Scan(x, values, depth),
            18 => Branch(x, values, depth),
            _ => Loop(x, values, depth),
        };
    }

    private NdArray Unary(NdArray x)
    {
        if (x.Dtype.IsFloat && Next(0, 8) == 0)
        {
            return Next(0, 2) == 0 ? Lax.IntegerPow(x, Next(-3, 6)) : Lax.BitcastConvertType(x, x.Dtype == DType.Float32 ? DType.Int32 : DType.Int64);
        }
        Sample sample = Pick(Pick(s_unary));
        return Bind(sample, x);
    }

    // The elementwise primitive of this program, on a value of the inputs.
    private NdArray Own(IReadOnlyList<NdArray> inputs)
    {
        Sample sample = Pick(Elementwise[(seed & int.MaxValue) % Elementwise.Count]);
        NdArray x = Pick(inputs);
        int axis = sample.Params.Items.Where(p => p.Key == "axis").Select(p => (int)((Dim)p.Value!).Value).FirstOrDefault(-1);
        x = axis >= x.Rank ? Lax.Broadcast(x, Shape.Of(Enumerable.Repeat((Dim)2, axis + 1 - x.Rank))) : x;
        return Bind(sample, [.. sample.Avals.Select(Operand)]);

        // Cases are chosen by numbers of cases.
        NdArray Operand(Aval aval)
        {
            NdArray operand = Lax.ConvertElementType(x, aval.DType);
            return sample.Integers is (int low, int high) && aval.DType == DType.Int32 ? Lax.Clamp(I32(low), operand, I32(high - 1)) : operand;
        }
    }

    private static NdArray Bind(Sample sample, params NdArray[] operands) => sample.Primitive.Bind(sample.Params, operands)[0];

    private NdArray Binary(NdArray x, NdArray y)
    {
        Sample sample = Pick(Pick(s_binary));
        return Next(0, 2) == 0 ? Bind(sample, x, y) : Bind(sample, y, x);
    }

    private NdArray Compare(NdArray x, NdArray y) => Pick<Func<NdArray, NdArray, NdArray>>(Lax.Eq, Lax.Ne, Lax.Lt, Lax.Le, Lax.Gt, Lax.Ge)(x, y);

    private NdArray Choose(NdArray x, List<NdArray> values)
    {
        NdArray y = FullLike(x, values);
        switch (Next(0, 4))
        {
            case 0 when x.Dtype != DType.Bool:
                return Lax.Clamp(Next(0, 2) == 0 ? y : Number(x.Dtype), x, Next(0, 2) == 0 ? FullLike(x, values) : Number(x.Dtype));
            case 1:
                NdArray which = Lax.Rem(Lax.BroadcastedIota(DType.Int32, x.Rank == 0 ? [1] : x.Shape, Next(0, Math.Max(x.Rank, 1))), I32(3));
                which = x.Rank == 0 ? Lax.Reshape(which, []) : which;
                return Next(0, 8) == 0 ? Lax.SelectN(which, x) : Next(0, 2) == 0 ? Lax.SelectN(Lax.Clamp(I32(0), which, I32(1)), x, y) : Lax.SelectN(which, x, y, FullLike(x, values));
            case 2:
                return Lax.Select(Lax.Ge(Total(Pick(values)), Number(DType.Float32)), x, y);
            default:
                return Lax.Select(Compare(x, Like(x, values)), y, x);
        }
    }

    // Of x's dtype: of its shape, or a number, or with an axis of size one.
    private NdArray Like(NdArray x, List<NdArray> values)
    {
        switch (Next(0, 6))
        {
            case 0:
                return Number(x.Dtype);
            case 1 when x.Rank > 0:
                int axis = Next(0, x.Rank);
                return Lax.Slice(x, Shape.Of(x.Shape.Select(_ => (Dim)0)), Shape.Of(x.Shape.Select((d, i) => i == axis ? (Dim)1 : d)));
            case 2:
                return Lax.ConvertElementType(Total(Pick(values)), x.Dtype);
            default:
                return FullLike(x, values);
        }
    }

    private NdArray FullLike(NdArray x, List<NdArray> values)
    {
        NdArray[] equal = values.Where(v => v.Shape.Equals(x.Shape) && v.Dtype == x.Dtype).ToArray();
        NdArray[] shaped = values.Where(v => v.Shape.Equals(x.Shape)).ToArray();
        return Next(0, 4) switch
        {
            0 => Lax.Broadcast(Lax.ConvertElementType(Total(Pick(values)), x.Dtype), x.Shape),
            1 when shaped.Length > 0 => Lax.ConvertElementType(Pick(shaped), x.Dtype),
            2 when x.Rank > 0 && x.Dtype != DType.Bool => Lax.BroadcastedIota(x.Dtype, x.Shape, Next(0, x.Rank)),
            _ => equal.Length > 0 ? Pick(equal) : x,
        };
    }

    // One float32 from all of an array.
    private static NdArray Total(NdArray x)
    {
        int[] all = Enumerable.Range(0, x.Rank).ToArray();
        return Lax.ConvertElementType(x.Dtype == DType.Bool ? Lax.ReduceOr(x, all) : Lax.ReduceMax(x, all), DType.Float32);
    }

    private static NdArray I32(int value) => new(Scalar.Of(value), weak: false);

    private NdArray Number(DType dtype) => new(Storage(dtype, 1).GetValue(0) switch
    {
        float f => Scalar.Of(f),
        double d => Scalar.Of(d),
        int i => Scalar.Of(i),
        long l => Scalar.Of(l),
        uint u => Scalar.Of(u),
        object b => Scalar.Of((bool)b),
        null => throw new InvalidOperationException(),
    }, weak: false);

    private NdArray Values(Aval aval, int n)
    {
        Shape shape = Sizes(aval.Shape, n);
        return new(aval.WithShape(shape), Storage(aval.DType, (int)shape.Size.Value));
    }

    private Array Storage(DType dtype, int size)
    {
        bool special = Next(0, 3) == 0;
        double[] extremes = [double.NaN, double.PositiveInfinity, double.NegativeInfinity, 0, -0.0, 1, -1, 1e-310, 1e-40, 3e38, -1e300, 0.5, 2147483648, -9.3e18];
        long[] ends = [0, 1, -1, 2, int.MinValue, int.MaxValue, long.MinValue, long.MaxValue, uint.MaxValue, 31, 32, 33, 63, 64];
        double Real() => special && Next(0, 2) == 0 ? Pick(extremes) : (_random.NextDouble() * 6) - 3;
        long Whole() => special && Next(0, 2) == 0 ? Pick(ends) : Next(-6, 7);
        return dtype.Name switch
        {
            "float32" => Fill(() => (float)Real()),
            "float64" => Fill(Real),
            "int32" => Fill(() => unchecked((int)Whole())),
            "int64" => Fill(Whole),
            "uint32" => Fill(() => unchecked((uint)Whole())),
            _ => Fill(() => Next(0, 2) == 0),
        };

        T[] Fill<T>(Func<T> make) => Enumerable.Range(0, size).Select(_ => make()).ToArray();
    }

    private Shape DrawShape()
    {
        if (_large && !_symbolic)
        {
            Dim axis = Pick(8191, 8192, 8193, 9001, 16385, 20011);
            return Pick<Shape>([axis], [1, axis], [axis, 1], [axis], [2, 8193], [4097, 2], []);
        }
        while (true)
        {
            Shape shape = Shape.Of(Enumerable.Range(0, Next(0, 5)).Select(_ => _symbolic && Next(0, 3) == 0 ? Dim.Symbol("n") : Pick(0, 1, 1, 2, 2, 3, 3, 4, 5, 7, 8, 16, 17, 33, 130)));
            if (Size(shape, LargestN) <= MaxSize / 4 && (Size(shape) > 0 || Next(0, 3) == 0))
            {
                return shape;
            }
        }
    }

    private IEnumerable<NdArray> Some(IReadOnlyList<NdArray> values, int count) => Enumerable.Range(0, count).Select(_ => Pick(values));

    private int Next(int low, int high) => _random.Next(low, high);

    private T Pick<T>(params IReadOnlyList<T> items) => items[_random.Next(items.Count)];
}
