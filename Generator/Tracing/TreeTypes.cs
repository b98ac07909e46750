// The pytrees among the types of a signature or a call, with all that they consist of: under NativeAOT each must be registered.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

internal sealed class TreeTypes(KnownTypes known)
{
    // Generic types may hold ever larger forms of themselves.
    private const int MaxTypes = 500;

    private static readonly SymbolDisplayFormat s_key = SymbolDisplayFormat.FullyQualifiedFormat.WithMiscellaneousOptions(
        SymbolDisplayFormat.FullyQualifiedFormat.MiscellaneousOptions | SymbolDisplayMiscellaneousOptions.ExpandValueTuple);

    // Of each type what registers it, null where nothing needs to, and the types that it consists of. What is no tree is not in here.
    private readonly Dictionary<string, (TreeType? Type, string[] Parts)> _types = new(System.StringComparer.Ordinal);

    /// <summary>The types of a method's parameters and result. Where types of the program are among them, bodies have been read.</summary>
    public static EquatableList<TreeType> OfSignature(KnownTypes known, IMethodSymbol method, out bool readsBodies)
    {
        TreeTypes types = new(known);
        types.AddSignature(method);
        readsBodies = types._readsBodies;
        return types.ToList();
    }

    // Constructors say whether a type can be taken apart.
    private bool _readsBodies;

    /// <summary>The types of a call of the facade: its type arguments, and those of its parameters and result. And bodies read, as above.</summary>
    public static EquatableList<TreeType> OfCall(KnownTypes known, IMethodSymbol method, out bool readsBodies)
    {
        TreeTypes types = new(known);
        foreach (ITypeSymbol argument in method.TypeArguments)
        {
            types.AddFunction(argument);
            types.Add(argument);
        }
        types.AddSignature(method);
        readsBodies = types._readsBodies;
        return types.ToList();
    }

    /// <summary>True for a type that can be taken apart into arrays and put together again.</summary>
    public static bool IsTree(KnownTypes known, ITypeSymbol type)
    {
        TreeTypes types = new(known);
        if (!types.Add(type))
        {
            return false;
        }
        types.ToList();
        return types._types.ContainsKey(Key(type));
    }

    private void AddSignature(IMethodSymbol method)
    {
        foreach (IParameterSymbol parameter in method.Parameters)
        {
            Add(parameter.Type);
        }
        if (!method.ReturnsVoid)
        {
            Add(method.ReturnType);
        }
    }

    // A function of a type that the library does not know is taken apart by its type.
    private void AddFunction(ITypeSymbol type)
    {
        if (type is INamedTypeSymbol { Name: "Func", ContainingNamespace.Name: "System", TypeArguments.Length: >= 2 and <= 5 } function && Interception.CallSite.IsClosed(type) && IsReachable(type))
        {
            _types[Key(type)] = (Register(type, "Function", function.TypeArguments), []);
        }
    }

    /// <summary>Takes a type apart; false when it is no tree.</summary>
    private bool Add(ITypeSymbol type)
    {
        string key = Key(type);
        if (_types.ContainsKey(key))
        {
            return true;
        }
        if (_types.Count >= MaxTypes || !Interception.CallSite.IsClosed(type) || !IsReachable(type))
        {
            return false;
        }
        if (known.IsArray(type) || KnownTypes.DTypeOf(type) is not null)
        {
            _types[key] = (null, []);
            return true;
        }
        _readsBodies |= type is INamedTypeSymbol { DeclaringSyntaxReferences.Length: > 0 };
        switch (type)
        {
            case IArrayTypeSymbol { IsSZArray: true } array:
                return Add(type, "Vector", [array.ElementType]);
            case INamedTypeSymbol { DelegateInvokeMethod: { } invoke }:
                AddSignature(invoke);
                return false;
            case INamedTypeSymbol { IsTupleType: true, TypeArguments: { Length: > 0 } items }:
                return Add(type, "Tuple", items);
            case INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable:
                return Add(type, "Nullable", nullable.TypeArguments);
            case INamedTypeSymbol { Name: "ValueTuple", ContainingNamespace.Name: "System", TypeArguments: var items }:
                _types[key] = (null, []);
                return items.Length == 0 || Add(type, "Tuple", items);
            case INamedTypeSymbol { Name: "List" or "Dictionary", TypeArguments: var items, ContainingNamespace: { Name: "Generic", ContainingNamespace.Name: "Collections" } } collection:
                return Add(type, collection.Name, items);
            case INamedTypeSymbol { Name: "ImmutableArray", TypeArguments: { Length: 1 } items, ContainingNamespace: { Name: "Immutable", ContainingNamespace.Name: "Collections" } }:
                return Add(type, "ImmutableArray", items);
            case INamedTypeSymbol user when known.IsUserType(type) && !user.IsAbstract:
                return AddRecord(user, key) & AddDerived(user);
            case INamedTypeSymbol { TypeKind: TypeKind.Interface or TypeKind.Class, IsAbstract: true, IsStatic: false } user when user.DeclaringSyntaxReferences.Length > 0:
                return Add(type, "Abstract", [], [type]) & AddDerived(user);
            default:
                return false;
        }
    }

