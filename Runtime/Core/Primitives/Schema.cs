// The parameters of a primitive: names, kinds, defaults, and when they print. Applied in Bind and by the parser, so that equal meaning is equal structure.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

/// <summary>What a parameter's value is.</summary>
internal enum ParamKind { Any, Bool, Int, Dim, DType, Name, Text, Ints, Dims, Tuple, Record, Jaxpr, Jaxprs, Rule }

/// <summary>When JAX's text shows a parameter. Lossless text shows one always or where it is not at its default.</summary>
internal enum Printed { Always, UnlessDefault, Never }

/// <summary>One parameter. It may be left out where it has a default, or where the results' types say it.</summary>
internal sealed class Parameter
{
    private Parameter(string name, ParamKind kind, Printed printed)
    {
        Name = name;
        Kind = kind;
        Printed = printed;
    }

    public string Name { get; }

    public ParamKind Kind { get; }

    public Printed Printed { get; }

    public bool HasDefault { get; private init; }

    public object? Default { get; private init; }

    /// <summary>The value that the avals of the results imply; null where they do not.</summary>
    public Func<Aval[], object?>? FromOutputs { get; private init; }

    public static Parameter Required(string name, ParamKind kind) => new(name, kind, Printed.Always);

    /// <summary>With a default. None is a value where it is the default.</summary>
    public static Parameter Optional(string name, ParamKind kind, object? value, Printed printed = Printed.UnlessDefault) =>
        new(name, kind, printed) { HasDefault = true, Default = value };

    /// <summary>Given when the primitive is bound; text leaves it to the types of the results.</summary>
    public static Parameter Implied(string name, ParamKind kind, Func<Aval[], object?> fromOutputs) => new(name, kind, Printed.Never) { FromOutputs = fromOutputs };

    public bool IsDefault(object? value) => FromOutputs is not null || (HasDefault && Params.SameValue(value, Default));

    public bool Accepts(object? value) => value is null
        ? Kind == ParamKind.Any || (HasDefault && Default is null)
        : Kind switch
        {
            ParamKind.Bool => value is bool,
            ParamKind.Int => value is Dim { IsConstant: true },
            ParamKind.Dim => value is Dim,
            ParamKind.DType => value is DType,
            ParamKind.Name => value is string,
            ParamKind.Text => value is PyString,
            ParamKind.Ints => value is PyTuple ints && ints.Items.All(i => i is Dim { IsConstant: true }),
            ParamKind.Dims => value is PyTuple dims && dims.Items.All(i => i is Dim),
            ParamKind.Tuple => value is PyTuple,
            ParamKind.Record => value is PyRecord,
            ParamKind.Jaxpr => value is Jaxpr,
            ParamKind.Rule => CustomRules.Canonical(value) is not null,
            ParamKind.Jaxprs => value is PyTuple { Items.Count: > 0 } jaxprs && jaxprs.Items.All(i => i is Jaxpr),
            _ => IsData(value),
        };

    private static bool IsData(object? value) => value switch
    {
        null or bool or Dim or double or string or PyString or DType or Jaxpr => true,
        PyTuple tuple => tuple.Items.All(IsData),
        PyRecord record => record.Fields.All(f => IsData(f.Value)),
        _ => false,
    };

    /// <summary>The kind, for people.</summary>
    public string Wanted => Kind switch
    {
        ParamKind.Bool => "True or False",
        ParamKind.Int => "an integer",
        ParamKind.Dim => "a dimension",
        ParamKind.DType => "an element type",
        ParamKind.Name => "a name",
        ParamKind.Text => "a quoted string",
        ParamKind.Ints => "a tuple of integers",
        ParamKind.Dims => "a tuple of dimensions",
        ParamKind.Tuple => "a tuple",
        ParamKind.Record => "a record of dimension numbers",
        ParamKind.Jaxpr => "a jaxpr",
        ParamKind.Jaxprs => "a tuple of jaxprs",
        ParamKind.Rule => "the name of a derivative rule of this program",
        _ => "a value",
    } + (HasDefault && Default is null ? " or None" : "");
}

