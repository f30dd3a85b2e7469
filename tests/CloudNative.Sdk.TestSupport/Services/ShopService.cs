namespace CloudNative.Sdk.TestSupport.Services;

/// <summary>The services of samples/Shop.</summary>
public static class ShopService
{
    public static string ProjectFolder(string project) => Repository.PathOf("samples", "Shop", project);

    /// <summary>Starts a service as it was built, with its project folder as content root; the project that calls this has a reference to it.</summary>
    public static ServiceProcess Start(string project, ServiceAddress address, params IEnumerable<KeyValuePair<string, string>> settings)
    {
        var folder = ProjectFolder(project);
        return ServiceProcess.Start(project, Path.Combine(folder, "bin", Repository.Configuration, "net10.0", project + ".dll"), folder, address, settings);
    }
}
