// A traced method as plain equatable data: what emission and interception need, and nothing of Roslyn.
using SrcGenJit.Core;

namespace SrcGenJit.Generator.Model;

/// <summary>What the trace assumed of parameters without a declared shape.</summary>
internal enum RankAssumption
{
    /// <summary>Nothing: every shape is declared.</summary>
    None,

    /// <summary>All such parameters have one shape; its dimensions count as one.</summary>
    OneShape,

    /// <summary>Each has the shape that its uses gave it.</summary>
    Inferred,
}

/// <summary>How C# holds the elements of a leaf.</summary>
internal enum Holding
{
    /// <summary>A C# number, bool or enum.</summary>
    Number,

    /// <summary><c>NdArray&lt;T&gt;</c>.</summary>
    NdArray,

    /// <summary><c>T[]</c>.</summary>
    Vector,

    /// <summary><c>T[,]</c> and more axes.</summary>
    Grid,

    /// <summary><c>Span&lt;T&gt;</c>.</summary>
    Span,

    /// <summary><c>ReadOnlySpan&lt;T&gt;</c>.</summary>
    ReadOnlySpan,
}

/// <summary>One array or number among the parameters, or among what the method reads beside them.</summary>
/// <param name="Path">C# that reads it: <c>x</c>, <c>p.W</c>, <c>(int)option.Kind</c>, <c>global::C.Table</c>.</param>
/// <param name="Parameter">The parameter's name; of what comes from outside, how C# calls it.</param>
/// <param name="Name">The name of the kernel's input.</param>
/// <param name="Holding">What C# holds it in.</param>
/// <param name="Nullable">True when it may be null: then the method itself runs.</param>
/// <param name="Leading">The symbol of the first dimension when it stands for any number of leading ones.</param>
/// <param name="Declared">False when the shape follows from the <see cref="RankAssumption"/>.</param>
internal sealed record Leaf(string Path, string Parameter, string Name, Holding Holding, bool Nullable, bool Declared, string? Leading, Aval Aval)
{
    /// <summary>True for <c>NdArray&lt;T&gt;</c>.</summary>
    public bool IsArray => Holding == Holding.NdArray;

    /// <summary>True for memory of the caller that C# can write: arrays and spans.</summary>
    public bool IsMemory => Holding is Holding.Vector or Holding.Grid or Holding.Span or Holding.ReadOnlySpan;

    /// <summary>True when the method writes it: its last contents are a result of the kernel, behind those that the method returns.</summary>
    public bool IsWritten { get; init; }

    /// <summary>True for a number that is passed by reference: it may stand in memory that the method writes, or be written itself.</summary>
    public bool IsReferred { get; init; }

    /// <summary>True for a number that the method only hands out.</summary>
    public bool IsOut { get; init; }

    /// <summary>True when the method reads it beside its parameters: a static, or data of <c>this</c>.</summary>
    public bool IsOutside { get; init; }

    /// <summary>The dimension that an int is, where the method makes arrays of that many elements; else null. Then the kernel reads the dimension, not the number.</summary>
    public string? Size { get; init; }

    /// <summary>True for a number narrower than int, which the kernel has as an int.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>How many dimensions <see cref="Leading"/> stands for at least.</summary>
    public int LeastLeading { get; init; }
}

/// <summary>An object that holds leaves, as C# reads it from the parameters. Where it may be null, the method itself runs.</summary>
/// <param name="Path">C# that reads it.</param>
/// <param name="Nullable">False where null is an error of the caller's.</param>
/// <param name="Type">The type that it must be exactly, where it could be a derived one; null where it cannot.</param>
internal sealed record Holder(string Path, bool Nullable, string? Type);

/// <summary>An array or number of the result.</summary>
/// <param name="Path">C# that reads it from the result <c>{0}</c>.</param>
internal sealed record ResultLeaf(string Path, Holding Holding)
{
    /// <summary>True for a number narrower than int, which the kernel has as an int.</summary>
    public bool IsNarrow { get; init; }

    /// <summary>True for <c>NdArray&lt;T&gt;</c>.</summary>
    public bool IsArray => Holding == Holding.NdArray;
}

