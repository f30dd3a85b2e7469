using CloudNative.Sdk.OpsPage.Tests.Browsing;
using CloudNative.Sdk.OpsPage.Tests.Services;
using CloudNative.Sdk.TestSupport.Services;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.OpsPage.Tests;

/// <summary>The pictures of the documentation; they are written where UPDATE_GOLDEN is set.</summary>
public sealed class ScreenshotTests(Browser browser) : IClassFixture<Browser>
{
    private const int MaxBytes = 200_000;

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task The_page_after_a_quarter_of_an_hour_of_trouble_fits_into_the_documentation()
    {
        await using var page = await browser.OpenAsync(Cancellation);
        var time = new FastClock(90);
        await using var service = await ShownService.StartAsync(
            time, ("environment", Environments.Development), ("OTEL_SERVICE_NAME", "shop-orders"),
            ("OTEL_RESOURCE_ATTRIBUTES", "service.version=1.4.2,service.instance.id=shop-orders-7c9d5-x2k4,deployment.environment.name=Production,cloud.availability_zone=eu-1a,vcs.ref.head.revision=4f1c2ab90d,vcs.ref.head.name=main"));
        await LiveAsync(service, time);
        var form = new FormUrlEncodedContent([new("category", "Shop.Orders"), new("level", "Debug"), new("for", "00:10:00")]);
        (await service.Host.Ops.PostAsync("/loggers", form, Cancellation)).Dispose();

        await KeepAsync(page, service, "light", 1200, 1400, "ops-page-light.png");
        await KeepAsync(page, service, "dark", 1200, 1400, "ops-page-dark.png");
        await KeepAsync(page, service, "light", 360, 1300, "ops-page-phone.png");
        Assert.Empty(page.Problems);
    }

    /// <summary>Lives a quarter of an hour: requests come in waves, a few are slow, for two minutes payments fail and the database is away.</summary>
    private static async Task LiveAsync(ShownService service, FastClock time)
    {
        var start = time.GetUtcNow();
        for (var i = 0; time.GetUtcNow() - start < TimeSpan.FromMinutes(16.5); i++)
        {
            var minute = (time.GetUtcNow() - start).TotalMinutes;
            var hasTrouble = minute is > 10 and < 12;
            service.Database = hasTrouble ? HealthCheckResult.Unhealthy("no connection for 5 s") : HealthCheckResult.Healthy("12 of 50 connections in use");
            var wave = 6 + (int)(4 * Math.Sin(minute / 1.7));
            await Task.WhenAll(Enumerable.Range(0, wave).Select(_ => service.Host.App.GetAsync("/", Cancellation)));
            if (i % 3 == 0)
            {
                await service.Host.App.GetAsync($"/wait/{(hasTrouble ? 25 : 5) + (i % 7)}", Cancellation);
            }

            if (hasTrouble || minute > 15.5)
            {
                await Task.WhenAll(Enumerable.Range(0, 4).Select(_ => service.Host.App.PostAsync("/pay", null, Cancellation)));
            }

            await service.Host.Ops.GetAsync("/metrics", Cancellation);
        }
    }

    private static async Task KeepAsync(BrowserPage page, ShownService service, string scheme, int width, int height, string name)
    {
        await page.SizeAsync(width, height, width < 600 ? 1.4 : 1);
        await page.PreferAsync(scheme);
        await page.GoAsync(service.Page);
        var picture = await page.PictureAsync(width, height);
        Assert.InRange(picture.Length, 10_000, MaxBytes);
        if (Environment.GetEnvironmentVariable("UPDATE_GOLDEN") is { Length: > 0 })
        {
            var file = Repository.PathOf("docs/images/" + name);
            Directory.CreateDirectory(Path.GetDirectoryName(file)!);
            await File.WriteAllBytesAsync(file, picture, Cancellation);
        }
    }
}
