// Functions of types that were registered: they need no code at run time.
using System;

namespace SrcGenJit;

/// <summary>Hands a delegate of one Func type to a visitor.</summary>
internal abstract class Acceptor
{
    public abstract TOut Accept<TOut>(Delegate fun, IFunctionVisitor<TOut> visitor);
}

internal sealed class Acceptor<T1, TResult> : Acceptor
{
    public override TOut Accept<TOut>(Delegate fun, IFunctionVisitor<TOut> visitor) => visitor.Visit((Func<T1, TResult>)fun);
}

internal sealed class Acceptor<T1, T2, TResult> : Acceptor
{
    public override TOut Accept<TOut>(Delegate fun, IFunctionVisitor<TOut> visitor) => visitor.Visit((Func<T1, T2, TResult>)fun);
}

internal sealed class Acceptor<T1, T2, T3, TResult> : Acceptor
{
    public override TOut Accept<TOut>(Delegate fun, IFunctionVisitor<TOut> visitor) => visitor.Visit((Func<T1, T2, T3, TResult>)fun);
}

internal sealed class Acceptor<T1, T2, T3, T4, TResult> : Acceptor
{
    public override TOut Accept<TOut>(Delegate fun, IFunctionVisitor<TOut> visitor) => visitor.Visit((Func<T1, T2, T3, T4, TResult>)fun);
}
