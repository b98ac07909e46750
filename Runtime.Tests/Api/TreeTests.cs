// Pytrees at run time: nothing of a value is lost on the way through a traced function, whatever it is made of; what is no tree is refused and says why.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Api;

public class TreeTests
{
    private static readonly NdArray<float> s_one = new([1f]), s_two = new([2f]), s_three = new([3f]);

    [Fact]
    public void Keys_of_dictionaries_are_text_of_any_kind()
    {
        Dictionary<string, NdArray<float>> value = new() { ["a,b"] = s_one, ["a"] = s_two, [""] = s_three, ["b)"] = s_one };
        Dictionary<string, NdArray<float>> back = Doubled(value);
        Assert.Equal(["", "a", "a,b", "b)"], back.Keys.Order(StringComparer.Ordinal));
        Assert.Equal([2f, 4f, 6f, 2f], new[] { "a,b", "a", "", "b)" }.Select(k => back[k].ToArray()[0]));
        Assert.Equal([""], Doubled(new Dictionary<string, NdArray<float>> { [""] = s_one }).Keys);
        Assert.Empty(Doubled(new Dictionary<string, NdArray<float>>()));
    }

    [Fact]
    public void Keys_are_sorted_by_code_units_and_may_be_numbers()
    {
        Dictionary<string, NdArray<float>> value = new() { ["b"] = s_one, ["B"] = s_two, ["a10"] = s_three, ["a9"] = s_one };
        Assert.Equal("dict('B': *, 'a10': *, 'a9': *, 'b': *)", Typed.Flatten(value).Structure.ToString());
        Dictionary<int, NdArray<float>> numbers = Doubled(new Dictionary<int, NdArray<float>> { [10] = s_one, [9] = s_two });
        Assert.Equal([4f, 2f], new[] { 9, 10 }.Select(k => numbers[k].ToArray()[0]));
        Assert.Equal(2f, Doubled(new Dictionary<string, NdArray<float>>(StringComparer.OrdinalIgnoreCase) { ["a"] = s_one })["A"].ToArray()[0]);
    }

    [Fact]
    public void Structures_are_compared_part_by_part()
    {
        Tree first = Typed.Flatten(new Dictionary<string, NdArray<float>> { ["a,b"] = s_one, ["c"] = s_one });
        Tree second = Typed.Flatten(new Dictionary<string, NdArray<float>> { ["a"] = s_one, ["b,c"] = s_one });
        Assert.NotEqual(first.Structure, second.Structure);
        Assert.Equal(first.Structure, Typed.Flatten(new Dictionary<string, NdArray<float>> { ["c"] = s_two, ["a,b"] = s_three }).Structure);
        Assert.NotEqual(Typed.Flatten(new Model(s_one)).Structure, Typed.Flatten(new Inner.Model(s_one)).Structure);
        Func<Dictionary<string, NdArray<float>>, NdArray<float>> f = Jax.Jit((Dictionary<string, NdArray<float>> d) => d.ContainsKey("a,b") ? d["a,b"] : d["a"] * 10);
        Assert.Equal([1f], f(new() { ["a,b"] = s_one, ["c"] = s_one }).ToArray());
        Assert.Equal([10f], f(new() { ["a"] = s_one, ["b,c"] = s_one }).ToArray());
    }

    [Fact]
    public void Properties_beside_the_constructor_and_private_fields_are_kept()
    {
        Layer layer = new(s_one) { Bias = s_two, Scale = s_three };
        layer.Remember(s_one);
        Layer back = Doubled(layer);
        Assert.Equal([2f, 4f, 6f, 2f], new[] { back.Weights, back.Bias!, back.Scale, back.Remembered! }.Select(x => x.ToArray()[0]));
        Layer gradient = Jax.Grad((Layer l) => Jnp.Sum(l.Weights * l.Bias! * l.Scale))(layer);
        Assert.Equal([6f, 3f, 2f], new[] { gradient.Weights, gradient.Bias!, gradient.Scale }.Select(x => x.ToArray()[0]));
    }

