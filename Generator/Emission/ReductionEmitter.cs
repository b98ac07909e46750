// Writes the loops of a reduction, in the one order that every executor uses (Simd.Reductions): rows by virtual lanes, chunks and a tree; columns in sequence.
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Emission;

internal sealed class ReductionEmitter
{
    private const int Chunk = 8192;

    private readonly NestScope _scope;
    private readonly LoopNest _nest;
    private readonly Accumulator[] _accumulators;
    private readonly string _count;
    private readonly BlockEmitter _body;
    private readonly BlockEmitter _epilogue;

    public ReductionEmitter(NestScope scope)
    {
        _scope = scope;
        _nest = scope.Nest;
        _accumulators = _nest.Reductions.Select(r => new Accumulator(scope, r)).ToArray();
        _count = _nest.VectorLoop < 0 ? "1" : scope.Names.Take("count");
        bool rows = _nest.RowLoop >= 0;
        _body = new BlockEmitter(scope, _nest.Body, _nest.VectorLoop, _count);
        _epilogue = new BlockEmitter(
            scope, _nest.Epilogue, rows ? -1 : _nest.EpilogueLoop, rows ? "1" : _count,
            r => rows ? _accumulators[r.Number].BroadcastResult : _accumulators[r.Number].Result,
            rows ? r => _accumulators[r.Number].Result : null);
    }

    public void Write(CodeWriter code)
    {
        bool neverRuns = _nest.SequentialLoop >= 0 && IsEmpty(Extent(_nest.SequentialLoop));
        if (_nest.RowLoop >= 0 && NeedsTree(Extent(_nest.RowLoop)) && !neverRuns)
        {
            foreach (Accumulator accumulator in _accumulators)
            {
                code.Line($"{accumulator.TreeType} {accumulator.Tree} = default;");
            }
        }
        WriteParallel(code, 0);
    }

    private Dim Extent(int loop) => _nest.Loops[loop].Extent;

    private static bool IsEmpty(Dim extent) => extent is { IsConstant: true, Value: 0 };

    private static bool NeedsTree(Dim extent) => !extent.IsConstant || extent.Value > Chunk;

    private void WriteParallel(CodeWriter code, int level)
    {
        WriteValues(code, level);
        if (level < _nest.ParallelCount)
        {
            using (Loops.Open(code, _scope, level, level == _nest.VectorLoop, _count))
            {
                WriteParallel(code, level + 1);
            }
            return;
        }
        if (_nest.SequentialLoop >= 0)
        {
            WriteSequential(code);
        }
        else
        {
            WriteRow(code);
        }
        _epilogue.WriteValues(code, _nest.Loops.Count, _nest.Loops.Count);
        _epilogue.WriteStores(code);
    }

    // Values of the body that stand at this level; none where the reduced loops are known to be empty.
    private void WriteValues(CodeWriter code, int level)
    {
        if (!_nest.Loops.Any(l => IsEmpty(l.Extent)))
        {
            _body.WriteValues(code, level, _nest.Loops.Count);
        }
    }

    // ---- a row: virtual lanes in chunks, the chunks in a tree ----

    private void WriteRow(CodeWriter code)
    {
        int row = _nest.RowLoop;
        Dim extent = Extent(row);
        if (!NeedsTree(extent))
        {
            WriteChunk(code, row, "0", extent.ToCSharp(_scope.Symbol));
            foreach (Accumulator a in _accumulators)
            {
                code.Line($"{a.Element} {a.Row} = {a.Horizontal};");
            }
            return;
        }
        foreach (Accumulator a in _accumulators)
        {
            code.Line($"{a.Tree}.Clear();");
        }
        string start = _scope.Names.Take("start"), end = _scope.Names.Take("end"), all = extent.ToCSharp(_scope.Symbol);
        using (code.Block($"for (nint {start} = 0; {start} < {all}; {start} += Reductions.Chunk)"))
        {
            code.Line($"nint {end} = nint.Min({start} + Reductions.Chunk, {all});");
            WriteChunk(code, row, start, end);
            foreach (Accumulator a in _accumulators)
            {
                code.Line($"{a.Tree}.Add({a.Horizontal});");
            }
        }
        foreach (Accumulator a in _accumulators)
        {
            code.Line($"{a.Element} {a.Row} = {a.Tree}.Result();");
        }
    }

    private void WriteChunk(CodeWriter code, int row, string start, string end)
    {
        foreach (Accumulator a in _accumulators)
        {
            code.Line($"{a.Lanes} {a.Chunk} = {a.Monoid}.Identity<{a.Lanes}>();");
        }
        if (end == "0")
        {
            return;
        }
        using (Loops.Open(code, _scope, row, vector: true, _count, start, end))
        {
            WriteValues(code, _nest.Loops.Count);
            _body.WriteStores(code);
            foreach (Accumulator a in _accumulators)
            {
                a.WriteAdd(code, _body.Lane(a.Reduction.Value), _count);
            }
        }
    }

    // ---- columns, or rows in sequence: chunks of iterations, each begun with the identity ----

