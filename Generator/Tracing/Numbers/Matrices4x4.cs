// Matrix4x4, in the order in which .NET 10 computes: rows are vectors, and products of them multiply-adds.
using System;
using System.Linq;
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace SrcGenJit.Generator.Tracing;

internal static class Matrices4x4
{
    public static Pack? Call(StructCall call)
    {
        if (call.HasSelf)
        {
            return Instance(call);
        }
        if (call.Name.StartsWith("CreateRotation", StringComparison.Ordinal) && call.Name.Length == 15)
        {
            return Rotation(call, "XYZ".IndexOf(call.Name[14]));
        }
        return (call.Name, call.Count) switch
        {
            (".ctor" or "Create", 16) => new Pack([.. Enumerable.Range(0, 16).Select(call.Number)]),
            (".ctor" or "Create", 1) when call.TypeOf(0) == "Matrix3x2" => Wide(call),
            ("Create", 1) => Pack.Filled(16, call.Number(0)) is var filled && call[0].Count == 1 ? filled : new Pack([.. Enumerable.Range(0, 16).Select(i => call[0][i % 4])]),
            ("Create", 4) => new Pack([.. Enumerable.Range(0, 16).Select(i => call[i / 4][i % 4])]),
            ("Identity", 0) => Identity(call),
            ("op_Multiply" or "Multiply", 2) when call[1].Count == 16 => Multiply(call[0], call[1]),
            ("Lerp", 3) => VectorStructs.Lerp(call[0], call[1], call.Number(2)),
            ("Transpose", 1) => new Pack([.. Enumerable.Range(0, 16).Select(i => call[0][(i % 4 * 4) + (i / 4)])]),
            ("CreateTranslation", 1 or 3) => Identity(call).With(12, All(call, 3)),
            ("CreateScale", _) => Scale(call),
            ("CreateFromQuaternion", 1) => FromQuaternion(call, call[0]),
            ("CreateFromAxisAngle", 2) => FromQuaternion(call, Quaternions.FromAxisAngle(call[0], call.Number(1))),
            ("CreateFromYawPitchRoll", 3) => FromQuaternion(call, Quaternions.FromYawPitchRoll(call.Number(0), call.Number(1), call.Number(2))),
            ("CreateLookAt", 3) => LookTo(call, call[0], -(call[1] - call[0]), call[2]),
            ("CreatePerspectiveFieldOfView", 4) => Perspective(call),
            ("CreateOrthographic", 4) => Orthographic(call),
            _ => VectorStructs.Operator(call),
        };
    }

    private static Pack? Instance(StructCall call)
    {
        Pack self = call.Self;
        return (call.Name, call.Count) switch
        {
            ("IsIdentity", 0) => Pack.Every(self, Identity(call), (x, y) => x.Is(y)),
            ("Translation", 0) => self.Part(12, 3),
            ("GetDeterminant", 0) => Determinant(self),
            ("Equals", 1) when call.TypeOf(0) == "Matrix4x4" => VectorStructs.Same(self, call[0]),
            ("Item" or "GetElement", 2) when call.Index(0, 4) is { } row && call.Index(1, 4) is { } column => self[(row * 4) + column],
            ("Item" or "GetRow", 1) when call.Index(0, 4) is { } row => self.Part(row * 4, 4),
            ("WithElement", 3) when call.Index(0, 4) is { } row && call.Index(1, 4) is { } column => self.With((row * 4) + column, call[2]),
            ("WithRow", 2) when call.Index(0, 4) is { } row => self.With(row * 4, call[1]),
            ("X" or "Y" or "Z" or "W", 0) => self.Part("XYZW".IndexOf(call.Name[0]) * 4, 4),
            ({ Length: 3 } field, 0) when Array.IndexOf(NumericStructs.FieldNames(call.Container)!, field) is >= 0 and var at => self[at],
            _ => (Pack?)null,
        };
    }

    private static Pack Identity(StructCall call) => call.Singles(1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1, 0, 0, 0, 0, 1);

    // Numbers and vectors side by side, from the first argument on.
    private static Pack All(StructCall call, int count) => new([.. Enumerable.Range(0, call.Count).SelectMany(i => call[i].All).Take(count)]);

    private static Pack Multiply(Pack a, Pack b) => new([.. Enumerable.Range(0, 4).SelectMany(i => VectorStructs.ByRows(a.Part(i * 4, 4), b, 4, 4).All)]);

    private static Pack Wide(StructCall call)
    {
        Pack m = call[0], wide = Identity(call);
        return wide.With(0, m.Part(0, 2)).With(4, m.Part(2, 2)).With(12, m.Part(4, 2));
    }

