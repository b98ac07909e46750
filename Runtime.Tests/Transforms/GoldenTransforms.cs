// JAX's transforms, recomputed: each case's own jaxpr is transformed here, and the result compared with JAX's transformed jaxpr (text) and outputs (values).
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
using Runtime.Tests.Comparing;
using Runtime.Tests.Golden;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;
using Xunit.Abstractions;
using Erased = SrcGenJit.Erased;
using Function = System.Func<SrcGenJit.NdArray[], SrcGenJit.NdArray[]>;

namespace Runtime.Tests.Transforms;

public class GoldenTransforms(ITestOutputHelper output)
{
    private sealed record Transformed(GoldenProgram Program, string About, Jaxpr Expected, Function Function);

    [Fact]
    public void Transformed_programs_have_the_values_that_JAX_computed()
    {
        List<string> failures = [], missing = [], ran = [], zeros = [];
        foreach (Transformed transformed in Ready(failures))
        {
            GoldenProgram program = transformed.Program;
            try
            {
                if (program.Arguments.Count != transformed.Expected.InVars.Count || program.Arguments.Any(a => a.Data is null))
                {
                    missing.Add($"{program.Id}: arguments are not the jaxpr's inputs");
                    continue;
                }
                NdArray[] results = transformed.Function(GoldenRun.Arrays(program.Arguments, transformed.Expected.InVars));
                ran.Add(program.Id);
                if (GoldenRun.DiffersInSignsOfZero(program, results))
                {
                    zeros.Add(program.Id);
                }
                else if (GoldenRun.Difference(program, results) is { } difference)
                {
                    failures.Add($"{program.Id} {transformed.About}: {difference}");
                }
            }
            catch (NotSupportedException e)
            {
                missing.Add($"{program.Id}: {e.Message}");
            }
            catch (Exception e)
            {
                failures.Add($"{program.Id} {transformed.About}: {e.GetType().Name} {e.Message}\n{string.Join("\n", e.StackTrace?.Split('\n').Take(4) ?? [])}");
            }
        }
        output.WriteLine($"{ran.Count} transformed programs ran; {missing.Count} use what this version does not have:");
        output.WriteLine(string.Join("\n", missing));
        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join("\n", failures.Take(60)));
        output.WriteLine($"agree but for the sign of a zero: {string.Join(", ", zeros)}");
        Pin("transforms-values", ran);
        PinWithReasons("transforms-signs-of-zero", zeros);
    }

    [Fact]
    public void Transformed_programs_read_as_JAX_prints_them()
    {
        List<string> failures = [], missing = [], same = [], different = [];
        foreach (Transformed transformed in Ready(failures))
        {
            GoldenProgram program = transformed.Program;
            string actual;
            try
            {
                actual = Tracing.MakeJaxpr(transformed.Function, transformed.Expected.InAvals()).ToString();
            }
            catch (NotSupportedException e)
            {
                missing.Add($"{program.Id}: {e.Message}");
                continue;
            }
            catch (Exception e)
            {
                failures.Add($"{program.Id} {transformed.About}: {e.GetType().Name} {e.Message}\n{string.Join("\n", e.StackTrace?.Split('\n').Take(5) ?? [])}");
                continue;
            }
            if (Words(actual) == Words(program.Jaxpr))
            {
                same.Add(program.Id);
            }
            else
            {
                different.Add(program.Id);
                output.WriteLine($"## {program.Id} {transformed.About}\n{program.Jaxpr}\n-- ours\n{actual}");
            }
        }
        output.WriteLine($"{same.Count} texts equal, {different.Count} not; {missing.Count} use what this version does not have");
        output.WriteLine(string.Join("\n", missing));
        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join("\n", failures.Take(60)));
        Pin("transforms-texts", same);
        PinWithReasons("transforms-other-texts", different);
    }

    private static void Pin(string name, IEnumerable<string> ids)
    {
        if (GoldenData.IsRepositorys)
        {
            Pinned.Named(name).Check(ids);
        }
    }

    private static void PinWithReasons(string name, IEnumerable<string> ids)
    {
        if (GoldenData.IsRepositorys)
        {
            Pinned.Named(name).CheckWithReasons(ids);
        }
    }

    // The transforms that this test can read and apply; what is wrong with a record or a text is a failure of its own.
    private IEnumerable<Transformed> Ready(List<string> failures)
    {
        List<Transformed> ready = [];
        SortedDictionary<string, int> skipped = new(StringComparer.Ordinal);
        foreach (GoldenRecord record in GoldenData.Records(GoldenData.Folder))
        {
            try
            {
                if (record.Problem is not null)
                {
                    throw new FormatException(record.Problem);
                }
                JsonElement item = record.Case;
                if (!item.TryGetProperty("transforms", out _) || !item.TryGetProperty("jaxpr", out JsonElement text) || text.ValueKind != JsonValueKind.String)
                {
                    continue;
                }
                Jaxpr jaxpr = Jaxpr.Parse(text.GetString()!);
                foreach ((string name, JsonElement transform) in GoldenData.Transforms(item))
                {
                    try
                    {
                        if (Skipped(record, jaxpr, transform, out Transformed? transformed, name) is { } reason)
                        {
                            skipped[reason] = skipped.GetValueOrDefault(reason) + 1;
                        }
                        else
                        {
                            ready.Add(transformed!);
                        }
                    }
                    catch (Exception e)
                    {
                        failures.Add($"{record.Id}:{name}: {e.GetType().Name} {e.Message}");
                    }
                }
            }
            catch (Exception e)
            {
                failures.Add($"{record.Id}: {e.GetType().Name} {e.Message}");
            }
        }
        output.WriteLine($"{ready.Count} transforms are tried; not tried: {string.Join("; ", skipped.Select(s => $"{s.Value} {s.Key}"))}");
        return ready;
    }

    private static string? Skipped(GoldenRecord record, Jaxpr jaxpr, JsonElement transform, out Transformed? transformed, string name)
    {
        transformed = null;
        if (GoldenData.Problem(transform) is { } problem)
        {
            throw new FormatException(problem);
        }
        JsonElement item = record.Case;
        string expression = transform.GetProperty("expr").GetString()!;
        if (!transform.TryGetProperty("jaxpr", out JsonElement text) || text.ValueKind != JsonValueKind.String)
        {
            return "have no jaxpr";
        }
        if (jaxpr.ConstVars.Count > 0)
        {
            return "have constants whose values are not in the data";
        }
        if (!Known(jaxpr))
        {
            return "use primitives that this version does not have";
        }
        if ((expression == "jax.grad(f)" && jaxpr.Outputs[0].Aval.DType.IsInteger) || Parse(expression, jaxpr) is not { } function)
        {
            return "are expressions that this test does not read";
        }
        // JAX's text does not carry derivatives of one's own, and jaxprs inside equations have the shapes they were traced with.
        if (Uses(jaxpr, e => e.Primitive.Name == "custom_jvp_call") && Regex.IsMatch(expression, "vjp|jvp|grad|linearize"))
        {
            return "differentiate rules of one's own, which the text does not carry";
        }
        if (record.Category == "unary" && expression.Contains("vmap(jax.grad") && Uses(jaxpr, e => e.Params.Items.Any(i => i.Value is Jaxpr)))
        {
            return "batch an inner jaxpr whose text has other shapes";
        }
        Jaxpr expected = Jaxpr.Parse(text.GetString()!);
        if (expression.StartsWith("lambda ct", StringComparison.Ordinal) && expected.InVars.Count != jaxpr.InVars.Count + jaxpr.Outputs.Count)
        {
            return "leave out cotangents of integers";
        }
        if (Regex.IsMatch(expression, "grad|in_axes") && item.GetProperty("args").EnumerateArray().Any(a => a.TryGetProperty("tree", out _)))
        {
            return "have trees as arguments";
        }
        JsonElement arguments = transform.TryGetProperty("args", out JsonElement own) ? own : item.GetProperty("args");
        GoldenProgram program = new(
            record.Id + ":" + name, record.Category, text.GetString()!, arguments.EnumerateArray().SelectMany(GoldenData.Leaves).ToList(), null,
            transform.TryGetProperty("out", out JsonElement outputs) ? GoldenData.Outputs(outputs) : [],
            GoldenData.Tolerance(transform, item, "rtol"), GoldenData.Tolerance(transform, item, "atol"));
        transformed = new Transformed(program, $"({item.GetProperty("src").GetString()}; {expression})", expected, function);
        return null;
    }

    // JAX's lines break where NumPy's integers were wider when it laid them out, so only the words count here.
    private static string Words(string text) => Regex.Replace(text, @"\s+", " ").Replace("[ ", "[").Replace(" ]", "]");

    private static bool Known(Jaxpr jaxpr) => !Uses(jaxpr, e => e.Primitive.IsOpaque);

    private static bool Uses(Jaxpr jaxpr, Func<Equation, bool> what) => jaxpr.Equations.Any(e =>
        what(e) || e.Params.Items.Any(i => (i.Value is Jaxpr one && Uses(one, what)) || (i.Value is PyTuple many && many.Items.OfType<Jaxpr>().Any(j => Uses(j, what)))));

    // The function that a Python expression over f names; null for what this test does not read.
    private static Function? Parse(string expression, Jaxpr jaxpr)
    {
        Function f = x => Tracing.EvalJaxpr(jaxpr, x);
        int n = jaxpr.InVars.Count;
        Match match;
        if ((match = Regex.Match(expression, @"^lambda ct((?:, a\d)+): jax\.vjp\(f((?:, a\d)+)\)\[1\]\(ct\)$")).Success)
        {
            return given => Vjp(f, given.Skip(given.Length - n).ToArray(), given.Take(given.Length - n).ToArray());
        }
        if ((match = Regex.Match(expression, @"^lambda ct((?:, a\d)+): jax\.vjp\(lambda ((?:a\d(?:, )?)+): f\([^)]*\)(?:, a\d)+\)\[1\]\(ct\)$")).Success)
        {
            int arguments = match.Groups[1].Value.Count(c => c == ',');
            int[] chosen = Regex.Matches(match.Groups[2].Value, @"\d").Select(m => int.Parse(m.Value)).ToArray();
            return arguments != n ? null : given =>
            {
                NdArray[] args = given.Skip(given.Length - n).ToArray();
                return Vjp(part => f(Replace(args, chosen, part)), chosen.Select(i => args[i]).ToArray(), given.Take(given.Length - n).ToArray());
            };
        }
        if (Regex.IsMatch(expression, @"^lambda (a\d, )+(t\d, )*t\d: jax\.jvp\(f, \((a\d,? ?)+\), \((t\d,? ?)+\)\)$"))
        {
            return given =>
            {
                (Tree value, Tree tangent) = Erased.Jax.Jvp(Wrap(f), Pack(given.Take(n)), Pack(given.Skip(n)));
                return [.. value.Flatten(), .. tangent.Flatten()];
            };
        }
        if ((match = Regex.Match(expression, @"^jax\.vmap\(f(?:, in_axes=(.*))?\)$")).Success)
        {
            int?[] axes = match.Groups[1].Success
                ? Regex.Matches(match.Groups[1].Value, @"None|-?\d").Select(m => m.Value == "None" ? (int?)null : int.Parse(m.Value)).ToArray()
                : [0];
            return axes.Length != 1 && axes.Length != n ? null : given => Unpack(Erased.Jax.Vmap(Wrap(f), axes)(Pack(given)));
        }
        return expression switch
        {
            "jax.grad(f)" => given => Unpack(Grad(f)(Pack(given))),
            "jax.value_and_grad(f)" => given => Unpack(Erased.Jax.ValueAndGrad(Scalar(f))(Pack(given))),
            "jax.grad(f, argnums=(0, 1))" => given => Unpack(Erased.Jax.Grad(Scalar(f), [0, 1])(Pack(given))),
            "jax.grad(f, argnums=(0, 1, 2))" when n == 3 => given => Unpack(Erased.Jax.Grad(Scalar(f), [0, 1, 2])(Pack(given))),
            "jax.grad(jax.grad(f))" => given => Unpack(Erased.Jax.Grad(Grad(f))(Pack(given))),
            "jax.grad(jax.grad(jax.grad(f)))" => given => Unpack(Erased.Jax.Grad(Erased.Jax.Grad(Grad(f)))(Pack(given))),
            "jax.vmap(jax.grad(f))" => given => Unpack(Erased.Jax.Vmap(Grad(f))(Pack(given))),
            "jax.vmap(jax.grad(jax.grad(f)))" => given => Unpack(Erased.Jax.Vmap(Erased.Jax.Grad(Grad(f)))(Pack(given))),
            "jax.vmap(jax.grad(lambda *v: jnp.sum(f(*v))))" => given => Unpack(Erased.Jax.Vmap(Grad(x => [Sum(f(x)[0])]))(Pack(given))),
            "lambda x: jax.jvp(f, (x,), (1.0,))" => given =>
            {
                (Tree value, Tree tangent) = Erased.Jax.Jvp(Wrap(f), Pack(given), Pack([One]));
                return [.. value.Flatten(), .. tangent.Flatten()];
            }
            ,
            "lambda x: jax.jvp(jax.grad(f), (x,), (1.0,))" => given =>
            {
                (Tree value, Tree tangent) = Erased.Jax.Jvp(Grad(f), Pack(given), Pack([One]));
                return [.. value.Flatten(), .. tangent.Flatten()];
            }
            ,
            "jax.grad(lambda x: jax.jvp(f, (x,), (1.0,))[1])" => given => Unpack(Grad(x => Unpack(Erased.Jax.Jvp(Wrap(f), Pack(x), Pack([One])).Tangents))(Pack(given))),
            "lambda x: jax.jvp(jax.grad(f), (x,), (jnp.ones_like(x),))[1]" => given =>
                Unpack(Erased.Jax.Jvp(Grad(f), Pack(given), Pack([Erased.Lax.OnesLike(given[0])])).Tangents),
            "jax.grad(lambda x: jax.jvp(f, (x,), (jnp.ones_like(x),))[1])" => given =>
                Unpack(Grad(x => Unpack(Erased.Jax.Jvp(Wrap(f), Pack(x), Pack([Erased.Lax.OnesLike(x[0])])).Tangents))(Pack(given))),
            "lambda x: jax.linearize(f, x)[1](x)" => given => Unpack(Erased.Jax.Linearize(Wrap(f), Pack(given)).Derivative(Pack(given))),
            _ => null,
        };
    }

    private static NdArray One => new(SrcGenJit.Core.Scalar.Of(1.0f), weak: true);

    private static NdArray Sum(NdArray x) => Erased.Lax.ReduceSum(x, Enumerable.Range(0, x.Rank).ToArray());

    private static Func<Tree, Tree> Grad(Function f) => Erased.Jax.Grad(Scalar(f));

    private static Func<Tree, Tree> Scalar(Function f) => args => new Tree.Leaf(f(Unpack(args))[0]);

    private static Func<Tree, Tree> Wrap(Function f) => args => Pack(f(Unpack(args)));

    private static Tree Pack(IEnumerable<NdArray> arrays) => Tree.Tuple(arrays.Select(a => (Tree)new Tree.Leaf(a)).ToArray());

    private static NdArray[] Unpack(Tree tree) => [.. tree.Flatten()];

    private static NdArray[] Vjp(Function f, NdArray[] args, NdArray[] cotangents) => Unpack(Erased.Jax.Vjp(Wrap(f), Pack(args), hasAux: false).Pullback(Pack(cotangents)));

    private static NdArray[] Replace(NdArray[] args, int[] chosen, NdArray[] part)
    {
        NdArray[] all = [.. args];
        for (int i = 0; i < chosen.Length; i++)
        {
            all[chosen[i]] = part[i];
        }
        return all;
    }
}
