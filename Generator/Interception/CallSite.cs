// Call sites of [Jit] methods, as plain data.
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

/// <param name="Id">The kernel that the call wants.</param>
/// <param name="Attribute">The [InterceptsLocation] attribute.</param>
/// <param name="Position">A hash of the file's text and the position in it.</param>
/// <param name="Place">File, line and column, for readers.</param>
internal sealed record CallSite(string Id, string Attribute, string Position, string Place)
{
    // 16 bytes of hash and 4 of position, in base 64.
    private const int PositionLength = 26;

    public static bool IsCandidate(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: SimpleNameSyntax or MemberAccessExpressionSyntax };

    /// <summary>The static [Jit] method that a call calls; null when it calls another.</summary>
    public static IMethodSymbol? Target(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        string? name = call.Expression switch
        {
            MemberAccessExpressionSyntax { Name: SimpleNameSyntax member } => member.Identifier.ValueText,
            SimpleNameSyntax simple => simple.Identifier.ValueText,
            _ => null,
        };
        return name is not null && JitNames.Of(model.Compilation).Contains(name)
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary, IsStatic: true } method
            && method.GetAttributes().Any(a => a.AttributeClass?.ToDisplayString() == KnownTypes.JitAttributeName)
            ? method
            : null;
    }

    /// <summary>True when nothing in the method's type depends on the type parameters of its caller.</summary>
    public static bool IsClosed(IMethodSymbol method) =>
        method.TypeArguments.All(IsClosed) && (method.ContainingType is not { } type || IsClosed(type));

    public static bool IsClosed(ITypeSymbol type) => type switch
    {
        ITypeParameterSymbol => false,
        IArrayTypeSymbol array => IsClosed(array.ElementType),
        INamedTypeSymbol named => named.TypeArguments.All(IsClosed) && (named.ContainingType is not { } outer || IsClosed(outer)),
        _ => true,
    };

    public static CallSite? Of(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        if (Target(model, call, cancellation) is not { } method || !IsClosed(method)
            || StaticArguments.Of(TraceCache.Known(model.Compilation), model, call, method, cancellation, out _) is not { } statics
            || model.GetInterceptableLocation(call, cancellation) is not { } location)
        {
            return null;
        }
        FileLinePositionSpan span = call.GetLocation().GetLineSpan();
        string place = string.Format(CultureInfo.InvariantCulture, "{0}({1},{2})", Path.GetFileName(span.Path), span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
        return new CallSite(KernelIds.Of(method, statics), location.GetInterceptsLocationAttributeSyntax(), location.Data.Substring(0, System.Math.Min(PositionLength, location.Data.Length)), place);
    }
}
