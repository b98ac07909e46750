// What the typed facade checks of its arguments: null is refused by name, before anything else looks at it.
using System;
using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;

namespace SrcGenJit;

internal static class ArgumentChecks
{
    /// <summary>The argument without its element type.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static NdArray Erase<T>([NotNull] this NdArray<T>? argument, [CallerArgumentExpression(nameof(argument))] string name = "")
        where T : struct =>
        argument is not null ? argument.Erased : throw new ArgumentNullException(name);

    /// <summary>The arguments without their element type.</summary>
    /// <exception cref="ArgumentNullException">The list, or one of them, is null.</exception>
    public static NdArray[] Erase<T>([NotNull] this NdArray<T>[]? arguments, [CallerArgumentExpression(nameof(arguments))] string name = "")
        where T : struct
    {
        ArgumentNullException.ThrowIfNull(arguments, name);
        NdArray[] erased = new NdArray[arguments.Length];
        for (int i = 0; i < erased.Length; i++)
        {
            erased[i] = arguments[i].Erase($"{name}[{i}]");
        }
        return erased;
    }

    /// <summary>The argument.</summary>
    /// <exception cref="ArgumentNullException">It is null.</exception>
    [MethodImpl(MethodImplOptions.AggressiveInlining)]
    public static T NotNull<T>([NotNull] this T? argument, [CallerArgumentExpression(nameof(argument))] string name = "")
        where T : class =>
        argument ?? throw new ArgumentNullException(name);
}
