using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Diagnostics.HealthChecks;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Health.Tests.Checks;

public sealed class ServiceCheckTests
{
    [Theory]
    [InlineData(200, HealthStatus.Healthy)]
    [InlineData(404, HealthStatus.Healthy)]
    [InlineData(499, HealthStatus.Healthy)]
    [InlineData(500, HealthStatus.Unhealthy)]
    [InlineData(503, HealthStatus.Unhealthy)]
    public async Task Any_answer_below_500_is_healthy(int code, HealthStatus expected)
    {
        await using var catalog = await TestHost.Web(_ => { }, app => app.Run(context =>
        {
            context.Response.StatusCode = code;
            return Task.CompletedTask;
        })).StartAsync();
        var address = new Uri(catalog.App.BaseAddress!, "/healthz/ready");
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeHealth().Services.AddHealthChecks().AddServiceCheck("catalog", address: address)).StartAsync();

        await host.UntilAsync("catalog", expected);

        Assert.Equal((expected.ToString(), $"{address} answered {code}"), await host.CheckAsync("catalog"));
    }

    [Fact]
    public async Task A_service_that_is_not_there_fails_readiness_or_only_degrades_it()
    {
        var nowhere = new Uri("http://127.0.0.1:1/");
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeHealth().Services.AddHealthChecks()
            .AddServiceCheck("catalog", address: nowhere).AddServiceCheck("reviews", HealthStatus.Degraded, address: nowhere)).StartAsync();

        await host.UntilAsync("catalog", HealthStatus.Unhealthy);
        await host.UntilAsync("reviews", HealthStatus.Degraded);
    }

    [Fact]
    public async Task Without_discovery_it_says_what_is_missing()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeHealth().Services.AddHealthChecks().AddServiceCheck("catalog")).StartAsync();
        await host.UntilAsync("catalog", HealthStatus.Unhealthy);

        Assert.Equal(
            "nothing resolves https+http://catalog/healthz/ready. Call builder.AddCloudNativeDiscovery(), or give the check an http or https address.",
            (await host.CheckAsync("catalog")).Description);
    }

    [Fact]
    public void It_refuses_to_count_for_liveness()
    {
        var exception = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddHealthChecks().AddServiceCheck("catalog", tags: ["live"]));

        Assert.Equal(
            "The check of the service 'catalog' must not count for liveness: a restart of this service does not mend another one. Remove the tag 'live'. (Parameter 'tags')",
            exception.Message);
    }

    [Theory]
    [InlineData("http://catalog")]
    [InlineData("cata log")]
    public void A_service_is_named_by_a_host_name(string name)
    {
        var exception = Assert.Throws<ArgumentException>(() => new ServiceCollection().AddHealthChecks().AddServiceCheck(name));

        Assert.Equal($"A service is named by a host name, but was '{name}'. (Parameter 'service')", exception.Message);
    }
}
