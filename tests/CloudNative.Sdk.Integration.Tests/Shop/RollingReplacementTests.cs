using System.Globalization;
using CloudNative.Sdk.Integration.Tests.Components;
using CloudNative.Sdk.TestSupport.Load;
using CloudNative.Sdk.TestSupport.Processes;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Integration.Tests.Shop;

/// <summary>The environment variable CLOUDNATIVE_DRAIN_ROUNDS sets how often both instances are replaced (default 1, about 15 s each).</summary>
public sealed class RollingReplacementTests(ITestOutputHelper output)
{
    private const int Connections = 16;
    private const int RequestsBetween = 2000;
    private static readonly TimeSpan RequestsTimeout = TimeSpan.FromSeconds(30);
    private static readonly TimeSpan ExitTimeout = TimeSpan.FromSeconds(30);

    [Fact]
    public async Task Replacing_both_instances_behind_HAProxy_loses_no_request()
    {
        var rounds = int.Parse(Environment.GetEnvironmentVariable("CLOUDNATIVE_DRAIN_ROUNDS") ?? "1", CultureInfo.InvariantCulture);

        var result = await ReplaceAsync(rounds, drainDelay: "00:00:05");

        Assert.Empty(result.Failures);
    }

    /// <remarks>A round may lose nothing by luck, where the balancer's check happens to follow at once on the end of the instance: five rounds in a row do not.</remarks>
    [Fact]
    public async Task The_same_replacement_without_a_drain_delay_loses_requests()
    {
        var lost = 0;
        for (var round = 0; round < 5 && lost == 0; round++)
        {
            lost = (await ReplaceAsync(rounds: 1, drainDelay: "00:00:00")).Failures.Count;
        }

        Assert.NotEqual(0, lost);
    }

    private async Task<LoadResult> ReplaceAsync(int rounds, string drainDelay)
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        await using var first = new Instance("one", drainDelay);
        await using var second = new Instance("two", drainDelay);
        Instance[] instances = [first, second];
        await Task.WhenAll(instances.Select(instance => instance.StartAsync(cancellationToken)));
        await using var haproxy = await HaProxy.StartAsync(Backend(instances), cancellationToken);
        await using var load = KeepAliveLoad.Start(Connections, "/products", () => haproxy.Frontend);

        for (var round = 1; round <= rounds; round++)
        {
            foreach (var instance in instances)
            {
                await ServeAsync(load, cancellationToken);
                Assert.Equal(0, await instance.Service.Process.StopAsync(ExitTimeout, cancellationToken));
                await instance.StartAsync(cancellationToken);
                await haproxy.WaitUntilUpAsync(instance.Name, round, cancellationToken);
            }
        }

        await ServeAsync(load, cancellationToken);
        var result = await load.StopAsync();
        output.WriteLine(FormattableString.Invariant(
            $"drain delay {drainDelay}, {rounds} rounds: {result.Requests} requests, {result.Failures.Count} failures, {result.Connections} connections, {result.Elapsed.TotalSeconds:0.0} s"));
        return result;
    }

    /// <summary>Every request must show as it happened: no retries, and no redispatch of a refused connection to the other instance.</summary>
    /// <remarks>
    /// <c>httpchk</c> on the ops port asks what a platform asks: readiness. <c>inter 200ms fall 1 rise 1</c> notices within a small part of the drain delay
    /// of 5 s; a platform that asks every s seconds and believes n failures needs s * n below the delay. <c>timeout check 2s</c> lets a busy machine answer late,
    /// where the default, the interval, would take a healthy instance out. <c>http-reuse always</c> keeps connections to the
    /// instances open across clients, so that an instance that left without saying close would be hit by the next request.
    /// </remarks>
    private static string Backend(Instance[] instances) => $"""
        backend app
          log global
          balance roundrobin
          http-reuse always
          retries 0
          timeout check 2s
          option httpchk GET /healthz/ready
          default-server inter 200ms fall 1 rise 1
          {string.Join("\n  ", instances.Select(instance => $"server {instance.Name} {instance.Address.ApplicationEndPoint} check port {instance.Address.OpsPort}"))}
        """;

    private static Task ServeAsync(KeepAliveLoad load, CancellationToken cancellationToken)
    {
        var enough = load.Requests + RequestsBetween;
        return Poll.UntilAsync($"{RequestsBetween} more requests", RequestsTimeout, _ => Task.FromResult(load.Requests >= enough), cancellationToken);
    }

    /// <summary>A place in the balancer, in which one process after the other serves.</summary>
    private sealed class Instance(string name, string drainDelay) : IAsyncDisposable
    {
        private ServiceProcess? _service;

        public string Name => name;

        public ServiceAddress Address { get; } = ServiceAddress.Free();

        public ServiceProcess Service => _service ?? throw new InvalidOperationException($"{name} was not started.");

        public async Task StartAsync(CancellationToken cancellationToken)
        {
            await DisposeAsync();
            _service = ShopService.Start("Shop.Catalog", Address, KeyValuePair.Create("CloudNative:Health:DrainDelay", drainDelay));
            await _service.WaitUntilReadyAsync(cancellationToken);
        }

        public ValueTask DisposeAsync() => _service?.DisposeAsync() ?? ValueTask.CompletedTask;
    }
}