    private void WriteSequential(CodeWriter code)
    {
        int loop = _nest.SequentialLoop;
        Dim extent = Extent(loop);
        string all = extent.ToCSharp(_scope.Symbol);
        bool rows = _nest.RowLoop >= 0;
        if (!NeedsTree(extent))
        {
            foreach (Accumulator a in _accumulators)
            {
                code.Line($"{a.SequenceType(rows)} {a.Result} = {a.IdentityOf(rows)};");
            }
            WriteIterations(code, loop, "0", all, a => a.Result);
            return;
        }
        string start = _scope.Names.Take("start"), end = _scope.Names.Take("end");
        foreach (Accumulator a in _accumulators)
        {
            code.Line($"{a.SequenceType(rows)} {a.Result} = {a.IdentityOf(rows)};");
        }
        using (code.Block($"for (nint {start} = 0; {start} < {all}; {start} += Reductions.Chunk)"))
        {
            code.Line($"nint {end} = nint.Min({start} + Reductions.Chunk, {all});");
            foreach (Accumulator a in _accumulators)
            {
                code.Line($"{a.SequenceType(rows)} {a.Part} = {a.IdentityOf(rows)};");
            }
            WriteIterations(code, loop, start, end, a => a.Part);
            foreach (Accumulator a in _accumulators)
            {
                code.Line($"{a.Result} = {start} == 0 ? {a.Part} : {a.Combine(rows, a.Result, a.Part)};");
            }
        }
    }

    private void WriteIterations(CodeWriter code, int loop, string start, string end, System.Func<Accumulator, string> target)
    {
        if (end == "0")
        {
            return;
        }
        using (Loops.Open(code, _scope, loop, vector: false, _count, start, end))
        {
            WriteValues(code, loop + 1);
            bool rows = _nest.RowLoop >= 0;
            if (rows)
            {
                WriteRow(code);
            }
            else
            {
                _body.WriteStores(code);
            }
            foreach (Accumulator a in _accumulators)
            {
                code.Line($"{target(a)} = {a.Combine(rows, target(a), rows ? a.Row : _body.Lane(a.Reduction.Value))};");
            }
        }
    }

    /// <summary>The names and types of one reduction.</summary>
    private sealed class Accumulator(NestScope scope, NestReduction reduction)
    {
        private readonly string _name = Word(reduction);

        public NestReduction Reduction => reduction;

        /// <summary>The lanes' element type: that of the masks for bool.</summary>
        public DType Type => reduction.Value.DType == DType.Bool ? scope.Lanes.MaskType : reduction.Value.DType;

        public string Element => ElementTypes.Keyword(Type)!;

        public string Lanes => scope.Lanes.IsHalf(Type) ? LaneTypes.Parameter(Type) : scope.Lanes.Of(Type);

        // On masks the maximum is "or", the minimum and the product are "and".
        public string Monoid => (reduction.Value.DType == DType.Bool, reduction.Monoid) switch
        {
            (true, Core.Monoid.Max or Core.Monoid.Sum) => "OrMonoid",
            (true, Core.Monoid.Min or Core.Monoid.Prod) => "AndMonoid",
            _ => reduction.Monoid + "Monoid",
        };

        /// <summary>The result of all loops: lanes of the column reduction, a number of the row reduction.</summary>
        public string Result => _result ??= scope.Names.Take(_name);

        /// <summary>The result of one row.</summary>
        public string Row => _row ??= scope.Nest.SequentialLoop >= 0 ? scope.Names.Take("row" + char.ToUpperInvariant(_name[0]) + _name.Substring(1)) : Result;

        /// <summary>The lanes of a chunk of a row.</summary>
        public string Chunk => _chunk ??= scope.Names.Take(_name + "Lanes");

        /// <summary>A chunk of a sequence.</summary>
        public string Part => _part ??= scope.Names.Take(_name + "Part");

        public string Tree => _tree ??= scope.Names.Take(_name + "Tree");

        public string TreeType => $"TreeAccumulator<{Element}, {Monoid}>";

        public string Horizontal => $"Reductions.Horizontal<{Lanes}, {Element}, {Monoid}>({Chunk})";

        public string BroadcastResult => $"{scope.Lanes.Of(Type)}.Broadcast({Result})";

        public string SequenceType(bool rows) => rows ? Element : Lanes;

        public string IdentityOf(bool rows) => rows
            ? $"Lanes1<{Element}>.GetElement({Monoid}.Identity<Lanes1<{Element}>>(), 0)"
            : $"{Monoid}.Identity<{Lanes}>()";

        public string Combine(bool rows, string left, string right) => rows
            ? $"Reductions.Combine<{Element}, {Monoid}>({left}, {right})"
            : $"{Monoid}.Combine({left}, {right})";

        public void WriteAdd(CodeWriter code, string value, string count)
        {
            if (scope.Lanes.IsHalf(Type))
            {
                Add(code, value + ".Low", $"Math.Min({count}, {Lanes}.Count)");
                Add(code, value + ".High", $"Math.Max({count} - {Lanes}.Count, 0)");
            }
            else
            {
                Add(code, value, count);
            }
        }

        private void Add(CodeWriter code, string value, string count) =>
            code.Line($"{Chunk} = {Monoid}.Combine({Chunk}, Keep<{Lanes}, {Element}, {Monoid}>({value}, {count}));");

        private string? _result;
        private string? _row;
        private string? _chunk;
        private string? _part;
        private string? _tree;

        private static string Word(NestReduction reduction) => reduction.Monoid switch
        {
            Core.Monoid.Sum => "sum",
            Core.Monoid.Prod => "product",
            Core.Monoid.Max => "max",
            Core.Monoid.Min => "min",
            Core.Monoid.And => "all",
            _ => "any",
        };
    }
}
