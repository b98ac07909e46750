// What calls and declarations in a file mean, kept while the file and all declarations of the program stay as they are: an edit of a body binds nothing in another file again.
using System;
using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Text;
using SrcGenJit.Generator.Tracing;

namespace SrcGenJit.Generator.Interception;

internal static class FileMemo
{
    private static readonly ConditionalWeakTable<SyntaxTree, Holder> s_files = new();

    /// <summary>Finds or makes what a step wants to know of a piece of a file.</summary>
    /// <typeparam name="T">Plain data: nothing of a compilation.</typeparam>
    /// <param name="compilation">The program.</param>
    /// <param name="syntax">The call or declaration.</param>
    /// <param name="step">Who asks.</param>
    /// <param name="make">Gives the value, and whether it depends on the file and on declarations alone.</param>
    public static T Get<T>(Compilation compilation, SyntaxNode syntax, string step, Func<(T Value, bool Keep)> make) => Get(compilation, syntax.SyntaxTree, syntax.Span, step, make);

    /// <inheritdoc cref="Get{T}(Compilation, SyntaxNode, string, Func{ValueTuple{T, bool}})"/>
    public static T Get<T>(Compilation compilation, SyntaxTree file, TextSpan span, string step, Func<(T Value, bool Keep)> make)
    {
        ProgramDigest program = TraceCache.Program(compilation);
        ConcurrentDictionary<(string, int, int), object?> known = s_files.GetValue(file, _ => new Holder()).Of(program);
        (string, int, int) key = (step, span.Start, span.Length);
        if (known.TryGetValue(key, out object? found))
        {
            return (T)found!;
        }
        (T value, bool keep) = make();
        if (keep)
        {
            known[key] = value;
        }
        return value;
    }

    private sealed class Holder
    {
        private Meanings _last = new(0, 0);

        public ConcurrentDictionary<(string, int, int), object?> Of(ProgramDigest program)
        {
            Meanings last = _last;
            if (last.Surroundings != program.Surroundings || last.Declarations != program.Declarations)
            {
                _last = last = new Meanings(program.Surroundings, program.Declarations);
            }
            return last.Known;
        }
    }

    private sealed class Meanings(ulong surroundings, ulong declarations)
    {
        public ulong Surroundings { get; } = surroundings;

        public ulong Declarations { get; } = declarations;

        public ConcurrentDictionary<(string, int, int), object?> Known { get; } = new();
    }
}
