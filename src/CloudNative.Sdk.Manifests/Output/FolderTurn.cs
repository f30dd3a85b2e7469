using CloudNative.Sdk.Manifests.Release;

namespace CloudNative.Sdk.Manifests.Output;

/// <summary>The turn of one writer of a folder: two builds of a project write one after the other.</summary>
internal sealed class FolderTurn : IDisposable
{
    private static readonly TimeSpan Limit = TimeSpan.FromMinutes(2);

    private readonly Mutex _mutex;

    private FolderTurn(Mutex mutex) => _mutex = mutex;

    /// <summary>Waits for the turn, up to 2 minutes.</summary>
    /// <exception cref="IOException">Another build did not finish in that time.</exception>
    public static FolderTurn Take(string folder)
    {
        var mutex = new Mutex(initiallyOwned: false, $"cloudnative-manifests-{Sha256.Of(Path.GetFullPath(folder).TrimEnd('/', '\\'))}");
        try
        {
            if (mutex.WaitOne(Limit))
            {
                return new FolderTurn(mutex);
            }
        }
        catch (AbandonedMutexException)
        {
            // A build that was killed had it; what it left is cleared away.
            return new FolderTurn(mutex);
        }

        mutex.Dispose();
        throw new IOException($"another build has been writing to '{folder}' for 2 minutes");
    }

    public void Dispose()
    {
        _mutex.ReleaseMutex();
        _mutex.Dispose();
    }
}
