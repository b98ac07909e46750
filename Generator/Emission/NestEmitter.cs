// Writes one loop nest: a method that chooses the vector width, and the loops over lane type parameters.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

/// <param name="nest">The nest.</param>
/// <param name="name">The method's name.</param>
/// <param name="bufferNames">The name wanted for a buffer.</param>
/// <param name="symbolName">The variable of a symbolic dimension in the calling method.</param>
/// <param name="isNumber">Whether a buffer is a local of the calling method, and no span.</param>
internal sealed class NestEmitter(LoopNest nest, string name, Func<PlanBuffer, string> bufferNames, Func<string, string> symbolName, Func<PlanBuffer, bool> isNumber)
{
    private static readonly string[] s_loopNames = ["i", "j", "k", "l", "m", "p", "q"];

    private readonly PlanBuffer[] _buffers = [.. nest.Reads, .. nest.Writes];
    private readonly string[] _symbols = Symbols(nest).ToArray();

    /// <summary>A call of the method, from spans named as the buffers.</summary>
    public string Call =>
        $"{name}({string.Join(", ", _buffers.Select(b => !isNumber(b) ? $"ref MemoryMarshal.GetReference({bufferNames(b)})" : Ref(b) + bufferNames(b)).Concat(_symbols.Select(symbolName)))});";

    // Locals that are only read go by value.
    private string Ref(PlanBuffer buffer) => isNumber(buffer) && !nest.Writes.Contains(buffer) ? "" : "ref ";

    public void Write(CodeWriter code)
    {
        Names names = new(KernelNames.Reserved);
        Dictionary<PlanBuffer, string> buffers = _buffers.ToDictionary(b => b, b => names.Take(Names.IsIdentifier(bufferNames(b).TrimStart('@')) ? bufferNames(b).TrimStart('@') : b.Name));
        Dictionary<string, string> symbols = _symbols.ToDictionary(s => s, s => names.Take(Names.Local(Names.Clean(s))), StringComparer.Ordinal);
        string[] loops = nest.Loops.Select((_, i) => names.Take(i < s_loopNames.Length ? s_loopNames[i] : "i")).ToArray();
        BlockSize size = SizeOf(nest);
        LaneTypes lanes = new(ElementTypesOf(nest), size, size == BlockSize.Row32 && nest.Reductions.Any(r => r.Value.DType.ItemSize == 8));
        NestScope scope = new(nest, lanes, names, b => buffers[b], loops, s => symbols[s], LongFunctions.ToCall(nest, lanes));
        string parameters = string.Join(", ", _buffers.Select(b => $"{Ref(b)}{ElementTypes.Keyword(b.Aval.DType)} {buffers[b]}").Concat(_symbols.Select(s => $"nint {symbols[s]}")));
        string arguments = string.Join(", ", _buffers.Select(b => Ref(b) + buffers[b]).Concat(_symbols.Select(s => symbols[s])));
        if (lanes.Parameters.Length > 0)
        {
            WriteDispatch(code, lanes, parameters, arguments);
            code.Line();
        }
        if (scope.Called.Count > 0)
        {
            code.Line("// The longest functions are called once a vector: together they are more than the JIT inlines into a method.");
        }
        code.Line("[MethodImpl(MethodImplOptions.AggressiveOptimization | MethodImplOptions.NoInlining)]");
        string generic = lanes.Parameters.Length > 0 ? $"<{lanes.Parameters}>" : "";
        using (code.Block($"private static void {name}{generic}({parameters})" + string.Concat(lanes.Constraints.Select(c => "\n    " + c))))
        {
            WriteBody(code, scope);
        }
    }

    private void WriteDispatch(CodeWriter code, LaneTypes lanes, string parameters, string arguments)
    {
        if (lanes.IsScalar)
        {
            code.Line($"private static void {name}({parameters}) =>");
            code.Line($"    {name}<{lanes.Arguments(1)}>({arguments});");
            return;
        }
        using (code.Block($"private static void {name}({parameters})"))
        {
            using (code.Block("if (Vector512.IsHardwareAccelerated && Avx512F.IsSupported)"))
            {
                code.Line($"{name}<{lanes.Arguments(512)}>({arguments});");
            }
            using (code.Block("else if (Vector256.IsHardwareAccelerated && Fma.IsSupported)"))
            {
                code.Line($"{name}<{lanes.Arguments(256)}>({arguments});");
            }
            using (code.Block("else"))
            {
                code.Line($"{name}<{lanes.Arguments(128)}>({arguments});");
            }
        }
    }

