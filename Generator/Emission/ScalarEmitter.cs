// Writes a nest without loops in place, over C# numbers: what stands between the branches and loops of a scalar program.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

/// <param name="nest">The nest: no loops, no reductions.</param>
/// <param name="names">The names of the method.</param>
/// <param name="place">The variable of a buffer of one element; of others a reference to the first.</param>
/// <param name="isVariable">Whether a buffer is a variable.</param>
/// <param name="symbol">The variable of a symbolic dimension.</param>
internal sealed class ScalarEmitter(LoopNest nest, Names names, Func<PlanBuffer, string> place, Func<PlanBuffer, bool> isVariable, Func<string, string> symbol)
{
    // From so many instructions or so much work on, a vector function is called.
    private const int Long = 12, Dear = 16;

    // What C# computes as lanes do, bit for bit.
    private static readonly Dictionary<string, string> s_numbers = new(StringComparer.Ordinal)
    {
        ["Add"] = "{0} + {1}",
        ["Subtract"] = "{0} - {1}",
        ["Multiply"] = "{0} * {1}",
        ["Negate"] = "-{0}",
        ["Copy"] = "{0}",
        ["Less"] = "{0} < {1}",
        ["LessEqual"] = "{0} <= {1}",
        ["Greater"] = "{0} > {1}",
        ["GreaterEqual"] = "{0} >= {1}",
        ["Equal"] = "{0} == {1}",
        ["NotEqual"] = "{0} != {1}",
    };

    // With {m} the class of the number's functions. Math.Max and Math.Min are IEEE 754's maximum and minimum, as those of lanes.
    private static readonly Dictionary<string, string> s_floats = new(StringComparer.Ordinal)
    {
        ["Divide"] = "{0} / {1}",
        ["Square"] = "{0} * {0}",
        ["Sqrt"] = "{m}.Sqrt({0})",
        ["Abs"] = "{m}.Abs({0})",
        ["Floor"] = "{m}.Floor({0})",
        ["Ceil"] = "{m}.Ceiling({0})",
        ["Maximum"] = "{m}.Max({0}, {1})",
        ["Minimum"] = "{m}.Min({0}, {1})",
    };

    private static readonly Dictionary<string, string> s_integers = new(StringComparer.Ordinal) { ["And"] = "{0} & {1}", ["Or"] = "{0} | {1}", ["Xor"] = "{0} ^ {1}", ["Not"] = "~{0}", ["Maximum"] = "Math.Max({0}, {1})", ["Minimum"] = "Math.Min({0}, {1})" };

    // Lanes have no elements of ulong: what is not here is not compiled.
    private static readonly Dictionary<string, string> s_ulongs = new(StringComparer.Ordinal)
    {
        ["Negate"] = "0UL - {0}",
        ["Abs"] = "{0}",
        ["Square"] = "{0} * {0}",
        ["Sign"] = "Math.Min({0}, 1UL)",
        ["Divide"] = "{1} == 0 ? ulong.MaxValue : {0} / {1}",
        ["Remainder"] = "{1} == 0 ? {0} : {0} % {1}",
        ["ShiftLeft"] = "{1} >= 64 ? 0UL : {0} << (int){1}",
        ["ShiftRightLogical"] = "{1} >= 64 ? 0UL : {0} >> (int){1}",
        ["ShiftRightArithmetic"] = "(ulong)((long){0} >> (int)Math.Min({1}, 63UL))",
        ["PopulationCount"] = "ulong.PopCount({0})",
        ["Clz"] = "ulong.LeadingZeroCount({0})",
    };

    private static readonly Dictionary<string, string> s_bools = new(StringComparer.Ordinal)
    {
        ["Copy"] = "{0}",
        ["Not"] = "!{0}",
        ["And"] = "{0} & {1}",
        ["Minimum"] = "{0} & {1}",
        ["Multiply"] = "{0} & {1}",
        ["Or"] = "{0} | {1}",
        ["Maximum"] = "{0} | {1}",
        ["Add"] = "{0} | {1}",
        ["Xor"] = "{0} ^ {1}",
        ["NotEqual"] = "{0} != {1}",
        ["Equal"] = "{0} == {1}",
        ["Less"] = "!{0} & {1}",
        ["LessEqual"] = "!{0} | {1}",
        ["Greater"] = "{0} & !{1}",
        ["GreaterEqual"] = "{0} | !{1}",
        ["Clamp"] = "({1} | {0}) & {2}",
    };

