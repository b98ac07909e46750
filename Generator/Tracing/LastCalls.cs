// Calls of a method by itself that are the last step of it: what follows returns their result as it is, so that they mean the method's beginning with other arguments.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.FlowAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace SrcGenJit.Generator.Tracing;

internal static class LastCalls
{
    /// <summary>The calls by the blocks that end with them. None where a parameter outlives a call, or is not a variable of its own.</summary>
    public static IReadOnlyDictionary<int, IInvocationOperation> Find(FlowGraph graph, IMethodSymbol method)
    {
        IMethodSymbol definition = method.OriginalDefinition;
        Dictionary<int, IInvocationOperation> calls = [];
        if (definition.PartialDefinitionPart is not null || definition.PartialImplementationPart is not null || definition.Parameters.Any(p => p.RefKind != RefKind.None || p.IsParams) || definition.MethodKind is not (MethodKind.Ordinary or MethodKind.LocalFunction)
            || ExtensionMembers.Parameters(definition).Count != definition.Parameters.Length)
        {
            return calls;
        }
        foreach (BasicBlock block in graph.Blocks)
        {
            if (block.ConditionKind == ControlFlowConditionKind.None && IsFree(graph, block) && CallAtEnd(graph, block) is { } call && IsSelf(call, definition))
            {
                calls[block.Ordinal] = call;
            }
        }
        // Lambdas and references see the variable of their own call.
        return definition.Parameters.All(graph.IsLocal) ? calls : new Dictionary<int, IInvocationOperation>();
    }

    // 'return F(x);', or 'F(x);' at the end, or a choice of which that is one side.
    private static IInvocationOperation? CallAtEnd(FlowGraph graph, BasicBlock block)
    {
        if (block.FallThroughSuccessor is not { } next)
        {
            return null;
        }
        if (next.Semantics == ControlFlowBranchSemantics.Return && block.BranchValue is { } value)
        {
            return Call(value);
        }
        return block.Operations.LastOrDefault() switch
        {
            IFlowCaptureOperation capture when Call(capture.Value) is { } call && Returns(graph, next, capture.Id) => call,
            IExpressionStatementOperation { Operation: var statement } when Call(statement) is { TargetMethod.ReturnsVoid: true } call && Returns(graph, next, null) => call,
            _ => null,
        };
    }

    private static IInvocationOperation? Call(IOperation value) => value switch
    {
        IInvocationOperation call => call,
        IParenthesizedOperation inner => Call(inner.Operand),
        _ => null,
    };

    // True for a branch after which nothing happens but the return of what was captured.
    private static bool Returns(FlowGraph graph, ControlFlowBranch branch, CaptureId? captured)
    {
        while (branch.Semantics is ControlFlowBranchSemantics.Regular or ControlFlowBranchSemantics.Return && branch.Destination is { } block)
        {
            if (block.Ordinal == graph.Exit)
            {
                return captured is null;
            }
            if (block.ConditionKind != ControlFlowConditionKind.None || block.FallThroughSuccessor is not { } next)
            {
                return false;
            }
            switch (block.Operations)
            {
                case []:
                    break;
                case [IFlowCaptureOperation { Value: IFlowCaptureReferenceOperation read } again] when captured is { } id && read.Id.Equals(id):
                    captured = again.Id;
                    break;
                default:
                    return false;
            }
            if (next.Semantics == ControlFlowBranchSemantics.Return && block.BranchValue is { } value)
            {
                return value is IFlowCaptureReferenceOperation result && captured is { } last && result.Id.Equals(last);
            }
            branch = next;
        }
        return false;
    }

    // Nothing runs when it is left.
    private static bool IsFree(FlowGraph graph, BasicBlock block) => graph.RegionsAround(block).All(r => r.Kind is ControlFlowRegionKind.Root or ControlFlowRegionKind.LocalLifetime);

    private static bool IsSelf(IInvocationOperation call, IMethodSymbol definition)
    {
        IMethodSymbol target = call.TargetMethod;
        return SymbolEqualityComparer.Default.Equals(target.OriginalDefinition, definition)
            && target.TypeArguments.Zip(definition.TypeParameters, SymbolEqualityComparer.Default.Equals).All(e => e)
            && (target.ContainingType is null || SymbolEqualityComparer.Default.Equals(target.ContainingType, definition.ContainingType))
            && !call.IsVirtual && call.ConstrainedToType is null
            && call.Instance is null or IInstanceReferenceOperation { ReferenceKind: InstanceReferenceKind.ContainingTypeInstance }
            && call.Arguments.All(a => a.Parameter is not null && a.ArgumentKind is ArgumentKind.Explicit or ArgumentKind.DefaultValue);
    }
}
