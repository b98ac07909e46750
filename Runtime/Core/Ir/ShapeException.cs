// The error of operands that do not fit together.
using System;

namespace SrcGenJit;

/// <summary>Shapes or element types that do not fit an operation; the message says which, and what to do.</summary>
public sealed class ShapeException(string message) : ArgumentException(message);
