using CloudNative.Sdk.Resiliency.Outbound;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Resiliency.Tests.Outbound;

/// <summary>Who ends a call, the service by its slowness or somebody who does not wait, is told apart.</summary>
public sealed class GivenUpTests
{
    private static readonly Uri Address = new("http://catalog/");

    [Fact]
    public async Task A_service_that_hangs_until_the_limit_of_the_client_opens_the_breaker()
    {
        await using var harness = await CallHarness.StartAsync(builder => AddClient(builder));
        harness.Transport.Hangs();

        var calls = Task.WhenAll(Enumerable.Range(0, 20).Select(_ => Assert.ThrowsAsync<TaskCanceledException>(() => harness.Client().GetAsync(Address, TestContext.Current.CancellationToken))));
        await harness.EndAsync(calls);

        Assert.All(await calls, exception => Assert.StartsWith("CNS8513: ", exception.Message, StringComparison.Ordinal));
        Assert.Equal(BreakerState.Open, harness.Target.Breaker.State);
    }

    [Fact]
    public async Task A_fallback_answers_for_a_service_that_hangs_until_the_limit_of_the_client()
    {
        await using var harness = await CallHarness.StartAsync(
            builder => AddClient(builder).AddCloudNativeFallback((_, _) => ValueTask.FromResult<HttpResponseMessage?>(new HttpResponseMessage())));
        harness.Transport.Hangs();

        using var response = await harness.SendAsync();

        Assert.True(response.IsSuccessStatusCode);
    }

    [Fact]
    public async Task Callers_with_little_time_do_not_open_the_breaker_for_all_others()
    {
        await using var harness = await CallHarness.StartAsync(("CloudNative:Resiliency:Defaults:MaxRetries", "0"));
        harness.Transport.Hangs();
        for (var i = 0; i < 25; i++)
        {
            using var deadline = RequestDeadline.Begin(TimeSpan.FromMilliseconds(20), harness.Time);
            var exception = await Assert.ThrowsAsync<TaskCanceledException>(() => harness.SendAsync());
            Assert.StartsWith("CNS8514: ", exception.Message, StringComparison.Ordinal);
        }

        Assert.Equal(BreakerState.Closed, harness.Target.Breaker.State);
    }

    /// <remarks>On a machine that stalls, timers of .NET were seen to fire 126 ms too early.</remarks>
    [Fact]
    public async Task A_deadline_is_over_when_the_limit_that_it_sets_a_call_fires_too_early()
    {
        await using var harness = await CallHarness.StartAsync();
        harness.Transport.Hangs();
        using var deadline = RequestDeadline.Begin(TimeSpan.FromMilliseconds(500), harness.Time);
        harness.Time.Earliness = TimeSpan.FromMilliseconds(100);

        var exception = await Assert.ThrowsAsync<TaskCanceledException>(() => harness.SendAsync());

        Assert.StartsWith("CNS8514: ", exception.Message, StringComparison.Ordinal);
        Assert.True(deadline.Token.IsCancellationRequested);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(100)]
    public async Task A_call_that_waits_for_its_turn_keeps_the_deadline_also_where_its_timer_is_early(int earlyMilliseconds)
    {
        await using var harness = await CallHarness.StartAsync(
            ("CloudNative:Resiliency:Clients:shop:MaxConcurrency", "1"), ("CloudNative:Resiliency:Clients:shop:MaxQueue", "5"));
        harness.Transport.Hangs();
        using var first = new CancellationTokenSource();
        var hanging = harness.Client().GetAsync(Address, first.Token);
        using var deadline = RequestDeadline.Begin(TimeSpan.FromMilliseconds(500), harness.Time);
        var early = harness.Time.Earliness = TimeSpan.FromMilliseconds(earlyMilliseconds);
        var start = harness.Time.GetTimestamp();

        var exception = await Assert.ThrowsAsync<TaskCanceledException>(() => harness.SendAsync());

        Assert.StartsWith("CNS8514: ", exception.Message, StringComparison.Ordinal);
        Assert.InRange(harness.Time.GetElapsedTime(start), TimeSpan.FromMilliseconds(500) - early, TimeSpan.FromSeconds(2));
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
    }

    [Fact]
    public async Task A_call_that_waits_for_its_turn_keeps_its_limit_in_all()
    {
        await using var harness = await CallHarness.StartAsync(
            ("CloudNative:Resiliency:Clients:shop:MaxConcurrency", "1"), ("CloudNative:Resiliency:Clients:shop:MaxQueue", "5"), ("CloudNative:Resiliency:Clients:shop:TotalTimeout", "00:00:03"));
        harness.Transport.Hangs();
        using var first = new CancellationTokenSource();
        using var patient = new HttpRequestMessage(HttpMethod.Get, Address);
        patient.Options.Set(CallOverride.Policy, new CallPolicyOptions { TotalTimeout = TimeSpan.FromMinutes(10), AttemptTimeout = TimeSpan.FromMinutes(10) });
        var hanging = harness.Client().SendAsync(patient, first.Token);

        var exception = await Assert.ThrowsAsync<TaskCanceledException>(() => harness.SendAsync());

        Assert.StartsWith("CNS8513: ", exception.Message, StringComparison.Ordinal);
        await first.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => hanging);
    }

    /// <summary>Adds a client with a limit of its own, which <see cref="HttpClient"/> holds by the clock of the system: the clock of the test comes to it long before.</summary>
    private static IHttpClientBuilder AddClient(IHostApplicationBuilder builder) => builder.Services.AddHttpClient("shop", http => http.Timeout = TimeSpan.FromSeconds(10));
}