    [Fact]
    public void Classes_structs_and_anonymous_objects_are_trees_of_their_fields()
    {
        Plain plain = Doubled(new Plain { Weights = s_one, Inner = { s_two, s_three } });
        Assert.Equal([2f, 4f, 6f], new[] { plain.Weights, plain.Inner[0], plain.Inner[1] }.Select(x => x!.ToArray()[0]));
        State state = Doubled(new State { Position = s_one, Speed = (s_two, s_three) });
        Assert.Equal([2f, 4f, 6f], new[] { state.Position, state.Speed.Item1, state.Speed.Item2 }.Select(x => x.ToArray()[0]));
        Fixed read = Doubled(new Fixed(s_one, [s_two]));
        Assert.Equal([2f, 4f], new[] { read.First, read.Rest[0] }.Select(x => x.ToArray()[0]));
        Assert.Equal(8f, Doubled(new { A = s_one, B = new { C = s_two } }) is var both ? (both.A * both.B.C).ToArray()[0] : 0);
    }

    [Fact]
    public void A_derived_value_keeps_its_type_and_its_fields()
    {
        Model[] models = Doubled(new[] { new Model(s_one), new Deeper(s_two, s_three) });
        Assert.IsType<Model>(models[0]);
        Deeper deeper = Assert.IsType<Deeper>(models[1]);
        Assert.Equal([4f, 6f], new[] { deeper.Weights, deeper.More }.Select(x => x.ToArray()[0]));
        Assert.Equal([3f], Assert.IsType<Deeper>(Jax.Grad((Model m) => Jnp.Sum(m.Weights * ((Deeper)m).More))(new Deeper(s_two, s_three))).Weights.ToArray());

        IShape[] shapes = Doubled(new IShape[] { new Circle(s_one), new Square(s_two) });
        Assert.Equal([2f], Assert.IsType<Circle>(shapes[0]).Radius.ToArray());
        Assert.Equal([4f], Assert.IsType<Square>(shapes[1]).Side.ToArray());
        Dictionary<string, object> mixed = Doubled(new Dictionary<string, object> { ["a"] = s_one, ["b"] = new[] { s_two }, ["c"] = (s_three, s_one) });
        Assert.Equal([2f, 4f, 6f], [((NdArray<float>)mixed["a"]).ToArray()[0], ((NdArray<float>[])mixed["b"])[0].ToArray()[0], ((NdArray<float>, NdArray<float>))mixed["c"] is var c ? c.Item1.ToArray()[0] : 0]);
    }

    [Fact]
    public void A_record_may_hold_records_of_its_own_type()
    {
        Link? links = null;
        for (int i = 1; i <= 50; i++)
        {
            links = new Link(new([(float)i]), links);
        }
        Link? back = Doubled(links!);
        Assert.Equal(Enumerable.Range(1, 50).Select(i => 2f * i).Reverse(), Chain(back).Select(l => l.Value.ToArray()[0]));
        Assert.Equal(1275f, (float)Jax.Jit((Link l) => Chain(l).Select(x => Jnp.Sum(x.Value)).Aggregate((a, b) => a + b))(links!));

        Branch tree = Doubled(new Branch([new Branch([], s_one), new Branch([], s_two)], s_three));
        Assert.Equal(4f, tree.Children[1].Value.ToArray()[0]);

        Cycle cycle = new();
        cycle.Next = cycle;
        Assert.Contains("contains itself", Assert.Throws<ArgumentException>(() => Doubled(cycle)).Message);
    }

    [Fact]
    public void Values_that_are_nested_too_deep_are_named_by_their_own_type()
    {
        Link? links = null;
        for (int i = 0; i < 200_000; i++)
        {
            links = new Link(s_one, links);
        }
        string message = "";
        // The place where the stack ends differs with its size: at a leaf or at a node.
        for (int size = 256; size < 264; size++)
        {
            System.Threading.Thread thread = new(() => message += Assert.Throws<ArgumentException>(() => Typed.Flatten(links)).Message + "\n", size * 1024);
            thread.Start();
            thread.Join();
        }
        Assert.All(message.Trim().Split('\n'), m => Assert.Contains("TreeTests+Link is nested too deep", m));
        List<object> list = [s_one];
        list.Add(list);
        Assert.Contains("List`1[System.Object] is nested too deep", Assert.Throws<ArgumentException>(() => Typed.Flatten<object>(list)).Message);
    }

