// Methods that cannot be traced: each gives one diagnostic at the exact expression, and the rest of the build goes on.
using System.Linq;
using Xunit;

namespace Generator.Tests.Diagnostics;

public class BadMethods
{
    [Fact]
    public void If_on_a_traced_number_compiles() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x, float t)
        {
            if (t > 0)
            {
                return x;
            }
            return -x;
        }
        """);

    [Fact]
    public void While_on_a_traced_number_compiles() => Markup.VerifyMembers("""
        [Jit] internal static float f(float t)
        {
            while (t > 1)
            {
                t = t / 2;
            }
            return t;
        }
        """);

    [Fact]
    public void If_on_an_array() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("")] NdArray<float> x)
        {
            if ({|SGJ102:x > 0|})
            {
                return x;
            }
            return -x;
        }
        """);

    [Theory]
    [InlineData("{|SGJ104:lock (new object()) { return x; }|}")]
    [InlineData("unsafe { int i = 1; int* p = &i; return {|SGJ104:*p|} + x; }")]
    [InlineData("dynamic d = x; return {|SGJ104:d.Foo()|};")]
    [InlineData("TypedReference s = {|SGJ104:__makeref(x)|}; return x;")]
    public void Unsupported_statements_and_expressions(string body) => Markup.VerifyMembers($"[Jit] internal static NdArray<float> f(NdArray<float> x) {{ {body} }}");

    [Fact]
    public void A_call_of_a_method_without_source() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x) => x * {|SGJ101:Environment.TickCount|};
        [Jit] internal static NdArray<float> g(NdArray<float> x) => x * {|SGJ101:Convert.ToSingle("1")|};
        [Jit] internal static double h(double x) => {|SGJ101:Math.ReciprocalEstimate(x)|};
        """);

    [Fact]
    public void In_a_helper_the_call_is_marked_and_the_offence_is_an_additional_location()
    {
        GeneratorRun run = Markup.VerifyMembers(
            "[Jit] internal static NdArray<float> f(NdArray<float> x) => 2 * {|SGJ101:Helper.Twice(x)|};",
            """
            using SrcGenJit;
            static class Helper
            {
                internal static NdArray<float> Twice(NdArray<float> x) => Scale(x);
                private static NdArray<float> Scale(NdArray<float> x) => System.Environment.TickCount * x;
            }
            """);
        Assert.Equal(["System.Environment.TickCount", "Scale(x)"], run.Analyzer[0].AdditionalLocations.Select(l => l.SourceTree!.GetText().ToString(l.SourceSpan)));
    }

    [Fact]
    public void Writes_that_outlive_the_call() => Markup.VerifyMembers("""
        internal static int Count;
        internal static float[] Data = new float[3];
        [Jit] internal static NdArray<float> f(NdArray<float> x) { {|SGJ103:Count|} = 1; return x; }
        [Jit] internal static NdArray<float> g(NdArray<float> x) { {|SGJ103:Count|}++; return x; }
        [Jit] internal static NdArray<float> h(NdArray<float> x) { {|SGJ103:Data[0]|} = 1; return x; }
        [Jit] internal static NdArray<float> p(NdArray<float> x) { {|SGJ103:Console.WriteLine(x)|}; return x; }
        """);

    [Fact]
    public void Results_that_are_no_arrays() => Markup.VerifyMembers("""
        [Jit] internal static string {|SGJ008:f|}(NdArray<float> x) => "no array";
        [Jit] internal static void {|SGJ008:g|}(NdArray<float> x) { }
        [Jit] internal static IEnumerable<NdArray<float>> {|SGJ008:h|}(NdArray<float> x) => [x];
        """);

    [Fact]
    public void Parameters_that_are_no_arrays() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x, string {|SGJ007:name|}) => x;
        [Jit] internal static NdArray<float> g(Func<float> {|SGJ007:make|}, NdArray<float> x) => x;
        """);

    [Fact]
    public void Shapes_that_do_not_fit() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("2 3")] NdArray<float> x, [Shape("4 5")] NdArray<float> y) => 1 + {|SGJ201:Jnp.Matmul(x, y)|};
        [Jit] internal static NdArray<float> g([Shape("2 3")] NdArray<float> x, [Shape("4")] NdArray<float> y) => {|SGJ201:x + y|};
        [Jit] internal static NdArray<float> h([Shape("n")] NdArray<float> x) => {|SGJ201:Jnp.Sum(x, axis: 1)|};
        """);

    [Fact]
    public void Shapes_that_are_not_declared() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x) => {|SGJ202:Jnp.Reshape(x, [(int)x.Shape[0] + 1, 2])|};
        """);

    [Fact]
    public void The_attributes_to_write_are_shown_for_each_parameter_and_member()
    {
        GeneratorRun run = Markup.VerifyMembers("""
            public record Layer(NdArray<float> W, NdArray<float> B);
            [Jit] internal static NdArray<float> f(NdArray<float> x, Layer layer) => {|SGJ202:Jnp.Reshape(Jnp.Matmul(x, layer.W) + layer.B, [(int)layer.B.Shape[0] + 1, 2])|};
            """);
        Assert.Contains("declare them, for example: [Shape(\"n d\")] x, [Shape(\"d m\")] layer.W, [Shape(\"m\")] layer.B", run.Analyzer[0].GetMessage(System.Globalization.CultureInfo.InvariantCulture));
    }

    [Fact]
    public void Shapes_that_cannot_fit_whatever_is_undeclared() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("2 3")] NdArray<float> x, [Shape("4 5")] NdArray<float> y, NdArray<float> z) => {|SGJ201:Jnp.Matmul(x, y)|} + z;
        """);

    [Fact]
    public void Shapes_that_were_inferred_are_shown_at_the_method() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> {|SGJ903:f|}(NdArray<float> x, NdArray<float> w) => Jnp.Matmul(x, w);
        """);

    [Fact]
    public void A_shape_that_cannot_be_read() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([{|SGJ009:Shape("n +")|}] NdArray<float> x) => x;
        """);

    [Fact]
    public void A_result_of_another_shape_than_declared() => Markup.VerifyMembers("""
        [Jit] [return: Shape("m")] internal static NdArray<float> {|SGJ204:f|}([Shape("n")] NdArray<float> x) => x;
        """);

    [Fact]
    public void A_comparison_of_dimensions_that_is_not_decided_is_made_at_run_time() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("n")] NdArray<float> x) => (int)x.Shape[0] > 4 ? x : -x;
        """);

    [Fact]
    public void A_method_that_throws_on_every_call() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x) { {|SGJ108:throw new InvalidOperationException();|} }
        [Jit] internal static NdArray<float> g([Shape("3")] NdArray<float> x) => x.Rank == 2 ? x : {|SGJ108:throw new ArgumentException("rank")|};
        [Jit] internal static NdArray<float> h(NdArray<float> x) { int[] a = [1, 2]; return x * {|SGJ108:a[2]|}; }
        """);

    [Fact]
    public void A_number_that_must_be_known() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("n m")] NdArray<float> x, int axis) => {|SGJ106:Jnp.Sum(x, axis: axis)|};
        """);

    [Fact]
    public void A_static_argument_that_is_not_constant() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("n m")] NdArray<float> x, [Static] int axis) => Jnp.Sum(x, axis: axis);
        internal static NdArray<float> Good(NdArray<float> x) => f(x, 1);
        internal static NdArray<float> Bad(NdArray<float> x, int axis) => {|SGJ012:f(x, axis)|};
        """);

    [Fact]
    public void Integer_division_by_a_traced_number_is_a_guard() => Markup.VerifyMembers("""
        [Jit] internal static int f(int a, int b) => a / b;
        [Jit] internal static int g(int a, int b) => a % b;
        [Jit] internal static int h(int a, int b) => checked(a + b);
        """);

    [Fact]
    public void A_tracer_that_leaves_its_transform() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("n")] NdArray<float> x)
        {
            NdArray<float> kept = x;
            NdArray<float> g = Jax.Grad((NdArray<float> v) => { {|SGJ103:kept|} = v * 2; return Jnp.Sum(v); })(x);
            return g + kept;
        }
        """);

    [Fact]
    public void A_transform_that_cannot_be_applied() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f([Shape("n")] NdArray<float> x) => {|SGJ301:Jax.Grad((NdArray<float> v) => v * 2)(x)|};
        """);

    [Fact]
    public void Methods_that_cannot_be_compiled_whatever_they_do() => Markup.Verify("""
        class D
        {
            [Jit] internal virtual NdArray<float> {|SGJ003:v|}(NdArray<float> x) => x;
            [Jit] internal static async Task<NdArray<float>> {|SGJ004:a|}(NdArray<float> x) { await Task.Yield(); return x; }
            [Jit] internal static IEnumerable<NdArray<float>> {|SGJ005:i|}(NdArray<float> x) { yield return x; }
            [Jit] internal static NdArray<float> r(ref NdArray<float> {|SGJ006:x|}) => x;
            [Jit] internal static NdArray<float> o(NdArray<float> x, out NdArray<float> {|SGJ006:n|}) { n = x; return x; }
            [Jit] internal static float s(Span<char> {|SGJ006:x|}) => x[0];
            [Jit] internal static ref NdArray<float> {|SGJ006:rr|}(NdArray<float>[] x) => ref x[0];
            [Jit, System.Runtime.InteropServices.DllImport("none")] internal static extern float {|SGJ010:e|}(float x);
            internal static NdArray<float> Local(NdArray<float> x)
            {
                return f(x);
                [Jit] static NdArray<float> {|SGJ002:f|}(NdArray<float> x) => x;
            }
        }
        interface I
        {
            [Jit] NdArray<float> {|SGJ003:m|}(NdArray<float> x);
        }
        """);

    [Fact]
    public void A_method_that_becomes_a_delegate_outside_of_Jax() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<float> f(NdArray<float> x) => x * 2;
        internal static object Good(NdArray<float> x) => Jax.MakeJaxpr(f)(x);
        internal static NdArray<float>[] Each(NdArray<float>[] x) => [.. x.Select({|SGJ901:f|})];
        internal static Func<NdArray<float>, NdArray<float>> Kept = {|SGJ901:f|};
        """);

    [Fact]
    public void A_generic_method_says_once_what_is_wrong_with_all_its_forms() => Markup.VerifyMembers("""
        [Jit] internal static NdArray<T> f<T>(NdArray<T> x) where T : unmanaged => {|SGJ101:Environment.TickCount|} == 0 ? x : x;
        internal static NdArray<float> a(NdArray<float> x) => f(x);
        internal static NdArray<double> b(NdArray<double> x) => f(x);
        [Jit] internal static async Task<NdArray<T>> {|SGJ004:g|}<T>(NdArray<T> x) where T : unmanaged { await Task.Yield(); return x; }
        """);
}
