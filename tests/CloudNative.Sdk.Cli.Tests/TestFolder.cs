namespace CloudNative.Sdk.Cli.Tests;

/// <summary>A folder for one test class, which goes when the class is done.</summary>
public abstract class TestFolder : IDisposable
{
    private readonly DirectoryInfo _folder = Directory.CreateTempSubdirectory("cloudnative-cli-");

    protected string PathOf(params string[] parts) => Path.Combine([_folder.FullName, .. parts]);

    public void Dispose()
    {
        _folder.Delete(recursive: true);
        GC.SuppressFinalize(this);
    }
}
