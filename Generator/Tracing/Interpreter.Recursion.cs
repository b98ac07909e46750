// Methods that call themselves under conditions that are known at run time only: what the conditions say may end them, a call that is the last step is a loop, all else is refused.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    // Calls within calls of one method under traced conditions: of which nothing that is known while building tells one from another, and at all.
    private const int MaxSame = 6;

    private const int MaxNested = 100;

    // Calls of a method by itself, however deep, within one call from outside.
    private const int MaxSelfCalls = 512;

    // Methods that are being executed, from the outermost.
    private readonly List<Activation> _running = [];

    /// <summary>A call of a method that is being executed, and the trace in which it began.</summary>
    private sealed class Activation(IMethodSymbol method, Trace? trace, IReadOnlyList<object> arguments)
    {
        public IMethodSymbol Method { get; } = method;

        public Trace? Trace { get; } = trace;

        public IReadOnlyList<object> Arguments { get; } = arguments;

        /// <summary>Of the outermost call: true while calls that are the last step may be made a loop.</summary>
        public bool MayLoop { get; set; }

        /// <summary>Of the outermost call: true while they are one.</summary>
        public bool Loops { get; set; }

        /// <summary>Of the outermost call: how many calls of the method by itself stood under traced conditions.</summary>
        public int SelfCalls { get; set; }
    }

    /// <summary>Unwinds to the outermost call of a method, to make its last calls a loop.</summary>
    private sealed class RecursionConversion(Activation activation) : Exception
    {
        public Activation Activation { get; } = activation;
    }

    /// <summary>A call that could only go on for ever, which C# ends with the process: nothing catches it, and the way that leads to it is left to C#.</summary>
    private sealed class EndlessRecursion(TraceFailure failure) : Exception
    {
        public TraceFailure Failure { get; } = failure;
    }

    private bool IsRunning(IMethodSymbol method) => _running.Any(a => SymbolEqualityComparer.Default.Equals(a.Method, method.OriginalDefinition));

    /// <summary>Runs the body of a method in the frame that was made for it.</summary>
    private Value RunBody(IOperation place, IMethodSymbol method, IReadOnlyList<object> arguments)
    {
        Activation? outermost = _running.Find(a => SymbolEqualityComparer.Default.Equals(a.Method, method.OriginalDefinition));
        Activation self = new(method.OriginalDefinition, Trace.Current, arguments);
        if (outermost is not null && !ReferenceEquals(outermost.Trace, self.Trace))
        {
            Admit(place, method, arguments, outermost);
        }
        _running.Add(self);
        try
        {
            if (outermost is { Loops: true } && _frame.Graph!.Looping(method) is { } loop)
            {
                _frame = _frame.With(loop);
            }
            return outermost is null && Trace.Current is JaxprTrace ? RunOutermost(self, method) : RunGraph();
        }
        finally
        {
            _running.RemoveAt(_running.Count - 1);
        }
    }

    // First as it stands: what conditions say may end the recursion. Where it does not, with last calls as a loop; where that is none, as far as constants go.
    private Value RunOutermost(Activation self, IMethodSymbol method)
    {
        Frame frame = _frame;
        if (frame.Graph!.Looping(method) is not { } looping)
        {
            return RunGraph();
        }
        JaxprTrace trace = (JaxprTrace)Trace.Current!;
        Store.Moment before = _store.Now;
        (int Equations, int Consts) mark = trace.Mark;
        (Facts facts, ImmutableList<Value> held, int calls, int failures) = (_facts, _held, _calls.Count, _failures.Count);
        self.MayLoop = true;
        try
        {
            return RunGraph();
        }
        catch (RecursionConversion conversion) when (ReferenceEquals(conversion.Activation, self))
        {
        }
        (self.MayLoop, self.Loops) = (false, true);
        Undo(looping);
        _trying++;
        try
        {
            return RunGraph();
        }
        catch (TraceFailure failure)
        {
            self.Loops = false;
            Undo(frame.Graph);
            try
            {
                return RunGraph();
            }
            catch (TraceFailure)
            {
                throw failure;
            }
        }
        finally
        {
            _trying--;
        }

        void Undo(FlowGraph graph)
        {
            trace.Undo(mark);
            _store.Restore(before);
            Unwind(calls);
            _failures.RemoveRange(failures, _failures.Count - failures);
            (_facts, _held, _frame, self.SelfCalls) = (facts, held, frame.With(graph), 0);
        }
    }

    // A call of a method by itself under a traced condition: refused where nothing says that there is an end of it.
    private void Admit(IOperation place, IMethodSymbol method, IReadOnlyList<object> arguments, Activation outermost)
    {
        Activation[] around = [.. _running.Where(a => SymbolEqualityComparer.Default.Equals(a.Method, method.OriginalDefinition) && !ReferenceEquals(a.Trace, Trace.Current))];
        int same = around.Count(a => a.Arguments.Count == arguments.Count && a.Arguments.Zip(arguments, MayBeSame).All(s => s));
        if (same > 0)
        {
            LeaveToCSharp(place, method, arguments);
        }
        outermost.SelfCalls++;
        if (outermost.MayLoop && around.Length >= MaxSame)
        {
            throw new RecursionConversion(outermost);
        }
        if (same >= MaxSame || around.Length >= MaxNested || outermost.SelfCalls > MaxSelfCalls)
        {
            throw Fail(place, JitRules.Recursion, KnownTypes.Name(method));
        }
    }

    // Two numbers that methods of the kind 'x >= 0 ? ... : -F(-x)' mostly do not mind: NaN, and the least integer, which is its own negative. C# calls itself with them until the stack is full.
    private void LeaveToCSharp(IOperation place, IMethodSymbol method, IReadOnlyList<object> arguments)
    {
        foreach (NdArray number in arguments.OfType<Value.Scalar>().Select(s => s.Data).Where(d => NumberRange.Holds(d.Aval)))
        {
            if (_facts.RangeOf(number) is { IsEmpty: true, HasNaN: true })
            {
                throw new EndlessRecursion(Fail(place, JitRules.Recursion, KnownTypes.Name(method)));
            }
            if (number.Dtype.Kind == DTypeKind.Int && number.Trace is JaxprTrace trace && trace.DefinitionOf(number.Variable!) is { } negation && negation.Primitive.Range == RangeRules.Neg && negation.Inputs[0] is Var operand)
            {
                NdArray negated = trace.ConstantOf(operand) ?? new NdArray(trace, operand);
                if (_facts.RangeOf(negated).High <= 0)
                {
                    Require(place, Core(place, () => Erased.Lax.Ne(negated, new NdArray(negated.Dtype.Lowest, weak: true))), $"'{Excerpt(place)}' is not called with the least integer");
                }
            }
        }
    }

    // False where what is known while building tells one call from another.
    private static bool MayBeSame(object before, object after) => (before, after) switch
    {
        (Value.Constant a, Value.Constant b) => a.Equals(b),
        (Value.Size a, Value.Size b) => a.Dim.Equals(b.Dim),
        (Value.Tuple a, Value.Tuple b) when a.Items.Length == b.Items.Length => a.Items.Zip(b.Items, MayBeSame).All(s => s),
        (Value.Struct a, Value.Struct b) => a.Fields.All(f => !b.Fields.TryGetValue(f.Key, out Value? other) || MayBeSame(f.Value, other)),
        (Value.Span a, Value.Span b) => a.Of == b.Of && MayBeSame(a.Start, b.Start) && MayBeSame(a.Length, b.Length),
        (Value.Reference a, Value.Reference b) => a == b,
        _ => true,
    };

    // A call that is the last step: the parameters are written, and the method begins again.
    private Outcome Repeat(BasicBlock block, IInvocationOperation call)
    {
        foreach (IOperation operation in block.Operations)
        {
            if (!operation.DescendantsAndSelf().Contains(call))
            {
                Perform(operation);
            }
        }
        Refuse(call, call.TargetMethod);
        object[] arguments = Arguments(call.Arguments, call.TargetMethod);
        _frame.Scope = _frame.Entry!;
        ImmutableArray<IParameterSymbol> parameters = call.TargetMethod.OriginalDefinition.Parameters;
        for (int i = 0; i < parameters.Length; i++)
        {
            _store.Write(((Place.Cell)_frame.Scope.Find(parameters[i])!).Id, (Value)arguments[i]);
        }
        return At(0);
    }
}
