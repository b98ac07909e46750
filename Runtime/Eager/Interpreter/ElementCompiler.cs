// Turns index and element expressions into delegates over a vector of loop indices.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

internal sealed class ElementCompiler(Dictionary<Atom, NdArray> sources)
{
    public Func<long[], T> Value<T>(ValueExpr value)
        where T : unmanaged
    {
        switch (value)
        {
            case ValueExpr.Element element:
                NdArray source = Source(element.Source);
                T[] data = Storage.Of<T>(source);
                Func<long[], long> offset = Offset(element, source);
                return index => data[offset(index)];
            case ValueExpr.Constant constant:
                T fixedValue = Storage.Of<T>(new NdArray(constant.Value, weak: false))[0];
                return _ => fixedValue;
            case ValueExpr.OfIndex ofIndex:
                Func<long[], long> position = Index(ofIndex.Index);
                return index => FromLong<T>(position(index));
            case ValueExpr.Where where:
                (Func<long[], long> Index, long Extent)[] conditions = where.Conditions.Select(c => (Index(c.Index), c.Extent.Value)).ToArray();
                Func<long[], T> then = Value<T>(where.Then), otherwise = Value<T>(where.Else);
                return index =>
                {
                    foreach ((Func<long[], long> at, long extent) in conditions)
                    {
                        if ((ulong)at(index) >= (ulong)extent)
                        {
                            return otherwise(index);
                        }
                    }
                    return then(index);
                };
            default:
                throw new InvalidOperationException($"a movement rule gave {value.GetType().Name}, which the interpreter does not evaluate by element");
        }
    }

    public Func<long[], long> Index(IndexExpr index)
    {
        switch (index)
        {
            case IndexExpr.Constant constant:
                long size = constant.Size.Value;
                return _ => size;
            case IndexExpr.Loop loop:
                int axis = loop.Axis;
                return at => at[axis];
            case IndexExpr.Add add:
                Func<long[], long> left = Index(add.Left), right = Index(add.Right);
                return at => left(at) + right(at);
            case IndexExpr.Mul mul:
                Func<long[], long> inner = Index(mul.Left);
                long factor = mul.Factor.Value;
                return at => inner(at) * factor;
            case IndexExpr.FloorDiv div:
                Func<long[], long> dividend = Index(div.Left);
                long divisor = div.Divisor.Value;
                return at => FloorDiv(dividend(at), divisor);
            case IndexExpr.Mod mod:
                Func<long[], long> value = Index(mod.Left);
                long modulus = mod.Divisor.Value;
                return at => value(at) - modulus * FloorDiv(value(at), modulus);
            case IndexExpr.Clamp clamp:
                Func<long[], long> free = Index(clamp.Inner);
                long low = clamp.Low.Value, high = clamp.High.Value;
                return at => Math.Max(low, Math.Min(high, free(at)));
            case IndexExpr.OfData data:
                return Integer(data.Element);
            default:
                throw new InvalidOperationException($"unknown index expression {index.GetType().Name}");
        }
    }

    private static long FloorDiv(long a, long b)
    {
        long quotient = a / b;
        return a % b != 0 && (a < 0) != (b < 0) ? quotient - 1 : quotient;
    }

    private static T FromLong<T>(long value)
        where T : unmanaged
    {
        if (typeof(T) == typeof(float))
        {
            return (T)(object)(float)value;
        }
        if (typeof(T) == typeof(double))
        {
            return (T)(object)(double)value;
        }
        if (typeof(T) == typeof(int))
        {
            return (T)(object)unchecked((int)value);
        }
        if (typeof(T) == typeof(uint))
        {
            return (T)(object)unchecked((uint)value);
        }
        return typeof(T) == typeof(long) ? (T)(object)value
            : typeof(T) == typeof(bool) ? (T)(object)(value != 0)
            : throw new NotSupportedException($"positions as {typeof(T).Name} are not in this version");
    }

    private Func<long[], long> Integer(ValueExpr value)
    {
        if (value.DType == DType.Int32)
        {
            Func<long[], int> at = Value<int>(value);
            return index => at(index);
        }
        if (value.DType == DType.Int64)
        {
            return Value<long>(value);
        }
        if (value.DType == DType.UInt32)
        {
            Func<long[], uint> at = Value<uint>(value);
            return index => at(index);
        }
        if (value.DType == DType.Bool)
        {
            Func<long[], bool> flag = Value<bool>(value);
            return index => flag(index) ? 1 : 0;
        }
        throw new InvalidOperationException($"an index of type {value.DType.Name} is not an integer");
    }

    private Func<long[], long> Offset(ValueExpr.Element element, NdArray source)
    {
        Func<long[], long>[] indices = element.Index.Select(Index).ToArray();
        int[] shape = source.Shape.ToInts();
        return index =>
        {
            long offset = 0;
            for (int axis = 0; axis < shape.Length; axis++)
            {
                offset = offset * shape[axis] + indices[axis](index);
            }
            return offset;
        };
    }

    private NdArray Source(Atom atom) =>
        sources.TryGetValue(atom, out NdArray? found)
            ? found
            : atom is Literal literal ? new NdArray(literal.Value, literal.Aval.Weak) : throw new InvalidOperationException("a movement rule reads a variable that is not an operand");
}
