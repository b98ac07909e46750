// JAX's transforms, recomputed: each case's own jaxpr is transformed here, and the result compared with JAX's transformed jaxpr (text) and outputs (values).
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.Json;
using System.Text.RegularExpressions;
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
    [Fact]
    public void Transformed_programs_have_the_values_that_JAX_computed()
    {
        List<string> failures = [], missing = [];
        int ran = 0;
        foreach ((GoldenProgram program, Jaxpr expected, Function transformed) in Ready())
        {
            try
            {
                if (program.Arguments.Count != expected.InVars.Count || program.Arguments.Any(a => a.Data is null))
                {
                    continue;
                }
                NdArray[] results = transformed(GoldenRun.Arrays(program.Arguments, expected.InVars)).Where(r => r.Dtype != DType.Float0).ToArray();
                if (program.Outputs.Count != results.Length || program.Outputs.Any(o => o.Dtype == "float0"))
                {
                    continue;
                }
                if (GoldenRun.Difference(program, results) is { } difference)
                {
                    failures.Add($"{program.Id}: {difference}");
                }
                ran++;
            }
            catch (NotSupportedException e)
            {
                missing.Add($"{program.Id}: {e.Message}");
            }
            catch (Exception e)
            {
                failures.Add($"{program.Id}: {e.GetType().Name} {e.Message}\n{string.Join("\n", e.StackTrace?.Split('\n').Take(4) ?? [])}");
            }
        }
        output.WriteLine($"{ran} transformed programs ran; {missing.Count} use what this version does not have:");
        output.WriteLine(string.Join("\n", missing));
        Assert.True(failures.Count == 0, $"{failures.Count} failures\n" + string.Join("\n", failures.Take(60)));
    }

    [Fact]
    public void Transformed_programs_read_as_JAX_prints_them()
    {
        List<string> different = [];
        int same = 0;
        foreach ((GoldenProgram program, Jaxpr expected, Function transformed) in Ready())
        {
            string actual;
            try
            {
                actual = Tracing.MakeJaxpr(transformed, expected.InAvals()).ToString();
            }
            catch (NotSupportedException)
            {
                continue;
            }
            catch (Exception e)
            {
                actual = $"{e.GetType().Name} {e.Message}\n{string.Join("\n", e.StackTrace?.Split('\n').Take(5) ?? [])}";
            }
            if (Words(actual) == Words(program.Jaxpr))
            {
                same++;
            }
            else
            {
                different.Add($"## {program.Id}\n{program.Jaxpr}\n-- ours\n{actual}");
            }
        }
        output.WriteLine($"{same} texts equal, {different.Count} not:");
        output.WriteLine(string.Join("\n", different));
        // The others differ in what JAX's tracer does around control flow and forwarded jit outputs (listed above); values are compared for all.
        Assert.True(same * 100 >= 95 * (same + different.Count) || !GoldenData.IsRepositorys, $"{same} texts equal JAX's, {different.Count} do not");
    }

    private static IEnumerable<(GoldenProgram Program, Jaxpr Expected, Function Transformed)> Ready()
    {
        foreach ((string category, JsonElement item) in GoldenData.Cases())
        {
            if (!item.TryGetProperty("transforms", out JsonElement transforms) || !item.TryGetProperty("jaxpr", out JsonElement text) || text.ValueKind != JsonValueKind.String)
            {
                continue;
            }
            Jaxpr jaxpr = Jaxpr.Parse(text.GetString()!);
            if (jaxpr.ConstVars.Count > 0 || !Known(jaxpr))
            {
                continue;
            }
            foreach (JsonElement transform in transforms.EnumerateArray())
            {
                if (!transform.TryGetProperty("jaxpr", out JsonElement transformedText) || transformedText.ValueKind != JsonValueKind.String
                    || transform.GetProperty("expr").GetString() is "jax.grad(f)" && jaxpr.Outputs[0].Aval.DType.IsInteger
                    || Parse(transform.GetProperty("expr").GetString()!, jaxpr) is not { } function)
                {
                    continue;
                }
                // JAX's text does not carry derivatives of one's own, and jaxprs inside equations have the shapes they were traced with.
                string expression = transform.GetProperty("expr").GetString()!;
                if ((Uses(jaxpr, e => e.Primitive.Name == "custom_jvp_call") && Regex.IsMatch(expression, "vjp|jvp|grad|linearize"))
                    || (category == "unary" && expression.Contains("vmap(jax.grad") && Uses(jaxpr, e => e.Params.Items.Any(i => i.Value is Jaxpr))))
                {
                    continue;
                }
                if (Jaxpr.Parse(transformedText.GetString()!).InVars.Count is var inputs && expression.StartsWith("lambda ct", StringComparison.Ordinal)
                    && inputs != jaxpr.InVars.Count + jaxpr.Outputs.Count)
                {
                    continue; // cotangents of integers are left out of JAX's arguments
                }
                bool trees = item.GetProperty("args").EnumerateArray().Any(a => a.TryGetProperty("tree", out _));
                if (trees && Regex.IsMatch(transform.GetProperty("expr").GetString()!, "grad|in_axes"))
                {
                    continue;
                }
                JsonElement arguments = transform.TryGetProperty("args", out JsonElement own) ? own : item.GetProperty("args");
                yield return (
                    new GoldenProgram(
                        item.GetProperty("id").GetString() + " | " + item.GetProperty("src").GetString() + " | " + transform.GetProperty("expr").GetString(),
                        category, transformedText.GetString()!, arguments.EnumerateArray().SelectMany(GoldenData.Leaves).ToList(), null,
                        transform.TryGetProperty("out", out JsonElement outputs)
                            ? outputs.ValueKind == JsonValueKind.Array ? outputs.EnumerateArray().SelectMany(GoldenData.Leaves).ToList() : GoldenData.Leaves(outputs)
                            : [],
                        item.GetProperty("rtol").GetDouble(), item.GetProperty("atol").GetDouble()),
                    Jaxpr.Parse(transformedText.GetString()!), function);
            }
        }
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
