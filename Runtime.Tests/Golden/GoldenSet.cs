// The programs of a folder of golden data, each prepared on its own: ready to run, using what this version does not have, or broken.
using System;
using System.Collections.Generic;
using System.IO;
using System.Linq;
using SrcGenJit;
using SrcGenJit.Core;

namespace Runtime.Tests.Golden;

internal sealed class GoldenSet
{
    private static readonly Lazy<GoldenSet> s_default = new(() => Load(GoldenData.Folder, GoldenRun.Only));

    private readonly List<Runnable> _ready = [];
    private readonly List<(string Id, string Category, string Reason)> _missing = [];
    private readonly List<(string Id, string Category, string Problem)> _broken = [];

    /// <summary>The data that SRCGENJIT_GOLDEN names, or the repository's.</summary>
    public static GoldenSet Default => s_default.Value;

    public IReadOnlyList<Runnable> Ready => _ready;

    /// <summary>Programs with primitives or element types that this version does not have, or without values in the data.</summary>
    public IReadOnlyList<(string Id, string Category, string Reason)> Missing => _missing;

    /// <summary>Records that cannot be read, texts that do not parse, programs that throw while they are prepared: each is a failure.</summary>
    public IReadOnlyList<(string Id, string Category, string Problem)> Broken => _broken;

    public int Count => _ready.Count + _missing.Count + _broken.Count;

    /// <param name="folder">The folder of *.jsonl files.</param>
    /// <param name="only">A category or a part of an id; empty for all.</param>
    public static GoldenSet Load(string folder, string only = "")
    {
        GoldenSet set = new();
        foreach (GoldenRecord record in GoldenData.Records(folder))
        {
            if (record.Problem is not null)
            {
                set.Break(record.Id, record.Category, new InvalidDataException(record.Problem));
                continue;
            }
            foreach ((string id, Func<GoldenProgram?> read) in GoldenData.Programs(record).Where(p => p.Id.Contains(only, StringComparison.Ordinal) || record.Category == only))
            {
                set.Prepare(id, record.Category, read);
            }
        }
        return set;
    }

    // What is broken in one program leaves its record's others.
    private void Prepare(string id, string category, Func<GoldenProgram?> read)
    {
        try
        {
            if (read() is not { } program)
            {
                return;
            }
            Jaxpr jaxpr = Jaxpr.Parse(program.Jaxpr);
            if (GoldenRun.Obstacle(program, jaxpr) is { } reason)
            {
                _missing.Add((program.Id, program.Category, reason));
                return;
            }
            jaxpr.Check();
            _ready.Add(new Runnable(program, jaxpr, GoldenRun.Arrays(program.Consts ?? [], jaxpr.ConstVars), GoldenRun.Arrays(program.Arguments, jaxpr.InVars)));
        }
        catch (Exception e)
        {
            Break(id, category, e);
        }
    }

    private void Break(string id, string category, Exception e) => _broken.Add((id, category, $"{e.GetType().Name} {e.Message}"));
}