    // (x, y, z), (vector), (one for all); then perhaps the centre.
    private static Pack? Scale(StructCall call)
    {
        bool centred = call.Count > 1 && call[call.Count - 1].Count == 3;
        int numbers = Enumerable.Range(0, call.Count - (centred ? 1 : 0)).Sum(i => call[i].Count);
        Pack scale = numbers == 3 ? All(call, 3) : Pack.Filled(3, call.Number(0));
        Pack result = Identity(call).With(0, scale[0]).With(5, scale[1]).With(10, scale[2]);
        return centred ? result.With(12, call[call.Count - 1] * (Pack.Filled(3, call.Single(1)) - scale)) : result;
    }

    private static Pack Rotation(StructCall call, int axis)
    {
        Num angle = call.Number(0), c = angle.Apply(Lax.Cos), s = angle.Apply(Lax.Sin);
        // The two axes that turn.
        (int first, int second) = axis == 0 ? (1, 2) : axis == 1 ? (2, 0) : (0, 1);
        Pack result = Identity(call).With((first * 4) + first, c).With((first * 4) + second, s).With((second * 4) + first, -s).With((second * 4) + second, c);
        if (call.Count == 1)
        {
            return result;
        }
        Pack center = call[1];
        Num rest = 1 - c;
        return result
            .With(12 + first, FloatFunctions.MultiplyAdd(center[first], rest, center[second] * s))
            .With(12 + second, FloatFunctions.MultiplyAdd(center[second], rest, -(center[first] * s)));
    }

    private static Pack FromQuaternion(StructCall call, Pack q)
    {
        (Num xx, Num yy, Num zz) = (q[0] * q[0], q[1] * q[1], q[2] * q[2]);
        (Num xy, Num wz, Num xz) = (q[0] * q[1], q[2] * q[3], q[2] * q[0]);
        (Num wy, Num yz, Num wx) = (q[1] * q[3], q[1] * q[2], q[0] * q[3]);
        return Identity(call)
            .With(0, new Num[] { 1 - ((yy + zz) * 2), (xy + wz) * 2, (xz - wy) * 2 })
            .With(4, new Num[] { (xy - wz) * 2, 1 - ((zz + xx) * 2), (yz + wx) * 2 })
            .With(8, new Num[] { (xz + wy) * 2, (yz - wx) * 2, 1 - ((yy + xx) * 2) });
    }

    private static Pack LookTo(StructCall call, Pack position, Pack backwards, Pack up)
    {
        Pack z = VectorStructs.Normalize(backwards), x = VectorStructs.Normalize(VectorStructs.Cross(up, z)), y = VectorStructs.Cross(z, x), origin = -position;
        Num zero = call.Single(0);
        return new Num[]
        {
            x[0], y[0], z[0], zero,
            x[1], y[1], z[1], zero,
            x[2], y[2], z[2], zero,
            Pack.Dot(x, origin), Pack.Dot(y, origin), Pack.Dot(z, origin), call.Single(1),
        };
    }

    private static Pack Perspective(StructCall call)
    {
        (Num angle, Num aspect, Num near, Num far) = (call.Number(0), call.Number(1), call.Number(2), call.Number(3));
        call.Host.Require((angle > 0) & (angle < (float)Math.PI) & (near > 0) & (far > 0) & (near < far), "ArgumentOutOfRangeException");
        Num height = 1 / (angle * 0.5).Apply(Lax.Tan), width = height / aspect;
        Num range = Num.Select(far.Is(double.PositiveInfinity), far.Like(-1.0), far / (near - far));
        return Pack.Filled(16, call.Single(0)).With(0, width).With(5, height).With(10, range).With(11, call.Single(-1)).With(14, range * near);
    }

    private static Pack Orthographic(StructCall call)
    {
        (Num width, Num height, Num near, Num far) = (call.Number(0), call.Number(1), call.Number(2), call.Number(3));
        Num range = 1 / (near - far);
        return Identity(call).With(0, 2 / width).With(5, 2 / height).With(10, range).With(14, range * near);
    }

    private static Num Determinant(Pack m)
    {
        Num Minor(int i, int j) => (m[8 + i] * m[12 + j]) - (m[8 + j] * m[12 + i]);
        (Num kp, Num jp, Num jo, Num ip, Num io, Num jn) = (Minor(2, 3), Minor(1, 3), Minor(1, 2), Minor(0, 3), Minor(0, 2), Minor(0, 1));
        return (m[0] * ((m[5] * kp) - (m[6] * jp) + (m[7] * jo)))
            - (m[1] * ((m[4] * kp) - (m[6] * ip) + (m[7] * io)))
            + (m[2] * ((m[4] * jp) - (m[5] * ip) + (m[7] * jn)))
            - (m[3] * ((m[4] * jo) - (m[5] * io) + (m[6] * jn)));
    }
}
