using System.Text.Json;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Discovery.Watching;

/// <summary>Keeps what the sources said last in a file, so that a start survives an outage of the registry.</summary>
/// <param name="path">The file, or null for none.</param>
/// <param name="time">The clock.</param>
/// <param name="logger">The log.</param>
/// <remarks>The file is replaced as a whole, a moment after a change, and only its owner can read it.</remarks>
internal sealed class SnapshotStore(string? path, TimeProvider time, ILogger logger) : IDisposable
{
    /// <summary>The name that stands for the file among the sources.</summary>
    public const string SourceName = "SnapshotFile";

    private static readonly TimeSpan Delay = TimeSpan.FromSeconds(1);

    private readonly Lock _turn = new();
    private readonly Lock _file = new();
    private Dictionary<string, StoredEndpoints>? _stored;
    private ITimer? _timer;
    private bool _isDisposed;

    /// <summary>Finds what was said last about a service.</summary>
    public StoredEndpoints? Find(string key)
    {
        lock (_turn)
        {
            return Stored().GetValueOrDefault(key);
        }
    }

    /// <summary>Keeps what was said about a service.</summary>
    public void Keep(string key, IReadOnlyList<ServiceEndpoint> endpoints)
    {
        if (path is null)
        {
            return;
        }

        lock (_turn)
        {
            Stored()[key] = new StoredEndpoints(time.GetUtcNow(), endpoints);
            if (_timer is null && !_isDisposed)
            {
                _timer = time.CreateTimer(_ => Write(), null, Delay, Timeout.InfiniteTimeSpan);
            }
        }
    }

    /// <summary>Writes what is not written yet.</summary>
    public void Dispose()
    {
        lock (_turn)
        {
            _isDisposed = true;
        }

        if (_timer is not null)
        {
            Write();
        }
    }

    private Dictionary<string, StoredEndpoints> Stored() => _stored ??= path is null || !File.Exists(path) ? new(StringComparer.Ordinal) : Read(path);

    private Dictionary<string, StoredEndpoints> Read(string file)
    {
        try
        {
            return SnapshotJson.Read(File.ReadAllBytes(file));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException or JsonException or FormatException or ArgumentException or InvalidOperationException)
        {
            logger.SnapshotUnreadable(file, exception.Message);
            return new(StringComparer.Ordinal);
        }
    }

    private void Write()
    {
        byte[] content;
        lock (_turn)
        {
            _timer?.Dispose();
            _timer = null;
            content = SnapshotJson.Write(Stored());
        }

        try
        {
            lock (_file)
            {
                Replace(content);
            }
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            logger.SnapshotNotWritten(path!, exception.Message);
        }
    }

    private void Replace(byte[] content)
    {
        Directory.CreateDirectory(Path.GetDirectoryName(Path.GetFullPath(path!))!);
        var draft = $"{path}.{Guid.NewGuid():N}.tmp";
        var options = new FileStreamOptions { Mode = FileMode.Create, Access = FileAccess.Write };
        if (!OperatingSystem.IsWindows())
        {
            options.UnixCreateMode = UnixFileMode.UserRead | UnixFileMode.UserWrite;
        }

        using (var stream = new FileStream(draft, options))
        {
            stream.Write(content);
            stream.Flush(flushToDisk: true);
        }

        File.Move(draft, path!, overwrite: true);
    }
}
