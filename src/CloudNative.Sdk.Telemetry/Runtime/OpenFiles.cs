using System.IO.Enumeration;
using System.Runtime.InteropServices;

namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>Counts the open files of this process.</summary>
/// <remarks>
/// Since Linux 6.2 the size of <c>/proc/self/fd</c> is their number, and statx, whose structure is the same on all architectures, reads it in constant time.
/// Elsewhere the folder is listed. See https://man7.org/linux/man-pages/man2/statx.2.html.
/// </remarks>
internal static partial class OpenFiles
{
    private const string Folder = "/proc/self/fd";
    private const int CurrentDirectory = -100;
    private const uint SizeMask = 0x200;
    private const int SizeOffset = 40;
    private const int StructureSize = 256;

    private static bool _sizeIsCount = true;

    public static long? Count()
    {
        if (_sizeIsCount && Size() is > 0 and var count)
        {
            return count;
        }

        _sizeIsCount = false;
        return List(Folder);
    }

    /// <summary>Counts the entries of a folder, less the one that the listing itself opens.</summary>
    public static long? List(string folder)
    {
        try
        {
            return new FileSystemEnumerable<byte>(folder, static (ref _) => 0).LongCount() - 1;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    public static long? Size()
    {
        Span<byte> structure = stackalloc byte[StructureSize];
        try
        {
            return Statx(CurrentDirectory, "/proc/self/fd\0"u8, 0, SizeMask, structure) == 0 ? BitConverter.ToInt64(structure[SizeOffset..]) : null;
        }
        catch (Exception exception) when (exception is EntryPointNotFoundException or DllNotFoundException)
        {
            return null;
        }
    }

    [LibraryImport("libc", EntryPoint = "statx")]
    [DefaultDllImportSearchPaths(DllImportSearchPath.SafeDirectories)]
    private static partial int Statx(int folder, ReadOnlySpan<byte> path, int flags, uint mask, Span<byte> structure);
}
