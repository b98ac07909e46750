// Builds the straight-line code of a nest by pulling: the element of a variable at an index is what its equation makes of its operands' elements.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

/// <summary>
/// Hash-conses values, so that equal operations on equal operands are one. <paramref name="program"/> says which variables are in memory: these are loaded, the others pulled through.
/// </summary>
internal sealed class BlockBuilder(LoweringProgram program)
{
    /// <summary>More values than this in one nest are too many registers and too much code: something is stored instead.</summary>
    public const int Limit = 768;

    /// <summary>And so is this much work, whatever values it gives: an element is a variable at an index.</summary>
    private const int MostElements = 4 * Limit;

    /// <summary>An index of more parts than this is dearer than a load.</summary>
    private const int LargestIndex = 64;

    /// <summary>An element that is met under more sets of facts than this, or under more facts, is computed once for all of them.</summary>
    private const int MostFactSets = 4, MostFacts = 12;

    private readonly ValueTable _values = new();
    private readonly Dictionary<ElementKey, NestValue> _elements = [];

    // In order of completion, each with the place in the log where its computation began.
    private readonly List<(ElementKey Key, int Start)> _elementLog = [];
    private readonly Dictionary<ElementKey, int> _factSets = [];
    private readonly List<PlanBuffer> _loaded = [];
    private readonly HashSet<PlanBuffer> _isLoaded = [];

    public IReadOnlyList<NestValue> Values => _values.Values;

    public List<NestStore> Stores { get; } = [];

    /// <summary>Elements computed: a variable at an index each.</summary>
    public int Work => _elementLog.Count;

    /// <summary>The buffers that loads read, in order of first use.</summary>
    public IReadOnlyList<PlanBuffer> Loaded => _loaded;

    /// <summary>The limit was passed; values made since are void.</summary>
    public bool Exploded { get; private set; }

    /// <summary>Computes whatever it takes: one operation that is large by itself.</summary>
    public bool IsUnlimited { get; set; }

    /// <summary>Facts multiply the elements; values made since are void. With <see cref="IsPlain"/> they do not.</summary>
    public bool Tangled { get; private set; }

    /// <summary>An element knows only that its own index is inside the array (where that is a fact), not the way that leads to it.</summary>
    public bool IsPlain { get; set; }

    /// <summary>One of the elements computed, in order.</summary>
    public (Var Variable, EquatableList<Affine> Index) Computed(int number) => (_elementLog[number].Key.Variable, _elementLog[number].Key.Index);

    /// <summary>Of the variables allowed, the one whose storing saves most: what is computed at several indices, else what takes about a quarter of the work. Null: there is none.</summary>
    public Var? Heaviest(Func<Var, bool> allowed)
    {
        Dictionary<Var, (int Elements, int Work)> all = [];
        Var? most = null, quarter = null;
        int best = _elementLog.Count / 8, smallest = int.MaxValue;
        for (int i = 0; i < _elementLog.Count; i++)
        {
            Var variable = _elementLog[i].Key.Variable;
            if (!allowed(variable))
            {
                continue;
            }
            int size = i + 1 - _elementLog[i].Start;
            (int elements, int work) = all.TryGetValue(variable, out (int, int) known) ? known : (0, 0);
            all[variable] = (elements + 1, work + size);
            int saved = (work + size) / (elements + 1) * elements;
            if (saved > best)
            {
                (best, most) = (saved, variable);
            }
            if (quarter is null || (size >= _elementLog.Count / 4 ? size < smallest : smallest < _elementLog.Count / 4 && size > smallest))
            {
                (smallest, quarter) = (size, variable);
            }
        }
        return most ?? quarter;
    }

    public (int Values, int Elements, int Loaded, int Stores) Mark() => (Values.Count, _elementLog.Count, _loaded.Count, Stores.Count);

    /// <summary>Forgets what was added since the mark.</summary>
    public void Rollback((int Values, int Elements, int Loaded, int Stores) mark)
    {
        for (int i = _elementLog.Count - 1; i >= mark.Elements; i--)
        {
            ElementKey key = _elementLog[i].Key;
            _elements.Remove(key);
            if (!key.Facts.IsNone)
            {
                _factSets[key with { Facts = Guard.None }]--;
            }
        }
        for (int i = _loaded.Count - 1; i >= mark.Loaded; i--)
        {
            _isLoaded.Remove(_loaded[i]);
        }
        _values.Rollback(mark.Values);
        _elementLog.RemoveRange(mark.Elements, _elementLog.Count - mark.Elements);
        _loaded.RemoveRange(mark.Loaded, _loaded.Count - mark.Loaded);
        Stores.RemoveRange(mark.Stores, Stores.Count - mark.Stores);
        Exploded = Tangled = false;
    }

