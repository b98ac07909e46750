// Traces one [Jit] method to a kernel model: checks its use, makes tracers for its parameters, and infers what undeclared shapes must be.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

/// <summary>What tracing a method gave: a kernel, or all that stands in its way; null and no failures for methods that are compiled with their callers only.</summary>
internal sealed record TraceResult(KernelModel? Kernel, IReadOnlyList<Diagnostic> Failures, IReadOnlyCollection<SyntaxNode> Visited);

internal sealed class MethodTracer(KnownTypes known, SemanticModels models, CancellationToken cancellation)
{
    [ThreadStatic]
    private static int s_traces;

    /// <summary>How often this thread has executed a method: several times for one whose shapes are inferred.</summary>
    public static int Executions => s_traces;

    public static string TypeArguments(IMethodSymbol method) => method.TypeArguments.Length == 0 ? ""
        : "<" + string.Join(", ", method.TypeArguments.Select(t => t.ToDisplayString(Signature.TypeFormat))) + ">";

    /// <summary>Traces a method that is not generic, or whose type arguments are known. Never throws, but for cancellation.</summary>
    public TraceResult Trace(IMethodSymbol method, StaticArguments statics)
    {
        Location place = method.Locations.FirstOrDefault() ?? Location.None;
        try
        {
            Check(method, place);
            return statics.IsNone && StaticArguments.Has(known, method)
                ? new TraceResult(null, [], models.Visited)
                : new TraceResult(TraceKernel(method, statics), [], models.Visited);
        }
        catch (TraceFailure failure)
        {
            return new TraceResult(null, [failure.ToDiagnostic()], models.Visited);
        }
        catch (InsufficientExecutionStackException)
        {
            return new TraceResult(null, [new TraceFailure(JitRules.Limit, place, [KnownTypes.Name(method), "expressions or calls are nested too deep"]).ToDiagnostic()], models.Visited);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new TraceResult(null, [Diagnostic.Create(JitRules.Internal, place, KnownTypes.Name(method), error.GetType().Name + ": " + error.Message)], models.Visited);
        }
    }

    /// <summary>What is wrong with the declaration of a method, whatever its type parameters stand for; null when nothing is.</summary>
    public Diagnostic? Check(IMethodSymbol method)
    {
        try
        {
            Check(method, method.Locations.FirstOrDefault() ?? Location.None);
            return null;
        }
        catch (TraceFailure failure)
        {
            return failure.ToDiagnostic();
        }
    }

