// Random programs of nested scans, whiles and branches, each in two readings: with the control flow functions, and written out step by step.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using static SrcGenJit.Erased.Lax;
using Lax = SrcGenJit.Erased.Lax;

namespace Runtime.Tests.Primitives;

/// <summary>One program over <see cref="Avals"/>, the same for the same seed.</summary>
internal sealed class RandomLoops
{
    private const int Width = 3, MaxDepth = 3;

    private enum Kind { Number, Row }

    // What a statement computes from the values before it (captured ones and local ones alike), and the kinds of its results.
    private sealed record Statement(Func<IControl, List<NdArray>, NdArray[]> Run, Kind[] Kinds);

    private sealed record Block(Statement[] Statements, int[] Results)
    {
        public NdArray[] Run(IControl control, IEnumerable<NdArray> values)
        {
            List<NdArray> all = [.. values];
            foreach (Statement statement in Statements)
            {
                all.AddRange(statement.Run(control, all));
            }
            return Results.Select(r => all[r]).ToArray();
        }
    }

    private readonly Random _random;
    private readonly Block _block;

    public RandomLoops(int seed)
    {
        _random = new Random(seed);
        WithWhile = seed % 3 == 0;
        _block = Draw([Kind.Number, Kind.Row, Kind.Row, Kind.Number], _random.Next(3, 6), 0, [Kind.Number, Kind.Row]);
    }

    /// <summary>Whether loops without a known count may be in it: these have no reverse.</summary>
    public bool WithWhile { get; }

    public static Aval[] Avals { get; } =
        [Aval.Scalar(DType.Float64), new Aval([Width], DType.Float64), new Aval([Width], DType.Float64), Aval.Scalar(DType.Float64)];

    /// <summary>With the control flow functions: one number.</summary>
    public NdArray Rolled(NdArray[] inputs) => Loss(_block.Run(new Functions(), inputs));

    /// <summary>Written out; <paramref name="decisions"/> are those of a run on values (they grow), or are followed.</summary>
    public NdArray Unrolled(NdArray[] inputs, List<int> decisions, bool follow) => Loss(_block.Run(new Written(decisions, follow), inputs));

    private static NdArray Loss(NdArray[] results) => Add(results[0], ReduceSum(results[1], [0]));

    // A block over values of these kinds whose results have the kinds wanted.
    private Block Draw(Kind[] given, int statements, int depth, Kind[] wanted)
    {
        List<Kind> kinds = [.. given];
        List<Statement> drawn = [];
        for (int i = 0; i < statements; i++)
        {
            Add(DrawStatement(kinds, depth));
        }
        List<int> results = [];
        foreach (Kind kind in wanted)
        {
            // A carry handed on, a constant and what was there before are as likely as something new.
            if (_random.Next(8) == 0)
            {
                Add(new Statement((_, _) => [Constant(kind)], [kind]));
            }
            results.Add(Pick(kinds, kind));
        }
        return new Block([.. drawn], [.. results]);

        void Add(Statement statement)
        {
            drawn.Add(statement);
            kinds.AddRange(statement.Kinds);
        }
    }

    private static NdArray Constant(Kind kind) => kind == Kind.Number
        ? new NdArray(SrcGenJit.Core.Scalar.Of(0.75), weak: false)
        : Broadcast(new NdArray(SrcGenJit.Core.Scalar.Of(0.25), weak: false), [Width]);

    private static Aval AvalOf(Kind kind) => kind == Kind.Number ? Aval.Scalar(DType.Float64) : new Aval([Width], DType.Float64);

    // Later values are likelier.
    private int Pick(List<Kind> kinds, Kind kind)
    {
        int[] places = Enumerable.Range(0, kinds.Count).Where(i => kinds[i] == kind).ToArray();
        return _random.Next(2) == 0 ? places[^1] : places[_random.Next(places.Length)];
    }