/// <summary>All parameters of a primitive.</summary>
internal sealed class Schema
{
    private readonly Parameter[] _parameters;

    private Schema(IEnumerable<Parameter> parameters) => _parameters = parameters.OrderBy(p => p.Name, StringComparer.Ordinal).ToArray();

    /// <summary>For primitives without parameters.</summary>
    public static Schema None { get; } = new([]);

    public static Schema Of(params Parameter[] parameters) => new(parameters);

    /// <summary>Whatever a text gives: for primitives that this version does not have.</summary>
    public static Schema Open { get; } = new([]) { IsOpen = true };

    /// <summary>The parameter that JAX's text shows before the others, which come in order of their names.</summary>
    public string? First { get; private init; }

    public bool IsOpen { get; private init; }

    /// <summary>
    /// The jaxpr whose variables are called as the caller calls them, and which is named after the first parameter when it stands apart: a jit's. Null for all others.
    /// </summary>
    public string? Body { get; private init; }

    /// <summary>How the classic style calls the primitive and its body.</summary>
    public (string Name, string Body)? Classic { get; private init; }

    public IReadOnlyList<Parameter> Parameters => _parameters;

    /// <summary>The same, with the name in front, as JAX's text has it.</summary>
    public Schema NameFirst() => new(_parameters) { First = "name", IsOpen = IsOpen };

    /// <summary>The same, printed as a jit.</summary>
    public Schema WithBody(string body, string classicName, string classicBody) =>
        new(_parameters) { First = First, IsOpen = IsOpen, Body = body, Classic = (classicName, classicBody) };

    /// <summary>The parameters complete: each one there, of its kind, defaults filled in.</summary>
    /// <param name="primitive">The name, for messages.</param>
    /// <param name="given">The parameters as they were given.</param>
    /// <param name="outputs">The avals of the results, where they are known: from text.</param>
    /// <exception cref="ArgumentException">One is unknown, missing or of another kind.</exception>
    public Params Canonical(string primitive, Params given, Aval[]? outputs = null)
    {
        if (IsOpen || ReferenceEquals(given.Schema, this))
        {
            return given;
        }
        object?[] values = new object?[_parameters.Length];
        int known = 0;
        for (int i = 0; i < values.Length; i++)
        {
            Parameter parameter = _parameters[i];
            if (given.TryGet(parameter.Name, out object? value))
            {
                known++;
            }
            else if (parameter.HasDefault)
            {
                value = parameter.Default;
            }
            else
            {
                value = (outputs is null ? null : parameter.FromOutputs?.Invoke(outputs))
                    ?? throw new ArgumentException($"'{primitive}' needs the parameter '{parameter.Name}', {parameter.Wanted}, which is missing");
            }
            values[i] = parameter.Accepts(value)
                ? parameter.Kind == ParamKind.Rule ? CustomRules.Canonical(value) : value
                : throw new ArgumentException($"the parameter '{parameter.Name}' of '{primitive}' must be {parameter.Wanted}, and is {Text(value)}");
        }
        return known == given.Items.Count ? Params.Complete(this, values, given.ExtraWidth) : throw Unknown(primitive, given);
    }

    /// <summary>Whether a parameter stands in the text: JAX's, or ours that keeps all that is not a default.</summary>
    public bool Prints(string name, object? value, bool lossless)
    {
        Parameter? parameter = Array.Find(_parameters, p => p.Name == name);
        return parameter is null || parameter.Printed switch
        {
            Printed.Always => true,
            Printed.Never => lossless && !parameter.IsDefault(value),
            _ => !parameter.IsDefault(value),
        };
    }

    private ArgumentException Unknown(string primitive, Params given)
    {
        string name = given.Items.First(i => _parameters.All(p => p.Name != i.Key)).Key;
        return new($"'{primitive}' has no parameter '{name}'; it takes " + (_parameters.Length == 0 ? "none" : string.Join(", ", _parameters.Select(p => p.Name))));
    }

    private static string Text(object? value) => value is Jaxpr ? "a jaxpr" : value is PyTuple { Items: var items } && items.Any(i => i is Jaxpr) ? "a tuple of jaxprs" : ValueText.Of(value);
}
