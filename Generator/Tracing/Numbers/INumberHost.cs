// What the tracing of numbers needs of the interpreter: it knows values and functions of Lax, and nothing of operations.
using System;
using Microsoft.CodeAnalysis;

namespace SrcGenJit.Generator.Tracing;

/// <summary>The interpreter at one place of the user's code.</summary>
internal interface INumberHost
{
    /// <summary>The array that stands for a number, bool or dimension: of the element type that <see cref="NumberType.Dtype"/> names.</summary>
    NdArray Lift(Value value);

    /// <summary>C# throws here unless <paramref name="ok"/>, a traced bool, holds; <paramref name="why"/> says what it would throw.</summary>
    void Require(NdArray ok, string why);

    /// <summary>C# throws here always.</summary>
    Exception Throws(string exception);

    /// <summary>A member that has no meaning on numbers known while building or traced: the reason follows its name in the diagnostic.</summary>
    Exception Refuse(ISymbol member, string why);

    /// <summary>A construct that cannot be traced: "{what} cannot be traced".</summary>
    Exception Unsupported(string what);

    /// <summary>A value that has to be known while building.</summary>
    Exception NotKnown(string what);
}
