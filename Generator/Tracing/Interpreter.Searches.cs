// Binary searches of sorted arrays, step by step as .NET takes them: of equal items, and in arrays that are not sorted, it finds what .NET finds.
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    // The place of an item, or the complement of where it belongs.
    private Value.Scalar BinarySearch(IOperation place, Value.Reference array, Value wanted)
    {
        NdArray items = ToNumbers(place, array).Data, value = As(place, Lift(place, wanted), Aval.Scalar(items.Dtype)), length = As(place, Lift(place, LengthOf(place, array)), Aval.Scalar(DType.Int32));
        return new Value.Scalar(Core(place, () =>
        {
            NdArray zero = Lax.Const(length, 0), one = Lax.Const(length, 1);
            Tree end = Lax.WhileLoop(
                bounds => Lax.Le(Part(bounds, 0), Part(bounds, 1)),
                bounds =>
                {
                    (NdArray low, NdArray high) = (Part(bounds, 0), Part(bounds, 1));
                    NdArray middle = Lax.Add(low, Lax.ShiftRightArithmetic(Lax.Sub(high, low), one));
                    NdArray item = Lax.Reshape(Lax.SliceAt(items, [middle], Shape.Of([1])), Shape.Scalar);
                    (NdArray less, NdArray equal) = (Lax.Lt(item, value), Lax.Eq(item, value));
                    if (items.Dtype.IsFloat)
                    {
                        // NaN is itself, and below everything.
                        (NdArray itemIsNaN, NdArray valueIsNaN) = (Lax.Ne(item, item), Lax.Ne(value, value));
                        less = Lax.BitwiseOr(less, Lax.BitwiseAnd(itemIsNaN, Lax.BitwiseNot(valueIsNaN)));
                        equal = Lax.BitwiseOr(equal, Lax.BitwiseAnd(itemIsNaN, valueIsNaN));
                    }
                    // Where it is found, nothing is left to search.
                    return Tree.Tuple(
                        Lax.Select(equal, middle, Lax.Select(less, Lax.Add(middle, one), low)),
                        Lax.Select(equal, Lax.Sub(middle, one), Lax.Select(less, high, Lax.Sub(middle, one))),
                        Lax.BitwiseOr(Part(bounds, 2), equal));
                },
                Tree.Tuple(zero, Lax.Sub(length, one), Lax.Lt(one, zero)));
            NdArray at = Part(end, 0);
            return Weak(Lax.Select(Part(end, 2), at, Lax.BitwiseNot(at)));
        }));

        static NdArray Part(Tree tree, int index) => ((Tree.Leaf)((Tree.Node)tree).Children[index]).Value;
    }
}
