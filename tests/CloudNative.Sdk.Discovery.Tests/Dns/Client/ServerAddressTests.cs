using CloudNative.Sdk.Discovery.Dns.Client;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Client;

public sealed class ServerAddressTests
{
    [Theory]
    [InlineData("10.0.0.2", "10.0.0.2:53")]
    [InlineData("10.0.0.2:8600", "10.0.0.2:8600")]
    [InlineData("::1", "[::1]:53")]
    [InlineData("fd00::2:8600", "[fd00::2:8600]:53")]
    [InlineData("[::1]:53", "[::1]:53")]
    [InlineData("[fd00::2]:65535", "[fd00::2]:65535")]
    public void A_server_is_an_address_with_or_without_a_port(string text, string expected)
    {
        Assert.True(ServerAddress.TryParse(text, out var server));
        Assert.Equal(expected, server.ToString());
    }

    [Theory]
    [InlineData("")]
    [InlineData("dns.test")]
    [InlineData("dns.test:53")]
    [InlineData("10")]
    [InlineData("10:53")]
    [InlineData("10.0.0.2:")]
    [InlineData("10.0.0.2:0")]
    [InlineData("10.0.0.2:65536")]
    [InlineData("10.0.0.2:+53")]
    [InlineData("10.0.0.2.3")]
    [InlineData("[10.0.0.2]:53")]
    [InlineData("[::1")]
    public void Anything_else_is_none(string text) => Assert.False(ServerAddress.TryParse(text, out _));
}
