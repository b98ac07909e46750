// The structs of System.Numerics in compiled methods: C#'s bits, except where the platform's mathematical library takes part (DESIGN 6.1).
using System;
using System.Collections.Generic;
using System.Linq;
using System.Text.RegularExpressions;
using Xunit;

namespace Runtime.Tests.Numbers;

public partial class NumericStructTests
{
    private static readonly Dictionary<string, string> s_helpers = new()
    {
        ["V2"] = "new System.Numerics.Vector2",
        ["V3"] = "new System.Numerics.Vector3",
        ["V4"] = "new System.Numerics.Vector4",
        ["Q"] = "new System.Numerics.Quaternion",
        ["Pl"] = "new System.Numerics.Plane",
        ["M4"] = "new System.Numerics.Matrix4x4",
        ["M3"] = "new System.Numerics.Matrix3x2",
        ["C"] = "new System.Numerics.Complex",
    };

    // Sums of sines times numbers up to 50 cancel: compared by their distance, not by their digits.
    private const double Absolute = -1;

    // An expression of the parameters a, b, c ... (so many), what it gives, and how near where a library function takes part.
    private static readonly (string Name, int Parameters, string Type, string Expression, double Ulps)[] s_cases =
    [
        .. Vectors(2, "V2(a, b)", "V2(c, d)"), .. Vectors(3, "V3(a, b, c)", "V3(d, e, f)"), .. Vectors(4, "V4(a, b, c, d)", "V4(e, f, g, h)"),
        ("Cross2", 4, "float", "Vector2.Cross(V2(a, b), V2(c, d))", 0), ("Cross3", 6, "Vector3", "Vector3.Cross(V3(a, b, c), V3(d, e, f))", 0),
        ("Reflect2", 4, "Vector2", "Vector2.Reflect(V2(a, b), V2(c, d))", 0), ("Reflect3", 6, "Vector3", "Vector3.Reflect(V3(a, b, c), V3(d, e, f))", 0),
        ("UnitZ", 1, "Vector3", "Vector3.UnitZ * a", 0), ("FromVector2", 3, "Vector4", "new Vector4(V2(a, b), c, a)", 0), ("FromVector3", 4, "Vector4", "new Vector4(V3(a, b, c), d)", 0),
        ("Transform4", 20, "Vector4", "Vector4.Transform(V4(q, r, s, t), M)", 0), ("Transform3", 20, "Vector3", "Vector3.Transform(V3(q, r, s), M)", 0), ("Transform2", 20, "Vector2", "Vector2.Transform(V2(q, r), M)", 0),
        ("Transform43", 20, "Vector4", "Vector4.Transform(V3(q, r, s), M)", 0), ("Normal3", 20, "Vector3", "Vector3.TransformNormal(V3(q, r, s), M)", 0), ("Normal2", 20, "Vector2", "Vector2.TransformNormal(V2(q, r), M)", 0),
        ("TransformQ4", 8, "Vector4", "Vector4.Transform(V4(a, b, c, d), Q(e, f, g, h))", 0), ("TransformQ3", 7, "Vector3", "Vector3.Transform(V3(a, b, c), Q(d, e, f, g))", 0), ("TransformQ2", 6, "Vector2", "Vector2.Transform(V2(a, b), Q(c, d, e, f))", 0),
        ("Transform32", 8, "Vector2", "Vector2.Transform(V2(g, h), M3(a, b, c, d, e, f))", 0), ("Normal32", 8, "Vector2", "Vector2.TransformNormal(V2(g, h), M3(a, b, c, d, e, f))", 0),
        ("QMultiply", 8, "Quaternion", "Q(a, b, c, d) * Q(e, f, g, h)", 0), ("QDivide", 8, "Quaternion", "Q(a, b, c, d) / Q(e, f, g, h)", 0), ("QAdd", 8, "Quaternion", "Q(a, b, c, d) + Q(e, f, g, h)", 0),
        ("QScale", 5, "Quaternion", "-Q(a, b, c, d) * e - Quaternion.Identity", 0), ("QConcatenate", 8, "Quaternion", "Quaternion.Concatenate(Q(a, b, c, d), Q(e, f, g, h))", 0),
        ("QInverse", 4, "Quaternion", "Quaternion.Inverse(Q(a, b, c, d))", 0), ("QConjugate", 4, "Quaternion", "Quaternion.Conjugate(Q(a, b, c, d))", 0), ("QNormalize", 4, "Quaternion", "Quaternion.Normalize(Q(a, b, c, d))", 0),
        ("QLength", 4, "float", "Q(a, b, c, d).Length() + Q(a, b, c, d).LengthSquared()", 0), ("QDot", 8, "float", "Quaternion.Dot(Q(a, b, c, d), Q(e, f, g, h))", 0),
        ("QLerp", 9, "Quaternion", "Quaternion.Lerp(Q(a, b, c, d), Q(e, f, g, h), i)", 0), ("QSlerp", 9, "Quaternion", "Quaternion.Slerp(Quaternion.Normalize(Q(a, b, c, d)), Quaternion.Normalize(Q(e, f, g, h)), i)", Absolute),
        ("QAxis", 4, "Quaternion", "Quaternion.CreateFromAxisAngle(V3(a, b, c), d)", 3), ("QYaw", 3, "Quaternion", "Quaternion.CreateFromYawPitchRoll(a, b, c)", Absolute), ("QEquals", 8, "bool", "Q(a, b, c, d) == Q(e, b, c, d)", 0),
        ("MMultiply", 16, "Matrix4x4", "M * Matrix4x4.Transpose(M)", 0), ("MAdd", 17, "Matrix4x4", "M + Matrix4x4.Identity * q - -M", 0), ("MLerp", 17, "Matrix4x4", "Matrix4x4.Lerp(M, Matrix4x4.Identity, q)", 0),
        ("MDeterminant", 16, "float", "M.GetDeterminant()", 0), ("MTranslation", 3, "Matrix4x4", "Matrix4x4.CreateTranslation(a, b, c)", 0), ("MScale", 6, "Matrix4x4", "Matrix4x4.CreateScale(V3(a, b, c), V3(d, e, f))", 0),
        ("MScale1", 4, "Matrix4x4", "Matrix4x4.CreateScale(a, V3(b, c, d))", 0), ("MScale3", 6, "Matrix4x4", "Matrix4x4.CreateScale(a, b, c, V3(d, e, f))", 0),
        ("MRotationX", 4, "Matrix4x4", "Matrix4x4.CreateRotationX(a, V3(b, c, d))", Absolute), ("MRotationY", 4, "Matrix4x4", "Matrix4x4.CreateRotationY(a, V3(b, c, d))", Absolute), ("MRotationZ", 4, "Matrix4x4", "Matrix4x4.CreateRotationZ(a, V3(b, c, d))", Absolute),
        ("MRotation", 1, "Matrix4x4", "Matrix4x4.CreateRotationX(a) * Matrix4x4.CreateRotationY(a) * Matrix4x4.CreateRotationZ(a)", Absolute),
        ("MQuaternion", 4, "Matrix4x4", "Matrix4x4.CreateFromQuaternion(Q(a, b, c, d))", 0), ("MAxis", 4, "Matrix4x4", "Matrix4x4.CreateFromAxisAngle(V3(a, b, c), d)", Absolute), ("MYaw", 3, "Matrix4x4", "Matrix4x4.CreateFromYawPitchRoll(a, b, c)", Absolute),
        ("MLookAt", 9, "Matrix4x4", "Matrix4x4.CreateLookAt(V3(a, b, c), V3(d, e, f), V3(g, h, i))", 0), ("MOrthographic", 4, "Matrix4x4", "Matrix4x4.CreateOrthographic(a, b, c, d)", 0),
        ("MRows", 16, "Vector4", "M.X + M[1] + new Vector4(M.Translation, M[2, 3]) + M.GetRow(2) * M.M43", 0), ("MIsIdentity", 1, "bool", "Matrix4x4.CreateScale(a).IsIdentity", 0), ("MOf3", 6, "Matrix4x4", "new Matrix4x4(M3(a, b, c, d, e, f))", 0),
        ("M3Multiply", 12, "Matrix3x2", "M3(a, b, c, d, e, f) * M3(g, h, i, j, k, l)", 0), ("M3Determinant", 6, "float", "M3(a, b, c, d, e, f).GetDeterminant()", 0), ("M3Scale", 4, "Matrix3x2", "Matrix3x2.CreateScale(a, b, V2(c, d))", 0),
        ("M3Translation", 2, "Matrix3x2", "Matrix3x2.CreateTranslation(V2(a, b)) - Matrix3x2.Identity", 0), ("M3Lerp", 7, "Matrix3x2", "Matrix3x2.Lerp(M3(a, b, c, d, e, f), Matrix3x2.Identity, g)", 0),
        ("PlaneDot", 8, "float", "Plane.Dot(Pl(a, b, c, d), V4(e, f, g, h)) + Plane.DotCoordinate(Pl(a, b, c, d), V3(e, f, g)) + Plane.DotNormal(new Plane(V3(a, b, c), d), V3(e, f, g))", 0),
        ("PlaneParts", 4, "float", "Pl(a, b, c, d).Normal.X + new Plane(V4(a, b, c, d)).D", 0),
        ("CArithmetic", 4, "Complex", "(C(a, b) + C(c, d)) * C(a, d) - C(b, b)", 0), ("CDivide", 4, "Complex", "C(a, b) / C(c, d)", 0), ("CReals", 3, "Complex", "a * C(b, c) + c - 2.5 * (C(b, c) * a) + (b - C(a, c))", 0),
        ("CDivideReal", 3, "Complex", "C(a, b) / c", 0), ("CRealDivide", 3, "Complex", "a / C(b, c)", 0), ("CAbs", 2, "double", "Complex.Abs(C(a, b))", 2), ("CPhase", 2, "double", "C(a, b).Phase", 2), ("CConjugate", 2, "Complex", "-Complex.Conjugate(C(a, b))", 0),
        ("CExp", 2, "Complex", "Complex.Exp(C(a, b))", 4), ("CLog", 2, "Complex", "Complex.Log(C(a, b))", 4), ("CSin", 2, "Complex", "Complex.Sin(C(a, b))", 6), ("CCos", 2, "Complex", "Complex.Cos(C(a, b))", 6), ("CSinh", 2, "Complex", "Complex.Sinh(C(a, b))", 6), ("CCosh", 2, "Complex", "Complex.Cosh(C(a, b))", 6),
        ("CPolar", 2, "Complex", "Complex.FromPolarCoordinates(a, b)", 4), ("CReciprocal", 2, "Complex", "Complex.Reciprocal(C(a, b))", 0), ("CEquals", 3, "bool", "C(a, b) == C(a, c)", 0), ("CImplicit", 1, "Complex", "Complex.ImaginaryOne * (Complex)a + 1", 0), ("CIsNaN", 2, "bool", "Complex.IsNaN(C(a, b)) | Complex.IsInfinity(C(a, b)) | Complex.IsFinite(C(b, b))", 0),
    ];

