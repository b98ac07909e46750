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
    private readonly Dictionary<object, JitOutput> _outputs = [];

    /// <summary>What a traced [Jit] method returns; whether a last result says that a call is as C# would have it; whether a loop of it is rolled.</summary>
    private sealed record JitOutput(Tree Result, bool IsGuarded, bool HasLoop);

    // What is older must not be written: see Apart.
    private int _apart;

    private Value Invoke(IInvocationOperation invocation)
    {
        IMethodSymbol method = invocation.TargetMethod;
        if (IsOmitted(method, invocation))
        {
            return Value.Unset;
        }
        if (method.MethodKind == MethodKind.Constructor)
        {
            // this(...) and base(...).
            Place self = _frame.Scope.Find(Scope.This)!;
            RunConstructor(invocation, method, self, Arguments(invocation.Arguments, method), _frame.Types.For(method.ContainingType));
            return Value.Unset;
        }
        Place? receiver = invocation.Instance is { } instance ? instance.Type is { IsValueType: true } && !IsReadOnlyVariable(instance) ? PlaceOf(instance) : _store.NewCell(Evaluate(instance)) : null;
        object[] arguments = Arguments(invocation.Arguments, method);
        if (method.MethodKind == MethodKind.DelegateInvoke)
        {
            return CallFunction(invocation, ReadRaw(receiver!, invocation), arguments, method.ReturnType);
        }
        if (invocation.ConstrainedToType is not null && GenericFunction(invocation, Values(arguments, invocation)) is { } converted)
        {
            return converted;
        }
        if (invocation.ConstrainedToType is { } constraint)
        {
            method = OnTypeParameter(constraint, method);
        }
        return Call(invocation, method, receiver, arguments, invocation.IsVirtual);
    }

    // [Conditional] methods whose symbol is not defined: C# leaves the call out, arguments and all.
    private static bool IsOmitted(IMethodSymbol method, IOperation place)
    {
        string[] conditions = [.. method.GetAttributes().Where(a => a.AttributeClass is { Name: "ConditionalAttribute", ContainingNamespace: { Name: "Diagnostics" } })
            .Select(a => a.ConstructorArguments.FirstOrDefault().Value as string).OfType<string>()];
        return conditions.Length > 0 && place.Syntax.SyntaxTree.Options is { } options && !conditions.Any(c => options.PreprocessorSymbolNames.Contains(c));
    }

    /// <summary>The arguments in the order of the parameters: values, or places for those by reference.</summary>
    private object[] Arguments(ImmutableArray<IArgumentOperation> arguments, IMethodSymbol method)
    {
        object[] values = new object[Math.Max(arguments.Length, method.Parameters.Length)];
        foreach (IArgumentOperation argument in arguments)
        {
            values[argument.Parameter?.Ordinal ?? 0] = argument.Parameter is { RefKind: not RefKind.None }
                ? PlaceOf(argument.Value)
                : Convert(argument, Evaluate(argument.Value), argument.InConversion, argument.Value.Type, argument.Parameter?.Type);
        }
        return values;
    }

    private Value[] Values(object[] arguments, IOperation place) => [.. arguments.Select(a => a is Place reference ? ReadRaw(reference, place) : (Value)a)];

    private Value Call(IOperation place, IMethodSymbol method, Value? self, object[] arguments) =>
        Call(place, method, self is null ? null : _store.NewCell(self), arguments, isVirtual: true);

    private Value Call(IOperation place, IMethodSymbol method, Place? receiver, object[] arguments, bool isVirtual)
    {
        if (method.ReducedFrom is { } extension)
        {
            // x.M(y) for an extension method M(x, y).
            arguments = [extension.Parameters[0].RefKind == RefKind.None ? Read(receiver!, place) : receiver!, .. arguments];
            method = extension.IsGenericMethod ? extension.Construct([.. Inferred(extension, method)]) : extension;
            receiver = null;
        }
        Unblock(place, ref method, ref receiver, ref arguments);
        Value? self = receiver is null ? null : Decided(ReadRaw(receiver, place));
        if (self is Value.Nothing { Choice: ({ } test, var whenTrue, var whenFalse) })
        {
            return OnEachWay(place, test, () => Call(place, method, _store.NewCell(whenTrue), arguments, isVirtual), () => Call(place, method, _store.NewCell(whenFalse), arguments, isVirtual));
        }
        if (isVirtual && self is not null)
        {
            method = Dispatch(method, self);
        }
        if (self is Value.Reference boxed && _store[boxed] is Content.Box && _models.Contains(method) && method.ContainingType.IsValueType)
        {
            receiver = new Place.Boxed(boxed);
        }
        if (_known.IsFacade(method))
        {
            return CallTwin(place, method, self, Values(arguments, place));
        }
        if (method.MethodKind == MethodKind.LocalFunction)
        {
            FlowGraph local = _models.LocalGraph(_frame.Graph!, method) ?? throw Unsupported(place, $"the local function '{method.Name}'");
            Refuse(place, method);
            return Execute(place, method, local, _frame.Scope, arguments, LocalTypes(method));
        }
        if (!_models.Contains(method))
        {
            return CallLibrary(place, method, receiver, arguments);
        }
        if (JaxprMethods.Of(method) is { } program)
        {
            return CallProgram(place, method, program, Values(arguments, place));
        }
        if (self is not null && IsNull(self))
        {
            throw ThrowsA(place, "System.NullReferenceException");
        }
        if (_known.IsJit(method) && method.IsStatic && !IsRunning(method) && arguments.All(a => a is Value value && IsData(value)) && !method.ReturnsVoid)
        {
            return CallJit(place, method, Values(arguments, place));
        }
        return method.IsImplicitlyDeclared && ExtensionMembers.MemberOf(method) is null || method.PartialImplementationPart is null && method.IsPartialDefinition
            ? CallSynthesised(place, method, self, Values(arguments, place))
            : Enter(place, method, receiver, arguments);
    }

    private TypeMap LocalTypes(IMethodSymbol method) => method.TypeArguments.Length == 0 ? _frame.Types : _frame.Types.For(method);

    // What a jit equation can take: nothing that the method might write, and nothing that it might hand back.
    private bool IsData(Value value) => value switch
    {
        Value.Reference reference => _store[reference] switch
        {
            Content.Object content => content.Fields.Values.All(IsData),
            Content.Sequence { Fixed: true } sequence => sequence.Items.All(i => i is Value.Array or Value.Constant { Data: string }),
            Content.Sequence sequence => sequence.Items.All(IsData),
            _ => false,
        },
        Value.Span or Value.Index or Value.Range or Value.Nothing => false,
        Value.Tuple tuple => tuple.Items.All(IsData),
        Value.Struct structure => structure.Fields.Values.All(IsData),
        _ => true,
    };

    private static IEnumerable<ITypeSymbol> Inferred(IMethodSymbol extension, IMethodSymbol reduced) =>
        extension.TypeParameters.Select(p => reduced.GetTypeInferredDuringReduction(p) ?? reduced.TypeArguments[Math.Max(0, p.Ordinal - (extension.TypeParameters.Length - reduced.TypeArguments.Length))]);

    /// <summary>Executes a method whose source is here.</summary>
    // A member of an extension block is a static method that takes the receiver.
    private void Unblock(IOperation place, ref IMethodSymbol method, ref Place? receiver, ref object[] arguments)
    {
        if (method.ContainingType is { IsExtension: true } block)
        {
            arguments = receiver is null ? arguments : [block.ExtensionParameter is { RefKind: RefKind.None } ? Read(receiver, place) : receiver, .. arguments];
            (method, receiver) = (ExtensionMembers.Implementation(method), null);
        }
    }

    private Value Enter(IOperation place, IMethodSymbol method, Place? receiver, object[] arguments)
    {
        Unblock(place, ref method, ref receiver, ref arguments);
        FlowGraph graph = _models.Graph(method) ?? throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(method), "it has no body in this compilation");
        Refuse(place, method);
        TypeMap types = _frame.Types.For(method);
        if (receiver is not null && TypeOf(ReadRaw(receiver, place)) is { } type)
        {
            // An inherited method's type parameters are those of the base type that the object has.
            for (INamedTypeSymbol? level = type; level is not null; level = level.BaseType)
            {
                types = SymbolEqualityComparer.Default.Equals(level.OriginalDefinition, method.OriginalDefinition.ContainingType) ? types.For(level) : types;
            }
        }
        _calls.Push(place.Syntax.GetLocation());
        Value result = Execute(place, method, graph, receiver is null ? Scope.Empty : Scope.Empty.With(Scope.This, receiver), arguments, types);
        // Left on the stack when a failure flies past: it names the calls.
        _calls.Pop();
        return result;
    }

    private void Refuse(IOperation place, IMethodSymbol method)
    {
        if (method.IsAsync)
        {
            throw Unsupported(place, $"the async method '{method.Name}'");
        }
        if (_models.IsIterator(method))
        {
            throw Unsupported(place, $"'yield' in '{method.Name}'");
        }
        if (method.ReturnsByRef || method.ReturnsByRefReadonly)
        {
            throw Unsupported(place, $"the result by reference of '{method.Name}'");
        }
    }

    // Which method runs: the override or implementation of the receiver's type.
    private IMethodSymbol Dispatch(IMethodSymbol method, Value? self) =>
        TypeOf(self) is { } type && (method.IsVirtual || method.IsAbstract || method.IsOverride || method.ContainingType.TypeKind == TypeKind.Interface) ? Implementation(type, OfClosedType(method)) : method;

    // The interface may be generic over a type parameter of the running method.
    private IMethodSymbol OfClosedType(IMethodSymbol method)
    {
        IMethodSymbol? member = OfClosedType((ISymbol)method.ConstructedFrom) as IMethodSymbol;
        return member is null || SymbolEqualityComparer.Default.Equals(member, method.ConstructedFrom) ? method : member.IsGenericMethod ? member.Construct([.. method.TypeArguments]) : member;
    }

    private IPropertySymbol Dispatch(IPropertySymbol property, Value self) =>
        TypeOf(self) is { } type && (property.IsVirtual || property.IsAbstract || property.IsOverride || property.ContainingType.TypeKind == TypeKind.Interface)
            ? (property.GetMethod ?? property.SetMethod) is { } accessor && Implementation(type, accessor) is { AssociatedSymbol: IPropertySymbol found } ? found : property
            : property;

    private static IMethodSymbol Implementation(ITypeSymbol type, IMethodSymbol method)
    {
        if (method.ContainingType.TypeKind == TypeKind.Interface)
        {
            IMethodSymbol open = method.IsGenericMethod ? method.ConstructedFrom : method;
            return type.FindImplementationForInterfaceMember(open) is IMethodSymbol found
                ? found.IsGenericMethod && method.TypeArguments.Length > 0 ? found.Construct([.. method.TypeArguments]) : MostDerived(type, found)
                : method;
        }
        return MostDerived(type, method);
    }

    private static IMethodSymbol MostDerived(ITypeSymbol type, IMethodSymbol method)
    {
        for (ITypeSymbol? level = type; level is not null; level = level.BaseType)
        {
            foreach (IMethodSymbol candidate in level.GetMembers(method.Name).OfType<IMethodSymbol>())
            {
                for (IMethodSymbol? overridden = candidate; overridden is not null; overridden = overridden.OverriddenMethod)
                {
                    if (SymbolEqualityComparer.Default.Equals(overridden.OriginalDefinition, method.OriginalDefinition))
                    {
                        return candidate.IsGenericMethod && method.TypeArguments.Length > 0 ? candidate.Construct([.. method.TypeArguments]) : candidate;
                    }
                }
            }
        }
        return method;
    }

    /// <summary>Calls a delegate.</summary>
    private Value CallFunction(IOperation place, Value function, object[] arguments, ITypeSymbol? returnType)
    {
        switch (Decided(function))
        {
            case Value.Nothing { Choice: ({ } test, var whenTrue, var whenFalse) }:
                return OnEachWay(place, test, () => CallFunction(place, whenTrue, arguments, returnType), () => CallFunction(place, whenFalse, arguments, returnType));
            case Value.Closure { Lambda: { } lambda } closure:
                return Execute(place, closure.Method, _models.LambdaGraph(closure.Graph!, lambda), closure.Captured!, arguments, closure.Types);
            case Value.Closure { Method.MethodKind: MethodKind.LocalFunction } closure:
                Refuse(place, closure.Method);
                return Execute(place, closure.Method, _models.LocalGraph(closure.Graph!, closure.Method) ?? throw Unsupported(place, $"the local function '{closure.Method.Name}'"), closure.Captured!, arguments, closure.Types);
            case Value.Closure closure:
                Frame caller = _frame;
                _frame = new Frame(caller.Graph, closure.Types, caller.Scope);
                try
                {
                    return Call(place, closure.Method, closure.Receiver, arguments, isVirtual: false);
                }
                finally
                {
                    _frame = caller;
                }
            case Value.Function traced:
                Tree tuple = Tree.Tuple([.. Values(arguments, place).Select(a => ToTree(place, a))]);
                return FromTree(place, Core(place, () => traced.Call(tuple), "the function"), returnType is null ? null : _frame.Types.Of(returnType));
            case Value.Nothing:
                throw NoValue((place as IInvocationOperation)?.Instance ?? place, function);
            case var known when IsNull(known):
                throw ThrowsA(place, "System.NullReferenceException");
            default:
                throw Unsupported(place, "a call of this delegate");
        }
    }

    // Members the compiler writes for records: Equals, ToString, Deconstruct, copies.
    private Value CallSynthesised(IOperation place, IMethodSymbol method, Value? self, Value[] arguments) => method.Name switch
    {
        "Equals" when arguments.Length == 1 => RecordEquals(place, self!, arguments[0]),
        "op_Equality" => RecordEquals(place, arguments[0], arguments[1]),
        "op_Inequality" => Not(place, RecordEquals(place, arguments[0], arguments[1])),
        "<Clone>$" when self is Value.Reference reference => _store.Allocate(_store[reference] switch { Content.Object content => content with { Shared = false }, var other => other }),
        "<Clone>$" => self!,
        "Deconstruct" => throw Unsupported(place, "this deconstruction"),
        _ => throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(method), "it has no body in this compilation"),
    };

    // A user's Equals(R) of a record decides; else the fields do.
    private Value RecordEquals(IOperation place, Value left, Value right)
    {
        if (TypeOf(left) is { IsRecord: true } type && !IsNull(right)
            && type.GetMembers("Equals").OfType<IMethodSymbol>().FirstOrDefault(m => !m.IsImplicitlyDeclared && m.Parameters.Length == 1 && SymbolEqualityComparer.Default.Equals(m.Parameters[0].Type, type)) is { } own)
        {
            return Call(place, own, left, [right]);
        }
        return (left, right) switch
        {
            (Value.Struct a, Value.Struct b) when SymbolEqualityComparer.Default.Equals(a.Type, b.Type) => FieldsEqual(place, a.Type, a.Fields, b.Fields),
            (Value.Reference a, Value.Reference b) when a.Address != b.Address && _store[a] is Content.Object x && _store[b] is Content.Object y && (x.Type.IsRecord || x.Type.IsAnonymousType) && SymbolEqualityComparer.Default.Equals(x.Type, y.Type)
                => FieldsEqual(place, x.Type, x.Fields, y.Fields),
            _ => Same(place, left, right),
        };
    }

    // What a constructor takes and no member reads is no field.
    private Value FieldsEqual(IOperation place, INamedTypeSymbol type, ImmutableDictionary<string, Value> left, ImmutableDictionary<string, Value> right) =>
        (type.IsAnonymousType ? left.Keys : FieldsOf(type).Select(f => f.Name).Where(left.ContainsKey).Distinct()).OrderBy(k => k, System.StringComparer.Ordinal).Aggregate(Value.True, (all, name) => IsFalse(all) ? all : And(place, all, EqualByDefault(place, left[name], right[name])));

    // As EqualityComparer<T>.Default has it: not-a-number is itself.
    private Value EqualByDefault(IOperation place, Value left, Value right) => (left, right) switch
    {
        _ when IsNull(left) || IsNull(right) => Fold(IsNull(left) && IsNull(right)),
        (Value.Tuple a, Value.Tuple b) => a.Items.Zip(b.Items, (x, y) => (x, y)).Aggregate(Value.True, (all, item) => IsFalse(all) ? all : And(place, all, EqualByDefault(place, item.x, item.y))),
        (Value.Struct { Type.IsRecord: false } a, Value.Struct b) when !NumericStructs.Is(a.Type) && MostDerived(a.Type, ObjectEquals) is var own && !(_models.Contains(own) && !own.IsImplicitlyDeclared) => FieldsEqual(place, a.Type, a.Fields, b.Fields),
        _ when TypeOf(left) is { } type => type.IsRecord ? RecordEquals(place, left, right) : EqualObjects(place, left, right),
        _ when left is Value.Constant { Data: not (double.NaN or float.NaN) } || right is Value.Constant { Data: not (double.NaN or float.NaN) } => Same(place, left, right),
        _ when IsNumber(left) && IsNumber(right) && Lift(place, left).Dtype.IsFloat => Any(place, [Same(place, left, right), And(place, Not(place, Same(place, left, left)), Not(place, Same(place, right, right)))]),
        _ => Same(place, left, right),
    };

    private IMethodSymbol ObjectEquals => _known.Compilation.GetSpecialType(SpecialType.System_Object).GetMembers("Equals").OfType<IMethodSymbol>().First(m => m.Parameters.Length == 1);
}
