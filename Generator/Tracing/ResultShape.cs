// The result of a [Jit] method: C# that builds it from kernel results, and that reads its leaves.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Tracing;

/// <param name="Build">C# over leaves <c>{0}</c>, <c>{1}</c>, ...</param>
/// <param name="Leaves">For each leaf, C# that reads it from the result <c>{0}</c>, and whether it is an array.</param>
internal sealed record ResultShape(string Build, IReadOnlyList<(string Path, bool IsArray)> Leaves)
{
    /// <summary>Null when the type is no pytree that outside code can build.</summary>
    public static ResultShape? Of(KnownTypes known, ITypeSymbol type)
    {
        List<(string, bool)> leaves = [];
        return Describe(known, type, "{0}", leaves) is { } build ? new ResultShape(build, leaves) : null;
    }

    private static string? Describe(KnownTypes known, ITypeSymbol type, string path, List<(string, bool)> leaves)
    {
        if (known.ElementOf(type) is not null || KnownTypes.ScalarOf(type) is not null)
        {
            leaves.Add((type.NullableAnnotation == NullableAnnotation.Annotated ? path + "!" : path, known.IsArray(type)));
            return $"{{{leaves.Count - 1}}}";
        }
        if (type is INamedTypeSymbol { IsTupleType: true } tuple)
        {
            string?[] parts = [.. tuple.TupleElements.Select(e => Describe(known, e.Type, path + "." + Emission.Names.Escape(e.Name), leaves))];
            return parts.All(p => p is not null) ? "(" + string.Join(", ", parts) + ")" : null;
        }
        if (type is INamedTypeSymbol user && known.IsUserType(type) && !Signature.IsEndless(user))
        {
            Dictionary<string, string> fields = [];
            foreach ((string name, ITypeSymbol fieldType, _) in Interpreter.FieldsOf(user))
            {
                if (Describe(known, fieldType, path + "." + Emission.Names.Escape(name), leaves) is not { } part)
                {
                    return null;
                }
                fields[name] = part;
            }
            return Signature.Creation(user, fields);
        }
        return null;
    }
}
