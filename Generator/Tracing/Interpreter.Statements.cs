// Statements: each gives a completion. Control flow on build-time values simply executes.
using System.Collections.Generic;
using System.Collections.Immutable;
using System.Linq;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Completion ExecuteBody(IOperation body)
    {
        switch (body)
        {
            case IBlockOperation block:
                return ExecuteAll(block.Operations);
            case IConstructorBodyOperation constructor:
                if (constructor.Initializer is { } initializer)
                {
                    Execute(initializer);
                }
                return (constructor.BlockBody ?? constructor.ExpressionBody) is { } inner ? ExecuteBody(inner) : Completion.Normal;
            default:
                return Completion.Return(Evaluate(body));
        }
    }

    private Completion ExecuteAll(IEnumerable<IOperation> statements)
    {
        foreach (IOperation statement in statements)
        {
            Completion completion = Execute(statement);
            if (!completion.IsNormal)
            {
                return completion;
            }
        }
        return Completion.Normal;
    }

    private Completion Execute(IOperation statement)
    {
        Step(statement);
        switch (statement)
        {
            case IBlockOperation block:
                return ExecuteAll(block.Operations);
            case IVariableDeclarationGroupOperation group:
                foreach (IVariableDeclaratorOperation declarator in group.Declarations.SelectMany(d => d.Declarators))
                {
                    Declare(declarator);
                }
                return Completion.Normal;
            case IUsingDeclarationOperation declaration:
                return Execute(declaration.DeclarationGroup);
            case IExpressionStatementOperation { Operation: IThrowOperation thrown }:
                return Throw(thrown);
            case IExpressionStatementOperation expression:
                Evaluate(expression.Operation);
                return Completion.Normal;
            case IThrowOperation thrown:
                return Throw(thrown);
            case IReturnOperation { Kind: OperationKind.Return } result:
                return Completion.Return(result.ReturnedValue is { } value ? Evaluate(value) : null);
            case IReturnOperation:
                throw Unsupported(statement, "'yield'");
            case IConditionalOperation conditional:
                return Test(conditional.Condition, "'if'") ? Execute(conditional.WhenTrue) : conditional.WhenFalse is { } other ? Execute(other) : Completion.Normal;
            case IForLoopOperation loop:
                return For(loop);
            case IForEachLoopOperation loop:
                return ForEach(loop);
            case IWhileLoopOperation loop:
                return While(loop);
            case ISwitchOperation choice:
                return Switch(choice);
            case IBranchOperation { BranchKind: BranchKind.Break } jump:
                return new Completion(CompletionKind.Break, null, jump.Target);
            case IBranchOperation { BranchKind: BranchKind.Continue } jump:
                return new Completion(CompletionKind.Continue, null, jump.Target);
            case ILocalFunctionOperation or IEmptyOperation:
                return Completion.Normal;
            case ILabeledOperation labeled:
                return labeled.Operation is { } inner ? Execute(inner) : Completion.Normal;
            case ITryOperation attempt:
                return Try(attempt);
            case IUsingOperation scope:
                return Execute(scope.Resources) is { IsNormal: false } early ? early : Execute(scope.Body);
            case ILockOperation:
                throw Unsupported(statement, "'lock'");
            case IBranchOperation:
                throw Unsupported(statement, "'goto'");
            default:
                // Expressions stand where statements may: a for loop's iterators, a field initializer.
                Evaluate(statement);
                return Completion.Normal;
        }
    }

    private Completion Throw(IThrowOperation thrown)
    {
        Value? exception = thrown.Exception is { } created ? Evaluate(created) : null;
        _thrown = thrown;
        return new Completion(CompletionKind.Throw, exception);
    }

    private void Declare(IVariableDeclaratorOperation declarator)
    {
        IVariableInitializerOperation? initializer = declarator.Initializer ?? (declarator.Parent as IVariableDeclarationOperation)?.Initializer;
        if (declarator.Symbol.RefKind != RefKind.None)
        {
            throw Unsupported(declarator, "a 'ref' local");
        }
        _frame.Declare(declarator.Symbol, _store.NewCell(initializer is null ? Value.Null : Evaluate(initializer.Value)));
    }

    // True when the loop ends; completion then says how.
    private static bool Leaves(ILoopOperation loop, ref Completion completion)
    {
        switch (completion.Kind)
        {
            case CompletionKind.Normal:
                return false;
            case CompletionKind.Continue when SymbolEqualityComparer.Default.Equals(completion.Target, loop.ContinueLabel):
                completion = Completion.Normal;
                return false;
            case CompletionKind.Break when SymbolEqualityComparer.Default.Equals(completion.Target, loop.ExitLabel):
                completion = Completion.Normal;
                return true;
            default:
                return true;
        }
    }

    private Completion For(IForLoopOperation loop)
    {
        ExecuteAll(loop.Before);
        while (loop.Condition is null || Test(loop.Condition, "the condition of 'for'"))
        {
            Completion completion = Execute(loop.Body);
            if (Leaves(loop, ref completion))
            {
                return completion;
            }
            ExecuteAll(loop.AtLoopBottom);
        }
        return Completion.Normal;
    }

    private Completion While(IWhileLoopOperation loop)
    {
        bool first = !loop.ConditionIsTop;
        while (first || loop.Condition is null || Test(loop.Condition, "the condition of 'while'") != loop.ConditionIsUntil)
        {
            first = false;
            Completion completion = Execute(loop.Body);
            if (Leaves(loop, ref completion))
            {
                return completion;
            }
        }
        return Completion.Normal;
    }

    private Completion ForEach(IForEachLoopOperation loop)
    {
        ImmutableArray<Value> items = Items(loop.Collection, Evaluate(loop.Collection));
        foreach (Value item in items)
        {
            switch (loop.LoopControlVariable)
            {
                case IVariableDeclaratorOperation declarator:
                    _frame.Declare(declarator.Symbol, _store.NewCell(item));
                    break;
                default:
                    Assign(loop.LoopControlVariable, item);
                    break;
            }
            Completion completion = Execute(loop.Body);
            if (Leaves(loop, ref completion))
            {
                return completion;
            }
        }
        return Completion.Normal;
    }

    private Completion Switch(ISwitchOperation choice)
    {
        Value value = Evaluate(choice.Value);
        ISwitchCaseOperation? chosen = choice.Cases.FirstOrDefault(c => c.Clauses.Any(clause => Chosen(clause, value)))
            ?? choice.Cases.FirstOrDefault(c => c.Clauses.Any(clause => clause is IDefaultCaseClauseOperation));
        if (chosen is null)
        {
            return Completion.Normal;
        }
        Completion completion = ExecuteAll(chosen.Body);
        return completion.Kind == CompletionKind.Break && SymbolEqualityComparer.Default.Equals(completion.Target, choice.ExitLabel) ? Completion.Normal : completion;
    }

    private bool Chosen(ICaseClauseOperation clause, Value value) => clause switch
    {
        IDefaultCaseClauseOperation => false,
        ISingleValueCaseClauseOperation single => Known(Same(clause, value, Evaluate(single.Value)), clause, "'switch'"),
        IPatternCaseClauseOperation pattern => Matches(pattern.Pattern, value) && (pattern.Guard is null || Test(pattern.Guard, "'when'")),
        _ => throw Unsupported(clause, "this 'case'"),
    };

    private Completion Try(ITryOperation attempt)
    {
        Completion completion = Execute(attempt.Body);
        if (completion.Kind == CompletionKind.Throw && attempt.Catches.Length > 0)
        {
            throw Unsupported(attempt, "an exception that is thrown and caught");
        }
        Completion last = attempt.Finally is { } block ? Execute(block) : Completion.Normal;
        return last.IsNormal ? completion : last;
    }

    /// <summary>A condition that must be known while building.</summary>
    private bool Test(IOperation condition, string what) => Known(Evaluate(condition), condition, what);

    private bool Known(Value condition, IOperation place, string what) => condition switch
    {
        Value.Constant { Data: bool known } => known,
        Value.Scalar or Value.Array => throw Fail(place, JitRules.TracedControlFlow, what),
        _ => throw Unsupported(place, "this condition"),
    };
}
