using System.Text;
using CloudNative.Sdk.OpsPage.Tests.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.OpsPage.Tests;

public sealed class PayloadTests
{
    [Fact]
    public async Task The_page_of_a_large_service_stays_below_100_KB_and_holds_no_secret()
    {
        var keys = Enumerable.Range(0, 400).Select(i => ($"Shop:Setting{i}", $"{new string('v', 200)}{i}"));
        await using var service = await ShownService.StartAsync(null, [("environment", Environments.Development), .. keys]);
        var loggers = service.Host.Services.GetRequiredService<ILoggerFactory>();
        for (var i = 0; i < 500; i++)
        {
            loggers.CreateLogger($"Shop.Orders.Something.With.A.Name.As.Long.As.They.Are.Logger{i}");
        }

        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "Accept", "text/html" } } };
        using var answer = await service.Host.Ops.SendAsync(request, TestContext.Current.CancellationToken);
        var html = await answer.Content.ReadAsStringAsync(TestContext.Current.CancellationToken);

        Assert.InRange(Encoding.UTF8.GetByteCount(html), 30_000, 100_000);
        Assert.Contains("are shown; the JSON has all.", html, StringComparison.Ordinal);
        Assert.DoesNotContain("planted", html, StringComparison.Ordinal);
    }
}
