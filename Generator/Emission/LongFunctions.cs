// Chooses the vector functions that a loop calls instead of inlining them: the JIT stops inlining when a method has 512 locals, and what it leaves are calls of single additions.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

internal static class LongFunctions
{
    // In instructions of float at 512 bits, as the table of primitives has them. Measured with loops of 3 to 9 functions: at 176 all is inlined on every width, at 250 no longer
    // in double at 256 bits, which takes 1.4 times the instructions.
    private const int MostInlined = 176;

    // Below this a call is dearer than what it saves.
    private const int Short = 12;

    /// <summary>The functions to be called: the longest first, until the others fit.</summary>
    public static HashSet<NestValue> ToCall(LoopNest nest, LaneTypes lanes)
    {
        NestValue.Apply[] functions = nest.Body.Values.Concat(nest.Epilogue.Values).OfType<NestValue.Apply>().ToArray();
        HashSet<NestValue> called = [];
        int length = functions.Sum(f => LengthOf(f, functions, lanes));
        foreach (NestValue.Apply function in functions.Where(f => f.Elementwise.Length >= Short && !IsHalfOfPair(f, functions)).OrderByDescending(f => LengthOf(f, functions, lanes)))
        {
            if (length <= MostInlined)
            {
                break;
            }
            length -= LengthOf(function, functions, lanes);
            called.Add(function);
        }
        return called;
    }

    // With 256 bits; the second of a sine and a cosine of one argument costs its last operations only.
    private static int LengthOf(NestValue.Apply function, NestValue.Apply[] all, LaneTypes lanes)
    {
        int length = LaneTemplates.IsCosine(function) && IsHalfOfPair(function, all) ? 6 : function.Elementwise.Length;
        return length * lanes.Registers(function.DType == DType.Bool ? lanes.MaskType : function.DType, 256);
    }

    private static bool IsHalfOfPair(NestValue.Apply function, NestValue.Apply[] all) =>
        (LaneTemplates.IsSine(function) && all.Any(f => LaneTemplates.IsCosine(f) && ReferenceEquals(f.Inputs[0], function.Inputs[0])))
        || (LaneTemplates.IsCosine(function) && all.Any(f => LaneTemplates.IsSine(f) && ReferenceEquals(f.Inputs[0], function.Inputs[0])));
}
