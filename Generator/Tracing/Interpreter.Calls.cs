// Calls: helpers whose source is here are executed, facade methods call their twins, [Jit] methods become jit equations, the base library is modelled.
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
    // The structure of what [Jit] methods return, for calls whose jaxpr was traced before.
    private readonly Dictionary<object, Tree> _outputs = [];

    private Value Invoke(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (method.MethodKind == MethodKind.Constructor)
        {
            // this(...) and base(...).
            RunConstructor(invocation, method, Arguments(invocation.Arguments));
            return Value.Null;
        }
        Value? self = invocation.Instance is { } instance ? Evaluate(instance) : null;
        Value[] arguments = Arguments(invocation.Arguments);
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return CallFunction(invocation, self!, arguments, method.ReturnType);
        }
        if (GenericFunction(invocation, arguments) is { } converted)
        {
            return converted;
        }
        if (invocation.ConstrainedToType is { } constraint)
        {
            method = Implementation(_frame.Types.Of(constraint), method);
        }
        Value result = Call(invocation, method, self, arguments, out Frame? frame);
        if (frame is not null)
        {
            CopyBack(invocation, method, frame, self);
        }
        return result;
    }

    // out and ref arguments, and structs whose method wrote a field.
    private void CopyBack(IInvocationOperation invocation, IMethodSymbol method, Frame frame, Value? self)
    {
        foreach (IArgumentOperation argument in invocation.Arguments)
        {
            if (argument.Parameter is { RefKind: RefKind.Out or RefKind.Ref } parameter)
            {
                Assign(argument.Value, _store.Read(frame.Find(Declared(method.OriginalDefinition.Parameters[parameter.Ordinal]))!.Value));
            }
        }
        if (self is Value.Struct && frame.Self is { } after && !ReferenceEquals(after, self) && invocation.Instance is not IInvocationOperation)
        {
            Assign(invocation.Instance!, after);
        }
    }

    private Value[] Arguments(ImmutableArray<IArgumentOperation> arguments)
    {
        Value[] values = new Value[arguments.Length];
        foreach (IArgumentOperation argument in arguments)
        {
            int place = argument.Parameter?.Ordinal ?? 0;
            values[place] = argument.Parameter is { RefKind: RefKind.Out } ? Value.Null
                : Convert(argument, Evaluate(argument.Value), argument.InConversion, argument.Value.Type, argument.Parameter?.Type);
        }
        return values;
    }

    private Value Call(IOperation place, IMethodSymbol method, Value? self, Value[] arguments) => Call(place, method, self, arguments, out _);

    private Value Call(IOperation place, IMethodSymbol method, Value? self, Value[] arguments, out Frame? frame)
    {
        frame = null;
        if (method.ReducedFrom is { } extension)
        {
            // x.M(y) for an extension method M(x, y).
            arguments = [self!, .. arguments];
            method = extension.IsGenericMethod ? extension.Construct([.. Inferred(extension, method)]) : extension;
            self = null;
        }
        method = Dispatch(method, self);
        if (_known.IsFacade(method))
        {
            return CallTwin(place, method, self, arguments);
        }
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            return Enter(place, method, _models.Body(method), _frame, null, arguments, _frame.Types, out frame);
        }
        if (!_models.Contains(method))
        {
            return CallLibrary(place, method, self, arguments);
        }
        if (_known.IsJit(method) && method.IsStatic)
        {
            return CallJit(place, method, arguments);
        }
        if (method.IsImplicitlyDeclared || method.PartialImplementationPart is null && method.IsPartialDefinition)
        {
            return CallSynthesised(place, method, self, arguments);
        }
        return Enter(place, method, _models.Body(method), null, self, arguments, _frame.Types.For(method), out frame);
    }

    private static IEnumerable<ITypeSymbol> Inferred(IMethodSymbol extension, IMethodSymbol reduced) =>
        extension.TypeParameters.Select(p => reduced.GetTypeInferredDuringReduction(p) ?? reduced.TypeArguments[Math.Max(0, p.Ordinal - (extension.TypeParameters.Length - reduced.TypeArguments.Length))]);

    private Value Enter(IOperation place, IMethodSymbol method, IOperation? body, Frame? captured, Value? self, Value[] arguments, TypeMap types, out Frame frame)
    {
        if (body is null)
        {
            throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(method), "it has no body in this compilation");
        }
        if (method.IsAsync)
        {
            throw Unsupported(place, $"the async method '{method.Name}'");
        }
        bool helper = captured is null;
        if (helper)
        {
            _calls.Push(place.Syntax.GetLocation());
        }
        Value result = Execute(method, body, captured, self, arguments, types, out frame);
        // Left on the stack when a failure flies past: it names the calls.
        if (helper)
        {
            _calls.Pop();
        }
        return result;
    }

    // Which method runs: the override or implementation of the receiver's type.
    private IMethodSymbol Dispatch(IMethodSymbol method, Value? self)
    {
        INamedTypeSymbol? type = self switch
        {
            Value.Struct structure => structure.Type,
            Value.Reference reference when _store[reference] is Content.Object content => content.Type,
            _ => null,
        };
        return type is null || !(method.IsVirtual || method.IsAbstract || method.IsOverride) ? method : Implementation(type, method);
    }

    private static IMethodSymbol Implementation(ITypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            return type.FindImplementationForInterfaceMember(method) as IMethodSymbol ?? type.GetMembers(method.Name).OfType<IMethodSymbol>().FirstOrDefault() ?? method;
        }
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            foreach (IMethodSymbol candidate in level.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (IMethodSymbol? overridden = candidate; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition))
                    {
                        return candidate;
                    }
                }
            }
        }
        return method;
    }

    /// <summary>Calls a delegate.</summary>
    private Value CallFunction(IOperation place, Value function, Value[] arguments, ITypeSymbol? returnType)
    {
        switch (function)
        {
            case Value.Closure { Method.MethodKind: MethodKind.AnonymousFunction } closure:
                return Enter(place, closure.Method, closure.Body, closure.Captured, null, arguments, closure.Types, out _);
            case Value.Closure { Method.MethodKind: MethodKind.LocalFunction } closure:
                return Enter(place, closure.Method, _models.Body(closure.Method), closure.Captured, null, arguments, closure.Types, out _);
            case Value.Closure closure:
                return Call(place, closure.Method, closure.Receiver, arguments);
            case Value.Function traced:
                Tree tuple = Tree.Tuple([.. arguments.Select(a => ToTree(place, a))]);
                return FromTree(place, Core(place, () => traced.Call(tuple), "the function"), returnType is null ? null : _frame.Types.Of(returnType));
            default:
                throw Unsupported(place, "a call of this delegate");
        }
    }

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
                return FunctionNames.Name(Call, closure.Method.MethodKind == MethodKind.AnonymousFunction ? "<lambda>" : closure.Method.Name);

                Tree Call(Tree tree)
                {
                    ImmutableArray<IParameterSymbol> parameters = closure.Method.Parameters;
                    IReadOnlyList<Tree> children = tree is Tree.Node { Kind: "tuple" } node && node.Children.Count == parameters.Length ? node.Children : [tree];
                    if (children.Count != parameters.Length)
                    {
                        throw new ArgumentException($"the function takes {parameters.Length} arguments, and {children.Count} were given");
                    }
                    Frame saved = _frame;
                    _frame = frame;
                    try
                    {
                        Value[] arguments = new Value[parameters.Length];
                        for (int i = 0; i < arguments.Length; i++)
                        {
                            arguments[i] = FromTree(place, children[i], types.Of(parameters[i].Type));
                        }
                        return ToTree(place, CallFunction(place, closure, arguments, closure.Method.ReturnType));
                    }
                    finally
                    {
                        _frame = saved;
                    }
                }
            default:
                throw Unsupported(place, "this function");
        }
    }

    /// <summary>A call of a [Jit] method: one equation with a jaxpr of its own, traced once for each combination of avals.</summary>
    private Value CallJit(IOperation place, IMethodSymbol method, Value[] arguments)
    {
        TypeMap types = _frame.Types.For(method);
        List<object?> parts = [method.OriginalDefinition.GetDocumentationCommentId() ?? method.Name, .. method.TypeArguments.Select(t => _frame.Types.Of(t).ToDisplayString())];
        bool[] isStatic = [.. method.Parameters.Select((p, i) => _known.IsStatic(p) || arguments[i] is Value.Closure or Value.Function or Value.Constant { Data: null or string })];
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
        NdArray[] results = Core(place, () =>
        {
            Jaxpr jaxpr = JaxprCache.Trace(key, [.. operands.Select(o => o.Aval)], inputs =>
            {
                IReadOnlyList<Tree> inner = ((Tree.Node)all.Unflatten(inputs)).Children;
                Value[] values = [.. arguments.Select((a, i) => isStatic[i] ? a : FromTree(place, inner[i], types.Of(method.Parameters[i].Type)))];
                Tree output = ToTree(place, Enter(place, method, _models.Body(method), null, null, values, types, out _));
                _outputs[outputKey] = output;
                return [.. output.Flatten()];
            });
            return Calls.BindJit(method.Name, jaxpr, operands);
        });
        return FromTree(place, _outputs[outputKey].Unflatten(results), types.Of(method.ReturnType));
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

    private static bool Captures(Value.Closure closure)
    {
        if (closure.Receiver is not null || closure.Method.DeclaringSyntaxReferences.FirstOrDefault() is not { } declaration)
        {
            return closure.Receiver is not null;
        }
        return closure.Captured is not null && (closure.Body is not { } body || body.DescendantsAndSelf().Any(o => o switch
        {
            IInstanceReferenceOperation => true,
            ILocalReferenceOperation local => IsOutside(local.Local),
            IParameterReferenceOperation parameter => IsOutside(parameter.Parameter),
            _ => false,
        }));

        bool IsOutside(ISymbol symbol) => !symbol.DeclaringSyntaxReferences.Any(r => r.SyntaxTree == declaration.SyntaxTree && declaration.Span.Contains(r.Span));
    }

    // Members the compiler writes for records: Equals, ToString, Deconstruct.
    private Value CallSynthesised(IOperation place, IMethodSymbol method, Value? self, Value[] arguments) => method.Name switch
    {
        "Equals" when arguments.Length == 1 => Same(place, self!, arguments[0]),
        "op_Equality" => Same(place, arguments[0], arguments[1]),
        "op_Inequality" => Not(place, Same(place, arguments[0], arguments[1])),
        _ => throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(method), "it has no body in this compilation"),
    };
}
