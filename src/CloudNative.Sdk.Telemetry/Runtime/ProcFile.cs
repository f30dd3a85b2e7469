using Microsoft.Win32.SafeHandles;

namespace CloudNative.Sdk.Telemetry.Runtime;

/// <summary>A file of <c>/proc</c> or of a control group, kept open: reading it from its beginning makes the kernel write it anew, and allocates nothing.</summary>
/// <remarks>Not thread-safe.</remarks>
internal sealed class ProcFile : IDisposable
{
    private readonly SafeFileHandle _handle;

    private ProcFile(SafeFileHandle handle) => _handle = handle;

    public static ProcFile? TryOpen(string path)
    {
        try
        {
            return File.Exists(path) ? new ProcFile(File.OpenHandle(path, FileMode.Open, FileAccess.Read, FileShare.ReadWrite | FileShare.Delete)) : null;
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            return null;
        }
    }

    /// <summary>Reads what the buffer holds of the file.</summary>
    /// <returns>The bytes read; none when the file can no longer be read, as that of a group that was removed.</returns>
    public ReadOnlySpan<byte> Read(Span<byte> buffer)
    {
        var length = 0;
        try
        {
            while (length < buffer.Length && RandomAccess.Read(_handle, buffer[length..], length) is > 0 and var read)
            {
                length += read;
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or ObjectDisposedException)
        {
            return [];
        }

        return buffer[..length];
    }

    public void Dispose() => _handle.Dispose();
}