    private void Check(IMethodSymbol method, Location place)
    {
        object?[] name = [KnownTypes.Name(method)];
        DiagnosticDescriptor? rule = method.MethodKind == MethodKind.LocalFunction ? JitRules.LocalFunction
            : method.IsVirtual || method.IsAbstract || method.IsOverride || method.ContainingType.TypeKind == TypeKind.Interface ? JitRules.Virtual
            : method.IsAsync ? JitRules.Async
            : IsIterator(method) ? JitRules.Iterator
            : method.IsExtern || models.Body(method) is null ? JitRules.NoBody
            : !method.IsStatic ? JitRules.Instance
            : null;
        if (rule is not null)
        {
            throw new TraceFailure(rule, place, name);
        }
        if (method.Parameters.FirstOrDefault(p => p.RefKind is not (RefKind.None or RefKind.In) || p.Type.IsRefLikeType || p.Type is IPointerTypeSymbol) is { } parameter)
        {
            throw new TraceFailure(JitRules.ByReference, parameter.Locations[0], [.. name, $"parameter '{parameter.Name}'"]);
        }
        if (method.ReturnsByRef || method.ReturnsByRefReadonly || method.ReturnType.IsRefLikeType)
        {
            throw new TraceFailure(JitRules.ByReference, place, [.. name, "its result"]);
        }
        if (method.Parameters.Select(p => p.Type).Append(method.ReturnType).Concat(method.TypeArguments).Select(Inaccessible).FirstOrDefault(t => t is not null) is { } hidden)
        {
            throw new TraceFailure(JitRules.HiddenType, place, [.. name, hidden.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)]);
        }
        if (ResultShape.Of(known, method.ReturnType) is null && !HasTypeParameters(method))
        {
            throw new TraceFailure(JitRules.ReturnType, place, [.. name, method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)]);
        }
    }

    private static bool HasTypeParameters(IMethodSymbol method) => !Interception.CallSite.IsClosed(method);

    private bool IsIterator(IMethodSymbol method) =>
        models.Syntax(method)?.DescendantNodes(n => !n.IsKind(SyntaxKind.LocalFunctionStatement) && n is not Microsoft.CodeAnalysis.CSharp.Syntax.AnonymousFunctionExpressionSyntax)
            .Any(n => n is Microsoft.CodeAnalysis.CSharp.Syntax.YieldStatementSyntax) == true;

    private KernelModel TraceKernel(IMethodSymbol method, StaticArguments statics)
    {
        Attempt Trace(ShapeAssumption assumption, bool learns) => TraceOnce(method, statics, assumption, learns);
        Attempt first = Trace(ShapeAssumption.OneShape, false);
        bool declared = first.Run.Signature.Leaves.All(l => l.Declared);
        if (first.Run.Failure is { } failure && (declared || !MayBeAboutShapes(first)))
        {
            throw failure;
        }
        if (first.Run.Signature.Splits.Count == 0)
        {
            return Model(method, statics, first, RankAssumption.None);
        }
        if (declared)
        {
            Attempt second = Trace(ShapeAssumption.OneShape.InTwo(), false);
            return first.Run.IsSame(second.Run) ? Model(method, statics, first, RankAssumption.None) : throw NeedsShape(method, first, second.Run.Failure, []);
        }
        // What asks for axes has no one shape of any rank.
        if (first is { Run: { Failure: null, ReadsRank: false }, Learned: { Wishes.Count: 0, NotOne.Count: 0 }, TellsResults: true }
            && first.Run.IsSame(Trace(ShapeAssumption.OneShape.InTwo(), false).Run))
        {
            return Model(method, statics, first, RankAssumption.OneShape);
        }
        int count = first.Run.Signature.Leaves.Count(l => !l.Declared);
        string[] taken = [.. first.Run.Signature.Leaves.Where(l => l.Declared).SelectMany(l => l.Aval.Shape).Concat(DeclaredResult(method)?.Shape ?? Shape.Scalar).SelectMany(d => d.Symbols)];
        ShapeSearch search = new(a => Trace(a, true), count, taken, IsAboutShapes);
        return search.Find() is { } found
            ? Model(method, statics, new LeadingAxes(a => Trace(a, false), taken).Extend(found), RankAssumption.Inferred)
            : throw NeedsShape(method, search.Failed ?? first, search.Failed?.Run.Failure ?? first.Run.Failure, search.Failures);
    }

    private static bool MayBeAboutShapes(Attempt attempt) =>
        IsAboutShapes(attempt.Run.Failure!) || attempt.Learned.Needs.Count + attempt.Learned.AxisNeeds.Count + attempt.Learned.Suspects.Count > 0;

    private static bool IsAboutShapes(TraceFailure failure) =>
        failure.Rule == JitRules.Shapes || failure.Rule == JitRules.Undecided || failure.Rule == JitRules.AlwaysThrows || failure.Rule == JitRules.Transform || failure.Rule == JitRules.ReturnShape;

    // Where every guess fails at the same place with the same words, the fault is not the missing [Shape].
    private TraceFailure NeedsShape(IMethodSymbol method, Attempt attempt, TraceFailure? offence, IReadOnlyList<TraceFailure> others)
    {
        if (others.Count > 0 && others.All(others[0].SaysTheSame))
        {
            return others[0];
        }
        Leaf[] undeclared = [.. attempt.Leaves.Where(l => l.Leading is not null || !l.Declared)];
        string names = string.Join(", ", undeclared.Select(l => l.Parameter).Distinct());
        string example = string.Join(", ", undeclared.Select(l => $"[Shape(\"{Attribute(l)}\")] {l.Name.Replace('_', '.')}"));
        string reason = offence is null ? "it depends on the number of axes" : string.Format(System.Globalization.CultureInfo.InvariantCulture, offence.Rule.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture), offence.Arguments);
        return new TraceFailure(JitRules.DeclareShape, offence?.Place ?? method.Parameters[0].Locations[0], [names, reason, example], offence?.Related);
    }

    // What [Shape] cannot say is a name.
    private static string Attribute(Leaf leaf) => string.Join(" ", leaf.Aval.Shape.Select((d, i) => d.ToString().Replace(" ", "") is var text && ShapeSpec.Parse(text, out _) is not null ? text : leaf.Name + i));

    private Attempt TraceOnce(IMethodSymbol method, StaticArguments statics, ShapeAssumption assumption, bool learns)
    {
        s_traces++;
        Signature signature = new(known, method, statics, assumption);
        Interpreter interpreter = new(known, models, method, cancellation);
        ShapeInference listener = assumption.Listener(learns);
        JaxprTrace trace = new();
        TraceRun Run(Jaxpr? jaxpr, TraceFailure? failure) => new(signature, trace, jaxpr, interpreter.ReadsShapes, interpreter.ReadsRank, failure);
        try
        {
            return new Attempt(assumption, listener.Listen(() => trace.Run(() =>
            {
                Value[] arguments = signature.Values(leaf => trace.NewInput(leaf.Aval), interpreter.Heap);
                Tree result = interpreter.RunToTree(arguments);
                if (!assumption.Split)
                {
                    CheckResult(method, result);
                }
                return Run(trace.ToJaxpr(result.Flatten()), null);
            })), listener);
        }
        catch (TraceFailure failure)
        {
            return new Attempt(assumption, Run(null, failure), listener);
        }
    }

    private ShapeSpec? DeclaredResult(IMethodSymbol method) => Signature.DeclaredShape(known, method, method.Locations[0], method.GetReturnTypeAttributes());

    private void CheckResult(IMethodSymbol method, Tree result)
    {
        if (DeclaredResult(method) is { } declared && result is Tree.Leaf leaf && !leaf.Value.Shape.Equals(declared.Shape) && !ShapeInference.Unify(leaf.Value.Shape, declared.Shape))
        {
            throw new TraceFailure(JitRules.ReturnShape, method.Locations[0], [KnownTypes.Name(method), leaf.Value.Shape, declared.Shape]);
        }
    }

    private KernelModel Model(IMethodSymbol method, StaticArguments statics, Attempt attempt, RankAssumption assumption)
    {
        TraceRun run = attempt.Run;
        ResultShape result = ResultShape.Of(known, method.ReturnType)!;
        if (run.Jaxpr!.Outputs.Count != result.Leaves.Count)
        {
            throw new TraceFailure(JitRules.Unsupported, method.Locations[0], [$"null as a result of '{KnownTypes.Name(method)}'"]);
        }
        string containing = method.ContainingType.ToDisplayString(Signature.TypeFormat);
        string types = string.Join(", ", method.Parameters.Select(p => p.Type.ToDisplayString(Signature.TypeFormat)).Append(method.ReturnType.ToDisplayString(Signature.TypeFormat)));
        return new KernelModel(
            Interception.KernelIds.Of(method, statics),
            method.Name,
            containing + "." + Emission.Names.Escape(method.Name) + TypeArguments(method),
            IsAccessible(method) ? null : MetadataName(method.ContainingType),
            method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat) + statics.Describe(method),
            string.Join(", ", method.Parameters.Select(p => (p.RefKind == RefKind.In ? "in " : "") + p.Type.ToDisplayString(Signature.TypeFormat) + " " + Emission.Names.Escape(p.Name))),
            string.Join(", ", method.Parameters.Select(p => Emission.Names.Escape(p.Name))),
            method.ReturnType.ToDisplayString(Signature.TypeFormat),
            statics.IsNone && method.Parameters.Length <= 8 && method.Parameters.All(p => p.RefKind == RefKind.None) ? $"global::System.Func<{types}>" : null,
            new EquatableList<Leaf>(attempt.Leaves),
            new EquatableList<Holder>(run.Signature.Holders),
            new EquatableList<string>(run.Signature.Rebuild),
            result.Build,
            new EquatableList<string>(result.Leaves.Select(l => l.Path)),
            new EquatableList<bool>(result.Leaves.Select(l => l.IsArray)),
            assumption,
            Interception.IntoTargets.Of(method, statics),
            method.Parameters.Select(p => (ISymbol)p.Type).Append(method.ReturnType).Append(method).Append(method.ContainingType).Any(IsObsolete),
            assumption == RankAssumption.OneShape && !run.ReadsShapes && !attempt.Learned.CountsAxes && ElementwiseCheck.IsPure(run.Jaxpr),
            run.Jaxpr)
        {
            NotOne = new EquatableList<Dim>(attempt.Learned.NotOne.Distinct()),
            Inferred = assumption == RankAssumption.Inferred ? attempt.Describe() : null,
        };
    }

    // The first type in a type that code outside cannot name.
    private static ITypeSymbol? Inaccessible(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => Inaccessible(array.ElementType),
        INamedTypeSymbol named when !IsAccessible(named) => named,
        INamedTypeSymbol named => named.TypeArguments.Select(Inaccessible).FirstOrDefault(t => t is not null),
        _ => null,
    };

    /// <summary>True when code elsewhere in the assembly can name it.</summary>
    public static bool IsAccessible(ISymbol member)
    {
        for (ISymbol? symbol = member; symbol is not null and not INamespaceSymbol; symbol = symbol.ContainingSymbol)
        {
            if (symbol is INamedTypeSymbol { IsFileLocal: true } || symbol.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal)
            {
                return false;
            }
        }
        return true;
    }

    private static bool IsObsolete(ISymbol symbol) => symbol.GetAttributes().Any(a => a.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" });

    private static string MetadataName(INamedTypeSymbol type) => type.ContainingType is { } outer ? MetadataName(outer) + "+" + type.MetadataName
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName
        : type.MetadataName;
}