    private Statement DrawStatement(List<Kind> kinds, int depth)
    {
        int number = Pick(kinds, Kind.Number), row = Pick(kinds, Kind.Row), other = Pick(kinds, Kind.Row);
        switch (_random.Next(depth < MaxDepth ? 12 : 7))
        {
            case 0:
                return new Statement((_, v) => [Tanh(Mul(v[row], v[other]))], [Kind.Row]);
            case 1:
                return new Statement((_, v) => [Sin(Add(v[row], Broadcast(v[number], [Width])))], [Kind.Row]);
            case 2:
                return new Statement((_, v) => [Mul(Cos(v[row]), v[other])], [Kind.Row]);
            case 3:
                return new Statement((_, v) => [Tanh(ReduceSum(Mul(v[row], v[other]), [0]))], [Kind.Number]);
            case 4:
                return new Statement((_, v) => [Exp(Neg(Square(v[number])))], [Kind.Number]);
            case 5:
                return new Statement((_, v) => [Select(Gt(v[row], v[other]), v[row], Mul(v[other], v[other]))], [Kind.Row]);
            case 6:
                return new Statement((_, v) => [Tanh(Lax.DotGeneral(v[row], BroadcastInDim(v[other], [Width, Width], [0]), [0], [0], [], []))], [Kind.Row]);
            case 7 or 8:
                return DrawScan(kinds, depth);
            case 9 when WithWhile:
                return DrawWhile(kinds, depth);
            default:
                return DrawBranch(kinds, depth);
        }
    }

    private Kind[] SomeKinds() => Enumerable.Range(0, _random.Next(0, 4)).Select(_ => _random.Next(2) == 0 ? Kind.Number : Kind.Row).ToArray();

    private Statement DrawScan(List<Kind> kinds, int depth)
    {
        Kind[] carry = SomeKinds(), ys = SomeKinds();
        int[] starts = carry.Select(k => Pick(kinds, k)).ToArray();
        // Rows to scan over: three numbers, or a product of two rows; else only the count.
        bool[] scanned = Enumerable.Range(0, _random.Next(0, 3)).Select(_ => _random.Next(2) == 0).ToArray();
        int[] sources = scanned.Select(_ => Pick(kinds, Kind.Row)).ToArray(), factors = scanned.Select(_ => Pick(kinds, Kind.Row)).ToArray();
        int length = scanned.Length > 0 ? Width : _random.Next(0, 4);
        bool reverse = _random.Next(2) == 0;
        Kind[] x = scanned.Select(matrix => matrix ? Kind.Row : Kind.Number).ToArray();
        Block body = Draw([.. kinds, .. carry, .. x], _random.Next(1, 4), depth + 1, [.. carry, .. ys]);
        return new Statement(
            (control, v) =>
            {
                NdArray[] rows = scanned.Select((matrix, i) => matrix
                    ? Mul(BroadcastInDim(v[sources[i]], [Width, Width], [0]), BroadcastInDim(v[factors[i]], [Width, Width], [1]))
                    : v[sources[i]]).ToArray();
                NdArray[] results = control.Scan(given => body.Run(control, v.Concat(given)), starts.Select(s => v[s]).ToArray(), rows, length, reverse, ys.Select(AvalOf).ToArray());
                // Stacks become rows and numbers again.
                return results.Select((r, i) => i < carry.Length ? r : ReduceSum(r, [0])).ToArray();
            },
            [.. carry, .. ys]);
    }

    private Statement DrawBranch(List<Kind> kinds, int depth)
    {
        Kind[] results = SomeKinds();
        int chooser = Pick(kinds, Kind.Number), limit = Pick(kinds, Kind.Number), count = _random.Next(2, 4);
        Block[] branches = Enumerable.Range(0, count).Select(_ => Draw([.. kinds], _random.Next(0, 3), depth + 1, results)).ToArray();
        return new Statement(
            (control, v) =>
            {
                NdArray index = Add(ConvertElementType(Gt(v[chooser], v[limit]), DType.Int32), ConvertElementType(Gt(v[limit], Constant(Kind.Number)), DType.Int32));
                return control.Switch(index, branches.Select(b => (Func<NdArray[]>)(() => b.Run(control, v))).ToArray());
            },
            results);
    }

