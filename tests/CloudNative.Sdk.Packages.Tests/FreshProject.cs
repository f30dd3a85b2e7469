using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Packages.Tests;

/// <summary>A project outside the repository that has the packages as any user has them.</summary>
public sealed class FreshProject(string folder, string name)
{
    public string Folder => folder;

    /// <summary>Adds the one line behind the line that creates the builder.</summary>
    public Task AddTheOneLineAsync() => AddAfterBuilderAsync("builder.AddCloudNative();");

    /// <summary>Adds lines behind the line that creates the builder.</summary>
    public async Task AddAfterBuilderAsync(params IEnumerable<string> added)
    {
        var program = Path.Combine(folder, "Program.cs");
        var lines = (await File.ReadAllLinesAsync(program)).ToList();
        var created = lines.FindIndex(line => line.Contains("CreateBuilder(", StringComparison.Ordinal) || line.Contains("CreateApplicationBuilder(", StringComparison.Ordinal));
        lines.InsertRange(created + 1, added);
        await File.WriteAllLinesAsync(program, lines);
    }

    public void Add(string fileName, string source) => File.Copy(Path.Combine(AppContext.BaseDirectory, "Fresh", source), Path.Combine(folder, fileName));

    /// <summary>Puts a file in the place of the template's.</summary>
    public void Replace(string fileName, string source) => File.Copy(Path.Combine(AppContext.BaseDirectory, "Fresh", source), Path.Combine(folder, fileName), overwrite: true);

    public Task<string> BuildAsync(params string[] arguments) => DotnetCommand.RunAsync(folder, ["build", "-nologo", .. arguments]);

    /// <summary>Builds what must not build.</summary>
    public Task<string> FailToBuildAsync(params string[] arguments) => DotnetCommand.FailAsync(folder, ["build", "-nologo", .. arguments]);

    /// <summary>Runs <c>dotnet format</c>.</summary>
    public Task<string> FormatAsync(params string[] arguments) => DotnetCommand.RunAsync(folder, ["format", .. arguments]);

    public Task<string> PublishAsync() => DotnetCommand.RunAsync(folder, "publish", "-nologo", "-p:Version=1.4.2");

    public string Published(params string[] parts) => Path.Combine([folder, "bin", "Release", "net10.0", "publish", .. parts]);

    public ServiceProcess Start(params IEnumerable<KeyValuePair<string, string>> settings) =>
        ServiceProcess.Start(name, Path.Combine(folder, "bin", "Debug", "net10.0", name + ".dll"), folder, ServiceAddress.Free(), settings);
}
