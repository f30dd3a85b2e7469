using CloudNative.Sdk.TestSupport.Services;

[assembly: AssemblyFixture(typeof(CloudNative.Sdk.Packages.Tests.PackedFeed))]

namespace CloudNative.Sdk.Packages.Tests;

/// <summary>All packages of the repository, packed once in a folder that is a package source.</summary>
public sealed class PackedFeed : IAsyncLifetime
{
    private readonly DirectoryInfo _root = Directory.CreateTempSubdirectory("cloudnative-feed");

    /// <summary>Gets the version, which is above every published one: it is the one that is taken where none is named.</summary>
    public string Version { get; } = $"1000.{Random.Shared.Next(1, ushort.MaxValue)}.{Random.Shared.Next(1, ushort.MaxValue)}";

    public string Folder => Path.Combine(_root.FullName, "feed");

    /// <summary>Gets the package cache of the test projects; the machine's own could hold yesterday's packages.</summary>
    public string Cache => Path.Combine(_root.FullName, "cache");

    public async ValueTask InitializeAsync()
    {
        Directory.CreateDirectory(Folder);

        // Outside the repository's bin and obj, which other test projects use at this time.
        var traversal = Path.Combine(_root.FullName, "pack.proj");
        await File.WriteAllTextAsync(traversal, $"""
            <Project>
              <ItemGroup>
                <Packable Include="{Repository.PathOf("src")}/*/*.csproj;{Repository.PathOf("analyzers")}/CloudNative.Sdk.Analyzers/*.csproj" />
                <Restored Include="@(Packable);{Repository.PathOf("analyzers")}/CloudNative.Sdk.Analyzers.CodeFixes/*.csproj;{Repository.PathOf("analyzers")}/CloudNative.Sdk.Analyzers.Report/*.csproj" />
              </ItemGroup>
              <Target Name="Pack">
                <MSBuild Projects="@(Restored)" Targets="Restore" Properties="MSBuildRestoreSessionId=restore" />
                <MSBuild Projects="@(Packable)" Targets="Pack" />
              </Target>
            </Project>
            """);
        // What is packed was analysed when it was built.
        await DotnetCommand.RunAsync(
            _root.FullName,
            "msbuild", traversal, "-t:Pack", "-nologo", "-v:quiet", "-p:RunAnalyzers=false", "-p:Configuration=Release", $"-p:Version={Version}", $"-p:PackageOutputPath={Folder}/",
            "-p:UseArtifactsOutput=true", $"-p:ArtifactsPath={Path.Combine(_root.FullName, "artifacts")}");
    }

    /// <summary>Makes a project outside the repository from a template of the SDK, with one reference.</summary>
    public async Task<FreshProject> NewProjectAsync(string template, string name)
    {
        var folder = await NewFolderAsync(name);
        await DotnetCommand.RunAsync(folder, "new", template, "--output", folder, "--name", name, "--no-restore");
        await DotnetCommand.RunAsync(folder, "add", "package", "CloudNative.Sdk", "--version", Version);
        return new FreshProject(folder, name);
    }

    /// <summary>Makes a service outside the repository from a packed template.</summary>
    /// <returns>The folder of its solution, and its project.</returns>
    public async Task<(string Solution, FreshProject Project)> NewServiceAsync(string template, string name, params string[] options)
    {
        var folder = await NewFolderAsync(name);
        string[] hive = ["--debug:custom-hive", Path.Combine(_root.FullName, "hives", name)];
        await DotnetCommand.RunAsync(folder, ["new", "install", Path.Combine(Folder, $"CloudNative.Sdk.Templates.{Version}.nupkg"), .. hive]);
        await DotnetCommand.RunAsync(folder, ["new", template, "--output", folder, "--name", name, .. options, .. hive]);
        return (folder, new FreshProject(Path.Combine(folder, "src", name), name));
    }

    /// <summary>Makes a folder that has the packages where a clone of the repository has them after <c>dotnet pack</c>.</summary>
    public string LayOutClone(string name)
    {
        var clone = Path.Combine(_root.FullName, "projects", name, "clone");
        Directory.CreateDirectory(Path.Combine(clone, "artifacts"));
        Directory.CreateSymbolicLink(Path.Combine(clone, "artifacts", "packages"), Folder);
        return clone;
    }

    /// <summary>Makes a folder outside the repository that takes packages from here, beside the sources of the machine.</summary>
    public async Task<string> NewFolderAsync(string name)
    {
        var folder = Directory.CreateDirectory(Path.Combine(_root.FullName, "projects", name)).FullName;
        await File.WriteAllTextAsync(Path.Combine(folder, "nuget.config"), $"""
            <configuration>
              <config><add key="globalPackagesFolder" value="{Cache}" /></config>
              <packageSources><add key="packed" value="{Folder}" /></packageSources>
            </configuration>
            """);
        return folder;
    }

    public ValueTask DisposeAsync()
    {
        _root.Delete(recursive: true);
        return ValueTask.CompletedTask;
    }
}
