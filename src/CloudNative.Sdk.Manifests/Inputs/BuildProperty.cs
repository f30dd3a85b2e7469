using CloudNative.Sdk.Manifests.Resolution;

namespace CloudNative.Sdk.Manifests.Inputs;

/// <summary>A property of the build by its name in MSBuild, so that it can be written down, read again and set by hand.</summary>
/// <param name="Name">The name.</param>
/// <param name="Get">Gets the value; empty where it is not set.</param>
/// <param name="With">Gets the properties with another value.</param>
internal sealed record BuildProperty(string Name, Func<BuildProperties, string> Get, Func<BuildProperties, string, BuildProperties> With)
{
    private const char Separator = ';';

    /// <summary>All that the build knows, by name.</summary>
    public static readonly IReadOnlyList<BuildProperty> All =
    [
        new("AssemblyName", build => build.AssemblyName, (build, value) => build with { AssemblyName = value }),
        new("Branch", build => build.Branch, (build, value) => build with { Branch = value }),
        new("BuildId", build => build.BuildId, (build, value) => build with { BuildId = value }),
        new("BuildNumber", build => build.BuildNumber, (build, value) => build with { BuildNumber = value }),
        new("BuildUser", build => build.BuildUser, (build, value) => build with { BuildUser = value }),
        new("ContainerDigest", build => build.ContainerDigest, (build, value) => build with { ContainerDigest = value }),
        new("ContainerImageTag", build => build.ContainerImageTag, (build, value) => build with { ContainerImageTag = value }),
        new("ContainerImageTags", build => build.ContainerImageTags, (build, value) => build with { ContainerImageTags = value }),
        new("ContainerPorts", build => string.Join(Separator.ToString(), build.ContainerPorts), (build, value) => build with { ContainerPorts = Split(value) }),
        new("ContainerRegistry", build => build.ContainerRegistry, (build, value) => build with { ContainerRegistry = value }),
        new("ContainerRepository", build => build.ContainerRepository, (build, value) => build with { ContainerRepository = value }),
        new("JobName", build => build.JobName, (build, value) => build with { JobName = value }),
        new("ProjectFile", build => build.ProjectFile, (build, value) => build with { ProjectFile = value }),
        new("SourceRevisionId", build => build.SourceRevisionId, (build, value) => build with { SourceRevisionId = value }),
        new("UsesWebSdk", build => build.UsesWebSdk ? "true" : "", (build, value) => build with { UsesWebSdk = string.Equals(value, "true", StringComparison.OrdinalIgnoreCase) }),
        new("Version", build => build.Version, (build, value) => build with { Version = value }),
    ];

    /// <summary>Finds a property by its name in any case, as MSBuild does; null where there is none.</summary>
    public static BuildProperty? Find(string name) => All.FirstOrDefault(property => string.Equals(property.Name, name, StringComparison.OrdinalIgnoreCase));

    private static string[] Split(string value) => value.Split([Separator], StringSplitOptions.RemoveEmptyEntries);
}
