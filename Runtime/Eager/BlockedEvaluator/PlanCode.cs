// A plan with all sizes known, compiled to steps over buffers: nothing is looked up while it runs.
using System;
using System.Collections.Generic;
using System.Linq;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

internal sealed class PlanCode
{
    private readonly StepCode[] _steps;
    private readonly Location[] _fixed;
    private readonly (int Id, Aval Aval, long Size)[] _temporaries;
    private readonly int[] _inputs;
    private readonly int[] _outputs;
    private readonly int[] _consts;
    private readonly int[] _given;
    private readonly string? _unmet;

    public PlanCode(Plan plan, Func<Dim, long> size)
    {
        _unmet = plan.Requirements.Where(r => size(r.Dim) < 0).Select(r => r.Reason).FirstOrDefault();
        _steps = plan.Steps.Select(s => Compile(s, size)).ToArray();
        _fixed = plan.Buffers.Select(b => b.Value is { } value ? new Location(Storage.Of(new NdArray(value, weak: false)), 0)
            : b.Data is { } data ? new Location(Storage.Of(data), 0)
            : default).ToArray();
        _temporaries = plan.Buffers.Where(b => b.Kind == BufferKind.Temporary).Select(b => (b.Id, Sizes.Of(b.Aval, size), Sizes.Count(b.Aval, size))).ToArray();
        TemporaryBytes = _temporaries.Aggregate(0L, (bytes, t) => long.CreateSaturating((Int128)bytes + ((Int128)t.Size * t.Aval.DType.ItemSize)));
        _inputs = plan.Inputs.Select(b => b.Id).ToArray();
        _outputs = plan.Outputs.Select(b => b.Id).ToArray();
        _consts = plan.Consts.Select(b => b.Id).ToArray();
        _given = [.. _inputs, .. _outputs, .. _consts];
        OutputAvals = plan.Outputs.Select(b => Sizes.Of(b.Aval, size)).ToArray();
        OutputSizes = plan.Outputs.Select(b => Sizes.Count(b.Aval, size)).ToArray();
    }

    public Aval[] OutputAvals { get; }

    public long[] OutputSizes { get; }

    /// <summary>Bytes of the temporaries of a frame.</summary>
    public long TemporaryBytes { get; }

    /// <summary>Memory for one execution at a time: constants and temporaries in place, inputs and outputs to be set.</summary>
    public Location[] NewFrame()
    {
        Location[] frame = (Location[])_fixed.Clone();
        foreach ((int id, Aval aval, long size) in _temporaries)
        {
            frame[id] = new Location(Storage.Allocate(aval, size), 0);
        }
        return frame;
    }

    public void SetInput(Location[] frame, int input, Location location) => frame[_inputs[input]] = location;

    public void SetOutput(Location[] frame, int output, Location location) => frame[_outputs[output]] = location;

    public void SetConst(Location[] frame, int number, Location location) => frame[_consts[number]] = location;

    /// <summary>Forgets what was set: the temporaries and the plan's own constants stay.</summary>
    public void Release(Location[] frame)
    {
        foreach (int id in _given)
        {
            frame[id] = default;
        }
    }

    public void Run(Location[] frame)
    {
        if (_unmet is not null)
        {
            throw new ShapeException(_unmet);
        }
        foreach (StepCode step in _steps)
        {
            step.Run(frame);
        }
    }

    private static StepCode Compile(Step step, Func<Dim, long> size) => step switch
    {
        LoopNest nest => new NestCode(nest, size),
        MatrixProduct product => new ProductCode(product, size),
        UpdateStep update => new UpdateCode(update, size),
        LibraryCall call => new InterpreterCode(call, size),
        ScanStep scan => new ScanCode(scan, size),
        WhileStep loop => new WhileCode(loop, size),
        CondStep cond => new CondCode(cond, size),
        _ => throw new NotSupportedException($"the blocked evaluator has no {step.GetType().Name} of {string.Join(", ", step.Writes.Select(b => b.Aval))}"),
    };
}
