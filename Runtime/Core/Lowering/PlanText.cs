// A plan as text: the one-line summary that documents a kernel, and the full dump for tests and JitInfo.
using System.Collections.Generic;
using System.Globalization;
using System.Linq;
using System.Text;

namespace SrcGenJit.Core;

internal static class PlanText
{
    public static string Describe(Plan plan)
    {
        List<string> parts = plan.Steps.Select(Describe).ToList();
        return parts.Count == 0 ? "nothing to compute" : string.Join("; then ", parts);
    }

    public static string Dump(Plan plan)
    {
        StringBuilder text = new();
        Dump(plan, text, "");
        return text.ToString();
    }

    public static string Describe(Step step) => step switch
    {
        LoopNest nest => Describe(nest),
        MatrixProduct product => product.Batch.Equals((Dim)1)
            ? $"matrix product {product.Rows} x {product.Inner} x {product.Columns}"
            : $"{product.Batch} matrix products {product.Rows} x {product.Inner} x {product.Columns}",
        UpdateStep update => $"an update of {(update.Update.Aval.Shape.Size.Equals((Dim)1) ? "an element" : update.Update.Aval.ToString())}",
        LibraryCall call => $"the interpreter's {call.Primitive.Name}",
        ScanStep scan => $"scan of {scan.Length} [{Describe(scan.Body)}]",
        WhileStep loop => $"while [{Describe(loop.Condition)}] do [{Describe(loop.Body)}]",
        CondStep cond => "one of " + string.Join(", ", cond.Branches.Select(b => "[" + Describe(b) + "]")),
        _ => step.GetType().Name,
    };

    private static string Describe(LoopNest nest)
    {
        NestValue[] values = [.. nest.Body.Values, .. nest.Epilogue.Values];
        List<string> operations = nest.Body.Values.OfType<NestValue.Apply>().Select(a => a.Primitive.Name).ToList();
        operations.AddRange(nest.Reductions.Select(r => "reduce_" + r.Monoid.ToString().ToLowerInvariant()));
        operations.AddRange(nest.Epilogue.Values.OfType<NestValue.Apply>().Select(a => a.Primitive.Name));
        string what = operations.Count == 0 ? "copy" : Counted(operations);
        int loads = values.OfType<NestValue.Load>().Count(), stores = nest.Body.Stores.Count + nest.Epilogue.Stores.Count;
        string loops = nest.Loops.Count == 0 ? "no loop" : nest.Loops.Count == 1 ? "1 loop" : Number(nest.Loops.Count) + " loops";
        return $"{loops}: {what}; {Number(loads)} {(loads == 1 ? "load" : "loads")}, {Number(stores)} {(stores == 1 ? "store" : "stores")} {(nest.IsReduction || nest.Loops.Count == 0 ? "" : "an element")}".TrimEnd();
    }

    private static string Counted(List<string> operations) => string.Join(", ", operations
        .GroupBy(o => o)
        .Select(g => g.Count() == 1 ? g.Key : Number(g.Count()) + " " + g.Key));

    private static void Dump(Plan plan, StringBuilder text, string indent)
    {
        text.Append(indent).Append("plan (").Append(string.Join(", ", plan.Consts.Concat(plan.Inputs).Select(Typed))).Append(") -> (")
            .Append(string.Join(", ", plan.Outputs.Select(Typed))).Append(")\n");
        string inner = indent + "  ";
        foreach (PlanBuffer buffer in plan.Buffers.Where(b => b.Kind is BufferKind.Temporary or BufferKind.Literal))
        {
            text.Append(inner).Append(buffer.Kind == BufferKind.Temporary ? "temporary " : "literal ").Append(Typed(buffer));
            if (buffer.Value is { } value)
            {
                text.Append(" = ").Append(ValueOf(value));
            }
            text.Append('\n');
        }
        foreach (Step step in plan.Steps)
        {
            Dump(step, text, inner);
        }
    }

