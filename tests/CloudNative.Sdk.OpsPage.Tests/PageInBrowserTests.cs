using CloudNative.Sdk.OpsPage.Tests.Browsing;
using CloudNative.Sdk.OpsPage.Tests.Services;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.OpsPage.Tests;

public sealed class PageInBrowserTests(Browser browser) : IClassFixture<Browser>
{
    private static readonly (string, string) Development = ("environment", Environments.Development);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Every_panel_is_there_and_the_console_is_silent()
    {
        await using var page = await browser.OpenAsync(Cancellation);
        await using var service = await ShownService.StartAsync();
        await service.Host.App.GetAsync("/", Cancellation);
        await page.GoAsync(service.Page);

        var panels = await page.EvaluateAsync("[...document.querySelectorAll('main > section')].map(section => section.id).join(' ')");

        Assert.Equal("checks requests discovery resiliency loggers configuration identity", panels!.GetValue<string>());
        Assert.Equal("Ready, degraded", await page.TextAsync(".verdict strong"));
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task It_follows_the_service_by_itself()
    {
        await using var page = await browser.OpenAsync(Cancellation);
        await using var service = await ShownService.StartAsync(null, ("CloudNative:Health:CheckPeriod", "00:00:01"));
        await page.GoAsync(service.Page);
        await page.UntilAsync("document.querySelector('.verdict').innerText.includes('degraded: mail')");

        service.Database = HealthCheckResult.Unhealthy("no connection for 5 s");

        await page.UntilAsync("document.querySelector('.verdict strong').innerText === 'Not ready' && document.title.startsWith('Not ready')");
        Assert.Contains("no connection for 5 s", await page.TextAsync("#checks tbody"), StringComparison.Ordinal);
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task A_level_is_changed_and_its_end_is_shown()
    {
        await using var page = await browser.OpenAsync(Cancellation);
        await using var service = await ShownService.StartAsync(null, Development);
        await page.GoAsync(service.Page);

        await page.ClickAsync("#loggers input[name=category]");
        await page.TypeAsync("Shop.Orders");
        await page.ClickAsync("#loggers fieldset button");

        await page.UntilAsync("document.querySelector('#loggers tbody')?.innerText.includes('Shop.Orders')");
        var row = await page.TextAsync("#loggers tbody tr");
        Assert.Contains("Debug", row, StringComparison.Ordinal);
        Assert.Matches("9 min 5. s|10 min", row);

        await page.ClickAsync("#loggers td button");
        await page.UntilAsync("!document.querySelector('#loggers td button')");
        Assert.Empty(page.Problems);
    }

    [Fact]
    public async Task What_is_wrong_with_a_change_is_said_beside_it()
    {
        await using var page = await browser.OpenAsync(Cancellation);
        await using var service = await ShownService.StartAsync(null, Development);
        await page.GoAsync(service.Page);

        await page.ClickAsync("#loggers input[name=category]");
        await page.TypeAsync("a*b*c");
        await page.ClickAsync("#loggers fieldset button");

        await page.UntilAsync("document.querySelector('#loggers output').innerText.includes('at most one')");
        Assert.Equal("a*b*c", (await page.EvaluateAsync("document.querySelector('#loggers input[name=category]').value"))!.GetValue<string>());
    }

    [Fact]
    public async Task It_is_complete_without_script_and_changes_a_level_too()
    {
        await using var page = await browser.OpenAsync(Cancellation);
        await using var service = await ShownService.StartAsync(null, Development);
        await page.WithoutScriptAsync();
        await page.GoAsync(service.Page);
        Assert.Equal("", await page.TextAsync("#pause:not([hidden])"));
        Assert.Contains("orders-db", await page.TextAsync("#checks"), StringComparison.Ordinal);

        await page.ClickAsync("#loggers input[name=category]");
        await page.TypeAsync("Shop.Orders");
        await page.ClickAsync("#loggers fieldset button");

        await page.UntilAsync("location.hash === '#loggers' && document.querySelector('#loggers tbody')?.innerText.includes('Shop.Orders')");
    }

    [Fact]
    public async Task Typed_text_focus_and_open_details_outlive_an_update()
    {
        await using var page = await browser.OpenAsync(Cancellation);
        await using var service = await ShownService.StartAsync(null, Development);
        await page.GoAsync(service.Page);
        await page.ClickAsync("#configuration summary");
        await page.ClickAsync("#loggers input[name=category]");
        await page.TypeAsync("Shop.Or");
        var before = await page.TextAsync(".life p");

        await page.UntilAsync($"document.querySelector('.life p').innerText !== '{before}'");

        Assert.True((await page.EvaluateAsync("document.querySelector('#configuration details').open"))!.GetValue<bool>());
        Assert.Equal("Shop.Or", (await page.EvaluateAsync("document.activeElement.value"))!.GetValue<string>());
    }

    [Fact]
    public async Task On_a_phone_nothing_is_beside_the_screen()
    {
        await using var page = await browser.OpenAsync(Cancellation);
        await using var service = await ShownService.StartAsync();
        await service.Host.App.GetAsync("/", Cancellation);
        await page.SizeAsync(360, 740);
        await page.GoAsync(service.Page);
        await page.EvaluateAsync("document.querySelectorAll('details').forEach(details => details.open = true)");

        Assert.Equal(360, (await page.EvaluateAsync("document.documentElement.scrollWidth"))!.GetValue<int>());
        Assert.Equal(string.Empty, (await page.EvaluateAsync("[...document.querySelectorAll('main *')].filter(e => e.getBoundingClientRect().right > 361).map(e => e.tagName + e.className).join()"))!.GetValue<string>());
    }

    [Fact]
    public async Task The_drain_is_counted_down_and_the_end_is_noticed()
    {
        await using var page = await browser.OpenAsync(Cancellation);
        await using var service = await ShownService.StartAsync(null, ("CloudNative:Health:DrainDelay", "00:00:04"));
        await page.GoAsync(service.Page);

        var stop = service.Host.StopAsync();

        await page.UntilAsync("document.querySelector('.verdict').innerText.match(/Draining[^]*serves on for [1-4] s/)");
        await stop;
        await page.UntilAsync("document.getElementById('gone').innerText.startsWith('Not answering since')");
    }
}
