using CloudNative.Sdk.Discovery.Balancing;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.DependencyInjection;

namespace CloudNative.Sdk.Discovery.Tests.Resolution;

public sealed class RoutesTests
{
    [Theory]
    [InlineData("http://orders/")]
    [InlineData("https://orders:8443/")]
    [InlineData("http://orders.shop.svc.cluster.local/")]
    [InlineData("http://example.com/")]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("http://[::1]:5000/")]
    [InlineData("http://localhost/")]
    [InlineData("http://_/")]
    public async Task A_name_without_endpoints_is_left_to_dns(string uri)
    {
        await using var caller = await Caller.StartAsync(("Services:catalog:http:0", "10.0.0.1:80"));

        Assert.Null(caller.Directory.Of("").Find(new Uri(uri), out _));
    }

    [Theory]
    [InlineData("http://127.0.0.1:5000/")]
    [InlineData("http://[::1]:5000/")]
    [InlineData("http://localhost/")]
    [InlineData("http://api.example.com/")]
    public async Task A_registry_is_not_asked_for_what_cannot_be_a_service(string uri)
    {
        var source = new ScriptedSource().Says("10.0.0.1:80");
        await using var caller = await Caller.StartAsync(builder => builder.AddSource(source));

        Assert.Null(caller.Directory.Of("").Find(new Uri(uri), out _));
        Assert.NotNull(caller.Directory.Of("").Find(new Uri("http://catalog/"), out _));
        await Eventually.IsTrueAsync(() => source.Asked == 1, "the source is asked for the other");
        Assert.Equal("http://catalog", Assert.Single(caller.Directory.Watches).Key);
    }

    [Fact]
    public async Task Names_of_callers_do_not_fill_the_memory()
    {
        await using var caller = await Caller.StartAsync(builder => builder.AddSource(new ScriptedSource().DoesNotKnow()), ("Services:catalog:http:0", "10.0.0.1:8080"));
        var routes = caller.Directory.Of("");
        for (var i = 0; i < 5000; i++)
        {
            routes.Find(new Uri($"http://host-{i}/"), out _);
        }

        Assert.Same(routes.Find(new Uri("http://catalog/"), out _), routes.Find(new Uri("http://Catalog:80/"), out _));
        Assert.True(routes.Remembered <= 1024, $"{routes.Remembered} names are remembered");
        Assert.True(caller.Directory.Watches.Count() <= 1025, $"{caller.Directory.Watches.Count()} services are followed");
    }

    [Theory]
    [InlineData(true, 3 * 24 * 60, 12 * 60)]
    [InlineData(false, 3, 0.4)]
    public async Task What_nobody_calls_is_not_followed_for_ever_and_found_anew_when_it_is_called_again(bool isKnown, double unusedMinutes, double usedMinutes)
    {
        var time = new FakeTimeProvider();
        var source = isKnown ? new ScriptedSource().Says("10.0.0.1:80") : new ScriptedSource().DoesNotKnow();
        await using var caller = await Caller.StartAsync(builder =>
        {
            builder.Services.AddSingleton<TimeProvider>(time);
            builder.AddSource(source);
        });
        var routes = caller.Directory.Of("");
        var uri = new Uri("http://catalog/");
        var first = routes.Find(uri, out _)!;
        await Eventually.IsTrueAsync(() => first.Watch.State is not null, "the source has answered");

        time.Advance(TimeSpan.FromMinutes(usedMinutes));
        Assert.Same(first, routes.Find(uri, out _));
        time.Advance(TimeSpan.FromMinutes(unusedMinutes));

        Assert.Empty(caller.Directory.Watches);
        Assert.True(first.Watch.IsStopped);
        var again = routes.Find(uri, out _)!;
        source.Says("10.0.0.2:80");
        await Eventually.IsTrueAsync(() => again.Watch.State?.Set is { } set && set.Instances[0].ToString() == "10.0.0.2:80", "the source is asked anew");
    }

    [Fact]
    public async Task A_client_of_two_services_finds_both()
    {
        await using var caller = await Caller.StartAsync(("Services:cat:http:0", "10.0.0.1"), ("Services:catalog:http:0", "10.0.0.2"));
        var routes = caller.Directory.Of("");
        for (var i = 0; i < 3; i++)
        {
            Assert.Equal("cat", routes.Find(new Uri("http://cat/items"), out var path)?.Watch.Query.Service);
            Assert.Equal("/items", path.ToString());
            Assert.Equal("catalog", routes.Find(new Uri("http://catalog?a"), out path)?.Watch.Query.Service);
            Assert.Equal("?a", path.ToString());
        }
    }

    [Fact]
    public void A_path_that_comes_again_costs_nothing_and_a_new_one_its_uri()
    {
        var instance = new Instance(ScriptedSource.Endpoint("10.0.0.1:8080"), "http", 0, TimeProvider.System);
        Assert.Equal("http://10.0.0.1:8080/items/7?page=2#top", instance.UriOf("/items/7?page=2#top").OriginalString);

        var again = BytesOf(() => instance.UriOf("/items/7"));
        var fresh = BytesOf(() => instance.UriOf("/items/7?page=2"));
        var plain = BytesOf(() => _ = new Uri(string.Concat("http://10.0.0.1:8080", "/items/7?page=2".AsSpan())));

        Assert.Equal(0, again);
        Assert.Equal(plain, fresh);
    }

    private static long BytesOf(Action action)
    {
        action();
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var i = 0; i < 1000; i++)
        {
            action();
        }

        return (GC.GetAllocatedBytesForCurrentThread() - before) / 1000;
    }
}
