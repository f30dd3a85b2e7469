namespace CloudNative.Sdk.TestSupport.Components;

/// <summary>A temporary folder that is gone when disposed.</summary>
public sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("cloudnative-").FullName;

    public async Task<string> WriteAsync(string name, string text, CancellationToken cancellationToken)
    {
        var file = System.IO.Path.Combine(Path, name);
        await File.WriteAllTextAsync(file, text, cancellationToken);
        return file;
    }

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
