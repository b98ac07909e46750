// Typed arrays as text.
using System;
using System.Diagnostics;
using SrcGenJit.Arrays;

namespace SrcGenJit;

[DebuggerDisplay("{DebuggerText,nq}")]
public sealed partial class NdArray<T>
{
    private string DebuggerText => IsTracer ? ToString() : Shape.Size.Value <= 1000 ? ToString() : $"{Erased.Aval} ({Shape.Size} elements)";

    /// <summary>JAX's layout: <c>Array([1., 2.], dtype=float32)</c>; a tracer prints as JAX prints it.</summary>
    public override string ToString() => ToString(null);

    /// <summary>
    /// JAX's layout; the format <c>classic</c> gives that of 2022, <c>DeviceArray([1., 2.], dtype=float32)</c>, and <c>str</c> what Python's str gives, <c>[1. 2.]</c>.
    /// </summary>
    /// <exception cref="FormatException">The format is another one.</exception>
    public string ToString(string? format)
    {
        if (IsTracer)
        {
            // EvalShape gives shapes and types without a trace.
            return !Erased.IsTracer
                ? $"ShapeDtypeStruct(shape={Shape}, dtype={Erased.Aval.DType.Name}{(IsWeak ? ", weak_type=True" : "")})"
                : $"JitTracer({(IsWeak ? "~" : "")}{Erased.Aval.DType.Name}{Shape.ToBrackets()})";
        }
        return format switch
        {
            null or "" => ArrayPrinter.Repr(_data!, Shape.ToInts(), Dtype, IsWeak),
            "classic" => ArrayPrinter.Repr(_data!, Shape.ToInts(), Dtype, IsWeak, classic: true),
            "str" => ArrayPrinter.Str(_data!, Shape.ToInts()),
            _ => throw new FormatException($"an array has the formats \"\", \"classic\" and \"str\", not \"{format}\""),
        };
    }
}
