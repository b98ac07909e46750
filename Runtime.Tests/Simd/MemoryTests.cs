// Loads and stores of lanes: partial ones touch nothing beyond their count, strided ones and bytes as masks are right at every width.
using SrcGenJit.Simd;
using Xunit;

namespace Runtime.Tests.Simd;

public sealed unsafe class MemoryTests
{
    [Fact]
    public void Partial_loads_and_stores_stay_within_their_count_at_every_width()
    {
        EveryWidth<float>();
        EveryWidth<double>();
        EveryWidth<int>();
        EveryWidth<long>();
        EveryWidth<uint>();
    }

    [Fact]
    public void Whole_loops_of_any_length_end_exactly_at_the_end()
    {
        byte* page = GuardedMemory.Page();
        for (int n = 0; n <= 67; n++)
        {
            float* x = (float*)(page + GuardedMemory.PageSize) - n;
            for (int i = 0; i < n; i++)
            {
                x[i] = i - 3;
            }
            Map.Unary<SinFunction, float>(ref *x, ref *x, n);
            for (int i = 0; i < n; i++)
            {
                float[] one = [i - 3];
                Assert.True(LaneRunner.Same(LaneRunner.Unary<SinFunction, Lanes1<float>, float>(one)[0], x[i]), $"length {n}, element {i}");
            }
        }
    }

    private static void EveryWidth<T>()
        where T : unmanaged
    {
        Check<Lanes512<T>, T>();
        Check<Lanes256<T>, T>();
        Check<Lanes128<T>, T>();
        Check<Lanes1<T>, T>();
        Check<Pair<Lanes512<T>, T>, T>();
        Check<Pair<Pair<Lanes128<T>, T>, T>, T>();
        Check<Pair<Pair<Lanes1<T>, T>, T>, T>();
    }

    private static void Check<V, T>()
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        byte* page = GuardedMemory.Page();
        for (int count = 0; count <= V.Count; count++)
        {
            T* x = (T*)(page + GuardedMemory.PageSize) - count;
            for (int i = 0; i < count; i++)
            {
                x[i] = Element.FromBits<T>(i + 1);
            }
            V value = V.Load(ref *x, 0, count);
            for (int i = 0; i < V.Count; i++)
            {
                Assert.True(LaneRunner.Same(Element.FromBits<T>(i < count ? i + 1 : 0), V.GetElement(value, i)), $"{typeof(V)} loads {count}: element {i}");
            }
            if (count > 0)
            {
                x[-1] = Element.FromBits<T>(77);
            }
            V.Store(~value, ref *x, 0, count);
            for (int i = 0; i < count; i++)
            {
                Assert.True(LaneRunner.Same(Element.FromBits<T>(~(long)(i + 1)), x[i]), $"{typeof(V)} stores {count}: element {i}");
            }
            if (count > 0)
            {
                Assert.True(LaneRunner.Same(Element.FromBits<T>(77), x[-1]));
            }
            Masks<V, T>(page, count);
        }
        T[] apart = new T[V.Count * 3];
        for (int i = 0; i < apart.Length; i++)
        {
            apart[i] = Element.FromBits<T>(i);
        }
        for (int count = 1; count <= V.Count; count++)
        {
            V strided = V.LoadStrided(ref apart[0], 2, 3, count), backwards = V.LoadStrided(ref apart[0], apart.Length - 1, -3, count);
            for (int i = 0; i < V.Count; i++)
            {
                Assert.True(LaneRunner.Same(Element.FromBits<T>(i < count ? (i * 3) + 2 : 0), V.GetElement(strided, i)), $"{typeof(V)} strided");
                Assert.True(LaneRunner.Same(Element.FromBits<T>(i < count ? apart.Length - 1 - (i * 3) : 0), V.GetElement(backwards, i)), $"{typeof(V)} backwards");
            }
        }
    }

    private static void Masks<V, T>(byte* page, int count)
        where V : struct, ILanes<V, T>
        where T : unmanaged
    {
        byte* flags = page + GuardedMemory.PageSize - count;
        for (int i = 0; i < count; i++)
        {
            flags[i] = (byte)(i * 7 % 3 == 0 ? 1 : 0);
        }
        V mask = V.LoadMask(ref *(bool*)flags, 0, count);
        for (int i = 0; i < V.Count; i++)
        {
            Assert.True(LaneRunner.Same(Element.FromBits<T>(i < count && i * 7 % 3 == 0 ? -1 : 0), V.GetElement(mask, i)), $"{typeof(V)} reads a mask of {count}: element {i}");
        }
        if (count > 0)
        {
            flags[-1] = 9;
        }
        V.StoreMask(~mask, ref *(bool*)flags, 0, count);
        for (int i = 0; i < count; i++)
        {
            Assert.True(flags[i] == (i * 7 % 3 == 0 ? 0 : 1), $"{typeof(V)} writes a mask of {count}: element {i} is {flags[i]}");
        }
        Assert.True(count == 0 || flags[-1] == 9);
        if (count == V.Count)
        {
            V again = V.LoadMask(ref *(bool*)flags, 0);
            V.StoreMask(~again, ref *(bool*)flags, 0);
            for (int i = 0; i < count; i++)
            {
                Assert.Equal(i * 7 % 3 == 0 ? 1 : 0, flags[i]);
            }
        }
    }
}
