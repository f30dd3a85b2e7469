using CloudNative.Sdk.Discovery;
using CloudNative.Sdk.Integration.Tests.Components;

namespace CloudNative.Sdk.Integration.Tests.Dns;

public sealed class DnsmasqTests
{
    private static readonly ServiceQuery Catalog = new("catalog", null, ["http"], IsExplicit: false);

    private static CancellationToken Cancelled => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Addresses_of_a_name_are_found()
    {
        await using var dnsmasq = await Dnsmasq.StartAsync(Cancelled, "--host-record=catalog.test,127.0.0.2", "--host-record=catalog.test,127.0.0.3,::1");
        await using var names = new NamesOfServer(dnsmasq.Address);

        var state = await names.FindAsync("Dns", Catalog with { Service = "catalog.test" }, Cancelled);

        Assert.Equal(
            ["0 1 ?://127.0.0.2:0 (catalog.test)", "0 1 ?://127.0.0.3:0 (catalog.test)", "0 1 ?://::1:0 (catalog.test)"], NamesOfServer.Shown(state));
    }

    [Fact]
    public async Task An_alias_is_followed()
    {
        await using var dnsmasq = await Dnsmasq.StartAsync(Cancelled, "--cname=catalog.test,blue.test", "--host-record=blue.test,127.0.0.2");
        await using var names = new NamesOfServer(dnsmasq.Address);

        var state = await names.FindAsync("Dns", Catalog with { Service = "catalog.test" }, Cancelled);

        Assert.Equal(["0 1 ?://127.0.0.2:0 (catalog.test)"], NamesOfServer.Shown(state));
    }

    [Fact]
    public async Task Service_records_are_found_with_the_addresses_of_their_hosts()
    {
        await using var dnsmasq = await Dnsmasq.StartAsync(
            Cancelled,
            "--srv-host=_http._tcp.catalog.svc.test,a.svc.test,8081,10,5",
            "--srv-host=_http._tcp.catalog.svc.test,b.svc.test,8082,20,7",
            "--host-record=a.svc.test,127.0.0.2",
            "--host-record=b.svc.test,127.0.0.3");
        await using var names = new NamesOfServer(dnsmasq.Address, ("Suffix", "svc.test"));

        var state = await names.FindAsync("DnsSrv", Catalog, Cancelled);

        Assert.Equal(["10 5 http://127.0.0.2:8081 (catalog)", "20 7 http://127.0.0.3:8082 (catalog)"], NamesOfServer.Shown(state));
    }

    [Fact]
    public async Task An_answer_that_is_too_long_for_udp_is_found_whole()
    {
        var records = Enumerable.Range(1, 100).SelectMany(n => (string[])
        [
            $"--srv-host=_http._tcp.catalog.svc.test,an-instance-with-a-long-name-{n}.svc.test,{8000 + n},1,1", $"--host-record=an-instance-with-a-long-name-{n}.svc.test,127.0.0.{n}",
        ]);
        await using var dnsmasq = await Dnsmasq.StartAsync(Cancelled, [.. records]);
        await using var names = new NamesOfServer(dnsmasq.Address, ("Suffix", "svc.test"));

        var state = await names.FindAsync("DnsSrv", Catalog, Cancelled);

        Assert.Equal(Enumerable.Range(8001, 100), state.Endpoints.Select(endpoint => endpoint.Port).Order());
    }

    [Fact]
    public async Task A_name_that_does_not_exist_is_not_known()
    {
        await using var dnsmasq = await Dnsmasq.StartAsync(Cancelled);
        await using var names = new NamesOfServer(dnsmasq.Address, ("Suffix", "svc.test"));

        Assert.Equal("DNS has no SRV record at _http._tcp.catalog.svc.test", (await names.FindAsync("DnsSrv", Catalog, Cancelled)).Reason);
        Assert.Equal("DNS has no address of catalog.test", (await names.FindAsync("Dns", Catalog with { Service = "catalog.test." }, Cancelled)).Reason);
    }

    [Fact]
    public async Task A_name_outside_of_what_the_server_may_answer_is_a_failure()
    {
        await using var dnsmasq = await Dnsmasq.StartAsync(Cancelled);
        await using var names = new NamesOfServer(dnsmasq.Address);

        var exception = await Assert.ThrowsAnyAsync<Exception>(() => names.FindAsync("Dns", Catalog with { Service = "catalog.elsewhere." }, Cancelled));

        Assert.Contains($"{dnsmasq.Address} answered REFUSED", exception.Message, StringComparison.Ordinal);
    }
}
