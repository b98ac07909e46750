// The names of [Jit] methods that a compilation can call: call sites of other names are never bound.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace SrcGenJit.Generator.Interception;

internal static class JitNames
{
    private static readonly ConditionalWeakTable<Compilation, HashSet<string>> s_names = new();
    private static readonly ConditionalWeakTable<SyntaxTree, Declarations> s_inTree = new();

    public static HashSet<string> Of(Compilation compilation) => s_names.GetValue(compilation, Names);

    private static HashSet<string> Names(Compilation compilation)
    {
        Declarations[] trees = [.. compilation.SyntaxTrees.Select(t => s_inTree.GetValue(t, InTree))];
        HashSet<string> global = Meaning(trees.SelectMany(t => t.Aliases).Where(a => a.IsGlobal), []);
        return new HashSet<string>(trees.SelectMany(t => Methods(t, global)), StringComparer.Ordinal);
    }

    private static IEnumerable<string> Methods(Declarations tree, HashSet<string> global)
    {
        HashSet<string> aliases = tree.Aliases.Length == 0 ? global : Meaning(tree.Aliases, global);
        return tree.Methods.Where(m => IsJit(m.Attribute, aliases)).Select(m => m.Method);
    }

    // An alias may stand for another: as many rounds as there are aliases find all.
    private static HashSet<string> Meaning(IEnumerable<Alias> aliases, HashSet<string> known)
    {
        HashSet<string> found = new(known, StringComparer.Ordinal);
        while (aliases.Where(a => IsJit(a.Target, found)).ToArray().Count(a => found.Add(a.Name)) > 0)
        {
        }
        return found;
    }

    // Declarations only: bodies hold no methods of types.
    private static Declarations InTree(SyntaxTree tree)
    {
        List<(string, string)> methods = [];
        List<Alias> aliases = [];
        foreach (SyntaxNode node in tree.GetRoot().DescendantNodes(n => n is CompilationUnitSyntax or BaseNamespaceDeclarationSyntax or TypeDeclarationSyntax))
        {
            if (node is MethodDeclarationSyntax { AttributeLists.Count: > 0 } method)
            {
                methods.AddRange(method.AttributeLists.SelectMany(l => l.Attributes).Select(a => (Last(a.Name), method.Identifier.ValueText)));
            }
            else if (node is UsingDirectiveSyntax { Alias.Name.Identifier.ValueText: var name, NamespaceOrType: NameSyntax target } directive)
            {
                aliases.Add(new Alias(name, Last(target), directive.GlobalKeyword.IsKind(SyntaxKind.GlobalKeyword)));
            }
        }
        return new Declarations([.. methods], [.. aliases]);
    }

    private static string Last(NameSyntax name) => name switch
    {
        QualifiedNameSyntax qualified => qualified.Right.Identifier.ValueText,
        AliasQualifiedNameSyntax qualified => qualified.Name.Identifier.ValueText,
        SimpleNameSyntax simple => simple.Identifier.ValueText,
        _ => "",
    };

    private static bool IsJit(string name, HashSet<string> aliases) => name is "Jit" or "JitAttribute" || aliases.Contains(name) || aliases.Contains(name + "Attribute");

    /// <summary>The attributes of a file's methods by their last names, and what its usings call by another name.</summary>
    private sealed record Declarations((string Attribute, string Method)[] Methods, Alias[] Aliases);

    private sealed record Alias(string Name, string Target, bool IsGlobal);
}
