// Memory whose neighbours must not be touched.
using System;
using System.Runtime.InteropServices;
using Xunit;

namespace Runtime.Tests.Simd;

internal static unsafe partial class GuardedMemory
{
    public const int PageSize = 4096;

    [ThreadStatic]
    private static byte*[]? s_pages;

    /// <summary>A page between two that must not be touched (where the system has mmap; else plain memory); the same one for the same index and thread.</summary>
    public static byte* Page(int index = 0)
    {
        s_pages ??= new byte*[4];
        return s_pages[index] != null ? s_pages[index] : s_pages[index] = Map();
    }

    private static byte* Map()
    {
        if (!OperatingSystem.IsLinux())
        {
            return (byte*)NativeMemory.AllocZeroed(3 * PageSize) + PageSize;
        }
        nint pages = MapPages(0, 3 * PageSize, 3, 0x22, -1, 0);
        Assert.NotEqual(-1, pages);
        Assert.Equal(0, ProtectPages(pages, PageSize, 0));
        Assert.Equal(0, ProtectPages(pages + (2 * PageSize), PageSize, 0));
        return (byte*)pages + PageSize;
    }

    [LibraryImport("libc", EntryPoint = "mmap")]
    private static partial nint MapPages(nint address, nint length, int protection, int flags, int file, nint offset);

    [LibraryImport("libc", EntryPoint = "mprotect")]
    private static partial int ProtectPages(nint address, nint length, int protection);
}
