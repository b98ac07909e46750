// What lowering makes of a jaxpr: buffers and a list of steps (loop nests, library calls, control flow with plans of its own).
// The blocked evaluator runs a plan; emission prints it as C#.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>
/// A lowered jaxpr. Steps run in order. Every buffer is contiguous and row-major; every element of a temporary or output is written by exactly one step
/// before any step reads it. Outputs are distinct buffers, and never inputs (an identity is a copy).
/// </summary>
internal sealed class Plan(
    Jaxpr jaxpr,
    IReadOnlyList<PlanBuffer> consts,
    IReadOnlyList<PlanBuffer> inputs,
    IReadOnlyList<PlanBuffer> outputs,
    IReadOnlyList<PlanBuffer> buffers,
    IReadOnlyList<Step> steps)
{
    /// <summary>The simplified jaxpr that the steps compute: calls and expansions inlined, equal equations merged.</summary>
    public Jaxpr Jaxpr { get; } = jaxpr;

    /// <summary>
    /// One for each constant variable of the jaxpr that was lowered, whose values the caller gives when <see cref="PlanBuffer.Data"/> is null. Constants of inlined
    /// jaxprs are <see cref="BufferKind.Const"/> buffers too, always with data, and not listed here.
    /// </summary>
    public IReadOnlyList<PlanBuffer> Consts { get; } = consts;

    public IReadOnlyList<PlanBuffer> Inputs { get; } = inputs;

    public IReadOnlyList<PlanBuffer> Outputs { get; } = outputs;

    /// <summary>All buffers: constants, inputs, outputs, literals, temporaries; <see cref="PlanBuffer.Id"/> is the position here.</summary>
    public IReadOnlyList<PlanBuffer> Buffers { get; } = buffers;

    public IReadOnlyList<Step> Steps { get; } = steps;

    /// <summary>Dimensions that must not be negative, else an equation has no meaning at these sizes: a window that is larger than its array.</summary>
    public IReadOnlyList<Requirement> Requirements { get; } = DimRequirements.Of(jaxpr.Equations);

    /// <summary>The requirements of the loops and branches in it, which hold where they are executed and need not elsewhere: a read of an array's first element where it has one.</summary>
    public IReadOnlyList<Requirement> InnerRequirements => [.. Steps
        .SelectMany(step => step.Plans.SelectMany(p => p.Requirements.Concat(p.InnerRequirements)).Where(r => !(step is ScanStep scan && HoldsInside(r, scan.Length))))
        .GroupBy(r => r.Dim).Select(g => g.First()).Where(r => !Requirements.Any(own => own.Dim.Equals(r.Dim)))];

    // Where it fails the loop has no step.
    private static bool HoldsInside(Requirement requirement, Dim length) => requirement.Dim.IsAtLeast(length - 1);

    /// <summary>The symbols of the shapes, of dimensions that are values, and of what is inside loops and branches, each once, sorted.</summary>
    public IReadOnlyList<string> Symbols { get; } =
        buffers.SelectMany(b => b.Aval.Shape).Concat(DimRequirements.Of(jaxpr.Equations).Select(r => r.Dim)).Concat(jaxpr.Equations.SelectMany(e => e.Params.Items).SelectMany(p => DimsOf(p.Value)))
            .SelectMany(d => d.Symbols).Concat(steps.SelectMany(s => s.Plans).SelectMany(p => p.Symbols)).Distinct().OrderBy(s => s, System.StringComparer.Ordinal).ToArray();

    private static IEnumerable<Dim> DimsOf(object? parameter) => parameter switch
    {
        Dim dim => [dim],
        PyTuple tuple => tuple.Items.SelectMany(DimsOf),
        _ => [],
    };

    /// <summary>The summary for people: "1 loop: sin, cos, add; 1 load, 1 store an element".</summary>
    public string Describe() => PlanText.Describe(this);

    /// <summary>Everything, a line a value.</summary>
    public override string ToString() => PlanText.Dump(this);
}

internal enum BufferKind { Const, Input, Output, Temporary, Literal }

