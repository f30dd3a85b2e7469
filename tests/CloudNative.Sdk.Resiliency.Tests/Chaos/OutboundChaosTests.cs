using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.Resiliency.Outbound;
using CloudNative.Sdk.Resiliency.Tests.Outbound;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Resiliency.Tests.Chaos;

public sealed class OutboundChaosTests
{
    private const string Section = "CloudNative:Resiliency:Chaos:";

    [Fact]
    public async Task A_status_answers_in_place_of_the_service_and_is_counted()
    {
        await using var harness = await StartAsync(("Outbound:down:Status", "404"));
        using var counts = new CounterReader(harness.Services, "cloudnative.resiliency.chaos.injected");

        using var response = await harness.SendAsync();

        Assert.Equal(HttpStatusCode.NotFound, response.StatusCode);
        Assert.Equal(["down"], response.Headers.GetValues("X-Chaos"));
        Assert.Equal(1, counts["down"]);
        Assert.Empty(harness.Transport.Attempts);
    }

    [Fact]
    public async Task A_broken_connection_looks_like_one_that_was_reset()
    {
        await using var harness = await StartAsync(("Outbound:broken:Abort", "true"));

        var failure = await Assert.ThrowsAsync<HttpRequestException>(() => harness.SendAsync(new HttpRequestMessage(HttpMethod.Post, "http://catalog/items")));

        Assert.Equal("CNS8543: the connection was broken on purpose, by CloudNative:Resiliency:Chaos:Outbound:broken.", failure.Message);
        Assert.Equal(SocketError.ConnectionReset, Assert.IsType<SocketException>(failure.InnerException!.InnerException).SocketErrorCode);
        Assert.Empty(harness.Transport.Attempts);
    }

    [Fact]
    public async Task Latency_comes_before_the_call()
    {
        await using var harness = await StartAsync(("Outbound:slow:Latency", "00:00:02"), ("Outbound:slow:MaxLatency", "00:00:03"));
        var start = harness.Time.GetTimestamp();

        using var response = await harness.SendAsync();

        Assert.Equal(HttpStatusCode.OK, response.StatusCode);
        Assert.InRange(harness.Time.GetElapsedTime(start), TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(3.5));
        Assert.Single(harness.Transport.Attempts);
    }

    [Fact]
    public async Task Latency_beyond_the_limit_of_an_attempt_is_cut_by_it()
    {
        await using var harness = await StartAsync(("Outbound:slow:Latency", "00:05:00"));

        var failure = await Assert.ThrowsAsync<TaskCanceledException>(() => harness.SendAsync(new HttpRequestMessage(HttpMethod.Post, "http://catalog/items")));

        Assert.StartsWith("CNS8512: ", failure.Message, StringComparison.Ordinal);
        Assert.Empty(harness.Transport.Attempts);
    }

    [Fact]
    public async Task Policies_see_it_as_a_failure_of_the_service_and_each_attempt_is_hit()
    {
        await using var harness = await StartAsync(("Outbound:down:Status", "503"));
        using var counts = new CounterReader(harness.Services, "cloudnative.resiliency.chaos.injected");

        using var response = await harness.SendAsync();

        Assert.Equal(HttpStatusCode.ServiceUnavailable, response.StatusCode);
        Assert.Equal(4, harness.Target.Attempts(AttemptOutcome.Failure));
        Assert.Equal(4, counts["down"]);
    }

    [Theory]
    [InlineData("web", "http://leaf/", 404)]
    [InlineData("WEB", "http://LEAF/", 404)]
    [InlineData("web", "http://other/", 200)]
    [InlineData("shop", "http://leaf/", 200)]
    public async Task A_rule_hits_its_client_and_host_alone(string client, string uri, int status)
    {
        await using var harness = await StartAsync(("Outbound:down:Status", "404"), ("Outbound:down:Client", "web"), ("Outbound:down:Host", "leaf"));

        using var response = await harness.SendAsync(new HttpRequestMessage(HttpMethod.Get, uri), harness.Client(client));

        Assert.Equal(status, (int)response.StatusCode);
    }

    [Fact]
    public async Task Rules_come_and_go_without_a_restart()
    {
        await using var harness = await StartAsync(("Enabled", "true"));
        Assert.Equal(HttpStatusCode.OK, await StatusAsync());
        Assert.Equal(HttpStatusCode.NotFound, await StatusAfterAsync("Outbound:down:Status", "404"));
        Assert.Equal(HttpStatusCode.OK, await StatusAfterAsync("Outbound:down:Share", "0"));

        Task<HttpStatusCode> StatusAfterAsync(string key, string value)
        {
            harness.Configuration[Section + key] = value;
            harness.Configuration.Reload();
            return StatusAsync();
        }

        async Task<HttpStatusCode> StatusAsync()
        {
            using var response = await harness.SendAsync();
            return response.StatusCode;
        }
    }

    private static Task<CallHarness> StartAsync(params (string Key, string Value)[] chaos) =>
        CallHarness.StartAsync([("environment", Environments.Staging), .. chaos.Select(pair => (Section + pair.Key, pair.Value))]);
}
