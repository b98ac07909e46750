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
internal sealed record TraceResult(KernelModel? Kernel, IReadOnlyList<TraceFailure> Failures);

internal sealed class MethodTracer(KnownTypes known, SemanticModels models, CancellationToken cancellation)
{
    [ThreadStatic]
    private static int s_executions;

    // Ints that failing traces wanted as sizes, by their paths.
    private HashSet<string> _wanted = [];

    // Undeclared arrays that a trace met: more than the parameters have where it reads statics.
    private int _undeclared;

    /// <summary>How often this thread has executed a method: several times for one whose shapes are inferred.</summary>
    public static int Executions => s_executions;

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
                ? new TraceResult(null, [])
                : new TraceResult(TraceKernel(method, statics, []), []);
        }
        catch (TraceFailure failure)
        {
            return new TraceResult(null, [.. failure.All.DefaultIfEmpty(failure)]);
        }
        catch (InsufficientExecutionStackException)
        {
            return new TraceResult(null, [new TraceFailure(JitRules.Limit, place, [KnownTypes.Name(method), "expressions or calls are nested too deep"])]);
        }
        catch (Exception error) when (error is not OperationCanceledException)
        {
            return new TraceResult(null, [new TraceFailure(JitRules.Internal, place, [KnownTypes.Name(method), error.GetType().Name + ": " + error.Message])]);
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
        IMethodSymbol written = method.PartialImplementationPart ?? method;
        DiagnosticDescriptor? rule = method.MethodKind == MethodKind.LocalFunction ? JitRules.LocalFunction
            : method.IsVirtual || method.IsAbstract || method.IsOverride || method.MethodKind == MethodKind.ExplicitInterfaceImplementation
                || method.ContainingType.TypeKind == TypeKind.Interface && !method.IsStatic ? JitRules.Virtual
            : written.IsAsync ? JitRules.Async
            : IsIterator(written) ? JitRules.Iterator
            : written.IsExtern || models.Body(method) is null ? JitRules.NoBody
            : null;
        if (rule is not null)
        {
            throw new TraceFailure(rule, place, name);
        }
        if (method.IsVararg || !method.IsStatic && method.ContainingType.IsRefLikeType)
        {
            throw new TraceFailure(JitRules.ByReference, place, [.. name, method.IsVararg ? "its argument list" : "its receiver"]);
        }
        if (new StructWrites(models).Of(method) is { } write)
        {
            throw new TraceFailure(JitRules.Effect, write.Syntax.GetLocation(), [$"The write to the struct itself in '{write.Syntax}'"]);
        }
        if (method.Parameters.FirstOrDefault(p => p.RefKind is not (RefKind.None or RefKind.In) && !Signature.IsReferred(p) || p.Type.IsRefLikeType && !KnownTypes.IsSpan(p.Type) || p.Type is IPointerTypeSymbol) is { } parameter)
        {
            throw new TraceFailure(JitRules.ByReference, parameter.Locations[0], [.. name, $"parameter '{parameter.Name}'"]);
        }
        if (method.ReturnsByRef || method.ReturnsByRefReadonly || method.ReturnType.IsRefLikeType)
        {
            throw new TraceFailure(JitRules.ByReference, place, [.. name, "its result"]);
        }
        if (method.Parameters.Select(p => p.Type).Append(method.ReturnType).Concat(method.TypeArguments).Concat(method.IsStatic ? [] : [method.ContainingType]).Select(Inaccessible).FirstOrDefault(t => t is not null) is { } hidden)
        {
            throw new TraceFailure(JitRules.HiddenType, place, [.. name, hidden.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)]);
        }
        if (ResultShape.Of(known, method.ReturnType) is null && !HasTypeParameters(method) || method.ReturnsVoid && !MayWrite(method))
        {
            throw new TraceFailure(JitRules.ReturnType, place, [.. name, method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)]);
        }
    }

    // Without memory of the caller, a method without a result does nothing.
    private bool MayWrite(IMethodSymbol method) => !method.IsStatic
        || method.Parameters.Any(p => Signature.IsReferred(p) || KnownTypes.MemoryOf(p.Type) is { Holding: not Holding.ReadOnlySpan } || KnownTypes.IsTuple(p.Type) || known.IsUserType(p.Type));

    private static bool HasTypeParameters(IMethodSymbol method) => !Interception.CallSite.IsClosed(method);

    private bool IsIterator(IMethodSymbol method) =>
        models.Syntax(method)?.DescendantNodes(n => !n.IsKind(SyntaxKind.LocalFunctionStatement) && n is not Microsoft.CodeAnalysis.CSharp.Syntax.AnonymousFunctionExpressionSyntax)
            .Any(n => n is Microsoft.CodeAnalysis.CSharp.Syntax.YieldStatementSyntax) == true;

    // An int of which the method makes the length of an array is a size: as a number of that many elements it can be traced, as any number it cannot.
    private KernelModel TraceKernel(IMethodSymbol method, StaticArguments statics, string[] sizes)
    {
        _wanted = [];
        try
        {
            return TraceWith(method, statics, sizes);
        }
        catch (TraceFailure) when (_wanted.Except(sizes).Any())
        {
            return TraceKernel(method, statics, [.. sizes.Union(_wanted)]);
        }
    }

    private KernelModel TraceWith(IMethodSymbol method, StaticArguments statics, string[] sizes)
    {
        Attempt Trace(ShapeAssumption assumption, bool learns) => TraceOnce(method, statics, assumption with { Sizes = sizes }, learns);
        Attempt first = Trace(ShapeAssumption.OneShape, false);
        bool declared = first.Run.Signature.Leaves.All(l => l.Declared);
        if (first.Run.Failure is { } failure && (declared || (!MayBeAboutShapes(first) && _undeclared < 2)))
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
        string[] taken = [.. first.Run.Signature.Leaves.Where(l => l.Declared).SelectMany(l => l.Aval.Shape).Concat(DeclaredResult(method)?.Shape ?? Shape.Scalar).SelectMany(d => d.Symbols), .. first.Run.Signature.Leaves.Select(l => l.Size).OfType<string>()];
        while (true)
        {
            int count = _undeclared;
            ShapeSearch search = new(a => Trace(a, true), count, taken, IsAboutShapes, () => _undeclared > count);
            Attempt? found = search.Find();
            if (_undeclared == count)
            {
                return found is not null
                    ? Model(method, statics, new LeadingAxes(a => Trace(a, false), taken).Extend(found), RankAssumption.Inferred)
                    : throw NeedsShape(method, search.Failed ?? first, search.Failed?.Run.Failure ?? first.Run.Failure, search.Failures);
            }
        }
    }

    private static bool MayBeAboutShapes(Attempt attempt) =>
        IsAboutShapes(attempt.Run.Failure!) || attempt.Learned.Needs.Count + attempt.Learned.AxisNeeds.Count + attempt.Learned.Suspects.Count > 0;

    private static bool IsAboutShapes(TraceFailure failure) =>
        failure.Rule == JitRules.Shapes || failure.Rule == JitRules.AlwaysThrows || failure.Rule == JitRules.Transform || failure.Rule == JitRules.ReturnShape;

    // Where every guess fails at the same place with the same words, the fault is not the missing [Shape].
    private TraceFailure NeedsShape(IMethodSymbol method, Attempt attempt, TraceFailure? offence, IReadOnlyList<TraceFailure> others)
    {
        if (others.Count > 0 && others.All(others[0].SaysTheSame))
        {
            return others[0];
        }
        Leaf[] undeclared = [.. attempt.Leaves.Where(l => l.Leading is not null || !l.Declared)];
        string names = string.Join(", ", undeclared.Select(l => l.Parameter).Distinct());
        string example = string.Join(", ", undeclared.Select(l => $"[Shape(\"{Attribute(l)}\")] {Attempt.NameOf(l)}"));
        string reason = offence is null ? "it depends on the number of axes" : string.Format(System.Globalization.CultureInfo.InvariantCulture, offence.Rule.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture), offence.Arguments);
        return new TraceFailure(JitRules.DeclareShape, offence?.Place ?? method.Parameters[0].Locations[0], [names, reason, example], offence?.Related);
    }

    // What [Shape] cannot say is a name.
    private static string Attribute(Leaf leaf) => string.Join(" ", leaf.Aval.Shape.Select((d, i) => d.ToString().Replace(" ", "") is var text && ShapeSpec.Parse(text, out _) is not null ? text : leaf.Name + i));

    private Attempt TraceOnce(IMethodSymbol method, StaticArguments statics, ShapeAssumption assumption, bool learns)
    {
        s_executions++;
        Signature signature = new(known, method, statics, assumption);
        Interpreter interpreter = new(known, models, method, cancellation);
        ShapeInference listener = assumption.Listener(learns);
        JaxprTrace trace = new();
        TraceRun Run(Jaxpr? jaxpr, bool isGuarded, ResultShape? shape, TraceFailure? failure) =>
            new(signature, trace, jaxpr, isGuarded, shape, interpreter.ReadsShapes, interpreter.ReadsRank, failure) { Guards = interpreter.Guards, Ints = [.. interpreter.Ints] };
        try
        {
            ResultShape? shape = null;
            Jaxpr jaxpr = listener.Listen(() => trace.Run(() =>
            {
                Value[] arguments = signature.Values(leaf => trace.NewInput(leaf.Aval), interpreter.Heap);
                Value? self = signature.SelfValue();
                interpreter.ReadOutside = signature.ReadOutside;
                interpreter.IsSize = symbol => signature.Leaves.Any(l => l.Size == symbol);
                interpreter.AssumeDistinct = signature.AssumeDistinct;
                Tree result = interpreter.RunToTree(arguments, self, out Value value);
                if (!Equals(interpreter.Self, self))
                {
                    throw new TraceFailure(JitRules.Effect, method.Locations[0], [$"The write of '{KnownTypes.Name(method)}' to its own struct"]);
                }
                if (!assumption.Split)
                {
                    CheckResult(method, result);
                }
                shape = Result(method, value, [.. result.Flatten()], signature, interpreter.Heap, out IReadOnlyList<NdArray> leaves);
                signature.Refer(interpreter.Referred);
                return trace.ToJaxpr([.. leaves, .. signature.Written()]);
            }));
            (jaxpr, bool isGuarded) = Checks.Discharge(jaxpr);
            return new Attempt(assumption, Run(jaxpr, isGuarded, shape, null), listener);
        }
        catch (TraceFailure failure)
        {
            Leaf[] leaves = [.. signature.Leaves];
            IEnumerable<int> behind = trace.InputsAmong(interpreter.BehindSizes);
            behind = failure.Rule == JitRules.Transform || failure.Rule == JitRules.UnknownMember ? behind.Concat(trace.InputsAmong(interpreter.BehindCounts)) : behind;
            _wanted.UnionWith(behind.Where(i => i < leaves.Length && leaves[i] is { Holding: Holding.Number, IsNarrow: false, Size: null } leaf && leaf.Aval.DType == DType.Int32).Select(i => leaves[i].Path));
            return new Attempt(assumption, Run(null, false, null, failure), listener);
        }
        finally
        {
            _undeclared = Math.Max(_undeclared, signature.Leaves.Count(l => !l.Declared));
        }
    }

    private ShapeSpec? DeclaredResult(IMethodSymbol method) => Signature.DeclaredShape(known, method, method.Locations[0], method.GetReturnTypeAttributes());

    // The arrays that the kernel gives, without those that the caller has already.
    private ResultShape Result(IMethodSymbol method, Value value, NdArray[] leaves, Signature signature, Store heap, out IReadOnlyList<NdArray> given)
    {
        int count = ResultShape.Of(known, method.ReturnType)!.Leaves.Count;
        if (leaves.Length != count)
        {
            throw new TraceFailure(JitRules.Unsupported, method.Locations[0], [$"null as a result of '{KnownTypes.Name(method)}'"]);
        }
        ResultShape result = ResultShape.Of(known, method.ReturnType, value, reference => heap[reference], signature.PathOf, signature.MayBeCallers)
            ?? throw new TraceFailure(JitRules.Unsupported, method.Locations[0], [$"one object in two places of the result of '{KnownTypes.Name(method)}', or one that may be the caller's own,"]);
        given = [.. result.Kept.Select(i => leaves[i])];
        return result;
    }

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
        bool isElementwise = assumption == RankAssumption.OneShape && !attempt.Learned.CountsAxes && ElementwiseCheck.IsPure(run.Jaxpr!);
        SelfParameter? self = run.Signature.Self;
        string[] names = Signature.Parameters(method);
        string containing = method.ContainingType.ToDisplayString(Signature.TypeFormat);
        string types = string.Join(", ", method.Parameters.Select(p => p.Type.ToDisplayString(Signature.TypeFormat)).Append(method.ReturnType.ToDisplayString(Signature.TypeFormat)));
        return new KernelModel(
            Interception.KernelIds.Of(method, statics),
            method.Name,
            containing + "." + Emission.Names.Escape(method.Name) + TypeArguments(method),
            IsAccessible(method) ? null : MetadataName(method.ContainingType),
            method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat) + statics.Describe(method),
            string.Join(", ", method.Parameters.Select(p => Parameter(p, names[p.Ordinal])).Prepend(self is null ? null : $"{self.Modifier}{self.Type} {self.Name}").Where(p => p is not null)),
            string.Join(", ", names.Select((n, i) => Modifier(method.Parameters[i]) is var modifier && modifier != "in " ? modifier + n : n).Prepend(self is null ? null : self.Modifier + self.Name).Where(p => p is not null)),
            method.ReturnType.ToDisplayString(Signature.TypeFormat),
            statics.IsNone && method.Parameters.Length <= 8 && method.Parameters.All(p => p.RefKind == RefKind.None) && run.Signature.IsTree && !method.ReturnsVoid && !run.Result!.Leaves.Any(l => l.IsNarrow) ? $"global::System.Func<{types}>" : null,
            new EquatableList<Leaf>(attempt.Leaves),
            new EquatableList<Holder>(run.Signature.Holders),
            new EquatableList<string>(run.Signature.Rebuild),
            run.Result!.Build,
            new EquatableList<ResultLeaf>(run.Result.Leaves),
            assumption,
            statics.IsNone ? Interception.IntoTargets.Of(known, method) : null,
            Suppressed.Of(method),
            isElementwise && !run.ReadsShapes && run.Signature.IsFlat,
            run.Jaxpr!)
        {
            Identity = Interception.KernelIds.Identity(method, statics),
            Self = self,
            IsGuarded = run.IsGuarded,
            Guards = new EquatableList<string>(run.IsGuarded ? run.Guards : []),
            IsElementwise = isElementwise,
            NotOne = new EquatableList<Dim>(attempt.Learned.NotOne.Distinct()),
            Inferred = assumption == RankAssumption.Inferred ? attempt.Describe() : null,
            Accessors = new EquatableList<Accessor>(run.Signature.Accessors),
            Distinct = new EquatableList<(string, string)>(run.Signature.Distinct),
            Ints = new EquatableList<Dim>(run.Ints),
        };
    }

    private static string Parameter(IParameterSymbol parameter, string name) =>
        (parameter.ScopedKind == ScopedKind.ScopedValue && parameter.Type.IsRefLikeType ? "scoped " : "") + Modifier(parameter)
        + parameter.Type.ToDisplayString(Signature.TypeFormat) + " " + name;

    private static string Modifier(IParameterSymbol parameter) => parameter.RefKind switch { RefKind.In => "in ", RefKind.Out => "out ", RefKind.Ref => "ref ", _ => "" };

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

    public static string MetadataName(INamedTypeSymbol type) => type.ContainingType is { } outer ? MetadataName(outer) + "+" + type.MetadataName
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName
        : type.MetadataName;
}
