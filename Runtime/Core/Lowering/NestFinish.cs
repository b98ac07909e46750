// Finishes a nest: drops dead values, removes parallel loops of one iteration, and makes one loop of neighbours that every access walks as one.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class NestFinish
{
    public static LoopNest Finish(NestUnit unit, Func<NestStore, bool> keep)
    {
        NestStore[] bodyStores = unit.Body.Stores.Where(keep).ToArray(), epilogueStores = unit.Epilogue.Stores.Where(keep).ToArray();
        List<NestReduction> reductions = [];
        Rewriter epilogue = new();
        foreach (NestValue.Reduced reduced in Reachable(unit.Epilogue.Values, epilogueStores.Select(s => s.Value)).OfType<NestValue.Reduced>())
        {
            epilogue.Renumber(reduced, reductions.Count);
            reductions.Add(unit.Reductions[reduced.Number]);
        }
        List<NestValue> body = Reachable(unit.Body.Values, bodyStores.Select(s => s.Value).Concat(reductions.Select(r => r.Value)));
        List<NestValue> after = Reachable(unit.Epilogue.Values, epilogueStores.Select(s => s.Value));

        List<PlanLoop> loops = [.. unit.Loops];
        // With all reductions gone the nest may keep only a part of its loops: what is left is a map over the domain in its order.
        if (reductions.Count == 0)
        {
            loops = loops.ConvertAll(l => l with { Kind = LoopKind.Parallel });
        }
        Dictionary<int, Affine> map = [];
        List<PlanLoop> kept = Collapse(loops, [.. Affines(body, bodyStores), .. Affines(after, epilogueStores)], map);
        Rewriter rewriter = new();
        epilogue.Loops = rewriter.Loops = loop => map[loop.Number];
        epilogue.Least = Dim.LeastWhereNotEmpty(loops.Where(l => l.Kind == LoopKind.Parallel).Select(l => l.Extent));
        epilogue.ReducedLoops = (1UL << kept.Count(l => l.Kind == LoopKind.Parallel)) - 1;
        rewriter.Least = Dim.LeastWhereNotEmpty(loops.Select(l => l.Extent));
        NestBlock newBody = rewriter.Block(body, bodyStores, reductions, out NestReduction[] newReductions);
        NestBlock newEpilogue = epilogue.Block(after, epilogueStores, [], out _);
        return new LoopNest(kept, newBody, newReductions, newEpilogue);
    }

    private static List<NestValue> Reachable(IReadOnlyList<NestValue> values, IEnumerable<NestValue> roots)
    {
        HashSet<NestValue> needed = [.. roots];
        for (int i = values.Count - 1; i >= 0; i--)
        {
            if (needed.Contains(values[i]))
            {
                needed.UnionWith(values[i].Operands);
            }
        }
        return values.Where(needed.Contains).ToList();
    }

    private static IEnumerable<Affine> Affines(IEnumerable<NestValue> values, IEnumerable<NestStore> stores)
    {
        foreach (NestValue value in values)
        {
            switch (value)
            {
                case NestValue.Load load:
                    yield return load.Offset;
                    foreach (Condition condition in load.Guard.Conditions)
                    {
                        yield return condition.Index;
                    }
                    break;
                case NestValue.OfIndex index:
                    yield return index.Index;
                    break;
                case NestValue.Select select:
                    foreach (Condition condition in select.Guard.Conditions)
                    {
                        yield return condition.Index;
                    }
                    break;
            }
        }
        foreach (NestStore store in stores)
        {
            yield return store.Offset;
        }
    }

    // The loops that stay; the map gives each old loop's index by the new ones.
    private static List<PlanLoop> Collapse(List<PlanLoop> loops, List<Affine> affines, Dictionary<int, Affine> map)
    {
        List<PlanLoop> kept = [];
        for (int i = 0; i < loops.Count;)
        {
            List<int> group = [i];
            Dim extent = loops[i].Extent;
            bool parallel = loops[i].Kind == LoopKind.Parallel;
            int last = i, next = i + 1;
            for (; parallel && next < loops.Count && loops[next].Kind == LoopKind.Parallel; next++)
            {
                if (!IsOne(loops[next].Extent))
                {
                    if (!IsOne(loops[last].Extent) && !affines.All(a => WalkAsOne(a, last, next, loops[next].Extent)))
                    {
                        break;
                    }
                    last = next;
                }
                group.Add(next);
                extent *= loops[next].Extent;
            }
            i = next;
            if (parallel && IsOne(extent))
            {
                group.ForEach(g => map[g] = Affine.Zero);
                continue;
            }
            Affine rest = Affine.Loop(kept.Count, extent);
            kept.Add(new PlanLoop(extent, loops[group[0]].Kind));
            for (int g = group.Count - 1; g >= 0; g--)
            {
                Dim size = loops[group[g]].Extent;
                map[group[g]] = g == 0 ? rest : Affine.Mod(rest, size);
                rest = Affine.FloorDiv(rest, size);
            }
        }
        return kept;
    }

    private static bool IsOne(Dim dim) => dim.IsConstant && dim.Value == 1;

    // True when the outer loop moves the expression (and every one inside it) as a whole round of the inner loop does.
    private static bool WalkAsOne(Affine affine, int outer, int inner, Dim extent)
    {
        Dim outerStride = 0, innerStride = 0;
        foreach (AffineTerm term in affine.Terms)
        {
            switch (term.Atom)
            {
                case IndexAtom.Loop loop when loop.Number == outer:
                    outerStride = term.Coefficient;
                    break;
                case IndexAtom.Loop loop when loop.Number == inner:
                    innerStride = term.Coefficient;
                    break;
                case IndexAtom.FloorDiv div when !WalkAsOne(div.Dividend, outer, inner, extent):
                case IndexAtom.Mod mod when !WalkAsOne(mod.Dividend, outer, inner, extent):
                case IndexAtom.Clamp clamp when !WalkAsOne(clamp.Inner, outer, inner, extent):
                    return false;
            }
        }
        return outerStride.Equals(innerStride * extent);
    }

    // Copies a block over other loops, with new numbers.
    private sealed class Rewriter
    {
        private readonly Dictionary<NestValue, NestValue> _new = [];
        private readonly Dictionary<NestValue, int> _numbers = [];

        public Func<IndexAtom.Loop, Affine> Loops { get; set; } = loop => Affine.Loop(loop.Number, loop.Extent);

        // Nothing of a block runs where its domain is empty.
        public IReadOnlyDictionary<string, long> Least { get; set; } = new Dictionary<string, long>();

        // A reduction's result is another at every point of the parallel loops.
        public ulong ReducedLoops { get; set; }

        public void Renumber(NestValue.Reduced reduced, int number) => _numbers[reduced] = number;

        public NestBlock Block(List<NestValue> values, NestStore[] stores, List<NestReduction> reductions, out NestReduction[] newReductions)
        {
            List<NestValue> result = [];
            foreach (NestValue value in values)
            {
                NestValue copy = Copy(value);
                copy.Id = result.Count;
                copy.Loops = copy is NestValue.Reduced ? ReducedLoops : ValueTable.LoopsOf(copy);
                foreach (NestValue operand in copy.Operands)
                {
                    operand.Uses++;
                }
                _new[value] = copy;
                result.Add(copy);
            }
            newReductions = reductions.Select(r => new NestReduction(r.Monoid, Used(r.Value))).ToArray();
            return new NestBlock(result, stores.Select(s => new NestStore(s.Buffer, Move(s.Offset), Used(s.Value))).ToArray());
        }

        private NestValue Used(NestValue value)
        {
            _new[value].Uses++;
            return _new[value];
        }

        private NestValue Copy(NestValue value) => value switch
        {
            NestValue.Load load => new NestValue.Load(load.Buffer, Move(load.Offset), Move(load.Guard)),
            NestValue.OfIndex index => new NestValue.OfIndex(Move(index.Index), index.DType),
            NestValue.Apply apply => new NestValue.Apply(apply.Primitive, apply.Params, apply.Inputs.Select(i => _new[i]).ToArray(), apply.DType),
            NestValue.Select select => new NestValue.Select(Move(select.Guard), _new[select.Then], _new[select.Else]),
            NestValue.Reduced reduced => new NestValue.Reduced(_numbers[reduced], reduced.DType),
            NestValue.Constant constant => new NestValue.Constant(constant.Value),
            _ => throw new InvalidOperationException($"unknown value {value.GetType().Name}"),
        };

        private Affine Move(Affine affine) => affine.Substitute(NewLoop, value => _new[value], dim => dim.Given(Least));

        private Affine NewLoop(IndexAtom.Loop loop) => Loops(loop).Substitute(l => Affine.Loop(l.Number, l.Extent), value => value, dim => dim.Given(Least));

        private Guard Move(Guard guard) => guard.IsNone ? guard : new Guard(new EquatableList<Condition>(guard.Conditions.Select(c => new Condition(Move(c.Index), c.Extent.Given(Least)))));
    }
}
