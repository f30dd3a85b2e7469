using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.OpsPage.Tests.Browsing;

/// <summary>A real Chromium without a window, one for the tests of a class. Where it cannot be had, they are skipped with the reason.</summary>
public sealed class Browser : IAsyncLifetime
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(60);

    private readonly ScratchFolder _scratch = new();
    private ChildProcess? _process;
    private DevTools? _tools;
    private string? _missing;

    public async ValueTask InitializeAsync()
    {
        try
        {
            var component = await ComponentCache.ObtainAsync(DebianComponent.Chromium, CancellationToken.None);
            var fonts = await _scratch.WriteAsync("fonts.conf", Fonts(component), CancellationToken.None);
            _process = ChildProcess.Start(
                "chromium",
                component.PathOf(DebianComponent.Chromium.Program!),
                ["--headless", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars", "--remote-debugging-port=0", $"--user-data-dir={_scratch.Path}/profile", "about:blank"],
                [KeyValuePair.Create("LD_LIBRARY_PATH", component.LibraryPath), KeyValuePair.Create("FONTCONFIG_FILE", (string?)fonts)]);
            _tools = await DevTools.ConnectAsync(await AddressAsync(_process), CancellationToken.None);
        }
        catch (ComponentUnavailableException exception)
        {
            _missing = exception.Message;
        }
    }

    /// <summary>Opens a page.</summary>
    internal async Task<BrowserPage> OpenAsync(CancellationToken cancellationToken)
    {
        if (_tools is null)
        {
            Assert.Skip(_missing ?? "There is no browser.");
        }

        return await BrowserPage.OpenAsync(_tools, cancellationToken);
    }

    public async ValueTask DisposeAsync()
    {
        if (_tools is not null)
        {
            await _tools.DisposeAsync();
        }

        if (_process is not null)
        {
            await _process.DisposeAsync();
        }

        _scratch.Dispose();
    }

    /// <summary>The fonts of the component, so that screenshots are the same on every machine.</summary>
    private static string Fonts(ComponentFolder component) => $"""
        <?xml version="1.0"?>
        <!DOCTYPE fontconfig SYSTEM "fonts.dtd">
        <fontconfig>
          <dir>{component.PathOf("usr/share/fonts")}</dir>
          <cachedir prefix="xdg">fontconfig</cachedir>
          <alias><family>system-ui</family><prefer><family>Inter</family></prefer></alias>
          <alias><family>sans-serif</family><prefer><family>Inter</family></prefer></alias>
          <alias><family>ui-monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>
          <alias><family>monospace</family><prefer><family>JetBrains Mono</family></prefer></alias>
        </fontconfig>
        """;

    /// <summary>Reads where the browser listens, from the file that it writes then.</summary>
    private async Task<Uri> AddressAsync(ChildProcess process)
    {
        var file = Path.Combine(_scratch.Path, "profile", "DevToolsActivePort");
        string[] lines = [];
        await process.WaitForAsync("Chromium to listen", StartTimeout, async token =>
        {
            lines = File.Exists(file) ? await File.ReadAllLinesAsync(file, token) : [];
            return lines.Length == 2;
        }, CancellationToken.None);
        return new Uri($"ws://127.0.0.1:{lines[0]}{lines[1]}");
    }
}
