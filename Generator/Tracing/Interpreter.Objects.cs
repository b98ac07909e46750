// Objects: user types as (symbol, fields), tuples, arrays and lists; construction, members, with, deconstruction.
using System;
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
    // The object whose initializer runs.
    private readonly Stack<Value> _initialized = new();

    /// <summary>The instance fields of a type, base types first, by the name a user knows them by (an auto-property's field by the property's).</summary>
    public static IEnumerable<(string Name, ITypeSymbol Type, ISymbol Member)> FieldsOf(INamedTypeSymbol type)
    {
        IEnumerable<(string, ITypeSymbol, ISymbol)> own = type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst)
            .Select(f => (f.AssociatedSymbol?.Name ?? f.Name, f.Type, f.AssociatedSymbol ?? f));
        return type.BaseType is { SpecialType: SpecialType.None } parent ? FieldsOf(parent).Concat(own) : own;
    }

    private ImmutableDictionary<string, Value> Fields(INamedTypeSymbol type) =>
        FieldsOf(type).ToImmutableDictionary(f => f.Name, f => Default(f.Type));

    private ImmutableDictionary<string, Value>? FieldsOf(Value? value) => value switch
    {
        Value.Struct structure => structure.Fields,
        Value.Reference reference when _store[reference] is Content.Object content => content.Fields,
        _ => null,
    };

    /// <summary>The object with a field replaced: in place for classes, a new value for structs.</summary>
    private Value WithField(Value self, string name, Value value)
    {
        if (self is Value.Struct structure)
        {
            return structure with { Fields = structure.Fields.SetItem(name, value) };
        }
        Value.Reference reference = (Value.Reference)self;
        Content.Object content = (Content.Object)_store[reference];
        _store[reference] = content with { Fields = content.Fields.SetItem(name, value) };
        return self;
    }

    private Value Create(IObjectCreationOperation creation)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)TypeOf(creation)!;
        Value created = Construct(creation, type, creation.Constructor!, Arguments(creation.Arguments));
        return creation.Initializer is { } initializer ? Initialise(created, initializer.Initializers) : created;
    }

    private Value Initialise(Value created, ImmutableArray<IOperation> initializers)
    {
        _initialized.Push(created);
        foreach (IOperation initializer in initializers)
        {
            if (initializer is IMemberInitializerOperation member)
            {
                Value inner = Initialise(Evaluate(member.InitializedMember), member.Initializer.Initializers);
                Assign(member.InitializedMember, inner);
            }
            else
            {
                Evaluate(initializer);
            }
        }
        return _initialized.Pop();
    }

    private Value Construct(IOperation place, INamedTypeSymbol type, IMethodSymbol constructor, Value[] arguments)
    {
        if (_known.IsFacade(type))
        {
            return ConstructFacade(place, type, constructor, arguments);
        }
        if (!_known.IsUserType(type))
        {
            return ConstructNumerics(place, type, constructor, arguments) ?? ConstructLibrary(place, type, arguments);
        }
        Value self = type.IsValueType
            ? new Value.Struct(type, Fields(type))
            : _store.Allocate(new Content.Object(type, Fields(type)));
        if (constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 0 && type.IsValueType)
        {
            return self;
        }
        Frame caller = _frame;
        _frame = new Frame(null, _frame.Types.For(type), self);
        _calls.Push(place.Syntax.GetLocation());
        try
        {
            RunConstructor(place, constructor, arguments);
            Value made = _frame.Self!;
            _calls.Pop();
            return made;
        }
        finally
        {
            _frame = caller;
        }
    }

    /// <summary>Runs a constructor on the <c>this</c> of the current frame.</summary>
    private void RunConstructor(IOperation place, IMethodSymbol constructor, Value[] arguments)
    {
        IMethodSymbol definition = constructor.OriginalDefinition;
        INamedTypeSymbol type = definition.ContainingType;
        if (!_known.IsUserType(type))
        {
            return;
        }
        Frame frame = _frame;
        Frame own = new(null, frame.Types.For(constructor.ContainingType), frame.Self);
        _frame = own;
        try
        {
            foreach (IParameterSymbol parameter in definition.Parameters)
            {
                own.Declare(parameter, _store.NewCell(arguments[parameter.Ordinal]));
            }
            SyntaxNode? syntax = _models.Syntax(definition);
            IConstructorBodyOperation? body = syntax is ConstructorDeclarationSyntax ? _models.Body(definition) as IConstructorBodyOperation : null;
            if (syntax is TypeDeclarationSyntax declaration)
            {
                Capture(own, definition, arguments);
                InitialiseFields(type);
                if (declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } parent && _models.Operation(parent) is IInvocationOperation call)
                {
                    Evaluate(call);
                }
            }
            else if (body?.Initializer is not IExpressionStatementOperation { Operation: IInvocationOperation { TargetMethod: var chained } }
                || !SymbolEqualityComparer.Default.Equals(chained.ContainingType.OriginalDefinition, type))
            {
                InitialiseFields(type);
            }
            if (body is not null && ExecuteBody(body) is { Kind: CompletionKind.Throw } thrown)
            {
                throw AlwaysThrows(place, thrown.Result);
            }
            frame.Self = own.Self;
        }
        finally
        {
            _frame = frame;
        }
    }

    // A primary constructor's parameters stay readable in members; those of records are properties.
    private void Capture(Frame frame, IMethodSymbol constructor, Value[] arguments)
    {
        foreach (IParameterSymbol parameter in constructor.Parameters)
        {
            bool isProperty = constructor.ContainingType.IsRecord && FieldsOf(frame.Self)!.ContainsKey(parameter.Name);
            frame.Self = WithField(frame.Self!, isProperty ? parameter.Name : Captured(parameter), arguments[parameter.Ordinal]);
        }
    }

    private static string Captured(IParameterSymbol parameter) => "<" + parameter.Name + ">P";

    private void InitialiseFields(INamedTypeSymbol type)
    {
        foreach (ISymbol member in type.GetMembers().Where(m => !m.IsStatic && m is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol))
        {
            if (!member.IsStatic && _models.Initializer(member) is { } initializer)
            {
                _frame.Self = WithField(_frame.Self!, member.Name, Evaluate(initializer));
            }
        }
    }

    private Value CreateAnonymous(IAnonymousObjectCreationOperation creation)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)creation.Type!;
        ImmutableDictionary<string, Value> fields = creation.Initializers.OfType<ISimpleAssignmentOperation>()
            .ToImmutableDictionary(a => ((IPropertyReferenceOperation)a.Target).Property.Name, a => Evaluate(a.Value));
        return _store.Allocate(new Content.Object(type, fields));
    }

    private Value EvaluateWith(IWithOperation with)
    {
        Value copy = Evaluate(with.Operand);
        if (copy is Value.Reference reference)
        {
            copy = _store.Allocate(_store[reference]);
        }
        return Initialise(copy, with.Initializer.Initializers);
    }

    private Value ReadField(IFieldReferenceOperation field)
    {
        IFieldSymbol symbol = field.Field;
        if (symbol.IsStatic)
        {
            return ReadNumerics(field, symbol, null, []) ?? ReadStatic(field, symbol, symbol.IsReadOnly);
        }
        Value self = Evaluate(field.Instance!);
        if (self is Value.Tuple tuple)
        {
            return tuple.Items[TupleIndex(symbol)];
        }
        return FieldsOf(self) is { } fields && fields.TryGetValue(symbol.AssociatedSymbol?.Name ?? symbol.Name, out Value? value) ? value
            : IsNull(self) ? throw AlwaysThrows(field, null)
            : ReadNumerics(field, symbol, self, []) ?? throw Fail(field, JitRules.UnknownMember, KnownTypes.Name(symbol), "its value is not known here");
    }

    private static int TupleIndex(IFieldSymbol element)
    {
        IFieldSymbol plain = element.CorrespondingTupleField ?? element;
        return int.Parse(plain.Name.Substring(4), System.Globalization.CultureInfo.InvariantCulture) - 1;
    }

    private Value ReadStatic(IOperation place, ISymbol member, bool isReadOnly) => isReadOnly && _models.Initializer(member) is { } initializer
        ? EvaluateStatic(initializer)
        : throw Fail(place, JitRules.UnknownMember, KnownTypes.Name(member), "a static member that can change is not read while building; pass it as a parameter");

    private Value EvaluateStatic(IOperation initializer)
    {
        Frame caller = _frame;
        _frame = new Frame(null, TypeMap.Empty, null);
        try
        {
            return Evaluate(initializer);
        }
        finally
        {
            _frame = caller;
        }
    }

    private Value WriteMember(IOperation place, IOperation? instance, ISymbol member, Value value)
    {
        if (instance is null)
        {
            throw Fail(place, JitRules.Effect, $"The write to '{KnownTypes.Name(member)}'");
        }
        Value self = Evaluate(instance);
        if (self is Value.Tuple tuple && member is IFieldSymbol element)
        {
            Assign(instance, new Value.Tuple(tuple.Items.SetItem(TupleIndex(element), value)));
            return value;
        }
        if (FieldsOf(self) is null)
        {
            throw Fail(place, JitRules.Effect, $"The write to '{KnownTypes.Name(member)}'");
        }
        Value written = WithField(self, member is IFieldSymbol { AssociatedSymbol: { } property } ? property.Name : member.Name, value);
        if (self is Value.Struct)
        {
            Assign(instance, written);
        }
        return value;
    }

    private Value ReadProperty(IPropertyReferenceOperation property)
    {
        IPropertySymbol symbol = property.Property;
        if (symbol.IsStatic)
        {
            return GenericConstant(property) is { } constant ? constant
                : _known.IsFacade(symbol) ? ReadFacadeStatic(property, symbol)
                : symbol.GetMethod is { } getter && _models.Body(getter) is not null ? Call(property, getter, null, [])
                : ReadNumerics(property, symbol, null, []) ?? ReadStatic(property, symbol, symbol.SetMethod is null);
        }
        Value self = Evaluate(property.Instance!);
        Value[] arguments = Arguments(property.Arguments);
        if (_known.IsFacade(symbol))
        {
            return ReadFacade(property, symbol, self, arguments);
        }
        if (FieldsOf(self) is { } fields && arguments.Length == 0 && fields.TryGetValue(symbol.Name, out Value? value))
        {
            return value;
        }
        return symbol.GetMethod is { } get && _models.Contains(get) ? Call(property, get, self, arguments)
            : IsNull(self) ? throw AlwaysThrows(property, null)
            : ReadNumerics(property, symbol, self, arguments) ?? ReadLibrary(property, symbol, self, arguments);
    }

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
                return property.IsIndexer ? new Value.Size(Core(place, () => shape[KnownInt(place, arguments[0])]))
                    : property.Name is "Rank" or "Count" ? new Value.Constant(shape.Rank)
                    : property.Name == "Size" ? new Value.Size(shape.Size)
                    : throw NoTwin(place, property);
            case "Dim" when self is Value.Size { Dim: var dim }:
                return property.Name == "IsConstant" ? new Value.Constant(dim.IsConstant) : property.Name == "Value" ? self : throw NoTwin(place, property);
            default:
                throw NoTwin(place, property);
        }
    }

    private Value ReadFacadeStatic(IOperation place, IPropertySymbol property) => (property.ContainingType.Name, property.Name) switch
    {
        ("NdIndex", "NewAxis") => new Value.Constant(IndexEntry.NewAxis),
        ("NdIndex", "Ellipsis") => new Value.Constant(IndexEntry.Ellipsis),
        ("NdIndex", "All") => new Value.Constant(IndexEntry.All),
        ("Shape", "Scalar") => new Value.Constant(Shape.Scalar),
        ("DType", var name) when typeof(DType).GetProperty(name)?.GetValue(null) is DType dtype => new Value.Constant(dtype),
        _ => throw NoTwin(place, property),
    };

    private Value WriteProperty(IPropertyReferenceOperation property, Value value)
    {
        IPropertySymbol symbol = property.Property;
        if (symbol.IsIndexer && !_models.Contains(symbol.SetMethod ?? symbol.GetMethod!))
        {
            return WriteElement(property, property.Instance!, [.. property.Arguments.Select(a => a.Value)], value);
        }
        if (symbol.SetMethod is { } setter && _models.Body(setter) is not null && property.Instance is { } instance)
        {
            Value self = Evaluate(instance);
            Call(property, setter, self, [.. Arguments(property.Arguments), value], out Frame? frame);
            if (self is Value.Struct && frame?.Self is { } after)
            {
                Assign(instance, after);
            }
            return value;
        }
        return WriteMember(property, property.Instance, symbol, value);
    }

    private ImmutableArray<Value> DeconstructObject(IOperation place, Value value, int count)
    {
        INamedTypeSymbol? type = value switch
        {
            Value.Struct structure => structure.Type,
            Value.Reference reference when _store[reference] is Content.Object content => content.Type,
            _ => null,
        };
        IMethodSymbol? method = type?.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == count);
        if (type is null || method is null)
        {
            throw Unsupported(place, "this deconstruction");
        }
        if (method.IsImplicitlyDeclared)
        {
            return [.. method.Parameters.Select(p => FieldsOf(value)![p.Name])];
        }
        Call(place, method, value, [.. Enumerable.Repeat(Value.Null, count)], out Frame? frame);
        return [.. method.OriginalDefinition.Parameters.Select(p => _store.Read(frame!.Find(p)!.Value))];
    }

    private Value ConstructFacade(IOperation place, INamedTypeSymbol type, IMethodSymbol constructor, Value[] arguments)
    {
        switch (type.Name)
        {
            case "NdArray" when _known.ElementOf(type) is { }:
                NdArray data = LiftSequence(place, arguments[0]);
                return new Value.Array(arguments.Length == 1 ? data
                    : ShapeOf(place, arguments[1]) is { IsConstant: true } shape && shape.Size.Equals(data.Shape[0]) ? new NdArray(data.Aval.WithShape(shape), data.Data!)
                    : throw Fail(place, JitRules.Shapes, $"{data.Shape[0]} elements do not fill shape {ShapeOf(place, arguments[1])}"));
            case "Slice":
                SliceBound? Bound(Value value) => IsNull(value) ? null : new SliceBound(KnownInt(place, value), false);
                return new Value.Constant(IndexEntry.Slice(Bound(arguments[0]), Bound(arguments[1]), KnownInt(place, arguments[2])));
            case "Shape":
                return new Value.Constant(ShapeOf(place, arguments[0]));
            default:
                throw NoTwin(place, constructor);
        }
    }
}
