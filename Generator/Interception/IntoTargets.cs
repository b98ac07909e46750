// Where fInto can be added: types that are partial with all types around them, for methods without overloads.
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
    public static IntoTarget? Of(IMethodSymbol method, StaticArguments statics)
    {
        INamedTypeSymbol type = method.ContainingType;
        if (!statics.IsNone || method.IsGenericMethod || type.GetMembers(method.Name).Length > 1 || type.GetMembers(method.Name + "Into").Length > 0)
        {
            return null;
        }
        List<string> containers = [];
        for (INamedTypeSymbol? level = type; level is not null; level = level.ContainingType)
        {
            if (level.IsGenericType || level.IsFileLocal || level.TypeKind is not (TypeKind.Class or TypeKind.Struct) || !IsPartial(level))
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
        return new IntoTarget(new EquatableList<string>(containers), method.DeclaredAccessibility == Accessibility.Public ? "public" : "internal");
    }

    public static bool IsPartial(INamedTypeSymbol type) =>
        type.DeclaringSyntaxReferences.Any(r => r.GetSyntax() is TypeDeclarationSyntax declaration && declaration.Modifiers.Any(SyntaxKind.PartialKeyword));
}
