using System.Globalization;
using System.Text;

namespace CloudNative.Sdk.Analyzers.Report;

/// <summary>A text file that one writer has at a time, in whatever process.</summary>
internal sealed class SharedFile : IDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly string _path;
    private readonly Mutex _turn;

    private SharedFile(string path, Mutex turn) => (_path, _turn) = (path, turn);

    /// <summary>Waits for those who have the file.</summary>
    /// <exception cref="IOException">Somebody has had it for 30 s.</exception>
    public static SharedFile Open(string path)
    {
        var turn = new Mutex(initiallyOwned: false, "CloudNativeReport-" + Hash(Path.GetFullPath(path)));
        try
        {
            return turn.WaitOne(Patience) ? new SharedFile(path, turn) : throw new IOException($"another build has had '{path}' for {Patience.TotalSeconds} s");
        }
        catch (AbandonedMutexException)
        {
            // A build was killed while it wrote; the turn is ours, and a store that was cut off is begun anew.
            return new SharedFile(path, turn);
        }
        catch
        {
            turn.Dispose();
            throw;
        }
    }

    public string Read() => File.Exists(_path) ? File.ReadAllText(_path) : "";

    public void Write(string text) => File.WriteAllText(_path, text, new UTF8Encoding(encoderShouldEmitUTF8Identifier: false));

    public void Dispose()
    {
        _turn.ReleaseMutex();
        _turn.Dispose();
    }

    /// <summary>FNV-1a: the same in each process, unlike <see cref="string.GetHashCode()"/>.</summary>
    private static string Hash(string text)
    {
        var hash = 14695981039346656037UL;
        foreach (var letter in text)
        {
            hash = unchecked((hash ^ letter) * 1099511628211UL);
        }

        return hash.ToString("x16", CultureInfo.InvariantCulture);
    }
}
