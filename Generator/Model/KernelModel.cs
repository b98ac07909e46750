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

    /// <summary>All such parameters have one shape of at least one axis; all but the last count as one.</summary>
    LastAxis,
}

/// <summary>One array or number among the parameters.</summary>
/// <param name="Path">C# that reads it: <c>x</c>, <c>p.W</c>.</param>
/// <param name="Parameter">The parameter's name.</param>
/// <param name="Name">The name of the kernel's input.</param>
/// <param name="IsArray">False for a C# number.</param>
/// <param name="Nullable">True when the parameter may be null: then the method itself runs.</param>
/// <param name="Leading">The symbol of the first dimension when it stands for any number of leading ones.</param>
/// <param name="Declared">False when the shape follows from the <see cref="RankAssumption"/>.</param>
internal sealed record Leaf(string Path, string Parameter, string Name, bool IsArray, bool Nullable, bool Declared, string? Leading, Aval Aval);

/// <summary>An object that holds leaves, as C# reads it from the parameters. Where it may be null, the method itself runs.</summary>
internal sealed record Holder(string Path, bool Nullable);

/// <param name="Id">Names the generated classes and files; unique in the compilation.</param>
/// <param name="Name">The method's name, which the jit equation has.</param>
/// <param name="PrivateType">The metadata name of the containing type when only an accessor reaches the method; else null.</param>
/// <param name="FullName">The method as C# outside writes it, without type arguments: <c>global::N.C.f</c>.</param>
/// <param name="Display">For people.</param>
/// <param name="Parameters">The parameter list as C#.</param>
/// <param name="Arguments">The arguments that pass the parameters on.</param>
/// <param name="DelegateType">The delegate type of the method; null when there is none.</param>
/// <param name="Result">C# that builds the result from leaves <c>{0}</c>, <c>{1}</c>, ...</param>
/// <param name="Holders">The parameters and members that are objects with leaves, from outside in: what must not be null before a leaf is read.</param>
/// <param name="Rebuild">For each parameter, C# that builds it from leaves.</param>
/// <param name="ResultLeaves">For each result, C# that reads it from <c>{0}</c>.</param>
/// <param name="ResultIsArray">For each result, whether it is an array.</param>
/// <param name="Into">The signature of fInto; null when there is none.</param>
/// <param name="Obsolete">True when the method, its type or a type of its signature is marked obsolete.</param>
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
    EquatableList<string> ResultLeaves,
    EquatableList<bool> ResultIsArray,
    RankAssumption Assumption,
    IntoModel? Into,
    bool Obsolete,
    bool Broadcasts,
    Jaxpr Jaxpr);
