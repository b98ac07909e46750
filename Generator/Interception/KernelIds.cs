// Names of kernels: the method for readers, and a hash of what tells it from all others: type, signature, type arguments, static arguments. No other declaration plays a part.
using System;
using System.Globalization;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

internal static class KernelIds
{
    // Paths of files have limits.
    private const int MaxReadable = 80;

    // Each call of a method asks for its name.
    private static readonly ConditionalWeakTable<IMethodSymbol, string> s_known = new();
    private static readonly ConditionalWeakTable<IMethodSymbol, string> s_identities = new();

    /// <summary>What tells a kernel from all others, in full.</summary>
    public static string Identity(IMethodSymbol method, StaticArguments statics) => s_identities.GetValue(method, Whole) + statics.Key;

    /// <summary>The name of the classes and files of a kernel. Two may be equal, because the hash is short and the readable part is cut: then <see cref="Identity"/> tells, and neither is compiled.</summary>
    public static string Of(IMethodSymbol method, StaticArguments statics) => statics.IsNone ? s_known.GetValue(method, m => Make(m, StaticArguments.None)) : Make(method, statics);

    private static string Make(IMethodSymbol method, StaticArguments statics)
    {
        INamedTypeSymbol type = method.ContainingType;
        string generic = string.Concat(method.TypeArguments.Select(t => "_" + Emission.Names.Clean(t.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))));
        string readable = Emission.Names.Clean(type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) + "." + method.Name) + generic + statics.Suffix;
        return readable.Substring(0, Math.Min(readable.Length, MaxReadable)) + "_" + unchecked((uint)StableHash.Of(Identity(method, statics))).ToString("x8", CultureInfo.InvariantCulture);
    }

    private static string Whole(IMethodSymbol method) => method.OriginalDefinition.GetDocumentationCommentId() + MethodTracer.TypeArguments(method) + "@" + method.ContainingType.ToDisplayString(Signature.TypeFormat)
        + (method.ContainingType.IsFileLocal ? method.ContainingType.MetadataName : "");
}
