// Quaternion and Plane, in the order in which .NET 10 computes.
using System;
using SrcGenJit.Core;
using Lax = SrcGenJit.Erased.Lax;

namespace SrcGenJit.Generator.Tracing;

internal static class Quaternions
{
    public static Pack? Call(StructCall call)
    {
        if (call.HasSelf)
        {
            return (call.Name, call.Count) switch
            {
                ("Length", 0) => call.Self.Length(),
                ("LengthSquared", 0) => Pack.Dot(call.Self, call.Self),
                ("Item", 1) => VectorStructs.Element(call, call.Self, 0),
                ("IsIdentity", 0) => Pack.Every(call.Self, call.Singles(0, 0, 0, 1), (x, y) => x.Is(y)),
                ("Equals", 1) when call.TypeOf(0) == "Quaternion" => VectorStructs.Same(call.Self, call[0]),
                ({ Length: 1 } field, 0) => call.Self["XYZW".IndexOf(field[0])],
                _ => (Pack?)null,
            };
        }
        return (call.Name, call.Count) switch
        {
            (".ctor" or "Create", 4) => new Num[] { call.Number(0), call.Number(1), call.Number(2), call.Number(3) },
            (".ctor" or "Create", 2) => call[0].Then(call.Number(1)),
            ("Zero", 0) => call.Singles(0, 0, 0, 0),
            ("Identity", 0) => call.Singles(0, 0, 0, 1),
            ("op_Multiply" or "Multiply", 2) when call[1].Count == 4 => Multiply(call[0], call[1]),
            ("op_Division" or "Divide", 2) => Multiply(call[0], Inverse(call[1])),
            ("Concatenate", 2) => Multiply(call[1], call[0]),
            ("Conjugate", 1) => Conjugate(call[0]),
            ("Inverse", 1) => Inverse(call[0]),
            ("Dot", 2) => Pack.Dot(call[0], call[1]),
            ("Normalize", 1) => VectorStructs.Normalize(call[0]),
            ("Lerp", 3) => Lerp(call[0], call[1], call.Number(2)),
            ("Slerp", 3) => Slerp(call[0], call[1], call.Number(2)),
            ("CreateFromAxisAngle", 2) => FromAxisAngle(call[0], call.Number(1)),
            ("CreateFromYawPitchRoll", 3) => FromYawPitchRoll(call.Number(0), call.Number(1), call.Number(2)),
            _ => VectorStructs.Operator(call),
        };
    }

    public static Pack Conjugate(Pack q) => new Num[] { -q[0], -q[1], -q[2], q[3] };

    // The right one's numbers in turn, each with the sign its product has.
    public static Pack Multiply(Pack a, Pack b)
    {
        Pack result = b * a[3];
        result = Pack.MultiplyAdd(b.Pick(3, 2, 1, 0) * a[0], Signs(a, 1, -1, 1, -1), result);
        result = Pack.MultiplyAdd(b.Pick(2, 3, 0, 1) * a[1], Signs(a, 1, 1, -1, -1), result);
        return Pack.MultiplyAdd(b.Pick(1, 0, 3, 2) * a[2], Signs(a, -1, 1, 1, -1), result);
    }

    public static Pack FromAxisAngle(Pack axis, Num angle)
    {
        Num half = angle * 0.5;
        return (axis * half.Apply(Lax.Sin)).Then(half.Apply(Lax.Cos));
    }

    public static Pack FromYawPitchRoll(Num yaw, Num pitch, Num roll)
    {
        (Num sr, Num cr) = ((roll * 0.5).Apply(Lax.Sin), (roll * 0.5).Apply(Lax.Cos));
        (Num sp, Num cp) = ((pitch * 0.5).Apply(Lax.Sin), (pitch * 0.5).Apply(Lax.Cos));
        (Num sy, Num cy) = ((yaw * 0.5).Apply(Lax.Sin), (yaw * 0.5).Apply(Lax.Cos));
        return new Num[] { (cy * sp * cr) + (sy * cp * sr), (sy * cp * cr) - (cy * sp * sr), (cy * cp * sr) - (sy * sp * cr), (cy * cp * cr) + (sy * sp * sr) };
    }

    private static Pack Signs(Pack like, params double[] signs) => new([.. System.Linq.Enumerable.Select(signs, s => like[0].Like(s))]);

    private static Pack Inverse(Pack q) => Conjugate(q) / Pack.Dot(q, q);

    private static Pack Lerp(Pack a, Pack b, Num t)
    {
        Pack near = Pack.Select(Pack.Dot(a, b) >= 0, b, -b);
        return VectorStructs.Normalize(VectorStructs.Lerp(a, near, t));
    }

    private static Pack Slerp(Pack a, Pack b, Num t)
    {
        Num cosine = Pack.Dot(a, b), negative = cosine < 0;
        cosine = Num.Select(negative, -cosine, cosine);
        Num sign = Num.Select(negative, t.Like(-1.0), t.Like(1.0));
        Num close = cosine > (float)(1.0f - 1e-6f);
        // Where they are close the angle is not used: kept from making NaNs.
        Num omega = Num.Select(close, t.Like(0.0), cosine).Apply(Lax.Acos), inverse = 1 / omega.Apply(Lax.Sin);
        Num first = Num.Select(close, 1 - t, ((1 - t) * omega).Apply(Lax.Sin) * inverse);
        Num second = Num.Select(close, t * sign, (t * omega).Apply(Lax.Sin) * inverse * sign);
        return (a * first) + (b * second);
    }
}

internal static class Planes
{
    public static Pack? Call(StructCall call)
    {
        if (call.HasSelf)
        {
            return (call.Name, call.Count) switch
            {
                ("Normal", 0) => call.Self.Part(0, 3),
                ("D", 0) => call.Self[3],
                ("Equals", 1) when call.TypeOf(0) == "Plane" => VectorStructs.Same(call.Self, call[0]),
                _ => (Pack?)null,
            };
        }
        return (call.Name, call.Count) switch
        {
            (".ctor" or "Create", 4) => new Num[] { call.Number(0), call.Number(1), call.Number(2), call.Number(3) },
            (".ctor" or "Create", 2) => call[0].Then(call.Number(1)),
            (".ctor" or "Create", 1) => call[0],
            ("Dot", 2) => Pack.Dot(call[0], call[1]),
            ("DotCoordinate", 2) => Pack.Dot(call[0], call[1].Then(call.Single(1))),
            ("DotNormal", 2) => Pack.Dot(call[0].Part(0, 3), call[1]),
            ("op_Equality" or "op_Inequality", 2) => VectorStructs.Operator(call),
            _ => (Pack?)null,
        };
    }
}
