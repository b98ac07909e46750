// Loads the two builds of a batch of programs, the plain one and the one with kernels, and compares their calls.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using System.Reflection;
using System.Runtime.Loader;
using System.Threading;

namespace Generator.Tests.Fuzzing;

internal static class Calls
{
    public static void Compare(IReadOnlyList<TestProgram> programs, byte[] plain, GeneratorRun run, Dictionary<string, Outcome> outcomes, TimeSpan patience)
    {
        Context context = new();
        try
        {
            Assembly body = context.Load(plain), compiled = context.Load(run.Image);
            foreach (Module module in compiled.GetModules())
            {
                // Registers the kernels.
                System.Runtime.CompilerServices.RuntimeHelpers.RunModuleConstructor(module.ModuleHandle);
            }
            string interceptors = run.Sources.GetValueOrDefault("Interceptors.g.cs", "");
            int next = 0;
            while (next < programs.Count)
            {
                // A thread that does not end is left behind; the others go on without it.
                int first = next, done = next, left = 0;
                Thread thread = new(() =>
                {
                    for (int i = first; i < programs.Count && Volatile.Read(ref left) == 0; i++)
                    {
                        Outcome outcome = Compare(programs[i], body, compiled, context, interceptors);
                        if (Volatile.Read(ref left) == 0)
                        {
                            outcomes[programs[i].Name] = outcome;
                        }
                        Volatile.Write(ref done, i + 1);
                    }
                })
                { IsBackground = true };
                thread.Start();
                int seen;
                do
                {
                    seen = Volatile.Read(ref done);
                }
                while (!thread.Join(patience) && Volatile.Read(ref done) > seen);
                Volatile.Write(ref left, 1);
                next = Volatile.Read(ref done);
                if (next < programs.Count)
                {
                    outcomes[programs[next].Name] = new Outcome(programs[next], Verdict.Hang, "a call did not end");
                    next++;
                }
            }
        }
        finally
        {
            context.Unload();
        }
    }

    private static Outcome Compare(TestProgram program, Assembly plain, Assembly compiled, Context context, string interceptors)
    {
        if (!context.Kernels().Any(k => k.Display.StartsWith(program.Name + ".", StringComparison.Ordinal)) || !interceptors.Contains(program.Name + ".cs(", StringComparison.Ordinal))
        {
            return new Outcome(program, Verdict.Lost, "there is neither a kernel nor a diagnostic");
        }
        Func<object?[], object?> expected = Run(plain, program), actual = Run(compiled, program);
        int throws = 0;
        for (int i = 0; i < program.Inputs.Count; i++)
        {
            string one = Outcomes.Of(expected, program.Inputs[i]), two = Outcomes.Of(actual, program.Inputs[i]);
            if (one != two)
            {
                return new Outcome(program, Verdict.Differs, $"input {i}: {string.Join(", ", program.Inputs[i].Select(a => Outcomes.Text(a, 0)))}\nC#: {one}\ncompiled: {two}");
            }
            throws += one.StartsWith("throws ", StringComparison.Ordinal) ? 1 : 0;
        }
        return new Outcome(program, Verdict.Agrees, Fallbacks: context.Kernels().Where(k => k.Display.StartsWith(program.Name + ".", StringComparison.Ordinal)).Sum(k => k.Fallbacks), Throws: throws);
    }

    private static Func<object?[], object?> Run(Assembly assembly, TestProgram program) => assembly.GetType(program.Name, throwOnError: true)!.GetMethod("Run")!.CreateDelegate<Func<object?[], object?>>();

    // The runtime of the compiled programs is loaded with them, so that all of it goes when they go.
    internal sealed class Context() : AssemblyLoadContext(isCollectible: true)
    {
        private static readonly string s_runtime = GeneratorRun.References.Last().Display!;

        public Assembly Load(byte[] image)
        {
            using MemoryStream stream = new(image);
            return LoadFromStream(stream);
        }

        protected override Assembly? Load(AssemblyName name) => name.Name == "SrcGenJit" ? Runtime : null;

        private Assembly Runtime => field ??= LoadFromAssemblyPath(s_runtime);

        public IEnumerable<(string Display, long Fallbacks)> Kernels()
        {
            System.Collections.IEnumerable kernels = (System.Collections.IEnumerable)Runtime.GetType("SrcGenJit.JitInfo")!.GetProperty("Kernels")!.GetValue(null)!;
            return kernels.Cast<object>().Select(k => ((string)k.GetType().GetProperty("Display")!.GetValue(k)!, (long)k.GetType().GetProperty("Fallbacks")!.GetValue(k)!));
        }
    }
}