    /// <summary>Computes a variable that is to be stored here, whatever <see cref="LoweringProgram"/> says of it.</summary>
    public NestValue Define(Var variable, IReadOnlyList<Affine> index)
    {
        ElementKey key = new(variable, At(index), Guard.None);
        int start = _elementLog.Count;
        return _elements.TryGetValue(key, out NestValue? known) ? known : Remember(key, Compute(variable, key.Index, Guard.None), start);
    }

    /// <summary>Makes a value known as the element of a variable.</summary>
    public void Let(Var variable, IReadOnlyList<Affine> index, NestValue value) => Remember(new ElementKey(variable, At(index), Guard.None), value, _elementLog.Count);

    /// <summary>The element of an atom at an index, where <paramref name="facts"/> hold.</summary>
    public NestValue Element(Atom atom, IReadOnlyList<Affine> index, Guard facts)
    {
        if (atom is Literal literal)
        {
            return Constant(literal.Value.As(literal.Aval.DType));
        }
        Var variable = (Var)atom;
        EquatableList<Affine> at = At(index);
        if (_elements.TryGetValue(new ElementKey(variable, at, Guard.None), out NestValue? known))
        {
            return known;
        }
        if (!IsUnlimited && IsLong(at))
        {
            Exploded = true;
            return Void(variable);
        }
        if (program.IsStored(variable))
        {
            return Load(program.BufferOf(variable), at, facts);
        }
        Guard given = IsPlain ? Facts.Inside(variable.Aval.Shape, at, facts) : facts;
        ElementKey key = new(variable, at, given);
        int start = _elementLog.Count;
        return !given.IsNone && _elements.TryGetValue(key, out known) ? known : Remember(key, Compute(variable, at, given), start);
    }

    public NestValue Constant(Scalar value) => _values.Intern(new NestValue.Constant(value.AsElement()));

    public NestValue Reduced(int number, DType dtype) => _values.Intern(new NestValue.Reduced(number, dtype));

    public NestValue Apply(Primitive primitive, Params parameters, IReadOnlyList<NestValue> inputs, DType dtype)
    {
        Semantics.Elementwise elementwise = (Semantics.Elementwise)primitive.Semantics;
        return elementwise.KeepsValues && inputs.Count == 1 && inputs[0].DType == dtype
            ? inputs[0]
            : _values.Intern(new NestValue.Apply(primitive, parameters, inputs, dtype));
    }

    private NestValue Remember(ElementKey key, NestValue value, int start)
    {
        if (!_elements.ContainsKey(key))
        {
            _elements[key] = value;
            _elementLog.Add((key, start));
            if (!key.Facts.IsNone)
            {
                ElementKey any = key with { Facts = Guard.None };
                _factSets[any] = _factSets.TryGetValue(any, out int sets) ? sets + 1 : 1;
                Tangled |= !IsPlain && (_factSets[any] > MostFactSets || key.Facts.Conditions.Count > MostFacts);
            }
        }
        return value;
    }

    private NestValue Void(Var variable) => Constant(Scalar.Of(0L, variable.Aval.DType));

    private static EquatableList<Affine> At(IReadOnlyList<Affine> index) => index as EquatableList<Affine> ?? new EquatableList<Affine>(index);

    private static bool IsLong(EquatableList<Affine> index)
    {
        int size = 0;
        for (int axis = 0; axis < index.Count; axis++)
        {
            size += index[axis].Size;
        }
        return size > LargestIndex;
    }

