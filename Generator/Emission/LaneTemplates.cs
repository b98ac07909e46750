// The C# of an elementwise primitive over lanes: its own template, and what differs for masks and for mixed element types.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

internal static class LaneTemplates
{
    // On bools, which are masks in registers.
    private static readonly Dictionary<string, string> s_masks = new(StringComparer.Ordinal)
    {
        ["Copy"] = "{0}",
        ["Not"] = "~{0}",
        ["And"] = "{0} & {1}",
        ["Minimum"] = "{0} & {1}",
        ["Multiply"] = "{0} & {1}",
        ["Or"] = "{0} | {1}",
        ["Maximum"] = "{0} | {1}",
        ["Add"] = "{0} | {1}",
        ["Xor"] = "{0} ^ {1}",
        ["NotEqual"] = "{0} ^ {1}",
        ["Equal"] = "~({0} ^ {1})",
        ["Less"] = "~{0} & {1}",
        ["LessEqual"] = "~{0} | {1}",
        ["Greater"] = "{0} & ~{1}",
        ["GreaterEqual"] = "{0} | ~{1}",
        ["Clamp"] = "({1} | {0}) & {2}",
    };

    private static readonly HashSet<string> s_comparisons = new(StringComparer.Ordinal) { "Equal", "NotEqual", "Less", "LessEqual", "Greater", "GreaterEqual" };

    public static bool IsSelection(NestValue.Apply apply) => apply.Elementwise.Kernel == "Select";

    public static string Select(string mask, string ifTrue, string ifFalse) => $"Select({mask}, {ifTrue}, {ifFalse})";

    public static bool IsConversion(NestValue.Apply apply) => apply.Elementwise.Kernel == "Convert";

    public static bool IsSine(NestValue value) => value is NestValue.Apply { Elementwise.Kernel: "Sin" };

    public static bool IsCosine(NestValue value) => value is NestValue.Apply { Elementwise.Kernel: "Cos" };

    /// <summary>A comparison of numbers: written where its mask is used, which keeps the mask in a mask register.</summary>
    public static bool IsComparison(NestValue value) =>
        value is NestValue.Apply apply && s_comparisons.Contains(apply.Elementwise.Kernel) && apply.Inputs[0].DType != DType.Bool;

    /// <summary>A vector function as a call of its own, <c>F.Call&lt;TanFunction&gt;(a)</c>, where others have it inlined.</summary>
    public static string Call(NestValue.Apply apply, string lanes, IReadOnlyList<string> operands) =>
        $"{lanes}.Call<{apply.Elementwise.Kernel}Function>({string.Join(", ", operands)})";

    /// <summary>The expression of an elementwise primitive on operands that all have the lanes of the first.</summary>
    public static string Of(NestValue.Apply apply, IReadOnlyList<string> operands)
    {
        DType type = apply.Inputs.Count == 0 ? apply.DType : apply.Inputs[0].DType;
        string template = type == DType.Bool
            ? s_masks.TryGetValue(apply.Elementwise.Kernel, out string? mask) ? mask : throw new NotSupportedException($"'{apply.Primitive.Name}' is not defined on bools")
            : apply.Elementwise.Template(type);
        for (int i = 0; i < operands.Count; i++)
        {
            template = template.Replace("{" + i.ToString(System.Globalization.CultureInfo.InvariantCulture) + "}", operands[i]);
        }
        foreach (KeyValuePair<string, object?> parameter in apply.Params.Items.Where(p => p.Value is Dim { IsConstant: true }))
        {
            template = template.Replace("{" + parameter.Key + "}", ((Dim)parameter.Value!).ToString());
        }
        return template;
    }
}
