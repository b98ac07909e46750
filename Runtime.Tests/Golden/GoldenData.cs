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

/// <summary>One line of a data file; <c>Problem</c> says why it cannot be read.</summary>
public sealed record GoldenRecord(string Category, string Id, JsonElement Case, string? Problem);

public static class GoldenData
{
    /// <summary>The folder of the data: SRCGENJIT_GOLDEN, or the copy in this repository.</summary>
    public static string Folder { get; } = Environment.GetEnvironmentVariable("SRCGENJIT_GOLDEN") is { Length: > 0 } folder
        ? folder
        : Path.Combine(SourceFolder(), "data");

    /// <summary>Whether it is the data of this repository.</summary>
    public static bool IsRepositorys { get; } = Folder == Path.Combine(SourceFolder(), "data");

    /// <summary>The records of every *.jsonl file with their category (the file's name); those that cannot be read are failures of the executors' tests.</summary>
    public static IEnumerable<(string Category, JsonElement Case)> Cases(string pattern = "*.jsonl") =>
        Records(Folder, pattern).Where(r => r.Problem is null).Select(r => (r.Category, r.Case));

    /// <summary>The records of one file of this repository's data, whatever SRCGENJIT_GOLDEN says.</summary>
    public static IEnumerable<JsonElement> RepositorysCases(string file) => Records(Path.Combine(SourceFolder(), "data"), file).Select(r => r.Case);

    /// <summary>Calls the action for each record, and makes one failure of an exception.</summary>
    public static void ForEach(string pattern, List<string> failures, Action<string, JsonElement> action) => ForEach(Folder, pattern, failures, action);

    public static void ForEach(string folder, string pattern, List<string> failures, Action<string, JsonElement> action)
    {
        foreach (GoldenRecord record in Records(folder, pattern))
        {
            try
            {
                if (record.Problem is not null)
                {
                    throw new FormatException(record.Problem);
                }
                action(record.Id, record.Case);
            }
            catch (Exception e)
            {
                failures.Add($"{record.Id}: {e.GetType().Name} {e.Message} {e.StackTrace?.Split('\n').FirstOrDefault()?.Trim()}");
            }
        }
    }

    public static IEnumerable<GoldenRecord> Records(string folder, string pattern = "*.jsonl")
    {
        foreach (string file in Directory.EnumerateFiles(folder, pattern).Order(StringComparer.Ordinal))
        {
            string category = Path.GetFileNameWithoutExtension(file);
            int number = 0;
            foreach (string line in File.ReadLines(file))
            {
                number++;
                if (line.Trim().Length > 0)
                {
                    yield return Read(category, $"{Path.GetFileName(file)}:{number}", line);
                }
            }
        }
    }

    /// <summary>Every jaxpr text: fields named jaxpr... of cases and of their transforms.</summary>
    public static IEnumerable<GoldenText> Texts() => Texts(Cases().Select(c => c.Case));

    /// <summary>The texts of this repository's data, whatever SRCGENJIT_GOLDEN says.</summary>
    public static IEnumerable<GoldenText> RepositorysTexts() => Texts(RepositorysCases("*.jsonl"));

    private static IEnumerable<GoldenText> Texts(IEnumerable<JsonElement> items)
    {
        foreach (JsonElement item in items)
        {
            string id = item.GetProperty("id").GetString()!;
            foreach (JsonProperty field in item.EnumerateObject().Where(IsJaxpr))
            {
                yield return new GoldenText(id, field.Name, field.Value.GetString()!);
            }
            foreach ((string name, JsonElement transform) in Transforms(item).Where(t => t.Transform.ValueKind == JsonValueKind.Object))
            {
                foreach (JsonProperty field in transform.EnumerateObject().Where(IsJaxpr))
                {
                    yield return new GoldenText(id, name + "." + field.Name, field.Value.GetString()!);
                }
            }
        }
    }

    /// <summary>The transforms of a case by name; where a case has a name twice, the second is NAME#2, and one without a name is transforms[its place].</summary>
    public static IEnumerable<(string Name, JsonElement Transform)> Transforms(JsonElement item)
    {
        if (!item.TryGetProperty("transforms", out JsonElement transforms) || transforms.ValueKind == JsonValueKind.Null)
        {
            yield break;
        }
        if (transforms.ValueKind != JsonValueKind.Array)
        {
            yield return ("transforms", transforms);
            yield break;
        }
        Dictionary<string, int> names = new(StringComparer.Ordinal);
        int place = -1;
        foreach (JsonElement transform in transforms.EnumerateArray())
        {
            place++;
            string name = Problem(transform) is null ? transform.GetProperty("name").GetString()! : $"transforms[{place}]";
            int count = names[name] = names.GetValueOrDefault(name) + 1;
            yield return (count == 1 ? name : $"{name}#{count}", transform);
        }
    }

