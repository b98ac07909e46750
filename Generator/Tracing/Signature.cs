// The parameters of a [Jit] method: which arrays and numbers they consist of, and the C# that takes them apart and puts them together.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

/// <summary>The parameters of a method, and what it reads beside them, as leaves, under one assumption about undeclared shapes.</summary>
internal sealed partial class Signature(KnownTypes known, IMethodSymbol method, StaticArguments statics, ShapeAssumption assumption)
{
    private readonly List<Leaf> _leaves = [];
    private int _undeclared;
    private Func<Leaf, NdArray> _leafValue = null!;
    private Store _store = null!;

    public static SymbolDisplayFormat TypeFormat { get; } = SymbolDisplayFormat.FullyQualifiedFormat
        .WithMiscellaneousOptions(SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions | SymbolDisplayMiscellaneousOptions.IncludeNullableReferenceTypeModifier);

    public IReadOnlyList<Leaf> Leaves => _leaves;

    public List<string> Rebuild { get; } = [];

    /// <summary>True when the leaves of the parameters as pytrees are the kernel's inputs.</summary>
    public bool IsTree => Self is null && !method.Parameters.Select(p => p.Type).Append(method.ReturnType).Any(t => NumericStructs.AreIn(known, t)) && !_leaves.Any(l => l is { IsMemory: true, IsOutside: false } or { IsNarrow: true, IsOutside: false });

    /// <summary>True when each parameter is one leaf, and there is nothing else.</summary>
    public bool IsFlat => Self is null && _leaves.Count == method.Parameters.Length && _leaves.All(l => !l.IsOutside && Emission.Names.IsIdentifier(l.Path.TrimStart('@')));

    /// <summary>The objects that hold leaves, from outside in.</summary>
    public List<Holder> Holders { get; } = [];

    /// <summary>Dimensions that stand for several, with what they are split into.</summary>
    public Dictionary<string, Dim[]> Splits { get; } = new(StringComparer.Ordinal);

