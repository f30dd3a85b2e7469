using System.Collections.Concurrent;
using CloudNative.Sdk.Discovery.Resolution;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Discovery.Tests.Resolution;

public sealed class ServiceResolverTests
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
    public void A_name_without_endpoints_is_left_to_dns(string uri)
    {
        using var resolver = Resolver(passThrough: false, ("Services:catalog:http:0", "10.0.0.1:80"));

        Assert.False(resolver.TryResolve(new Uri(uri), out var resolved));
        Assert.Null(resolved);
    }

    [Theory]
    [InlineData("https+http://orders/a?b", "https://orders/a?b")]
    [InlineData("http+https://orders:8080/a", "http://orders:8080/a")]
    public void With_pass_through_an_unknown_service_is_left_to_dns_with_its_first_scheme(string uri, string expected)
    {
        using var resolver = Resolver(passThrough: true);

        Assert.True(resolver.TryResolve(new Uri(uri), out var resolved));
        Assert.Equal(expected, resolved.AbsoluteUri);
    }

    [Fact]
    public void Instances_are_picked_evenly_by_many_threads()
    {
        using var resolver = Resolver(
            passThrough: false, ("Services:catalog:http:0", "a"), ("Services:catalog:http:1", "b"), ("Services:catalog:http:2", "c"));
        var picks = new ConcurrentDictionary<string, int>();

        Parallel.For(0, 3000, _ =>
        {
            resolver.TryResolve(new Uri("http://catalog/"), out var resolved);
            picks.AddOrUpdate(resolved!.Host, 1, (_, count) => count + 1);
        });

        Assert.Equal([1000, 1000, 1000], picks.Values);
    }

    [Fact]
    public void A_request_costs_its_new_uri_and_nothing_else()
    {
        using var resolver = Resolver(passThrough: false, ("Services:catalog:http:0", "10.0.0.1:8080"), ("Services:catalog:http:1", "10.0.0.2:8080"));
        var uri = new Uri("https+http://catalog/items/7");

        var resolve = BytesOf(() => resolver.TryResolve(uri, out _));
        var newUri = BytesOf(() => _ = new Uri(string.Concat("http://10.0.0.1:8080", uri.OriginalString.AsSpan("https+http://catalog".Length))));

        Assert.Equal(newUri, resolve);
    }

    [Fact]
    public void Names_of_callers_do_not_fill_the_memory()
    {
        using var resolver = Resolver(passThrough: false, ("Services:catalog:http:0", "10.0.0.1:8080"), ("Services:catalog:http:1", "10.0.0.2:8080"));
        for (var i = 0; i < 5000; i++)
        {
            resolver.TryResolve(new Uri($"http://host-{i}.example/"), out _);
        }

        Assert.True(resolver.TryResolve(new Uri("http://catalog/"), out var first));
        Assert.True(resolver.TryResolve(new Uri("http://Catalog:80/"), out var second));
        Assert.Equal(["http://10.0.0.1:8080/", "http://10.0.0.2:8080/"], [first.AbsoluteUri, second.AbsoluteUri]);
        Assert.True(resolver.Remembered <= 1024, $"{resolver.Remembered} names are remembered");
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

    private static ServiceResolver Resolver(bool passThrough, params (string Key, string Value)[] configuration) => new(
        new ConfigurationBuilder().AddInMemoryCollection(configuration.Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value))).Build(),
        Options.Create(new DiscoveryOptions { PassThrough = passThrough }),
        NullLogger<ServiceResolver>.Instance);
}
