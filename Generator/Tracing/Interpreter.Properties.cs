// Properties and static members: accessors that run, the facade's, and what is read when the method is called.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    // The statics whose initializers run, the last one first.
    private readonly Stack<ISymbol> _initializing = [];

    private readonly Dictionary<ISymbol, Value?> _statics = new(SymbolEqualityComparer.Default);

    private Value ReadProperty(IOperation place, Place.Property property)
    {
        IPropertySymbol symbol = property.Symbol;
        Value[] arguments = [.. property.Arguments];
        if (property.Self is not { } owner)
        {
            if (place is IPropertyReferenceOperation { ConstrainedToType: { } constraint } generic && GenericConstant(generic) is null && symbol.GetMethod is { } open
                && OnTypeParameter(constraint, open).AssociatedSymbol is IPropertySymbol closed)
            {
                symbol = closed;
            }
            return place is IPropertyReferenceOperation reference && GenericConstant(reference) is { } constant ? constant
                : _known.IsFacade(symbol) ? ReadFacadeStatic(place, symbol)
                : symbol.GetMethod is { } getter && _models.Graph(getter) is not null ? Call(place, getter, null, arguments)
                : ReadNumerics(place, symbol, null, arguments) ?? ReadLibraryStatic(symbol) ?? ReadStatic(place, symbol);
        }
        Value self = Read(owner, place);
        if (_known.IsFacade(symbol))
        {
            return ReadFacade(place, symbol, self, arguments);
        }
        if (symbol.GetMethod is { } get && _models.Contains(get))
        {
            // 'get;' beside a setter with a body.
            if (!symbol.IsIndexer && BackingField(symbol) is { } stored && HasFields(self) && _models.Graph(get) is null)
            {
                return Read(Field(owner, FieldKey(stored), symbol, place), place);
            }
            return IsNull(self) && !get.ContainingType.IsExtension ? throw ThrowsA(place, "System.NullReferenceException") : Enter(place, get, self is Value.Struct ? owner : _store.NewCell(self), arguments);
        }
        return IsNull(self) && symbol.ContainingType.OriginalDefinition.SpecialType != SpecialType.System_Nullable_T
            ? throw ThrowsA(place, "System.NullReferenceException")
            : ReadNumerics(place, symbol, self, arguments) ?? ReadLibrary(place, symbol, self, arguments);
    }

    private void WriteProperty(IOperation place, Place.Property property, Value value)
    {
        IPropertySymbol symbol = property.Symbol;
        if (property.Self is { } owner && Setter(symbol) is { } setter && _models.Graph(setter) is not null)
        {
            Value self = Read(owner, place);
            Enter(place, setter, self is Value.Struct ? owner : _store.NewCell(self), [.. property.Arguments, value]);
            return;
        }
        if (property.Self is { } vector && Read(vector, place) is Value.Struct before && WriteNumerics(place, symbol, before, [.. property.Arguments], value) is { } after)
        {
            Write(vector, after, place);
            return;
        }
        // A getter-only property is written by its constructor.
        if (property.Self is { } holder && BackingField(symbol) is { } field && HasFields(Read(holder, place)))
        {
            Write(Field(holder, FieldKey(field), symbol, place), value, place);
            return;
        }
        throw Fail(place, JitRules.Effect, $"The write to '{KnownTypes.Name(symbol)}'");
    }

    // An override may have a getter alone.
    private static IMethodSymbol? Setter(IPropertySymbol? property)
    {
        for (; property is not null; property = property.OverriddenProperty)
        {
            if (property.SetMethod is { } setter)
            {
                return setter;
            }
        }
        return null;
    }

    /// <summary>A static field or auto-property: its value where that can be told while building, else an input that is read when the method is called.</summary>
    private Value ReadStatic(IOperation place, ISymbol member)
    {
        if (ReadNumerics(place, member, null, []) is { } number)
        {
            return number;
        }
        member = OfClosedType(member);
        if (_initializing.Any(m => IsSetLater(member, m)))
        {
            throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(member), "it has no value yet where another static is initialized from it");
        }
        bool isReadOnly = member is IFieldSymbol { IsReadOnly: true } or IPropertySymbol { SetMethod: null };
        if (isReadOnly && StaticValue(member) is { } known)
        {
            return known;
        }
        // Nothing that runs here can write it, so that it is at every reading what it was at the first.
        return FromOutside(member, null) ?? throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(member), "its value is not known while building, and it holds no numbers or arrays that could be read at every call");
    }

    // Each closed form of a generic type has its own.
    private ISymbol OfClosedType(ISymbol member) =>
        member.ContainingType is { IsGenericType: true } && _frame.Types.Of(member.ContainingType) is INamedTypeSymbol type && !SymbolEqualityComparer.Default.Equals(type, member.ContainingType)
            ? type.GetMembers(member.Name).FirstOrDefault(m => SymbolEqualityComparer.Default.Equals(m.OriginalDefinition, member.OriginalDefinition)) ?? member
            : member;

    // Statics of a type are initialized in textual order; between its parts there is none.
    private static bool IsSetLater(ISymbol member, ISymbol initialized)
    {
        if (!SymbolEqualityComparer.Default.Equals(member.ContainingType, initialized.ContainingType)
            || member.DeclaringSyntaxReferences.FirstOrDefault() is not { } own || initialized.DeclaringSyntaxReferences.FirstOrDefault() is not { } other)
        {
            return false;
        }
        return own.SyntaxTree != other.SyntaxTree || own.Span.Start >= other.Span.Start
            || own.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>() != other.GetSyntax().FirstAncestorOrSelf<TypeDeclarationSyntax>();
    }

    // The value of an initializer that computes nothing that the run time would compute otherwise, and that nobody can change; null for others.
    private Value? StaticValue(ISymbol member)
    {
        if (_statics.TryGetValue(member, out Value? known))
        {
            return known;
        }
        _statics[member] = null;
        if (_models.InitializerGraph(member) is not { } graph || SetByConstructor(member))
        {
            return null;
        }
        Frame caller = _frame;
        Store.Moment before = _store.Now;
        int calls = _calls.Count;
        JaxprTrace trace = new();
        _trying++;
        _initializing.Push(member);
        try
        {
            Value value = trace.Run(() => RunInitializer(graph, member, _frame.Types.For(member.ContainingType), Scope.Empty));
            return trace.EquationCount == 0 && Frozen(member, value) is { } frozen ? _statics[member] = frozen : null;
        }
        catch (System.Exception error) when (error is TraceFailure or InterpretedThrow or LoopConversion)
        {
            Unwind(calls);
            return null;
        }
        finally
        {
            _trying--;
            _initializing.Pop();
            _frame = caller;
            _store.Restore(before);
        }
    }

    // What a value is made of, as objects from outside; null where it could be changed after it was made.
    private Value? Frozen(ISymbol member, Value value)
    {
        switch (value)
        {
            case Value.Constant or Value.Array { Data.IsTracer: false } or Value.Closure { Captured: null, Receiver: null }:
                return value;
            case Value.Closure { Lambda: not null } lambda:
                return lambda with { Captured = Scope.Empty };
            case Value.Tuple tuple:
                Value?[] items = [.. tuple.Items.Select(i => Frozen(member, i))];
                return items.Any(i => i is null) ? null : new Value.Tuple([.. items.Select(i => i!)]);
            case Value.Struct structure:
                return Frozen(member, structure.Fields) is { } fields ? structure with { Fields = fields } : null;
            case Value.Reference reference when _store[reference] is Content.Object content:
                return FieldsOf(content.Type).All(f => _models.IsFixed(f.Member)) && Frozen(member, content.Fields) is { } made
                    ? _store.AllocateOutside(content with { Fields = made })
                    : null;
            case Value.Reference reference when _store[reference] is Content.Sequence sequence && IsNeverWritten(member):
                Value?[] elements = [.. sequence.Items.Select(i => Frozen(member, i))];
                return elements.Any(i => i is null) ? null : _store.AllocateOutside(sequence with { Items = [.. elements.Select(i => i!)] });
            default:
                return null;
        }
    }

    private ImmutableDictionary<string, Value>? Frozen(ISymbol member, ImmutableDictionary<string, Value> fields)
    {
        ImmutableDictionary<string, Value>.Builder frozen = fields.ToBuilder();
        foreach (System.Collections.Generic.KeyValuePair<string, Value> field in fields)
        {
            if (Frozen(member, field.Value) is not { } value)
            {
                return null;
            }
            frozen[field.Key] = value;
        }
        return frozen.ToImmutable();
    }

    // A private array of which the type only reads elements and its length: nobody can have changed it.
    private bool IsNeverWritten(ISymbol member) => _models.IsOnlyRead(member);

    private bool SetByConstructor(ISymbol member) => member.ContainingType.StaticConstructors.Any(c => !c.IsImplicitlyDeclared);

    private Value ReadFacade(IOperation place, IPropertySymbol property, Value self, Value[] arguments)
    {
        switch (property.ContainingType.Name)
        {
            case "NdArray" when property.IsIndexer:
                Twin item = Twins.Find("Operators", "Item", 2) ?? throw NoTwin(place, property);
                return new Value.Array(Core(place, () => (NdArray)item.Invoke([Lift(place, self), Entries(place, arguments[0])])!));
            case "NdArray" when property.Name == "At":
                return self;
            case "NdArray":
                ReadsShapes |= property.Name is "Shape" or "Rank" or "Size";
                ReadsRank |= property.Name == "Rank";
                Twin twin = Twins.Find("Operators", property.Name, 1) ?? throw NoTwin(place, property);
                return Restore(place, Core(place, () => twin.Invoke([Lift(place, self)])), property.Type);
            case "AtIndexer":
                return new Value.Tuple([self, new Value.Constant(Entries(place, arguments[0]))]);
            case "Shape" when self is Value.Constant { Data: Shape shape }:
                ReadsRank |= property.Name is "Rank" or "Count";
                return property.IsIndexer ? new Value.Size(Core(place, () => shape[ShapeIndex(place, arguments[0], shape)]))
                    : property.Name is "Rank" or "Count" ? new Value.Constant(shape.Rank)
                    : property.Name == "Size" ? new Value.Size(shape.Size)
                    : throw NoTwin(place, property);
            case "Dim" when self is Value.Size { Dim: var dim }:
                return property.Name == "IsConstant" ? new Value.Constant(dim.IsConstant) : property.Name == "Value" ? self : throw NoTwin(place, property);
            default:
                throw NoTwin(place, property);
        }
    }

    private int ShapeIndex(IOperation place, Value index, Shape shape) =>
        index is Value.Index entry ? entry.FromEnd ? shape.Rank - KnownInt(place, entry.Offset) : KnownInt(place, entry.Offset) : KnownInt(place, index);

    private Value ReadFacadeStatic(IOperation place, IPropertySymbol property) => (property.ContainingType.Name, property.Name) switch
    {
        ("NdIndex", "NewAxis") => new Value.Constant(IndexEntry.NewAxis),
        ("NdIndex", "Ellipsis") => new Value.Constant(IndexEntry.Ellipsis),
        ("NdIndex", "All") => new Value.Constant(IndexEntry.All),
        ("Shape", "Scalar") => new Value.Constant(Shape.Scalar),
        ("DType", var name) when typeof(DType).GetProperty(name)?.GetValue(null) is DType dtype => new Value.Constant(dtype),
        _ => throw NoTwin(place, property),
    };
}
