// Makes the interpreter the host of Core in this assembly: operations outside any trace run at once.
using System.Runtime.CompilerServices;
using SrcGenJit.Core;

namespace SrcGenJit.Eager;

internal sealed class RuntimeHost : Host
{
    public override NdArray[]? Evaluate(Primitive primitive, NdArray[] inputs, Params parameters)
    {
        Aval[] avals = new Aval[inputs.Length];
        for (int i = 0; i < avals.Length; i++)
        {
            avals[i] = inputs[i].Aval;
        }
        return Interpreter.Evaluate(primitive, inputs, parameters, primitive.Shape(primitive, avals, parameters));
    }

#pragma warning disable CA2255 // The host must be there before the first operation, and Core cannot name it.
    [ModuleInitializer]
    internal static void Install() => Installed = new RuntimeHost();
#pragma warning restore CA2255
}
