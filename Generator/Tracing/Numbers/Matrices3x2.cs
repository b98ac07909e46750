// Matrix3x2, in the order in which .NET 10 computes.
using System;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal static class Matrices3x2
{
    public static Pack? Call(StructCall call)
    {
        if (call.HasSelf)
        {
            return Instance(call);
        }
        return (call.Name, call.Count) switch
        {
            (".ctor" or "Create", 6) => new Pack([.. Enumerable.Range(0, 6).Select(call.Number)]),
            ("Create", 3) => new Pack([.. Enumerable.Range(0, 6).Select(i => call[i / 2][i % 2])]),
            ("Create", 1) => new Pack([.. Enumerable.Range(0, 6).Select(i => call[0][call[0].Count == 1 ? 0 : i % 2])]),
            ("Identity", 0) => Identity(call),
            ("op_Multiply" or "Multiply", 2) when call[1].Count == 6 => Multiply(call[0], call[1]),
            ("Lerp", 3) => VectorStructs.Lerp(call[0], call[1], call.Number(2)),
            ("CreateTranslation", 1 or 2) => Identity(call).With(4, All(call)),
            ("CreateScale", _) => Scale(call),
            ("Invert", 2) => Invert(call),
            _ => VectorStructs.Operator(call),
        };
    }

    private static Pack? Instance(StructCall call)
    {
        Pack self = call.Self;
        return (call.Name, call.Count) switch
        {
            ("IsIdentity", 0) => Pack.Every(self, Identity(call), (x, y) => x.Is(y)),
            ("Translation", 0) => self.Part(4, 2),
            ("GetDeterminant", 0) => Determinant(self),
            ("Equals", 1) when call.TypeOf(0) == "Matrix3x2" => VectorStructs.Same(self, call[0]),
            ("Item" or "GetElement", 2) when call.Index(0, 3) is { } row && call.Index(1, 2) is { } column => self[(row * 2) + column],
            ("Item" or "GetRow", 1) when call.Index(0, 3) is { } row => self.Part(row * 2, 2),
            ("WithElement", 3) when call.Index(0, 3) is { } row && call.Index(1, 2) is { } column => self.With((row * 2) + column, call[2]),
            ("WithRow", 2) when call.Index(0, 3) is { } row => self.With(row * 2, call[1]),
            ("X" or "Y" or "Z", 0) => self.Part("XYZ".IndexOf(call.Name[0]) * 2, 2),
            ({ Length: 3 } field, 0) when Array.IndexOf(NumericStructs.FieldNames(call.Container)!, field) is >= 0 and var at => self[at],
            _ => (Pack?)null,
        };
    }

    private static Pack Identity(StructCall call) => call.Singles(1, 0, 0, 1, 0, 0);

    private static Pack All(StructCall call) => new([.. Enumerable.Range(0, call.Count).SelectMany(i => call[i].All)]);

    private static Num Determinant(Pack m) => (m[0] * m[3]) - (m[2] * m[1]);

    private static Pack Multiply(Pack a, Pack b)
    {
        Num Product(int row, int column) => (a[row * 2] * b[column]) + (a[(row * 2) + 1] * b[2 + column]);
        return new Num[] { Product(0, 0), Product(0, 1), Product(1, 0), Product(1, 1), Product(2, 0) + b[4], Product(2, 1) + b[5] };
    }

    private static Pack Scale(StructCall call)
    {
        bool centred = call.Count > 1 && call[call.Count - 1].Count == 2;
        Num[] numbers = [.. Enumerable.Range(0, call.Count - (centred ? 1 : 0)).SelectMany(i => call[i].All)];
        Pack scale = numbers.Length == 2 ? numbers : Pack.Filled(2, numbers[0]);
        Pack result = Identity(call).With(0, scale[0]).With(3, scale[1]);
        return centred ? result.With(4, call[call.Count - 1] * (Pack.Filled(2, call.Single(1)) - scale)) : result;
    }

    // True where there is an inverse; NaNs where there is none.
    private static Pack Invert(StructCall call)
    {
        Pack m = call[0];
        Num determinant = Determinant(m), exists = !(FloatFunctions.Abs(determinant) < 1.401298464324817E-45), scale = 1 / determinant;
        Pack inverse = new Num[]
        {
            m[3] * scale, -m[1] * scale, -m[2] * scale, m[0] * scale,
            ((m[2] * m[5]) - (m[4] * m[3])) * scale, ((m[4] * m[1]) - (m[0] * m[5])) * scale,
        };
        call.Out(1, call.Container, Pack.Select(exists, inverse, Pack.Filled(6, call.Single(double.NaN))));
        return exists;
    }
}
