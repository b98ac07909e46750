// What a method reads beside its parameters: statics, and the data of `this`. Each is one more leaf, which the entry reads at every call.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Signature
{
    private readonly Dictionary<ISymbol, string> _accessorNames = new(SymbolEqualityComparer.Default);

    /// <summary>Members of the entry that reach what C# outside cannot name.</summary>
    public List<Accessor> Accessors { get; } = [];

    /// <summary>The first parameter of the entry of an instance method; null for static methods.</summary>
    public SelfParameter? Self { get; } = SelfOf(method);

    // Names of accessors must not be those of parameters.
    private Names EntryNames => field ??= new Names([.. Parameters(method).Select(p => p.TrimStart('@')), .. Self is { } self ? new[] { self.Name } : []]);

    /// <summary>The receiver as the entry takes it: by reference where it is a struct.</summary>
    public static SelfParameter? SelfOf(IMethodSymbol method) => method.IsStatic ? null : new SelfParameter(
        new Names([.. Parameters(method).Select(p => p.TrimStart('@'))]).Take("self"),
        method.ContainingType.ToDisplayString(TypeFormat),
        !method.ContainingType.IsValueType ? "" : method.ContainingType.IsReadOnly || method.IsReadOnly ? "in " : "ref ");

    /// <summary>The value of <c>this</c>: its fields are read when the method asks for them, those of structs at once.</summary>
    public Value? SelfValue()
    {
        if (Self is null)
        {
            return null;
        }
        return BuildOutside(new Source(method.ContainingType, "this", true), method.ContainingType, Self.Name, "this").Value;
    }

    /// <summary>
    /// The value of a static member, or of a member of an object that came from outside, as a leaf that the entry reads; null where none can stand for it.
    /// Where what it needs is null at run time, the method itself runs.
    /// </summary>
    public Value? ReadOutside(ISymbol member, Value.Reference? self)
    {
        ITypeSymbol? type = member switch
        {
            IFieldSymbol { IsConst: false } field => field.Type,
            IPropertySymbol property when IsStored(property) => property.Type,
            IParameterSymbol { ContainingSymbol: IMethodSymbol { MethodKind: MethodKind.Constructor } } captured => captured.Type,
            _ => null,
        };
        string? path = type is null ? null
            : member.IsStatic ? StaticPath(member, type)
            : self is not null && _objects.TryGetValue(self, out (string Path, INamedTypeSymbol Type) holder) ? MemberPath(holder.Path, holder.Type, member, type)
            : null;
        if (path is null)
        {
            return null;
        }
        string name = member.IsStatic ? KnownTypes.Name(member) : "this." + member.Name;
        return Build(new Source(member, name, true), type!, path, member.Name, MemberShape(member.ContainingType, member))?.Value;
    }

    /// <summary>An object is read member by member; a struct has the members that leaves can stand for.</summary>
    private (Value Value, string Rebuild) BuildOutside(Source source, INamedTypeSymbol type, string path, string name)
    {
        if (!type.IsValueType)
        {
            Hold(type, path, nullable: true);
            return (Own(new Content.Object(type, ImmutableDictionary<string, Value>.Empty), path, true), "");
        }
        ImmutableDictionary<string, Value> fields = ImmutableDictionary<string, Value>.Empty;
        foreach ((string field, ITypeSymbol fieldType, ISymbol member) in Interpreter.FieldsOf(type))
        {
            if (MemberPath(path, type, member, fieldType) is { } place && Build(new Source(member, source.Name + "." + field, true), fieldType, place, name + "_" + field, MemberShape(type, member)) is { } part)
            {
                fields = fields.SetItem(field, part.Value);
            }
        }
        return (new Value.Struct(type, fields), "");
    }

    // An override could compute something else.
    private static bool IsStored(IPropertySymbol property) => property is { IsIndexer: false, GetMethod: not null } && PlainTypes.IsAuto(property)
        && (!(property.IsVirtual || property.IsOverride || property.IsAbstract) || property.ContainingType.IsSealed || property.IsSealed);

    private string? StaticPath(ISymbol member, ITypeSymbol type) =>
        IsReadable(member) ? member.ContainingType.ToDisplayString(TypeFormat) + "." + Names.Escape(member.Name)
        : member.ContainingType.IsGenericType || !IsNameable(type) ? null
        : Access(member, type, "StaticField", $"[UnsafeAccessorType({SymbolDisplay.FormatLiteral(MethodTracer.MetadataName(member.ContainingType), true)})] object? type") + "(null)";

    private string? MemberPath(string path, INamedTypeSymbol type, ISymbol member, ITypeSymbol memberType)
    {
        if (member is not IParameterSymbol && IsReadable(member))
        {
            return path + "." + Names.Escape(member.Name);
        }
        if (member.ContainingType.IsGenericType || !IsNameable(memberType) || !MethodTracer.IsAccessible(member.ContainingType) || type.IsValueType && path != Self?.Name)
        {
            return null;
        }
        string modifier = type.IsValueType ? "ref " : "";
        string argument = Self is { Modifier: "in " } && type.IsValueType ? $"Unsafe.AsRef(in {path})" : path;
        return $"{Access(member, memberType, "Field", $"{modifier}{member.ContainingType.ToDisplayString(TypeFormat)} value")}({modifier}{argument})";
    }

    private string Access(ISymbol member, ITypeSymbol type, string kind, string parameter)
    {
        if (!_accessorNames.TryGetValue(member, out string? name))
        {
            _accessorNames[member] = name = EntryNames.Take("Read_" + Names.Clean(member.Name.TrimStart('_')));
            string field = member switch
            {
                IPropertySymbol => $"<{member.Name}>k__BackingField",
                IParameterSymbol => $"<{member.Name}>P",
                _ => member.Name,
            };
            Accessors.Add(new Accessor(name, $"[UnsafeAccessor(UnsafeAccessorKind.{kind}, Name = {SymbolDisplay.FormatLiteral(field, true)})]\nprivate static extern ref {type.ToDisplayString(TypeFormat)} {name}({parameter});"));
        }
        return name;
    }

    private static bool IsReadable(ISymbol member) => MethodTracer.IsAccessible(member) && PlainTypes.IsUsable(member) && (member is not IPropertySymbol { GetMethod: var get } || get is not null && MethodTracer.IsAccessible(get));

    private static bool IsNameable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsNameable(array.ElementType),
        INamedTypeSymbol named => MethodTracer.IsAccessible(named) && named.TypeArguments.All(IsNameable),
        _ => false,
    };

    // An array that is made with its elements written out, and never assigned again outside of initialisers; the entry checks the length.
    private static int? ConstantLength(ISymbol member) => member is IFieldSymbol { IsStatic: true, IsReadOnly: true } or IPropertySymbol { IsStatic: true, SetMethod: null }
        ? member.DeclaringSyntaxReferences.FirstOrDefault()?.GetSyntax() switch
        {
            VariableDeclaratorSyntax { Initializer.Value: var value } => Count(value),
            PropertyDeclarationSyntax { Initializer.Value: var value } => Count(value),
            _ => null,
        }
        : null;

    private static int? Count(ExpressionSyntax value) => value switch
    {
        InitializerExpressionSyntax list => list.Expressions.Count,
        ArrayCreationExpressionSyntax { Initializer: { } list } => list.Expressions.Count,
        ImplicitArrayCreationExpressionSyntax { Initializer: var list } => list.Expressions.Count,
        CollectionExpressionSyntax list when list.Elements.All(e => e is ExpressionElementSyntax) => list.Elements.Count,
        _ => null,
    };
}