    private bool Add(ITypeSymbol type, string kind, IReadOnlyList<ITypeSymbol> parts, IReadOnlyList<ITypeSymbol>? arguments = null)
    {
        string key = Key(type);
        // The keys of a dictionary are no trees.
        ITypeSymbol[] trees = [.. kind == "Dictionary" ? parts.Skip(1) : parts];
        _types[key] = (Register(type, kind, arguments ?? parts), [.. trees.Select(Key)]);
        return trees.Select(Add).ToArray().All(isTree => isTree);
    }

    private bool AddRecord(INamedTypeSymbol type, string key)
    {
        (string Name, ITypeSymbol Type, ISymbol Member)[] members = [.. Interpreter.FieldsOf(type)];
        Names names = new("value", "parts");
        Dictionary<string, string> locals = members.GroupBy(m => m.Name).ToDictionary(m => m.Key, m => names.Take(Names.Clean(char.ToLowerInvariant(m.Key[0]) + m.Key.Substring(1))));
        if (type.IsRefLikeType || type.IsAnonymousType || HasHiddenState(type) || members.Select(m => m.Name).Distinct().Count() != members.Length
            || Signature.Creation(type, locals) is not { } creation)
        {
            return false;
        }
        TreeMember[] parts = [.. members.Select(m => new TreeMember(Names.Escape(m.Name), CSharp(m.Type, Signature.TypeFormat), locals[m.Name]))];
        _types[key] = (new TreeType(key, "", type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat), CSharp(type), new EquatableList<TreeMember>(parts), Short(creation)) { Suppressed = Suppressed.Of(members.Select(m => (ISymbol)m.Type).Append(type)) }, [.. members.Select(m => Key(m.Type))]);
        return members.Select(m => Add(m.Type)).ToArray().All(isTree => isTree);
    }

    // Where one is declared, another may come; one that is no tree does not hinder the others.
    private bool AddDerived(INamedTypeSymbol type)
    {
        foreach (INamedTypeSymbol derived in type.IsSealed ? [] : DerivedTypes.Of(known.Compilation, type))
        {
            Add(derived);
        }
        return true;
    }

    // The fields of a base class in another assembly are not seen here.
    private bool HasHiddenState(INamedTypeSymbol type) => type.BaseType is { SpecialType: SpecialType.None } parent && (!known.IsUserType(parent) || HasHiddenState(parent));

    // Types may hold themselves, so that each is taken for a tree until one of its parts turns out to be none.
    private EquatableList<TreeType> ToList()
    {
        bool changed = true;
        while (changed)
        {
            string[] broken = [.. _types.Where(t => t.Value.Parts.Any(p => !_types.ContainsKey(p))).Select(t => t.Key)];
            foreach (string key in broken)
            {
                _types.Remove(key);
            }
            changed = broken.Length > 0;
        }
        return new EquatableList<TreeType>(_types.Values.Select(t => t.Type).OfType<TreeType>());
    }

    private static TreeType Register(ITypeSymbol type, string kind, IEnumerable<ITypeSymbol> arguments) =>
        new(Key(type), $"Pytrees.{kind}<{string.Join(", ", arguments.Select(a => CSharp(a)))}>()", "", "", new EquatableList<TreeMember>([]), "");

    private static string Key(ITypeSymbol type) => type.ToDisplayString(s_key);

    private static string CSharp(ITypeSymbol type, SymbolDisplayFormat? format = null) => Short(type.ToDisplayString(format ?? SymbolDisplayFormat.FullyQualifiedFormat));

    // What the generated file's usings name.
    private static string Short(string code) => code.Replace("global::SrcGenJit.NdArray", "NdArray").Replace("global::System.Collections.Generic.", "");

    private static bool IsReachable(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsReachable(array.ElementType),
        INamedTypeSymbol named => MethodTracer.IsAccessible(named) && PlainTypes.IsUsable(named) && !HasStaticAbstract(named) && named.TypeArguments.All(IsReachable),
        _ => false,
    };

    // C# takes such an interface for no type argument (CS8920).
    private static bool HasStaticAbstract(INamedTypeSymbol type) => type is { TypeKind: TypeKind.Interface, DeclaringSyntaxReferences.Length: > 0 }
        && type.AllInterfaces.Add(type).Any(i => i.GetMembers().Any(m => m is { IsStatic: true, IsAbstract: true }));
}
