// The attributes a user writes: [Jit] on methods, [Shape] on parameters and returns, [Static] on parameters.
using System;

namespace SrcGenJit;

/// <summary>
/// Compiles the method while the project builds; JAX's <c>@jit</c>. Direct calls run the compiled kernel, and a call under a trace becomes a <c>jit</c> equation.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class JitAttribute : Attribute
{
    /// <summary>Allows <c>a * b + c</c> to be computed with one rounding. Off by default: compiled and eager results are the same bits.</summary>
    public bool Contract { get; set; }
}

/// <summary>
/// Names the dimensions of an array parameter or return: <c>[Shape("n d")]</c>, with constants, arithmetic (<c>"n*2"</c>) and <c>*batch</c> for any leading ones.
/// On a record's parameter, a property or a field it holds wherever the type is a parameter of a [Jit] method.
/// </summary>
[AttributeUsage(AttributeTargets.Parameter | AttributeTargets.ReturnValue | AttributeTargets.Property | AttributeTargets.Field)]
public sealed class ShapeAttribute(string dimensions) : Attribute
{
    public string Dimensions { get; } = dimensions;
}

/// <summary>A parameter whose value is known while tracing: each value has a trace of its own. JAX's <c>static_argnames</c>.</summary>
[AttributeUsage(AttributeTargets.Parameter)]
public sealed class StaticAttribute : Attribute;