    private static IEnumerable<Link> Chain(Link? first)
    {
        for (Link? link = first; link is not null; link = link.Next)
        {
            yield return link;
        }
    }

    [Fact]
    public void Null_members_and_items_stay_null()
    {
        Layer back = Doubled(new Layer(s_one) { Scale = s_two });
        Assert.Null(back.Bias);
        Assert.Null(back.Remembered);
        Assert.Equal([null, 2f], Doubled(new NdArray<float>?[] { null, s_one }).Select(x => x?.ToArray()[0]));
        Assert.Null(Doubled<(NdArray<float>?, Model?)>((s_one, null)).Item2);
        Assert.Null(Jax.Grad((Layer l) => Jnp.Sum(l.Weights * l.Scale))(new Layer(s_one) { Scale = s_two }).Bias);
        Func<Layer, NdArray<float>> f = Jax.Jit((Layer l) => l.Bias is null ? l.Weights : l.Weights + l.Bias);
        Assert.Equal([1f], f(new Layer(s_one) { Scale = s_two }).ToArray());
        Assert.Equal([3f], f(new Layer(s_one) { Scale = s_two, Bias = s_two }).ToArray());
        Optional optional = Typed.Value<Optional>(Typed.Flatten(new Optional(s_one, null, 2)));
        Assert.Equal((null, 2), (optional.A, optional.B));
        Assert.Equal("Optional(*, None(), *)", Typed.Flatten(new Optional(s_one, null, 2)).Structure.ToString());
    }

    [Fact]
    public void Tuples_have_any_number_of_items()
    {
        var five = Doubled((s_one, s_two, s_three, s_one, s_two));
        Assert.Equal([2f, 4f], new[] { five.Item4, five.Item5 }.Select(x => x.ToArray()[0]));
        var seven = Doubled((s_one, s_two, s_three, s_one, s_two, s_three, s_one));
        Assert.Equal(2f, seven.Item7.ToArray()[0]);
        var sixteen = Doubled((s_one, s_two, s_three, s_one, s_two, s_three, s_one, s_two, s_three, s_one, s_two, s_three, s_one, s_two, s_three, s_one));
        Assert.Equal([4f, 6f, 2f], new[] { sixteen.Item8, sixteen.Item15, sixteen.Item16 }.Select(x => x.ToArray()[0]));
        Assert.Equal("tuple(*, *, *, *, *, *, *, *)", Typed.Flatten((s_one, s_two, s_three, s_one, s_two, s_three, s_one, s_two)).Structure.ToString());
        var gradient = Jax.Grad(((NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>, NdArray<float>) t) => Jnp.Sum(t.Item1 * t.Item8))(
            (s_one, s_two, s_three, s_one, s_two, s_three, s_one, s_two));
        Assert.Equal([2f, 0f, 1f], new[] { gradient.Item1, gradient.Item2, gradient.Item8 }.Select(x => x.ToArray()[0]));
    }

    [Fact]
    public void Scan_needs_neither_xs_nor_ys()
    {
        (NdArray<float> carry, ValueTuple _) = Lax.Scan((NdArray<float> c, ValueTuple _) => (c * 2, default(ValueTuple)), Jnp.Array(1f), default(ValueTuple), length: 5);
        Assert.Equal(32f, (float)carry);
        (ValueTuple _, NdArray<float> ys) = Lax.Scan((ValueTuple _, NdArray<float> x) => (default(ValueTuple), x * 2), default(ValueTuple), s_two);
        Assert.Equal([4f], ys.ToArray());
        Assert.Equal([4f], Jax.Jit((ValueTuple _, NdArray<float> x) => x * 2)(default, s_two).ToArray());
        Assert.Contains("length", Assert.ThrowsAny<ArgumentException>(() => Lax.Scan((NdArray<float> c, ValueTuple _) => (c, default(ValueTuple)), s_one, default(ValueTuple))).Message);
    }

