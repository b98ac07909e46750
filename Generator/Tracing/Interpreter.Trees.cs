// Values as pytrees and back: the leaves of a value in the order of its parts, and a value of a C# type from a tree.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private readonly Dictionary<string, ITypeSymbol> _treeTypes = new(System.StringComparer.Ordinal);

    /// <summary>A value as a tree of arrays.</summary>
    public Tree ToTree(IOperation place, Value value)
    {
        Step(place);
        switch (value)
        {
            case Value.Array array:
                return array.Data;
            case Value.Tuple tuple:
                return Tree.Tuple([.. tuple.Items.Select(i => ToTree(place, i))]);
            case Value.Struct structure:
                return Node(place, structure.Type, structure.Fields);
            case Value.Reference reference when _store[reference] is Content.Object content:
                return Node(place, content.Type, content.Fields);
            case Value.Reference reference when _store[reference] is Content.Sequence sequence:
                return new Tree.Node(sequence.Fixed ? "array" : "list", new EquatableList<Tree>(sequence.Items.Select(i => ToTree(place, i))));
            case Value.Reference reference when _store[reference] is Content.Numbers numbers:
                return numbers.Data;
            case Value.Constant { Data: null }:
                return Tree.None;
            case Value.Nothing:
                throw NoValue(place, value);
            default:
                return Lift(place, value);
        }
    }

    /// <summary>A value of a C# type as a tree: an array of numbers is one leaf, also where its elements are known.</summary>
    private Tree ToTree(IOperation place, Value value, ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }
        switch (value)
        {
            case Value.Reference array when KnownTypes.MemoryOf(type) is { } memory:
                return _store[array] is Content.Sequence { Items.Length: 0, Lengths: var lengths }
                    ? Core(place, () => Erased.Jnp.Zeros(memory.DType, lengths.IsEmpty ? Shape.Of([0]) : Shape.Of(lengths.Select(l => (Dim)l))))
                    : ToNumbers(place, array).Data;
            case Value.Tuple tuple when type is INamedTypeSymbol { IsTupleType: true } parts && parts.TupleElements.Length == tuple.Items.Length:
                return Tree.Tuple([.. tuple.Items.Select((item, i) => ToTree(place, item, parts.TupleElements[i].Type))]);
            case Value.Struct structure when SymbolEqualityComparer.Default.Equals(structure.Type, type):
                return Members(structure.Type, structure.Fields);
            case Value.Reference reference when _store[reference] is Content.Object content && SymbolEqualityComparer.Default.Equals(content.Type, type):
                return Members(content.Type, content.Fields);
            default:
                return ToTree(place, value);
        }

        Tree.Node Members(INamedTypeSymbol user, ImmutableDictionary<string, Value> fields) => new(
            user.ToDisplayString(), new EquatableList<Tree>(FieldsOf(user).Where(f => fields.ContainsKey(f.Name)).Select(f => ToTree(place, fields[f.Name], f.Type))));
    }

    private Tree.Node Node(IOperation place, INamedTypeSymbol type, ImmutableDictionary<string, Value> fields)
    {
        string kind = type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat) + "|" + type.ContainingAssembly?.Name;
        _treeTypes[kind] = type;
        return new Tree.Node(kind, new EquatableList<Tree>(FieldNames(type, fields).Select(f => ToTree(place, fields[f]))));
    }

    private static IEnumerable<string> FieldNames(INamedTypeSymbol type, ImmutableDictionary<string, Value> fields) => type.IsAnonymousType
        ? type.GetMembers().OfType<IPropertySymbol>().Select(p => p.Name)
        : FieldsOf(type).Select(f => f.Name).Concat(fields.Keys.Where(k => k[0] == '<').OrderBy(k => k, System.StringComparer.Ordinal)).Where(fields.ContainsKey);

    /// <summary>A tree as a value of a C# type; what the type does not say, the tree's kinds do.</summary>
    public Value FromTree(IOperation place, Tree tree, ITypeSymbol? type)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            type = nullable.TypeArguments[0];
        }
        switch (tree)
        {
            case Tree.Leaf leaf:
                if (type is IArrayTypeSymbol numbers && KnownTypes.DTypeOf(numbers.ElementType) is { } each && leaf.Value.Dtype == each && leaf.Value.Rank == numbers.Rank)
                {
                    return _store.Allocate(new Content.Numbers(numbers.ElementType, leaf.Value));
                }
                if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum, EnumUnderlyingType: { } underlying })
                {
                    type = underlying;
                }
                // A one-element tuple's tree may be bare.
                return type is not null && (type.SpecialType == SpecialType.System_Boolean ? DType.Bool : NumberType.Of(type)?.Dtype) is { } dtype
                    ? new Value.Scalar(leaf.Value.Dtype == dtype && leaf.Value.Rank == 0 ? leaf.Value : throw Unsupported(place, $"an array {leaf.Value.Aval} as a C# number"))
                    : new Value.Array(leaf.Value);
            case Tree.Node { IsNone: true }:
                return Value.Null;
            case Tree.Node { Kind: "tuple" } node:
                ImmutableArray<IFieldSymbol> elements = type is INamedTypeSymbol { IsTupleType: true } tuple ? tuple.TupleElements : [];
                return elements.Length == 0 && node.Children.Count == 1 && type is not null
                    ? FromTree(place, node.Children[0], type)
                    : new Value.Tuple([.. node.Children.Select((c, i) => FromTree(place, c, i < elements.Length ? elements[i].Type : null))]);
            case Tree.Node { Kind: "array" or "list" } node:
                ITypeSymbol? element = type switch
                {
                    IArrayTypeSymbol array => array.ElementType,
                    INamedTypeSymbol { TypeArguments.Length: 1 } list => list.TypeArguments[0],
                    _ => null,
                };
                return NewSequence(element, [.. node.Children.Select(c => FromTree(place, c, element))], node.Kind == "array");
            case Tree.Node node when (_treeTypes.TryGetValue(node.Kind, out ITypeSymbol? known) ? known : type) is INamedTypeSymbol user:
                return FromNode(place, node, user);
            default:
                throw Unsupported(place, "this structure");
        }
    }

    private Value FromNode(IOperation place, Tree.Node node, INamedTypeSymbol type)
    {
        (string Name, ITypeSymbol Type)[] fields = type.IsAnonymousType
            ? [.. type.GetMembers().OfType<IPropertySymbol>().Select(p => (p.Name, p.Type))]
            : [.. FieldsOf(type).Select(f => (f.Name, f.Type))];
        ImmutableDictionary<string, Value> values = fields.Zip(node.Children, (f, c) => (f.Name, Value: FromTree(place, c, f.Type))).ToImmutableDictionary(f => f.Name, f => f.Value);
        return type.IsValueType ? new Value.Struct(type, values) : _store.Allocate(new Content.Object(type, values));
    }
}
