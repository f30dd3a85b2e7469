using CloudNative.Sdk.Discovery.Endpoints;

namespace CloudNative.Sdk.Discovery.Tests.Endpoints;

public sealed class ServiceAddressTests
{
    [Theory]
    [InlineData("10.0.0.1:8080", null, "10.0.0.1:8080")]
    [InlineData("catalog", null, "catalog")]
    [InlineData("catalog-1.shop.svc:80", null, "catalog-1.shop.svc:80")]
    [InlineData("shop_catalog:80", null, "shop_catalog:80")]
    [InlineData("[::1]:8080", null, "[::1]:8080")]
    [InlineData("catalog:1", null, "catalog:1")]
    [InlineData("catalog:65535", null, "catalog:65535")]
    [InlineData("http://catalog:80", "http", "catalog")]
    [InlineData("HTTPS://catalog:8443/", "https", "catalog:8443")]
    [InlineData("http://catalog/api/v2/", "http", "catalog/api/v2")]
    [InlineData("tcp://cache:6379", "tcp", "cache:6379")]
    public void An_address_is_a_host_with_or_without_port_and_scheme(string text, string? scheme, string authorityAndPath)
    {
        Assert.True(ServiceAddress.TryParse(text, out var address));
        Assert.Equal(scheme, address.Scheme);
        Assert.Equal(authorityAndPath, address.AuthorityAndPath);
    }

    [Theory]
    [InlineData(" catalog:80")]
    [InlineData("cata log:80")]
    [InlineData("catalog:0")]
    [InlineData("catalog:65536")]
    [InlineData("catalog:http")]
    [InlineData("catalog:80/api")]
    [InlineData("/api")]
    [InlineData("://catalog")]
    [InlineData("http://")]
    [InlineData("http:///api")]
    [InlineData("http://user:secret@catalog")]
    [InlineData("http://catalog?q=1")]
    [InlineData("http://catalog#top")]
    [InlineData("[::1")]
    public void Anything_else_is_none(string text) => Assert.False(ServiceAddress.TryParse(text, out _));
}
