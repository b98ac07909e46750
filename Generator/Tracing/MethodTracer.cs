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
                : new TraceResult(TraceKernel(method, statics), []);
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
            : !method.IsStatic ? JitRules.Instance
            : null;
        if (rule is not null)
        {
            throw new TraceFailure(rule, place, name);
        }
        if (method.ContainingType.IsExtension)
        {
            throw new TraceFailure(JitRules.Unsupported, place, [$"the extension member '{method.Name}'"]);
        }
        if (method.IsVararg)
        {
            throw new TraceFailure(JitRules.ByReference, place, [.. name, "its argument list"]);
        }
        if (method.Parameters.FirstOrDefault(p => p.RefKind is not (RefKind.None or RefKind.In) || p.Type.IsRefLikeType && KnownTypes.MemoryOf(p.Type) is null || p.Type is IPointerTypeSymbol) is { } parameter)
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
        if (ResultShape.Of(known, method.ReturnType) is null && !HasTypeParameters(method) || method.ReturnsVoid && !MayWrite(method))
        {
            throw new TraceFailure(JitRules.ReturnType, place, [.. name, method.ReturnType.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)]);
        }
    }

    // Without memory of the caller, a method without a result does nothing.
    private bool MayWrite(IMethodSymbol method) => !method.IsStatic
        || method.Parameters.Any(p => KnownTypes.MemoryOf(p.Type) is { Holding: not Holding.ReadOnlySpan } || KnownTypes.IsTuple(p.Type) || known.IsUserType(p.Type));

    private static bool HasTypeParameters(IMethodSymbol method) => !Interception.CallSite.IsClosed(method);

    private bool IsIterator(IMethodSymbol method) =>
        models.Syntax(method)?.DescendantNodes(n => !n.IsKind(SyntaxKind.LocalFunctionStatement) && n is not Microsoft.CodeAnalysis.CSharp.Syntax.AnonymousFunctionExpressionSyntax)
            .Any(n => n is Microsoft.CodeAnalysis.CSharp.Syntax.YieldStatementSyntax) == true;

    private KernelModel TraceKernel(IMethodSymbol method, StaticArguments statics)
    {
        Dim s = Dim.Symbol("s"), n = Dim.Symbol("n");
        Run first = TraceOnce(method, statics, [s], split: false);
        bool declared = first.Signature.Leaves.All(l => l.Declared);
        if (first.Failure is { } failure && (declared || !IsAboutShapes(failure)))
        {
            throw failure;
        }
        if (first.Signature.Splits.Count == 0)
        {
            return Model(method, statics, first, RankAssumption.None);
        }
        Run second = TraceOnce(method, statics, [s], split: true);
        if (IsSame(first, second))
        {
            return Model(method, statics, first, declared ? RankAssumption.None : RankAssumption.OneShape);
        }
        if (declared)
        {
            throw NeedsShape(method, first, [second]);
        }
        Run last = TraceOnce(method, statics, [s, n], split: false);
        Run third = TraceOnce(method, statics, [s, n], split: true);
        return IsSame(last, third) ? Model(method, statics, last, RankAssumption.LastAxis) : throw NeedsShape(method, first, [second, last, third]);
    }

    private static bool IsSame(Run one, Run two) => one.Jaxpr is { } a && two.Jaxpr is { } b && new RankCheck(two.Signature.Splits).Same(a, b);

    private static bool IsAboutShapes(TraceFailure failure) =>
        failure.Rule == JitRules.Shapes || failure.Rule == JitRules.Undecided || failure.Rule == JitRules.AlwaysThrows || failure.Rule == JitRules.Transform || failure.Rule == JitRules.ReturnShape;

    // Where every rank fails at the same place with the same words, the fault is not the missing [Shape].
    private TraceFailure NeedsShape(IMethodSymbol method, Run first, Run[] others)
    {
        TraceFailure? offence = others.Select(o => o.Failure).FirstOrDefault(f => f is not null) ?? first.Failure;
        if (first.Failure is { } same && others.All(o => o.Failure is { } other && other.SaysTheSame(same)))
        {
            return same;
        }
        Leaf[] undeclared = [.. first.Signature.Leaves.Where(l => l.Leading is not null)];
        string names = string.Join(", ", undeclared.Select(l => l.Parameter).Distinct());
        string[] letters = ["n d", "d m", "m"];
        string example = string.Join(", ", undeclared.Select((l, i) => $"[Shape(\"{letters[Math.Min(i, 2)]}\")] {l.Parameter}"));
        string reason = offence is null ? "it depends on the number of axes" : string.Format(System.Globalization.CultureInfo.InvariantCulture, offence.Rule.MessageFormat.ToString(System.Globalization.CultureInfo.InvariantCulture), offence.Arguments);
        return new TraceFailure(JitRules.DeclareShape, offence?.Place ?? method.Parameters[0].Locations[0], [names, reason, example], offence?.Related);
    }

    private sealed record Run(Signature Signature, Jaxpr? Jaxpr, bool IsGuarded, ResultShape? Result, bool ReadsShapes, TraceFailure? Failure);

    private Run TraceOnce(IMethodSymbol method, StaticArguments statics, Shape undeclared, bool split)
    {
        Signature signature = new(known, method, statics, undeclared, split);
        Interpreter interpreter = new(known, models, method, cancellation);
        try
        {
            JaxprTrace trace = new();
            ResultShape? shape = null;
            Jaxpr jaxpr = trace.Run(() =>
            {
                Value[] arguments = signature.Values(leaf => trace.NewInput(leaf.Aval), interpreter.Heap);
                Value? self = signature.SelfValue();
                interpreter.ReadOutside = signature.ReadOutside;
                Tree result = interpreter.RunToTree(arguments, self, out Value value);
                if (!split)
                {
                    CheckResult(method, result);
                }
                shape = Result(method, value, [.. result.Flatten()], signature, interpreter.Heap, out IReadOnlyList<NdArray> leaves);
                return trace.ToJaxpr([.. leaves, .. signature.Written()]);
            });
            (jaxpr, bool isGuarded) = Checks.Discharge(jaxpr);
            return new Run(signature, jaxpr, isGuarded, shape, interpreter.ReadsShapes, null);
        }
        catch (TraceFailure failure)
        {
            return new Run(signature, null, false, null, interpreter.ReadsShapes, failure);
        }
    }

    // The arrays that the kernel gives, without those that the caller has already.
    private ResultShape Result(IMethodSymbol method, Value value, NdArray[] leaves, Signature signature, Store heap, out IReadOnlyList<NdArray> given)
    {
        int count = ResultShape.Of(known, method.ReturnType)!.Leaves.Count;
        if (leaves.Length != count)
        {
            throw new TraceFailure(JitRules.Unsupported, method.Locations[0], [$"null as a result of '{KnownTypes.Name(method)}'"]);
        }
        ResultShape result = ResultShape.Of(known, method.ReturnType, value, reference => heap[reference], signature.PathOf)
            ?? throw new TraceFailure(JitRules.Unsupported, method.Locations[0], [$"one object in two places of the result of '{KnownTypes.Name(method)}'"]);
        given = [.. result.Kept.Select(i => leaves[i])];
        return result;
    }

    private void CheckResult(IMethodSymbol method, Tree result)
    {
        if (Signature.DeclaredShape(known, method, method.Locations[0], method.GetReturnTypeAttributes()) is { } declared && result is Tree.Leaf leaf && !leaf.Value.Shape.Equals(declared.Shape))
        {
            throw new TraceFailure(JitRules.ReturnShape, method.Locations[0], [KnownTypes.Name(method), leaf.Value.Shape, declared.Shape]);
        }
    }

    private KernelModel Model(IMethodSymbol method, StaticArguments statics, Run run, RankAssumption assumption)
    {
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
            string.Join(", ", names.Prepend(self is null ? null : self.Modifier + self.Name).Where(p => p is not null)),
            method.ReturnType.ToDisplayString(Signature.TypeFormat),
            statics.IsNone && method.Parameters.Length <= 8 && method.Parameters.All(p => p.RefKind == RefKind.None) && run.Signature.IsTree && !method.ReturnsVoid ? $"global::System.Func<{types}>" : null,
            new EquatableList<Leaf>(run.Signature.Leaves),
            new EquatableList<Holder>(run.Signature.Holders),
            new EquatableList<string>(run.Signature.Rebuild),
            run.Result!.Build,
            new EquatableList<ResultLeaf>(run.Result.Leaves),
            assumption,
            statics.IsNone ? Interception.IntoTargets.Of(known, method) : null,
            method.Parameters.Select(p => (ISymbol)p.Type).Append(method.ReturnType).Append(method).Append(method.ContainingType).Any(IsObsolete),
            assumption == RankAssumption.OneShape && !run.ReadsShapes && run.Signature.IsFlat && Elementwise.IsPure(run.Jaxpr!),
            run.Jaxpr!)
        {
            Self = self,
            IsGuarded = run.IsGuarded,
            Accessors = new EquatableList<Accessor>(run.Signature.Accessors),
        };
    }

    private static string Parameter(IParameterSymbol parameter, string name) =>
        (parameter.ScopedKind == ScopedKind.ScopedValue && parameter.Type.IsRefLikeType ? "scoped " : "") + (parameter.RefKind == RefKind.In ? "in " : "")
        + parameter.Type.ToDisplayString(Signature.TypeFormat) + " " + name;

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

    public static bool IsObsolete(ISymbol symbol) => symbol.GetAttributes().Any(a => a.AttributeClass is { Name: "ObsoleteAttribute", ContainingNamespace.Name: "System" });

    public static string MetadataName(INamedTypeSymbol type) => type.ContainingType is { } outer ? MetadataName(outer) + "+" + type.MetadataName
        : type.ContainingNamespace is { IsGlobalNamespace: false } space ? space.ToDisplayString() + "." + type.MetadataName
        : type.MetadataName;

    private static class Elementwise
    {
        // Every input reaches every output, and nothing but elementwise operations (and scalars spread over the shape) is in between.
        public static bool IsPure(Jaxpr jaxpr)
        {
            Dictionary<Var, HashSet<Var>> reach = jaxpr.InVars.ToDictionary(v => v, v => new HashSet<Var> { v });
            foreach (Equation equation in jaxpr.Equations)
            {
                bool spread = equation.Primitive.Semantics is Semantics.Pull && equation.Inputs is [{ Aval.Rank: 0 }];
                if (equation.Primitive.Semantics is not (Semantics.Elementwise or Semantics.Expand or Semantics.Call) && !spread)
                {
                    return false;
                }
                if (equation.Params.Items.Select(i => i.Value).OfType<Jaxpr>().Any(inner => !IsPure(inner)))
                {
                    return false;
                }
                HashSet<Var> union = [.. equation.Inputs.OfType<Var>().Where(reach.ContainsKey).SelectMany(v => reach[v])];
                foreach (Var output in equation.Outputs)
                {
                    reach[output] = union;
                }
            }
            return jaxpr.ConstVars.Count == 0 && jaxpr.InVars.Where(v => v.Aval.Rank > 0).All(input => jaxpr.Outputs.All(o => o is Var v && reach[v].Contains(input)));
        }
    }
}
