// Names of kernels: the method for readers, and a hash of what tells it from all others: type, signature, type arguments, static arguments. No other declaration plays a part.
using System;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

internal static class KernelIds
{
    // Paths of files have limits.
    private const int MaxReadable = 80;

    /// <summary>The name of the classes and files of a kernel. No two are equal, also where letters' case is ignored.</summary>
    public static string Of(IMethodSymbol method, StaticArguments statics)
    {
        INamedTypeSymbol type = method.ContainingType;
        string generic = string.Concat(method.TypeArguments.Select(t => "_" + Emission.Names.Clean(t.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat))));
        string readable = Emission.Names.Clean(type.ToDisplayString(SymbolDisplayFormat.CSharpErrorMessageFormat) + "." + method.Name) + generic + statics.Suffix;
        string identity = method.OriginalDefinition.GetDocumentationCommentId() + MethodTracer.TypeArguments(method) + "@" + type.ToDisplayString(Signature.TypeFormat)
            + (type.IsFileLocal ? type.MetadataName : "") + statics.Key;
        return readable.Substring(0, Math.Min(readable.Length, MaxReadable)) + "_" + unchecked((uint)StableHash.Of(identity)).ToString("x8", CultureInfo.InvariantCulture);
    }
}