    /// <summary>The parameters' values, given a value for each leaf, in the order that the leaves are added.</summary>
    public Value[] Values(Func<Leaf, NdArray> leafValue, Store store)
    {
        (_leafValue, _store) = (leafValue, store);
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
            (Value value, string rebuild) = Build(new Source(parameter, parameter.Name, false), parameter.Type, Parameters(method)[parameter.Ordinal], parameter.Name, spec) ?? throw NotSupported(parameter);
            values[parameter.Ordinal] = value;
            if (IsReferred(parameter))
            {
                _referred[parameter.Ordinal] = _leaves.Count - 1;
            }
            Rebuild.Add(rebuild);
        }
        return values;
    }

    /// <summary>The names that parameters have in the entry.</summary>
    public static string[] Parameters(IMethodSymbol method) => Emission.Names.OfParameters(method.Parameters.Select(p => p.Name));

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

    /// <summary>Where leaves come from: a parameter, or a member that the method reads beside its parameters.</summary>
    private readonly record struct Source(ISymbol Symbol, string Name, bool IsOutside)
    {
        public Location Place => Symbol.Locations.FirstOrDefault() ?? Location.None;
    }

    /// <summary>The value of a type, and C# that makes it from leaves; null where no leaves could stand for it.</summary>
    private (Value Value, string Rebuild)? Build(Source source, ITypeSymbol type, string path, string name, ShapeSpec? spec)
    {
        if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
        {
            // It is its value; where it has none, the method itself runs.
            Holders.Add(new Holder(path, true, null));
            return Build(source, nullable.TypeArguments[0], path + ".Value", name, spec);
        }
        if (known.ElementOf(type) is { } element)
        {
            ShapeSpec shape = spec ?? assumption.Of(_undeclared++);
            (string text, NdArray data) = Add(source, new Leaf(path, source.Name, name, Holding.NdArray, source.IsOutside || MayBeNull(type), spec is not null, shape.Leading, new Aval(Split(shape.Shape, shape.Leading), element)));
            return (new Value.Array(data), text);
        }
        if (KnownTypes.NumberOf(type) is { } number)
        {
            bool isHeld = KnownTypes.IsHeld(type);
            string read = isHeld ? $"({Emission.ElementTypes.Keyword(number)}){path}" : path;
            string? size = type.SpecialType == SpecialType.System_Int32 && assumption.Sizes.Contains(path) ? OwnName(name) : null;
            (string text, NdArray data) = Add(source, new Leaf(read, source.Name, name, Holding.Number, false, true, null, KnownTypes.ScalarAval(number)) { IsNarrow = KnownTypes.IsNarrow(type), Size = size });
            return (size is null ? new Value.Scalar(data) : new Value.Size(Dim.Symbol(size)), isHeld ? $"({type.ToDisplayString(TypeFormat)}){text}" : text);
        }
        if (KnownTypes.MemoryOf(type) is { } memory)
        {
            return BuildMemory(source, memory, path, name, spec);
        }
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            (Value Value, string Rebuild)?[] parts = [.. tuple.TupleElements.Select(e => Build(source, e.Type, path + "." + Emission.Names.Escape(e.Name), name + "_" + e.Name, spec))];
            return parts.Any(p => p is null) ? null : (new Value.Tuple([.. parts.Select(p => p!.Value.Value)]), "(" + string.Join(", ", parts.Select(p => p!.Value.Rebuild)) + ")");
        }
        if (type is not INamedTypeSymbol user || !known.HasFields(type))
        {
            return null;
        }
        return source.IsOutside && !NumericStructs.Is(type) ? BuildOutside(source, user, path, name) : IsEndless(user) ? null : BuildObject(source, user, path, name, spec);
    }

    private (Value Value, string Rebuild)? BuildObject(Source source, INamedTypeSymbol type, string path, string name, ShapeSpec? spec)
    {
        Hold(type, path, MayBeNull(type));
        List<(string Name, Value Value, string Rebuild)> parts = [];
        foreach ((string field, ITypeSymbol fieldType, ISymbol member) in Interpreter.FieldsOf(type))
        {
            if (Build(source, fieldType, path + "." + NumericStructs.PathOf(member, field), name + "_" + field, MemberShape(type, member) ?? spec) is not { } part)
            {
                return null;
            }
            parts.Add((field, part.Value, part.Rebuild));
        }
        if (Creation(type, parts.ToDictionary(p => p.Name, p => p.Rebuild)) is not { } creation)
        {
            return null;
        }
        ImmutableDictionary<string, Value> fields = parts.ToImmutableDictionary(p => p.Name, p => p.Value);
        return (type.IsValueType ? new Value.Struct(type, fields) : Own(new Content.Object(type, fields), path, source.IsOutside), creation);
    }

    private (string Text, NdArray Data) Add(Source source, Leaf leaf)
    {
        leaf = leaf with { IsOutside = source.IsOutside, IsOut = source.Symbol is IParameterSymbol { RefKind: RefKind.Out }, IsReferred = leaf.Holding == Holding.Number && source.Symbol is IParameterSymbol { RefKind: not RefKind.None } && Emission.Names.IsIdentifier(leaf.Path.TrimStart('@')) };
        _leaves.Add(leaf);
        return ($"{{{_leaves.Count - 1}}}", _leafValue(leaf));
    }

    // Where the type may be derived from, only an object of the very type has the fields and the methods that the trace saw.
    private void Hold(INamedTypeSymbol type, string path, bool nullable)
    {
        if (!type.IsValueType)
        {
            Holders.Add(new Holder(path, nullable, type.IsSealed ? null : type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(TypeFormat)));
        }
    }

    // Code without nullable annotations says nothing about null.
    private static bool MayBeNull(ITypeSymbol type) => type.NullableAnnotation != NullableAnnotation.NotAnnotated;

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
        JitRules.ParameterType, parameter.Locations[0], [KnownTypes.Name(method), parameter.Name, parameter.Type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), Instead(parameter)]);

    // What would do in its place.
    private static string Instead(IParameterSymbol parameter) => parameter.Type switch
    {
        INamedTypeSymbol { Name: "Memory" or "ReadOnlyMemory", TypeArguments: [var element] } when KnownTypes.DTypeOf(element) is not null =>
            $"take 'ReadOnlySpan<{Short(element)}> {parameter.Name}' and pass its Span",
        INamedTypeSymbol { Name: "List" or "IList" or "IReadOnlyList" or "ICollection" or "IReadOnlyCollection" or "IEnumerable", TypeArguments: [var element] } when KnownTypes.DTypeOf(element) is not null =>
            $"take '{Short(element)}[] {parameter.Name}' and pass its ToArray()",
        IArrayTypeSymbol { Rank: 1, ElementType: IArrayTypeSymbol { Rank: 1, ElementType: var element } } when KnownTypes.DTypeOf(element) is not null =>
            $"take '{Short(element)}[,] {parameter.Name}', or one '{Short(element)}[]' of all rows and where each begins",
        IArrayTypeSymbol { Rank: 1, ElementType: INamedTypeSymbol { TypeKind: TypeKind.Struct or TypeKind.Class } element } when KnownTypes.DTypeOf(element) is null =>
            $"take an array of numbers for each member of '{Short(element)}', or mark it [Static] if it is a setting",
        _ => "mark it [Static] if it is a setting",
    };

    private static string Short(ITypeSymbol type) => type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat);

    /// <summary>C# that makes an object of a user's type from the C# of its fields; null when outside code cannot, or would run code of the type that computes or checks.</summary>
    public static string? Creation(INamedTypeSymbol type, IReadOnlyDictionary<string, string> fields)
    {
        (string Name, ITypeSymbol Type, ISymbol Member)[] members = [.. Interpreter.FieldsOf(type)];
        string name = type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(TypeFormat);
        if (NumericStructs.Is(type))
        {
            return $"new {name}({string.Join(", ", members.Select(m => fields[m.Name]))})";
        }
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

    private static bool Matches(string member, string parameter) => string.Equals(member.TrimStart('_'), parameter, StringComparison.OrdinalIgnoreCase);
}
