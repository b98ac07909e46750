// Texts that are known while building: interpolated strings, and values in them as C# writes them.
using System.Globalization;
using System.Linq;
using System.Text;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using SrcGenJit.Generator.Diagnostics;

namespace SrcGenJit.Generator.Tracing;

internal sealed partial class Interpreter
{
    private Value Interpolate(IInterpolatedStringOperation text)
    {
        StringBuilder result = new();
        foreach (IInterpolatedStringContentOperation part in text.Parts)
        {
            switch (part)
            {
                case IInterpolatedStringTextOperation literal:
                    result.Append(literal.Text.ConstantValue.Value);
                    break;
                case IInterpolationOperation { Alignment: null, FormatString: null } hole:
                    result.Append(Text(hole, Evaluate(hole.Expression), hole.Expression.Type));
                    break;
                default:
                    throw Unsupported(part, "a format in an interpolated string");
            }
        }
        return new Value.Constant(result.ToString());
    }

    private string Text(IOperation place, Value value, ITypeSymbol? type = null)
    {
        while (value is Value.Reference reference && _store[reference] is Content.Box box)
        {
            (value, type) = (box.Inner, box.Type);
        }
        if (type is INamedTypeSymbol { TypeKind: TypeKind.Enum } choice && value is Value.Constant { Data: { } number })
        {
            return choice.GetMembers().OfType<IFieldSymbol>().FirstOrDefault(f => f.HasConstantValue && Equals(f.ConstantValue, number))?.Name
                ?? System.Convert.ToString(number, CultureInfo.InvariantCulture);
        }
        return value switch
        {
            Value.Constant { Data: double or float } => throw Fail(place, JitRules.Unsupported, $"the text of the number '{Excerpt(place)}', which depends on the culture,"),
            Value.Constant { Data: System.IFormattable number2 } => number2.ToString(null, CultureInfo.InvariantCulture),
            Value.Constant { Data: var data } => data?.ToString() ?? "",
            _ => throw Fail(place, JitRules.NotKnown, $"'{Excerpt(place)}'"),
        };
    }
}
