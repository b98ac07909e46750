// The table of the methods under test: the compiled call, the body (a delegate runs it), and the compiled transforms, as functions of x and a whole number that is made what else a method takes.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit;

namespace Runtime.Tests.Jit.ControlFlow;

internal sealed record Case(string Name, bool TakesNumber, Func<double, int, double> Compiled, Func<double, int, double> Body, Func<double, int, (double Y, double Tangent)>? Forward, Func<double, int, double>? Reverse, Func<NdArray<double>, int, NdArray<double>>? Map)
{
    public override string ToString() => Name;
}

internal static class Cases
{
    public static IReadOnlyList<Case> All { get; } =
    [
        new("If", false, (x, n) => Branches.If(x), (x, n) => ((Func<double, double>)Branches.If)(x), (x, n) => BranchesTransforms.IfForward(x), (x, n) => BranchesTransforms.IfReverse(x), (xs, n) => BranchesTransforms.IfMap(xs)),
        new("IfElse", false, (x, n) => Branches.IfElse(x), (x, n) => ((Func<double, double>)Branches.IfElse)(x), (x, n) => BranchesTransforms.IfElseForward(x), (x, n) => BranchesTransforms.IfElseReverse(x), (xs, n) => BranchesTransforms.IfElseMap(xs)),
        new("NestedIf", false, (x, n) => Branches.NestedIf(x), (x, n) => ((Func<double, double>)Branches.NestedIf)(x), (x, n) => BranchesTransforms.NestedIfForward(x), (x, n) => BranchesTransforms.NestedIfReverse(x), (xs, n) => BranchesTransforms.NestedIfMap(xs)),
        new("ElseIf", false, (x, n) => Branches.ElseIf(x), (x, n) => ((Func<double, double>)Branches.ElseIf)(x), (x, n) => BranchesTransforms.ElseIfForward(x), (x, n) => BranchesTransforms.ElseIfReverse(x), (xs, n) => BranchesTransforms.ElseIfMap(xs)),
        new("EarlyReturn", false, (x, n) => Branches.EarlyReturn(x), (x, n) => ((Func<double, double>)Branches.EarlyReturn)(x), (x, n) => BranchesTransforms.EarlyReturnForward(x), (x, n) => BranchesTransforms.EarlyReturnReverse(x), (xs, n) => BranchesTransforms.EarlyReturnMap(xs)),
        new("EarlyReturns", false, (x, n) => Branches.EarlyReturns(x), (x, n) => ((Func<double, double>)Branches.EarlyReturns)(x), (x, n) => BranchesTransforms.EarlyReturnsForward(x), (x, n) => BranchesTransforms.EarlyReturnsReverse(x), (xs, n) => BranchesTransforms.EarlyReturnsMap(xs)),
        new("AndOr", false, (x, n) => Branches.AndOr(x), (x, n) => ((Func<double, double>)Branches.AndOr)(x), (x, n) => BranchesTransforms.AndOrForward(x), (x, n) => BranchesTransforms.AndOrReverse(x), (xs, n) => BranchesTransforms.AndOrMap(xs)),
        new("NotAnd", false, (x, n) => Branches.NotAnd(x), (x, n) => ((Func<double, double>)Branches.NotAnd)(x), (x, n) => BranchesTransforms.NotAndForward(x), (x, n) => BranchesTransforms.NotAndReverse(x), (xs, n) => BranchesTransforms.NotAndMap(xs)),
        new("Conditional", false, (x, n) => Branches.Conditional(x), (x, n) => ((Func<double, double>)Branches.Conditional)(x), (x, n) => BranchesTransforms.ConditionalForward(x), (x, n) => BranchesTransforms.ConditionalReverse(x), (xs, n) => BranchesTransforms.ConditionalMap(xs)),
        new("ConditionalTuple", false, (x, n) => Branches.ConditionalTuple(x), (x, n) => ((Func<double, double>)Branches.ConditionalTuple)(x), (x, n) => BranchesTransforms.ConditionalTupleForward(x), (x, n) => BranchesTransforms.ConditionalTupleReverse(x), (xs, n) => BranchesTransforms.ConditionalTupleMap(xs)),
        new("RelationalPattern", false, (x, n) => Branches.RelationalPattern(x), (x, n) => ((Func<double, double>)Branches.RelationalPattern)(x), (x, n) => BranchesTransforms.RelationalPatternForward(x), (x, n) => BranchesTransforms.RelationalPatternReverse(x), (xs, n) => BranchesTransforms.RelationalPatternMap(xs)),
        new("NotPattern", false, (x, n) => Branches.NotPattern(x), (x, n) => ((Func<double, double>)Branches.NotPattern)(x), (x, n) => BranchesTransforms.NotPatternForward(x), (x, n) => BranchesTransforms.NotPatternReverse(x), (xs, n) => BranchesTransforms.NotPatternMap(xs)),
        new("PropertyPattern", false, (x, n) => Branches.PropertyPattern(x), (x, n) => ((Func<double, double>)Branches.PropertyPattern)(x), (x, n) => BranchesTransforms.PropertyPatternForward(x), (x, n) => BranchesTransforms.PropertyPatternReverse(x), (xs, n) => BranchesTransforms.PropertyPatternMap(xs)),
        new("TuplePattern", false, (x, n) => Branches.TuplePattern(x), (x, n) => ((Func<double, double>)Branches.TuplePattern)(x), (x, n) => BranchesTransforms.TuplePatternForward(x), (x, n) => BranchesTransforms.TuplePatternReverse(x), (xs, n) => BranchesTransforms.TuplePatternMap(xs)),
        new("SwitchRelational", false, (x, n) => Branches.SwitchRelational(x), (x, n) => ((Func<double, double>)Branches.SwitchRelational)(x), (x, n) => BranchesTransforms.SwitchRelationalForward(x), (x, n) => BranchesTransforms.SwitchRelationalReverse(x), (xs, n) => BranchesTransforms.SwitchRelationalMap(xs)),
        new("SwitchStatement", true, (x, n) => Branches.SwitchStatement(x, n), (x, n) => ((Func<double, int, double>)Branches.SwitchStatement)(x, n), (x, n) => BranchesTransforms.SwitchStatementForward(x, n), (x, n) => BranchesTransforms.SwitchStatementReverse(x, n), (xs, n) => BranchesTransforms.SwitchStatementMap(xs, n)),
        new("SwitchExpression", true, (x, n) => Branches.SwitchExpression(x, n), (x, n) => ((Func<double, int, double>)Branches.SwitchExpression)(x, n), (x, n) => BranchesTransforms.SwitchExpressionForward(x, n), (x, n) => BranchesTransforms.SwitchExpressionReverse(x, n), (xs, n) => BranchesTransforms.SwitchExpressionMap(xs, n)),
        new("TupleNumbers", true, (x, n) => Branches.TupleNumbers(x, n), (x, n) => ((Func<double, int, double>)Branches.TupleNumbers)(x, n), (x, n) => BranchesTransforms.TupleNumbersForward(x, n), (x, n) => BranchesTransforms.TupleNumbersReverse(x, n), (xs, n) => BranchesTransforms.TupleNumbersMap(xs, n)),
        new("SwitchEnum", true, (x, n) => Branches.SwitchEnum(x, (Kind)(n & 3)), (x, n) => ((Func<double, Kind, double>)Branches.SwitchEnum)(x, (Kind)(n & 3)), (x, n) => BranchesTransforms.SwitchEnumForward(x, (Kind)(n & 3)), (x, n) => BranchesTransforms.SwitchEnumReverse(x, (Kind)(n & 3)), (xs, n) => BranchesTransforms.SwitchEnumMap(xs, (Kind)(n & 3))),
        new("SwitchEnumExpression", true, (x, n) => Branches.SwitchEnumExpression(x, (Kind)(n & 3)), (x, n) => ((Func<double, Kind, double>)Branches.SwitchEnumExpression)(x, (Kind)(n & 3)), (x, n) => BranchesTransforms.SwitchEnumExpressionForward(x, (Kind)(n & 3)), (x, n) => BranchesTransforms.SwitchEnumExpressionReverse(x, (Kind)(n & 3)), (xs, n) => BranchesTransforms.SwitchEnumExpressionMap(xs, (Kind)(n & 3))),
        new("While", false, (x, n) => Loops.While(x), (x, n) => ((Func<double, double>)Loops.While)(x), (x, n) => LoopsTransforms.WhileForward(x), null, (xs, n) => LoopsTransforms.WhileMap(xs)),
        new("WhileBreak", false, (x, n) => Loops.WhileBreak(x), (x, n) => ((Func<double, double>)Loops.WhileBreak)(x), (x, n) => LoopsTransforms.WhileBreakForward(x), null, (xs, n) => LoopsTransforms.WhileBreakMap(xs)),
        new("DoWhile", false, (x, n) => Loops.DoWhile(x), (x, n) => ((Func<double, double>)Loops.DoWhile)(x), (x, n) => LoopsTransforms.DoWhileForward(x), null, (xs, n) => LoopsTransforms.DoWhileMap(xs)),
        new("For", true, (x, n) => Loops.For(x, n), (x, n) => ((Func<double, int, double>)Loops.For)(x, n), (x, n) => LoopsTransforms.ForForward(x, n), null, (xs, n) => LoopsTransforms.ForMap(xs, n)),
        new("ForShort", false, (x, n) => Loops.ForShort(x), (x, n) => ((Func<double, double>)Loops.ForShort)(x), (x, n) => LoopsTransforms.ForShortForward(x), (x, n) => LoopsTransforms.ForShortReverse(x), (xs, n) => LoopsTransforms.ForShortMap(xs)),
        new("ForLong", false, (x, n) => Loops.ForLong(x), (x, n) => ((Func<double, double>)Loops.ForLong)(x), (x, n) => LoopsTransforms.ForLongForward(x), (x, n) => LoopsTransforms.ForLongReverse(x), (xs, n) => LoopsTransforms.ForLongMap(xs)),
        new("ForLongIf", false, (x, n) => Loops.ForLongIf(x), (x, n) => ((Func<double, double>)Loops.ForLongIf)(x), (x, n) => LoopsTransforms.ForLongIfForward(x), (x, n) => LoopsTransforms.ForLongIfReverse(x), (xs, n) => LoopsTransforms.ForLongIfMap(xs)),
        new("Continue", true, (x, n) => Loops.Continue(x, n), (x, n) => ((Func<double, int, double>)Loops.Continue)(x, n), (x, n) => LoopsTransforms.ContinueForward(x, n), null, (xs, n) => LoopsTransforms.ContinueMap(xs, n)),
        new("Break", true, (x, n) => Loops.Break(x, n), (x, n) => ((Func<double, int, double>)Loops.Break)(x, n), (x, n) => LoopsTransforms.BreakForward(x, n), null, (xs, n) => LoopsTransforms.BreakMap(xs, n)),
        new("Return", true, (x, n) => Loops.Return(x, n), (x, n) => ((Func<double, int, double>)Loops.Return)(x, n), (x, n) => LoopsTransforms.ReturnForward(x, n), null, (xs, n) => LoopsTransforms.ReturnMap(xs, n)),
        new("Nested", true, (x, n) => Loops.Nested(x, n), (x, n) => ((Func<double, int, double>)Loops.Nested)(x, n), (x, n) => LoopsTransforms.NestedForward(x, n), null, (xs, n) => LoopsTransforms.NestedMap(xs, n)),
        new("NestedExits", true, (x, n) => Loops.NestedExits(x, n), (x, n) => ((Func<double, int, double>)Loops.NestedExits)(x, n), (x, n) => LoopsTransforms.NestedExitsForward(x, n), null, (xs, n) => LoopsTransforms.NestedExitsMap(xs, n)),
        new("SwitchInLoop", true, (x, n) => Loops.SwitchInLoop(x, n), (x, n) => ((Func<double, int, double>)Loops.SwitchInLoop)(x, n), (x, n) => LoopsTransforms.SwitchInLoopForward(x, n), null, (xs, n) => LoopsTransforms.SwitchInLoopMap(xs, n)),
        new("Power", true, (x, n) => Loops.Power(x, n), (x, n) => ((Func<double, int, double>)Loops.Power)(x, n), (x, n) => LoopsTransforms.PowerForward(x, n), null, (xs, n) => LoopsTransforms.PowerMap(xs, n)),
        new("Bisect", false, (x, n) => Loops.Bisect(x), (x, n) => ((Func<double, double>)Loops.Bisect)(x), (x, n) => LoopsTransforms.BisectForward(x), null, (xs, n) => LoopsTransforms.BisectMap(xs)),
        new("TupleState", true, (x, n) => Loops.TupleState(x, n), (x, n) => ((Func<double, int, double>)Loops.TupleState)(x, n), (x, n) => LoopsTransforms.TupleStateForward(x, n), null, (xs, n) => LoopsTransforms.TupleStateMap(xs, n)),
        new("RecordState", true, (x, n) => Loops.RecordState(x, n), (x, n) => ((Func<double, int, double>)Loops.RecordState)(x, n), (x, n) => LoopsTransforms.RecordStateForward(x, n), null, (xs, n) => LoopsTransforms.RecordStateMap(xs, n)),
        new("StructState", true, (x, n) => Loops.StructState(x, n), (x, n) => ((Func<double, int, double>)Loops.StructState)(x, n), (x, n) => LoopsTransforms.StructStateForward(x, n), null, (xs, n) => LoopsTransforms.StructStateMap(xs, n)),
        new("Foreach", true, (x, n) => ArrayLoops.Foreach(x, Data(n)), (x, n) => ((Func<double, double[], double>)ArrayLoops.Foreach)(x, Data(n)), (x, n) => ArrayLoopsTransforms.ForeachForward(x, Data(n)), (x, n) => ArrayLoopsTransforms.ForeachReverse(x, Data(n)), (xs, n) => ArrayLoopsTransforms.ForeachMap(xs, Data(n))),
        new("Horner", true, (x, n) => ArrayLoops.Horner(x, Data(n)), (x, n) => ((Func<double, double[], double>)ArrayLoops.Horner)(x, Data(n)), (x, n) => ArrayLoopsTransforms.HornerForward(x, Data(n)), (x, n) => ArrayLoopsTransforms.HornerReverse(x, Data(n)), (xs, n) => ArrayLoopsTransforms.HornerMap(xs, Data(n))),
        new("Filter", true, (x, n) => ArrayLoops.Filter(x, Data(n)), (x, n) => ((Func<double, double[], double>)ArrayLoops.Filter)(x, Data(n)), (x, n) => ArrayLoopsTransforms.FilterForward(x, Data(n)), (x, n) => ArrayLoopsTransforms.FilterReverse(x, Data(n)), (xs, n) => ArrayLoopsTransforms.FilterMap(xs, Data(n))),
        new("First", true, (x, n) => ArrayLoops.First(x, Data(Math.Max(n, 1))), (x, n) => ((Func<double, double[], double>)ArrayLoops.First)(x, Data(Math.Max(n, 1))), (x, n) => ArrayLoopsTransforms.FirstForward(x, Data(Math.Max(n, 1))), null, (xs, n) => ArrayLoopsTransforms.FirstMap(xs, Data(Math.Max(n, 1)))),
        new("Table", false, (x, n) => ArrayLoops.Table(x), (x, n) => ((Func<double, double>)ArrayLoops.Table)(x), (x, n) => ArrayLoopsTransforms.TableForward(x), (x, n) => ArrayLoopsTransforms.TableReverse(x), (xs, n) => ArrayLoopsTransforms.TableMap(xs)),
        new("Local", false, (x, n) => ArrayLoops.Local(x), (x, n) => ((Func<double, double>)ArrayLoops.Local)(x), (x, n) => ArrayLoopsTransforms.LocalForward(x), (x, n) => ArrayLoopsTransforms.LocalReverse(x), (xs, n) => ArrayLoopsTransforms.LocalMap(xs)),
        new("Recurrence", true, (x, n) => ArrayLoops.Recurrence(x, Data(n)), (x, n) => ((Func<double, double[], double>)ArrayLoops.Recurrence)(x, Data(n)), (x, n) => ArrayLoopsTransforms.RecurrenceForward(x, Data(n)), (x, n) => ArrayLoopsTransforms.RecurrenceReverse(x, Data(n)), (xs, n) => ArrayLoopsTransforms.RecurrenceMap(xs, Data(n))),
        new("Middle", false, (x, n) => ArrayLoops.Middle(x), (x, n) => ((Func<double, double>)ArrayLoops.Middle)(x), (x, n) => ArrayLoopsTransforms.MiddleForward(x), (x, n) => ArrayLoopsTransforms.MiddleReverse(x), (xs, n) => ArrayLoopsTransforms.MiddleMap(xs)),
        new("Lattice", false, (x, n) => ArrayLoops.Lattice(x), (x, n) => ((Func<double, double>)ArrayLoops.Lattice)(x), (x, n) => ArrayLoopsTransforms.LatticeForward(x), null, (xs, n) => ArrayLoopsTransforms.LatticeMap(xs)),
    ];

    private static double[] Data(int n) => [.. Enumerable.Range(0, Math.Max(n, 0)).Select(i => 1.0 - 0.1875 * i)];
}
