// Places: an lvalue is evaluated to one, once and in C#'s order; then it is read and written.
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    /// <summary>The place of a variable, field, property or element; any other expression is a copy in a place of its own.</summary>
    private Place PlaceOf(IOperation operation)
    {
        switch (operation)
        {
            case IParenthesizedOperation inner:
                return PlaceOf(inner.Operand);
            case IDeclarationExpressionOperation declaration:
                return PlaceOf(declaration.Expression);
            case IArgumentOperation argument:
                return PlaceOf(argument.Value);
            case IConversionOperation { Conversion.IsIdentity: true, OperatorMethod: null } conversion:
                return PlaceOf(conversion.Operand);
            case IDiscardOperation:
                return new Place.Discard();
            case ILocalReferenceOperation local:
                return Bound(local.Local, local);
            case IParameterReferenceOperation parameter:
                return _frame.Scope.Find(Declared(parameter.Parameter)) ?? Captured(parameter);
            case IFlowCaptureReferenceOperation capture:
                return _frame.Scope.Find(capture.Id) ?? throw Unsupported(capture, $"'{Excerpt(capture)}', which has another meaning on each way of a traced condition,");
            case IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.PatternInput }:
                return _store.NewCell(_matched.Peek());
            case IInstanceReferenceOperation instance:
                return _frame.Scope.Find(Scope.This) ?? throw Unsupported(instance, "'this'");
            case IFieldReferenceOperation field:
                return FieldPlace(field);
            case IPropertyReferenceOperation property:
                return PropertyPlace(property);
            case IArrayElementReferenceOperation element:
                Value array = Evaluate(element.ArrayReference);
                return new Place.Element(array, [.. element.Indices.Select(Evaluate)]);
            case IImplicitIndexerReferenceOperation element:
                Value sequence = Evaluate(element.Instance);
                return new Place.Element(sequence, [Evaluate(element.Argument)]);
            default:
                return _store.NewCell(Evaluate(operation));
        }
    }

    private Place Bound(ISymbol symbol, IOperation place) => _frame.Scope.Find(symbol) ?? throw Unsupported(place, $"'{symbol.Name}', which has no value here or another meaning on each way of a traced condition,");

    // A primary constructor's parameter in a member.
    private Place Captured(IParameterReferenceOperation parameter) => _frame.Scope.Find(Scope.This) is { } self
        ? Field(self, CapturedName(parameter.Parameter), parameter.Parameter, parameter)
        : throw Unsupported(parameter, $"'{parameter.Parameter.Name}', which has no value here,");

    private static string CapturedName(IParameterSymbol parameter) => "<" + parameter.Name + ">P";

    private Place FieldPlace(IFieldReferenceOperation field)
    {
        IFieldSymbol symbol = field.Field;
        if (symbol.IsStatic)
        {
            return new Place.Static(symbol);
        }
        Place self = ReceiverPlace(field.Instance!);
        return symbol.ContainingType.IsTupleType ? new Place.Item(self, TupleIndex(symbol)) : Field(self, FieldKey(symbol.AssociatedSymbol ?? symbol), symbol, field);
    }

    // The receiver of a member: the object, or the place of a struct.
    private Place ReceiverPlace(IOperation instance) => instance.Type is { IsValueType: true } ? PlaceOf(instance) : _store.NewCell(Evaluate(instance));

    private Place Field(Place self, string name, ISymbol symbol, IOperation operation)
    {
        Value owner = Read(self, operation);
        return owner switch
        {
            Value.Reference reference when _store[reference] is Content.Box => new Place.Part(new Place.Boxed(reference), name, symbol),
            Value.Reference reference => new Place.Member(reference, name, symbol),
            Value.Struct => new Place.Part(self, name, symbol),
            _ when IsNull(owner) => throw ThrowsA(operation, "System.NullReferenceException"),
            _ => throw Fail(operation, JitRules.UnknownMember, KnownTypes.Name(symbol), "its value is not known here"),
        };
    }

    private Place PropertyPlace(IPropertyReferenceOperation operation)
    {
        IPropertySymbol property = operation.Property;
        if (operation.Instance is not { } instance)
        {
            return new Place.Property(property, null, Arguments(operation), false);
        }
        bool isBase = instance.Syntax is BaseExpressionSyntax;
        Place self = instance.Type is { IsValueType: true } && IsReadOnlyVariable(instance) ? _store.NewCell(Evaluate(instance)) : ReceiverPlace(instance);
        ImmutableArray<Value> arguments = Arguments(operation);
        Value receiver = Read(self, operation);
        if (property.IsIndexer && !_models.Contains(property.GetMethod ?? property.SetMethod!) && receiver is Value.Span or Value.Reference or Value.Constant { Data: string } && !_known.IsFacade(property))
        {
            return new Place.Element(receiver, arguments);
        }
        if (!_known.IsFacade(property) && !isBase)
        {
            property = Dispatch(property, receiver);
        }
        return !property.IsIndexer && Stored(property) is { } field && HasFields(receiver)
            ? Field(self, FieldKey(field), property, operation)
            : new Place.Property(property, self, arguments, !isBase);
    }

    private bool HasFields(Value value) => value is Value.Struct || value is Value.Reference reference && _store.TryFind(reference.Address, out Content content) && content is Content.Object or Content.Box;

    private ImmutableArray<Value> Arguments(IPropertyReferenceOperation operation)
    {
        Value[] values = new Value[operation.Arguments.Length];
        foreach (IArgumentOperation argument in operation.Arguments)
        {
            values[argument.Parameter?.Ordinal ?? 0] = Evaluate(argument.Value);
        }
        return ImmutableArray.Create(values);
    }

    /// <summary>The property itself where it stores its value, as the name of a field.</summary>
    private static ISymbol? BackingField(IPropertySymbol property) => property.OriginalDefinition is var definition
        && (property.ContainingType.IsAnonymousType || definition.ContainingType.GetMembers().Any(m => m is IFieldSymbol field && SymbolEqualityComparer.Default.Equals(field.AssociatedSymbol, definition)))
        ? property
        : null;

    // The property as a field where its accessors do no more than read and write it.
    private static ISymbol? Stored(IPropertySymbol property) => BackingField(property) is { } field && (property.ContainingType.IsAnonymousType || PlainTypes.IsAuto(property.OriginalDefinition.PartialImplementationPart ?? property.OriginalDefinition)) ? field : null;

    /// <summary>The key of a field among those of its object: its name, and its type's where a base type has one of the same name.</summary>
    public static string FieldKey(ISymbol member)
    {
        for (INamedTypeSymbol? type = member.ContainingType?.BaseType; type is { SpecialType: SpecialType.None }; type = type.BaseType)
        {
            if (type.GetMembers(member.Name).Any(m => m is IFieldSymbol or IPropertySymbol { IsIndexer: false } && !m.IsStatic))
            {
                return member.ContainingType!.Name + "." + member.Name;
            }
        }
        return member.Name;
    }

    // A variable that C# copies before it calls a method of its struct type on it.
    private bool IsReadOnlyVariable(IOperation instance) => instance switch
    {
        ILocalReferenceOperation { Local: { IsForEach: true } or { IsUsing: true } or { RefKind: RefKind.In or RefKind.RefReadOnly } } => true,
        IParameterReferenceOperation { Parameter.RefKind: RefKind.In or RefKind.RefReadOnlyParameter } => true,
        IFieldReferenceOperation { Field.IsReadOnly: true } => _frame.Initialized is null && !_constructing,
        IFieldReferenceOperation { Instance: { Type.IsValueType: true } outer } => IsReadOnlyVariable(outer),
        // What a property gives is a copy, unless it is a reference.
        IPropertyReferenceOperation { Property.RefKind: RefKind.None } or IImplicitIndexerReferenceOperation { IndexerSymbol: IPropertySymbol { RefKind: RefKind.None } } => true,
        _ => false,
    };

    private Value Read(Place place, IOperation operation)
    {
        Value value = Decided(ReadRaw(place, operation));
        return value is Value.Nothing ? throw NoValue(operation, value) : value;
    }

    private System.Exception NoValue(IOperation operation, Value value) => value is Value.Nothing { Choice: var (test, _, _) } && IsOpen(test) is { } open ? new ChoiceNeeded(open)
        : value is Value.Nothing { Reason: { } reason }
        ? Unsupported(operation, $"'{Excerpt(operation)}', which {reason},")
        : _failures.Count > 0 ? _failures[_failures.Count - 1] : Unsupported(operation, $"'{Excerpt(operation)}', which has no value here,");

    private Value ReadRaw(Place place, IOperation operation)
    {
        switch (place)
        {
            case Place.Cell cell:
                return _store.Read(cell);
            case Place.Member member:
                return ReadMember(member, operation);
            case Place.Part part:
                return ReadRaw(part.Outer, operation) is Value.Struct structure
                    ? structure.Fields.TryGetValue(part.Name, out Value? field) ? field : ReadNumerics(operation, part.Symbol, structure, []) ?? throw Unsupported(operation, $"'{Excerpt(operation)}'")
                    : throw Unsupported(operation, $"'{Excerpt(operation)}'");
            case Place.Item item:
                return ReadRaw(item.Outer, operation) is Value.Tuple tuple ? tuple.Items[item.Index] : throw Unsupported(operation, $"'{Excerpt(operation)}'");
            case Place.Boxed box:
                return ((Content.Box)_store[box.Box]).Inner;
            case Place.Element element:
                return ReadElement(operation, element.Sequence, element.Indices);
            case Place.Property property:
                return ReadProperty(operation, property);
            case Place.Static member:
                return ReadStatic(operation, member.Symbol);
            default:
                throw Unsupported(operation, $"'{Excerpt(operation)}'");
        }
    }

    private Value ReadMember(Place.Member member, IOperation operation)
    {
        if (_store[member.Object] is not Content.Object content)
        {
            throw Fail(operation, JitRules.UnknownMember, KnownTypes.Name(member.Symbol), _store[member.Object] is Content.Lost lost ? $"its object {lost.Reason}" : "its value is not known here");
        }
        if (content.Fields.TryGetValue(member.Name, out Value? value))
        {
            return value;
        }
        // A field of an object from outside is read when the method is called, once.
        return IsOutside(member.Object) && FromOutside(member.Symbol, member.Object) is { } read
            ? read
            : throw Fail(operation, JitRules.UnknownMember, KnownTypes.Name(member.Symbol), "its value is not known here");
    }

    /// <summary>True for objects that were not made here: arguments, <c>this</c>, and what static members hold.</summary>
    private bool IsOutside(Value.Reference reference) => reference.Address <= _outside || _store.IsOutside(reference.Address);

    // What the world outside holds is read once, whatever ways of the method read it.
    private Value? FromOutside(ISymbol member, Value.Reference? self)
    {
        (string, int) key = (member.ContainingType?.ToDisplayString() + "." + member.Name, self?.Address ?? 0);
        if (!_readOutside.TryGetValue(key, out Value? value))
        {
            _readOutside[key] = value = ReadOutside?.Invoke(member, self);
        }
        return value;
    }

    private void Write(Place place, Value value, IOperation operation)
    {
        switch (place)
        {
            case Place.Discard:
                break;
            case Place.Cell cell:
                RefuseCaptured(cell.Id, operation);
                _store.Write(cell.Id, value);
                break;
            case Place.Part part:
                Value.Struct structure = (Value.Struct)ReadRaw(part.Outer, operation);
                Write(part.Outer, structure.Fields.ContainsKey(part.Name) || WriteNumerics(operation, part.Symbol, structure, [], value) is not { } written
                    ? structure with { Fields = structure.Fields.SetItem(part.Name, value) } : written, operation);
                break;
            case Place.Item item:
                Value.Tuple tuple = (Value.Tuple)ReadRaw(item.Outer, operation);
                Write(item.Outer, new Value.Tuple(tuple.Items.SetItem(item.Index, value)), operation);
                break;
            case Place.Boxed box:
                _store[box.Box] = (Content.Box)_store[box.Box] with { Inner = value };
                break;
            case Place.Member member:
                if (IsOutside(member.Object) || _store[member.Object] is not Content.Object content)
                {
                    throw Fail(operation, JitRules.Effect, $"The write to '{KnownTypes.Name(member.Symbol)}'");
                }
                RefuseShared(content.Shared, operation);
                RefuseCaptured(member.Object.Address, operation);
                _store[member.Object] = content with { Fields = content.Fields.SetItem(member.Name, value) };
                break;
            case Place.Element element:
                WriteElement(operation, element.Sequence, element.Indices, value);
                break;
            case Place.Property property:
                WriteProperty(operation, property, value);
                break;
            case Place.Static member:
                throw Fail(operation, JitRules.Effect, $"The write to '{KnownTypes.Name(member.Symbol)}'");
            default:
                throw Unsupported(operation, $"a write to '{Excerpt(operation)}'");
        }
    }

    // A function that Core traces, as often as it wants to, must not write what was there before.
    private void RefuseCaptured(int address, IOperation operation)
    {
        if (address <= _apart)
        {
            throw Fail(operation, JitRules.Effect, $"The write to '{Excerpt(operation)}', which a function that is transformed or compiled for itself captured");
        }
    }

    private void RefuseShared(bool shared, IOperation operation)
    {
        if (shared)
        {
            throw Unsupported(operation, $"the write '{Excerpt(operation)}' to an object that a traced condition or loop chose among several");
        }
    }
}
