using CloudNative.Sdk.Discovery.Dns.Client;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Srv;

public sealed class DnsSrvEndpointSourceTests
{
    private const string Name = "_http._tcp.catalog.svc.test";

    private static readonly (string Key, string Value) Suffix = ("Suffix", "svc.test");

    [Fact]
    public async Task Priority_weight_and_port_are_those_of_the_records()
    {
        await using var server = FakeDnsServer.Start(question => [question.AnswerWith(
            [Wire.ServiceOf(Name, 20, 0, 8082, "b.test"), Wire.ServiceOf(Name, 10, 65535, 8081, "A.test"), Wire.ServiceOf(Name, 10, 7, 8081, "b.test")],
            [Wire.AddressOf("a.test", "10.0.0.1"), Wire.AddressOf("b.test", "10.0.0.2"), Wire.AddressOf("c.test", "6.6.6.6")])]);

        Assert.Equal(
            ["10 65535 http://10.0.0.1:8081 (catalog)", "10 7 http://10.0.0.2:8081 (catalog)", "20 0 http://10.0.0.2:8082 (catalog)"],
            (await FirstAsync(server, Queries.Of("catalog"))).Shown());
        Assert.Single(server.Questions);
    }

    [Fact]
    public async Task Hosts_whose_addresses_did_not_come_along_are_asked_for()
    {
        await using var server = FakeDnsServer.Start();
        server.Records[(Name, Wire.Srv)] = [.. Enumerable.Range(1, 20).Select(n => Wire.ServiceOf(Name, 10, 5, 8080, $"h{n}.test"))];
        for (var n = 1; n <= 20; n++)
        {
            server.Records[($"h{n}.test", Wire.A)] = [Wire.AliasOf($"h{n}.test", $"i{n}.test"), Wire.AddressOf($"i{n}.test", $"10.0.0.{n}")];
        }

        var state = await FirstAsync(server, Queries.Of("catalog"));

        Assert.Equal(Enumerable.Range(1, 20).Select(n => $"10.0.0.{n}").Order(StringComparer.Ordinal), state.Endpoints.Select(endpoint => endpoint.Host));
    }

    [Theory]
    [InlineData("catalog", null, "http", "_http._tcp.catalog.svc.test")]
    [InlineData("catalog", "admin", "https http", "_admin._tcp.catalog.svc.test")]
    [InlineData("catalog", null, "https http", "_https._tcp.catalog.svc.test _http._tcp.catalog.svc.test")]
    [InlineData("catalog.shop.", null, "http", "_http._tcp.catalog.shop.svc.test")]
    public async Task The_name_is_made_of_the_endpoint_or_the_schemes(string service, string? endpoint, string schemes, string names)
    {
        await using var server = FakeDnsServer.Start();

        var state = await FirstAsync(server, Queries.Of(service, endpoint, schemes.Split(' ')));

        Assert.Equal($"DNS has no SRV record at {names.Replace(" ", ", ", StringComparison.Ordinal)}", state.Reason);
        Assert.Equal(names.Split(' '), server.Questions.Select(question => question.Name));
    }

    [Fact]
    public async Task The_scheme_is_the_one_whose_name_has_records_and_open_for_a_named_endpoint()
    {
        await using var server = FakeDnsServer.Start();
        server.Records[(Name, Wire.Srv)] = [Wire.ServiceOf(Name, 0, 1, 80, "a.test")];
        server.Records[("_admin._tcp.catalog.svc.test", Wire.Srv)] = [Wire.ServiceOf("_admin._tcp.catalog.svc.test", 0, 1, 81, "a.test")];
        server.Records[("a.test", Wire.A)] = [Wire.AddressOf("a.test", "10.0.0.1")];

        Assert.Equal(["0 1 http://10.0.0.1:80 (catalog)"], (await FirstAsync(server, Queries.Of("catalog", null, "https", "http"))).Shown());
        Assert.Equal(["0 1 ?://10.0.0.1:81 (catalog)"], (await FirstAsync(server, Queries.Of("catalog", "admin"))).Shown());
    }

    [Fact]
    public async Task The_name_may_follow_another_convention()
    {
        await using var server = FakeDnsServer.Start();
        server.Records[("catalog.service.consul", Wire.Srv)] = [Wire.ServiceOf("catalog.service.consul", 1, 1, 80, "a.test")];
        server.Records[("a.test", Wire.A)] = [Wire.AddressOf("a.test", "10.0.0.1")];
        using var services = DnsServices.Asking(server, ("SrvName", "{service}.service.consul"));

        var state = await services.Source("DnsSrv").FirstAsync(Queries.Of("catalog", null, "https", "http"));
        var named = await services.Source("DnsSrv").FirstAsync(Queries.Of("catalog", "admin"));

        Assert.Equal(["1 1 ?://10.0.0.1:80 (catalog)"], state.Shown());
        Assert.Equal("'CloudNative:Discovery:Dns:SrvName' has no {endpoint} for 'admin'", named.Reason);
    }

