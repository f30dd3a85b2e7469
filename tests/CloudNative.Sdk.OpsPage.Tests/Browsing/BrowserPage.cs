using System.Text.Json.Nodes;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.OpsPage.Tests.Browsing;

/// <summary>A tab of the browser.</summary>
internal sealed class BrowserPage : IAsyncDisposable
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    private readonly DevTools _tools;
    private readonly string _target;
    private readonly string _session;
    private readonly CancellationToken _cancellation;
    private readonly int _eventsBefore;

    private BrowserPage(DevTools tools, string target, string session, CancellationToken cancellation) =>
        (_tools, _target, _session, _cancellation, _eventsBefore) = (tools, target, session, cancellation, tools.Events.Count());

    /// <summary>Gets what the console would show as an error: exceptions, violations of the policy, requests that failed.</summary>
    public IEnumerable<string> Problems =>
        from told in _tools.Events.Skip(_eventsBefore)
        where told.Method == "Runtime.exceptionThrown"
            || (told.Method == "Runtime.consoleAPICalled" && told.Parameters!["type"]!.GetValue<string>() is "error" or "assert")
            || (told.Method == "Log.entryAdded" && told.Parameters!["entry"]!["level"]!.GetValue<string>() is "error" or "warning")
        select told.Parameters!.ToJsonString();

    public static async Task<BrowserPage> OpenAsync(DevTools tools, CancellationToken cancellationToken)
    {
        var target = (await tools.SendAsync("Target.createTarget", new() { ["url"] = "about:blank" }, null, cancellationToken))!["targetId"]!.GetValue<string>();
        var attached = await tools.SendAsync("Target.attachToTarget", new() { ["targetId"] = target, ["flatten"] = true }, null, cancellationToken);
        var page = new BrowserPage(tools, target, attached!["sessionId"]!.GetValue<string>(), cancellationToken);
        foreach (var domain in new[] { "Page", "Runtime", "Log" })
        {
            await page.SendAsync(domain + ".enable");
        }

        return page;
    }

    public async Task GoAsync(Uri address)
    {
        await SendAsync("Page.navigate", new() { ["url"] = address.AbsoluteUri });
        await UntilAsync("document.readyState === 'complete' && location.href !== 'about:blank'");
    }

    public Task SizeAsync(int width, int height, double scale = 1) =>
        SendAsync("Emulation.setDeviceMetricsOverride", new() { ["width"] = width, ["height"] = height, ["deviceScaleFactor"] = scale, ["mobile"] = width < 600 });

    public Task PreferAsync(string scheme) =>
        SendAsync("Emulation.setEmulatedMedia", new() { ["features"] = new JsonArray(new JsonObject { ["name"] = "prefers-color-scheme", ["value"] = scheme }) });

    public Task WithoutScriptAsync() => SendAsync("Emulation.setScriptExecutionDisabled", new() { ["value"] = true });

    /// <summary>Types into what has the focus.</summary>
    public Task TypeAsync(string text) => SendAsync("Input.insertText", new() { ["text"] = text });

    /// <summary>Clicks with the mouse, as a person would.</summary>
    public async Task ClickAsync(string selector)
    {
        var box = await EvaluateAsync($"(e => {{ e.scrollIntoView({{block: 'center', behavior: 'instant'}}); const r = e.getBoundingClientRect(); return `${{r.x + r.width / 2}},${{r.y + r.height / 2}}`; }})(document.querySelector('{selector}'))");
        var at = Array.ConvertAll(box!.GetValue<string>().Split(','), text => double.Parse(text, System.Globalization.CultureInfo.InvariantCulture));
        foreach (var type in new[] { "mousePressed", "mouseReleased" })
        {
            await SendAsync("Input.dispatchMouseEvent", new() { ["type"] = type, ["x"] = at[0], ["y"] = at[1], ["button"] = "left", ["clickCount"] = 1 });
        }
    }

    public async Task<string> TextAsync(string selector) => (await EvaluateAsync($"document.querySelector('{selector}')?.innerText ?? ''"))!.GetValue<string>();

    public async Task<JsonNode?> EvaluateAsync(string expression)
    {
        var answer = await SendAsync("Runtime.evaluate", new() { ["expression"] = expression, ["returnByValue"] = true });
        return answer!["exceptionDetails"] is { } fault ? throw new InvalidOperationException(fault.ToJsonString()) : answer["result"]!["value"];
    }

    /// <summary>Waits until an expression is true in the page.</summary>
    public Task UntilAsync(string expression) => Poll.UntilAsync(
        expression, Patience, async _ => (await EvaluateAsync($"!!({expression})"))!.GetValue<bool>(), _cancellation);

    /// <summary>Takes a picture of the page down to a height.</summary>
    public async Task<byte[]> PictureAsync(int width, int height)
    {
        var picture = await SendAsync("Page.captureScreenshot", new()
        {
            ["format"] = "png",
            ["captureBeyondViewport"] = true,
            ["clip"] = new JsonObject { ["x"] = 0, ["y"] = 0, ["width"] = width, ["height"] = height, ["scale"] = 1 },
        });
        return Convert.FromBase64String(picture!["data"]!.GetValue<string>());
    }

    public async ValueTask DisposeAsync() => await _tools.SendAsync("Target.closeTarget", new() { ["targetId"] = _target }, null, CancellationToken.None);

    private Task<JsonNode?> SendAsync(string method, JsonObject? parameters = null) => _tools.SendAsync(method, parameters, _session, _cancellation);
}
