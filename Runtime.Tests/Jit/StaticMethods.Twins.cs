// Two [Jit] methods that differ in their namespace only.
using SrcGenJit;

namespace Runtime.Tests.Jit.One
{
    internal static class Twin
    {
        [Jit]
        public static NdArray<float> Scaled(NdArray<float> x) => x * 2;
    }
}

namespace Runtime.Tests.Jit.Two
{
    internal static class Twin
    {
        [Jit]
        public static NdArray<float> Scaled(NdArray<float> x) => x * 3;
    }
}
