// Shape rules of the movement primitives, with JAX's messages. Dimensions may be symbolic: what cannot be decided is not an error.
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static partial class Movement
{
    public static Aval[] BroadcastShape(Primitive self, Aval[] inputs, Params parameters)
    {
        Aval operand = inputs[0];
        Shape shape = Shape.Of(parameters.Dims("shape"));
        int[] dims = parameters.Ints("broadcast_dimensions");
        if (dims.Length != operand.Rank)
        {
            ShapeInference.NeedsRank(operand.Shape, dims.Length);
            throw new ShapeException(
                $"broadcast_in_dim broadcast_dimensions must have length equal to operand ndim; got broadcast_dimensions {Axes.Text(dims)} for operand ndim {operand.Rank}.");
        }
        if (shape.Rank < operand.Rank)
        {
            throw new ShapeException(
                "broadcast_in_dim target broadcast shape must have equal or higher rank to the operand shape; "
                + $"got operand ndim {operand.Rank} and target broadcast ndim {shape.Rank}.");
        }
        if (dims.Any(d => d < 0 || d >= shape.Rank))
        {
            throw new ShapeException(
                $"broadcast_in_dim broadcast_dimensions must be a subset of output dimensions, got {Axes.Text(dims)} for operand ndim {operand.Rank} and shape {shape}.");
        }
        if (dims.Distinct().Count() != dims.Length)
        {
            throw new ShapeException($"broadcast_in_dim broadcast_dimensions must not contain duplicates, got broadcast_dimensions {Axes.Text(dims)}");
        }
        return Enumerable.Range(0, operand.Rank).All(i => operand.Shape[i].Equals(1) || operand.Shape[i].Agrees(shape[dims[i]]))
            ? [operand.WithShape(shape)]
            : throw new ShapeException(
                "broadcast_in_dim operand dimension sizes must either be 1, or be equal to their corresponding dimensions in the target broadcast shape; "
                + $"got operand of shape {operand.Shape}, target broadcast shape {shape}, broadcast_dimensions {Axes.Text(dims)} ");
    }

    public static Aval[] ReshapeShape(Primitive self, Aval[] inputs, Params parameters)
    {
        Shape shape = Shape.Of(parameters.Dims("new_sizes"));
        if (shape.Any(d => ((Dim)0).Exceeds(d)))
        {
            throw new ShapeException($"reshape new_sizes must all be positive, got {shape}.");
        }
        if (parameters["dimensions"] is not null && !parameters.Ints("dimensions").OrderBy(d => d).SequenceEqual(Enumerable.Range(0, inputs[0].Rank)))
        {
            throw new ShapeException(
                $"reshape dimensions must be a permutation of operand dimensions, got dimensions {Axes.Text(parameters.Ints("dimensions"))} for shape {inputs[0].Shape}.");
        }
        return shape.Size.Agrees(inputs[0].Shape.Size)
            ? [inputs[0].WithShape(shape)]
            : throw new ShapeException($"reshape total size must be unchanged, got new_sizes {shape} (size {shape.Size}) for shape {inputs[0].Shape} (size {inputs[0].Shape.Size}).");
    }

    public static Aval[] SqueezeShape(Primitive self, Aval[] inputs, Params parameters)
    {
        int[] dims = parameters.Ints("dimensions");
        Shape shape = inputs[0].Shape;
        if (dims.Distinct().Count() != dims.Length)
        {
            throw new ShapeException($"dimensions are not unique: {Axes.Text(dims)}");
        }
        if (dims.Any(d => d < 0 || d >= shape.Rank))
        {
            throw new ShapeException($"dimensions outside range [0, ndim): {Axes.Text(dims)}");
        }
        return dims.All(d => shape[d].Agrees(1))
            ? [inputs[0].WithShape(Shape.Of(Axes.Without(shape.Rank, dims).Select(i => shape[i])))]
            : throw new ShapeException($"cannot select an axis to squeeze out which has size not equal to one, got shape={shape} and dimensions={Axes.Text(dims)}");
    }

    public static Aval[] TransposeShape(Primitive self, Aval[] inputs, Params parameters)
    {
        int[] permutation = parameters.Ints("permutation");
        Shape shape = inputs[0].Shape;
        return permutation.OrderBy(i => i).SequenceEqual(Enumerable.Range(0, shape.Rank))
            ? [inputs[0].WithShape(Shape.Of(permutation.Select(i => shape[i])))]
            : throw new ShapeException(
                $"transpose permutation isn't a permutation of operand dimensions, got permutation {Axes.Text(permutation)} for operand shape {shape}.");
    }

    public static Aval[] RevShape(Primitive self, Aval[] inputs, Params parameters)
    {
        int[] axes = parameters.Ints("dimensions");
        return axes.Distinct().Count() != axes.Length
            ? throw new ShapeException($"rev dimensions must be unique, got {Axes.Text(axes)}.")
            : axes.Any(a => a < 0 || a >= inputs[0].Rank)
            ? throw new ShapeException($"rev dimensions must all be less than operand ndim, got dimensions {Axes.Text(axes)} for operand ndim {inputs[0].Rank}.")
            : inputs;
    }

    public static Aval[] SliceShape(Primitive self, Aval[] inputs, Params parameters)
    {
        Shape shape = inputs[0].Shape, start = Shape.Of(parameters.Dims("start_indices")), limit = Shape.Of(parameters.Dims("limit_indices"));
        if (start.Rank != shape.Rank)
        {
            ShapeInference.NeedsRank(shape, start.Rank);
            throw new ShapeException(
                $"slice start_indices must have length equal to the number of dimensions of the operand, got indices {start} for operand shape {shape}.");
        }
        if (limit.Rank != start.Rank)
        {
            throw new ShapeException($"slice limit_indices must have the same length as start_indices, got start_indices {start} and limit_indices {limit}.");
        }
        if (Pairs(limit, shape).Any(p => p.First.Exceeds(p.Second)))
        {
            throw new ShapeException($"slice limit_indices must be less than or equal to operand shape, got limit_indices {limit} for operand shape {shape}.");
        }
        if (start.Any(s => ((Dim)0).Exceeds(s)))
        {
            throw new ShapeException($"slice start_indices must be greater than or equal to zero, got start_indices of {start}.");
        }
        if (Pairs(limit, start).Any(p => p.Second.Exceeds(p.First)))
        {
            throw new ShapeException($"slice limit_indices must be greater than or equal to start_indices, got start_indices {start} and limit_indices {limit}.");
        }
        int[] strides = Strides(parameters, shape.Rank);
        if (strides.Length != shape.Rank)
        {
            throw new ShapeException(
                $"slice strides must have length equal to the number of dimensions of the operand, got strides {Axes.Text(strides)} for operand shape {shape}.");
        }
        return strides.All(s => s > 0)
            ? [inputs[0].WithShape(Shape.Of(strides.Select((s, i) => s == 1 ? limit[i] - start[i] : Dim.FloorDiv(limit[i] - start[i] + (s - 1), s))))]
            : throw new ShapeException($"slice strides must be positive, got {Axes.Text(strides)}");
    }

    private static int[] Strides(Params parameters, int rank) => parameters["strides"] is null ? Enumerable.Repeat(1, rank).ToArray() : parameters.Ints("strides");

    public static Aval[] PadShape(Primitive self, Aval[] inputs, Params parameters)
    {
        Aval operand = inputs[0];
        (Dim Low, Dim High, int Interior)[] config = PaddingConfig(parameters);
        string text = ValueTexts.PaddingConfig(config);
        if (inputs[1].Rank != 0)
        {
            throw new ShapeException($"padding_value must be a scalar; got np.shape(padding_value)={inputs[1].Shape}");
        }
        if (operand.DType != inputs[1].DType)
        {
            throw new ShapeException($"pad operand and padding_value must be same dtype: got {operand.DType} and {inputs[1].DType}.");
        }
        if (config.Length != operand.Rank)
        {
            ShapeInference.NeedsRank(operand.Shape, config.Length);
            throw new ShapeException($"length of padding_config must equal the number of axes of operand, got padding_config {text} for operand shape {operand.Shape}");
        }
        if (config.Any(c => c.Interior < 0))
        {
            throw new ShapeException($"interior padding in padding_config must be nonnegative, got padding_config {text}");
        }
        Shape shape = Shape.Of(config.Select((c, i) => c.Low + c.High + Dilate(operand.Shape[i], c.Interior + 1)));
        return shape.All(d => !((Dim)0).Exceeds(d))
            ? [operand.WithShape(shape) with { Weak = inputs.All(a => a.Weak) }]
            : throw new ShapeException(
                $"Dimension size after padding is not at least 0, got result shape {shape}, for padding_config {text} and operand shape {operand.Shape}");
    }

    private static Dim Dilate(Dim size, int dilation) => dilation == 1 ? size : Dim.Max(0, (Dim)1 + (Dim)dilation * (size - 1));

    private static (Dim Low, Dim High, int Interior)[] PaddingConfig(Params parameters) => parameters.Tuple("padding_config").Items
        .Select(i => ((PyTuple)i!).Items)
        .Select(t => ((Dim)t[0]!, (Dim)t[1]!, (int)(Dim)t[2]!))
        .ToArray();

    public static Aval[] ConcatShape(Primitive self, Aval[] inputs, Params parameters)
    {
        int dimension = parameters.Int("dimension");
        string shapes = string.Join(", ", inputs.Select(a => a.Shape));
        if (inputs.Length == 0)
        {
            throw new ShapeException("concatenate expects at least one operand, got 0.");
        }
        int rank = inputs[0].Rank;
        if (inputs.Any(a => a.Rank != rank))
        {
            foreach (Aval input in inputs)
            {
                ShapeInference.NeedsRank(input.Shape, inputs.Max(a => a.Rank));
            }
            throw new ShapeException($"Cannot concatenate arrays with different numbers of dimensions: got {shapes}.");
        }
        if (dimension < 0 || dimension >= rank)
        {
            throw new ShapeException($"concatenate dimension out of bounds: dimension {dimension} for shapes {shapes}.");
        }
        if (inputs.Any(a => Enumerable.Range(0, rank).Any(i => i != dimension && !a.Shape[i].Agrees(inputs[0].Shape[i]))))
        {
            throw new ShapeException(
                "Cannot concatenate arrays with shapes that differ in dimensions other than the one being concatenated: "
                + $"concatenating along dimension {dimension} for shapes {shapes}.");
        }
        DTypeSets.RequireSame(self.Name, inputs, numpy: "concatenate");
        Dim size = inputs.Aggregate((Dim)0, (sum, a) => sum + a.Shape[dimension]);
        return [new Aval(Shape.Of(inputs[0].Shape.Select((d, i) => i == dimension ? size : d)), inputs[0].DType, inputs.All(a => a.Weak))];
    }

    public static Aval[] IotaShape(Primitive self, Aval[] inputs, Params parameters)
    {
        Shape shape = Shape.Of(parameters.Dims("shape"));
        DType dtype = parameters.DType("dtype");
        DTypeSet.Num.Require("iota", dtype);
        int dimension = parameters.Int("dimension");
        return dimension >= 0 && dimension < shape.Rank
            ? [new Aval(shape, dtype)]
            : throw new ShapeException($"iota dimension must be between 0 and len(shape), got dimension={dimension} for shape={shape}");
    }

    public static Aval[] DimShape(Primitive self, Aval[] inputs, Params parameters) => [Aval.Scalar(parameters.DType("dtype"), weak: true)];

    private static IEnumerable<(Dim First, Dim Second)> Pairs(Shape left, Shape right) => left.Zip(right, (l, r) => (l, r));

    private static class ValueTexts
    {
        public static string PaddingConfig(IReadOnlyList<(Dim Low, Dim High, int Interior)> config) =>
            "(" + string.Join(", ", config.Select(c => $"({c.Low}, {c.High}, {c.Interior})")) + (config.Count == 1 ? ",)" : ")");
    }
}
