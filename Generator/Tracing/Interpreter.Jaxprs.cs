// Calls of the methods that *.jaxpr files become: the program, at the shapes of the arguments, is one jit equation.
using System;
using System.Collections.Generic;
using System.Linq;
using Microsoft.CodeAnalysis;
using SrcGenJit.Core;
using SrcGenJit.Generator.Diagnostics;
using SrcGenJit.Generator.Model;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value CallProgram(IOperation place, IMethodSymbol method, JaxprProgram program, Value[] arguments)
    {
        _models.Dependencies.Program(program.FullName);
        Jaxpr jaxpr = program.Jaxpr;
        if (arguments.Any(IsNull))
        {
            throw ThrowsA(place, "System.ArgumentNullException");
        }
        NdArray[] inputs = [.. arguments.Select(a => Lift(place, a))];
        Var[] variables = [.. jaxpr.ConstVars, .. jaxpr.InVars];
        Dictionary<string, Dim> values = new(StringComparer.Ordinal);
        for (int i = 0; i < inputs.Length; i++)
        {
            if (inputs[i].Rank != variables[i].Aval.Rank)
            {
                ShapeInference.NeedsRank(inputs[i], variables[i].Aval.Rank);
                throw Misfit(i);
            }
            if (variables[i].Aval.Shape.Zip(inputs[i].Shape, (takes, given) => takes.IsConstant && !takes.Agrees(given)).Any(differs => differs))
            {
                throw Misfit(i);
            }
        }
        if (!Dim.TryBind(variables.SelectMany((v, i) => v.Aval.Shape.Zip(inputs[i].Shape, (formal, actual) => (formal, actual))), values))
        {
            throw Fail(place, JitRules.Shapes, $"'Jaxprs.{program.Name}' takes {string.Join(", ", variables.Select(v => v.Aval))}, and {string.Join(", ", inputs.Select(i => i.Aval))} are given");
        }
        for (int i = 0; i < inputs.Length; i++)
        {
            if (!inputs[i].Shape.Agrees(Shape.Of(variables[i].Aval.Shape.Select(d => d.Substitute(values)))))
            {
                throw Misfit(i);
            }
        }
        // As at run time: constants of the text are operands too.
        NdArray[] results = Core(place, () =>
        {
            Jaxpr closed = new([], variables, jaxpr.Equations, jaxpr.Outputs);
            if (values.Count > 0)
            {
                closed = SymbolValues.Bind(closed, values);
                SymbolValues.Check(closed);
            }
            return Calls.BindJit(program.Name, closed, inputs);
        });
        ITypeSymbol type = method.ReturnType;
        return results.Length == 1 ? FromTree(place, results[0], type) : FromTree(place, Tree.Tuple([.. results.Select(r => (Tree)r)]), type);

        TraceFailure Misfit(int i) => Fail(
            place, JitRules.Shapes,
            $"'Jaxprs.{program.Name}' takes '{program.Parameters[i]}' as {variables[i].Aval}, and {inputs[i].Aval} is given" + (values.Count == 0 ? "" : $", with {string.Join(", ", values.Select(v => $"{v.Key} = {v.Value}"))}"));
    }
}
