using System.Net.Sockets;
using CloudNative.Sdk.Discovery.Dns.Client;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Addresses;

public sealed class DnsEndpointSourceTests
{
    private const string ResolvConf = "search shop.test test\noptions ndots:2";

    [Fact]
    public async Task Instances_are_called_by_the_name_of_the_service_at_the_port_of_the_scheme()
    {
        await using var server = FakeDnsServer.Start();
        server.Records[("catalog", Wire.A)] = [Wire.AddressOf("catalog", "127.0.0.2"), Wire.AddressOf("catalog", "127.0.0.1")];

        Assert.Equal(["0 1 ?://127.0.0.1:0 (catalog)", "0 1 ?://127.0.0.2:0 (catalog)"], (await FirstAsync(server, "", Queries.Of("catalog"))).Shown());
    }

    [Fact]
    public async Task Addresses_of_both_families_are_instances()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using var server = FakeDnsServer.Start();
        server.Records[("catalog", Wire.A)] = [Wire.AddressOf("catalog", "127.0.0.1")];
        server.Records[("catalog", Wire.Aaaa)] = [Wire.AddressOf("catalog", "::1")];

        Assert.Equal(["0 1 ?://127.0.0.1:0 (catalog)", "0 1 ?://::1:0 (catalog)"], (await FirstAsync(server, "", Queries.Of("catalog"))).Shown());
    }

    [Theory]
    [InlineData("catalog", "catalog.shop.test catalog.test catalog")]
    [InlineData("catalog.eu", "catalog.eu.shop.test catalog.eu.test catalog.eu")]
    [InlineData("catalog.eu.corp", "catalog.eu.corp catalog.eu.corp.shop.test catalog.eu.corp.test")]
    [InlineData("catalog.", "catalog")]
    public async Task Names_are_completed_in_the_order_of_the_machine(string service, string names)
    {
        await using var server = FakeDnsServer.Start();

        var state = await FirstAsync(server, ResolvConf, Queries.Of(service));

        Assert.False(state.IsKnown);
        Assert.Equal($"DNS has no address of {names.Replace(" ", ", ", StringComparison.Ordinal)}", state.Reason);
        Assert.Equal(names.Split(' '), server.Questions.Where(question => question.Type == Wire.A).Select(question => question.Name));
    }

    [Fact]
    public async Task The_first_name_with_an_address_counts()
    {
        await using var server = FakeDnsServer.Start();
        server.Records[("catalog.shop.test", Wire.Srv)] = [];
        server.Records[("catalog.test", Wire.A)] = [Wire.AddressOf("catalog.test", "10.0.0.1")];
        server.Records[("catalog", Wire.A)] = [Wire.AddressOf("catalog", "6.6.6.6")];

        Assert.Equal(["0 1 ?://10.0.0.1:0 (catalog)"], (await FirstAsync(server, ResolvConf, Queries.Of("catalog"))).Shown());
    }

    [Fact]
    public async Task A_name_that_cannot_be_resolved_ends_the_search()
    {
        await using var server = FakeDnsServer.Start(question =>
            [question.Name == "catalog.shop.test" ? question.Failure(Wire.ServerFailure) : question.Answer(Wire.AddressOf(question.Name, "6.6.6.6"))]);

        var exception = await Assert.ThrowsAsync<DnsException>(() => FirstAsync(server, ResolvConf, Queries.Of("catalog")));

        Assert.Contains($"catalog.shop.test: {server.Address} answered SERVFAIL", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_never_answers_for_one_family_does_not_hide_the_other()
    {
        await using var server = FakeDnsServer.Start();
        server.Answer = question => question.Type == Wire.Aaaa ? [] : server.Known(question);
        server.Records[("catalog", Wire.A)] = [Wire.AddressOf("catalog", "10.0.0.1")];
        var started = TimeProvider.System.GetTimestamp();

        using var services = DnsServices.Asking(server, ("Timeout", "00:00:20"));
        var state = await services.Source("Dns").FirstAsync(Queries.Of("catalog"));

        Assert.Equal(["0 1 ?://10.0.0.1:0 (catalog)"], state.Shown());
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task Where_one_family_fails_and_the_other_has_nothing_the_question_has_failed()
    {
        await using var server = FakeDnsServer.Start(question => [question.Type == Wire.A ? question.Failure(Wire.ServerFailure) : question.Answer()]);

        await Assert.ThrowsAsync<DnsException>(() => FirstAsync(server, "", Queries.Of("catalog")));
    }

    [Theory]
    [InlineData("catalog", "admin", "addresses in DNS have no endpoint 'admin'; SRV records, the source 'DnsSrv', have")]
    [InlineData("127.0.0.1", null, "'127.0.0.1' is an address")]
    [InlineData("localhost", null, "'localhost' is this machine")]
    public async Task What_dns_cannot_know_is_not_asked_for(string service, string? endpoint, string reason)
    {
        await using var server = FakeDnsServer.Start();

        Assert.Equal(reason, (await FirstAsync(server, "", Queries.Of(service, endpoint))).Reason);
        Assert.Empty(server.Questions);
    }

    [Fact]
    public void The_sources_take_part_only_where_they_are_named()
    {
        using var services = new DnsServices(TimeProvider.System, "", null);

        Assert.False(services.Source("Dns").IsConfigured);
        Assert.False(services.Source("DnsSrv").IsConfigured);
    }

    private static async Task<ServiceEndpoints> FirstAsync(FakeDnsServer server, string resolvConf, ServiceQuery query)
    {
        using var services = new DnsServices(TimeProvider.System, resolvConf, null, [.. DnsServices.KeysOf([server])]);
        return await services.Source("Dns").FirstAsync(query);
    }
}
