// Reads JAX's conformance data: cases, their transforms, whole programs and random programs, each with a jaxpr's text, inputs and outputs.
using System;
using System.Collections.Generic;
using System.Globalization;
using System.IO;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace Runtime.Tests.Golden;

/// <summary>A jaxpr with inputs and the outputs that JAX computed.</summary>
public sealed record GoldenProgram(
    string Id, string Category, string Jaxpr, IReadOnlyList<GoldenValue> Arguments, IReadOnlyList<GoldenValue>? Consts,
    IReadOnlyList<GoldenValue> Outputs, double Rtol, double Atol)
{
    public override string ToString() => Id;
}

/// <summary>A flat array: dtype name, shape, and elements as a typed managed array (null for dtypes that .NET has no plain type for).</summary>
public sealed record GoldenValue(string Dtype, int[] Shape, Array? Data, bool Weak);

/// <summary>A jaxpr's text and where it stands.</summary>
public sealed record GoldenText(string Id, string Field, string Text)
{
    public override string ToString() => Id + ":" + Field;
}

public static class GoldenData
{
    private static readonly Lazy<IReadOnlyList<GoldenProgram>> s_programs = new(() => ReadPrograms().ToList());

    /// <summary>The folder of the data: SRCGENJIT_GOLDEN, or the copy in this repository.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable("SRCGENJIT_GOLDEN") is { Length: > 0 } folder
        ? folder
        : Path.Combine(SourceFolder(), "data");

    /// <summary>Whether it is the data of this repository.</summary>
    public static bool IsRepositorys { get; } = Folder == Path.Combine(SourceFolder(), "data");

    public static IReadOnlyList<GoldenProgram> Programs => s_programs.Value;

    /// <summary>The records of every *.jsonl file with their category (the file's name).</summary>
    public static IEnumerable<(string Category, JsonElement Case)> Cases(string pattern = "*.jsonl") => Cases(Folder, pattern);

    /// <summary>The records of one file of this repository's data, whatever SRCGENJIT_GOLDEN says.</summary>
    public static IEnumerable<JsonElement> RepositorysCases(string file) => Cases(Path.Combine(SourceFolder(), "data"), file).Select(c => c.Case);

