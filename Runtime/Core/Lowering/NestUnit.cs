// A nest while it is put together: the variables that share its loops, with transactions, because joining may fail.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>
/// Something that fills a buffer, or its own part of one, by loops: its domain, what it reads, and its element at an index. <paramref name="Variable"/> is null for a relaid
/// operand, a copy, or a part.
/// </summary>
internal sealed record NestRoot(Shape Domain, PlanBuffer Target, Var? Variable, Atom Source, Func<BlockBuilder, IReadOnlyList<Affine>, NestValue> Element)
{
    /// <summary>The root that fills a variable's buffer.</summary>
    public static NestRoot Of(Var variable, LoweringProgram program) =>
        new(variable.Aval.Shape, program.BufferOf(variable), variable, variable, (block, index) => block.Define(variable, index));

    /// <summary>Where the elements go along an axis of the target; without it they fill the target.</summary>
    public (int Axis, Dim Start)? Part { get; init; }
}

/// <summary>A reduction that fills a buffer.</summary>
internal sealed record ReductionRoot(Equation Equation, PlanBuffer Target)
{
    public Var Variable => Equation.Outputs[0];

    public Atom Input => Equation.Inputs[0];

    public Shape Domain => Input.Aval.Shape;

    public EquatableList<int> Axes => new(Equation.Params.Ints("axes").OrderBy(a => a));
}

internal sealed class NestUnit
{
    private readonly LoweringProgram _program;
    private readonly Dictionary<PlanBuffer, int> _madeAt;

    /// <summary>So many members that would make it too large, and nothing more joins.</summary>
    private const int Misfits = 4;

    private readonly EquatableList<Affine> _index;
    private readonly EquatableList<Affine> _outputIndex;
    private readonly List<object> _members = [];
    private readonly List<NestReduction> _reductions = [];
    private int _misfits;
    private int _work;

    public NestUnit(LoweringProgram program, Dictionary<PlanBuffer, int> madeAt, int position, Shape domain, EquatableList<int> axes)
    {
        _program = program;
        _madeAt = madeAt;
        Position = position;
        Domain = domain;
        Axes = axes;
        Body = new BlockBuilder(program);
        Epilogue = new BlockBuilder(program);
        (Loops, Affine[] index) = LoopsOf(domain, axes);
        _index = new EquatableList<Affine>(index);
        _outputIndex = new EquatableList<Affine>(index.Where((_, a) => !axes.Contains(a)));
        OutputShape = Shape.Of(domain.Where((_, a) => !axes.Contains(a)));
    }

    /// <summary>The place of the nest in the plan: what it loads must be made before.</summary>
    public int Position { get; }

    public Shape Domain { get; }

    /// <summary>The reduced axes, sorted; empty: no reduction.</summary>
    public EquatableList<int> Axes { get; }

    public IReadOnlyList<PlanLoop> Loops { get; }

    /// <summary>The domain of the parallel loops.</summary>
    public Shape OutputShape { get; }

    public BlockBuilder Body { get; }

    public BlockBuilder Epilogue { get; }

    public IReadOnlyList<NestReduction> Reductions => _reductions;

    public bool IsClosed => _misfits >= Misfits;

    /// <summary>Elements computed since the last call.</summary>
    public int NewWork()
    {
        int before = _work;
        _work = Body.Work + Epilogue.Work;
        return _work - before;
    }

    /// <summary>Joins the body; the domain is the nest's.</summary>
    public bool TryAdd(NestRoot root, bool keepExplosion = false) => Try(Body, keepExplosion, root, () => Place(Body, root, _index));

    /// <summary>Joins the epilogue, when that uses a reduced value.</summary>
    public bool TryAddToEpilogue(NestRoot root)
    {
        return Try(Epilogue, false, root, () =>
        {
            NestValue value = Place(Epilogue, root, _outputIndex);
            return value.FollowsReduction ? value : null;
        });
    }

