using System.Net;
using System.Runtime.InteropServices;
using CloudNative.Sdk.TestSupport.Processes;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Packages.Tests;

/// <summary>What the README promises: a new project, one reference, one line.</summary>
public sealed class FreshProjectTests(PackedFeed feed)
{
    private static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Gets whether the packages hold precompiled libraries for this machine.</summary>
    private static bool HasPrecompiled => OperatingSystem.IsLinux() && RuntimeInformation.ProcessArchitecture == Architecture.X64;

    [Theory]
    [InlineData("web", "FreshWeb")]
    [InlineData("worker", "FreshWorker")]
    public async Task A_new_project_with_one_reference_and_one_line_can_be_operated(string template, string name)
    {
        var project = await feed.NewProjectAsync(template, name);
        await project.AddTheOneLineAsync();
        project.Add("Payments.cs", "Payments.txt");

        var build = await project.BuildAsync();
        Assert.Contains("warning CNS3004", build, StringComparison.Ordinal);

        await using (var service = project.Start(new KeyValuePair<string, string>("CloudNative:Health:DrainDelay", "00:00:02")))
        {
            await service.WaitUntilReadyAsync(Token);
            await OperatedService.AssertAnswersAsync(service);
            AssertIsPrecompiled(service);
            await AssertDrainsAsync(service, template == "web");
        }

        var publish = await project.PublishAsync();
        Assert.Equal(HasPrecompiled, (await project.BuildAsync("-getProperty:CloudNativeManifestsTaskAssembly")).Contains("/tasks/linux-x64/", StringComparison.Ordinal));
        Assert.Matches($@"CloudNative manifests: {name.ToLowerInvariant()} 1\.4\.2: 4 environments, \d+ files", publish);
        await AssertManifestsAsync(project, template == "web");
    }

    [Fact]
    public async Task A_second_sigterm_ends_the_drain()
    {
        var project = await feed.NewProjectAsync("web", "FreshStop");
        await project.AddTheOneLineAsync();
        await project.BuildAsync();
        await using var service = project.Start(new KeyValuePair<string, string>("CloudNative:Health:DrainDelay", "00:05:00"));
        await service.WaitUntilReadyAsync(Token);

        service.Process.RequestStop();
        await service.Process.WaitForAsync("the drain", TimeSpan.FromSeconds(20), _ => Task.FromResult(service.Process.Output.Contains("Draining", StringComparison.Ordinal)), Token);
        var code = await service.Process.StopAsync(TimeSpan.FromSeconds(30), Token);

        Assert.Equal(0, code);
        Assert.Contains("CNS8112: a second stop signal ended the drain after 00:00:", service.Process.Output, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_report_tells_findings_and_how_far_the_service_has_come()
    {
        var project = await feed.NewProjectAsync("web", "FreshReport");
        await project.AddTheOneLineAsync();
        project.Add("Payments.cs", "Payments.txt");
        await project.BuildAsync();

        // Nothing has changed since the build, and it is compiled again all the same: the report needs the log of the compiler.
        await project.BuildAsync("-p:CloudNativeReport=true");

        var page = await File.ReadAllTextAsync(Path.Combine(project.Folder, "cloudnative-report.md"), Token);
        Assert.Contains("| warning | [CNS3004](", page, StringComparison.Ordinal);
        Assert.Contains("- `Payments.cs(", page, StringComparison.Ordinal);
        Assert.Contains("### FreshReport", page, StringComparison.Ordinal);
        Assert.Contains("- [ ] service.yaml states what code cannot.", page, StringComparison.Ordinal);
        var sarif = await File.ReadAllTextAsync(Path.Combine(project.Folder, "cloudnative-report.sarif"), Token);
        Assert.Contains("\"uri\": \"Payments.cs\"", sarif, StringComparison.Ordinal);
        Assert.DoesNotContain(project.Folder, page + sarif, StringComparison.Ordinal);
    }

    /// <summary>What the process has mapped shows which of the two libraries .NET took.</summary>
    private static void AssertIsPrecompiled(ServiceProcess service)
    {
        if (HasPrecompiled)
        {
            Assert.Contains("/runtimes/linux-x64/lib/net10.0/CloudNative.Sdk.Core.dll", File.ReadAllText($"/proc/{service.Process.Id}/maps"), StringComparison.Ordinal);
        }
    }

    private static async Task AssertDrainsAsync(ServiceProcess service, bool isWeb)
    {
        service.Process.RequestStop();
        await service.Process.WaitForAsync(
            "readiness 503", TimeSpan.FromSeconds(10), async token => await service.StatusAsync(service.Address.Ops("/healthz/ready"), token) == HttpStatusCode.ServiceUnavailable, Token);
        Assert.Equal(HttpStatusCode.OK, await service.StatusAsync(service.Address.Ops("/healthz/live"), Token));
        if (isWeb)
        {
            Assert.Equal(HttpStatusCode.OK, await service.StatusAsync(service.Address.Application, Token));
        }

        Assert.Equal(0, await service.Process.WaitForExitAsync(TimeSpan.FromSeconds(30), Token));
    }

    private static async Task AssertManifestsAsync(FreshProject project, bool isWeb)
    {
        var deployment = await File.ReadAllTextAsync(project.Published("deploy", "kubernetes", "base", "deployment.yaml"));
        Assert.Contains("path: /healthz/ready", deployment, StringComparison.Ordinal);
        Assert.Contains("terminationGracePeriodSeconds: 40", deployment, StringComparison.Ordinal);
        Assert.DoesNotContain(":latest", deployment, StringComparison.Ordinal);
        Assert.Equal(isWeb, File.Exists(project.Published("deploy", "kubernetes", "base", "service.yaml")));
        await AssertKustomizeAsync(project.Published("deploy", "kubernetes", "base"));
    }

    private static async Task AssertKustomizeAsync(string folder)
    {
        try
        {
            await using var kubectl = ChildProcess.Start("kubectl kustomize", "kubectl", ["kustomize", folder]);
            var code = await kubectl.WaitForExitAsync(TimeSpan.FromMinutes(1), Token);
            Assert.True(code == 0, kubectl.Output);
            Assert.Contains("kind: NetworkPolicy", kubectl.Output, StringComparison.Ordinal);
        }
        catch (System.ComponentModel.Win32Exception)
        {
            TestContext.Current.TestOutputHelper?.WriteLine("kubectl is not on this machine: the kustomization was not built.");
        }
    }
}
