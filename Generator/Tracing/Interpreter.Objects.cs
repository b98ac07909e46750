// Objects: user types as (symbol, fields) and what makes them: constructors, initializers, anonymous types, boxes.
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
    private bool _constructing;

    /// <summary>The instance fields of a type, base types first, by the name a user knows them by (an auto-property's field by the property's).</summary>
    public static IEnumerable<(string Name, ITypeSymbol Type, ISymbol Member)> FieldsOf(INamedTypeSymbol type)
    {
        if (NumericStructs.FieldNames(type) is { } numbers)
        {
            return NumericStructs.FieldsOf(type, numbers);
        }
        IEnumerable<(string, ITypeSymbol, ISymbol)> own = type.GetMembers().OfType<IFieldSymbol>().Where(f => !f.IsStatic && !f.IsConst)
            .Select(f => (FieldKey(f.AssociatedSymbol ?? f), f.Type, f.AssociatedSymbol ?? f));
        return type.BaseType is { SpecialType: SpecialType.None } parent ? FieldsOf(parent).Concat(own) : own;
    }

    private ImmutableDictionary<string, Value> Fields(INamedTypeSymbol type)
    {
        ImmutableDictionary<string, Value>.Builder fields = ImmutableDictionary.CreateBuilder<string, Value>();
        foreach ((string name, ITypeSymbol fieldType, _) in FieldsOf(type))
        {
            fields[name] = Default(_frame.Types.For(type).Of(fieldType));
        }
        return fields.ToImmutable();
    }

    private ImmutableDictionary<string, Value>? FieldsOf(Value? value) => value switch
    {
        Value.Struct structure => structure.Fields,
        Value.Reference reference when _store[reference] is Content.Object content => content.Fields,
        Value.Reference reference when _store[reference] is Content.Box { Inner: Value.Struct structure } => structure.Fields,
        _ => null,
    };

    private INamedTypeSymbol? TypeOf(Value? value) => value switch
    {
        Value.Struct structure => structure.Type,
        Value.Reference reference when _store[reference] is Content.Object content => content.Type,
        Value.Reference reference when _store[reference] is Content.Box { Type: INamedTypeSymbol type } => type,
        _ => null,
    };

    private Value Create(IObjectCreationOperation creation)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)TypeOf(creation)!;
        object[] arguments = Arguments(creation.Arguments, creation.Constructor!);
        return Construct(creation, type, creation.Constructor!, arguments);
    }

    private Value Construct(IOperation place, INamedTypeSymbol type, IMethodSymbol constructor, object[] arguments)
    {
        if (_known.IsFacade(type))
        {
            return ConstructFacade(place, type, constructor, Values(arguments, place));
        }
        if (!_known.IsUserType(type))
        {
            return ConstructNumerics(place, type, constructor, Values(arguments, place)) ?? ConstructLibrary(place, type, Values(arguments, place));
        }
        _models.Consult(type);
        Value made = type.IsValueType ? new Value.Struct(type, Fields(type)) : _store.Allocate(new Content.Object(type, Fields(type)));
        if (constructor.IsImplicitlyDeclared && constructor.Parameters.Length == 0 && type.IsValueType)
        {
            return made;
        }
        Place.Cell self = _store.NewCell(made);
        _calls.Push(place.Syntax.GetLocation());
        RunConstructor(place, constructor, self, arguments, _frame.Types.For(type));
        _calls.Pop();
        return _store.Read(self);
    }

    /// <summary>Runs a constructor on an object that is there: initializers of its type first, unless it calls another of the same type.</summary>
    private void RunConstructor(IOperation place, IMethodSymbol constructor, Place self, object[] arguments, TypeMap types)
    {
        IMethodSymbol definition = constructor.OriginalDefinition;
        INamedTypeSymbol type = definition.ContainingType;
        if (!_known.IsUserType(type))
        {
            RunLibraryConstructor(place, definition, self, Values(arguments, place));
            return;
        }
        (Frame caller, bool constructing) = (_frame, _constructing);
        Scope scope = Scope.Empty.With(Scope.This, self);
        foreach (IParameterSymbol parameter in definition.Parameters)
        {
            scope = scope.With(parameter, arguments[parameter.Ordinal] as Place ?? _store.NewCell((Value)arguments[parameter.Ordinal]));
        }
        _constructing = true;
        try
        {
            _frame = new Frame(null, types, scope);
            SyntaxNode? syntax = _models.Syntax(definition);
            if (syntax is TypeDeclarationSyntax declaration)
            {
                // A primary constructor: what it takes stays readable in members, and is a property in records.
                foreach (IParameterSymbol parameter in definition.Parameters)
                {
                    SetField(place, self, type.IsRecord && type.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault(p => p.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is ParameterSyntax)) is { } property
                        ? FieldKey(property) : CapturedName(parameter), ReadRaw(scope.Find(parameter)!, place));
                }
                InitialiseFields(place, type, self);
                if (declaration.BaseList?.Types.OfType<PrimaryConstructorBaseTypeSyntax>().FirstOrDefault() is { } parent && _models.Operation(parent) is IInvocationOperation call)
                {
                    RunConstructor(place, call.TargetMethod, self, Arguments(call.Arguments, call.TargetMethod), types);
                }
                else
                {
                    RunBase(place, type, self, types);
                }
                return;
            }
            if (syntax is null)
            {
                // The compiler's own: of records, a copy; of others, nothing but initializers.
                InitialiseFields(place, type, self);
                RunBase(place, type, self, types);
                return;
            }
            FlowGraph graph = _models.Graph(definition) ?? throw Unsupported(place, "this constructor");
            IMethodSymbol? chained = ((graph.Source.OriginalOperation as IConstructorBodyOperation)?.Initializer as IExpressionStatementOperation)?.Operation is IInvocationOperation { TargetMethod: var target } ? target : null;
            if (chained is null || !SymbolEqualityComparer.Default.Equals(chained.ContainingType.OriginalDefinition, type))
            {
                InitialiseFields(place, type, self);
            }
            if (chained is null)
            {
                RunBase(place, type, self, types);
            }
            _frame = new Frame(graph, types, scope);
            RunGraph();
        }
        finally
        {
            (_frame, _constructing) = (caller, constructing);
        }
    }

    private void RunBase(IOperation place, INamedTypeSymbol type, Place self, TypeMap types)
    {
        if (type is { IsValueType: false, BaseType: { SpecialType: SpecialType.None } parent } && parent.InstanceConstructors.FirstOrDefault(c => c.Parameters.All(p => p.IsOptional)) is { } constructor)
        {
            RunConstructor(place, constructor, self, [.. constructor.Parameters.Select(p => (object)new Value.Constant(p.ExplicitDefaultValue))], types.For(parent));
        }
    }

    private void InitialiseFields(IOperation place, INamedTypeSymbol type, Place self)
    {
        // In the order of the text, as C# does.
        foreach (ISymbol member in type.GetMembers().Where(m => !m.IsStatic && m is IFieldSymbol { IsImplicitlyDeclared: false } or IPropertySymbol { IsStatic: false }))
        {
            if (_models.InitializerGraph(member) is { } graph)
            {
                SetField(place, self, FieldKey(member), RunInitializer(graph, member, _frame.Types, _frame.Scope));
            }
        }
    }

    private void SetField(IOperation place, Place self, string name, Value value)
    {
        switch (ReadRaw(self, place))
        {
            case Value.Struct structure:
                Write(self, structure with { Fields = structure.Fields.SetItem(name, value) }, place);
                break;
            case Value.Reference reference when _store[reference] is Content.Object content:
                _store[reference] = content with { Fields = content.Fields.SetItem(name, value) };
                break;
        }
    }

    /// <summary>The value of a field's or property's initializer.</summary>
    private Value RunInitializer(FlowGraph graph, ISymbol member, TypeMap types, Scope scope)
    {
        Frame caller = _frame;
        _frame = new Frame(graph, types, scope) { Initialized = member };
        try
        {
            return RunGraph();
        }
        finally
        {
            _frame = caller;
        }
    }

    private Value.Reference CreateAnonymous(IAnonymousObjectCreationOperation creation)
    {
        INamedTypeSymbol type = (INamedTypeSymbol)creation.Type!;
        ImmutableDictionary<string, Value>.Builder fields = ImmutableDictionary.CreateBuilder<string, Value>();
        foreach (ISimpleAssignmentOperation assignment in creation.Initializers.OfType<ISimpleAssignmentOperation>())
        {
            fields[((IPropertyReferenceOperation)assignment.Target).Property.Name] = Evaluate(assignment.Value);
        }
        return _store.Allocate(new Content.Object(type, fields.ToImmutable()));
    }

    private static int TupleIndex(IFieldSymbol element)
    {
        IFieldSymbol plain = element.CorrespondingTupleField ?? element;
        return int.Parse(plain.Name.Substring(4), System.Globalization.CultureInfo.InvariantCulture) - 1;
    }

    private ImmutableArray<Value> DeconstructObject(IOperation place, Value value, int count)
    {
        INamedTypeSymbol? type = TypeOf(value);
        if (value is Value.Struct { Type.Name: "KeyValuePair", Fields: var pair } && count == 2 && !_known.IsUserType(type!))
        {
            return [pair["Key"], pair["Value"]];
        }
        IMethodSymbol? method = null;
        for (INamedTypeSymbol? level = type; level is not null && method is null; level = level.BaseType)
        {
            method = level.GetMembers("Deconstruct").OfType<IMethodSymbol>().FirstOrDefault(m => m.Parameters.Length == count);
        }
        if (IsNull(value))
        {
            throw ThrowsA(place, "System.NullReferenceException");
        }
        if (method is null)
        {
            throw Unsupported(place, "this deconstruction");
        }
        if (method.IsImplicitlyDeclared)
        {
            return [.. method.Parameters.Select(p => ReadNamed(place, value, p.Name))];
        }
        Place.Cell[] cells = [.. method.Parameters.Select(_ => _store.NewCell(Value.Unset))];
        Call(place, method, value, [.. cells]);
        return [.. cells.Select(_store.Read)];
    }

    // A property by its name, as the members that the compiler writes read it.
    private Value ReadNamed(IOperation place, Value self, string name)
    {
        for (INamedTypeSymbol? level = TypeOf(self); level is not null; level = level.BaseType)
        {
            if (level.GetMembers(name).OfType<IPropertySymbol>().FirstOrDefault() is { } property)
            {
                Place.Cell cell = _store.NewCell(self);
                property = Dispatch(property, self);
                return Read(Stored(property) is { } field ? Field(cell, FieldKey(field), property, place) : new Place.Property(property, cell, [], true), place);
            }
        }
        throw Unsupported(place, $"'{name}'");
    }

    private Value ConstructFacade(IOperation place, INamedTypeSymbol type, IMethodSymbol constructor, Value[] arguments)
    {
        switch (type.Name)
        {
            case "NdArray" when _known.ElementOf(type) is { }:
                NdArray data = LiftSequence(place, arguments[0]);
                return new Value.Array(arguments.Length == 1 ? data
                    : ShapeOf(place, arguments[1]) is var shape && shape.Size.Equals(data.Shape.Size) ? Core(place, () => Erased.Lax.Reshape(data, shape))
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
