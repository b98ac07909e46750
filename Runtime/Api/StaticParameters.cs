// Which parameters of a function are marked [Static].
using System;
using System.Linq;
using System.Reflection;

namespace SrcGenJit;

/// <summary>The parameters of a delegate, without the one that a closed delegate holds.</summary>
internal sealed class StaticParameters
{
    private readonly bool[] _static;
    private readonly string[] _names;

    private StaticParameters(ParameterInfo[] parameters)
    {
        _static = parameters.Select(p => p.IsDefined(typeof(StaticAttribute), inherit: false)).ToArray();
        _names = parameters.Select((p, i) => p.Name ?? $"argument {i}").ToArray();
    }

    public bool Any => _static.Contains(true);

    public bool this[int parameter] => parameter < _static.Length && _static[parameter];

    /// <summary>The function's own parameters: closed delegates hold the first of their method's.</summary>
    public static StaticParameters Of(Delegate fun)
    {
        ArgumentNullException.ThrowIfNull(fun);
        ParameterInfo[] parameters = fun.Method.GetParameters();
        Type type = fun.GetType();
        int count = type.IsGenericType && type.FullName!.StartsWith("System.Func`", StringComparison.Ordinal) ? type.GetGenericArguments().Length - 1 : parameters.Length;
        return new StaticParameters(parameters.Skip(Math.Max(0, parameters.Length - count)).ToArray());
    }

    public string NameOf(int parameter) => _names[parameter];
}