    private static void Dump(Step step, StringBuilder text, string indent)
    {
        string inner = indent + "  ";
        switch (step)
        {
            case LoopNest nest:
                text.Append(indent).Append("for ").Append(string.Join(", ", nest.Loops.Select((l, i) => $"i{Number(i)} < {l.Extent}{KindOf(l.Kind)}"))).Append('\n');
                Dump(nest.Body, 'v', text, inner);
                for (int i = 0; i < nest.Reductions.Count; i++)
                {
                    text.Append(inner).Append($"r{Number(i)} = reduce_{nest.Reductions[i].Monoid.ToString().ToLowerInvariant()} v{Number(nest.Reductions[i].Value.Id)}\n");
                }
                Dump(nest.Epilogue, 'w', text, inner);
                break;
            case MatrixProduct product:
                text.Append(indent).Append($"{product.Output} = matmul {product.Left}, {product.Right} [{product.Batch}, {product.Rows}, {product.Inner}, {product.Columns}]\n");
                break;
            case UpdateStep update:
                text.Append(indent).Append($"{update.Output} = {update.Operand} with {update.Update} at {List(update.Starts)}\n");
                break;
            case LibraryCall call:
                text.Append(indent).Append($"{List(call.Outputs)} = interpreter {call.Primitive.Name} {List(call.Inputs)}\n");
                break;
            case ScanStep scan:
                text.Append(indent).Append($"{List(scan.CarryOut)}; {List(scan.Ys)} = scan {scan.Length}{(scan.Reverse ? " reversed" : "")} consts {List(scan.Consts)} carry {List(scan.CarryIn)} xs {List(scan.Xs)}\n");
                Dump(scan.Body, text, inner);
                break;
            case WhileStep loop:
                text.Append(indent).Append($"{List(loop.CarryOut)} = while carry {List(loop.CarryIn)} condition consts {List(loop.ConditionConsts)} body consts {List(loop.BodyConsts)}\n");
                Dump(loop.Condition, text, inner);
                Dump(loop.Body, text, inner);
                break;
            case CondStep cond:
                text.Append(indent).Append($"{List(cond.Outputs)} = cond {cond.Index} on {List(cond.Inputs)}\n");
                foreach (Plan branch in cond.Branches)
                {
                    Dump(branch, text, inner);
                }
                break;
        }
    }

    private static void Dump(NestBlock block, char letter, StringBuilder text, string indent)
    {
        foreach (NestValue value in block.Values)
        {
            text.Append(indent).Append(letter).Append(Number(value.Id)).Append(':').Append(value.DType.ShortName).Append(" = ").Append(Expression(value, letter)).Append('\n');
        }
        foreach (NestStore store in block.Stores)
        {
            text.Append(indent).Append($"{store.Buffer}[{store.Offset}] = {letter}{Number(store.Value.Id)}\n");
        }
    }

    private static string Expression(NestValue value, char letter) => value switch
    {
        NestValue.Load load => $"{load.Buffer}[{load.Offset}]{(load.Guard.IsNone ? "" : " if " + load.Guard)}",
        NestValue.Constant constant => ValueOf(constant.Value),
        NestValue.OfIndex index => "index " + index.Index,
        NestValue.Apply apply => apply.Primitive.Name + " " + string.Join(", ", apply.Inputs.Select(i => letter + Number(i.Id))),
        NestValue.Select select => $"{letter}{Number(select.Then.Id)} if {select.Guard} else {letter}{Number(select.Else.Id)}",
        NestValue.Reduced reduced => "r" + Number(reduced.Number),
        _ => "",
    };

    private static string KindOf(LoopKind kind) => kind switch { LoopKind.Sequential => " sequential", LoopKind.Row => " row", _ => "" };

    private static string List(IReadOnlyList<PlanBuffer> buffers) => "(" + string.Join(", ", buffers) + ")";

    private static string Typed(PlanBuffer buffer) => buffer.Name + ":" + buffer.Aval;

    private static string ValueOf(Scalar value) => ValueText.Classic(value);

    private static string Number(int value) => value.ToString(CultureInfo.InvariantCulture);
}
