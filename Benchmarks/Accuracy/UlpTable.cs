// Reads the tables of correctly rounded function values and measures results against them in units in the last place.
using System;
using System.Globalization;
using System.IO;
using System.Numerics;

namespace SrcGenJit.Accuracy;

/// <summary>One table: the columns of arguments, the rounded results, and what the rounding lost.</summary>
internal sealed class UlpTable<T>
    where T : unmanaged, IBinaryFloatingPointIeee754<T>
{
    private readonly T[] _rounded;
    private readonly double[] _lost;
    private readonly bool _cancels;

    private UlpTable(string function, T[][] arguments, T[] rounded, double[] lost)
    {
        // exp(x) + exp(y) near 1: the units are those of the largest of arguments and result.
        _cancels = function == "logaddexp";
        Arguments = arguments;
        _rounded = rounded;
        _lost = lost;
    }

    public T[][] Arguments { get; }

    public int Count => _rounded.Length;

    public static UlpTable<T> Read(string function)
    {
        string[] lines = File.ReadAllLines(PathOf(function));
        int columns = lines[0].Split(',').Length;
        T[][] arguments = new T[columns - 2][];
        for (int c = 0; c < arguments.Length; c++)
        {
            arguments[c] = new T[lines.Length - 1];
        }
        T[] rounded = new T[lines.Length - 1];
        double[] lost = new double[lines.Length - 1];
        for (int i = 0; i < rounded.Length; i++)
        {
            string[] cells = lines[i + 1].Split(',');
            for (int c = 0; c < arguments.Length; c++)
            {
                arguments[c][i] = Number(cells[c]);
            }
            rounded[i] = Number(cells[^2]);
            lost[i] = BitConverter.UInt64BitsToDouble(ulong.Parse(cells[^1], NumberStyles.HexNumber, CultureInfo.InvariantCulture));
        }
        return new UlpTable<T>(function, arguments, rounded, lost);
    }

    /// <summary>The largest error and where it is; infinite where a special value is missed.</summary>
    public (double Ulp, string Where) Worst(ReadOnlySpan<T> results)
    {
        double worst = 0;
        string where = "";
        for (int i = 0; i < _rounded.Length; i++)
        {
            double error = Error(results[i], _rounded[i], _lost[i], ScaleOf(i));
            if (!(error <= worst))
            {
                worst = error;
                where = string.Create(CultureInfo.InvariantCulture, $"{Row(i, results[i])}: {error:F3} ulp");
            }
        }
        return (worst, where);
    }

    /// <summary>The rows whose result is NaN, infinite or exactly zero, and which of them are missed.</summary>
    public Specials Specials(ReadOnlySpan<T> results)
    {
        int nans = 0, infinities = 0, zeros = 0, missed = 0;
        string where = "";
        for (int i = 0; i < _rounded.Length; i++)
        {
            bool zero = _rounded[i] == T.Zero && _lost[i] == 0;
            if (!zero && T.IsFinite(_rounded[i]))
            {
                continue;
            }
            _ = zero ? zeros++ : T.IsNaN(_rounded[i]) ? nans++ : infinities++;
            if (Error(results[i], _rounded[i], _lost[i]) != 0)
            {
                where = missed++ == 0 ? Row(i, results[i]) : where;
            }
        }
        return new Specials(nans, infinities, zeros, missed, where);
    }

    private string Row(int i, T result)
    {
        string[] arguments = Array.ConvertAll(Arguments, column => column[i].ToString("R", CultureInfo.InvariantCulture));
        return string.Create(CultureInfo.InvariantCulture, $"f({string.Join(", ", arguments)}) gave {result:R}, not {_rounded[i]:R}");
    }

    private T ScaleOf(int row)
    {
        T scale = T.Zero;
        for (int c = 0; _cancels && c < Arguments.Length; c++)
        {
            T magnitude = T.Abs(Arguments[c][row]);
            scale = T.IsFinite(magnitude) ? T.Max(scale, magnitude) : scale;
        }
        return scale;
    }

    /// <summary>The error of a result in ULP of the larger of the result and <paramref name="scale"/>; infinite where a special value or the sign of a zero is missed.</summary>
    public static double Error(T result, T rounded, double lost, T scale = default)
    {
        if (T.IsNaN(rounded) || T.IsNaN(result))
        {
            return T.IsNaN(rounded) && T.IsNaN(result) ? 0 : double.PositiveInfinity;
        }
        if (T.IsInfinity(rounded) || T.IsInfinity(result) || (rounded == T.Zero && lost == 0))
        {
            return result == rounded && T.IsNegative(result) == T.IsNegative(rounded) ? 0 : double.PositiveInfinity;
        }
        T magnitude = T.Max(T.Abs(rounded), scale), next = T.BitIncrement(magnitude);
        T ulp = T.IsInfinity(next) ? magnitude - T.BitDecrement(magnitude) : next - magnitude;
        return Math.Abs(double.CreateChecked(result - rounded) - lost) / double.CreateChecked(ulp);
    }

    private static T Number(string hex) => typeof(T) == typeof(float)
        ? (T)(object)BitConverter.UInt32BitsToSingle(uint.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture))
        : (T)(object)BitConverter.UInt64BitsToDouble(ulong.Parse(hex, NumberStyles.HexNumber, CultureInfo.InvariantCulture));

    /// <summary>Whether the folder of tables has one for this function and type.</summary>
    public static bool Exists(string function) => File.Exists(PathOf(function));

    private static string PathOf(string function) => Path.Combine(UlpTables.Folder, typeof(T) == typeof(float) ? "float32" : "float64", function + ".csv");
}

/// <summary>How many rows of a table are special, how many of those a function misses, and the first one.</summary>
internal readonly record struct Specials(int NaNs, int Infinities, int Zeros, int Missed, string Where)
{
    public int Count => NaNs + Infinities + Zeros;
}

/// <summary>Where the tables are: the repository's, or the folder that the environment variable SRCGENJIT_ULP names.</summary>
internal static class UlpTables
{
    public static string Folder { get; } = Environment.GetEnvironmentVariable("SRCGENJIT_ULP") is { Length: > 0 } folder ? folder : InRepository("Runtime.Tests", "Golden", "ulp");

    /// <summary>A path in the repository that the program was built in.</summary>
    public static string InRepository(params string[] path)
    {
        for (DirectoryInfo? at = new(AppContext.BaseDirectory); at is not null; at = at.Parent)
        {
            if (File.Exists(Path.Combine(at.FullName, "SrcGenJit.sln")))
            {
                return Path.Combine([at.FullName, .. path]);
            }
        }
        throw new DirectoryNotFoundException("SrcGenJit.sln is not above the program; set SRCGENJIT_ULP to the folder of the tables");
    }
}
