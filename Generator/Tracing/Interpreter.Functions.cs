// Functions that Core traces: delegates passed to transforms, and [Jit] methods called from others, each an equation with a jaxpr of its own.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    /// <summary>A delegate as Core sees functions: from the tuple of arguments to the result.</summary>
    private Func<Tree, Tree> ToFunction(IOperation place, Value function)
    {
        switch (function)
        {
            case Value.Function traced:
                return traced.Call;
            case Value.Closure closure:
                TypeMap types = closure.Types;
                Frame frame = _frame;
                return FunctionNames.Name(Traced, closure.Method.MethodKind == MethodKind.AnonymousFunction ? "<lambda>" : closure.Method.Name);

                Tree Traced(Tree tree)
                {
                    ImmutableArray<IParameterSymbol> parameters = closure.Method.Parameters;
                    IReadOnlyList<Tree> children = tree is Tree.Node { Kind: "tuple" } node && node.Children.Count == parameters.Length ? node.Children : [tree];
                    if (children.Count != parameters.Length)
                    {
                        throw new ArgumentException($"the function takes {parameters.Length} arguments, and {children.Count} were given");
                    }
                    return Apart(place, frame, () =>
                    {
                        object[] arguments = new object[parameters.Length];
                        for (int i = 0; i < arguments.Length; i++)
                        {
                            arguments[i] = FromTree(place, children[i], types.Of(parameters[i].Type));
                        }
                        Tree result = ToTree(place, CallFunction(place, closure, arguments, closure.Method.ReturnType));
                        CheckRequirements(place);
                        return result;
                    });
                }
            default:
                throw Unsupported(place, "this function");
        }
    }

    // Runs a function that Core traces, as often as Core wants to: what it requires is its own, and it must not write what was there before.
    private T Apart<T>(IOperation place, Frame frame, Func<T> run)
    {
        Frame saved = _frame;
        Store.Moment before = _store.Now;
        int calls = _calls.Count, apart = _apart;
        ImmutableList<Value> held = _held;
        Facts facts = _facts;
        _frame = frame;
        Hold(_store.Read(_ok));
        _store.Write(_ok.Id, Value.True);
        _apart = _store.Last;
        try
        {
            T result = run();
            int changed = _store.WrittenSince(before).FirstOrDefault(a => a != _ok.Id
                && !(before.Cells.TryGetValue(a, out Value? cell) ? SameValue(cell, _store.Now.Cells[a]) : ReferenceEquals(before.Heap[a], _store.Now.Heap[a])));
            return changed == 0 ? result : throw Fail(place, JitRules.Effect, "The write to a captured variable or object in a function that is transformed");
        }
        catch (InterpretedThrow thrown)
        {
            Unwind(calls);
            throw Uncaught(thrown);
        }
        catch (EndlessRecursion endless)
        {
            Unwind(calls);
            throw endless.Failure;
        }
        finally
        {
            _store.Write(_ok.Id, before.Cells[_ok.Id]);
            (_frame, _apart, _held, _facts) = (saved, apart, held, facts);
        }
    }

    /// <summary>A call of a [Jit] method: one equation with a jaxpr of its own, traced once for each combination of avals.</summary>
    private Value CallJit(IOperation place, IMethodSymbol method, Value[] arguments)
    {
        bool[] isStatic = [.. method.Parameters.Select((p, i) => _known.IsStatic(p) || arguments[i] is Value.Closure or Value.Function or Value.Constant { Data: null or string })];
        bool[] isCount = [.. isStatic.Select((s, i) => s || arguments[i] is Value.Constant { Data: int or long or bool } or Value.Size)];
        if (TraceJit(place, method, arguments, isStatic, isCount) is not { } call)
        {
            return Enter(place, method, null, arguments);
        }
        if (call.Output.HasLoop && !isCount.SequenceEqual(isStatic))
        {
            // A loop whose count is known differentiates in reverse too.
            call = TraceJit(place, method, arguments, isCount);
        }
        // What the method reads of the world outside are operands too.
        NdArray[] results = Core(place, () => Calls.BindJit(method.Name, new Jaxpr([], [.. call.Jaxpr.ConstVars, .. call.Jaxpr.InVars], call.Jaxpr.Equations, call.Jaxpr.Outputs), [.. call.Jaxpr.Consts, .. call.Operands]));
        if (call.Output.IsGuarded)
        {
            Require(place, results[results.Length - 1], $"a call of '{KnownTypes.Name(method)}'");
            Array.Resize(ref results, results.Length - 1);
        }
        return FromTree(place, call.Output.Result.Unflatten(results), _frame.Types.For(method).Of(method.ReturnType));
    }

    private sealed record JitCall(Jaxpr Jaxpr, NdArray[] Operands, JitOutput Output);

    // With numbers of any value, or, where lengths of arrays are made of them, as the ones they are. Null where one stands inside an argument: then the method is a part of its caller.
    private JitCall? TraceJit(IOperation place, IMethodSymbol method, Value[] arguments, bool[] isStatic, bool[] isCount)
    {
        int calls = _calls.Count;
        foreach (bool[] statics in isCount.SequenceEqual(isStatic) ? new[] { isStatic } : [isStatic, isCount])
        {
            try
            {
                return TraceJit(place, method, arguments, statics);
            }
            catch (TraceFailure failure) when (failure.Rule == JitRules.NotKnown)
            {
                Unwind(calls);
            }
        }
        return null;
    }

    private JitCall TraceJit(IOperation place, IMethodSymbol method, Value[] arguments, bool[] isStatic)
    {
        TypeMap types = _frame.Types.For(method);
        bool held = !_held.IsEmpty || _store.Read(_ok) is not Value.Constant;
        List<object?> parts = [method.OriginalDefinition.GetDocumentationCommentId() ?? method.Name, held, .. method.TypeArguments.Select(t => _frame.Types.Of(t).ToDisplayString())];
        Tree[] trees = new Tree[arguments.Length];
        for (int i = 0; i < arguments.Length; i++)
        {
            trees[i] = isStatic[i] ? Tree.Tuple() : ToTree(place, arguments[i]);
            parts.Add(isStatic[i] ? StaticKey(place, arguments[i]) : trees[i].Structure);
        }
        Tree all = Tree.Tuple(trees);
        NdArray[] operands = [.. all.Flatten()];
        EquatableList<object?> key = new(parts);
        (object, object) outputKey = (key, new EquatableList<Aval>(operands.Select(o => o.Aval)));
        Jaxpr jaxpr = Core(place, () => JaxprCache.Trace(key, [.. operands.Select(o => o.Aval)], inputs => Apart(place, _frame, () =>
        {
            foreach ((NdArray input, NdArray operand) in inputs.Zip(operands, (i, o) => (i, o)).Where(p => p.i.Variable is not null))
            {
                _operands[input.Variable!] = operand;
            }
            IReadOnlyList<Tree> inner = ((Tree.Node)all.Unflatten(inputs)).Children;
            object[] values = [.. arguments.Select((a, i) => isStatic[i] ? a : FromTree(place, inner[i], types.Of(method.Parameters[i].Type)))];
            bool outer = _hasLoop;
            _hasLoop = false;
            Tree output = ToTree(place, Enter(place, method, null, values));
            Value ok = _store.Read(_ok);
            _store.Write(_ok.Id, Value.True);
            bool guarded = ok is not Value.Constant { Data: true };
            _outputs[outputKey] = new JitOutput(output, guarded, _hasLoop);
            _hasLoop |= outer;
            return (NdArray[])(guarded ? [.. output.Flatten(), Lift(place, ok)] : [.. output.Flatten()]);
        })));
        return new JitCall(jaxpr, operands, _outputs[outputKey]);
    }

    // What is compared with Equals: the type counts, numbers by their bits, sequences item by item.
    private object? StaticKey(IOperation place, Value value) => value switch
    {
        Value.Constant { Data: float number } => (typeof(float), System.BitConverter.DoubleToInt64Bits(number)),
        Value.Constant { Data: double number } => (typeof(double), System.BitConverter.DoubleToInt64Bits(number)),
        Value.Constant { Data: var data } => data,
        Value.Size size => size.Dim,
        // What a closure captured may be another value at the next call.
        Value.Closure closure => Captures(closure) ? new object() : (closure.Method.Locations.FirstOrDefault()?.ToString(), closure.Method.ToDisplayString(), closure.Types),
        Value.Tuple tuple => ("tuple", new EquatableList<object?>(tuple.Items.Select(i => StaticKey(place, i)))),
        Value.Reference reference when _store[reference] is Content.Sequence sequence => (sequence.Fixed, new EquatableList<object?>(sequence.Items.Select(i => StaticKey(place, i)))),
        _ => throw Fail(place, JitRules.NotKnown, "a [Static] argument"),
    };

    private static bool Captures(Value.Closure closure) => closure.Receiver is not null
        || closure.Lambda is { } lambda && lambda.Symbol.DeclaringSyntaxReferences.FirstOrDefault() is { } declaration && (closure.Captured?.Places.Count ?? 0) > 0
            && declaration.GetSyntax().DescendantNodes().Any(n => n is Microsoft.CodeAnalysis.CSharp.Syntax.IdentifierNameSyntax name
                && closure.Captured!.Places.Keys.Any(k => k is ISymbol symbol && symbol.Name == name.Identifier.ValueText) || n is Microsoft.CodeAnalysis.CSharp.Syntax.ThisExpressionSyntax)
        || closure.Method.MethodKind == MethodKind.LocalFunction && !closure.Method.IsStatic;
}
