// Text and equality of jaxprs.
using System;

namespace SrcGenJit;

public sealed partial class Jaxpr
{
    public bool Equals(Jaxpr? other) => ReferenceEquals(this, other);

    public override int GetHashCode() => 0;

    public string ToString(JaxprStyle style) => "";
}
