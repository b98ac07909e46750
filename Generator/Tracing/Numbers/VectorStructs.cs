// Vector2, Vector3 and Vector4, in the order in which .NET 10 computes: sums in pairs, multiply-adds where it has them.
using System;
using System.Linq;
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace SrcGenJit.Generator.Tracing;

internal static class VectorStructs
{
    public static Pack? Call(StructCall call)
    {
        int size = NumericStructs.FieldNames(call.Container)!.Length;
        return call.HasSelf ? Instance(call, size)
            : call.Count == 0 ? Constant(call, size)
            : call.Name is ".ctor" or "Create" ? Create(call, size)
            : Operator(call) ?? Function(call, size) ?? Comparison(call) ?? Transformed(call, size);
    }

    /// <summary>Arithmetic that vectors, quaternions and matrices have.</summary>
    public static Pack? Operator(StructCall call) => (call.Name, call.Count) switch
    {
        ("op_Addition" or "Add", 2) => call[0] + call[1],
        ("op_Subtraction" or "Subtract", 2) => call[0] - call[1],
        ("op_Multiply" or "Multiply", 2) => call[0].Count == 1 ? call[1] * call.Number(0) : call[1].Count == 1 ? call[0] * call.Number(1) : call[0] * call[1],
        ("op_Division" or "Divide", 2) => call[1].Count == 1 ? call[0] / call.Number(1) : call[0] / call[1],
        ("op_UnaryNegation" or "Negate", 1) => -call[0],
        ("op_UnaryPlus", 1) => call[0],
        ("op_Equality", 2) => Pack.Every(call[0], call[1], (x, y) => x.Is(y)),
        ("op_Inequality", 2) => !Pack.Every(call[0], call[1], (x, y) => x.Is(y)),
        _ => (Pack?)null,
    };

    /// <summary>Equals(other), where NaN is itself.</summary>
    public static Num Same(Pack a, Pack b) => Pack.Every(a, b, (x, y) => x.Is(y) | (FloatFunctions.IsNaN(x) & FloatFunctions.IsNaN(y)));

    /// <summary>The element that an index names; a traced one chooses, and must be within bounds.</summary>
    public static Num Element(StructCall call, Pack numbers, int argument)
    {
        if (call.Index(argument, numbers.Count) is { } known)
        {
            return numbers[known];
        }
        Num index = call.Number(argument), result = numbers[0];
        call.Host.Require((index >= index.Like(0L)) & (index < index.Like((long)numbers.Count)), "ArgumentOutOfRangeException");
        for (int i = 1; i < numbers.Count; i++)
        {
            result = Num.Select(index.Is(index.Like((long)i)), numbers[i], result);
        }
        return result;
    }

    public static Pack Normalize(Pack a) => a / a.Length();

    public static Pack Lerp(Pack a, Pack b, Num t) => Pack.MultiplyAdd(a, 1 - t, b * t);

    public static Pack Cross(Pack a, Pack b) => new Num[] { (a[1] * b[2]) - (a[2] * b[1]), (a[2] * b[0]) - (a[0] * b[2]), (a[0] * b[1]) - (a[1] * b[0]) };

    /// <summary>A vector of any size by the first rows of a 4x4 matrix.</summary>
    public static Pack ByRows(Pack vector, Pack matrix, int rows, int columns)
    {
        Pack result = matrix.Part(0, columns) * vector[0];
        for (int i = 1; i < rows; i++)
        {
            result = Pack.MultiplyAdd(matrix.Part(i * columns, columns), vector[i], result);
        }
        return result;
    }

    private static Pack? Instance(StructCall call, int size) => (call.Name, call.Count) switch
    {
        ("Length", 0) => call.Self.Length(),
        ("LengthSquared", 0) => Pack.Dot(call.Self, call.Self),
        ("Item", 1) => Element(call, call.Self, 0),
        ("Equals", 1) when call.TypeOf(0) == call.Container.Name => Same(call.Self, call[0]),
        ({ Length: 1 } field, 0) when Array.IndexOf(NumericStructs.FieldNames(call.Container)!, field) is >= 0 and var at => call.Self[at],
        _ => (Pack?)null,
    };

    private static Pack? Constant(StructCall call, int size)
    {
        if (call.Name.StartsWith("Unit", StringComparison.Ordinal))
        {
            return Pack.Filled(size, call.Single(0)).With("XYZW".IndexOf(call.Name[4]), call.Single(1));
        }
        double? value = call.Name switch
        {
            "Zero" => 0.0,
            "One" => 1,
            "E" => Math.E,
            "Pi" => Math.PI,
            "Tau" => 2 * Math.PI,
            "NaN" => double.NaN,
            "PositiveInfinity" => double.PositiveInfinity,
            "NegativeInfinity" => double.NegativeInfinity,
            "NegativeZero" => -0.0,
            "Epsilon" => 1.401298464324817E-45,
            _ => null,
        };
        return value is { } number ? Pack.Filled(size, call.Single(number)) : (Pack?)null;
    }

    // From numbers and shorter vectors in order, or one number for all.
    private static Pack? Create(StructCall call, int size)
    {
        if (call.TypeOf(0) is not ("Single" or "Vector2" or "Vector3"))
        {
            return null;
        }
        Num[] all = [.. Enumerable.Range(0, call.Count).SelectMany(i => call[i].All)];
        return all.Length == size ? all : all.Length == 1 ? Pack.Filled(size, all[0]) : (Pack?)null;
    }

