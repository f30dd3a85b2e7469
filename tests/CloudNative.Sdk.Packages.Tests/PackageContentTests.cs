using System.IO.Compression;
using System.Xml.Linq;

namespace CloudNative.Sdk.Packages.Tests;

public sealed class PackageContentTests(PackedFeed feed)
{
    private static readonly string[] Names =
    [
        "CloudNative.Sdk", "CloudNative.Sdk.Analyzers", "CloudNative.Sdk.Core", "CloudNative.Sdk.Discovery", "CloudNative.Sdk.Health", "CloudNative.Sdk.Manifests",
        "CloudNative.Sdk.Telemetry",
    ];

    public static TheoryData<string> Packages => [.. Names];

    [Fact]
    public void Every_package_is_packed() => Assert.Equal(
        Names, Directory.GetFiles(feed.Folder, "*.nupkg").Select(file => Path.GetFileName(file).Replace($".{feed.Version}.nupkg", string.Empty, StringComparison.Ordinal)).Order(StringComparer.Ordinal));

    [Theory]
    [MemberData(nameof(Packages))]
    public void A_package_has_icon_readme_licence_source_and_description(string name)
    {
        using var package = Open(name);
        var metadata = Metadata(package);

        string? Text(string element) => metadata.Elements().SingleOrDefault(found => found.Name.LocalName == element)?.Value;
        Assert.Equal(("icon.png", "README.md", "MIT"), (Text("icon"), Text("readme"), Text("license")));
        Assert.True(Text("description")?.Length > 40);
        Assert.NotNull(package.GetEntry("icon.png"));
        Assert.NotNull(package.GetEntry("README.md"));
        Assert.Equal("git", metadata.Elements().Single(found => found.Name.LocalName == "repository").Attribute("type")?.Value);
    }

    [Theory]
    [InlineData("CloudNative.Sdk.Analyzers")]
    [InlineData("CloudNative.Sdk.Manifests")]
    public void A_compile_time_package_has_no_library_and_no_dependency(string name)
    {
        using var package = Open(name);

        Assert.DoesNotContain(package.Entries, entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal));
        Assert.DoesNotContain(Metadata(package).Descendants(), element => element.Name.LocalName == "dependency");
    }

    [Theory]
    [InlineData("CloudNative.Sdk.Core")]
    [InlineData("CloudNative.Sdk.Discovery")]
    [InlineData("CloudNative.Sdk.Health")]
    [InlineData("CloudNative.Sdk.Telemetry")]
    [InlineData("CloudNative.Sdk")]
    public void A_runtime_package_has_documentation_and_a_symbol_package(string name)
    {
        using var package = Open(name);

        Assert.NotNull(package.GetEntry($"lib/net10.0/{name}.xml"));
        Assert.True(File.Exists(Path.Combine(feed.Folder, $"{name}.{feed.Version}.snupkg")));
    }

    private static XElement Metadata(ZipArchive package)
    {
        using var nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    private ZipArchive Open(string name) => ZipFile.OpenRead(Path.Combine(feed.Folder, $"{name}.{feed.Version}.nupkg"));
}