/// <summary>Memory of a plan.</summary>
internal sealed class PlanBuffer(BufferKind kind, Aval aval, Var? variable)
{
    /// <summary>The position in <see cref="Plan.Buffers"/>.</summary>
    public int Id { get; internal set; }

    public BufferKind Kind { get; } = kind;

    public Aval Aval { get; } = aval;

    /// <summary>The variable of <see cref="Plan.Jaxpr"/> whose elements it holds; null for literals and relaid operands.</summary>
    public Var? Variable { get; } = variable;

    /// <summary>Unique in the plan, as in the plan's text: <c>a</c>, <c>b</c>.</summary>
    public string Name { get; internal set; } = "";

    /// <summary>The value of a <see cref="BufferKind.Literal"/> (rank 0): an operand of a library or control step.</summary>
    public Scalar? Value { get; init; }

    /// <summary>The elements of a <see cref="BufferKind.Const"/> where the jaxpr carries them; else the caller gives them (<see cref="Plan.Consts"/>).</summary>
    public NdArray? Data { get; init; }

    /// <summary>Positions in <see cref="Plan.Steps"/> of the first write (-1 for inputs, constants, literals) and the last read (-1: no step reads it).</summary>
    /// <remarks>A destination that may be an input needs scratch when it is written before the last read of that input, or when it is itself read.</remarks>
    public int FirstWrite { get; internal set; } = -1;

    public int LastRead { get; internal set; } = -1;

    public override string ToString() => Name;
}

/// <summary>One thing a plan does.</summary>
internal abstract class Step
{
    /// <summary>Buffers read, each once, in order of first use.</summary>
    public abstract IEnumerable<PlanBuffer> Reads { get; }

    public abstract IEnumerable<PlanBuffer> Writes { get; }

    /// <summary>The plans of what it repeats or chooses.</summary>
    public virtual IEnumerable<Plan> Plans => [];
}

internal enum LoopKind
{
    /// <summary>Iterations are independent.</summary>
    Parallel,

    /// <summary>
    /// The reduced axes that are not trailing, flattened row-major to one loop: one accumulator for each output, in order, in fixed chunks
    /// (see Simd.Reductions).
    /// </summary>
    Sequential,

    /// <summary>The trailing reduced axes, flattened row-major to one loop: the 32-lane row reduction (see Simd.RowAccumulator).</summary>
    Row,
}

internal sealed record PlanLoop(Dim Extent, LoopKind Kind);

/// <summary>
/// Loops over a domain. The order of <see cref="Loops"/> is Parallel (outermost first), then at most one Sequential, then at most one Row; a loop's number in
/// index atoms is its position. At every point the <see cref="Body"/> is computed (values in order, each once) and its stores done; the
/// <see cref="Reductions"/> accumulate body values over the Sequential and Row loops: with both, each row is reduced by lanes and the rows' results in sequence. At every point of the
/// parallel loops the <see cref="Epilogue"/> follows, where <see cref="NestValue.Reduced"/> gives the reduced values.
/// A nest without reductions has only Parallel loops and an empty epilogue. An extent may be zero: a reduction of nothing gives the identity.
/// </summary>
/// <remarks>
/// No nest loads from a buffer that it stores. Vectorise over <see cref="VectorLoop"/>: the Row loop when there is one, else the innermost Parallel loop
/// (with a Sequential loop: tiles of the parallel loop outside, the sequential loop inside, so accumulators are vectors).
/// </remarks>
internal sealed class LoopNest(IReadOnlyList<PlanLoop> loops, NestBlock body, IReadOnlyList<NestReduction> reductions, NestBlock epilogue) : Step
{
    public IReadOnlyList<PlanLoop> Loops { get; } = loops;

    public NestBlock Body { get; } = body;

    public IReadOnlyList<NestReduction> Reductions { get; } = reductions;

    public NestBlock Epilogue { get; } = epilogue;

    public bool IsReduction => Reductions.Count > 0;

    /// <summary>The number of Parallel loops.</summary>
    public int ParallelCount { get; } = loops.Count(l => l.Kind == LoopKind.Parallel);

    /// <summary>The number of the Sequential loop, or -1.</summary>
    public int SequentialLoop => ParallelCount < Loops.Count && Loops[ParallelCount].Kind == LoopKind.Sequential ? ParallelCount : -1;

