// The blocked evaluator: runs plans in tiles that stay in the first cache, over the span kernels of Simd.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

/// <summary>
/// A plan ready to run. Compiled once for each binding of its symbols (the last few are kept); callers keep the evaluator with the jaxpr. Thread-safe. Results equal the interpreter's
/// to the bit.
/// </summary>
internal sealed class BlockedEvaluator(Plan plan)
{
    private const int KeptBindings = 8;

    private static readonly ConditionalWeakTable<Plan, BlockedEvaluator> s_evaluators = [];

    private readonly List<Bound> _bound = [];
    private readonly string[] _symbols = plan.Symbols.ToArray();
    private readonly DType[] _dtypes = plan.Inputs.Select(b => b.Aval.DType).ToArray();
    private readonly int _constCount = plan.Consts.Count;
    private volatile Bound? _last;

    public Plan Plan => plan;

    /// <summary>Runs a plan on concrete inputs; <paramref name="consts"/> are the values of constants that the plan does not carry.</summary>
    public static NdArray[] Run(Plan plan, IReadOnlyList<NdArray> inputs, IReadOnlyList<NdArray>? consts = null) =>
        s_evaluators.GetValue(plan, static p => new BlockedEvaluator(p)).Run(inputs, consts);

    /// <exception cref="ArgumentException">Numbers or sizes of inputs do not fit the plan.</exception>
    public NdArray[] Run(IReadOnlyList<NdArray> inputs, IReadOnlyList<NdArray>? consts = null) => Run(inputs as NdArray[] ?? inputs.ToArray(), consts);

    /// <summary>Over arrays: small programs are as fast as what stands around them.</summary>
    public NdArray[] Run(NdArray[] inputs, IReadOnlyList<NdArray>? consts)
    {
        if (inputs.Length != _dtypes.Length)
        {
            throw new ArgumentException($"the plan takes {_dtypes.Length} inputs; {inputs.Length} were given", nameof(inputs));
        }
        Bound bound = Bind(inputs);
        PlanCode code = bound.Code;
        Frame memory = bound.Spare.Take() ?? new Frame(code);
        Location[] frame = memory.Buffers;
        for (int i = 0; i < inputs.Length; i++)
        {
            code.SetInput(frame, i, new Location(Storage.Of(inputs[i]), 0));
        }
        for (int i = 0; i < _constCount; i++)
        {
            NdArray value = consts is not null ? consts[i] : plan.Consts[i].Data
                ?? throw new ArgumentException($"the plan has {plan.Consts.Count} constants without values, and none were given", nameof(consts));
            code.SetConst(frame, i, new Location(Storage.Of(value), 0));
        }
        NdArray[] results = new NdArray[code.OutputAvals.Length];
        for (int i = 0; i < results.Length; i++)
        {
            Array data = Storage.Allocate(code.OutputAvals[i], code.OutputSizes[i]);
            results[i] = new NdArray(code.OutputAvals[i], data);
            code.SetOutput(frame, i, new Location(data, 0));
        }
        code.Run(frame);
        code.Release(frame);
        bound.Spare.Put(memory, code.TemporaryBytes);
        return results;
    }

    private Bound Bind(NdArray[] inputs) => _last is { } last && Fits(last, inputs) ? last : _last = Look(inputs);

    private Bound Look(NdArray[] inputs)
    {
        List<Bound> known = _bound;
        lock (known)
        {
            foreach (Bound candidate in known)
            {
                if (Fits(candidate, inputs))
                {
                    return candidate;
                }
            }
            Dictionary<string, Dim> values = SymbolValues(inputs);
            Bound bound = new(new PlanCode(plan, d => d.IsConstant ? d.Value : d.Substitute(values).Value), inputs.Select(i => i.Shape).ToArray());
            if (known.Count == KeptBindings)
            {
                known.RemoveAt(0);
            }
            known.Add(bound);
            return bound;
        }
    }

    private bool Fits(Bound bound, NdArray[] inputs)
    {
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Dtype != _dtypes[i] || !inputs[i].Shape.Equals(bound.Shapes[i]))
            {
                return false;
            }
        }
        return true;
    }

    private Dictionary<string, Dim> SymbolValues(IReadOnlyList<NdArray> inputs)
    {
        Dictionary<string, Dim> values = [];
        for (int i = 0; i < inputs.Count; i++)
        {
            Shape declared = plan.Inputs[i].Aval.Shape, given = inputs[i].Shape;
            if (declared.Rank != given.Rank || plan.Inputs[i].Aval.DType != inputs[i].Dtype)
            {
                throw Misfit(i, inputs);
            }
            for (int axis = 0; axis < declared.Rank; axis++)
            {
                if (declared[axis].SymbolName is { } symbol && !values.TryAdd(symbol, given[axis]) && !values[symbol].Equals(given[axis]))
                {
                    throw new ArgumentException($"the dimension '{symbol}' is {values[symbol]} in an earlier input and {given[axis]} in axis {axis} of input {i}", nameof(inputs));
                }
            }
        }
        if (!Dim.TryBind(inputs.SelectMany((x, i) => plan.Inputs[i].Aval.Shape.Zip(x.Shape)), values))
        {
            throw Misfit(Enumerable.Range(0, inputs.Count).First(i => plan.Inputs[i].Aval.Shape.Any(d => d.SymbolName is null && !d.IsConstant)), inputs);
        }
        foreach (string symbol in _symbols.Where(s => !values.ContainsKey(s)))
        {
            throw new ArgumentException($"no input has the dimension '{symbol}' by itself, so its value cannot be told", nameof(inputs));
        }
        for (int i = 0; i < inputs.Count; i++)
        {
            if (!plan.Inputs[i].Aval.Shape.Select(d => d.Substitute(values)).SequenceEqual(inputs[i].Shape))
            {
                throw Misfit(i, inputs);
            }
        }
        return values;
    }

    private ArgumentException Misfit(int input, IReadOnlyList<NdArray> inputs) =>
        new($"input {input} is {inputs[input].Aval}; the plan takes {plan.Inputs[input].Aval}", nameof(inputs));

    private sealed class Bound(PlanCode code, Shape[] shapes)
    {
        public Spare<Frame> Spare;

        public PlanCode Code { get; } = code;

        public Shape[] Shapes { get; } = shapes;
    }

    /// <summary>The buffers of one execution at a time.</summary>
    private sealed class Frame(PlanCode code) : WorkingMemory
    {
        public Location[] Buffers { get; } = code.NewFrame();
    }
}