    [Fact]
    public void A_type_may_be_registered_anew_after_its_first_use()
    {
        Late late = new(s_one, s_two, "x");
        Assert.Contains("'Name'", Assert.Throws<NotSupportedException>(() => Doubled(late)).Message);
        Assert.Contains("'Name'", Assert.Throws<NotSupportedException>(() => Doubled(new Outer(late))).Message);
        TreeRegistry.Register<Late>("Late", static (l, writer) => { writer.Add(l.A); writer.AddStatic(l.Name); writer.Add(l.B); }, static reader =>
        {
            NdArray<float> a = reader.Next<NdArray<float>>();
            string name = reader.NextStatic<string>();
            return new Late(a, reader.Next<NdArray<float>>(), name);
        });
        Func<Late, Late> f = Jax.Jit((Late l) => l with { A = l.A * l.Name.Length });
        Assert.Equal([1f, 2f], f(late) is var first ? [first.A.ToArray()[0], first.B.ToArray()[0]] : []);
        Assert.Equal((3f, "xyz"), f(late with { Name = "xyz" }) is var other ? (other.A.ToArray()[0], other.Name) : default);
        Assert.Equal("x", Doubled(new Outer(late)).Late.Name);
        TreeRegistry.Register<Late>("Late", static (l, writer) => { writer.Add(l.B); writer.Add(l.A); }, static reader =>
        {
            NdArray<float> b = reader.Next<NdArray<float>>();
            return new Late(reader.Next<NdArray<float>>(), b, "fixed");
        });
        Assert.Equal((1f, "fixed"), f(late) is var swapped ? (swapped.B.ToArray()[0] - 1, swapped.Name) : default);
        Assert.Equal("fixed", Doubled(new Outer(late)).Late.Name);
    }

    [Fact]
    public void What_holds_no_arrays_is_refused_by_name()
    {
        Assert.Contains("'Name' is of type System.String", Assert.Throws<NotSupportedException>(() => Doubled(new Named(s_one, "x"))).Message);
        Assert.Contains("'Mode' is of type System.DayOfWeek", Assert.Throws<NotSupportedException>(() => Doubled(new Moded(s_one, DayOfWeek.Monday))).Message);
        Assert.Contains("System.String is no pytree", Assert.Throws<NotSupportedException>(() => Jax.Jit((string s) => s_one)("x")).Message);
        Assert.Contains("System.Text.StringBuilder", Assert.Throws<NotSupportedException>(() => Jax.Jit((object o) => s_one)(new System.Text.StringBuilder())).Message);
    }

    [Fact]
    public void Null_arguments_of_transforms_are_refused()
    {
        Func<NdArray<float>, NdArray<float>> f = x => Jnp.Sum(x);
        Func<NdArray<float>, NdArray<float>>? none = null;
        Action[] calls =
        [
            () => Jax.Grad(f)(null!), () => Jax.Grad(none!), () => Jax.Vmap(f)(null!), () => Jax.Vmap(none!), () => Jax.Jit(f)(null!), () => Jax.MakeJaxpr(f)(null!), () => Jax.MakeJaxpr((Delegate)f)([null!]),
            () => Jax.Vjp(f, null!), () => Jax.Jvp(f, s_one, null!), () => Jax.EvalShape(f, null!), () => Jax.ValueAndGrad(none!), () => Jax.Vmap(f, null!), () => Jax.Grad((NdArray<float> x, NdArray<float> y) => Jnp.Sum(x * y), (int[])null!), () => Jax.StopGradient<NdArray<float>>(null!),
            () => Lax.Cond(null!, f, f, s_one), () => Lax.Cond(true, none!, f, s_one), () => Lax.ForiLoop(null!, 3, (i, x) => x, s_one), () => Lax.WhileLoop(_ => false, none!, s_one),
        ];
        Assert.All(calls, call => Assert.Throws<ArgumentNullException>(call));
    }

    [Fact]
    public void EvalShape_of_numbers_says_that_they_have_no_shape()
    {
        Assert.Contains("NdArray<Single>", Assert.Throws<NotSupportedException>(() => Jax.EvalShape((NdArray<float> _) => 2f, s_one)).Message);
        Assert.Equal(0, Jax.EvalShape((NdArray<float> x) => Jnp.Sum(x), s_one).Rank);
        Assert.Equal([1, 1], Jax.EvalShape((Layer l) => (l.Weights, l.Scale), new Layer(s_one) { Scale = s_two }) is var shapes ? [shapes.Weights.Shape[0], shapes.Scale.Shape[0]] : Array.Empty<Dim>());
    }

