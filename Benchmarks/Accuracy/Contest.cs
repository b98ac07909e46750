// Competitors measured in turn on one thread: each runs once a round, the minimum over the rounds counts.
using System;
using System.Collections.Generic;
using System.Diagnostics;

namespace SrcGenJit.Accuracy;

internal sealed class Contest(int elements)
{
    private const int Rounds = 60;
    private const double RoundNanoseconds = 15_000;

    private readonly List<(string Name, Action Run)> _competitors = [];
    private readonly Dictionary<string, double> _best = [];

    /// <summary>Nanoseconds an element; not a number for a competitor that there is not.</summary>
    public double this[string name] => _best.GetValueOrDefault(name, double.NaN);

    public void Add(string name, Action? run)
    {
        if (run is not null)
        {
            _competitors.Add((name, run));
        }
    }

    /// <summary>Runs everything a few times, for the JIT to compile it well.</summary>
    public void Warm()
    {
        foreach ((_, Action run) in _competitors)
        {
            for (int i = 0; i < 40; i++)
            {
                run();
            }
        }
    }

    public void Run()
    {
        int[] loops = new int[_competitors.Count];
        for (int c = 0; c < loops.Length; c++)
        {
            _best[_competitors[c].Name] = double.PositiveInfinity;
            loops[c] = 1;
        }
        for (int round = 0; round < Rounds; round++)
        {
            for (int c = 0; c < loops.Length; c++)
            {
                (string name, Action run) = _competitors[c];
                long start = Stopwatch.GetTimestamp();
                for (int i = 0; i < loops[c]; i++)
                {
                    run();
                }
                double time = Stopwatch.GetElapsedTime(start).TotalNanoseconds / loops[c];
                // The first round only says how often to run.
                _best[name] = round == 0 ? double.PositiveInfinity : Math.Min(_best[name], time / elements);
                loops[c] = round == 0 ? Math.Clamp((int)(RoundNanoseconds / time), 1, 200) : loops[c];
            }
        }
    }
}
