// What happens to calls of a [Jit] method that is not compiled: traced at run time where that gives what the C# body gives, else operation by operation. Warnings and JitInfo say which.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

/// <param name="RunsTraced">True when direct calls are traced once for each combination of shapes, as those of what Jax.Jit returned.</param>
/// <param name="Throws">The transform that throws when the method runs, as it is written; null when there is none.</param>
internal sealed record Fallback(bool RunsTraced, string? Throws)
{
    // What these say of a method stays true of its trace at run time: it would fail, or lose what it does beside computing.
    private static readonly HashSet<DiagnosticDescriptor> s_traceable =
    [
        JitRules.ParameterType, JitRules.ReturnType, JitRules.ShapeText, JitRules.UnknownMember, JitRules.Unsupported, JitRules.NotCompiled, JitRules.DeclareShape, JitRules.Undecided, JitRules.ReturnShape, JitRules.Internal,
    ];

    private static readonly HashSet<string> s_traceableIds = [.. s_traceable.Select(r => r.Id)];

    public static Fallback Of(Compilation compilation, IMethodSymbol method, IReadOnlyList<Diagnostic> failures, CancellationToken cancellation)
    {
        KnownTypes known = TraceCache.Known(compilation);
        SemanticModels models = new(compilation, cancellation);
        try
        {
            return new Fallback(
                failures.All(f => s_traceableIds.Contains(f.Id)) && HasTracers(known, method) && new Purity(known, models, method.Parameters.Any(p => IsWritable(known, p.Type, []))).IsPure(method),
                Throwing(known, models, method));
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            // Code that nobody could read so far is left to itself.
            return new Fallback(false, null);
        }
    }

    /// <summary>The sentence that each warning about such a method ends with.</summary>
    public string Sentence => Throws is { } transform ? $"It runs operation by operation, and throws at '{transform}', because C# numbers cannot be traced at run time."
        : RunsTraced ? "Its direct calls are traced at run time, as by Jax.Jit."
        : "It runs operation by operation.";

    /// <summary>The diagnostic with the sentence behind its message.</summary>
    public Diagnostic Explain(Diagnostic diagnostic)
    {
        DiagnosticDescriptor rule = diagnostic.Descriptor;
        string message = diagnostic.GetMessage(System.Globalization.CultureInfo.InvariantCulture);
        string sentence = message.EndsWith(".", System.StringComparison.Ordinal) ? " " + Sentence : ". " + Sentence.TrimEnd('.');
#pragma warning disable RS1017, RS1015, RS1037, RS2000, RS2008, RS1032 // The same rule, with what its message says of this method.
        DiagnosticDescriptor explained = new(rule.Id, rule.Title, message + sentence, rule.Category, rule.DefaultSeverity, rule.IsEnabledByDefault, rule.Description, rule.HelpLinkUri);
#pragma warning restore RS1017, RS1015, RS1037, RS2000, RS2008, RS1032
        return Diagnostic.Create(explained, diagnostic.Location, diagnostic.AdditionalLocations);
    }

    // C# numbers have no tracers, and a trace for each of their values would be one for nearly each call. Objects of which the entry cannot speak stay with the body too.
    private static bool HasTracers(KnownTypes known, IMethodSymbol method) =>
        method is { IsStatic: true, ReturnsVoid: false, ReturnsByRef: false, ReturnsByRefReadonly: false, MethodKind: MethodKind.Ordinary, ContainingType.IsExtension: false }
        && (MethodTracer.IsAccessible(method) || !method.ContainingType.IsGenericType && !method.IsGenericMethod)
        && method.Parameters.All(p => p.RefKind is RefKind.None or RefKind.In && !p.IsParams || p.IsParams && p.Type is IArrayTypeSymbol)
        && method.Parameters.Any(p => HasArray(known, p.Type, []))
        && method.Parameters.All(p => TreeTypes.IsTree(known, p.Type) && !HasNumber(known, p.Type, []))
        && TreeTypes.IsTree(known, method.ReturnType)
        && !(IsWritable(known, method.ReturnType, []) && method.Parameters.Any(p => IsWritable(known, p.Type, [])));

    private static bool HasArray(KnownTypes known, ITypeSymbol type, HashSet<ITypeSymbol> seen) => known.IsArray(type) || seen.Add(type) && Parts(known, type).Any(p => HasArray(known, p, seen));

    private static bool HasNumber(KnownTypes known, ITypeSymbol type, HashSet<ITypeSymbol> seen) =>
        !known.IsArray(type) && (KnownTypes.DTypeOf(type) is not null || seen.Add(type) && Parts(known, type).Any(p => HasNumber(known, p, seen)));

    // Objects that someone else may hold too, and write.
    private static bool IsWritable(KnownTypes known, ITypeSymbol type, HashSet<ITypeSymbol> seen)
    {
        if (known.IsArray(type) || KnownTypes.DTypeOf(type) is not null || !seen.Add(type))
        {
            return false;
        }
        bool isFixed = type is INamedTypeSymbol { IsTupleType: true } || type.IsValueType || type is { Name: "ImmutableArray" }
            || known.IsUserType(type) && Interpreter.FieldsOf((INamedTypeSymbol)type).All(f => f.Member is IPropertySymbol { SetMethod: null or { IsInitOnly: true } } or IFieldSymbol { IsReadOnly: true });
        return !isFixed || Parts(known, type).Any(p => IsWritable(known, p, seen));
    }

    private static IEnumerable<ITypeSymbol> Parts(KnownTypes known, ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => [array.ElementType],
        INamedTypeSymbol user when known.IsUserType(type) => Interpreter.FieldsOf(user).Select(f => f.Type),
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Select(e => e.Type),
        // Keys of dictionaries are part of the structure.
        INamedTypeSymbol { Name: "Dictionary", TypeArguments: [_, var value] } => [value],
        INamedTypeSymbol named => named.TypeArguments,
        _ => [],
    };

    // Jax.Grad((double x) => ...), whose function the build alone can trace.
    private static string? Throwing(KnownTypes known, SemanticModels models, IMethodSymbol method) => models.Body(method)?.DescendantsAndSelf().OfType<IInvocationOperation>()
        .Where(call => known.Is(call.TargetMethod.ContainingType, "Jax") && call.Arguments.Any(a => Lambda(a.Value) is { } lambda && lambda.Symbol.Parameters.Any(p => KnownTypes.ScalarOf(p.Type) is not null)))
        .Select(call => call.TargetMethod.ContainingType.Name + "." + call.TargetMethod.Name).FirstOrDefault();

    private static IAnonymousFunctionOperation? Lambda(IOperation operation) => operation switch
    {
        IAnonymousFunctionOperation lambda => lambda,
        IDelegateCreationOperation creation => Lambda(creation.Target),
        IConversionOperation conversion => Lambda(conversion.Operand),
        _ => null,
    };
}