    private readonly Dictionary<NestValue, string> _values = [];

    public void Write(CodeWriter code)
    {
        bool wraps = nest.Body.Values.OfType<NestValue.Apply>().Any(a => a.DType.IsInteger);
        if (wraps)
        {
            using (code.Block("unchecked"))
            {
                WriteBody(code);
            }
            return;
        }
        WriteBody(code);
    }

    private void WriteBody(CodeWriter code)
    {
        foreach (NestValue value in nest.Body.Values)
        {
            switch (value)
            {
                case NestValue.Constant constant:
                    string literal = ElementTypes.Literal(constant.Value);
                    _values[value] = literal[0] == '-' ? $"({literal})" : literal;
                    break;
                case NestValue.Load load when isVariable(load.Buffer) && load.Guard.IsNone:
                    _values[value] = place(load.Buffer);
                    break;
                case NestValue.Load load:
                    Declare(code, load, Guarded(load.Guard, isVariable(load.Buffer) ? place(load.Buffer) : Element(load.Buffer, load.Offset), Zero(load.DType)));
                    break;
                case NestValue.OfIndex index:
                    Declare(code, index, $"({Keyword(index.DType)})({Index.Of(index.Index)})");
                    break;
                case NestValue.Select select:
                    Declare(code, select, Guarded(select.Guard, _values[select.Then], _values[select.Else]));
                    break;
                case NestValue.Apply when _values.ContainsKey(value):
                    break;
                case NestValue.Apply apply when Pair(apply) is { } pair:
                    DeclarePair(code, apply, pair);
                    break;
                case NestValue.Apply apply:
                    Declare(code, apply, Apply(code, apply));
                    break;
                default:
                    throw new InvalidOperationException("unknown value " + value.GetType().Name);
            }
        }
        foreach (NestStore store in nest.Body.Stores)
        {
            code.Line($"{(isVariable(store.Buffer) ? place(store.Buffer) : Element(store.Buffer, store.Offset))} = {_values[store.Value]};");
        }
    }

    private IndexText Index => new(_ => throw new InvalidOperationException("no loops"), symbol, value => value.DType == DType.Bool ? $"({_values[value]} ? 1 : 0)" : ElementTypes.AsNative(_values[value]));

    private string Element(PlanBuffer buffer, Affine offset) => Index.Of(offset) is var text && text == "0" ? place(buffer) : $"Unsafe.Add(ref {place(buffer)}, {text})";

    private string Guarded(Guard guard, string then, string otherwise) => guard.IsNone ? then : $"{Index.Of(guard)} ? {then} : {otherwise}";

    private void Declare(CodeWriter code, NestValue value, string expression)
    {
        string name = names.TakeLetter();
        code.Line($"{Keyword(value.DType)} {name} = {expression};");
        _values[value] = name;
    }

    // The cosine beside a sine, or the sine beside a cosine.
    private NestValue.Apply? Pair(NestValue.Apply apply) => !LaneTemplates.IsSine(apply) && !LaneTemplates.IsCosine(apply) ? null
        : nest.Body.Values.OfType<NestValue.Apply>().FirstOrDefault(v => v != apply && ReferenceEquals(v.Inputs.FirstOrDefault(), apply.Inputs[0]) && (LaneTemplates.IsSine(apply) ? LaneTemplates.IsCosine(v) : LaneTemplates.IsSine(v)));

    private void DeclarePair(CodeWriter code, NestValue.Apply one, NestValue.Apply other)
    {
        string sine = names.Take("sine"), cosine = names.Take("cosine"), keyword = Keyword(one.DType);
        (_values[one], _values[other]) = LaneTemplates.IsSine(one) ? (sine, cosine) : (cosine, sine);
        code.Line($"SinCos({_values[one.Inputs[0]]}, out {keyword} {sine}, out {keyword} {cosine});");
    }