/// <summary>The <c>this</c> of an instance method: the first parameter of entry and interceptor.</summary>
/// <param name="Name">The parameter.</param>
/// <param name="Type">Its type as C#.</param>
/// <param name="Modifier"><c>ref </c> or <c>in </c> for structs, else empty.</param>
internal sealed record SelfParameter(string Name, string Type, string Modifier);

/// <summary>A member of an entry that reaches a field which C# outside cannot name.</summary>
internal sealed record Accessor(string Name, string Code);

/// <param name="Id">Names the generated classes and files; unique in the compilation.</param>
/// <param name="Name">The method's name, which the jit equation has.</param>
/// <param name="PrivateType">The metadata name of the containing type when only an accessor reaches the method; else null.</param>
/// <param name="FullName">The method as C# outside writes it, without type arguments: <c>global::N.C.f</c>.</param>
/// <param name="Display">For people.</param>
/// <param name="Parameters">The parameter list as C#, with the receiver of an instance method first.</param>
/// <param name="Arguments">The arguments that pass the parameters on.</param>
/// <param name="DelegateType">The delegate type of the method; null when there is none.</param>
/// <param name="Result">C# that builds the result from leaves <c>{0}</c>, <c>{1}</c>, ...</param>
/// <param name="Holders">The parameters and members that are objects with leaves, from outside in: what must not be null before a leaf is read.</param>
/// <param name="Rebuild">For each parameter, C# that builds it from leaves.</param>
/// <param name="Results">The arrays and numbers of the result, in the order of the kernel's outputs; behind them stand written memory, then the guard.</param>
/// <param name="Into">The signature of fInto; null when there is none.</param>
/// <param name="Suppressed">The ids of warnings about obsolete and experimental members, which the user's call gives.</param>
/// <param name="Broadcasts">True when elements meet only elementwise, so that any broadcast of the inputs gives the broadcast result.</param>
internal sealed record KernelModel(
    string Id,
    string Name,
    string FullName,
    string? PrivateType,
    string Display,
    string Parameters,
    string Arguments,
    string ReturnType,
    string? DelegateType,
    EquatableList<Leaf> Leaves,
    EquatableList<Holder> Holders,
    EquatableList<string> Rebuild,
    string Result,
    EquatableList<ResultLeaf> Results,
    RankAssumption Assumption,
    IntoModel? Into,
    string Suppressed,
    bool Broadcasts,
    Jaxpr Jaxpr)
{
    /// <summary>What tells the kernel from all others: two may have one <see cref="Id"/>.</summary>
    public string Identity { get; init; } = "";

    /// <summary>The receiver of an instance method, which then stands first in <see cref="Parameters"/> (without <c>this</c>, which interceptors write before it) and <see cref="Arguments"/>; null for static methods.</summary>
    public SelfParameter? Self { get; init; }

    /// <summary>True when the kernel has one more, last, output: a bool that is false where the method itself must run.</summary>
    public bool IsGuarded { get; init; }

    /// <summary>What that output is made of, for people.</summary>
    public EquatableList<string> Guards { get; init; } = new([]);

    /// <summary>Members of the entry that reach what C# outside cannot name.</summary>
    public EquatableList<Accessor> Accessors { get; init; } = new([]);

    /// <summary>Pairs of objects or arrays, as C# reads them, that must not be the same.</summary>
    public EquatableList<(string One, string Two)> Distinct { get; init; } = new([]);

    /// <summary>True when elements meet only elementwise: then arrays without axes are no exception.</summary>
    public bool IsElementwise { get; init; }

    /// <summary>Dimensions that must not be 1: the trace took them for other than 1.</summary>
    public EquatableList<Dim> NotOne { get; init; } = new([]);

    /// <summary>Arithmetic of ints that are sizes: C# computes it in an int, where the dimensions have to fit.</summary>
    public EquatableList<Dim> Ints { get; init; } = new([]);

    /// <summary>The shapes of undeclared arrays, for people; null where nothing was inferred but one shape.</summary>
    public string? Inferred { get; init; }

    public bool IsVoid => ReturnType == "void";
}
