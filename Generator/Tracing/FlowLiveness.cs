// Which locals, parameters and captures may still be read from a block on: what is dead where branches meet is no output of a cond, and no carry of a loop.
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

internal sealed class FlowLiveness
{
    private readonly HashSet<object>[] _live;
    private readonly HashSet<object> _escaping = [];

    // Captures of parts: a write through one reads the whole.
    private readonly HashSet<object> _parts = [];
    private readonly HashSet<string> _names = new(System.StringComparer.Ordinal);

    public FlowLiveness(FlowGraph graph)
    {
        int count = graph.Blocks.Length;
        foreach (IMethodSymbol function in graph.Source.LocalFunctions)
        {
            Escape(function);
        }
        HashSet<object>[] used = new HashSet<object>[count], written = new HashSet<object>[count];
        foreach (BasicBlock block in graph.Blocks)
        {
            (used[block.Ordinal], written[block.Ordinal]) = ([], []);
            bool isHandler = IsHandler(block.EnclosingRegion);
            foreach (IOperation operation in block.BranchValue is { } value ? block.Operations.Add(value) : block.Operations)
            {
                Scan(operation, used[block.Ordinal], written[block.Ordinal], isHandler);
            }
        }
        _live = [.. Enumerable.Range(0, count).Select(_ => new HashSet<object>())];
        int[][] successors = [.. graph.Blocks.Select(b => graph.Next(b.Ordinal).Where(t => t >= 0).Distinct().ToArray())];
        bool changed = true;
        while (changed)
        {
            changed = false;
            for (int block = count - 1; block >= 0; block--)
            {
                int before = _live[block].Count;
                _live[block].UnionWith(used[block]);
                foreach (int next in successors[block])
                {
                    _live[block].UnionWith(_live[next].Where(k => !written[block].Contains(k)));
                }
                changed |= _live[block].Count != before;
            }
        }
    }

    public bool IsLocal(object key) => key is ILocalSymbol { RefKind: RefKind.None } or IParameterSymbol { RefKind: RefKind.None } or CaptureId
        && !_escaping.Contains(key) && !(key is ISymbol symbol && _names.Contains(symbol.Name));

    public bool IsLive(object key, int block) => _live[block].Contains(key);

    // In C#'s order: what is read before it is written here is used.
    private void Scan(IOperation operation, HashSet<object> used, HashSet<object> written, bool isHandler)
    {
        switch (operation)
        {
            case ISimpleAssignmentOperation { IsRef: false, Target: var target } assignment when KeyOf(target) is { } key && !isHandler && !_parts.Contains(key):
                Scan(assignment.Value, used, written, isHandler);
                if (!used.Contains(key))
                {
                    written.Add(key);
                }
                return;
            case IFlowCaptureOperation capture when !isHandler:
                if (KeyOf(capture.Value) is null)
                {
                    _parts.Add(capture.Id);
                }
                Scan(capture.Value, used, written, isHandler);
                if (!used.Contains(capture.Id))
                {
                    written.Add(capture.Id);
                }
                return;
            case IFlowAnonymousFunctionOperation lambda:
                Escape(lambda.Symbol);
                break;
            case IAddressOfOperation or ISimpleAssignmentOperation { IsRef: true }:
                foreach (object key in operation.DescendantsAndSelf().Select(KeyOf).OfType<object>())
                {
                    _escaping.Add(key);
                }
                break;
            case IArgumentOperation { Parameter.RefKind: RefKind.Ref or RefKind.Out } argument when KeyOf(argument.Value) is { } key:
                used.Add(key);
                return;
        }
        if (KeyOf(operation) is { } read)
        {
            if (isHandler)
            {
                _escaping.Add(read);
            }
            else if (!written.Contains(read))
            {
                used.Add(read);
            }
        }
        foreach (IOperation child in operation.ChildOperations)
        {
            Scan(child, used, written, isHandler);
        }
    }

    // What a function sees it may read whenever it is called: every variable that stands in its text.
    private void Escape(IMethodSymbol function)
    {
        foreach (SyntaxReference declaration in function.OriginalDefinition.DeclaringSyntaxReferences)
        {
            _names.UnionWith(declaration.GetSyntax().DescendantTokens().Select(t => t.ValueText));
        }
    }

    // Handlers and finally blocks are entered from anywhere.
    private static bool IsHandler(ControlFlowRegion? region)
    {
        for (; region is not null; region = region.EnclosingRegion)
        {
            if (region.Kind is ControlFlowRegionKind.Catch or ControlFlowRegionKind.Filter or ControlFlowRegionKind.FilterAndHandler or ControlFlowRegionKind.Finally)
            {
                return true;
            }
        }
        return false;
    }

    private static object? KeyOf(IOperation operation) => operation switch
    {
        ILocalReferenceOperation local => local.Local,
        IParameterReferenceOperation parameter => parameter.Parameter.OriginalDefinition,
        IFlowCaptureReferenceOperation capture => capture.Id,
        IDeclarationExpressionOperation declaration => KeyOf(declaration.Expression),
        IParenthesizedOperation inner => KeyOf(inner.Operand),
        _ => null,
    };
}
