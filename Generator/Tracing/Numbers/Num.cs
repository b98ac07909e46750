// A number or bool while a function of the base library is traced: arithmetic on literals is done at once where it is exact on every host, all else becomes equations.
using System;
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace SrcGenJit.Generator.Tracing;

/// <summary>A scalar of one of the element types that <see cref="NumberType.Dtype"/> names, or a bool. Operators are those of C# without its checks; both operands have one type.</summary>
internal readonly partial struct Num(NdArray data)
{
    public NdArray Data { get; } = data;

    public DType Type => Data.Dtype;

    /// <summary>The value where it is known while building.</summary>
    public Scalar? Known => Data.Constant?.AsElement();

    public bool IsFloat => Type.IsFloat;

    public int Bits => Type.ItemSize * 8;

    public static Num Of(Scalar value) => new(new NdArray(value, weak: !value.DType.IsBool));

    public static Num Of(bool value) => Of(Scalar.Of(value));

    public static Num Of(double value, DType type) => Of(Scalar.Of(value, type));

    public static Num Of(long value, DType type) => Of(Scalar.Of(value, type));

    /// <summary>A constant of this number's type.</summary>
    public Num Like(double value) => Of(Scalar.Of(value, Type));

    /// <summary>A constant of this number's type.</summary>
    public Num Like(long value) => Of(Scalar.Of(value, Type));

    public static Num operator +(Num x, Num y) => Arithmetic(x, y, Lax.Add, (a, b) => a + b, (a, b) => a + b);

    public static Num operator -(Num x, Num y) => Arithmetic(x, y, Lax.Sub, (a, b) => a - b, (a, b) => a - b);

    public static Num operator *(Num x, Num y) => Arithmetic(x, y, Lax.Mul, (a, b) => a * b, (a, b) => a * b);

    /// <summary>Of integers: by zero not folded, so that a guard stands before it.</summary>
    public static Num operator /(Num x, Num y) => Arithmetic(x, y, Lax.Div, (a, b) => a / b, x.Type == DType.UInt64 ? (a, b) => (long)((ulong)a / (ulong)b) : (a, b) => b == -1 ? -a : a / b, divides: true);

    /// <summary>The remainder with the sign of the dividend.</summary>
    public static Num operator %(Num x, Num y) => Arithmetic(x, y, Lax.Rem, (a, b) => a % b, x.Type == DType.UInt64 ? (a, b) => (long)((ulong)a % (ulong)b) : (a, b) => b == -1 ? 0 : a % b, divides: true);

    public static Num operator +(Num x, double y) => x + x.Like(y);

    public static Num operator -(Num x, double y) => x - x.Like(y);

    public static Num operator -(double x, Num y) => y.Like(x) - y;

    public static Num operator *(Num x, double y) => x * x.Like(y);

    public static Num operator /(Num x, double y) => x / x.Like(y);

    public static Num operator /(double x, Num y) => y.Like(x) / y;

    public static Num operator -(Num x) => x.Known is { } value
        ? Of(x.IsFloat ? Scalar.Of(-value.Real, x.Type) : Scalar.Of(unchecked(-value.Bits), x.Type))
        : new(Lax.Neg(x.Data));

    public static Num operator ~(Num x) => x.Known is { } value ? Of(x.Type.IsBool ? Scalar.Of(value.Bits == 0) : Scalar.Of(~value.Bits, x.Type)) : new(Lax.BitwiseNot(x.Data));

    public static Num operator !(Num x) => ~x;

    public static Num operator &(Num x, Num y) => x.Type.IsBool && (x.Known ?? y.Known) is { } known
        ? known.Bits == 0 ? Of(false) : x.Known is null ? x : y
        : Logic(x, y, Lax.BitwiseAnd, (a, b) => a & b);

    public static Num operator |(Num x, Num y) => x.Type.IsBool && (x.Known ?? y.Known) is { } known
        ? known.Bits != 0 ? Of(true) : x.Known is null ? x : y
        : Logic(x, y, Lax.BitwiseOr, (a, b) => a | b);

    public static Num operator ^(Num x, Num y) => Logic(x, y, Lax.BitwiseXor, (a, b) => a ^ b);

    public static Num operator &(Num x, long y) => x & x.Like(y);

    public static Num operator |(Num x, long y) => x | x.Like(y);

    public static Num operator ^(Num x, long y) => x ^ x.Like(y);

    public static Num operator <(Num x, Num y) => Compare(x, y, Lax.Lt, order => order < 0);

    public static Num operator >(Num x, Num y) => Compare(x, y, Lax.Gt, order => order > 0);

    public static Num operator <=(Num x, Num y) => Compare(x, y, Lax.Le, order => order <= 0);

    public static Num operator >=(Num x, Num y) => Compare(x, y, Lax.Ge, order => order >= 0);

    public static Num operator <(Num x, double y) => x < x.Like(y);

    public static Num operator >(Num x, double y) => x > x.Like(y);

    public static Num operator <=(Num x, double y) => x <= x.Like(y);

    public static Num operator >=(Num x, double y) => x >= x.Like(y);

    public Num Is(Num other) => Compare(this, other, Lax.Eq, order => order == 0);

    public Num IsNot(Num other) => Compare(this, other, Lax.Ne, order => order != 0, unordered: true);

    public Num Is(double value) => Is(Like(value));

    public Num IsNot(double value) => IsNot(Like(value));

    /// <summary>Shifted by a count that is within the width.</summary>
    public Num ShiftLeft(Num count) => Shift(count, Lax.ShiftLeft, (a, n) => a << n);

    public Num ShiftLeft(int count) => ShiftLeft(Like((long)count));

    /// <summary>The sign moves in for signed types, zeros for unsigned ones.</summary>
    public Num ShiftRight(Num count) => Type.Kind == DTypeKind.UInt ? ShiftRightLogical(count) : Shift(count, Lax.ShiftRightArithmetic, (a, n) => a >> n);

    public Num ShiftRight(int count) => ShiftRight(Like((long)count));

    /// <summary>Zeros move in.</summary>
    public Num ShiftRightLogical(Num count)
    {
        bool narrow = Bits == 32;
        return Shift(count, Lax.ShiftRightLogical, (a, n) => narrow ? (uint)a >> n : (long)((ulong)a >> n));
    }

    public Num ShiftRightLogical(int count) => ShiftRightLogical(Like((long)count));

    /// <summary>One of two numbers of one type; both are computed.</summary>
    public static Num Select(Num condition, Num ifTrue, Num ifFalse) => condition.Known is { } known ? known.Bits != 0 ? ifTrue : ifFalse
        : ifTrue.Known is { } a && ifFalse.Known is { } b && a == b ? ifTrue
        : new(Lax.Select(condition.Data, ifTrue.Data, ifFalse.Data));

    /// <summary>As another element type: floats saturate, integers wrap.</summary>
    public Num To(DType type) => Type == type ? this
        : Known is { } value ? Of(value.As(type))
        : new(Lax.ConvertElementType(Data, type, weakType: !type.IsBool));

    /// <summary>The bits of a float as a signed integer of its width.</summary>
    public Num AsBits() => Reinterpret(Type == DType.Float32 ? DType.Int32 : DType.Int64);

    /// <summary>The float that has these bits.</summary>
    public Num AsFloat() => Reinterpret(Bits == 32 ? DType.Float32 : DType.Float64);

    /// <summary>A function of Lax: an equation, unless <paramref name="exact"/> gives the value of a literal.</summary>
    public Num Apply(Func<NdArray, NdArray> function, Func<double, double>? exact = null) =>
        exact is not null && Known is { } value ? Of(exact(value.Real), Type) : new(function(Data));

    public Num Apply(Func<NdArray, NdArray, NdArray> function, Num y, Func<double, double, double>? exact = null) =>
        exact is not null && Known is { } a && y.Known is { } b ? Of(exact(a.Real, b.Real), Type) : new(function(Data, y.Data));

    // NaNs have one bit pattern as literals, which is not that of every NaN at run time: their bits are left to it.
    private Num Reinterpret(DType type)
    {
        if (Type == type)
        {
            return this;
        }
        if (Known is { } value && !double.IsNaN(value.Real))
        {
            long bits = value.Bits;
            if (IsFloat)
            {
                return Of(Scalar.Of(Type == DType.Float32 ? BitConverter.ToInt32(BitConverter.GetBytes((float)value.Real), 0) : BitConverter.DoubleToInt64Bits(value.Real), type));
            }
            double real = type == DType.Float32 ? BitConverter.ToSingle(BitConverter.GetBytes((int)bits), 0) : type == DType.Float64 ? BitConverter.Int64BitsToDouble(bits) : double.NaN;
            if (!type.IsFloat)
            {
                return Of(Scalar.Of(bits, type));
            }
            if (!double.IsNaN(real))
            {
                return Of(Scalar.Of(real, type));
            }
        }
        // The bits of a C# number are a C# number.
        return new(Lax.ConvertElementType(Lax.BitcastConvertType(Data, type), type, weakType: true));
    }

    private static Num Arithmetic(Num x, Num y, Func<NdArray, NdArray, NdArray> function, Func<double, double, double> real, Func<long, long, long> integer, bool divides = false) =>
        x.Known is { } a && y.Known is { } b && !(divides && !x.IsFloat && b.Bits == 0)
            ? Of(x.IsFloat ? Scalar.Of(real(a.Real, b.Real), x.Type) : Scalar.Of(unchecked(integer(a.Bits, b.Bits)), x.Type))
            : new(function(x.Data, y.Data));

    private static Num Logic(Num x, Num y, Func<NdArray, NdArray, NdArray> function, Func<long, long, long> exact) =>
        x.Known is { } a && y.Known is { } b ? Of(Scalar.Of(exact(a.Bits, b.Bits), x.Type)) : new(function(x.Data, y.Data));

    private static Num Compare(Num x, Num y, Func<NdArray, NdArray, NdArray> function, Func<int, bool> exact, bool unordered = false)
    {
        if (x.Known is not { } a || y.Known is not { } b)
        {
            return new(function(x.Data, y.Data));
        }
        return Of(x.IsFloat ? double.IsNaN(a.Real) || double.IsNaN(b.Real) ? unordered : exact(a.Real.CompareTo(b.Real))
            : exact(x.Type.Kind == DTypeKind.UInt ? ((ulong)a.Bits).CompareTo((ulong)b.Bits) : a.Bits.CompareTo(b.Bits)));
    }

    private Num Shift(Num count, Func<NdArray, NdArray, NdArray> function, Func<long, int, long> exact) =>
        Known is { } value && count.Known is { } n ? Of(Scalar.Of(exact(value.Bits, (int)n.Bits), Type)) : new(function(Data, count.Data));
}