    [Fact]
    public void Immutable_arrays_and_lists_of_records_are_sequences()
    {
        Assert.Equal([2f, 4f], Doubled(ImmutableArray.Create(s_one, s_two)).Select(x => x.ToArray()[0]));
        Assert.Equal([2f, 4f], Doubled(new List<Model> { new(s_one), new(s_two) }).Select(m => m.Weights.ToArray()[0]));
        Assert.Equal([2f, 4f], Jax.Vmap((List<Model> m) => m)([new(s_one), new(s_two)]).Select(m => 2 * m.Weights.ToArray()[0]));
    }

    [Fact]
    public void The_generator_registers_what_calls_and_signatures_name()
    {
        _ = Jax.StopGradient((new Circle(s_one), new List<Square> { new(s_two) }));
        Assert.IsType<RegisteredPytree<Circle>>(TreeRegistry.Find(typeof(Circle)));
        Assert.IsType<RegisteredPytree<Square>>(TreeRegistry.Find(typeof(Square)));
        Assert.IsType<RegisteredPytree<Model>>(TreeRegistry.Find(typeof(Model)));
        Assert.IsType<RegisteredPytree<Link>>(TreeRegistry.Find(typeof(Link)));
        Assert.IsNotType<RegisteredPytree<Layer>>(TreeRegistry.Find(typeof(Layer)));
    }

    [Fact]
    public void Functions_of_derived_and_other_types_fit_by_variance()
    {
        Func<object, NdArray<float>> f = Jax.Jit((object o) => ((Circle)o).Radius * 2);
        Assert.Equal([2f], f(new Circle(s_one)).ToArray());
        Func<object, NdArray<float>> g = Jax.Vmap<Func<object, NdArray<float>>>(o => ((Circle)o).Radius * 2);
        Assert.Equal([4f], g(new Circle(s_two)).ToArray());
    }

    // Every array of a value doubled, then the value through a compiled function that knows nothing of its type.
    private static T Doubled<T>(T value)
    {
        Tree doubled = Typed.Result(value).Map(x => SrcGenJit.Erased.Lax.Add(x, x));
        return Jax.Jit((T x) => x)(Typed.Value<T>(doubled));
    }

    public record Model(NdArray<float> Weights);

    public static class Inner
    {
        public record Model(NdArray<float> Weights);
    }

    public record Deeper(NdArray<float> Weights, NdArray<float> More) : Model(Weights);

    public interface IShape;

    public record Circle(NdArray<float> Radius) : IShape;

    public record Square(NdArray<float> Side) : IShape;

    public record Layer(NdArray<float> Weights)
    {
        private NdArray<float>? _remembered;

        public NdArray<float>? Bias { get; init; }

        public required NdArray<float> Scale { get; set; }

        public List<NdArray<float>> Hidden { get; } = [];

        public NdArray<float>? Remembered => _remembered;

        public void Remember(NdArray<float> value) => _remembered = value;
    }

    public sealed class Plain
    {
        public NdArray<float>? Weights;

        public List<NdArray<float>> Inner { get; } = [];
    }

    public struct State
    {
        public NdArray<float> Position { get; set; }

        public (NdArray<float>, NdArray<float>) Speed;
    }

    public readonly record struct Fixed(NdArray<float> First, ImmutableArray<NdArray<float>> Rest);

    public record Optional(NdArray<float> X, int? A, int? B);

    public record Link(NdArray<float> Value, Link? Next);

    public record Branch(List<Branch> Children, NdArray<float> Value);

    public sealed class Cycle
    {
        public Cycle? Next { get; set; }
    }

    public record Late(NdArray<float> A, NdArray<float> B, string Name);

    public record Outer(Late Late);

    public record Named(NdArray<float> X, string Name);

    public record Moded(NdArray<float> X, DayOfWeek Mode);
}