    private static IEnumerable<(string Category, JsonElement Case)> Cases(string folder, string pattern)
    {
        foreach (string file in Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
        {
            foreach (string line in File.ReadLines(file))
            {
                if (line.Length > 0)
                {
                    yield return (Path.GetFileNameWithoutExtension(file), JsonDocument.Parse(line).RootElement);
                }
            }
        }
    }

    /// <summary>Every jaxpr text: fields named jaxpr... of cases and of their transforms.</summary>
    public static IEnumerable<GoldenText> Texts()
    {
        foreach ((_, JsonElement item) in Cases())
        {
            string id = item.GetProperty("id").GetString()!;
            foreach (JsonProperty field in item.EnumerateObject().Where(IsJaxpr))
            {
                yield return new GoldenText(id, field.Name, field.Value.GetString()!);
            }
            if (item.TryGetProperty("transforms", out JsonElement transforms))
            {
                foreach (JsonElement transform in transforms.EnumerateArray())
                {
                    foreach (JsonProperty field in transform.EnumerateObject().Where(IsJaxpr))
                    {
                        yield return new GoldenText(id, transform.GetProperty("name").GetString() + "." + field.Name, field.Value.GetString()!);
                    }
                }
            }
        }
    }

    public static IReadOnlyList<GoldenValue> Leaves(JsonElement value)
    {
        List<GoldenValue> leaves = [];
        Collect(value, leaves);
        return leaves;
    }

    private static bool IsJaxpr(JsonProperty field) =>
        field.Name.StartsWith("jaxpr", StringComparison.Ordinal) && field.Value.ValueKind == JsonValueKind.String;

    private static IEnumerable<GoldenProgram> ReadPrograms()
    {
        foreach ((string category, JsonElement item) in Cases())
        {
            if (!item.TryGetProperty("args", out JsonElement arguments))
            {
                continue;
            }
            string id = item.GetProperty("id").GetString()!;
            double rtol = item.GetProperty("rtol").GetDouble(), atol = item.GetProperty("atol").GetDouble();
            IReadOnlyList<GoldenValue>? consts = item.TryGetProperty("consts", out JsonElement c)
                ? c.EnumerateArray().SelectMany(Leaves).ToList()
                : null;
            if (Program(item, id, arguments, consts) is { } main)
            {
                yield return main;
            }
            if (item.TryGetProperty("transforms", out JsonElement transforms))
            {
                foreach (JsonElement transform in transforms.EnumerateArray())
                {
                    JsonElement own = transform.TryGetProperty("args", out JsonElement a) ? a : arguments;
                    if (Program(transform, id + ":" + transform.GetProperty("name").GetString(), own, null) is { } program)
                    {
                        yield return program;
                    }
                }
            }

            GoldenProgram? Program(JsonElement from, string name, JsonElement args, IReadOnlyList<GoldenValue>? constants) =>
                from.TryGetProperty("jaxpr", out JsonElement text) && text.ValueKind == JsonValueKind.String && from.TryGetProperty("out", out JsonElement output)
                    ? new GoldenProgram(name, category, text.GetString()!, args.EnumerateArray().SelectMany(Leaves).ToList(), constants, Outputs(output), rtol, atol)
                    : null;
        }
    }

    private static IReadOnlyList<GoldenValue> Outputs(JsonElement output) =>
        output.ValueKind == JsonValueKind.Array ? output.EnumerateArray().SelectMany(Leaves).ToList() : Leaves(output);

    private static void Collect(JsonElement value, List<GoldenValue> leaves)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }
        if (value.TryGetProperty("tree", out _))
        {
            if (value.TryGetProperty("items", out JsonElement items))
            {
                foreach (JsonElement child in items.EnumerateArray())
                {
                    Collect(child, leaves);
                }
            }
            return;
        }
        if (value.TryGetProperty("py", out JsonElement python))
        {
            leaves.Add(FromPython(python.GetString()!, value.GetProperty("value")));
            return;
        }
        string dtype = value.GetProperty("dtype").GetString()!;
        int[] shape = value.GetProperty("shape").EnumerateArray().Select(d => d.GetInt32()).ToArray();
        bool weak = value.TryGetProperty("weak", out JsonElement w) && w.GetBoolean();
        leaves.Add(new GoldenValue(dtype, shape, Elements(dtype, value.GetProperty("data")), weak));
    }

    private static GoldenValue FromPython(string kind, JsonElement value) => kind switch
    {
        "int" => new GoldenValue("int", [], new[] { value.GetInt64() }, true),
        "float" => new GoldenValue("float", [], new[] { Double(value) }, true),
        "bool" => new GoldenValue("bool", [], new[] { value.GetBoolean() }, true),
        _ => new GoldenValue(kind, [], null, true),
    };

    private static Array? Elements(string dtype, JsonElement data)
    {
        JsonElement[] items = data.EnumerateArray().ToArray();
        return dtype switch
        {
            "float32" => items.Select(Single).ToArray(),
            "float64" => items.Select(Double).ToArray(),
            "int32" => items.Select(i => i.GetInt32()).ToArray(),
            "int64" => items.Select(i => i.GetInt64()).ToArray(),
            "uint32" => items.Select(i => i.GetUInt32()).ToArray(),
            "bool" => items.Select(i => i.ValueKind == JsonValueKind.Number ? i.GetInt32() != 0 : i.GetBoolean()).ToArray(),
            _ => null,
        };
    }

    private static float Single(JsonElement e) => e.ValueKind == JsonValueKind.String
        ? (float)Special(e.GetString()!)
        : float.Parse(e.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double Double(JsonElement e) => e.ValueKind == JsonValueKind.String
        ? Special(e.GetString()!)
        : double.Parse(e.GetRawText(), NumberStyles.Float, CultureInfo.InvariantCulture);

    private static double Special(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" => double.PositiveInfinity,
        "-Infinity" => double.NegativeInfinity,
        _ => throw new FormatException("not a float: " + text),
    };

    internal static string SourceFolder([CallerFilePath] string path = "") => Path.GetDirectoryName(path)!;
}
