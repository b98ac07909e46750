// Names that a kernel's variables must not hide.
namespace SrcGenJit.Generator.Emission;

internal static class KernelNames
{
    /// <summary>What generated bodies call by its simple name.</summary>
    public static string[] Reserved { get; } =
    [
        "F", "D", "I", "L", "U",
        "Load", "LoadRange", "LaneRange", "Store", "Broadcast", "Mask", "Lane", "IsSet", "SetMask", "Keep", "InRange", "FloorDiv", "Mod", "Clamp",
        "Sin", "Cos", "SinCos", "Exp", "Expm1", "Log", "Log1p", "Tanh", "Sqrt", "Rsqrt", "Logistic", "Erf", "ErfInv", "IntegerPower", "Power", "Abs", "Sign", "Floor",
        "IsFinite", "Square", "Negate", "Maximum", "Minimum", "Remainder", "Atan2", "ShiftLeft", "ShiftRightLogical", "ShiftRightArithmetic",
        "Equal", "NotEqual", "Less", "LessEqual", "Greater", "GreaterEqual", "Select", "Convert",
        "Span", "ReadOnlySpan", "Math", "Unsafe", "MemoryMarshal", "Vector128", "Vector256", "Vector512", "Avx512F", "Fma", "Lanes1", "Lanes128", "Lanes256", "Lanes512", "Pair",
        "Reductions", "TreeAccumulator", "MatMul", "KernelSupport", "Scratch", "Run", "Call", "NdArray", "Register",
    ];
}