    private static readonly Lazy<CSharpPrograms> s_programs = new(() => CSharpPrograms.Compile([.. s_cases.Select(Case)]));

    public static TheoryData<string> Names => [.. s_cases.Select(c => c.Name)];

    [Theory]
    [MemberData(nameof(Names))]
    public void Compiled_methods_give_what_System_Numerics_gives(string name)
    {
        (string Name, int Parameters, string Type, string Expression, double Ulps) one = s_cases.Single(c => c.Name == name);
        Assert.False(s_programs.Value.Refused.TryGetValue(name, out string? reason), reason);
        Assert.NotNull(s_programs.Value.Kernel(name));
        IReadOnlyList<string> differences = NumberJudge.Differences(s_programs.Value, Case(one), Arguments(one.Parameters, one.Type is "Complex" or "double" || one.Name[0] == 'C' && one.Type == "bool"), one.Ulps);
        Assert.True(differences.Count == 0, string.Join("\n", differences));
    }

    private static IEnumerable<(string, int, string, string, double)> Vectors(int size, string a, string b)
    {
        string type = "Vector" + size;
        string third = ((char)('a' + 2 * size)).ToString();
        int two = 2 * size;
        yield return ("Arithmetic" + size, two + 1, type, $"({a} + {b}) * {third} - {b} / {third} + -{a} * {b} / {type}.Max({a}, {b})", 0);
        yield return ("Dot" + size, two, "float", $"{type}.Dot({a}, {b}) + {type}.Sum({a})", 0);
        yield return ("Length" + size, size, "float", $"{a}.Length() - {a}.LengthSquared()", 0);
        yield return ("Distance" + size, two, "float", $"{type}.Distance({a}, {b}) + {type}.DistanceSquared({b}, {a})", 0);
        yield return ("Normalize" + size, size, type, $"{type}.Normalize({a})", 0);
        yield return ("Lerp" + size, two + 1, type, $"{type}.Lerp({a}, {b}, {third})", 0);
        yield return ("Clamp" + size, two + 1, type, $"{type}.Clamp({a}, {b}, {type}.One * {third})", 0);
        yield return ("Extremes" + size, two, type, $"{type}.Min({a}, {b}) + {type}.Abs({a}) + {type}.SquareRoot({type}.Abs({b})) + {type}.Truncate({a}) + {type}.Round({b}) + {type}.CopySign({a}, {b})", 0);
        yield return ("MultiplyAdd" + size, two, type, $"{type}.FusedMultiplyAdd({a}, {b}, {a}) + {type}.MultiplyAddEstimate({b}, {b}, {a}) + {type}.DegreesToRadians({a}) + {type}.RadiansToDegrees({b})", 0);
        yield return ("Compare" + size, two, "bool", $"{a} == {b} | {a} != {type}.Zero & {type}.LessThanAll({a}, {b}) | {type}.GreaterThanOrEqualAny({a}, {b}) | {a}.Equals({b})", 0);
        yield return ("Items" + size, size, "float", $"{a}.X + {a}[1] * {type}.UnitX[0] + {type}.Create(b).Y", 0);
        yield return ("Sine" + size, size, type, $"{type}.Sin({a})", 2);
    }

