// Call sites of [Jit] methods, as plain data.
using System.Globalization;
using System.IO;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

/// <param name="Identity">What tells the kernel that the call wants from all others.</param>
/// <param name="Attribute">The [InterceptsLocation] attribute.</param>
/// <param name="Position">A hash of the file's text and the position in it.</param>
/// <param name="Place">File, line and column, for readers.</param>
/// <param name="HasReceiver">True for <c>x.f(y)</c>: then the interceptor must be an extension method.</param>
internal sealed record CallSite(string Identity, string Attribute, string Position, string Place, bool HasReceiver)
{
    // 16 bytes of hash and 4 of position, in base 64.
    private const int PositionLength = 26;

    public static bool IsCandidate(SyntaxNode node) => node is InvocationExpressionSyntax { Expression: SimpleNameSyntax or MemberAccessExpressionSyntax or MemberBindingExpressionSyntax };

    /// <summary>The name that a call calls; null for calls of what an expression gives.</summary>
    public static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax member => member.Name.Identifier.ValueText,
        MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => null,
    };

    /// <summary>The [Jit] method that a call calls, as it is declared; null when it calls another.</summary>
    public static IMethodSymbol? Target(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        return NameOf(call) is { } name && JitNames.Of(model.Compilation).Contains(name)
            && model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { MethodKind: MethodKind.Ordinary or MethodKind.ReducedExtension } method
            && method.GetAttributes().Any(a => a.AttributeClass is { Name: "JitAttribute", ContainingNamespace: { Name: "SrcGenJit", ContainingNamespace.IsGlobalNamespace: true } })
            ? Unreduced(method)
            : null;
    }

    // x.f(y) of an extension method is f(x, y).
    private static IMethodSymbol Unreduced(IMethodSymbol method) =>
        method.GetConstructedReducedFrom() ?? ExtensionMembers.Implementation(method);

    /// <summary>True when the call is data for a query, and not run.</summary>
    public static bool IsInExpressionTree(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        if (!call.Ancestors().Any(n => n is LambdaExpressionSyntax or QueryExpressionSyntax))
        {
            return false;
        }
        for (IOperation? operation = model.GetOperation(call, cancellation); operation is not null; operation = operation.Parent)
        {
            if (operation is IAnonymousFunctionOperation { Parent: IConversionOperation { Type: INamedTypeSymbol { Name: "Expression", ContainingNamespace.Name: "Expressions" } } })
            {
                return true;
            }
        }
        return false;
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

    /// <summary>True for a call of a generic [Jit] method, or of one with [Static] parameters: each of its closed forms is a kernel.</summary>
    public static bool IsOfForm(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation) => FileMemo.Get(model.Compilation, call, "form", () => (
        Target(model, call, cancellation) is { } method && IsClosed(method) && (method.IsGenericMethod || method.ContainingType.IsGenericType || StaticArguments.Has(TraceCache.Known(model.Compilation), method)), true));

    public static CallSite? Of(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation) => FileMemo.Get(model.Compilation, call, "site", () => (Make(model, call, cancellation), true));

    private static CallSite? Make(SemanticModel model, InvocationExpressionSyntax call, CancellationToken cancellation)
    {
        if (Target(model, call, cancellation) is not { } method || !IsClosed(method) || IsInExpressionTree(model, call, cancellation)
            || StaticArguments.Of(TraceCache.Known(model.Compilation), model, call, method, cancellation, out _) is not { } statics
            || model.GetInterceptableLocation(call, cancellation) is not { } location)
        {
            return null;
        }
        FileLinePositionSpan span = call.GetLocation().GetLineSpan();
        string place = string.Format(CultureInfo.InvariantCulture, "{0}({1},{2})", Path.GetFileName(span.Path), span.StartLinePosition.Line + 1, span.StartLinePosition.Character + 1);
        return new CallSite(KernelIds.Identity(method, statics), location.GetInterceptsLocationAttributeSyntax(), location.Data.Substring(0, System.Math.Min(PositionLength, location.Data.Length)), place, model.GetSymbolInfo(call, cancellation).Symbol is IMethodSymbol { IsStatic: false } or IMethodSymbol { MethodKind: MethodKind.ReducedExtension });
    }
}
