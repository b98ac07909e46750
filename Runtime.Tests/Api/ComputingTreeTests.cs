// Types whose constructor or properties compute or check: as trees they are their fields, made without any of that code, whether or not the generator sees the calls.
using System;
using SrcGenJit;
using SrcGenJit.Core;
using Xunit;

namespace Runtime.Tests.Api;

public class ComputingTreeTests
{
    private static readonly NdArray<float> s_x = new([8f]);

    [Fact]
    public void What_a_constructor_computes_is_computed_once()
    {
        Assert.Equal([4f], Jax.Jit((Halved h) => h)(new Halved(s_x)).W.ToArray());
        Assert.Equal([8f], Jax.Grad((Halved h) => Jnp.Sum(h.W * h.W))(new Halved(s_x)).W.ToArray());
        Assert.Equal([4f], Jax.Vmap((Halved h) => h)(new Halved(s_x)).W.ToArray());
    }

    [Fact]
    public void What_accessors_compute_is_computed_once()
    {
        Assert.Equal([16f], Jax.Jit((Reading r) => r)(new Reading { W = s_x }).W.ToArray());
        Assert.Equal([4f], Jax.Jit((Writing r) => r)(new Writing { W = s_x }).W.ToArray());
        Assert.Equal([2f], Jax.Grad((Reading r) => Jnp.Sum(r.W))(new Reading { W = s_x }) is { } g ? (g.W / 2f).ToArray() : []);
    }

    [Fact]
    public void What_a_constructor_checks_is_not_checked_of_tracers()
    {
        Assert.Equal([8f], Jax.Jit((Positive p) => p)(new Positive(s_x)).W.ToArray());
        Assert.Equal([1f], Jax.Grad((Positive p) => Jnp.Sum(p.W))(new Positive(s_x)).W.ToArray());
        Assert.Equal([3f, 7f], Jax.Vmap((Matrix m) => Jnp.Sum(m.W))(new Matrix(new([1f, 2, 3, 4], [2, 2]))).ToArray());
    }

    [Fact]
    public void Compiled_methods_leave_such_types_alone()
    {
        Assert.Equal([4f], Same(new Halved(s_x)).W.ToArray());
        Assert.Equal([12f], Tripled(new Halved(s_x)).ToArray());
    }

    [Fact]
    public void A_registration_that_reads_fewer_parts_than_it_writes_is_refused()
    {
        TreeRegistry.Register<Uneven>("Uneven", static (u, writer) => { writer.Add(u.A); writer.Add(u.B); }, static reader => new Uneven(reader.Next<NdArray<float>>(), null!));
        Assert.Contains("wrote 2 parts and reads 1", Assert.Throws<InvalidOperationException>(() => Jax.Jit((Uneven u) => u.A)(new Uneven(s_x, s_x))).Message);
    }

#pragma warning disable SGJ007, SGJ008 // That they are refused is what is tested.
    [Jit]
    internal static Halved Same(Halved h) => h;

    [Jit]
    internal static NdArray<float> Tripled(Halved h) => h.W * 3f;
#pragma warning restore SGJ007, SGJ008

    public sealed class Halved(NdArray<float> w)
    {
        public NdArray<float> W { get; } = w / 2f;
    }

    public sealed class Reading
    {
        public required NdArray<float> W { get => field * 2f; set; }
    }

    public sealed class Writing
    {
        public required NdArray<float> W { get; set => field = value / 2f; }
    }

    public sealed class Positive
    {
        public Positive(NdArray<float> w)
        {
            if ((float)Jnp.Min(w) < 0)
            {
                throw new ArgumentException("negative");
            }
            W = w;
        }

        public NdArray<float> W { get; }
    }

    public sealed class Matrix(NdArray<float> w)
    {
        public NdArray<float> W { get; } = w.Rank == 2 ? w : throw new ArgumentException("no matrix");
    }

    public record Uneven(NdArray<float> A, NdArray<float> B);
}
