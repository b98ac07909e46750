// The methods that *.jaxpr files become, as traces see them: a compilation with their declarations, made from our own models, whatever the generator has written so far.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Core;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

internal static class JaxprMethods
{
    // A declaration is parsed once a version of its file.
    private static readonly ConditionalWeakTable<JaxprProgram, SyntaxTree> s_trees = new();
    private static readonly ConditionalWeakTable<SyntaxTree, JaxprProgram> s_programs = new();
    private static readonly ConditionalWeakTable<Compilation, Holder> s_known = new();

    /// <summary>The compilation as the generator sees it, with a declaration for each program; the same one where there is none.</summary>
    public static Compilation Declare(Compilation compilation, EquatableList<JaxprProgram> programs)
    {
        if (programs.Count == 0 || compilation.SyntaxTrees.FirstOrDefault()?.Options is not CSharpParseOptions options)
        {
            return compilation;
        }
        Holder known = s_known.GetOrCreateValue(compilation);
        lock (known)
        {
            if (known.Declared is null || !programs.Equals(known.Programs))
            {
                known.Programs = programs;
                known.Declared = compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(IsGenerated)).AddSyntaxTrees(programs.Select(p => Tree(p, options)));
            }
            return known.Declared;
        }
    }

    /// <summary>The program that a declared method runs; null for other methods.</summary>
    public static JaxprProgram? Of(IMethodSymbol method) =>
        method.DeclaringSyntaxReferences is [var declaration] && s_programs.TryGetValue(declaration.SyntaxTree, out JaxprProgram? program) ? program : null;

    /// <summary>The programs that files declare.</summary>
    public static IEnumerable<JaxprProgram> In(IEnumerable<SyntaxTree> files) => files.Select(f => s_programs.TryGetValue(f, out JaxprProgram? program) ? program : null).OfType<JaxprProgram>();

    // The analyzer's compilation has the methods already, of the files as they were when the generator ran last.
    private static bool IsGenerated(SyntaxTree tree) => TraceCache.IsOurs(tree) && Path.GetFileName(Path.GetDirectoryName(tree.FilePath)) == "Jaxprs";

    private static SyntaxTree Tree(JaxprProgram program, CSharpParseOptions options)
    {
        if (!s_trees.TryGetValue(program, out SyntaxTree? tree) || !tree.Options.Equals(options))
        {
            tree = CSharpSyntaxTree.ParseText(SourceText.From(program.Declaration), options, $"Jaxprs/{program.Id}.cs");
            s_trees.Remove(program);
            s_trees.Add(program, tree);
            s_programs.Add(tree, program);
        }
        return tree;
    }

    private sealed class Holder
    {
        public EquatableList<JaxprProgram>? Programs { get; set; }

        public Compilation? Declared { get; set; }
    }
}
