// The rules about [Jit] methods: usage 0xx, what cannot be traced 1xx, shapes 2xx, transforms 3xx, information 9xx.
using System.Collections.Immutable;
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Diagnostics;

internal static class JitRules
{
    /// <summary><c>[Jit] does nothing on 'f': it is a local function, ...</c></summary>
    public static readonly DiagnosticDescriptor LocalFunction = Warning(
        "SGJ002", "A local function cannot be compiled", "[Jit] does nothing on '{0}', because calls of local functions cannot be intercepted; make it a method of a type",
        "All functions of a top-level program are local functions. The function still runs, operation by operation.");

    /// <summary><c>'C.f' is virtual</c></summary>
    public static readonly DiagnosticDescriptor Virtual = Warning(
        "SGJ003", "A virtual method cannot be compiled", "[Jit] does nothing on '{0}', because which body a call runs is known at run time only; make it static or non-virtual",
        "Interception would replace dynamic dispatch. The method still runs, operation by operation.");

    /// <summary><c>'C.f' is async</c></summary>
    public static readonly DiagnosticDescriptor Async = Warning(
        "SGJ004", "An async method cannot be compiled", "[Jit] does nothing on the async method '{0}'; move the array computation to a method of its own",
        "A traced function runs from its arguments to its results without waiting.");

    /// <summary><c>'C.f' is an iterator</c></summary>
    public static readonly DiagnosticDescriptor Iterator = Warning(
        "SGJ005", "An iterator cannot be compiled", "[Jit] does nothing on the iterator '{0}'; return an array or a list instead",
        "A traced function returns all its results at once.");

    /// <summary><c>Parameter 'x' of 'C.f' is passed by reference</c></summary>
    public static readonly DiagnosticDescriptor ByReference = Warning(
        "SGJ006", "Values passed by reference cannot be traced", "'{0}' cannot be compiled: {1} is passed by reference or is a ref struct; pass and return values",
        "A traced function takes values and returns values.");

    /// <summary><c>Parameter 'x' has type 'T'</c></summary>
    public static readonly DiagnosticDescriptor ParameterType = Warning(
        "SGJ007", "A parameter has a type that cannot be traced", "'{0}' cannot be compiled: parameter '{1}' of type '{2}' is no array or number, and no tuple, record or struct of these that can be made without code of its own; {3}",
        "Parameters are NdArray<T>, C# numbers and bools, and tuples, records, structs and arrays of these.");

    /// <summary><c>'C.f' returns 'T'</c></summary>
    public static readonly DiagnosticDescriptor ReturnType = Warning(
        "SGJ008", "A method returns what cannot be traced", "'{0}' cannot be compiled: it returns '{1}'; return an NdArray, a number, or a tuple, record or struct of these whose constructor and properties only assign",
        "Results are NdArray<T>, C# numbers and bools, and tuples, records, structs and arrays of these.");

    /// <summary><c>[Shape("n +")] cannot be read</c></summary>
    public static readonly DiagnosticDescriptor ShapeText = Warning(
        "SGJ009", "A [Shape] cannot be read", "'{0}' is no shape: {1}; write dimensions as in \"n d\", \"n*2 3\" or \"*batch n\"",
        "Dimensions are names, integers or arithmetic over them, separated by blanks; *name stands for any leading dimensions.");

    /// <summary><c>'C.f' has no body</c></summary>
    public static readonly DiagnosticDescriptor NoBody = Warning(
        "SGJ010", "A method without a body cannot be compiled", "[Jit] does nothing on '{0}', because it has no C# body",
        "The method is extern, or a partial method without an implementation.");

    /// <summary><c>The [Static] argument 'n' is not constant</c></summary>
    public static readonly DiagnosticDescriptor StaticArgument = Warning(
        "SGJ012", "A static argument is not constant", "The [Static] parameter '{0}' of '{1}' gets a value that is not constant, so this call runs operation by operation; pass a constant, or use Jax.Jit",
        "A method with [Static] parameters is compiled for each combination of constants that calls pass to them.");

    /// <summary><c>The type 'P' is private</c></summary>
    public static readonly DiagnosticDescriptor HiddenType = Warning(
        "SGJ013", "Generated code cannot name a type", "'{0}' cannot be compiled, because generated code cannot name the type '{1}'; make it internal or public",
        "A kernel's entry has the parameters and the result of the method, and stands in a class of its own.");

