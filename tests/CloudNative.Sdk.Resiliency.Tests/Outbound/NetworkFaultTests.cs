using System.Diagnostics;
using CloudNative.Sdk.TestSupport;
using CloudNative.Sdk.TestSupport.Services;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

/// <summary>What servers do that are really broken, over real connections.</summary>
public sealed class NetworkFaultTests
{
    [Theory]
    [InlineData(ServerFault.Hang)]
    [InlineData(ServerFault.Trickle)]
    [InlineData(ServerFault.EndlessHeaders)]
    public async Task A_server_that_does_not_come_to_an_end_is_left_at_the_limit(ServerFault fault)
    {
        await using var server = new FaultyServer { Does = fault };
        await using var host = await StartAsync(("CloudNative:Resiliency:Defaults:TotalTimeout", "00:00:00.8"), ("CloudNative:Resiliency:Defaults:AttemptTimeout", "00:00:00.3"), ("CloudNative:Resiliency:Defaults:RetryDelay", "00:00:00.01"));
        var watch = Stopwatch.StartNew();

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => GetAsync(host, server));

        Assert.True(exception is TaskCanceledException { InnerException: TimeoutException } or HttpRequestException, exception.ToString());
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_server_that_hangs_once_is_asked_again()
    {
        await using var server = new FaultyServer { Does = ServerFault.Hang };
        await using var host = await StartAsync(("CloudNative:Resiliency:Defaults:AttemptTimeout", "00:00:01"), ("CloudNative:Resiliency:Defaults:RetryDelay", "00:00:00.01"));

        var call = GetAsync(host, server);
        await Eventually.IsTrueAsync(() => server.Requests >= 1, "the first attempt hangs");
        server.Does = ServerFault.None;

        Assert.Equal("ok", await call);
    }

    [Theory]
    [InlineData(ServerFault.Reset)]
    [InlineData(ServerFault.Garbage)]
    public async Task A_server_that_breaks_every_answer_is_asked_as_often_as_allowed(ServerFault fault)
    {
        await using var server = new FaultyServer { Does = fault };
        await using var host = await StartAsync(("CloudNative:Resiliency:Defaults:RetryDelay", "00:00:00.001"));

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(host, server));

        // The transport itself repeats on a connection that has broken before an answer.
        Assert.InRange(server.Requests, 4, 16);
    }

    [Fact]
    public async Task A_server_that_breaks_in_the_midst_of_the_body_fails_the_call_and_is_not_asked_again()
    {
        await using var server = new FaultyServer { Does = ServerFault.ResetInBody };
        await using var host = await StartAsync();

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(host, server));

        // The answer had begun: its headers were handed out.
        Assert.Equal(1, server.Requests);
    }

    [Fact]
    public async Task A_server_that_asks_for_a_wait_of_years_is_not_waited_for()
    {
        await using var server = new FaultyServer { Does = ServerFault.AbsurdRetryAfter };
        await using var host = await StartAsync();
        var watch = Stopwatch.StartNew();

        await Assert.ThrowsAsync<HttpRequestException>(() => GetAsync(host, server));

        Assert.Equal(1, server.Requests);
        Assert.InRange(watch.Elapsed, TimeSpan.Zero, TimeSpan.FromSeconds(5));
    }

    [Fact]
    public async Task A_server_that_closes_its_connections_costs_no_call()
    {
        await using var server = new FaultyServer { Does = ServerFault.Close };
        await using var host = await StartAsync(("CloudNative:Resiliency:Defaults:RetryDelay", "00:00:00.001"));

        for (var i = 0; i < 50; i++)
        {
            Assert.Equal("ok", await GetAsync(host, server));
        }
    }

    [Fact]
    public async Task A_host_that_ends_during_retries_ends_them()
    {
        await using var server = new FaultyServer { Does = ServerFault.Error };
        await using var host = await StartAsync(("CloudNative:Resiliency:Defaults:RetryDelay", "00:00:05"));
        using var client = host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("shop");
        var call = client.GetAsync(new Uri($"http://{server.Address}/"), TestContext.Current.CancellationToken);
        await Eventually.IsTrueAsync(() => server.Requests >= 1, "the first attempt was answered");

        client.Dispose();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => call);
    }

    private static async Task<TestHost> StartAsync(params (string Key, string Value)[] configuration) =>
        await TestHost.Worker(builder => builder.AddCloudNativeResiliency(), configuration).StartAsync();

    private static async Task<string> GetAsync(TestHost host, FaultyServer server) =>
        await host.Services.GetRequiredService<IHttpClientFactory>().CreateClient("shop").GetStringAsync(new Uri($"http://{server.Address}/"), TestContext.Current.CancellationToken);
}
