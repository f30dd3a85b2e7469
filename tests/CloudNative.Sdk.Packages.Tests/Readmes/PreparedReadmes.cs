using System.IO.Compression;
using System.Net;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Packages.Tests.Readmes;

/// <summary>The pages of the packages, done up to where a service is started, with these services built at once: a build for each would take most of the time.</summary>
public sealed class PreparedReadmes(PackedFeed feed) : IAsyncLifetime
{
    private readonly Dictionary<string, Task<Walkthrough>> _pages = new(StringComparer.Ordinal);
    private ConsulAgent? _consul;

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    public async ValueTask InitializeAsync()
    {
        var projects = new List<string?>();
        foreach (var package in PackageContentTests.Packages.Select(row => row.Data))
        {
            var page = _pages[package] = PrepareAsync(package);

            // What goes wrong is for the test of that page.
            await ((Task)page).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            projects.Add(page.IsCompletedSuccessfully ? (await page).Project : null);
        }

        await BuildAsync(projects.OfType<string>());
    }

    public ValueTask DisposeAsync() => _consul?.DisposeAsync() ?? ValueTask.CompletedTask;

    /// <summary>Gets the page of a package, to be finished.</summary>
    internal Task<Walkthrough> OfAsync(string package) => _pages[package];

    private async Task<Walkthrough> PrepareAsync(string package)
    {
        var text = await ReadAsync(package);
        var folder = await feed.NewFolderAsync(Path.Combine("readmes", package));
        var page = new Walkthrough($"{package}/README.md", text, folder, new UserShell(feed, Path.Combine(folder, "home")), await AddressForAsync(text));
        await page.PrepareAsync();
        return page;
    }

    /// <summary>Reads the page out of the package.</summary>
    private async Task<string> ReadAsync(string package)
    {
        using var archive = await ZipFile.OpenReadAsync(Path.Combine(feed.Folder, $"{package}.{feed.Version}.nupkg"), Token);
        using var reader = new StreamReader(await archive.GetEntry("README.md")!.OpenAsync(Token));
        return await reader.ReadToEndAsync(Token);
    }

    /// <summary>Takes an address, with a Consul at its usual port where the page asks for one.</summary>
    private async Task<IPAddress> AddressForAsync(string text)
    {
        if (!text.Contains("localhost:8500", StringComparison.Ordinal))
        {
            return LoopbackAddress.Next(8080, 8081);
        }

        try
        {
            _consul = await ConsulAgent.StartAsync(await FoundProgram.ObtainAsync(DebianComponent.Consul, Token), settings: null, Token);
            return _consul.Ip;
        }
        catch (ComponentUnavailableException unavailable)
        {
            Assert.Skip(unavailable.Message);
            throw;
        }
    }

    /// <summary>Builds in one process; a project that cannot be built is left to the page that runs it.</summary>
    private async Task BuildAsync(IEnumerable<string> projects)
    {
        var folder = await feed.NewFolderAsync("readmes");
        var traversal = Path.Combine(folder, "build.proj");
        await File.WriteAllTextAsync(
            traversal, $"""<Project><Target Name="Build"><MSBuild Projects="{string.Join(';', projects)}" ContinueOnError="true" /></Target></Project>""", Token);
        await DotnetCommand.RunAsync(folder, "msbuild", traversal, "-nologo", "-v:quiet");
    }
}
