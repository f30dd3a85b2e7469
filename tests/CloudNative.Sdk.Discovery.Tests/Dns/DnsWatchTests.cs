using CloudNative.Sdk.TestSupport;

namespace CloudNative.Sdk.Discovery.Tests.Dns;

public sealed class DnsWatchTests
{
    private static readonly TimeSpan Tick = TimeSpan.FromMilliseconds(1);

    /// <summary>A clock that is moved past a wait must not end the question after it.</summary>
    private static readonly (string Key, string Value) Patient = ("Timeout", "00:00:30");

    [Theory]
    [InlineData(30, 30)]
    [InlineData(0, 1)]
    [InlineData(86400, 60)]
    public async Task An_answer_is_asked_for_again_when_its_life_is_over_within_the_bounds(uint ttl, int seconds)
    {
        await using var server = FakeDnsServer.Start();
        server.Records[("catalog", Wire.A)] = [Wire.AddressOf("catalog", "10.0.0.1", ttl)];

        await AssertAsksAgainAfterAsync(server, TimeSpan.FromSeconds(seconds));
    }

    [Theory]
    [InlineData(3600, 1500)]
    [InlineData(0, 1000)]
    public async Task A_name_that_is_not_known_is_asked_for_again_soon(uint ttl, int milliseconds)
    {
        await using var server = FakeDnsServer.Start(question => [question.Failure(Wire.NameError, Wire.AuthorityOf("test", ttl, ttl))]);

        await AssertAsksAgainAfterAsync(server, TimeSpan.FromMilliseconds(milliseconds));
    }

    [Fact]
    public async Task A_name_that_is_not_known_and_has_no_authority_is_asked_for_again_soon()
    {
        await using var server = FakeDnsServer.Start(question => [question.Failure(Wire.NameError)]);

        await AssertAsksAgainAfterAsync(server, TimeSpan.FromMilliseconds(1500));
    }

    [Fact]
    public async Task The_same_state_in_another_order_is_the_same_object_and_a_change_is_another()
    {
        var time = new FakeTimeProvider();
        await using var server = FakeDnsServer.Start();
        using var services = new DnsServices(time, "", null, [.. DnsServices.KeysOf([server]), Patient]);
        byte[][] addresses = [Wire.AddressOf("catalog", "10.0.0.1"), Wire.AddressOf("catalog", "10.0.0.2")];
        await using var watch = services.Source("Dns").WatchAsync(Queries.Of("catalog"), TestContext.Current.CancellationToken).GetAsyncEnumerator();

        var first = await NextAsync(addresses, TimeSpan.Zero);
        var turned = await NextAsync([addresses[1], addresses[0]], TimeSpan.FromSeconds(66));
        var changed = await NextAsync([addresses[1]], TimeSpan.FromSeconds(66));

        Assert.Same(first, turned);
        Assert.Equal(["10.0.0.2:0"], changed.Endpoints.Select(endpoint => endpoint.Id));

        async Task<ServiceEndpoints> NextAsync(byte[][] answer, TimeSpan wait)
        {
            server.Records[("catalog", Wire.A)] = answer;
            var next = watch.MoveNextAsync().AsTask();
            time.Advance(wait);
            await next;
            return watch.Current;
        }
    }

    [Theory]
    [InlineData("Dns")]
    [InlineData("DnsSrv")]
    public async Task A_name_that_appears_is_found_within_2_seconds(string source)
    {
        var time = new FakeTimeProvider();
        await using var server = FakeDnsServer.Start();
        using var services = new DnsServices(time, "", null, [.. DnsServices.KeysOf([server]), Patient, ("Suffix", "svc.test")]);
        await using var watch = services.Source(source).WatchAsync(Queries.Of("catalog"), TestContext.Current.CancellationToken).GetAsyncEnumerator();
        await watch.MoveNextAsync();
        Assert.False(watch.Current.IsKnown);

        server.Records[("_http._tcp.catalog.svc.test", Wire.Srv)] = [Wire.ServiceOf("_http._tcp.catalog.svc.test", 0, 1, 80, "catalog")];
        server.Records[("catalog", Wire.A)] = [Wire.AddressOf("catalog", "10.0.0.1")];
        var next = watch.MoveNextAsync().AsTask();
        time.Advance(TimeSpan.FromSeconds(1) - Tick);
        Assert.False(next.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(1));
        await next;

        Assert.True(watch.Current.IsKnown);
    }

    /// <summary>A wait is up to a tenth longer than the lifetime.</summary>
    private static async Task AssertAsksAgainAfterAsync(FakeDnsServer server, TimeSpan wait)
    {
        var time = new FakeTimeProvider();
        using var services = new DnsServices(time, "", null, [.. DnsServices.KeysOf([server]), Patient]);
        await using var watch = services.Source("Dns").WatchAsync(Queries.Of("catalog"), TestContext.Current.CancellationToken).GetAsyncEnumerator();
        await watch.MoveNextAsync();
        var asked = server.Questions.Count;

        var next = watch.MoveNextAsync().AsTask();
        time.Advance(wait - Tick);
        Assert.False(next.IsCompleted);
        Assert.Equal(asked, server.Questions.Count);
        time.Advance((wait * 0.1) + Tick);
        Assert.True(await next);

        // The clock that ends the wait may also end the patience with the second family, before its question is out.
        Assert.InRange(server.Questions.Count, asked + 1, 2 * asked);
    }
}
