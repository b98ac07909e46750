// The build-time interpreter: it executes the flow graph of a method. What does not depend on array values is computed; what does becomes equations.
using System;
using System.Collections.Generic;
using System.Linq;
using System.Runtime.CompilerServices;
using System.Threading;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    /// <summary>Operations executed in one trace before it is given up.</summary>
    public const int MaxSteps = 2_000_000;

    /// <summary>Elements of one constant array, which becomes C# text.</summary>
    public const int MaxConstant = 65_536;

    // List and array operations copy.
    private const int ItemsPerStep = 32;

    /// <summary>Equations of one jaxpr.</summary>
    public const int MaxEquations = 50_000;

    /// <summary>Calls within calls.</summary>
    public const int MaxDepth = 400;

    // What a diagnostic points to besides its place.
    private const int MaxLocations = 5;

    private readonly KnownTypes _known;
    private readonly SemanticModels _models;
    private readonly CancellationToken _cancellation;
    private readonly IMethodSymbol _root;
    private readonly Store _store = new();
    private readonly Stack<Location> _calls = new();
    private readonly List<TraceFailure> _failures = [];
    private Frame _frame = new(null, TypeMap.Empty, Scope.Empty);
    private int _steps;
    private int _depth;
    private int _outside;
    private readonly Dictionary<(string, int), Value?> _readOutside = [];
    private Place.Cell _ok = new(0);

    public Interpreter(KnownTypes known, SemanticModels models, IMethodSymbol root, CancellationToken cancellation)
    {
        _known = known;
        _models = models;
        _root = root;
        _cancellation = cancellation;
    }

    /// <summary>True when the method read a dimension or a rank: then the values of its parameters are not all that matters.</summary>
    public bool ReadsShapes { get; private set; }

    /// <summary>True when the method read a rank: then what it does for one proves nothing for another.</summary>
    public bool ReadsRank { get; private set; }

    /// <summary>Where arguments that are objects live.</summary>
    public Store Heap => _store;

    /// <summary>What went wrong, in the order of the method's text as far as it was executed.</summary>
    public IReadOnlyList<TraceFailure> Failures => _failures;

    /// <summary>Gives the value of a static member, or of a field of <c>this</c>, that is read when the method is called; null where there is none.</summary>
    public Func<ISymbol, Value.Reference?, Value?>? ReadOutside { get; set; }

    /// <summary>Notes that two objects from outside are taken to be two, which a call has to make sure of; false where none can.</summary>
    public Func<Value.Reference, Value.Reference, bool>? AssumeDistinct { get; set; }

    /// <summary>What <c>this</c> was when the method ended.</summary>
    public Value? Self { get; private set; }

    /// <summary>Executes the root method; the leaves of its result are what the trace gives. What it requires of a call becomes a check.</summary>
    public Tree RunToTree(IReadOnlyList<Value> arguments, Value? self, out Value result)
    {
        FlowGraph graph = _models.Graph(_root) ?? throw new TraceFailure(JitRules.NoBody, _root.Locations[0], [KnownTypes.Name(_root)]);
        IOperation body = graph.Source.OriginalOperation;
        _outside = _store.Last;
        _ok = _store.NewCell(Value.True);
        Place.Cell? receiver = self is null ? null : _store.NewCell(self);
        Scope scope = receiver is null ? Scope.Empty : Scope.Empty.With(Scope.This, receiver);
        try
        {
            result = Execute(body, _root, graph, scope, arguments, TypeMap.Empty.For(_root));
            if (_failures.Count > 0)
            {
                throw _failures[0].With(_failures);
            }
            Self = receiver is null ? null : _store.Read(receiver);
            Tree tree = _root.ReturnsVoid ? Tree.Tuple() : ToTree(body, result, TypeMap.Empty.For(_root).Of(_root.ReturnType));
            CheckRequirements(body);
            return tree;
        }
        catch (InterpretedThrow thrown)
        {
            throw Uncaught(thrown);
        }
        catch (EndlessRecursion endless)
        {
            throw endless.Failure;
        }
    }

    /// <summary>Executes a body in a frame of its own; <paramref name="arguments"/> in the order of the parameters: a value, or a place for those by reference.</summary>
    private Value Execute(IOperation place, IMethodSymbol method, FlowGraph graph, Scope scope, IReadOnlyList<object> arguments, TypeMap types)
    {
        if (++_depth > MaxDepth)
        {
            throw Limit(place, $"calls are nested more than {MaxDepth} deep");
        }
        Frame caller = _frame;
        int before = _store.Last;
        try
        {
            IMethodSymbol definition = method.OriginalDefinition;
            definition = definition.PartialImplementationPart ?? definition;
            IReadOnlyList<IParameterSymbol> parameters = ExtensionMembers.Parameters(definition);
            for (int i = 0; i < parameters.Count; i++)
            {
                scope = scope.With(parameters[i], arguments[i] as Place ?? _store.NewCell((Value)arguments[i]));
            }
            _frame = new Frame(graph, types, scope) { Before = before };
            return RunBody(place, method, arguments);
        }
        finally
        {
            _frame = caller;
            _depth--;
        }
    }

    /// <summary>Each operation passes here: limits and cancellation.</summary>
    private void Step(IOperation operation)
    {
        _cancellation.ThrowIfCancellationRequested();
        if (++_steps > MaxSteps)
        {
            throw Limit(operation, $"more than {MaxSteps} steps");
        }
        if (Trace.Current is JaxprTrace { EquationCount: > MaxEquations })
        {
            throw Limit(operation, $"more than {MaxEquations} equations");
        }
        try
        {
            RuntimeHelpers.EnsureSufficientExecutionStack();
        }
        catch (InsufficientExecutionStackException)
        {
            throw Limit(operation, "expressions or calls are nested too deep");
        }
    }

    /// <summary>An operation on so many items counts as several steps, and is refused where it would fill the memory.</summary>
    private void Spend(IOperation operation, long items)
    {
        if (items > MaxSteps)
        {
            throw Limit(operation, $"{items} items");
        }
        _steps += (int)(items / ItemsPerStep);
    }

    // At the loop that does not end, where there is one: at which of its operations the limit is met says nothing.
    private TraceFailure Limit(IOperation operation, string what)
    {
        SyntaxNode? loop = operation.Syntax.FirstAncestorOrSelf<SyntaxNode>(n =>
            n is ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax or LocalFunctionStatementSyntax or AnonymousFunctionExpressionSyntax or MemberDeclarationSyntax);
        object[] arguments = [KnownTypes.Name(_root), what];
        return _calls.Count > 0 || loop is not (ForStatementSyntax or CommonForEachStatementSyntax or WhileStatementSyntax or DoStatementSyntax)
            ? Fail(operation, JitRules.Limit, arguments)
            : new TraceFailure(JitRules.Limit, loop.GetFirstToken().GetLocation(), arguments);
    }

    /// <summary>A failure at an operation; inside helpers it is reported at the call in the [Jit] method.</summary>
    private TraceFailure Fail(IOperation operation, DiagnosticDescriptor rule, params object?[] arguments)
    {
        Location place = operation.Syntax.GetLocation();
        return _calls.Count == 0
            ? new TraceFailure(rule, place, arguments)
            // Of calls within calls, those next to the offence, each once.
            : new TraceFailure(rule, _calls.Last(), arguments, [.. _calls.Take(_calls.Count - 1).Prepend(place).Distinct().Take(MaxLocations)]);
    }

    private TraceFailure Unsupported(IOperation operation, string what) => Fail(operation, JitRules.Unsupported, what);

    /// <summary>Calls Core, whose errors become diagnostics here. A failure passes without being caught: each catch that throws again would take more of the stack.</summary>
    private T Core<T>(IOperation operation, Func<T> call, string? transform = null)
    {
        try
        {
            return call();
        }
        catch (InsufficientExecutionStackException)
        {
            throw Limit(operation, "expressions or calls are nested too deep");
        }
        catch (UnexpectedTracerException)
        {
            throw Unsupported(operation, $"'{Excerpt(operation)}', which uses a value of a function outside of it,");
        }
        catch (NotSupportedException error)
        {
            throw Fail(operation, JitRules.UnknownMember, operation.Syntax.ToString(), error.Message);
        }
        catch (Exception error) when (error is ArgumentException or IndexOutOfRangeException or InvalidOperationException or DivideByZeroException or OverflowException or InvalidCastException)
        {
            throw transform is null
                ? Fail(operation, JitRules.Shapes, FirstLine(error.Message))
                : Fail(operation, JitRules.Transform, transform, FirstLine(error.Message));
        }
    }

    // The parameter name that ArgumentException appends, and further lines, say nothing more in a diagnostic.
    private static string FirstLine(string message)
    {
        int end = message.IndexOfAny(['\r', '\n']);
        string line = end < 0 ? message : message.Substring(0, end);
        int parameter = line.IndexOf(" (Parameter '", StringComparison.Ordinal);
        return (parameter < 0 ? line : line.Substring(0, parameter)).TrimEnd('.');
    }

    private ITypeSymbol? TypeOf(IOperation operation) => operation.Type is { } type ? _frame.Types.Of(type) : null;
}
