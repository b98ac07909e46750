// Lists cut and put together as the rules of loops and branches need it: by lengths and by flags. Everything is linear in the number of elements.
using System;
using System.Collections.Generic;
using System.Linq;

namespace SrcGenJit.Core;

internal static class Lists
{
    /// <summary>The first so many, and the rest.</summary>
    public static (T[] First, T[] Others) SplitList<T>(IReadOnlyList<T> list, int first) => (Part(list, 0, first), Part(list, first, list.Count - first));

    /// <summary>The first so many, the next so many, and the rest.</summary>
    public static (T[] First, T[] Second, T[] Others) SplitList<T>(IReadOnlyList<T> list, int first, int second) =>
        (Part(list, 0, first), Part(list, first, second), Part(list, first + second, list.Count - first - second));

    /// <summary>The elements that are not marked, and those that are.</summary>
    public static (T[] WhereFalse, T[] WhereTrue) PartitionList<T>(bool[] flags, IReadOnlyList<T> list)
    {
        Check(flags, list.Count);
        T[] marked = new T[Marked(flags)], others = new T[flags.Length - marked.Length];
        for (int i = 0, m = 0, o = 0; i < flags.Length; i++)
        {
            if (flags[i])
            {
                marked[m++] = list[i];
            }
            else
            {
                others[o++] = list[i];
            }
        }
        return (others, marked);
    }

    /// <summary>Undoes <see cref="PartitionList"/>.</summary>
    public static T[] MergeLists<T>(bool[] flags, IReadOnlyList<T> whereFalse, IReadOnlyList<T> whereTrue)
    {
        Check(flags, whereFalse.Count + whereTrue.Count);
        int m = 0, o = 0;
        return Array.ConvertAll(flags, f => f ? whereTrue[m++] : whereFalse[o++]);
    }

    /// <summary>The marked elements.</summary>
    public static T[] WhereTrue<T>(bool[] flags, IReadOnlyList<T> list) => PartitionList(flags, list).WhereTrue;

    /// <summary>An element at each mark, null elsewhere.</summary>
    public static T?[] SpreadList<T>(bool[] flags, IReadOnlyList<T> whereTrue)
        where T : class
    {
        Check(flags, flags.Length - Marked(flags) + whereTrue.Count);
        int m = 0;
        return Array.ConvertAll(flags, f => f ? whereTrue[m++] : null);
    }

    public static int Marked(bool[] flags) => flags.Count(f => f);

    public static bool[] Or(bool[] left, bool[] right)
    {
        Check(left, right.Length);
        return left.Zip(right, (l, r) => l || r).ToArray();
    }

    public static bool[] Not(bool[] flags) => Array.ConvertAll(flags, f => !f);

    /// <summary>Which elements there are.</summary>
    public static bool[] IsPresent<T>(IReadOnlyList<T?> list)
        where T : class => list.Select(v => v is not null).ToArray();

    /// <summary>The elements that there are.</summary>
    public static T[] Present<T>(IReadOnlyList<T?> list)
        where T : class => list.Where(v => v is not null).Select(v => v!).ToArray();

    private static T[] Part<T>(IReadOnlyList<T> list, int start, int count)
    {
        T[] part = new T[count];
        for (int i = 0; i < count; i++)
        {
            part[i] = list[start + i];
        }
        return part;
    }

    private static void Check(bool[] flags, int count)
    {
        if (flags.Length != count)
        {
            throw new ArgumentException($"there are {flags.Length} flags for {count} elements", nameof(flags));
        }
    }
}