    /// <summary>The number of the Row loop, or -1.</summary>
    public int RowLoop => Loops.Count > 0 && Loops[Loops.Count - 1].Kind == LoopKind.Row ? Loops.Count - 1 : -1;

    /// <summary>The loop that the body is vectorised over: the Row loop, else the innermost Parallel loop; -1 when there is neither.</summary>
    public int VectorLoop => RowLoop >= 0 ? RowLoop : ParallelCount - 1;

    /// <summary>The loop that the epilogue is vectorised over, if at all: the innermost Parallel loop; -1 when there is none.</summary>
    public int EpilogueLoop => ParallelCount - 1;

    public override IEnumerable<PlanBuffer> Reads => Body.Values.Concat(Epilogue.Values).OfType<NestValue.Load>().Select(l => l.Buffer).Distinct();

    public override IEnumerable<PlanBuffer> Writes => Body.Stores.Concat(Epilogue.Stores).Select(s => s.Buffer).Distinct();
}

/// <summary>
/// Straight-line code: values in an order in which each comes after what it needs (also what its indices and guards need), hash-consed, so that one object is one value; then stores.
/// </summary>
internal sealed record NestBlock(IReadOnlyList<NestValue> Values, IReadOnlyList<NestStore> Stores)
{
    public static NestBlock Empty { get; } = new([], []);
}

/// <summary>Stores a value of the block at a flat offset into a buffer; distinct points have distinct offsets.</summary>
internal sealed record NestStore(PlanBuffer Buffer, Affine Offset, NestValue Value);

/// <summary>Accumulates a body value; <see cref="NestValue.Reduced.Number"/> is the position in <see cref="LoopNest.Reductions"/>.</summary>
internal sealed record NestReduction(Monoid Monoid, NestValue Value);

/// <summary>
/// A matrix product for each batch: <c>Simd.MatMul</c> on contiguous operands [batch, rows, inner] and [batch, inner, columns], result [batch, rows, columns].
/// Operands have the output's element type.
/// </summary>
internal sealed class MatrixProduct(PlanBuffer left, PlanBuffer right, PlanBuffer output, Dim batch, Dim rows, Dim inner, Dim columns) : Step
{
    public PlanBuffer Left { get; } = left;

    public PlanBuffer Right { get; } = right;

    public PlanBuffer Output { get; } = output;

    public Dim Batch { get; } = batch;

    public Dim Rows { get; } = rows;

    public Dim Inner { get; } = inner;

    public Dim Columns { get; } = columns;

    public override IEnumerable<PlanBuffer> Reads => new[] { Left, Right }.Distinct();

    public override IEnumerable<PlanBuffer> Writes => [Output];
}

/// <summary>Runs the interpreter's code for one primitive (scatter, argmax): <c>Interpreter.Evaluate(Primitive, inputs, Params, outputs' avals)</c>.</summary>
internal sealed class LibraryCall(Primitive primitive, Params parameters, IReadOnlyList<PlanBuffer> inputs, IReadOnlyList<PlanBuffer> outputs) : Step
{
    public Primitive Primitive { get; } = primitive;

    public Params Params { get; } = parameters;

    public IReadOnlyList<PlanBuffer> Inputs { get; } = inputs;

    public IReadOnlyList<PlanBuffer> Outputs { get; } = outputs;

    public override IEnumerable<PlanBuffer> Reads => Inputs.Distinct();

    public override IEnumerable<PlanBuffer> Writes => Outputs;
}

/// <summary>
/// Copies the operand to the output, and the update into it at the indices of <see cref="Starts"/> (integers of rank 0, one an axis, held to where the update fits). Where both are the
/// same memory (see <see cref="InPlace"/>) there is nothing to copy.
/// </summary>
internal sealed class UpdateStep(PlanBuffer operand, PlanBuffer update, IReadOnlyList<PlanBuffer> starts, PlanBuffer output) : Step
{
    public PlanBuffer Operand { get; } = operand;

    public PlanBuffer Update { get; } = update;

    public IReadOnlyList<PlanBuffer> Starts { get; } = starts;

    public PlanBuffer Output { get; } = output;

