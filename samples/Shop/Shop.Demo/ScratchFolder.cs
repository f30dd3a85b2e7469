namespace Shop.Demo;

/// <summary>A temporary folder that is gone when disposed.</summary>
internal sealed class ScratchFolder : IDisposable
{
    public string Path { get; } = Directory.CreateTempSubdirectory("shop-demo-").FullName;

    public void Dispose() => Directory.Delete(Path, recursive: true);
}
