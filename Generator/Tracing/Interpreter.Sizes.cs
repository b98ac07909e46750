// Ints that are sizes: which numbers behind a length were no dimensions, and what arithmetic of sizes C# has in an int.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private readonly HashSet<Var> _behindSizes = [];
    private readonly HashSet<Var> _behindCounts = [];
    private readonly List<Dim> _ints = [];

    // What a [Jit] method that is called has as an input is a value of the caller's.
    private readonly Dictionary<Var, NdArray> _operands = [];

    /// <summary>All variables that a length depends on which was no dimension.</summary>
    public ICollection<Var> BehindSizes => _behindSizes;

    /// <summary>All variables that the number of steps of a loop depends on: loops of as many steps as a dimension is differentiate in reverse.</summary>
    public ICollection<Var> BehindCounts => _behindCounts;

    /// <summary>Results of arithmetic with ints that are sizes, where some size takes them out of an int.</summary>
    public IEnumerable<Dim> Ints => _ints.Distinct();

    /// <summary>Tells the dimensions that are ints of the signature.</summary>
    public Func<string, bool> IsSize { get; set; } = _ => false;

    private static void Union(HashSet<Var> all, IReadOnlyDictionary<Var, NdArray> operands, NdArray number)
    {
        if (number.Trace is not JaxprTrace trace || number.Variable is null)
        {
            return;
        }
        HashSet<Var> behind = trace.Behind(number);
        NdArray[] outer = [.. trace.Captured(behind), .. behind.Where(operands.ContainsKey).Select(v => operands[v])];
        if (behind.Count(all.Add) > 0)
        {
            foreach (NdArray value in outer)
            {
                Union(all, operands, value);
            }
        }
    }

    // The end of a range less its start: what they have in common goes away, as it does in ints, which wrap around.
    private Value Difference(IOperation place, Value end, Value start)
    {
        Value written = Arithmetic(place, BinaryOperatorKind.Subtract, false, end, start, _known.Compilation.GetSpecialType(SpecialType.System_Int32));
        if (written is not Value.Scalar { Data.Variable: { } variable } || !_definitions.ContainsKey(variable))
        {
            return written;
        }
        Dictionary<Var, (Value Value, long Factor)> terms = [];
        Dim rest = 0;
        Collect(written, 1, 0);
        (Value Value, long Factor)[] left = [.. terms.Values.Where(t => t.Factor != 0)];
        return left.Length == 0 && FitsInt(new Value.Size(rest)) ? new Value.Size(rest) : left is [(var only, 1)] && rest.Equals((Dim)0) ? only : written;

        void Collect(Value value, long factor, int depth)
        {
            if (value is Value.Size or Value.Constant)
            {
                rest += factor * AsDim(place, value);
            }
            else if (depth < 16 && value is Value.Scalar { Data.Variable: { } own } && _definitions.TryGetValue(own, out (BinaryOperatorKind Kind, Value Left, Value Right) made) && made.Kind is BinaryOperatorKind.Add or BinaryOperatorKind.Subtract)
            {
                Collect(made.Left, factor, depth + 1);
                Collect(made.Right, made.Kind == BinaryOperatorKind.Add ? factor : -factor, depth + 1);
            }
            else if (value is Value.Scalar { Data.Variable: { } term })
            {
                terms[term] = (value, (terms.TryGetValue(term, out (Value Value, long Factor) known) ? known.Factor : 0) + factor);
            }
        }
    }

    // Dimensions are exact, ints wrap around: a call has to make sure that they are the same. Where that is out of reach, the numbers are computed.
    private bool FitsInt(Value value)
    {
        if (value is not Value.Size { Dim: var dim } || dim.SymbolName is not null || !dim.Symbols.Any(IsSize))
        {
            return true;
        }
        if (dim.Range(int.MaxValue) is not var (least, most) || least < -9_000_000_000_000_000_000 || most > 9_000_000_000_000_000_000)
        {
            return false;
        }
        if (least < int.MinValue || most > int.MaxValue)
        {
            _ints.Add(dim);
        }
        return true;
    }
}
