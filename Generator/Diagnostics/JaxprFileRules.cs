// The rules about *.jaxpr files.
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Diagnostics;

internal static class JaxprFileRules
{
    /// <summary><c>'f.jaxpr' cannot be read: {0}</c></summary>
    public static readonly DiagnosticDescriptor ParseError = Rule(
        "SGJ401", "A jaxpr file cannot be read", "'{0}' cannot be read: {1}",
        "The text must be a jaxpr as JAX prints it today, or our lossless style. The method is not generated.");

    /// <summary><c>'f.jaxpr' applies 'x', which this version does not have</c></summary>
    public static readonly DiagnosticDescriptor UnknownPrimitive = Rule(
        "SGJ402", "A jaxpr file applies an unknown primitive", "'{0}' applies the primitive '{1}', which this version does not have; write it with other primitives",
        "The program cannot run. The method is not generated.");

    /// <summary><c>'f.jaxpr' uses the element type 'x', which cannot be compiled</c></summary>
    public static readonly DiagnosticDescriptor UnsupportedDType = Rule(
        "SGJ403", "A jaxpr file uses an element type that cannot be compiled", "'{0}' uses the element type '{1}', which cannot be compiled; float32, float64, int32, int64, uint32 and bool can",
        "The method is not generated.");

    /// <summary><c>'f.jaxpr' gives a name that is not an identifier</c></summary>
    public static readonly DiagnosticDescriptor BadIdentifier = Rule(
        "SGJ404", "A jaxpr file's name is not an identifier", "'{0}' cannot name a method: '{1}' is not a C# identifier; rename the file or folder",
        "The file's name becomes the name of a method, its folders part of the namespace.");

    /// <summary><c>'f.jaxpr' gives the same method as another file</c></summary>
    public static readonly DiagnosticDescriptor Duplicate = Rule(
        "SGJ405", "Two jaxpr files give the same method", "'{0}' gives the method '{1}', which another file of the project gives already; rename or remove one",
        "Only the first file becomes a method.");

    /// <summary><c>'f.jaxpr' does not check</c></summary>
    public static readonly DiagnosticDescriptor NotCompiled = Rule(
        "SGJ406", "A jaxpr file cannot be compiled", "'{0}' cannot be compiled: {1}",
        "Shapes or element types do not fit, or the program needs what this version does not compile. The method is not generated.");

    /// <summary><c>'f' is not a method, because its file is not compiled</c></summary>
    public static readonly DiagnosticDescriptor NoMethod = Rule(
        "SGJ407", "The method of a jaxpr file is missing", "There is no method 'Jaxprs.{0}': {1}",
        "A file that cannot be read or compiled becomes no method.");

    public static DiagnosticDescriptor Find(string id) => id switch
    {
        "SGJ401" => ParseError,
        "SGJ402" => UnknownPrimitive,
        "SGJ403" => UnsupportedDType,
        "SGJ404" => BadIdentifier,
        "SGJ405" => Duplicate,
        _ => NotCompiled,
    };

    private static DiagnosticDescriptor Rule(string id, string title, string message, string description) =>
        new(id, title, message, "SrcGenJit", DiagnosticSeverity.Error, isEnabledByDefault: true, description, $"https://github.com/srcgenjit/srcgenjit/blob/main/docs/diagnostics/{id}.md");
}