    private NestValue Compute(Var variable, EquatableList<Affine> index, Guard facts)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        Exploded |= !IsUnlimited && (Values.Count > Limit || _elementLog.Count > MostElements);
        if (Exploded || Tangled)
        {
            return Void(variable);
        }
        (Equation equation, int output) = program.Definition(variable);
        switch (equation.Primitive.Semantics)
        {
            case Semantics.Elementwise:
                NestValue[] inputs = new NestValue[equation.Inputs.Count];
                for (int i = 0; i < inputs.Length; i++)
                {
                    Atom input = equation.Inputs[i];
                    inputs[i] = Element(input, Broadcast(input.Aval.Shape, variable.Aval.Shape, index), facts);
                }
                return Apply(equation.Primitive, equation.Params, inputs, variable.Aval.DType);
            case Semantics.Pull:
                return Convert(program.Rule(equation, output), index, facts);
            default:
                // A reduction over no axes.
                return Element(equation.Inputs[0], index, facts);
        }
    }

    // Operands of rank 0, and axes of size 1, are the same element for all.
    private static EquatableList<Affine> Broadcast(Shape from, Shape to, EquatableList<Affine> index) =>
        from.Rank == 0 ? EquatableList<Affine>.Empty : from.Equals(to) ? index : new(index.Select((at, axis) => from[axis].Equals(to[axis]) ? at : Affine.Zero));

    private NestValue Convert(ValueExpr expression, IReadOnlyList<Affine> loops, Guard facts)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        switch (expression)
        {
            case ValueExpr.Element element:
                return Element(element.Source, element.Index.Select(i => Index(i, loops, facts)).ToArray(), facts);
            case ValueExpr.Constant constant:
                return Constant(constant.Value);
            case ValueExpr.OfIndex ofIndex:
                Affine index = Index(ofIndex.Index, loops, facts);
                return index.IsConstant && index.Offset.IsConstant
                    ? Constant(Scalar.Of(index.Offset.Value, ofIndex.DType))
                    : _values.Intern(new NestValue.OfIndex(index, ofIndex.DType));
            case ValueExpr.Apply apply:
                return Apply(apply.Primitive, apply.Params, apply.Inputs.Select(i => Convert(i, loops, facts)).ToArray(), apply.DType);
            case ValueExpr.Where where:
                return Choose(where, loops, facts);
            default:
                throw new InvalidOperationException($"lowering does not know the expression {expression.GetType().Name}");
        }
    }

    private NestValue Choose(ValueExpr.Where where, IReadOnlyList<Affine> loops, Guard facts)
    {
        List<Condition> open = [];
        foreach (InRange range in where.Conditions)
        {
            Condition condition = new(Index(range.Index, loops, facts), range.Extent);
            if (condition.Index.IsOutside(condition.Extent) || (condition.Extent.IsConstant && condition.Extent.Value <= 0))
            {
                return Convert(where.Else, loops, facts);
            }
            if (!condition.Index.IsWithin(condition.Extent) && Facts.Proof(condition.Index, condition.Extent, facts) is null && !open.Contains(condition))
            {
                open.Add(condition);
            }
        }
        if (open.Count == 0)
        {
            return Convert(where.Then, loops, facts);
        }
        Guard guard = new(new EquatableList<Condition>(open));
        NestValue then = Convert(where.Then, loops, Facts.With(facts, open));
        NestValue otherwise = Convert(where.Else, loops, open.Count == 1 && Facts.Opposite(open[0], facts) is { } opposite ? Facts.With(facts, [opposite]) : facts);
        return ReferenceEquals(then, otherwise) ? then : _values.Intern(new NestValue.Select(guard, then, otherwise));
    }

    private Affine Index(IndexExpr expression, IReadOnlyList<Affine> loops, Guard facts) => expression switch
    {
        IndexExpr.Constant constant => Affine.Constant(constant.Size),
        IndexExpr.Loop loop => loops[loop.Axis],
        IndexExpr.Add add => Index(add.Left, loops, facts) + Index(add.Right, loops, facts),
        IndexExpr.Mul mul => Index(mul.Left, loops, facts) * mul.Factor,
        IndexExpr.FloorDiv div => Affine.FloorDiv(Index(div.Left, loops, facts), div.Divisor),
        IndexExpr.Mod mod => Affine.Mod(Index(mod.Left, loops, facts), mod.Divisor),
        IndexExpr.Clamp clamp => Affine.Clamp(Index(clamp.Inner, loops, facts), clamp.Low, clamp.High),
        IndexExpr.OfData data => Affine.OfData(Convert(data.Element, loops, facts)),
        _ => throw new InvalidOperationException($"lowering does not know the index {expression.GetType().Name}"),
    };

    // Every load is made safe: an index is in range by itself, or by a fact that becomes the load's guard, or it is clamped.
    private NestValue Load(PlanBuffer buffer, IReadOnlyList<Affine> index, Guard facts)
    {
        Shape shape = buffer.Aval.Shape;
        Affine offset = Affine.Zero;
        Dim stride = 1;
        List<Condition> guard = [];
        for (int axis = shape.Rank - 1; axis >= 0; axis--)
        {
            Dim extent = shape[axis];
            if (extent.IsConstant && extent.Value == 0)
            {
                return Constant(Scalar.Of(0L, buffer.Aval.DType));
            }
            Affine at = index[axis];
            if (!at.IsWithin(extent))
            {
                if (Facts.Proof(at, extent, facts) is { } proof)
                {
                    guard.Add(proof);
                }
                else
                {
                    at = Affine.Clamp(at, 0, extent - 1);
                    if (!extent.IsAtLeast(1))
                    {
                        guard.Add(new Condition(at, extent));
                    }
                }
            }
            offset += at * stride;
            stride *= extent;
        }
        if (_isLoaded.Add(buffer))
        {
            _loaded.Add(buffer);
        }
        Guard conditions = guard.Count == 0 ? Guard.None : new Guard(new EquatableList<Condition>(guard.Distinct()));
        return _values.Intern(new NestValue.Load(buffer, offset, conditions));
    }

    private readonly record struct ElementKey(Var Variable, EquatableList<Affine> Index, Guard Facts)
    {
        public bool Equals(ElementKey other) => ReferenceEquals(Variable, other.Variable) && Index.Equals(other.Index) && Facts.Equals(other.Facts);

        public override int GetHashCode() => unchecked((RuntimeHelpers.GetHashCode(Variable) * 31 + Index.GetHashCode()) * 31 + Facts.GetHashCode());
    }
}