    [Theory]
    [InlineData("svc.test.", "search shop.test", "shop", "svc.test")]
    [InlineData("", "search shop.test test", "shop", "shop.test")]
    [InlineData("", "nameserver 127.0.0.1", "shop\n", "shop.svc.cluster.local")]
    public async Task The_suffix_is_configured_or_that_of_the_machine_or_of_the_pod(string configured, string resolvConf, string pod, string suffix)
    {
        await using var server = FakeDnsServer.Start();
        using var services = new DnsServices(TimeProvider.System, resolvConf, pod, [.. DnsServices.KeysOf([server]), ("Suffix", configured)]);

        await services.Source("DnsSrv").FirstAsync(Queries.Of("catalog"));

        Assert.Equal($"_http._tcp.catalog.{suffix}", Assert.Single(server.Questions).Name);
    }

    [Fact]
    public async Task Without_a_suffix_the_reason_tells_the_way_out()
    {
        await using var server = FakeDnsServer.Start();
        using var services = DnsServices.Asking(server);

        var state = await services.Source("DnsSrv").FirstAsync(Queries.Of("catalog"));

        Assert.Equal("'{suffix}' is not known here; set 'CloudNative:Discovery:Dns:Suffix'", state.Reason);
    }

    [Fact]
    public async Task A_service_that_is_decidedly_not_available_has_no_instance()
    {
        await using var server = FakeDnsServer.Start(question => [question.Answer(Wire.ServiceOf(Name, 0, 0, 0, ""))]);

        var state = await FirstAsync(server, Queries.Of("catalog"));

        Assert.True(state.IsKnown);
        Assert.Empty(state.Endpoints);
    }

    [Fact]
    public async Task A_host_without_an_address_is_left_out_and_told_once()
    {
        await using var server = FakeDnsServer.Start();
        server.Records[(Name, Wire.Srv)] = [Wire.ServiceOf(Name, 0, 1, 80, "a.test"), Wire.ServiceOf(Name, 0, 1, 80, "gone.test"), Wire.ServiceOf(Name, 0, 1, 80, "b a.test")];
        server.Records[("a.test", Wire.A)] = [Wire.AddressOf("a.test", "10.0.0.1")];
        using var services = DnsServices.Asking(server, Suffix, ("MinTtl", "00:00:00.1"));
        await using var watch = services.Source("DnsSrv").WatchAsync(Queries.Of("catalog"), TestContext.Current.CancellationToken).GetAsyncEnumerator();

        for (var i = 0; i < 3; i++)
        {
            Assert.True(await watch.MoveNextAsync());
            Assert.Equal(["0 1 http://10.0.0.1:80 (catalog)"], watch.Current.Shown());
        }

        Assert.Equal(
            [
                @"CNS8321: host 'b\032a.test' of an SRV record is left out, or kept with the addresses it had: it is no DNS name",
                "CNS8321: host 'gone.test' of an SRV record is left out, or kept with the addresses it had: it has no address in DNS",
            ],
            services.Logs.WithId(8321).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task A_host_that_cannot_be_resolved_keeps_the_addresses_it_had()
    {
        await using var server = FakeDnsServer.Start();
        server.Records[(Name, Wire.Srv)] = [Wire.ServiceOf(Name, 0, 1, 80, "a.test"), Wire.ServiceOf(Name, 0, 1, 80, "b.test")];
        server.Records[("a.test", Wire.A)] = [Wire.AddressOf("a.test", "10.0.0.1", ttl: 0)];
        server.Records[("b.test", Wire.A)] = [Wire.AddressOf("b.test", "10.0.0.2", ttl: 0)];
        using var services = DnsServices.Asking(server, Suffix, ("MinTtl", "00:00:00.1"));
        await using var watch = services.Source("DnsSrv").WatchAsync(Queries.Of("catalog"), TestContext.Current.CancellationToken).GetAsyncEnumerator();
        await watch.MoveNextAsync();
        var first = watch.Current;

        server.Answer = question => question.Name == "b.test" ? [question.Failure(Wire.ServerFailure)] : server.Known(question);
        await watch.MoveNextAsync();
        Assert.Same(first, watch.Current);
        await watch.MoveNextAsync();

        Assert.Same(first, watch.Current);
        Assert.StartsWith("CNS8321: host 'b.test'", Assert.Single(services.Logs.WithId(8321)), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Where_not_one_host_has_an_address_the_question_has_failed()
    {
        await using var server = FakeDnsServer.Start();
        server.Records[(Name, Wire.Srv)] = [Wire.ServiceOf(Name, 0, 1, 80, "gone.test")];

        var exception = await Assert.ThrowsAsync<DnsException>(() => FirstAsync(server, Queries.Of("catalog")));

        Assert.Equal($"SRV {Name}: none of its 1 hosts has an address. 'gone.test': it has no address in DNS", exception.Message);
    }

    [Fact]
    public async Task A_failure_goes_out_to_the_one_who_watches()
    {
        await using var server = FakeDnsServer.Start(question => [question.Failure(Wire.ServerFailure)]);

        var exception = await Assert.ThrowsAsync<DnsException>(() => FirstAsync(server, Queries.Of("catalog", null, "https", "http")));

        Assert.Equal($"SRV _https._tcp.catalog.svc.test: {server.Address} answered SERVFAIL (2 attempts each, servers of 'CloudNative:Discovery:Dns:Servers').", exception.Message);
    }

    private static async Task<ServiceEndpoints> FirstAsync(FakeDnsServer server, ServiceQuery query)
    {
        using var services = DnsServices.Asking(server, Suffix);
        return await services.Source("DnsSrv").FirstAsync(query);
    }
}
