// Parameters and results of a [Jit] method: which arrays and numbers they consist of, and the C# that takes them apart and puts them together.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

/// <summary>The parameters of a method as leaves, under one assumption about undeclared shapes.</summary>
internal sealed class Signature(KnownTypes known, IMethodSymbol method, StaticArguments statics, ShapeAssumption assumption)
{
    private int _undeclared;
    private readonly List<Leaf> _leaves = [];

    public static SymbolDisplayFormat TypeFormat { get; } = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public IReadOnlyList<Leaf> Leaves => _leaves;

    public List<string> Rebuild { get; } = [];

    /// <summary>The objects that hold leaves, from outside in.</summary>
    public List<Holder> Holders { get; } = [];

    /// <summary>Dimensions that stand for several, with what they are split into.</summary>
    public Dictionary<string, Dim[]> Splits { get; } = new(System.StringComparer.Ordinal);

    /// <summary>The parameters' values, given a value for each leaf, in the order that the leaves are added.</summary>
    public Value[] Values(System.Func<Leaf, NdArray> leafValue, Store store)
    {
        Value[] values = new Value[method.Parameters.Length];
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            if (statics.TryGet(parameter, out object? constant))
            {
                values[parameter.Ordinal] = new Value.Constant(constant);
                Rebuild.Add(StaticArguments.CSharp(parameter, constant));
                continue;
            }
            ShapeSpec? spec = DeclaredShape(known, parameter, parameter.Locations[0]);
            (Value value, string rebuild) = Build(parameter, parameter.Type, Emission.Names.Escape(parameter.Name), parameter.Name, spec, leafValue, store);
            values[parameter.Ordinal] = value;
            Rebuild.Add(rebuild);
        }
        return values;
    }

    public static ShapeSpec? DeclaredShape(KnownTypes known, ISymbol symbol, Location place, ImmutableArray<AttributeData>? attributes = null)
    {
        AttributeData? attribute = (attributes ?? symbol.GetAttributes()).FirstOrDefault(a => SymbolEqualityComparer.Default.Equals(a.AttributeClass, known.Shape));
        if (attribute?.ConstructorArguments.FirstOrDefault().Value is not string text)
        {
            return null;
        }
        return ShapeSpec.Parse(text, out string? error)
            ?? throw new TraceFailure(JitRules.ShapeText, attribute.ApplicationSyntaxReference?.GetSyntax().GetLocation() ?? place, [text, error]);
    }

    private (Value Value, string Rebuild) Build(IParameterSymbol parameter, ITypeSymbol type, string path, string name, ShapeSpec? spec, System.Func<Leaf, NdArray> leafValue, Store store)
    {
        if (known.ElementOf(type) is { } element)
        {
            ShapeSpec shape = spec ?? assumption.Of(_undeclared++);
            Leaf leaf = new(path, parameter.Name, name, true, type.NullableAnnotation == NullableAnnotation.Annotated, spec is not null, shape.Leading, new Aval(Split(shape.Shape, shape.Leading), element))
            {
                LeastLeading = shape.LeastLeading,
            };
            _leaves.Add(leaf);
            return (new Value.Array(leafValue(leaf)), $"{{{_leaves.Count - 1}}}");
        }
        if (KnownTypes.ScalarOf(type) is { } scalar)
        {
            Leaf leaf = new(path, parameter.Name, name, false, false, true, null, KnownTypes.ScalarAval(scalar));
            _leaves.Add(leaf);
            return (new Value.Scalar(leafValue(leaf)), $"{{{_leaves.Count - 1}}}");
        }
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            (Value Value, string Rebuild)[] parts = [.. tuple.TupleElements.Select(e => Build(parameter, e.Type, path + "." + Emission.Names.Escape(e.Name), name + "_" + e.Name, spec, leafValue, store))];
            return (new Value.Tuple([.. parts.Select(p => p.Value)]), "(" + string.Join(", ", parts.Select(p => p.Rebuild)) + ")");
        }
        if (type is INamedTypeSymbol user && known.IsUserType(type) && !IsEndless(user))
        {
            if (!user.IsValueType)
            {
                Holders.Add(new Holder(path, type.NullableAnnotation == NullableAnnotation.Annotated));
            }
            (string Name, Value Value, string Rebuild)[] parts = [.. Interpreter.FieldsOf(user).Select(f =>
            {
                (Value value, string rebuild) = Build(parameter, f.Type, path + "." + Emission.Names.Escape(f.Name), name + "_" + f.Name, MemberShape(user, f.Member) ?? spec, leafValue, store);
                return (f.Name, value, rebuild);
            })];
            ImmutableDictionary<string, Value> fields = parts.ToImmutableDictionary(p => p.Name, p => p.Value);
            Value value = user.IsValueType ? new Value.Struct(user, fields) : store.Allocate(new Content.Object(user, fields));
            return (value, Creation(user, parts.ToDictionary(p => p.Name, p => p.Rebuild)) ?? throw NotSupported(parameter));
        }
        throw NotSupported(parameter);
    }

    // [Shape] on a field or property, or on the parameter of a positional record that makes it.
    private ShapeSpec? MemberShape(INamedTypeSymbol type, ISymbol member) =>
        DeclaredShape(known, member, member.Locations[0])
        ?? type.InstanceConstructors.SelectMany(c => c.Parameters).Where(p => Matches(member.Name, p.Name))
            .Select(p => DeclaredShape(known, p, member.Locations[0])).FirstOrDefault(s => s is not null);

    /// <summary>True for a type that holds values of its own type, as a list's node does: there is no end of its leaves.</summary>
    public static bool IsEndless(INamedTypeSymbol type) => IsEndless(type, []);

    private static bool IsEndless(INamedTypeSymbol type, ImmutableList<ITypeSymbol> outer) => outer.Count > 16 || outer.Contains(type, SymbolEqualityComparer.Default)
        || Interpreter.FieldsOf(type).Any(f => f.Type is INamedTypeSymbol { SpecialType: SpecialType.None } field && field.DeclaringSyntaxReferences.Length > 0 && IsEndless(field, outer.Add(type)));

    private Shape Split(Shape shape, string? leading)
    {
        if (leading is null)
        {
            return shape;
        }
        Splits[leading] = [Dim.Symbol(leading + "0"), Dim.Symbol(leading + "1")];
        return assumption.Split ? Shape.Of([.. Splits[leading], .. shape.Skip(1)]) : shape;
    }

    private TraceFailure NotSupported(IParameterSymbol parameter) => new(
        JitRules.ParameterType, parameter.Locations[0], [KnownTypes.Name(method), parameter.Name, parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)]);

    /// <summary>C# that makes an object of a user's type from the C# of its fields; null when outside code cannot, or would run code of the type that computes or checks.</summary>
    public static string? Creation(INamedTypeSymbol type, IReadOnlyDictionary<string, string> fields)
    {
        (string Name, ITypeSymbol Type, ISymbol Member)[] members = [.. Interpreter.FieldsOf(type)];
        string name = type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(TypeFormat);
        if (members.Any(m => !IsReachable(m.Member) || m.Member is IPropertySymbol { GetMethod: var get } && (get is null || !IsReachable(get))) || !PlainTypes.HasPlainMembers(type))
        {
            return null;
        }
        // The constructor that takes the most fields (all of them, in positional records); an initializer writes the others.
        foreach (IMethodSymbol constructor in type.InstanceConstructors.Where(IsReachable).OrderByDescending(c => c.Parameters.Length))
        {
            if (PlainTypes.Assigned(constructor) is not { } assigned)
            {
                continue;
            }
            ILookup<int, (string Name, ITypeSymbol Type, ISymbol Member)> taken = members.Where(m => assigned.ContainsKey(m.Member.OriginalDefinition)).ToLookup(m => assigned[m.Member.OriginalDefinition]);
            (string Name, ITypeSymbol Type, ISymbol Member)[] rest = [.. members.Where(m => !assigned.ContainsKey(m.Member.OriginalDefinition))];
            if (!constructor.Parameters.All(p => taken[p.Ordinal].Count() == 1 && SymbolEqualityComparer.Default.Equals(p.Type, taken[p.Ordinal].First().Type))
                || !rest.All(m => IsWritable(m.Member)) || !SetsRequired(constructor, [.. rest.Select(m => m.Member)]))
            {
                continue;
            }
            string arguments = string.Join(", ", constructor.Parameters.Select(p => fields[taken[p.Ordinal].First().Name]));
            string initializer = string.Join(", ", rest.Select(m => $"{Emission.Names.Escape(m.Name)} = {fields[m.Name]}"));
            return rest.Length == 0 ? $"new {name}({arguments})"
                : constructor.Parameters.Length == 0 ? $"new {name} {{ {initializer} }}"
                : $"new {name}({arguments}) {{ {initializer} }}";
        }
        return null;
    }

    private static bool SetsRequired(IMethodSymbol constructor, ISymbol[] written)
    {
        if (constructor.GetAttributes().Any(a => a.AttributeClass?.Name == "SetsRequiredMembersAttribute"))
        {
            return true;
        }
        for (INamedTypeSymbol? type = constructor.ContainingType; type is not null; type = type.BaseType)
        {
            if (type.GetMembers().Any(m => (m is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true }) && !written.Contains(m, SymbolEqualityComparer.Default)))
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsReachable(ISymbol member) => member.DeclaredAccessibility is Accessibility.Public or Accessibility.Internal or Accessibility.ProtectedOrInternal;

    private static bool IsWritable(ISymbol member) => member switch
    {
        IFieldSymbol field => !field.IsReadOnly,
        IPropertySymbol { SetMethod: { } set } => IsReachable(set),
        _ => false,
    };

    private static bool Matches(string member, string parameter) => string.Equals(member.TrimStart('_'), parameter, System.StringComparison.OrdinalIgnoreCase);
}
