// The result of a [Jit] method: C# that builds it from kernel results, and that reads its leaves.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

/// <param name="Build">C# over leaves <c>{0}</c>, <c>{1}</c>, ...; empty for <c>void</c>.</param>
/// <param name="Leaves">What the leaves are, and how C# reads them.</param>
/// <param name="Kept">Which of the result's leaves these are: arrays and objects of the caller that the method hands back are none.</param>
internal sealed record ResultShape(string Build, IReadOnlyList<ResultLeaf> Leaves, IReadOnlyList<int> Kept)
{
    /// <summary>What a result of a type consists of; null when the type is no pytree that outside code can build.</summary>
    public static ResultShape? Of(KnownTypes known, ITypeSymbol type) => Of(known, type, null, _ => null, _ => null, _ => false);

    /// <summary>As above, for a value of the type: what it holds of the caller's is handed back itself, as C# does, and an array that stands in it twice stays one.</summary>
    /// <param name="contentOf">What an object consists of.</param>
    /// <param name="pathOf">C# that reads an array or object of the caller.</param>
    /// <param name="mayBeCallers">True for an object of which that is not known.</param>
    public static ResultShape? Of(KnownTypes known, ITypeSymbol type, Value? value, Func<Value.Reference, Content?> contentOf, Func<Value.Reference, string?> pathOf, Func<Value.Reference, bool> mayBeCallers)
    {
        if (type.SpecialType == SpecialType.System_Void)
        {
            return new ResultShape("", [], []);
        }
        Walk walk = new(known, contentOf, pathOf, mayBeCallers);
        return walk.Describe(type, value, "{0}") is { } build ? new ResultShape(build, walk.Leaves, walk.Kept) : null;
    }

    private sealed class Walk(KnownTypes known, Func<Value.Reference, Content?> contentOf, Func<Value.Reference, string?> pathOf, Func<Value.Reference, bool> mayBeCallers)
    {
        private readonly Dictionary<Value.Reference, string> _built = [];
        private readonly HashSet<Value.Reference> _objects = [];
        private int _count;

        public List<ResultLeaf> Leaves { get; } = [];

        public List<int> Kept { get; } = [];

        public string? Describe(ITypeSymbol type, Value? value, string path)
        {
            if (type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable)
            {
                return Describe(nullable.TypeArguments[0], value, path + ".Value");
            }
            if (value is Value.Reference { } known && (pathOf(known) ?? (_built.TryGetValue(known, out string? once) ? once : null)) is { } same)
            {
                _count += Count(type);
                return same;
            }
            if (value is Value.Reference shared && (IsMutable(type) && !_objects.Add(shared) || (type is IArrayTypeSymbol || IsMutable(type)) && mayBeCallers(shared)))
            {
                return null;
            }
            string? build = DescribeParts(type, value, path);
            if (build is not null && value is Value.Reference array && KnownTypes.MemoryOf(type) is not null)
            {
                _built[array] = build;
            }
            return build;
        }

        private string? DescribeParts(ITypeSymbol type, Value? value, string path)
        {
            if (known.ElementOf(type) is not null)
            {
                return Add(type.NullableAnnotation == NullableAnnotation.Annotated ? path + "!" : path, Holding.NdArray);
            }
            if (KnownTypes.NumberOf(type) is { } number)
            {
                return KnownTypes.IsHeld(type)
                    ? $"({type.ToDisplayString(Signature.TypeFormat)}){Add($"({Emission.ElementTypes.Keyword(number)}){path}", Holding.Number, KnownTypes.IsNarrow(type))}"
                    : Add(path, Holding.Number);
            }
            if (KnownTypes.MemoryOf(type) is { Holding: Holding.Vector or Holding.Grid } memory)
            {
                return Add(path, memory.Holding);
            }
            if (type is INamedTypeSymbol { IsTupleType: true } tuple)
            {
                string?[] parts = [.. tuple.TupleElements.Select((e, i) => Describe(e.Type, (value as Value.Tuple)?.Items[i], path + "." + Emission.Names.Escape(e.Name)))];
                return parts.All(p => p is not null) ? "(" + string.Join(", ", parts) + ")" : null;
            }
            if (type is not INamedTypeSymbol user || !known.HasFields(type) || Signature.IsEndless(user))
            {
                return null;
            }
            IReadOnlyDictionary<string, Value>? values = value switch
            {
                Value.Struct structure => structure.Fields,
                Value.Reference reference => (contentOf(reference) as Content.Object)?.Fields,
                _ => null,
            };
            Dictionary<string, string> fields = [];
            foreach ((string name, ITypeSymbol fieldType, ISymbol member) in Interpreter.FieldsOf(user))
            {
                if (Describe(fieldType, values is not null && values.TryGetValue(name, out Value? held) ? held : null, path + "." + NumericStructs.PathOf(member, name)) is not { } part)
                {
                    return null;
                }
                fields[name] = part;
            }
            return Signature.Creation(user, fields);
        }

        // Of an object that cannot change, nobody can tell whether it is there once or twice.
        private bool IsMutable(ITypeSymbol type) => type is INamedTypeSymbol { IsReferenceType: true } user && known.IsUserType(type)
            && Interpreter.FieldsOf(user).Any(f => f.Member is IFieldSymbol { IsReadOnly: false } or IPropertySymbol { SetMethod.IsInitOnly: false });

        private string Add(string path, Holding holding, bool isNarrow = false)
        {
            Leaves.Add(new ResultLeaf(path, holding) { IsNarrow = isNarrow });
            Kept.Add(_count++);
            return $"{{{Leaves.Count - 1}}}";
        }

        private int Count(ITypeSymbol type)
        {
            Walk walk = new(known, contentOf, pathOf, mayBeCallers);
            walk.Describe(type, null, "{0}");
            return walk.Leaves.Count;
        }
    }
}