    public bool TryAdd(ReductionRoot root, bool keepExplosion = false)
    {
        int before = _reductions.Count;
        bool joined = Try(Body, keepExplosion, root, () =>
        {
            _reductions.RemoveRange(before, _reductions.Count - before);
            NestValue value = Body.Element(root.Input, _index, Guard.None);
            _reductions.Add(new NestReduction(((Semantics.Reduce)root.Equation.Primitive.Semantics).Monoid, value));
            return value;
        });
        if (!joined)
        {
            _reductions.RemoveRange(before, _reductions.Count - before);
            return false;
        }
        NestValue reduced = Epilogue.Reduced(before, root.Variable.Aval.DType);
        Epilogue.Let(root.Variable, _outputIndex, reduced);
        Epilogue.Stores.Add(new NestStore(root.Target, Flat(_outputIndex, OutputShape), reduced));
        return true;
    }

    /// <summary>The same members over the loops of a reduction of these axes; null when that cannot be.</summary>
    public NestUnit? Reordered(EquatableList<int> axes)
    {
        NestUnit other = new(_program, _madeAt, Position, Domain, axes);
        return _members.All(m => m is NestRoot root && other.TryAdd(root)) ? other : null;
    }

    private static NestValue Place(BlockBuilder block, NestRoot root, IReadOnlyList<Affine> index)
    {
        NestValue value = root.Element(block, index);
        Affine[] at = index.ToArray();
        if (root.Part is var (axis, start))
        {
            at[axis] += Affine.Constant(start);
        }
        block.Stores.Add(new NestStore(root.Target, Flat(at, root.Target.Aval.Shape), value));
        return value;
    }

    private bool Try(BlockBuilder block, bool keepExplosion, object member, Func<NestValue?> add)
    {
        (int Values, int Elements, int Loaded, int Stores) mark = block.Mark();
        NestValue? value = add();
        if (block.Tangled)
        {
            block.Rollback(mark);
            block.IsPlain = true;
            value = add();
        }
        bool small = !block.Exploded && (mark.Values == 0 || block.Values.Count <= BlockBuilder.Limit), fits = value is not null && small;
        _misfits += small ? 0 : 1;
        for (int i = mark.Loaded; fits && i < block.Loaded.Count; i++)
        {
            fits = !_madeAt.TryGetValue(block.Loaded[i], out int at) || at < Position;
        }
        if (fits)
        {
            _members.Add(member);
        }
        else if (!(keepExplosion && block.Exploded))
        {
            block.Rollback(mark);
        }
        return fits;
    }

    private static Affine Flat(IReadOnlyList<Affine> index, Shape shape)
    {
        Affine offset = Affine.Zero;
        Dim stride = 1;
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            offset += index[axis] * stride;
            stride *= shape[axis];
        }
        return offset;
    }

    // Parallel loops over the axes that stay, one loop over the reduced axes before them, one over the trailing ones.
    private static (IReadOnlyList<PlanLoop> Loops, Affine[] Index) LoopsOf(Shape domain, EquatableList<int> axes)
    {
        List<PlanLoop> loops = [];
        Affine[] index = new Affine[domain.Rank];
        int trailing = domain.Rank;
        while (trailing > 0 && axes.Contains(trailing - 1))
        {
            trailing--;
        }
        for (int axis = 0; axis < trailing; axis++)
        {
            if (!axes.Contains(axis))
            {
                index[axis] = Affine.Loop(loops.Count, domain[axis]);
                loops.Add(new PlanLoop(domain[axis], LoopKind.Parallel));
            }
        }
        Flatten(axes.Where(a => a < trailing).ToArray(), LoopKind.Sequential);
        Flatten(axes.Where(a => a >= trailing).ToArray(), LoopKind.Row);
        return (loops, index);

        void Flatten(int[] merged, LoopKind kind)
        {
            if (merged.Length == 0)
            {
                return;
            }
            Dim size = merged.Aggregate((Dim)1, (s, a) => s * domain[a]);
            Affine rest = Affine.Loop(loops.Count, size);
            loops.Add(new PlanLoop(size, kind));
            for (int i = merged.Length - 1; i >= 0; i--)
            {
                index[merged[i]] = i == 0 ? rest : Affine.Mod(rest, domain[merged[i]]);
                rest = Affine.FloorDiv(rest, domain[merged[i]]);
            }
        }
    }
}
