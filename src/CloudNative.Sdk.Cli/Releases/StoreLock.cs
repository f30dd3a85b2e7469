namespace CloudNative.Sdk.Cli.Releases;

/// <summary>Lets one process after another change the releases of a service: a file that is open for one at a time, which the system closes whatever happens to the process.</summary>
internal static class StoreLock
{
    private const string FileName = ".lock";

    private static readonly TimeSpan Limit = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan Pause = TimeSpan.FromMilliseconds(50);

    /// <summary>Waits for the turn of this process; dispose what is returned when done.</summary>
    /// <exception cref="WrongUseException">Another process kept it for 30 s.</exception>
    public static async Task<FileStream> TakeAsync(string folder, CancellationToken cancellationToken)
    {
        Directory.CreateDirectory(folder);
        var path = Path.Combine(folder, FileName);
        var start = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return new FileStream(path, FileMode.OpenOrCreate, FileAccess.ReadWrite, FileShare.None);
            }
            catch (IOException) when (TimeProvider.System.GetElapsedTime(start) < Limit)
            {
                await Task.Delay(Pause, TimeProvider.System, cancellationToken);
            }
            catch (IOException exception)
            {
                throw new WrongUseException($"another process has held '{path}' for {Limit.TotalSeconds} s: {exception.Message}", exception);
            }
        }
    }
}
