// The C# that each construct becomes, reviewed as files beside this one.
using System.Linq;
using System.Runtime.CompilerServices;
using Xunit;

namespace Generator.Tests.Emission;

public class KernelSnapshots
{
    [Fact]
    public void Elementwise() => Verify("""
        { lambda ; x:f32[n]. let
            b:f32[n] = sin x
            c:f32[n] = cos x
            d:f32[n] = add b c
          in (d,) }
        """);

    // More functions than the JIT would inline into one method: the longest are called.
    [Fact]
    public void Many_functions() => Verify("""
        { lambda ; x:f32[n] y:f32[n]. let
            a:f32[n] = sin x
            b:f32[n] = cos x
            c:f32[n] = tan y
            d:f32[n] = exp a
            e:f32[n] = atan2 c d
            f:f32[n] = log1p y
            g:f32[n] = add b e
            h:f32[n] = mul f g
          in (h,) }
        """);

    [Fact]
    public void Signature() => VerifyAll("""
        { lambda ; in:f32[n] x:f32[n]. let
            b:f32[n] = mul in 2.0:f32[]
            c:f32[n] = add b x
          in (c, b) }
        """);

    [Fact]
    public void Broadcast() => Verify("""
        { lambda ; a:f32[4,3] b:f32[3]. let
            c:f32[1,3] = broadcast_in_dim[broadcast_dimensions=(1,) shape=(1, 3) sharding=None] b
            d:f32[4,3] = mul a c
          in (d,) }
        """);

    [Fact]
    public void Mixed_element_types() => Verify("""
        { lambda ; a:f32[n] b:f64[n] c:bool[n] d:u32[n]. let
            e:f64[n] = convert_element_type[new_dtype=float64 weak_type=False] a
            f:f64[n] = add e b
            g:bool[n] = gt f 0.5:f64[]
            h:bool[n] = and c g
            i:u32[n] = add d 1:u32[]
            j:f32[n] = convert_element_type[new_dtype=float32 weak_type=False] i
            k:f32[n] = select_n h a j
          in (k, h, f) }
        """);

    [Fact]
    public void Row_reduction() => Verify("""
        { lambda ; a:f32[m,n]. let
            b:f32[m,n] = square a
            c:f32[m] = reduce_sum[axes=(1,) out_sharding=None] b
            d:f32[m] = sqrt c
          in (d,) }
        """);

    [Fact]
    public void Column_reduction() => Verify("""
        { lambda ; a:f32[m,n]. let
            b:f32[n] = reduce_max[axes=(0,) out_sharding=None] a
          in (b,) }
        """);

    [Fact]
    public void Reductions_of_two_widths() => Verify("""
        { lambda ; a:f32[100] b:f64[100]. let
            c:f32[] = reduce_sum[axes=(0,) out_sharding=None] a
            d:f64[] = reduce_sum[axes=(0,) out_sharding=None] b
            e:bool[100] = gt a 0.0:f32[]
            f:bool[] = reduce_and[axes=(0,) out_sharding=None] e
          in (c, d, f) }
        """);

    [Fact]
    public void Reduction_of_leading_and_trailing_axes() => Verify("""
        { lambda ; a:f32[2,3,5]. let
            b:f32[3] = reduce_sum[axes=(0, 2) out_sharding=None] a
          in (b,) }
        """);

    [Fact]
    public void Softmax() => Verify("""
        { lambda ; a:f32[m,n]. let
            b:f32[m] = reduce_max[axes=(1,) out_sharding=None] a
            c:f32[m,1] = broadcast_in_dim[broadcast_dimensions=(0,) shape=(m, 1) sharding=None] b
            d:f32[m,n] = sub a c
            e:f32[m,n] = exp d
            f:f32[m] = reduce_sum[axes=(1,) out_sharding=None] e
            g:f32[m,1] = broadcast_in_dim[broadcast_dimensions=(0,) shape=(m, 1) sharding=None] f
            h:f32[m,n] = div e g
          in (h,) }
        """);

    [Fact]
    public void Transpose() => Verify("""
        { lambda ; a:f32[5,7]. let
            b:f32[7,5] = transpose[permutation=(1, 0)] a
            c:f32[7,5] = exp b
          in (c,) }
        """);

    [Fact]
    public void Pad_and_concatenate() => Verify("""
        { lambda ; a:f32[5] b:f32[3]. let
            c:f32[8] = concatenate[dimension=0] a b
            d:f32[11] = pad[padding_config=((1, 2, 0),)] c 0.5:f32[]
          in (d,) }
        """);