    // Structs are handed back as their numbers.
    private static NumberCase Case((string Name, int Parameters, string Type, string Expression, double Ulps) one)
    {
        string expression = Matrix().Replace(one.Expression, "M4(a, b, c, d, e, f, g, h, i, j, k, l, m, n, o, p)");
        foreach ((string from, string to) in s_helpers)
        {
            expression = Regex.Replace(expression, $@"(?<![A-Za-z.0-9]){from}\(", to + "(");
        }
        expression = Types().Replace(expression, "System.Numerics.$1");
        string[] fields = one.Type switch
        {
            "Vector2" => ["X", "Y"],
            "Vector3" => ["X", "Y", "Z"],
            "Vector4" or "Quaternion" => ["X", "Y", "Z", "W"],
            "Matrix3x2" => ["M11", "M12", "M21", "M22", "M31", "M32"],
            "Matrix4x4" => [.. Enumerable.Range(0, 16).Select(i => $"M{i / 4 + 1}{i % 4 + 1}")],
            "Complex" => ["Real", "Imaginary"],
            _ => [],
        };
        string number = one.Type is "Complex" or "double" || one.Name[0] == 'C' && one.Type == "bool" && one.Name != "Compare2" && one.Name != "Compare3" && one.Name != "Compare4" ? "double" : "float";
        string[] parameters = [.. Enumerable.Repeat(number, one.Parameters)];
        return fields.Length == 0
            ? new NumberCase(one.Name, parameters, one.Type, $"=> {expression};")
            : new NumberCase(one.Name, parameters, $"({string.Join(", ", fields.Select(_ => number))})", $"{{ var result = {expression}; return ({string.Join(", ", fields.Select(f => "result." + f))}); }}");
    }

    // M alone stands for the matrix of the first sixteen parameters.
    [GeneratedRegex("(?<![A-Za-z.0-9])M(?![0-9A-Za-z(])")]
    private static partial Regex Matrix();

    [GeneratedRegex(@"(?<![A-Za-z.])(Vector[234]|Quaternion|Matrix4x4|Matrix3x2|Plane|Complex)(?=[.(\)])")]
    private static partial Regex Types();

    // Random numbers of all sizes, and special ones among them.
    private static IEnumerable<object[]> Arguments(int count, bool isDouble)
    {
        Random random = new(count);
        double[] special = [0.0, -0.0, 1, -1, double.NaN, double.PositiveInfinity, double.NegativeInfinity, 1e30, 1e-30];
        for (int i = 0; i < 300; i++)
        {
            double[] numbers = [.. Enumerable.Range(0, count).Select(_ => (random.NextDouble() - 0.5) * Math.Pow(10, random.Next(-2, 3)))];
            if (i >= 200)
            {
                numbers[random.Next(count)] = special[random.Next(special.Length)];
                numbers[random.Next(count)] = special[random.Next(special.Length)];
            }
            yield return [.. numbers.Select(n => isDouble ? (object)n : (float)n)];
        }
    }
}