    private static Pack? Function(StructCall call, int size)
    {
        Pack a = call[0];
        switch (call.Name, call.Count)
        {
            case ("CreateScalar", 1):
                return Pack.Filled(size, call.Single(0)).With(0, a);
            case ("Dot", 2):
                return Pack.Dot(a, call[1]);
            case ("Sum", 1):
                return a.Sum();
            case ("Distance", 2):
                return (a - call[1]).Length();
            case ("DistanceSquared", 2):
                return Pack.Dot(a - call[1], a - call[1]);
            case ("Normalize", 1):
                return Normalize(a);
            case ("Cross", 2) when size == 3:
                return Cross(a, call[1]);
            case ("Cross", 2) when size == 2:
                return (a[0] * call[1][1]) - (a[1] * call[1][0]);
            case ("Lerp", 3):
                return call[2].Count == 1 ? Lerp(a, call[1], call.Number(2)) : Pack.MultiplyAdd(a, Pack.Filled(size, call.Single(1)) - call[2], call[1] * call[2]);
            case ("Reflect", 2):
                return Pack.MultiplyAdd(call[1], Pack.Dot(a, call[1]) * -2, a);
            case ("Clamp", 3):
                return a.Zip(call[1], FloatFunctions.Max).Zip(call[2], FloatFunctions.Min);
            case ("Min", 2):
                return a.Zip(call[1], FloatFunctions.Min);
            case ("Max", 2):
                return a.Zip(call[1], FloatFunctions.Max);
            case ("CopySign", 2):
                return a.Zip(call[1], FloatFunctions.CopySign);
            case ("Abs", 1):
                return a.Select(FloatFunctions.Abs);
            case ("SquareRoot", 1):
                return a.Select(FloatFunctions.Sqrt);
            case ("Truncate", 1):
                return a.Select(FloatFunctions.Truncate);
            case ("Round", 1):
                return a.Select(FloatFunctions.RoundToEven);
            case ("DegreesToRadians", 1):
                return a.Select(x => x * Math.PI / 180);
            case ("RadiansToDegrees", 1):
                return a.Select(x => x * 180 / Math.PI);
            case ("FusedMultiplyAdd", 3):
                return new Pack([.. a.All.Select((x, i) => new Num(Lax.Fma(x.Data, call[1][i].Data, call[2][i].Data)))]);
            case ("MultiplyAddEstimate", 3):
                return Pack.MultiplyAdd(a, call[1], call[2]);
            case ("Sin", 1):
                return a.Select(x => x.Apply(Lax.Sin));
            case ("Cos", 1):
                return a.Select(x => x.Apply(Lax.Cos));
            case ("SinCos", 1):
                return a.Select(x => x.Apply(Lax.Sin)).Then([.. a.Select(x => x.Apply(Lax.Cos)).All]);
            case ("Exp", 1):
                return a.Select(x => x.Apply(Lax.Exp));
            case ("Log", 1):
                return a.Select(x => x.Apply(Lax.Log));
            case ("Log2", 1):
                return a.Select(x => x.Apply(Lax.Log2));
            default:
                return null;
        }
    }

    // EqualsAll, LessThanAny and their kin; All, Any and None compare with one number.
    private static Pack? Comparison(StructCall call)
    {
        if (call.Count != 2)
        {
            return null;
        }
        if (call.Name is "All" or "Any" or "None")
        {
            Pack value = Pack.Filled(call[0].Count, call.Number(1));
            return call.Name == "All" ? Pack.Every(call[0], value, (x, y) => x.Is(y)) : Pack.Some(call[0], value, (x, y) => x.Is(y)) is var any && call.Name == "Any" ? any : !any;
        }
        bool every = call.Name.EndsWith("All", StringComparison.Ordinal);
        if (!every && !call.Name.EndsWith("Any", StringComparison.Ordinal))
        {
            return null;
        }
        Func<Num, Num, Num>? test = call.Name.Substring(0, call.Name.Length - 3) switch
        {
            "Equals" => (x, y) => x.Is(y),
            "LessThan" => (x, y) => x < y,
            "LessThanOrEqual" => (x, y) => x <= y,
            "GreaterThan" => (x, y) => x > y,
            "GreaterThanOrEqual" => (x, y) => x >= y,
            _ => null,
        };
        return test is null ? null : every ? Pack.Every(call[0], call[1], test) : Pack.Some(call[0], call[1], test);
    }

    private static Pack? Transformed(StructCall call, int size)
    {
        if (call.Count != 2 || call.Name is not ("Transform" or "TransformNormal"))
        {
            return null;
        }
        Pack vector = call[0], by = call[1];
        bool normal = call.Name == "TransformNormal";
        switch (call.TypeOf(1))
        {
            case "Quaternion" when !normal:
                // The fourth number is 1 where the vector has none.
                Pack four = vector.Count == 4 ? vector : vector.Count == 3 ? vector.Then(call.Single(1)) : vector.Then(call.Single(0), call.Single(1));
                return Quaternions.Multiply(by, Quaternions.Multiply(four, Quaternions.Conjugate(by))).Part(0, size);
            case "Matrix4x4":
                Pack rows = ByRows(vector, by, vector.Count, 4);
                return (normal || vector.Count == 4 ? rows : rows + by.Part(12, 4)).Part(0, size);
            case "Matrix3x2":
                Pack columns = ByRows(vector, by, 2, 2);
                return normal ? columns : columns + by.Part(4, 2);
            default:
                return null;
        }
    }
}
