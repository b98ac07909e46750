// What a jaxpr inside an equation must take and give: the checks of calls, loops and branches, made when they are bound and when a jaxpr is checked.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class CallConvention
{
    /// <summary>A call passes its operands on.</summary>
    public static Aval[] Call(string name, Jaxpr jaxpr, Aval[] inputs)
    {
        Takes(name, "its jaxpr", jaxpr, inputs);
        return jaxpr.OutAvals();
    }

    /// <summary>Each step of a scan takes constants, carry and one element of each operand, and gives the carry back.</summary>
    public static Aval[] Scan(Aval[] inputs, ScanParts parts)
    {
        if (inputs.Length != parts.Jaxpr.InVars.Count || parts.Xs < 0 || parts.Ys < 0)
        {
            throw new ShapeException($"scan takes {parts.Jaxpr.InVars.Count} operands for its body, got {inputs.Length}");
        }
        (Aval[] consts, Aval[] carry, Aval[] xs) = parts.Split(inputs);
        foreach (Aval x in xs)
        {
            if (x.Rank == 0 || !x.Shape[0].Agrees(parts.Length))
            {
                throw new ShapeException($"scan of length {parts.Length} got an operand of shape {x.Shape} to scan over; its leading axis must have that length");
            }
        }
        Takes("scan", "its body", parts.Jaxpr, [.. consts, .. carry, .. xs.Select(x => x.WithShape(Shape.Of(x.Shape.Skip(1))))]);
        (Aval[] next, Aval[] ys) = parts.SplitResults(parts.Jaxpr.OutAvals());
        Gives("scan", "its body", next, carry);
        return [.. next.Zip(carry, Join), .. ys.Select(y => BatchTransform.Insert(y, 0, parts.Length))];
    }

    /// <summary>The condition takes its constants and the carry and gives one bool; the body gives the carry.</summary>
    public static Aval[] While(Aval[] inputs, Params parameters)
    {
        WhileParts parts = new(parameters);
        if (inputs.Length < parts.ConditionConsts + parts.BodyConsts)
        {
            throw new ShapeException($"while takes {parts.ConditionConsts} constants for its condition and {parts.BodyConsts} for its body, got {inputs.Length} operands");
        }
        Jaxpr condition = parts.Condition, body = parts.Body;
        (Aval[] conditionConsts, Aval[] bodyConsts, Aval[] carry) = parts.Split(inputs);
        Takes("while", "its condition", condition, [.. conditionConsts, .. carry]);
        Takes("while", "its body", body, [.. bodyConsts, .. carry]);
        // Batched, there is one decision for each element of the batch, whose axes lead every carry.
        if (condition.OutAvals() is not [var predicate] || predicate.DType != DType.Bool
            || carry.Any(c => !predicate.Shape.SequenceEqual(c.Shape.Take(predicate.Rank))))
        {
            throw new ShapeException($"while must have a condition that gives one bool[] (or one for each element of a batch that leads the carry), got {List(condition.OutAvals())}");
        }
        Gives("while", "its body", body.OutAvals(), carry);
        return body.OutAvals().Zip(carry, Join).ToArray();
    }

    /// <summary>Every branch takes the operands after the index, and all give the same.</summary>
    public static Aval[] Cond(Aval[] inputs, IReadOnlyList<Jaxpr> branches)
    {
        if (inputs.Length == 0 || branches.Count == 0 || inputs[0].Rank != 0 || (inputs[0].DType != DType.Int32 && inputs[0].DType != DType.Bool))
        {
            throw new ShapeException($"cond takes the number of a branch (i32[]) first, got {(inputs.Length == 0 ? "nothing" : inputs[0].ToString())}");
        }
        Aval[] outputs = branches[0].OutAvals();
        for (int i = 0; i < branches.Count; i++)
        {
            Takes("cond", $"branch {i}", branches[i], inputs.Skip(1).ToArray());
            Gives("cond", $"branch {i}", branches[i].OutAvals(), outputs);
            outputs = outputs.Zip(branches[i].OutAvals(), Join).ToArray();
        }
        return outputs;
    }

    // What may come from either of two places is weak only when both are.
    private static Aval Join(Aval left, Aval right) => left.Weak && !right.Weak ? right : left;

    private static void Takes(string name, string what, Jaxpr jaxpr, IReadOnlyList<Aval> arguments)
    {
        if (!Same(jaxpr.InVars.Select(v => v.Aval).ToArray(), arguments))
        {
            throw new ShapeException($"{name} passes {List(arguments)}, and {what} takes {List(jaxpr.InVars.Select(v => v.Aval))}");
        }
    }

    private static void Gives(string name, string what, IReadOnlyList<Aval> results, IReadOnlyList<Aval> expected)
    {
        if (!Same(results, expected))
        {
            throw new ShapeException($"{name} needs {List(expected)}, and {what} gives {List(results)}");
        }
    }

    private static bool Same(IReadOnlyList<Aval> left, IReadOnlyList<Aval> right) => left.Count == right.Count && left.Zip(right, ShapeInference.SameType).All(same => same);

    private static string List(IEnumerable<Aval> avals) => "(" + string.Join(", ", avals) + ")";
}