    private Statement DrawWhile(List<Kind> kinds, int depth)
    {
        Kind[] carry = SomeKinds();
        int[] starts = carry.Select(k => Pick(kinds, k)).ToArray();
        int limit = Pick(kinds, Kind.Number), steps = _random.Next(0, 4);
        Block body = Draw([.. kinds, .. carry], _random.Next(1, 3), depth + 1, carry);
        return new Statement(
            (control, v) =>
            {
                // At most so many steps, and as long as a number of the carry stays below one from outside.
                int watched = Array.IndexOf(carry, Kind.Number);
                NdArray[] results = control.While(
                    c => watched < 0 ? Lt(c[0], Number(steps)) : BitwiseAnd(Lt(c[0], Number(steps)), Lt(c[1 + watched], Add(v[limit], Constant(Kind.Number)))),
                    c => [Lax.Add(c[0], Number(1)), .. body.Run(control, v.Concat(c.Skip(1)))],
                    [Number(0), .. starts.Select(s => v[s])]);
                return [ConvertElementType(results[0], DType.Float64), .. results.Skip(1)];
            },
            [Kind.Number, .. carry]);

        static NdArray Number(int value) => new(SrcGenJit.Core.Scalar.Of(value), weak: false);
    }

    internal interface IControl
    {
        NdArray[] Scan(Func<NdArray[], NdArray[]> body, NdArray[] carry, NdArray[] rows, int length, bool reverse, Aval[] ys);

        NdArray[] Switch(NdArray index, Func<NdArray[]>[] branches);

        NdArray[] While(Func<NdArray[], NdArray> condition, Func<NdArray[], NdArray[]> body, NdArray[] carry);
    }

    private sealed class Functions : IControl
    {
        public NdArray[] Scan(Func<NdArray[], NdArray[]> body, NdArray[] carry, NdArray[] rows, int length, bool reverse, Aval[] ys) =>
        [
            .. Lax.Scan(
                pair =>
                {
                    NdArray[] results = body([.. pair.Flatten()]);
                    return Tree.Tuple(Pack(results.Take(carry.Length)), Pack(results.Skip(carry.Length)));
                },
                Pack(carry), Pack(rows), length, reverse).Flatten(),
        ];

        public NdArray[] Switch(NdArray index, Func<NdArray[]>[] branches) =>
            [.. Lax.Switch(index, branches.Select(b => (Func<Tree, Tree>)(_ => Pack(b()))).ToArray(), Tree.Tuple()).Flatten()];

        public NdArray[] While(Func<NdArray[], NdArray> condition, Func<NdArray[], NdArray[]> body, NdArray[] carry) =>
            [.. Lax.WhileLoop(c => condition([.. c.Flatten()]), c => Pack(body([.. c.Flatten()])), Pack(carry)).Flatten()];

        private static Tree Pack(IEnumerable<NdArray> arrays) => Tree.Tuple(arrays.Select(a => (Tree)a).ToArray());
    }

    // Decisions are made on values, and followed again where there are only tracers.
    private sealed class Written(List<int> decisions, bool follow) : IControl
    {
        private int _next;

        public NdArray[] Scan(Func<NdArray[], NdArray[]> body, NdArray[] carry, NdArray[] rows, int length, bool reverse, Aval[] ys)
        {
            NdArray[][] stacked = new NdArray[length][];
            if (length == 0)
            {
                return [.. carry, .. ys.Select(y => Zeros(BatchTransform.Insert(y, 0, 0)))];
            }
            for (int k = 0; k < length; k++)
            {
                int i = reverse ? length - 1 - k : k;
                NdArray[] results = body([.. carry, .. rows.Select(r => Step(r, i))]);
                carry = results.Take(carry.Length).ToArray();
                stacked[i] = results.Skip(carry.Length).ToArray();
            }
            return [.. carry, .. ys.Select((_, y) => Concatenate(stacked.Select(s => ExpandDims(s[y], [0])).ToArray(), 0))];
        }

        public NdArray[] Switch(NdArray index, Func<NdArray[]>[] branches) => branches[Math.Min(Decide(index), branches.Length - 1)]();

        public NdArray[] While(Func<NdArray[], NdArray> condition, Func<NdArray[], NdArray[]> body, NdArray[] carry)
        {
            while (Decide(condition(carry)) != 0)
            {
                carry = body(carry);
            }
            return carry;
        }

        private int Decide(NdArray value)
        {
            if (!follow)
            {
                decisions.Add(Convert.ToInt32(SrcGenJit.Eager.Storage.Of(value).GetValue(0)));
            }
            return decisions[_next++];
        }

        private static NdArray Step(NdArray rows, int i) => Squeeze(
            Slice(rows, Shape.Of(rows.Shape.Select((_, d) => (Dim)(d == 0 ? i : 0))), Shape.Of(rows.Shape.Select((s, d) => d == 0 ? i + 1 : s))), [0]);
    }
}
