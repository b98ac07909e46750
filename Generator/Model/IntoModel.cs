// The signature of fInto as plain data, made from the declaration of f alone: what f computes plays no part.
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Model;

/// <summary>A parameter of f: a span, or a number.</summary>
/// <param name="Name">The parameter's name, not escaped.</param>
/// <param name="Element">The keyword of its element type.</param>
/// <param name="IsArray">False for a C# number.</param>
/// <param name="Shape">The declared shape; null for an array without one, which has one axis.</param>
internal sealed record IntoInput(string Name, string Element, bool IsArray, Shape? Shape);

/// <summary>A result of f, which gets a destination.</summary>
/// <param name="Path">C# that reads it from the result <c>{0}</c>.</param>
internal sealed record IntoResult(string Path, string Element, bool IsArray);

/// <param name="Id">Names the generated files and classes; unique in the compilation.</param>
/// <param name="Name">The name of f.</param>
/// <param name="FullName">f as C# elsewhere writes it.</param>
/// <param name="Display">f for people.</param>
/// <param name="Containers">The headers of its namespace and types, from outside in.</param>
/// <param name="Suppressed">The ids of warnings about obsolete and experimental members, which the user's call gives.</param>
internal sealed record IntoModel(
    string Id,
    string Name,
    string FullName,
    string Display,
    EquatableList<string> Containers,
    string Accessibility,
    string Suppressed,
    EquatableList<IntoInput> Inputs,
    EquatableList<IntoResult> Results);
