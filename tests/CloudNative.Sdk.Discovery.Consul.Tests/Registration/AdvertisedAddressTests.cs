using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using CloudNative.Sdk.Discovery.Consul.Registration;
using SystemDns = System.Net.Dns;

namespace CloudNative.Sdk.Discovery.Consul.Tests.Registration;

public sealed class AdvertisedAddressTests
{
    private const string Local = "http://127.0.0.1:8500";

    [Theory]
    [InlineData("10.0.0.5", "10.0.0.5")]
    [InlineData("[fd00::5]", "fd00::5")]
    [InlineData("localhost", "127.0.0.1")]
    [InlineData("127.0.0.1", "127.0.0.1")]
    public async Task The_address_that_the_server_is_bound_to_counts(string bound, string expected) => Assert.Equal(expected, await OfAsync(new(), bound, pod: "10.1.1.1"));

    [Theory]
    [InlineData("[::]")]
    [InlineData("0.0.0.0")]
    [InlineData("*")]
    [InlineData("+")]
    [InlineData(null)]
    public async Task A_server_bound_to_all_has_the_address_of_its_pod_else_of_the_agents_node(string? bound)
    {
        Assert.Equal("10.1.1.1", await OfAsync(new(), bound, pod: "10.1.1.1"));
        Assert.Equal("", await OfAsync(new(), bound));
        Assert.Equal("", await OfAsync(new(), bound, agent: "http://localhost:8500"));
    }

    [Fact]
    public async Task An_agent_elsewhere_is_reached_by_the_address_that_is_registered()
    {
        // Nothing is sent there: 192.0.2.0/24 is for documentation (RFC 5737).
        var address = await OfAsync(new(), "[::]", agent: "http://192.0.2.1:8500");

        Assert.True(address == SystemDns.GetHostName() || IPAddress.TryParse(address, out _), address);
        Assert.NotEqual("192.0.2.1", address);
    }

    [Theory]
    [InlineData("localhost")]
    [InlineData("127.0.0.1")]
    [InlineData("[::1]")]
    public async Task The_loopback_is_not_told_to_an_agent_elsewhere_unless_the_configuration_says_so(string bound)
    {
        const string Elsewhere = "http://192.0.2.1:8500";
        var exception = await Assert.ThrowsAsync<LoopbackException>(() => OfAsync(new(), bound, pod: "10.1.1.1", agent: Elsewhere));

        Assert.Equal(
            $"the server listens on '{bound}' only, which the agent at '{Elsewhere}' would give to callers on other machines, and they would call themselves. "
            + "Listen on all addresses (http://*:port), or set CloudNative:Discovery:Consul:Registration:Address to what others call",
            exception.Message);
        Assert.Equal("127.0.0.1", await OfAsync(new() { Address = "127.0.0.1" }, bound, agent: Elsewhere));
        Assert.Equal("127.0.0.1", await OfAsync(new() { NetworkInterface = "lo" }, bound, agent: Elsewhere));
    }

    [Fact]
    public async Task The_loopback_is_told_to_an_agent_that_has_another_address_of_this_machine()
    {
        var own = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(candidate => candidate.GetIPProperties().UnicastAddresses, (_, entry) => entry.Address)
            .Where(address => address.AddressFamily == AddressFamily.InterNetwork)
            .OrderBy(IPAddress.IsLoopback)
            .First();

        Assert.Equal("127.0.0.1", await OfAsync(new(), "127.0.0.1", agent: new UriBuilder("http", own.ToString(), 8500).ToString()));
    }

    [Fact]
    public async Task What_the_configuration_says_counts_before_all()
    {
        Assert.Equal("gateway", await OfAsync(new() { Address = "gateway", NetworkInterface = "lo", PreferHostName = true }, "10.0.0.5"));
        Assert.Equal("fd00::7", await OfAsync(new() { Address = "[fd00::7]" }, "10.0.0.5"));
        Assert.Equal(SystemDns.GetHostName(), await OfAsync(new() { NetworkInterface = "lo", PreferHostName = true }, "10.0.0.5"));
        Assert.Equal("127.0.0.1", await OfAsync(new() { NetworkInterface = "l?" }, "10.0.0.5"));
    }

    [Fact]
    public async Task An_interface_that_is_not_there_is_told_with_those_that_are()
    {
        var exception = await Assert.ThrowsAsync<AddressException>(() => OfAsync(new() { NetworkInterface = "nosuch*" }, "10.0.0.5"));

        Assert.StartsWith(
            "CloudNative:Discovery:Consul:Registration:NetworkInterface must name an interface that is up and has an address, but was 'nosuch*'; there are: ",
            exception.Message,
            StringComparison.Ordinal);
        Assert.Contains("lo", exception.Message, StringComparison.Ordinal);
    }

    private static Task<string> OfAsync(ConsulRegistrationOptions options, string? bound, string? pod = null, string agent = Local) =>
        AdvertisedAddress.OfAsync(options, bound, pod, new Uri(agent), CancellationToken.None);
}
