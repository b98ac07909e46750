// The names of [Jit] methods that a compilation can call: call sites of other names are never bound.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SrcGenJit.Generator.Interception;

internal static class JitNames
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> s_names = new();
    private static readonly ConditionalWeakTable<SyntaxTree, string[]> s_inTree = new();

    public static HashSet<string> Of(Compilation compilation) =>
        s_names.GetValue(compilation, c => new HashSet<string>(c.SyntaxTrees.SelectMany(t => s_inTree.GetValue(t, InTree)), StringComparer.Ordinal));

    // Declarations only: bodies hold no methods of types.
    private static string[] InTree(SyntaxTree tree) => [.. tree.GetRoot()
        .DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax)
        .OfType<MethodDeclarationSyntax>()
        .Where(m => m.AttributeLists.SelectMany(l => l.Attributes).Any(a => IsJit(a.Name.ToString())))
        .Select(m => m.Identifier.ValueText)];

    private static bool IsJit(string name) => name.EndsWith("Jit", StringComparison.Ordinal) || name.EndsWith("JitAttribute", StringComparison.Ordinal);
}
