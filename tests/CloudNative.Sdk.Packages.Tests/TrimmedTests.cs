using System.Net;
using System.Runtime.InteropServices;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Packages.Tests;

/// <summary>A service as one trimmed file, which holds only the code that can be seen to be used.</summary>
public sealed class TrimmedTests(PackedFeed feed, ITestOutputHelper output)
{
    private static readonly string[] OpsPaths = ["/", "/info", "/healthz/live", "/healthz/ready", "/healthz/startup", "/health", "/metrics", "/metrics/cardinality", "/loggers", "/discovery", "/resiliency", "/config"];

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_trimmed_single_file_is_published_without_a_warning_and_is_operated_as_any_other()
    {
        var project = await feed.NewProjectAsync("web", "FreshTrimmed");
        project.Replace("Program.cs", "Trimmed.txt");

        var published = await DotnetCommand.RunAsync(
            project.Folder, "publish", "-nologo", "-r", RuntimeInformation.RuntimeIdentifier, "--self-contained", "-p:PublishTrimmed=true", "-p:PublishSingleFile=true", "-p:TrimmerSingleWarn=false", "-o", "out");

        Assert.DoesNotContain("warning", published, StringComparison.OrdinalIgnoreCase);
        var program = Path.Combine(project.Folder, "out", "FreshTrimmed");
        output.WriteLine($"{new FileInfo(program).Length / 1e6:0.0} MB");
        Assert.Empty(Directory.EnumerateFiles(Path.Combine(project.Folder, "out"), "*.dll"));

        await using var service = ServiceProcess.Start("FreshTrimmed", program, Path.Combine(project.Folder, "out"), ServiceAddress.Free());
        await service.WaitUntilReadyAsync(Token);
        Assert.Equal("""{"id":3,"product":"beans"}""", await service.ReadAsync(new Uri(service.Address.Application, "/orders/3"), Token));
        foreach (var path in OpsPaths)
        {
            Assert.Equal((path, HttpStatusCode.OK), (path, await service.StatusAsync(service.Address.Ops(path), Token)));
        }

        Assert.Contains("http_server_request_duration_seconds_count{", await service.ReadAsync(service.Address.Ops("/metrics"), Token), StringComparison.Ordinal);
        await service.Process.StopAsync(TimeSpan.FromSeconds(30), Token);
    }
}