    [Fact]
    public void Slice_and_index() => Verify("""
        { lambda ; a:i32[20]. let
            b:i32[5] = slice[limit_indices=(20,) start_indices=(1,) strides=(4,)] a
            c:i32[5] = iota[dimension=0 dtype=int32 shape=(5,) sharding=None]
            d:i32[5] = add b c
          in (d,) }
        """);

    [Fact]
    public void Gather() => Verify("""
        { lambda ; a:f32[10,4] b:i32[3,1]. let
            c:f32[3,4] = gather[
              dimension_numbers=GatherDimensionNumbers(offset_dims=(1,), collapsed_slice_dims=(0,), start_index_map=(0,), operand_batching_dims=(), start_indices_batching_dims=())
              fill_value=None
              indices_are_sorted=False
              mode=GatherScatterMode.FILL_OR_DROP
              slice_sizes=(1, 4)
              unique_indices=False
            ] a b
          in (c,) }
        """);

    [Fact]
    public void Scatter() => Verify("""
        { lambda ; a:f32[10] b:i32[3,1] c:f32[3]. let
            d:f32[10] = scatter-add[
              dimension_numbers=ScatterDimensionNumbers(update_window_dims=(), inserted_window_dims=(0,), scatter_dims_to_operand_dims=(0,), operand_batching_dims=(), scatter_indices_batching_dims=())
              indices_are_sorted=False
              mode=GatherScatterMode.FILL_OR_DROP
              unique_indices=False
              update_consts=()
              update_jaxpr={ lambda ; e:f32[] f:f32[]. let g:f32[] = add e f in (g,) }
            ] a b c
          in (d,) }
        """);

    [Fact]
    public void Matrix_product() => Verify("""
        { lambda ; a:f32[m,k] b:f32[k,n] c:f32[n]. let
            d:f32[m,n] = dot_general[
              dimension_numbers=(([1], [0]), ([], []))
              preferred_element_type=float32
            ] a b
            e:f32[1,n] = broadcast_in_dim[broadcast_dimensions=(1,) shape=(1, n) sharding=None] c
            f:f32[m,n] = add d e
            g:f32[m,n] = tanh f
          in (g,) }
        """);

    [Fact]
    public void Scan() => Verify("""
        { lambda ; a:f32[3] b:f32[10,3]. let
            c:f32[3] d:f32[10,3] = scan[
              jaxpr={ lambda ; e:f32[3] f:f32[3]. let
                  g:f32[3] = mul e 0.5:f32[]
                  h:f32[3] = add g f
                in (h, g) }
              length=10
              num_carry=1
              num_consts=0
              reverse=False
              unroll=1
            ] a b
          in (c, d) }
        """);

    [Fact]
    public void While() => Verify("""
        { lambda ; a:f32[]. let
            b:f32[] = while[
              body_jaxpr={ lambda ; c:f32[]. let d:f32[] = mul c 2.0:f32[] in (d,) }
              body_nconsts=0
              cond_jaxpr={ lambda ; e:f32[]. let f:bool[] = lt e 100.0:f32[] in (f,) }
              cond_nconsts=0
            ] a
          in (b,) }
        """);

    [Fact]
    public void Functions_of_numbers() => Verify("""
        { lambda ; a:f64[] b:f32[] c:i32[]. let
            d:f64[] = exp a
            e:f64[] = pow d 2.5:f64[]
            f:f64[] = sqrt e
            g:f64[] = max f 1.0:f64[]
            h:f32[] = floor b
            i:f32[] = abs h
            j:f32[] = sin i
            k:i32[] = min c 7:i32[]
          in (g, j, k) }
        """);

    [Fact]
    public void Cond() => Verify("""
        { lambda ; a:i32[] b:f32[n]. let
            c:f32[n] = cond[
              branches=(
                { lambda ; d:f32[n]. let e:f32[n] = sin d in (e,) }
                { lambda ; d:f32[n]. let e:f32[n] = neg d in (e,) }
              )
            ] a b
          in (c,) }
        """);

    private static void Verify(string text, [CallerFilePath] string path = "", [CallerMemberName] string member = "") => VerifyAll(text, kernelOnly: true, path, member);

    private static void VerifyAll(string text, bool kernelOnly = false, [CallerFilePath] string path = "", [CallerMemberName] string member = "")
    {
        JaxprRun run = JaxprFiles.Run(JaxprFiles.File("Programs/f.jaxpr", text));
        Assert.Empty(run.Diagnostics);
        Snapshot.Verify(run.Sources.Where(s => !kernelOnly || s.Hint.StartsWith("Kernels/")), path, member);
    }
}
