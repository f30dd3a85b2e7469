using System.Reflection;

namespace CloudNative.Sdk.TestSupport.Services;

/// <summary>Where the repository is, and which configuration of it was built; the project file states both.</summary>
public static class Repository
{
    /// <summary>Gets Debug or Release.</summary>
    public static string Configuration { get; } = Metadata("Configuration");

    public static string PathOf(params string[] parts) => Path.Combine([Metadata("Repository"), .. parts]);

    private static string Metadata(string key) =>
        typeof(Repository).Assembly.GetCustomAttributes<AssemblyMetadataAttribute>().Single(pair => pair.Key == key).Value!;
}
