using System.Diagnostics;
using System.Net;
using CloudNative.Sdk.Resiliency.Chaos;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Resiliency.Tests.Chaos;

public sealed class InboundChaosTests
{
    private const string Section = "CloudNative:Resiliency:Chaos:";

    [Fact]
    public async Task A_status_answers_in_place_of_the_application_and_is_counted()
    {
        await using var host = await ServeAsync(("Inbound:down:Status", "503"));
        using var counts = new CounterReader(host.Services, "cloudnative.resiliency.chaos.injected");
        using var response = await host.App.GetAsync("/");
        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(["down"], response.Headers.GetValues("X-Chaos"));
        Assert.Equal(1, counts["down"]);
    }

    [Fact]
    public async Task A_broken_connection_is_one()
    {
        await using var host = await ServeAsync(("Inbound:broken:Abort", "true"));
        await Assert.ThrowsAsync<HttpRequestException>(() => host.App.GetStringAsync("/"));
    }

    [Fact]
    public async Task Latency_comes_before_the_application()
    {
        await using var host = await ServeAsync(("Inbound:slow:Latency", "00:00:00.200"), ("Inbound:slow:MaxLatency", "00:00:00.300"));
        var started = Stopwatch.GetTimestamp();
        Assert.Equal("served", await host.App.GetStringAsync("/"));
        Assert.InRange(Stopwatch.GetElapsedTime(started), TimeSpan.FromMilliseconds(190), TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Latency_uses_up_the_deadline_of_the_request()
    {
        await using var host = await ServeAsync(("Inbound:slow:Latency", "00:05:00"));
        using var request = new HttpRequestMessage(HttpMethod.Get, "/") { Headers = { { "X-Request-Deadline", "100" } } };
        using var response = await host.App.SendAsync(request);
        Assert.Equal(HttpStatusCode.GatewayTimeout, response.StatusCode);
    }

    [Theory]
    [InlineData("GET", "/orders", "200")]
    [InlineData("POST", "/orders", "503")]
    [InlineData("POST", "/ORDERS/7", "503")]
    [InlineData("POST", "/orders-archive", "200")]
    [InlineData("POST", "/", "200")]
    public async Task A_rule_hits_its_path_and_method_alone(string method, string path, string status)
    {
        await using var host = await ServeAsync(("Inbound:down:Status", "503"), ("Inbound:down:Path", "/orders/"), ("Inbound:down:Method", "post"));
        using var request = new HttpRequestMessage(new HttpMethod(method), path);
        using var response = await host.App.SendAsync(request);
        Assert.Equal(status, $"{(int)response.StatusCode}");
    }

    [Fact]
    public async Task Rules_are_followed_in_the_order_of_their_names_up_to_the_first_that_answers()
    {
        await using var host = await ServeAsync(("Inbound:b:Status", "502"), ("Inbound:c:Status", "503"), ("Inbound:a:Latency", "00:00:00.001"));
        using var counts = new CounterReader(host.Services, "cloudnative.resiliency.chaos.injected");
        using var response = await host.App.GetAsync("/");
        Assert.Equal(HttpStatusCode.BadGateway, response.StatusCode);
        Assert.Equal((1, 1, 0), (counts["a"], counts["b"], counts["c"]));
    }

    [Fact]
    public async Task A_share_is_that_share_and_the_same_for_the_same_seed()
    {
        var first = await HitsAsync("7");
        Assert.InRange(first.Count(hit => hit), 35, 85);
        Assert.Equal(first, await HitsAsync("7"));
        Assert.NotEqual(first, await HitsAsync("8"));

        static async Task<bool[]> HitsAsync(string seed)
        {
            await using var host = await ServeAsync(("Seed", seed), ("Inbound:down:Status", "503"), ("Inbound:down:Share", "0.3"));
            var hits = new bool[200];
            for (var i = 0; i < hits.Length; i++)
            {
                using var response = await host.App.GetAsync("/");
                hits[i] = response.StatusCode == HttpStatusCode.ServiceUnavailable;
            }

            return hits;
        }
    }

    [Fact]
    public async Task Ops_requests_are_never_hit()
    {
        await using var host = await ServeAsync(("Inbound:down:Status", "503"));
        using var own = await host.Ops.GetAsync("/info");
        using var shared = await host.App.GetAsync("/info");
        Assert.Equal((HttpStatusCode.OK, HttpStatusCode.OK), (own.StatusCode, shared.StatusCode));
    }

    [Fact]
    public async Task Rules_come_change_and_go_without_a_restart()
    {
        await using var host = await ServeAsync(("Enabled", "true"));
        Assert.Equal("served", await host.App.GetStringAsync("/"));
        await ChangeAsync(("Inbound:down:Status", "503"), HttpStatusCode.ServiceUnavailable);
        await ChangeAsync(("Inbound:down:Status", "418"), (HttpStatusCode)418);
        await ChangeAsync(("Inbound:down:Status", "9"), (HttpStatusCode)418);
        Assert.Contains("CloudNative:Resiliency:Chaos:Inbound:down:Status must be from 200 to 599, but was 9.", Assert.Single(host.Logs.WithId(8542)), StringComparison.Ordinal);
        await ChangeAsync(("Inbound:down:Status", "503"), HttpStatusCode.ServiceUnavailable);
        await ChangeAsync(("Enabled", "false"), HttpStatusCode.OK);
        Assert.Equal("CNS8541: the rules of 'CloudNative:Resiliency:Chaos' have changed; now they are: none", host.Logs.WithId(8541).Last());

        async Task ChangeAsync((string Key, string Value) change, HttpStatusCode expected)
        {
            var configuration = (IConfigurationRoot)host.Services.GetRequiredService<IConfiguration>();
            configuration[Section + change.Key] = change.Value;
            configuration.Reload();
            using var response = await host.App.GetAsync("/");
            Assert.Equal(expected, response.StatusCode);
        }
    }

    [Fact]
    public async Task Where_nothing_asks_for_it_nothing_of_it_is_made()
    {
        await using var host = await TestHost.Web(Build, app => app.Run(context => context.Response.WriteAsync("served"))).StartAsync();
        Assert.Equal("served", await host.App.GetStringAsync("/"));
        using var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient();
        Assert.Equal("served", await client.GetStringAsync(host.App.BaseAddress));
        Assert.False(host.Services.GetRequiredService<Made>().Rules);

        static void Build(WebApplicationBuilder builder)
        {
            builder.AddCloudNativeResiliency();
            builder.Services.AddSingleton<Made>();
            var rules = builder.Services.Single(service => service.ServiceType == typeof(ChaosRules));
            builder.Services.Remove(rules);
            builder.Services.AddSingleton(services =>
            {
                services.GetRequiredService<Made>().Rules = true;
                return ActivatorUtilities.CreateInstance<ChaosRules>(services);
            });
        }
    }

    private static Task<TestHost> ServeAsync(params (string Key, string Value)[] chaos) => TestHost.Web(
        builder => builder.AddCloudNativeResiliency(),
        app =>
        {
            app.MapCloudNative();
            app.MapFallback(context => context.Response.WriteAsync("served"));
        },
        [("environment", "Staging"), .. chaos.Select(pair => (Section + pair.Key, pair.Value))]).StartAsync();

    private sealed class Made
    {
        public bool Rules { get; set; }
    }
}