    public override IEnumerable<PlanBuffer> Reads => new[] { Operand, Update }.Concat(Starts).Distinct();

    public override IEnumerable<PlanBuffer> Writes => [Output];
}

/// <summary>
/// A scan. In iteration k (i = k, or Length - 1 - k when <see cref="Reverse"/>) the body's inputs are the constants, the carries (at first <see cref="CarryIn"/>) and slice i along
/// axis 0 of each of <see cref="Xs"/>; its outputs are the next carries and slice i of each of <see cref="Ys"/>. <see cref="CarryOut"/> gets the last carries (the first ones when
/// Length is 0). Body inputs and outputs are never the same memory, but for
/// carries that the body changes in place (<see cref="InPlace"/>): of the others an executor keeps two sets.
/// </summary>
internal sealed class ScanStep(
    Dim length, bool reverse, Plan body, IReadOnlyList<PlanBuffer> consts, IReadOnlyList<PlanBuffer> carryIn, IReadOnlyList<PlanBuffer> xs,
    IReadOnlyList<PlanBuffer> carryOut, IReadOnlyList<PlanBuffer> ys) : Step
{
    public Dim Length { get; } = length;

    public bool Reverse { get; } = reverse;

    /// <summary>Inputs: Consts, carries, slices of Xs. Outputs: carries, slices of Ys.</summary>
    public Plan Body { get; } = body;

    public IReadOnlyList<PlanBuffer> Consts { get; } = consts;

    public IReadOnlyList<PlanBuffer> CarryIn { get; } = carryIn;

    public IReadOnlyList<PlanBuffer> Xs { get; } = xs;

    public IReadOnlyList<PlanBuffer> CarryOut { get; } = carryOut;

    public IReadOnlyList<PlanBuffer> Ys { get; } = ys;

    public override IEnumerable<Plan> Plans => [Body];

    public override IEnumerable<PlanBuffer> Reads => Consts.Concat(CarryIn).Concat(Xs).Distinct();

    public override IEnumerable<PlanBuffer> Writes => CarryOut.Concat(Ys);
}

/// <summary>While <see cref="Condition"/> (inputs: its constants, the carries; one bool output of rank 0) is true, <see cref="Body"/> (its constants, the carries) gives the next carries.</summary>
internal sealed class WhileStep(
    Plan condition, Plan body, IReadOnlyList<PlanBuffer> conditionConsts, IReadOnlyList<PlanBuffer> bodyConsts, IReadOnlyList<PlanBuffer> carryIn, IReadOnlyList<PlanBuffer> carryOut) : Step
{
    public Plan Condition { get; } = condition;

    public Plan Body { get; } = body;

    public IReadOnlyList<PlanBuffer> ConditionConsts { get; } = conditionConsts;

    public IReadOnlyList<PlanBuffer> BodyConsts { get; } = bodyConsts;

    public IReadOnlyList<PlanBuffer> CarryIn { get; } = carryIn;

    public IReadOnlyList<PlanBuffer> CarryOut { get; } = carryOut;

    public override IEnumerable<Plan> Plans => [Condition, Body];

    public override IEnumerable<PlanBuffer> Reads => ConditionConsts.Concat(BodyConsts).Concat(CarryIn).Distinct();

    public override IEnumerable<PlanBuffer> Writes => CarryOut;
}

/// <summary>Runs the branch that <see cref="Index"/> (an int32 or bool of rank 0, clamped to the branches) names, on the inputs.</summary>
internal sealed class CondStep(PlanBuffer index, IReadOnlyList<Plan> branches, IReadOnlyList<PlanBuffer> inputs, IReadOnlyList<PlanBuffer> outputs) : Step
{
    public PlanBuffer Index { get; } = index;

    public IReadOnlyList<Plan> Branches { get; } = branches;

    public IReadOnlyList<PlanBuffer> Inputs { get; } = inputs;

    public IReadOnlyList<PlanBuffer> Outputs { get; } = outputs;

    public override IEnumerable<Plan> Plans => Branches;

    public override IEnumerable<PlanBuffer> Reads => Inputs.Prepend(Index).Distinct();

    public override IEnumerable<PlanBuffer> Writes => Outputs;
}