    private void WriteBody(CodeWriter code, NestScope scope)
    {
        // A parallel loop may be empty: then there is nothing to do, and what stands outside the loops must not be computed.
        string[] maybeEmpty = nest.Loops.Where(l => l.Kind == LoopKind.Parallel && !l.Extent.IsConstant).Select(l => l.Extent.ToCSharp(scope.Symbol) + " == 0").Distinct().ToArray();
        if (maybeEmpty.Length > 0 && (nest.Loops.Count > 1 || nest.Body.Values.Any(v => v is NestValue.Load && !v.DependsOn(0))))
        {
            using (code.Block($"if ({string.Join(" || ", maybeEmpty)})"))
            {
                code.Line("return;");
            }
            scope = scope with { Nest = NotEmpty(nest) };
        }
        if (nest.Loops.Any(l => l.Kind == LoopKind.Parallel && l.Extent is { IsConstant: true, Value: 0 }))
        {
            code.Line("// There are no elements.");
            return;
        }
        if (!nest.IsReduction)
        {
            WriteParallel(code, scope, new BlockEmitter(scope, nest.Body, nest.VectorLoop, nest.VectorLoop < 0 ? "1" : Count(scope)), 0);
            return;
        }
        new ReductionEmitter(scope).Write(code);
    }

    private static LoopNest NotEmpty(LoopNest nest)
    {
        IReadOnlyDictionary<string, long> least = Dim.LeastWhereNotEmpty(nest.Loops.Where(l => l.Kind == LoopKind.Parallel).Select(l => l.Extent));
        return new LoopNest([.. nest.Loops.Select(l => l with { Extent = l.Extent.Given(least) })], nest.Body, nest.Reductions, nest.Epilogue);
    }

    private static string Count(NestScope scope) => scope.Names.Take("count");

    private void WriteParallel(CodeWriter code, NestScope scope, BlockEmitter block, int level)
    {
        block.WriteValues(code, level, nest.Loops.Count);
        if (level == nest.Loops.Count)
        {
            block.WriteStores(code);
            return;
        }
        using (Loops.Open(code, scope, level, level == nest.VectorLoop, block.Count))
        {
            WriteParallel(code, scope, block, level + 1);
        }
    }

    private static BlockSize SizeOf(LoopNest nest) =>
        nest.RowLoop >= 0 ? (nest.Reductions.All(r => r.Value.DType.ItemSize == 8) ? BlockSize.Row16 : BlockSize.Row32)
        : nest.VectorLoop < 0 ? BlockSize.One
        : BlockSize.Register;

    private static IEnumerable<DType> ElementTypesOf(LoopNest nest) => nest.Body.Values.Concat(nest.Epilogue.Values).Select(v => v.DType)
        .Concat(nest.RowLoop >= 0 && nest.Reductions.Any(r => r.Value.DType == DType.Bool) ? [DType.Int32] : []).Distinct();

    private static IEnumerable<string> Symbols(LoopNest nest)
    {
        NestBlock[] blocks = [nest.Body, nest.Epilogue];
        IEnumerable<Dim> dims = nest.Loops.Select(l => l.Extent)
            .Concat(blocks.SelectMany(b => b.Values).SelectMany(v => v switch
            {
                NestValue.Load load => DimsOf(load.Offset).Concat(DimsOf(load.Guard)),
                NestValue.OfIndex index => DimsOf(index.Index),
                NestValue.Select select => DimsOf(select.Guard),
                _ => [],
            }))
            .Concat(blocks.SelectMany(b => b.Stores).SelectMany(s => DimsOf(s.Offset)));
        return dims.SelectMany(d => d.Symbols).Distinct().OrderBy(s => s, StringComparer.Ordinal);
    }

    private static IEnumerable<Dim> DimsOf(Guard guard) => guard.Conditions.SelectMany(c => DimsOf(c.Index).Append(c.Extent));

    private static IEnumerable<Dim> DimsOf(Affine index) => index.Terms.SelectMany(t => DimsOf(t.Atom).Append(t.Coefficient)).Append(index.Offset);

    private static IEnumerable<Dim> DimsOf(IndexAtom atom) => atom switch
    {
        IndexAtom.FloorDiv floor => DimsOf(floor.Dividend).Append(floor.Divisor),
        IndexAtom.Mod mod => DimsOf(mod.Dividend).Append(mod.Divisor),
        IndexAtom.Clamp clamp => DimsOf(clamp.Inner).Append(clamp.Low).Append(clamp.High),
        _ => [],
    };
}
