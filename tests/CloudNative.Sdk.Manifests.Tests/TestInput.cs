using CloudNative.Sdk.Facts;
using CloudNative.Sdk.Manifests.Resolution;
using CloudNative.Sdk.Manifests.Settings;
using CloudNative.Sdk.Manifests.Tests.Validation;

namespace CloudNative.Sdk.Manifests.Tests;

/// <summary>Inputs as a build makes them.</summary>
internal static class TestInput
{
    public const string Digest = "sha256:e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855";

    public static readonly Fact AllFeatures = new Fact(FactKinds.Features).With("feature", "all").With("at", "Program.cs(2,1)");
    public static readonly Fact WebProgram = new Fact(FactKinds.Program).With("kind", "web");
    public static readonly Fact WorkerProgram = new Fact(FactKinds.Program).With("kind", "worker");

    public static readonly Fact CatalogClient = new Fact(FactKinds.HttpClient)
        .With("name", "CatalogClient").With("address", "https+http://catalog").With("service", "catalog").WithEach("scheme", ["https", "http"]).With("at", "Program.cs(4,1)");

    /// <summary>A web service whose code calls AddCloudNative() and a service 'catalog'.</summary>
    public static ManifestInput Web(params IEnumerable<Fact> more) => From([AllFeatures, WebProgram, CatalogClient, .. more]);

    public static ManifestInput Worker(params IEnumerable<Fact> more) => From([AllFeatures, WorkerProgram, .. more]);

    public static ManifestInput From(IReadOnlyList<Fact> facts) => new()
    {
        Facts = facts,
        Build = new BuildProperties { AssemblyName = "Shop.Checkout", ProjectFile = "Shop.Checkout.csproj", Version = "1.4.2", ContainerRegistry = "registry.example.org" },
    };

    public static ManifestInput WithService(this ManifestInput input, string yaml) => input with { ServiceFile = new SourceText("service.yaml", "apiVersion: cloudnative/v1\n" + yaml) };

    public static ManifestInput WithOverlay(this ManifestInput input, string environment, string yaml) =>
        input with { Overlays = [.. input.Overlays, new SourceText($"service.{environment}.yaml", yaml)] };

    public static ManifestInput WithSettings(this ManifestInput input, string json, string name = "appsettings.json") =>
        input with { AppSettings = [.. input.AppSettings, new SourceText(name, json)] };

    public static ManifestInput WithBuild(this ManifestInput input, Func<BuildProperties, BuildProperties> change) => input with { Build = change(input.Build) };

    public static Fact Option(string key, string value) => new Fact(FactKinds.Option).With("key", key).With("value", value).With("at", "Program.cs(7,5)");

    public static Fact Port(string port, string scheme = "http") => new Fact(FactKinds.Port).With("port", port).With("scheme", scheme).With("at", "Program.cs(6,5)");

    /// <summary>Gets what is written, after a check that no problem was reported.</summary>
    public static ManifestSet Render(this ManifestInput input, string environment = "prod")
    {
        var result = ManifestGenerator.Generate(input);
        Assert.Equal([], result.Diagnostics.Select(diagnostic => diagnostic.ToString()));
        return new ManifestSet(result.Files, environment);
    }

    /// <summary>Gets what is written, by path.</summary>
    public static Dictionary<string, string> Contents(this ManifestResult result) => result.Files.ToDictionary(file => file.Path, file => file.Content);

    /// <summary>Gets the problems as MSBuild shows them.</summary>
    public static IReadOnlyList<string> Problems(this ManifestInput input) => [.. ManifestGenerator.Generate(input).Diagnostics.Select(diagnostic => diagnostic.ToString())];
}
