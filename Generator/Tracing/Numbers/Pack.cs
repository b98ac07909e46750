// The numbers of a struct of System.Numerics, with arithmetic number by number.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace SrcGenJit.Generator.Tracing;

internal readonly struct Pack(Num[] numbers)
{
    public int Count => numbers.Length;

    public Num this[int index] => numbers[index];

    public IEnumerable<Num> All => numbers;

    public static Pack Filled(int count, Num value) => new([.. Enumerable.Repeat(value, count)]);

    public static implicit operator Pack(Num value) => new([value]);

    public static implicit operator Pack(Num[] values) => new(values);

    public static Pack operator +(Pack a, Pack b) => a.Zip(b, (x, y) => x + y);

    public static Pack operator -(Pack a, Pack b) => a.Zip(b, (x, y) => x - y);

    public static Pack operator *(Pack a, Pack b) => a.Zip(b, (x, y) => x * y);

    public static Pack operator /(Pack a, Pack b) => a.Zip(b, (x, y) => x / y);

    public static Pack operator *(Pack a, Num b) => a.Select(x => x * b);

    public static Pack operator /(Pack a, Num b) => a.Select(x => x / b);

    public static Pack operator -(Pack a) => a.Select(x => -x);

    public Pack Select(Func<Num, Num> function) => new([.. numbers.Select(function)]);

    public Pack Zip(Pack other, Func<Num, Num, Num> function)
    {
        Num[] mine = numbers;
        return new([.. mine.Select((x, i) => function(x, other[i]))]);
    }

    /// <summary>Some of the numbers, in this order.</summary>
    public Pack Pick(params int[] indices)
    {
        Num[] mine = numbers;
        return new([.. indices.Select(i => mine[i])]);
    }

    public Pack Part(int start, int count) => new([.. numbers.Skip(start).Take(count)]);

    public Pack Then(params Num[] more) => new([.. numbers, .. more]);

    /// <summary>The numbers with others in the place of some of them.</summary>
    public Pack With(int start, Pack values)
    {
        Num[] copy = [.. numbers];
        for (int i = 0; i < values.Count; i++)
        {
            copy[start + i] = values[i];
        }
        return new(copy);
    }

    /// <summary>x * y + z as .NET's MultiplyAddEstimate.</summary>
    public static Pack MultiplyAdd(Pack x, Pack y, Pack z) => new([.. x.All.Select((a, i) => FloatFunctions.MultiplyAdd(a, y[i], z[i]))]);

    public static Pack MultiplyAdd(Pack x, Num y, Pack z) => MultiplyAdd(x, Filled(x.Count, y), z);

    /// <summary>In pairs, as Vector128.Sum adds: (0 + 1) + (2 + 3).</summary>
    public Num Sum() => Count switch
    {
        1 => this[0],
        // What is missing of four is +0, which changes only a sum of -0.
        2 => this[0] + this[1] + this[0].Like(0.0),
        3 => this[0] + this[1] + (this[2] + this[2].Like(0.0)),
        _ => this[0] + this[1] + (this[2] + this[3]),
    };

    public static Num Dot(Pack a, Pack b) => (a * b).Sum();

    public Num Length() => FloatFunctions.Sqrt(Dot(this, this));

    public static Num Every(Pack a, Pack b, Func<Num, Num, Num> test) => a.Zip(b, test).All.Aggregate((x, y) => x & y);

    public static Num Some(Pack a, Pack b, Func<Num, Num, Num> test) => a.Zip(b, test).All.Aggregate((x, y) => x | y);

    public static Pack Select(Num condition, Pack a, Pack b) => a.Zip(b, (x, y) => Num.Select(condition, x, y));
}
