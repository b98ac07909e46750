// The structs of System.Numerics as structs of numbers: their fields, and the dispatch of constructors, members and operators to the models of each type.
using System;
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Globalization;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

/// <summary>
/// Vector2, Vector3, Vector4, Quaternion, Plane, Matrix3x2, Matrix4x4 and Complex, whose source is not in the user's compilation. A value is a <see cref="Value.Struct"/> with the
/// symbol from metadata and the fields of <see cref="FieldNames"/>, all numbers: a plane's normal is its own X, Y and Z.
/// </summary>
internal static class NumericStructs
{
    private static readonly string[] s_matrix4x4 = [.. Enumerable.Range(0, 16).Select(i => "M" + (i / 4 + 1).ToString(CultureInfo.InvariantCulture) + (i % 4 + 1).ToString(CultureInfo.InvariantCulture))];

    /// <summary>True for the structs that are modelled.</summary>
    public static bool Is(ITypeSymbol? type) => type is not null && FieldNames(type) is not null;

    /// <summary>The numbers a struct is made of, in the order of its constructor; null for other types.</summary>
    public static string[]? FieldNames(ITypeSymbol type) => !NumberFunctions.IsNumerics(type) || type.TypeKind != TypeKind.Struct ? null : type.Name switch
    {
        "Vector2" => ["X", "Y"],
        "Vector3" => ["X", "Y", "Z"],
        "Vector4" or "Quaternion" => ["X", "Y", "Z", "W"],
        "Plane" => ["X", "Y", "Z", "D"],
        "Matrix3x2" => ["M11", "M12", "M21", "M22", "M31", "M32"],
        "Matrix4x4" => s_matrix4x4,
        "Complex" => ["Real", "Imaginary"],
        _ => null,
    };

    /// <summary>The numbers with their type and the member that holds each, or the part of the struct that does.</summary>
    public static IEnumerable<(string Name, ITypeSymbol Type, ISymbol Member)> FieldsOf(INamedTypeSymbol type, string[] names)
    {
        ISymbol last = type.GetMembers(names[names.Length - 1]).First(m => m is IFieldSymbol or IPropertySymbol);
        ITypeSymbol number = last is IFieldSymbol field ? field.Type : ((IPropertySymbol)last).Type;
        return names.Select(n => (n, number, type.GetMembers(n).FirstOrDefault(m => m is IFieldSymbol or IPropertySymbol) ?? type.GetMembers("Normal")[0]));
    }

    /// <summary>C# behind a struct that reads one of its numbers.</summary>
    public static string PathOf(ISymbol member, string name) => member.ContainingType.Name == "Plane" && member.Name == "Normal" ? "Normal." + name : Emission.Names.Escape(name);

