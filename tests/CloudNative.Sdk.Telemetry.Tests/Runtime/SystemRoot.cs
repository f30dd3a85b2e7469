namespace CloudNative.Sdk.Telemetry.Tests.Runtime;

/// <summary>The root of a made-up file system.</summary>
internal sealed class SystemRoot : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("telemetry-root").FullName;

    /// <summary>Writes files by path; what lies in their folders stays.</summary>
    public SystemRoot With(params (string Path, string Text)[] files)
    {
        foreach (var (path, text) in files)
        {
            var file = System.IO.Path.Combine(Path, path);
            Directory.CreateDirectory(System.IO.Path.GetDirectoryName(file)!);
            File.WriteAllText(file, text);
        }

        return this;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
