using CloudNative.Sdk.Testing.Hosting;
using CloudNative.Sdk.Testing.Manifests;

namespace CloudNative.Sdk.Testing;

/// <summary>Checks the deployment manifests of a service without publishing it.</summary>
public static class ServiceManifests
{
    /// <summary>Asserts that the manifests of all environments can be made from the compiled service, its settings files and <c>service.yaml</c>, and that no rule finds anything in them.</summary>
    /// <typeparam name="TEntryPoint">Any type of the service's assembly, as <c>Program</c>.</typeparam>
    /// <remarks>Nothing is written. What a publish takes from MSBuild, as the registry of the image, has its default here.</remarks>
    /// <exception cref="ContractException">There are errors or warnings; the message names each with its place.</exception>
    public static void AssertClean<TEntryPoint>() => ManifestsContract.AssertClean(ServiceProject.Of(typeof(TEntryPoint).Assembly));

    /// <summary>Asserts that no rule finds anything in a folder of manifests, whoever wrote them.</summary>
    /// <param name="folder">The folder, as <c>publish/deploy</c>; its files <c>.yaml</c>, <c>.yml</c> and <c>.json</c> are read, those of folders below too.</param>
    /// <exception cref="ContractException">There are errors or warnings, or nothing to check; the message names each with its place.</exception>
    public static void AssertClean(string folder)
    {
        ArgumentException.ThrowIfNullOrEmpty(folder);
        ManifestsContract.AssertClean(folder);
    }
}
