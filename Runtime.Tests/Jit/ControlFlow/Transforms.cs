// The transforms of each method of Branches, Loops and ArrayLoops, compiled: forward and reverse derivatives in x, and a map over many x.
using SrcGenJit;

namespace Runtime.Tests.Jit.ControlFlow;

internal static class BranchesTransforms
{
    [Jit]
    public static (double Y, double Tangent) IfForward(double x) => Jax.Jvp((double v) => Branches.If(v), x, 1.0);

    [Jit]
    public static double IfReverse(double x) => Jax.Grad((double v) => Branches.If(v))(x);

    [Jit]
    public static NdArray<double> IfMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.If((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) IfElseForward(double x) => Jax.Jvp((double v) => Branches.IfElse(v), x, 1.0);

    [Jit]
    public static double IfElseReverse(double x) => Jax.Grad((double v) => Branches.IfElse(v))(x);

    [Jit]
    public static NdArray<double> IfElseMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.IfElse((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) NestedIfForward(double x) => Jax.Jvp((double v) => Branches.NestedIf(v), x, 1.0);

    [Jit]
    public static double NestedIfReverse(double x) => Jax.Grad((double v) => Branches.NestedIf(v))(x);

    [Jit]
    public static NdArray<double> NestedIfMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.NestedIf((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) ElseIfForward(double x) => Jax.Jvp((double v) => Branches.ElseIf(v), x, 1.0);

    [Jit]
    public static double ElseIfReverse(double x) => Jax.Grad((double v) => Branches.ElseIf(v))(x);

    [Jit]
    public static NdArray<double> ElseIfMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.ElseIf((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) EarlyReturnForward(double x) => Jax.Jvp((double v) => Branches.EarlyReturn(v), x, 1.0);

    [Jit]
    public static double EarlyReturnReverse(double x) => Jax.Grad((double v) => Branches.EarlyReturn(v))(x);

    [Jit]
    public static NdArray<double> EarlyReturnMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.EarlyReturn((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) EarlyReturnsForward(double x) => Jax.Jvp((double v) => Branches.EarlyReturns(v), x, 1.0);

    [Jit]
    public static double EarlyReturnsReverse(double x) => Jax.Grad((double v) => Branches.EarlyReturns(v))(x);

    [Jit]
    public static NdArray<double> EarlyReturnsMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.EarlyReturns((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) AndOrForward(double x) => Jax.Jvp((double v) => Branches.AndOr(v), x, 1.0);

    [Jit]
    public static double AndOrReverse(double x) => Jax.Grad((double v) => Branches.AndOr(v))(x);

    [Jit]
    public static NdArray<double> AndOrMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.AndOr((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) NotAndForward(double x) => Jax.Jvp((double v) => Branches.NotAnd(v), x, 1.0);

    [Jit]
    public static double NotAndReverse(double x) => Jax.Grad((double v) => Branches.NotAnd(v))(x);

    [Jit]
    public static NdArray<double> NotAndMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.NotAnd((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) ConditionalForward(double x) => Jax.Jvp((double v) => Branches.Conditional(v), x, 1.0);

    [Jit]
    public static double ConditionalReverse(double x) => Jax.Grad((double v) => Branches.Conditional(v))(x);

    [Jit]
    public static NdArray<double> ConditionalMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.Conditional((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) ConditionalTupleForward(double x) => Jax.Jvp((double v) => Branches.ConditionalTuple(v), x, 1.0);

    [Jit]
    public static double ConditionalTupleReverse(double x) => Jax.Grad((double v) => Branches.ConditionalTuple(v))(x);

    [Jit]
    public static NdArray<double> ConditionalTupleMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.ConditionalTuple((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) RelationalPatternForward(double x) => Jax.Jvp((double v) => Branches.RelationalPattern(v), x, 1.0);

    [Jit]
    public static double RelationalPatternReverse(double x) => Jax.Grad((double v) => Branches.RelationalPattern(v))(x);

    [Jit]
    public static NdArray<double> RelationalPatternMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.RelationalPattern((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) NotPatternForward(double x) => Jax.Jvp((double v) => Branches.NotPattern(v), x, 1.0);

    [Jit]
    public static double NotPatternReverse(double x) => Jax.Grad((double v) => Branches.NotPattern(v))(x);

    [Jit]
    public static NdArray<double> NotPatternMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.NotPattern((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) PropertyPatternForward(double x) => Jax.Jvp((double v) => Branches.PropertyPattern(v), x, 1.0);

    [Jit]
    public static double PropertyPatternReverse(double x) => Jax.Grad((double v) => Branches.PropertyPattern(v))(x);

    [Jit]
    public static NdArray<double> PropertyPatternMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.PropertyPattern((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) TuplePatternForward(double x) => Jax.Jvp((double v) => Branches.TuplePattern(v), x, 1.0);

    [Jit]
    public static double TuplePatternReverse(double x) => Jax.Grad((double v) => Branches.TuplePattern(v))(x);

    [Jit]
    public static NdArray<double> TuplePatternMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.TuplePattern((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) SwitchRelationalForward(double x) => Jax.Jvp((double v) => Branches.SwitchRelational(v), x, 1.0);

    [Jit]
    public static double SwitchRelationalReverse(double x) => Jax.Grad((double v) => Branches.SwitchRelational(v))(x);

    [Jit]
    public static NdArray<double> SwitchRelationalMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.SwitchRelational((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) SwitchStatementForward(double x, int n) => Jax.Jvp((double v) => Branches.SwitchStatement(v, n), x, 1.0);

    [Jit]
    public static double SwitchStatementReverse(double x, int n) => Jax.Grad((double v) => Branches.SwitchStatement(v, n))(x);

    [Jit]
    public static NdArray<double> SwitchStatementMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.SwitchStatement((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) SwitchExpressionForward(double x, int n) => Jax.Jvp((double v) => Branches.SwitchExpression(v, n), x, 1.0);

    [Jit]
    public static double SwitchExpressionReverse(double x, int n) => Jax.Grad((double v) => Branches.SwitchExpression(v, n))(x);

    [Jit]
    public static NdArray<double> SwitchExpressionMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.SwitchExpression((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) TupleNumbersForward(double x, int n) => Jax.Jvp((double v) => Branches.TupleNumbers(v, n), x, 1.0);

    [Jit]
    public static double TupleNumbersReverse(double x, int n) => Jax.Grad((double v) => Branches.TupleNumbers(v, n))(x);

    [Jit]
    public static NdArray<double> TupleNumbersMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.TupleNumbers((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) SwitchEnumForward(double x, Kind kind) => Jax.Jvp((double v) => Branches.SwitchEnum(v, kind), x, 1.0);

    [Jit]
    public static double SwitchEnumReverse(double x, Kind kind) => Jax.Grad((double v) => Branches.SwitchEnum(v, kind))(x);

    [Jit]
    public static NdArray<double> SwitchEnumMap([Shape("m")] NdArray<double> xs, Kind kind) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.SwitchEnum((double)v, kind)))(xs);

    [Jit]
    public static (double Y, double Tangent) SwitchEnumExpressionForward(double x, Kind kind) => Jax.Jvp((double v) => Branches.SwitchEnumExpression(v, kind), x, 1.0);

    [Jit]
    public static double SwitchEnumExpressionReverse(double x, Kind kind) => Jax.Grad((double v) => Branches.SwitchEnumExpression(v, kind))(x);

    [Jit]
    public static NdArray<double> SwitchEnumExpressionMap([Shape("m")] NdArray<double> xs, Kind kind) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Branches.SwitchEnumExpression((double)v, kind)))(xs);
}

internal static class LoopsTransforms
{
    [Jit]
    public static (double Y, double Tangent) WhileForward(double x) => Jax.Jvp((double v) => Loops.While(v), x, 1.0);

    [Jit]
    public static NdArray<double> WhileMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.While((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) WhileBreakForward(double x) => Jax.Jvp((double v) => Loops.WhileBreak(v), x, 1.0);

    [Jit]
    public static double WhileBreakReverse(double x) => Jax.Grad((double v) => Loops.WhileBreak(v))(x);

    [Jit]
    public static NdArray<double> WhileBreakMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.WhileBreak((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) DoWhileForward(double x) => Jax.Jvp((double v) => Loops.DoWhile(v), x, 1.0);

    [Jit]
    public static double DoWhileReverse(double x) => Jax.Grad((double v) => Loops.DoWhile(v))(x);

    [Jit]
    public static NdArray<double> DoWhileMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.DoWhile((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) ForForward(double x, int n) => Jax.Jvp((double v) => Loops.For(v, n), x, 1.0);

    [Jit]
    public static NdArray<double> ForMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.For((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) ForShortForward(double x) => Jax.Jvp((double v) => Loops.ForShort(v), x, 1.0);

    [Jit]
    public static double ForShortReverse(double x) => Jax.Grad((double v) => Loops.ForShort(v))(x);

    [Jit]
    public static NdArray<double> ForShortMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.ForShort((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) ForLongForward(double x) => Jax.Jvp((double v) => Loops.ForLong(v), x, 1.0);

    [Jit]
    public static double ForLongReverse(double x) => Jax.Grad((double v) => Loops.ForLong(v))(x);

    [Jit]
    public static NdArray<double> ForLongMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.ForLong((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) ForLongIfForward(double x) => Jax.Jvp((double v) => Loops.ForLongIf(v), x, 1.0);

    [Jit]
    public static double ForLongIfReverse(double x) => Jax.Grad((double v) => Loops.ForLongIf(v))(x);

    [Jit]
    public static NdArray<double> ForLongIfMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.ForLongIf((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) ContinueForward(double x, int n) => Jax.Jvp((double v) => Loops.Continue(v, n), x, 1.0);

    [Jit]
    public static NdArray<double> ContinueMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.Continue((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) BreakForward(double x, int n) => Jax.Jvp((double v) => Loops.Break(v, n), x, 1.0);

    [Jit]
    public static NdArray<double> BreakMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.Break((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) ReturnForward(double x, int n) => Jax.Jvp((double v) => Loops.Return(v, n), x, 1.0);

    [Jit]
    public static NdArray<double> ReturnMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.Return((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) NestedForward(double x, int n) => Jax.Jvp((double v) => Loops.Nested(v, n), x, 1.0);

    [Jit]
    public static NdArray<double> NestedMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.Nested((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) NestedExitsForward(double x, int n) => Jax.Jvp((double v) => Loops.NestedExits(v, n), x, 1.0);

    [Jit]
    public static NdArray<double> NestedExitsMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.NestedExits((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) SwitchInLoopForward(double x, int n) => Jax.Jvp((double v) => Loops.SwitchInLoop(v, n), x, 1.0);

    [Jit]
    public static NdArray<double> SwitchInLoopMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.SwitchInLoop((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) PowerForward(double x, int n) => Jax.Jvp((double v) => Loops.Power(v, n), x, 1.0);

    [Jit]
    public static double PowerReverse(double x, int n) => Jax.Grad((double v) => Loops.Power(v, n))(x);

    [Jit]
    public static NdArray<double> PowerMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.Power((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) BisectForward(double x) => Jax.Jvp((double v) => Loops.Bisect(v), x, 1.0);

    [Jit]
    public static double BisectReverse(double x) => Jax.Grad((double v) => Loops.Bisect(v))(x);

    [Jit]
    public static NdArray<double> BisectMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.Bisect((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) TupleStateForward(double x, int n) => Jax.Jvp((double v) => Loops.TupleState(v, n), x, 1.0);

    [Jit]
    public static NdArray<double> TupleStateMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.TupleState((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) RecordStateForward(double x, int n) => Jax.Jvp((double v) => Loops.RecordState(v, n), x, 1.0);

    [Jit]
    public static NdArray<double> RecordStateMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.RecordState((double)v, n)))(xs);

    [Jit]
    public static (double Y, double Tangent) StructStateForward(double x, int n) => Jax.Jvp((double v) => Loops.StructState(v, n), x, 1.0);

    [Jit]
    public static NdArray<double> StructStateMap([Shape("m")] NdArray<double> xs, int n) => Jax.Vmap((NdArray<double> v) => Jnp.Array(Loops.StructState((double)v, n)))(xs);
}

internal static class ArrayLoopsTransforms
{
    [Jit]
    public static (double Y, double Tangent) ForeachForward(double x, double[] a) => Jax.Jvp((double v) => ArrayLoops.Foreach(v, a), x, 1.0);

    [Jit]
    public static double ForeachReverse(double x, double[] a) => Jax.Grad((double v) => ArrayLoops.Foreach(v, a))(x);

    [Jit]
    public static NdArray<double> ForeachMap([Shape("m")] NdArray<double> xs, double[] a) => Jax.Vmap((NdArray<double> v) => Jnp.Array(ArrayLoops.Foreach((double)v, a)))(xs);

    [Jit]
    public static (double Y, double Tangent) HornerForward(double x, double[] a) => Jax.Jvp((double v) => ArrayLoops.Horner(v, a), x, 1.0);

    [Jit]
    public static double HornerReverse(double x, double[] a) => Jax.Grad((double v) => ArrayLoops.Horner(v, a))(x);

    [Jit]
    public static NdArray<double> HornerMap([Shape("m")] NdArray<double> xs, double[] a) => Jax.Vmap((NdArray<double> v) => Jnp.Array(ArrayLoops.Horner((double)v, a)))(xs);

    [Jit]
    public static (double Y, double Tangent) FilterForward(double x, double[] a) => Jax.Jvp((double v) => ArrayLoops.Filter(v, a), x, 1.0);

    [Jit]
    public static double FilterReverse(double x, double[] a) => Jax.Grad((double v) => ArrayLoops.Filter(v, a))(x);

    [Jit]
    public static NdArray<double> FilterMap([Shape("m")] NdArray<double> xs, double[] a) => Jax.Vmap((NdArray<double> v) => Jnp.Array(ArrayLoops.Filter((double)v, a)))(xs);

    [Jit]
    public static (double Y, double Tangent) FirstForward(double x, double[] a) => Jax.Jvp((double v) => ArrayLoops.First(v, a), x, 1.0);

    [Jit]
    public static double FirstReverse(double x, double[] a) => Jax.Grad((double v) => ArrayLoops.First(v, a))(x);

    [Jit]
    public static NdArray<double> FirstMap([Shape("m")] NdArray<double> xs, double[] a) => Jax.Vmap((NdArray<double> v) => Jnp.Array(ArrayLoops.First((double)v, a)))(xs);

    [Jit]
    public static (double Y, double Tangent) TableForward(double x) => Jax.Jvp((double v) => ArrayLoops.Table(v), x, 1.0);

    [Jit]
    public static double TableReverse(double x) => Jax.Grad((double v) => ArrayLoops.Table(v))(x);

    [Jit]
    public static NdArray<double> TableMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(ArrayLoops.Table((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) LocalForward(double x) => Jax.Jvp((double v) => ArrayLoops.Local(v), x, 1.0);

    [Jit]
    public static double LocalReverse(double x) => Jax.Grad((double v) => ArrayLoops.Local(v))(x);

    [Jit]
    public static NdArray<double> LocalMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(ArrayLoops.Local((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) RecurrenceForward(double x, double[] a) => Jax.Jvp((double v) => ArrayLoops.Recurrence(v, a), x, 1.0);

    [Jit]
    public static double RecurrenceReverse(double x, double[] a) => Jax.Grad((double v) => ArrayLoops.Recurrence(v, a))(x);

    [Jit]
    public static NdArray<double> RecurrenceMap([Shape("m")] NdArray<double> xs, double[] a) => Jax.Vmap((NdArray<double> v) => Jnp.Array(ArrayLoops.Recurrence((double)v, a)))(xs);

    [Jit]
    public static (double Y, double Tangent) MiddleForward(double x) => Jax.Jvp((double v) => ArrayLoops.Middle(v), x, 1.0);

    [Jit]
    public static double MiddleReverse(double x) => Jax.Grad((double v) => ArrayLoops.Middle(v))(x);

    [Jit]
    public static NdArray<double> MiddleMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(ArrayLoops.Middle((double)v)))(xs);

    [Jit]
    public static (double Y, double Tangent) LatticeForward(double x) => Jax.Jvp((double v) => ArrayLoops.Lattice(v), x, 1.0);

    [Jit]
    public static double LatticeReverse(double x) => Jax.Grad((double v) => ArrayLoops.Lattice(v))(x);

    [Jit]
    public static NdArray<double> LatticeMap([Shape("m")] NdArray<double> xs) => Jax.Vmap((NdArray<double> v) => Jnp.Array(ArrayLoops.Lattice((double)v)))(xs);
}
