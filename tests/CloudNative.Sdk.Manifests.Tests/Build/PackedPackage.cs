using CloudNative.Sdk.Facts;
using CloudNative.Sdk.TestSupport.Processes;
using CloudNative.Sdk.TestSupport.Services;

[assembly: AssemblyFixture(typeof(CloudNative.Sdk.Manifests.Tests.Build.PackedPackage))]

namespace CloudNative.Sdk.Manifests.Tests.Build;

/// <summary>The package as a user gets it, under a version that no cache knows.</summary>
public sealed class PackedPackage : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("manifests-package-");
    private readonly string _version = $"0.1.0-test.{Guid.NewGuid():N}";

    public async ValueTask InitializeAsync()
    {
        var configuration = Path.GetFileName(Path.GetDirectoryName(AppContext.BaseDirectory.TrimEnd(Path.DirectorySeparatorChar)))!;
        await using var pack = ChildProcess.Start(
            "dotnet pack",
            "dotnet",
            ["pack", Repository.PathOf("src/CloudNative.Sdk.Manifests"), "--no-build", "-c", configuration, $"-p:PackageVersion={_version}", "-o", Feed, "-nologo"],
            Environment());
        var code = await pack.WaitForExitAsync(TimeSpan.FromMinutes(2), TestContext.Current.CancellationToken);
        Assert.True(code == 0, pack.Output);
    }

    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }

    /// <summary>Makes a project. Its targets come in by hand, so that <paramref name="targets"/> can replace those of the SDK.</summary>
    internal ScratchProject NewProject(string sdk, IEnumerable<Fact> facts, string program, string targets = "")
    {
        var project = new ScratchProject(Directory.CreateDirectory(Path.Combine(_root.FullName, Guid.NewGuid().ToString("N"))).FullName, [.. Environment()]);
        project.Write($"{ScratchProject.AssemblyName}.csproj", $"""
            <Project>
              <Import Project="Sdk.props" Sdk="{sdk}" />
              <PropertyGroup>
                <TargetFramework>net10.0</TargetFramework>
                <OutputType>Exe</OutputType>
                <UseAppHost>false</UseAppHost>
                <Version>1.4.2+4f1c2ab</Version>
                <ContainerRegistry>registry.example.org</ContainerRegistry>
              </PropertyGroup>
              <ItemGroup>
                <PackageReference Include="CloudNative.Sdk.Manifests" Version="{_version}" />
              </ItemGroup>
              <Import Project="Sdk.targets" Sdk="{sdk}" />
              {targets}
            </Project>
            """);
        project.Write("nuget.config", $"""<configuration><packageSources><clear /><add key="packed" value="{Feed}" /></packageSources></configuration>""");
        project.Write("Facts.cs", string.Concat(facts.Select(fact => $"[assembly: System.Reflection.AssemblyMetadata(\"{Fact.KeyPrefix}{fact.Kind}\", \"{fact}\")]\n")));
        project.Write("Program.cs", program);
        return project;
    }

    private string Feed => Path.Combine(_root.FullName, "feed");

    private IReadOnlyList<KeyValuePair<string, string?>> Environment() =>
    [
        new("NUGET_PACKAGES", Path.Combine(_root.FullName, "cache")), new("DOTNET_CLI_USE_MSBUILD_SERVER", "0"), new("MSBUILDDISABLENODEREUSE", "1"),
        new("MSBUILD_EXE_PATH", null), new("MSBuildSDKsPath", null), new("CI", null),
    ];
}
