// Which results of a plan may be the memory of an input: a loop's array changes in place where nothing reads what it was after it has changed.
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;

namespace SrcGenJit.Core;

internal static class InPlace
{
    private static readonly ConditionalWeakTable<Plan, Dictionary<(int, int), IReadOnlyList<PlanBuffer>?>> s_known = new();

    /// <summary>Which carries of a scan's body change in place.</summary>
    public static bool[] Of(ScanStep scan) => Of(scan.Body, scan.Consts.Count, scan.CarryOut);

    /// <summary>Which carries of a while's body change in place.</summary>
    public static bool[] Of(WhileStep loop) => Of(loop.Body, loop.BodyConsts.Count, loop.CarryOut);

    /// <summary>For each result of a branch, the input whose memory it may be in all branches; null where there is none.</summary>
    public static int?[] Of(CondStep cond) => cond.Outputs.Select((output, o) =>
        output.Aval.Rank == 0 ? null
        : Enumerable.Range(0, cond.Inputs.Count).Where(i => cond.Inputs[i].Aval.SameType(output.Aval) && cond.Branches.All(b => Shared(b, i, o) is not null)).Select(i => (int?)i).FirstOrDefault()).ToArray();

    /// <summary>
    /// The buffers of a plan, from a result back to an input, that may be one memory: each changes the one before, which nothing reads any more. Null where they may not.
    /// </summary>
    public static IReadOnlyList<PlanBuffer>? Shared(Plan plan, int input, int output)
    {
        Dictionary<(int, int), IReadOnlyList<PlanBuffer>?> known = s_known.GetOrCreateValue(plan);
        lock (known)
        {
            if (known.TryGetValue((input, output), out IReadOnlyList<PlanBuffer>? found))
            {
                return found;
            }
        }
        IReadOnlyList<PlanBuffer>? shared = Find(plan, plan.Inputs[input], plan.Outputs[output]);
        lock (known)
        {
            return known[(input, output)] = shared;
        }
    }

    /// <summary>The nest without the stores that put elements of a memory where they are already; null where nothing is left of it.</summary>
    public static LoopNest? WithoutCopies(LoopNest nest, System.Func<PlanBuffer, PlanBuffer, bool> isSame)
    {
        NestStore[] kept = nest.Body.Stores.Where(s => !(s.Value is NestValue.Load load && load.Guard.IsNone && load.Offset.Equals(s.Offset) && isSame(load.Buffer, s.Buffer))).ToArray();
        if (kept.Length == nest.Body.Stores.Count)
        {
            return nest;
        }
        if (kept.Length == 0 && !nest.IsReduction)
        {
            return null;
        }
        HashSet<NestValue> needed = [.. kept.Select(s => s.Value), .. nest.Reductions.Select(r => r.Value)];
        foreach (NestValue value in nest.Body.Values.Reverse().Where(needed.Contains))
        {
            needed.UnionWith(value.Operands);
        }
        return new LoopNest(nest.Loops, new NestBlock(nest.Body.Values.Where(needed.Contains).ToArray(), kept), nest.Reductions, nest.Epilogue);
    }

    /// <summary>Moves steps that read what another one changes, and need nothing of the change, before it.</summary>
    public static void ReadBeforeChange(List<Step> steps)
    {
        for (int at = steps.Count - 1; at >= 0; at--)
        {
            if (ChangedBy(steps[at]) is not { Count: > 0 } changed || !steps.Skip(at + 1).Any(s => s.Reads.Any(changed.Contains)))
            {
                continue;
            }
            HashSet<PlanBuffer> after = [.. steps[at].Writes];
            List<Step> free = [], bound = [];
            foreach (Step step in steps.Skip(at + 1))
            {
                bool needs = step.Reads.Any(after.Contains) || step.Writes.Any(after.Contains);
                (needs ? bound : free).Add(step);
                if (needs)
                {
                    after.UnionWith(step.Writes);
                }
            }
            List<Step> order = [.. free, steps[at], .. bound];
            steps.RemoveRange(at, steps.Count - at);
            steps.AddRange(order);
        }
    }

    private static HashSet<PlanBuffer> ChangedBy(Step step) => step switch
    {
        UpdateStep update => [update.Operand],
        ScanStep scan => [.. scan.CarryIn.Where(b => b.Aval.Rank > 0)],
        WhileStep loop => [.. loop.CarryIn.Where(b => b.Aval.Rank > 0)],
        CondStep cond => [.. Of(cond).Where(i => i is not null).Select(i => cond.Inputs[i!.Value])],
        _ => [],
    };

    private static bool[] Of(Plan body, int consts, IReadOnlyList<PlanBuffer> carry) =>
        carry.Select((buffer, c) => buffer.Aval.Rank > 0 && Shared(body, consts + c, c) is not null).ToArray();

    private static IReadOnlyList<PlanBuffer>? Find(Plan plan, PlanBuffer input, PlanBuffer output)
    {
        RuntimeHelpers.EnsureSufficientExecutionStack();
        List<PlanBuffer> shared = [output];
        while (!ReferenceEquals(shared[shared.Count - 1], input))
        {
            PlanBuffer buffer = shared[shared.Count - 1];
            int[] writers = Enumerable.Range(0, plan.Steps.Count).Where(s => plan.Steps[s].Writes.Contains(buffer)).ToArray();
            if (writers is not [var writer] || Before(plan.Steps[writer], buffer, input) is not { } before || !before.Aval.SameType(buffer.Aval)
                || !(ReferenceEquals(before, input) || before.Kind == BufferKind.Temporary) || before.LastRead > writer || shared.Contains(before))
            {
                return null;
            }
            shared.Add(before);
        }
        return shared;
    }

    // The buffer that a step makes another one of by changing elements, each read, if at all, before it is written.
    private static PlanBuffer? Before(Step step, PlanBuffer buffer, PlanBuffer input)
    {
        switch (step)
        {
            case UpdateStep update:
                return Once(step, [update.Operand, update.Update, .. update.Starts], 0);
            case ScanStep scan when At(scan.CarryOut, buffer) is var c and >= 0:
                return Of(scan)[c] ? Once(step, [.. scan.CarryIn, .. scan.Consts, .. scan.Xs], c) : null;
            case WhileStep loop when At(loop.CarryOut, buffer) is var c and >= 0:
                return Of(loop)[c] ? Once(step, [.. loop.CarryIn, .. loop.ConditionConsts, .. loop.BodyConsts], c) : null;
            case CondStep cond:
                return Of(cond)[At(cond.Outputs, buffer)] is { } i ? Once(step, [.. cond.Inputs, cond.Index], i) : null;
            case LoopNest { IsReduction: false } nest:
                NestStore[] stores = nest.Body.Stores.Where(s => ReferenceEquals(s.Buffer, buffer)).ToArray();
                // What is handed on: the elements stay where they are.
                return stores is [{ Value: NestValue.Load load } store] && ReferenceEquals(load.Buffer, input) && load.Guard.IsNone && load.Offset.Equals(store.Offset) ? input : null;
            default:
                return null;
        }
    }

    private static PlanBuffer? Once(Step step, IReadOnlyList<PlanBuffer> reads, int at) => reads.Count(b => ReferenceEquals(b, reads[at])) == 1 ? reads[at] : null;

    private static int At(IReadOnlyList<PlanBuffer> buffers, PlanBuffer buffer)
    {
        for (int i = 0; i < buffers.Count; i++)
        {
            if (ReferenceEquals(buffers[i], buffer))
            {
                return i;
            }
        }
        return -1;
    }
}
