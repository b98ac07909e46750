// Text of jaxprs.
using SrcGenJit.Core;

namespace SrcGenJit;

public sealed partial class Jaxpr
{
    /// <summary>
    /// Reads JAX's current text or our lossless text. Primitives that this version does not have are kept: they print and compare, and do not run.
    /// </summary>
    /// <exception cref="JaxprParseException">The text is not a jaxpr; the message gives line and column.</exception>
    public static Jaxpr Parse(string text) => JaxprParser.Parse(text);

    /// <summary>The text in one of the styles.</summary>
    public string ToString(JaxprStyle style) => JaxprPrinter.Print(this, style);
}
