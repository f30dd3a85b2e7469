using System.IO.Compression;
using System.Reflection.PortableExecutable;
using System.Xml.Linq;

namespace CloudNative.Sdk.Packages.Tests;

public sealed class PackageContentTests(PackedFeed feed)
{
    private static readonly string[] Names =
    [
        "CloudNative.Sdk", "CloudNative.Sdk.Analyzers", "CloudNative.Sdk.Cli", "CloudNative.Sdk.Core", "CloudNative.Sdk.Discovery", "CloudNative.Sdk.Discovery.Consul", "CloudNative.Sdk.Health",
        "CloudNative.Sdk.Manifests", "CloudNative.Sdk.Resiliency", "CloudNative.Sdk.Telemetry",
        "CloudNative.Sdk.Templates", "CloudNative.Sdk.Testing",
    ];

    private static readonly string[] CompileTime = ["CloudNative.Sdk.Analyzers", "CloudNative.Sdk.Manifests", "CloudNative.Sdk.Templates"];
    private static readonly string[] Tools = ["CloudNative.Sdk.Cli"];

    /// <summary>Never part of a service, whose start is not held up by it.</summary>
    private static readonly string[] OfTests = ["CloudNative.Sdk.Testing"];

    public static TheoryData<string> Packages => [.. Names];

    public static TheoryData<string> CompileTimePackages => [.. CompileTime];

    public static TheoryData<string> RuntimePackages => [.. Names.Except(CompileTime).Except(Tools)];

    public static TheoryData<string> PrecompiledPackages => [.. Names.Except(CompileTime).Except(Tools).Except(OfTests)];

    public static TheoryData<string> ConfiguredPackages => [.. Names.Except(CompileTime).Except(Tools).Except(OfTests).Except(["CloudNative.Sdk"])];

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
    [MemberData(nameof(CompileTimePackages))]
    public void A_compile_time_package_has_no_library_and_no_dependency(string name)
    {
        using var package = Open(name);

        Assert.DoesNotContain(package.Entries, entry => entry.FullName.StartsWith("lib/", StringComparison.Ordinal));
        Assert.DoesNotContain(Metadata(package).Descendants(), element => element.Name.LocalName == "dependency");
    }

    [Theory]
    [MemberData(nameof(RuntimePackages))]
    public void A_runtime_package_has_documentation_and_a_symbol_package(string name)
    {
        using var package = Open(name);

        Assert.NotNull(package.GetEntry($"lib/net10.0/{name}.xml"));
        Assert.True(File.Exists(Path.Combine(feed.Folder, $"{name}.{feed.Version}.snupkg")));
    }

    [Theory]
    [MemberData(nameof(PrecompiledPackages))]
    public void A_runtime_package_has_a_portable_library_and_a_precompiled_one(string name)
    {
        using var package = Open(name);

        Assert.False(IsPrecompiled(package, $"lib/net10.0/{name}.dll"));
        Assert.True(IsPrecompiled(package, $"runtimes/linux-x64/lib/net10.0/{name}.dll"));
    }

    [Theory]
    [InlineData("CloudNative.Sdk.Manifests.dll")]
    [InlineData("YamlDotNet.dll")]
    public void The_task_that_writes_manifests_is_portable_and_precompiled(string library)
    {
        using var package = Open("CloudNative.Sdk.Manifests");

        Assert.False(IsPrecompiled(package, $"tasks/{library}"));
        Assert.True(IsPrecompiled(package, $"tasks/linux-x64/{library}"));
    }

    [Theory]
    [MemberData(nameof(ConfiguredPackages))]
    public void A_package_that_is_configured_tells_editors_its_keys(string name)
    {
        using var package = Open(name);

        Assert.NotNull(package.GetEntry("ConfigurationSchema.json"));
        using var props = package.GetEntry($"buildTransitive/{name}.props")!.Open();
        var segment = XDocument.Load(props).Descendants("JsonSchemaSegment").Single();
        Assert.Equal("$(MSBuildThisFileDirectory)../ConfigurationSchema.json", segment.Attribute("Include")?.Value);
    }

    private static bool IsPrecompiled(ZipArchive package, string entry)
    {
        using var stream = package.GetEntry(entry)!.Open();
        using var image = new MemoryStream();
        stream.CopyTo(image);
        image.Position = 0;
        using var reader = new PEReader(image);
        return reader.PEHeaders.CorHeader!.ManagedNativeHeaderDirectory.Size > 0;
    }

    private static XElement Metadata(ZipArchive package)
    {
        using var nuspec = package.Entries.Single(entry => entry.FullName.EndsWith(".nuspec", StringComparison.Ordinal)).Open();
        return XDocument.Load(nuspec).Root!.Elements().Single();
    }

    private ZipArchive Open(string name) => ZipFile.OpenRead(Path.Combine(feed.Folder, $"{name}.{feed.Version}.nupkg"));
}