    /// <summary><c>'fInto' is not there</c></summary>
    public static readonly DiagnosticDescriptor NotPartial = Warning(
        "SGJ014", "A type that is not partial gets no Into method", "There is no '{0}', because the type '{1}' is not partial; declare it, and the types around it, partial",
        "The generator adds fInto, which writes into the caller's memory, to the type of the [Jit] method f.");

    /// <summary><c>[Jit] does nothing on the operator 'V.operator +'</c></summary>
    public static readonly DiagnosticDescriptor NoMethod = Warning(
        "SGJ015", "[Jit] stands on what is no method", "[Jit] does nothing on {0}, because C# can intercept calls of methods only; move the computation to a method marked [Jit], and call that",
        "Operators, accessors, finalizers and lambdas run operation by operation. Where a compiled method uses one, it is compiled with that method.");

    /// <summary><c>'Contract = true' has no effect</c></summary>
    public static readonly DiagnosticDescriptor Contract = Warning(
        "SGJ016", "Contraction is not applied", "'Contract = true' has no effect in this version: a * b + c is rounded twice, as in C#; take it away, or write Math.FusedMultiplyAdd",
        "The method is compiled as if Contract were false.");

    /// <summary><c>'fInto' takes 'x' as one axis</c></summary>
    public static readonly DiagnosticDescriptor IntoShape = Warning(
        "SGJ020", "An Into method does not know a shape", "'{0}' takes the span '{1}' as an array of one axis, because its shape is not declared, and '{2}' is compiled for more; declare the parameter's [Shape], as in [Shape(\"n d\")]",
        "A span has a length and no shape: the signature of fInto comes from the [Shape] attributes of f alone.");

    /// <summary><c>'Math.BigMul' cannot be traced</c></summary>
    public static readonly DiagnosticDescriptor UnknownMember = Warning(
        "SGJ101", "A member cannot be traced", "'{0}' cannot be traced: {1}; compute it outside the [Jit] method, or write it with supported operations",
        "The body of the member is not available in this compilation, and SrcGenJit has no model of it.");

    /// <summary><c>'if' on a traced value</c></summary>
    public static readonly DiagnosticDescriptor TracedControlFlow = Warning(
        "SGJ102", "Control flow depends on a traced value", "{0} depends on a traced value and is not compiled yet; use Jnp.Where, Lax.Cond or Lax.WhileLoop, or mark the parameter [Static]",
        "The value is known only when the compiled method runs.");

    /// <summary><c>The write to 'C.field'</c></summary>
    public static readonly DiagnosticDescriptor Effect = Warning(
        "SGJ103", "A side effect cannot be traced", "{0} is an effect that compiled code would not repeat; return the value instead",
        "A traced function computes results from arguments and changes nothing else.");

    /// <summary><c>'lock' cannot be traced</c></summary>
    public static readonly DiagnosticDescriptor Unsupported = Warning(
        "SGJ104", "A construct cannot be traced", "{0} cannot be traced; write it with supported operations or move it out of the [Jit] method",
        "The build-time interpreter does not know this construct.");

    /// <summary><c>The limit of steps is reached</c></summary>
    public static readonly DiagnosticDescriptor Limit = Warning(
        "SGJ105", "Tracing takes too long", "Tracing '{0}' stopped here: {1}; use Lax.Scan or Lax.ForiLoop instead of a C# loop, or make the constants smaller",
        "Steps, equations and recursion while building are limited.");

    /// <summary><c>'x' is traced, but a known value is needed</c></summary>
    public static readonly DiagnosticDescriptor NotKnown = Warning(
        "SGJ106", "A value is needed while building", "{0} must be known while building, and it depends on a traced value; mark the parameter [Static] or compute it from constants",
        "Shapes, axes and loop bounds of array operations are fixed while the method is traced.");

    /// <summary><c>This throws on every call</c></summary>
    public static readonly DiagnosticDescriptor AlwaysThrows = Warning(
        "SGJ108", "A traced method always throws", "'{0}' throws here whenever it is called with such arguments: {1}",
        "Tracing reached a throw whose condition does not depend on traced values.");

    /// <summary><c>'f' is not compiled</c></summary>
    public static readonly DiagnosticDescriptor NotCompiled = Warning(
        "SGJ110", "A traced method is not compiled", "'{0}' was traced, but this version does not compile it: {1}",
        "The method still runs, operation by operation.");