    /// <summary>What is wrong with a transform: it is no object, or has no name.</summary>
    public static string? Problem(JsonElement transform) =>
        transform.ValueKind != JsonValueKind.Object ? $"a transform is a JSON {transform.ValueKind}, not an object"
        : !transform.TryGetProperty("name", out JsonElement name) || name.ValueKind != JsonValueKind.String ? "the transform has no name"
        : null;

    /// <summary>The programs of a record, the case's own and those of its transforms, each read by itself: null where there is none, and a broken one throws.</summary>
    public static IEnumerable<(string Id, Func<GoldenProgram?> Read)> Programs(GoldenRecord record)
    {
        JsonElement item = record.Case;
        if (!item.TryGetProperty("args", out JsonElement arguments))
        {
            yield break;
        }
        yield return (record.Id, () => Program(item, record.Id, item.TryGetProperty("consts", out JsonElement c) ? c.EnumerateArray().SelectMany(Leaves).ToList() : null));
        foreach ((string name, JsonElement transform) in Transforms(item))
        {
            string id = record.Id + ":" + name;
            yield return (id, () => Problem(transform) is { } problem ? throw new InvalidDataException(problem) : Program(transform, id, null));
        }

        GoldenProgram? Program(JsonElement from, string id, IReadOnlyList<GoldenValue>? constants)
        {
            if (!from.TryGetProperty("jaxpr", out JsonElement text) || text.ValueKind != JsonValueKind.String || !from.TryGetProperty("out", out JsonElement output))
            {
                return null;
            }
            JsonElement own = from.TryGetProperty("args", out JsonElement a) ? a : arguments;
            return own.ValueKind != JsonValueKind.Array
                ? throw new InvalidDataException($"args is a JSON {own.ValueKind}, not a list")
                : new GoldenProgram(
                    id, record.Category, text.GetString()!, own.EnumerateArray().SelectMany(Leaves).ToList(), constants, Outputs(output),
                    Tolerance(from, item, "rtol"), Tolerance(from, item, "atol"));
        }
    }

    /// <summary>A program's own tolerance, or its record's.</summary>
    public static double Tolerance(JsonElement program, JsonElement record, string name) =>
        !program.TryGetProperty(name, out JsonElement value) && !record.TryGetProperty(name, out value) ? throw new InvalidDataException($"there is no {name}")
        : value.ValueKind == JsonValueKind.Number ? value.GetDouble()
        : throw new InvalidDataException($"{name} is a JSON {value.ValueKind}, not a number");

    public static IReadOnlyList<GoldenValue> Outputs(JsonElement output) =>
        output.ValueKind == JsonValueKind.Array ? output.EnumerateArray().SelectMany(Leaves).ToList() : Leaves(output);

    public static IReadOnlyList<GoldenValue> Leaves(JsonElement value)
    {
        List<GoldenValue> leaves = [];
        Collect(value, leaves);
        return leaves;
    }

    private static bool IsJaxpr(JsonProperty field) =>
        field.Name.StartsWith("jaxpr", StringComparison.Ordinal) && field.Value.ValueKind == JsonValueKind.String;

    private static GoldenRecord Read(string category, string place, string line)
    {
        try
        {
            JsonElement item = JsonDocument.Parse(line).RootElement;
            return item.ValueKind == JsonValueKind.Object && item.TryGetProperty("id", out JsonElement id) && id.ValueKind == JsonValueKind.String
                ? new GoldenRecord(category, id.GetString()!, item, null)
                : new GoldenRecord(category, place, default, "the record has no id");
        }
        catch (JsonException e)
        {
            return new GoldenRecord(category, place, default, "the line is not JSON: " + e.Message);
        }
    }

    private static void Collect(JsonElement value, List<GoldenValue> leaves)
    {
        if (value.ValueKind == JsonValueKind.Null)
        {
            return;
        }
        if (value.ValueKind != JsonValueKind.Object)
        {
            throw new InvalidDataException($"a value is a JSON {value.ValueKind}, not an object with dtype, shape and data");
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
        Array? data = Elements(dtype, value.GetProperty("data"));
        if (data is not null && data.Length != shape.Aggregate(1L, (size, d) => size * d))
        {
            throw new InvalidDataException($"data of {data.Length} for shape ({string.Join(", ", shape)}{(shape.Length == 1 ? "," : "")})");
        }
        leaves.Add(new GoldenValue(dtype, shape, data, weak));
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
