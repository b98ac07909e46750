// What went wrong in a jaxpr's text, and where.
using System;

namespace SrcGenJit;

/// <summary>A jaxpr's text could not be read. <see cref="Line"/> and <see cref="Column"/> count from 1.</summary>
public sealed class JaxprParseException : FormatException
{
    internal JaxprParseException(string what, int line, int column, JaxprParseProblem problem = JaxprParseProblem.Syntax)
        : base($"({line},{column}): {what}")
    {
        What = what;
        Line = line;
        Column = column;
        Problem = problem;
    }

    public int Line { get; }

    public int Column { get; }

    internal string What { get; }

    internal JaxprParseProblem Problem { get; }
}

internal enum JaxprParseProblem { Syntax, UnknownDType, UnknownVariable, Parameters }