    /// <summary><c>'P.F' calls itself under a condition that is only known at run time</c></summary>
    public static readonly DiagnosticDescriptor Recursion = Warning(
        "SGJ111", "A recursion is decided at run time", "'{0}' calls itself under a condition that is only known at run time; rewrite it as a loop, or so that the call is the last step, 'return F(...)', with nothing after it",
        "How often the method would be executed is not known while building. A compiled method has loops, and no calls of itself.");

    /// <summary><c>Shapes do not fit</c></summary>
    public static readonly DiagnosticDescriptor Shapes = Warning(
        "SGJ201", "Shapes or element types do not fit", "{0}",
        "The operation would throw for every argument of the declared shapes.");

    /// <summary><c>The rank of 'x' must be declared</c></summary>
    public static readonly DiagnosticDescriptor DeclareShape = Warning(
        "SGJ202", "A parameter needs a [Shape]", "The dimensions of '{0}' cannot be inferred from its use ({1}); declare them, for example: {2}",
        "Shapes are inferred from what a method does with its parameters; here that is not enough.");

    /// <summary><c>The result has shape (n,), and [Shape] says (m,)</c></summary>
    public static readonly DiagnosticDescriptor ReturnShape = Warning(
        "SGJ204", "The result has another shape than declared", "'{0}' returns shape {1}, and its [Shape] says {2}",
        "[Shape] on the return value is checked while building.");

    /// <summary><c>There are no arrays of 'byte'</c></summary>
    public static readonly DiagnosticDescriptor ElementType = new(
        "SGJ205", "An element type has no arrays", "There are no arrays of '{0}' in this version; the element types are float, double, int, long, uint and bool",
        Category, DiagnosticSeverity.Error, isEnabledByDefault: true, "Nothing computes with other element types yet, so arrays of them could only fail when they are used.", Help("SGJ205"));

    /// <summary><c>Jax.Grad: ...</c></summary>
    public static readonly DiagnosticDescriptor Transform = Warning(
        "SGJ301", "A transform cannot be applied", "{0}: {1}",
        "The function given to a transform does not meet what the transform asks for.");

    /// <summary><c>'f' runs operation by operation here</c></summary>
    public static readonly DiagnosticDescriptor Escapes = new(
        "SGJ901", "A [Jit] method runs uncompiled as a delegate", "'{0}' becomes a delegate here and runs operation by operation; pass it through Jax.Jit, or call it directly",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, "Only direct calls are intercepted. Delegates that pass through Jax.* are compiled or looked up there.", Help("SGJ901"));

    /// <summary><c>'f' is compiled for x: [n, d]</c></summary>
    public static readonly DiagnosticDescriptor Inferred = new(
        "SGJ903", "The shapes that a method is compiled for", "'{0}' is compiled for {1}; calls with other shapes are traced when they run; [Shape] declares others",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, "Shapes without [Shape] follow from what the method does with its parameters. A call checks them.", Help("SGJ903"));

    /// <summary><c>This call of 'f' is not intercepted</c></summary>
    public static readonly DiagnosticDescriptor NotIntercepted = new(
        "SGJ902", "A call of a [Jit] method runs uncompiled", "This call of '{0}' runs operation by operation, because {1}",
        Category, DiagnosticSeverity.Info, isEnabledByDefault: true, "C# lets calls be intercepted where the name of a method with known types is called.", Help("SGJ902"));

    /// <summary><c>Tracing 'f' failed</c></summary>
    public static readonly DiagnosticDescriptor Internal = Warning(
        "SGJ999", "SrcGenJit failed", "'{0}' was not compiled, because SrcGenJit failed: {1}; please report this",
        "A fault of SrcGenJit. The method still runs, operation by operation.");

    private const string Category = "SrcGenJit";

    public static ImmutableArray<DiagnosticDescriptor> All { get; } =
    [
        LocalFunction, Virtual, Async, Iterator, ByReference, ParameterType, ReturnType, ShapeText, NoBody, StaticArgument, HiddenType, NotPartial, IntoShape,
        UnknownMember, TracedControlFlow, Effect, Unsupported, Limit, NotKnown, AlwaysThrows, NotCompiled, Recursion,
        Shapes, DeclareShape, ReturnShape, Transform, Escapes, Inferred, Internal,
    ];

    private static string Help(string id) => $"https://github.com/srcgenjit/srcgenjit/blob/main/docs/diagnostics/{id}.md";

    private static DiagnosticDescriptor Warning(string id, string title, string message, string description) =>
        new(id, title, message, Category, DiagnosticSeverity.Warning, isEnabledByDefault: true, description, Help(id));
}