    /// <summary>True where a struct of System.Numerics is in a type: trees of arrays have none.</summary>
    public static bool AreIn(KnownTypes known, ITypeSymbol type, int depth = 0) => type switch
    {
        _ when Is(type) => true,
        INamedTypeSymbol { IsTupleType: true } tuple => tuple.TupleElements.Any(e => AreIn(known, e.Type, depth)),
        INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T } nullable => AreIn(known, nullable.TypeArguments[0], depth),
        INamedTypeSymbol user when known.IsUserType(type) && depth < 8 => Interpreter.FieldsOf(user).Any(f => AreIn(known, f.Type, depth + 1)),
        _ => false,
    };

    /// <summary>The type of each of the numbers.</summary>
    public static NumberType ElementOf(ITypeSymbol type) => type.Name == "Complex" ? NumberType.Double : NumberType.Single;

    /// <summary>The default value: zeros.</summary>
    public static Value.Struct Default(INamedTypeSymbol type) => Make(type, Pack.Filled(FieldNames(type)!.Length, Num.Of(0.0, ElementOf(type).Dtype)));

    /// <summary>A constructor; null when it is not modelled.</summary>
    public static Value? Construct(INumberHost host, INamedTypeSymbol type, IMethodSymbol constructor, Value[] arguments) =>
        arguments.Length == 0 ? Default(type) : Result(new StructCall(host, constructor, type, ".ctor", null, arguments), type);

    /// <summary>A static or instance method, or an operator; null when it is not modelled. Out parameters are written into <paramref name="arguments"/>.</summary>
    public static Value? Call(INumberHost host, IMethodSymbol method, Value? self, Value[] arguments) =>
        Result(new StructCall(host, method, method.ContainingType, method.Name, self, arguments), method.ReturnType);

    /// <summary>A static or instance property or a static field, or an indexer; null when it is not modelled.</summary>
    public static Value? Read(INumberHost host, ISymbol member, Value? self, Value[] arguments)
    {
        (string name, ITypeSymbol type) = member is IPropertySymbol property ? (property.IsIndexer ? "Item" : property.Name, property.Type) : (member.Name, ((IFieldSymbol)member).Type);
        return Result(new StructCall(host, member, member.ContainingType, name, self, arguments), type);
    }

    /// <summary>The struct with a field, property or element written; null when that is not modelled.</summary>
    public static Value.Struct? Write(INumberHost host, ISymbol member, Value.Struct self, Value[] arguments, Value value)
    {
        string[] names = FieldNames(self.Type)!;
        Pack numbers = Numbers(host, self), written = Parts(host, value);
        int at = Array.IndexOf(names, member.Name);
        if (at < 0 && member.Name == "Normal")
        {
            at = 0;
        }
        if (at < 0 && self.Type.Name is "Matrix4x4" or "Matrix3x2")
        {
            int columns = self.Type.Name == "Matrix4x4" ? 4 : 2;
            at = member.Name == "Translation" ? names.Length - columns
                : "XYZW".IndexOf(member.Name, StringComparison.Ordinal) is >= 0 and var row && member.Name.Length == 1 ? columns * row
                : arguments.Length > 0 && Index(host, arguments[0], names.Length / columns) is { } first ? arguments.Length == 1 ? columns * first : Index(host, arguments[1], columns) is { } second ? columns * first + second : -1
                : -1;
        }
        else if (at < 0 && arguments.Length == 1)
        {
            at = Index(host, arguments[0], names.Length) ?? -1;
        }
        return at < 0 ? null : Make(self.Type, numbers.With(at, written));
    }

    /// <summary>A struct of numbers.</summary>
    public static Value.Struct Make(INamedTypeSymbol type, Pack numbers)
    {
        string[] names = FieldNames(type)!;
        ImmutableDictionary<string, Value>.Builder fields = ImmutableDictionary.CreateBuilder<string, Value>();
        for (int i = 0; i < names.Length; i++)
        {
            fields[names[i]] = NumberCall.ToValue(numbers[i], null);
        }
        return new Value.Struct(type, fields.ToImmutable());
    }

    /// <summary>The numbers of a struct.</summary>
    public static Pack Numbers(INumberHost host, Value.Struct value) => new([.. FieldNames(value.Type)!.Select(n => new Num(host.Lift(value.Fields[n])))]);

    /// <summary>The numbers of a struct, or a number alone.</summary>
    public static Pack Parts(INumberHost host, Value value) => value is Value.Struct structure ? Numbers(host, structure) : new([new Num(host.Lift(value))]);

    /// <summary>A known index within bounds; null when it is not known. Beyond them C# throws.</summary>
    public static int? Index(INumberHost host, Value index, int count) => new Num(host.Lift(index)).Known is not { } known ? null
        : known.Bits >= 0 && known.Bits < count ? (int)known.Bits
        : throw host.Throws("ArgumentOutOfRangeException");

    private static Value? Result(StructCall call, ITypeSymbol type)
    {
        Pack? result = call.Container.Name switch
        {
            "Vector2" or "Vector3" or "Vector4" => VectorStructs.Call(call),
            "Quaternion" => Quaternions.Call(call),
            "Plane" => Planes.Call(call),
            "Matrix4x4" => Matrices4x4.Call(call),
            "Matrix3x2" => Matrices3x2.Call(call),
            "Complex" => ComplexNumbers.Call(call),
            _ => null,
        };
        return result is not { } numbers ? null
            : type is INamedTypeSymbol { IsTupleType: true } tuple ? Halves(tuple, numbers)
            : type is INamedTypeSymbol named && Is(named) ? Make(named, numbers)
            : type.SpecialType == SpecialType.System_Void && call.Container is INamedTypeSymbol self ? Make(self, numbers)
            : NumberCall.ToValue(numbers[0], type);
    }

    private static Value Halves(INamedTypeSymbol tuple, Pack numbers)
    {
        int half = numbers.Count / 2;
        return new Value.Tuple([.. tuple.TupleElements.Select((e, i) => (Value)Make((INamedTypeSymbol)e.Type, numbers.Part(i * half, half)))]);
    }
}