    private string Apply(CodeWriter code, NestValue.Apply apply)
    {
        if (LaneTemplates.IsConversion(apply))
        {
            return Convert(apply.Inputs[0], apply.DType);
        }
        if (LaneTemplates.IsSelection(apply))
        {
            return Choose(apply);
        }
        DType first = apply.Inputs[0].DType;
        if (apply.Elementwise.Kernel == "Bitcast")
        {
            string bits = _values[apply.Inputs[0]];
            return first == apply.DType ? bits
                : first == DType.UInt64 ? apply.DType == DType.Int64 ? $"(long){bits}" : $"BitConverter.UInt64BitsToDouble({bits})"
                : apply.DType == DType.UInt64 ? first == DType.Int64 ? $"(ulong){bits}" : $"BitConverter.DoubleToUInt64Bits({bits})"
                : One(apply.DType, $"{Lanes(first)}.Reinterpret<{Lanes(apply.DType)}>({Broadcast(first, _values[apply.Inputs[0]])})");
        }
        string[] operands = apply.Inputs.Select(i => Convert(i, first)).ToArray();
        if (TemplateOf(apply.Elementwise.Kernel, first) is { } template)
        {
            if (operands.Length == 2 && operands[0] == operands[1] && apply.DType == DType.Bool)
            {
                // The compiler would warn of a comparison with itself.
                string copy = names.TakeLetter();
                code.Line($"{Keyword(first)} {copy} = {operands[1]};");
                operands[1] = copy;
            }
            return operands.Select((text, i) => ("{" + (char)('0' + i) + "}", text)).Aggregate(template, (text, operand) => text.Replace(operand.Item1, operand.text));
        }
        if (first == DType.UInt64 || apply.DType == DType.UInt64)
        {
            throw new NotSupportedException($"kernels do not compute '{apply.Primitive.Name}' of uint64");
        }
        bool isLong = apply.Elementwise.Length >= Long || apply.Elementwise.Cost >= Dear;
        if (isLong && first.IsFloat && apply.DType == first)
        {
            return $"Call<{apply.Elementwise.Kernel}Function>({string.Join(", ", operands)})";
        }
        string[] lanes = operands.Select(o => Broadcast(first, o)).ToArray();
        string result = isLong ? LaneTemplates.Call(apply, Lanes(first), lanes) : LaneTemplates.Of(apply, lanes);
        return apply.DType == DType.Bool ? $"IsSet<{Lanes(first)}, {Keyword(first)}>({result}, 0)" : One(first, result);
    }

    private static string? TemplateOf(string kernel, DType type) =>
        type == DType.Bool ? s_bools.TryGetValue(kernel, out string? ofBools) ? ofBools : null
        : s_numbers.TryGetValue(kernel, out string? ofNumbers) && !(kernel == "Negate" && type.Kind == DTypeKind.UInt) ? ofNumbers
        : type == DType.UInt64 && s_ulongs.TryGetValue(kernel, out string? ofUlongs) ? ofUlongs
        : (type.IsFloat ? s_floats : s_integers).TryGetValue(kernel, out string? special) ? special.Replace("{m}", type == DType.Float32 ? "MathF" : "Math")
        : null;

    // By a bool the second of two cases where it is set; by an integer any of several.
    private string Choose(NestValue.Apply apply)
    {
        NestValue which = apply.Inputs[0];
        if (which.DType == DType.Bool && apply.Inputs.Count == 3)
        {
            return $"{_values[which]} ? {_values[apply.Inputs[2]]} : {_values[apply.Inputs[1]]}";
        }
        string chosen = _values[apply.Inputs[1]];
        for (int i = 2; i < apply.Inputs.Count; i++)
        {
            chosen = $"{_values[which]} == {i - 1} ? {_values[apply.Inputs[i]]} : ({chosen})";
        }
        return chosen;
    }

    private string Convert(NestValue input, DType type)
    {
        string text = _values[input];
        return input.DType == type ? text
            : input.DType == DType.Bool ? $"({text} ? {One(type)} : {Zero(type)})"
            : type == DType.Bool ? $"{text} != {Zero(input.DType)}"
            : input.DType.IsFloat && type == DType.UInt64 ? $"ulong.CreateSaturating({text})"
            : input.DType.IsFloat && !type.IsFloat ? One(type, $"{Lanes(input.DType)}.Convert<{Lanes(type)}>({Broadcast(input.DType, text)})")
            : $"({Keyword(type)}){text}";
    }

    private static string Keyword(DType type) => ElementTypes.Keyword(type) ?? throw new NotSupportedException($"kernels do not compute with {type.Name}");

    private static string Lanes(DType type) => $"Lanes1<{Keyword(type)}>";

    private static string Broadcast(DType type, string text) => $"{Lanes(type)}.Broadcast({text})";

    private static string One(DType type, string lanes) => $"{Lanes(type)}.GetElement({lanes}, 0)";

    private static string Zero(DType type) => type == DType.Bool ? "false" : ElementTypes.Literal(Scalar.Of(0L, type));

    private static string One(DType type) => ElementTypes.Literal(Scalar.Of(1L, type));
}
