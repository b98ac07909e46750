// Which methods get fInto, and with what signature: decided by the declaration alone, so that no caller of fInto breaks while a body is half written.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SrcGenJit.Core;
using SrcGenJit.Generator.Emission;
using SrcGenJit.Generator.Model;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

internal static class IntoTargets
{
    /// <summary>The signature of fInto; null where the type is not partial with all types around it, f has overloads, or takes or returns more than arrays and numbers.</summary>
    public static IntoModel? Of(KnownTypes known, IMethodSymbol method)
    {
        INamedTypeSymbol type = method.ContainingType;
        if (method is not { IsStatic: true, IsGenericMethod: false, IsAsync: false, MethodKind: MethodKind.Ordinary } || method.IsExtern || method.IsAbstract || method.IsVirtual || !MethodTracer.IsAccessible(method)
            || type.GetMembers(method.Name).Length > 1 || type.GetMembers(method.Name + "Into").Any(m => !IsOurs(m)) || Containers(type) is not { } containers)
        {
            return null;
        }
        IntoInput?[] inputs = [.. method.Parameters.Select(p => Input(known, p))];
        List<IntoResult> results = [];
        return inputs.Any(i => i is null) || !Results(known, method.ReturnType, "{0}", results) || results.Count == 0 ? null : new IntoModel(
            KernelIds.Of(method, StaticArguments.None),
            method.Name,
            type.ToDisplayString(Signature.TypeFormat) + "." + Names.Escape(method.Name),
            method.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
            new EquatableList<string>(containers),
            method.DeclaredAccessibility == Accessibility.Public ? "public" : "internal",
            Suppressed.Of(method),
            new EquatableList<IntoInput>(inputs!),
            new EquatableList<IntoResult>(results));
    }

    public static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));

    /// <summary>True for what this generator wrote: the generator does not see it, and the analyzer does.</summary>
    public static bool IsOurs(ISymbol symbol) => symbol.DeclaringSyntaxReferences.All(r => TraceCache.IsOurs(r.SyntaxTree));

    private static List<string>? Containers(INamedTypeSymbol type)
    {
        List<string> containers = [];
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (level.IsGenericType || level.IsFileLocal || level.IsExtension || level.TypeKind is not (TypeKind.Class or TypeKind.Struct) || !IsPartial(level))
            {
                return null;
            }
            string kind = (level.IsRecord ? "record " : "") + (level.TypeKind == TypeKind.Struct ? "struct " : level.IsRecord ? "" : "class ");
            containers.Insert(0, "partial " + kind + Names.Escape(level.Name));
        }
        if (!type.ContainingNamespace.IsGlobalNamespace)
        {
            containers.Insert(0, "namespace " + string.Join(".", type.ContainingNamespace.ToDisplayString().Split('.').Select(p => Names.Escape(p.TrimStart('@')))));
        }
        return containers;
    }

    private static IntoInput? Input(KnownTypes known, IParameterSymbol parameter)
    {
        if (parameter.RefKind is not (RefKind.None or RefKind.In) || parameter.Type.NullableAnnotation == NullableAnnotation.Annotated || known.IsStatic(parameter))
        {
            return null;
        }
        return known.ElementOf(parameter.Type) is { } element && ElementTypes.HasLanes(element) && ElementTypes.Keyword(element) is { } array ? new IntoInput(parameter.Name, array, true, Declared(known, parameter))
            : KnownTypes.ScalarOf(parameter.Type) is { } scalar && ElementTypes.Keyword(scalar) is { } number ? new IntoInput(parameter.Name, number, false, SrcGenJit.Shape.Scalar)
            : null;
    }

    // A text that is no shape has a diagnostic of its own.
    private static Shape? Declared(KnownTypes known, IParameterSymbol parameter) =>
        known.Attribute(parameter, known.Shape)?.ConstructorArguments.FirstOrDefault().Value is string text ? ShapeSpec.Parse(text, out _)?.Shape : null;

    private static bool Results(KnownTypes known, ITypeSymbol type, string path, List<IntoResult> results)
    {
        if ((known.ElementOf(type) ?? KnownTypes.ScalarOf(type)) is { } element)
        {
            if (!ElementTypes.HasLanes(element) || ElementTypes.Keyword(element) is not { } keyword)
            {
                return false;
            }
            results.Add(new IntoResult(type.NullableAnnotation == NullableAnnotation.Annotated ? path + "!" : path, keyword, known.IsArray(type)));
            return true;
        }
        return type switch
        {
            INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.All(e => Results(known, e.Type, path + "." + Names.Escape(e.Name), results)),
            INamedTypeSymbol user when known.HasFields(type) && MethodTracer.IsAccessible(user) && !Signature.IsEndless(user) =>
                Interpreter.FieldsOf(user).All(f => MethodTracer.IsAccessible(f.Member) && Results(known, f.Type, path + "." + NumericStructs.PathOf(f.Member, f.Name), results)),
            _ => false,
        };
    }
}
