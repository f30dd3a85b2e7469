using System.Collections;
using System.Globalization;
using System.Reflection;
using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests;
using CloudNative.Sdk.Manifests.Inputs;
using CloudNative.Sdk.Manifests.Linting;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Testing.Hosting;

namespace CloudNative.Sdk.Testing.Manifests;

/// <summary>What platforms and their linters expect of manifests.</summary>
internal static class ManifestsContract
{
    private static string Today => TimeProvider.System.GetUtcNow().ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static void AssertClean(ServiceProject service)
    {
        var result = ManifestGenerator.Generate(Input(service));
        ContractException.ThrowIfAny($"The manifests of '{service.Name}' are not clean", [.. result.Diagnostics.Select(diagnostic => diagnostic.ToString())]);
    }

    public static void AssertClean(string folder)
    {
        if (!Directory.Exists(folder))
        {
            throw new ContractException($"There is no folder '{Path.GetFullPath(folder)}'.");
        }

        var files = ManifestFolder.Read(folder);
        if (files.Count == 0)
        {
            throw new ContractException($"'{Path.GetFullPath(folder)}' holds no manifests.");
        }

        ContractException.ThrowIfAny($"The manifests in '{folder}' are not clean", [.. Linter.Check(files, new LintOptions { Today = Today }).Select(finding => finding.ToString())]);
    }

    private static ManifestInput Input(ServiceProject service)
    {
        var settings = new SettingsFolder(service.RequiredFolder());
        using var assembly = File.OpenRead(service.Assembly.Location);
        return new ManifestInput
        {
            Facts = AssemblyFacts.Read(assembly),
            Build = new BuildProperties
            {
                AssemblyName = service.Name,
                ProjectFile = service.Name + ".csproj",
                Version = service.Assembly.GetCustomAttribute<AssemblyInformationalVersionAttribute>()?.InformationalVersion.Split('+')[0] ?? "",
                UsesWebSdk = service.IsWeb,
            },
            AppSettings = settings.AppSettings(),
            ServiceFile = settings.ServiceFile(),
            Overlays = settings.Overlays(),
            Today = Today,
            Environment = Environment.GetEnvironmentVariables().Cast<DictionaryEntry>().ToDictionary(entry => (string)entry.Key, entry => (string)entry.Value!, StringComparer.Ordinal),
        };
    }
}
