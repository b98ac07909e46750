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

    public void Run()
    {
        foreach ((string name, Action run) in _competitors)
        {
            // Compiles, and says how often to run a round.
            run();
            _best[name] = Time(run, 1);
        }
        for (int round = 0; round < Rounds; round++)
        {
            foreach ((string name, Action run) in _competitors)
            {
                _best[name] = Math.Min(_best[name], Time(run, Math.Clamp((int)(RoundNanoseconds / (_best[name] * elements)), 1, 200)));
            }
        }
    }

    private double Time(Action run, int loops)
    {
        long start = Stopwatch.GetTimestamp();
        for (int i = 0; i < loops; i++)
        {
            run();
        }
        return (Stopwatch.GetTimestamp() - start) * (1e9 / Stopwatch.Frequency) / loops / elements;
    }
}
