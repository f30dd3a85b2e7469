using System.Net;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Discovery.Tests.Dns;

public sealed class DnsCallTests
{
    private const string Name = "_http._tcp.catalog.svc.test";

    [Fact]
    public async Task Calls_go_to_the_instances_of_the_lowest_priority_under_the_name_of_the_service()
    {
        await using var instance = await TestServer.StartAsync("instance");
        await using var server = FakeDnsServer.Start();
        Know(server, (10, PortOf(instance)), (20, FreePort.Next()));
        await using var caller = await StartAsync(server);

        Assert.Equal($"instance http catalog:{PortOf(instance)} /items", await caller.GetAsync("http://catalog/items"));
        Assert.Equal(0, await caller.FailuresAsync("http://catalog/", 20));
    }

    [Fact]
    public async Task Calls_go_on_while_the_name_server_is_down()
    {
        await using var instance = await TestServer.StartAsync("instance");
        await using var server = FakeDnsServer.Start();
        Know(server, (10, PortOf(instance)));
        await using var caller = await StartAsync(server, ("CloudNative:Discovery:Dns:MinTtl", "00:00:00.1"), ("CloudNative:Discovery:Dns:MaxTtl", "00:00:00.1"));
        await caller.GetAsync("http://catalog/");

        server.Answer = question => [question.Failure(Wire.ServerFailure)];
        var asked = server.Questions.Count;
        await TestSupport.Eventually.IsTrueAsync(() => server.Questions.Count >= asked + 4, "two more failures of the name server");

        Assert.Equal(0, await caller.FailuresAsync("http://catalog/", 20));
    }

    [Fact]
    public async Task A_service_whose_name_server_fails_at_first_is_called_within_2_seconds_of_its_return()
    {
        await using var instance = await TestServer.StartAsync("instance");
        await using var server = FakeDnsServer.Start(question => [question.Failure(Wire.ServerFailure)]);
        await using var caller = await StartAsync(server);
        await Assert.ThrowsAsync<HttpRequestException>(() => caller.GetAsync("https+http://catalog/"));

        Know(server, (10, PortOf(instance)));
        server.Answer = server.Known;
        var returned = TimeProvider.System.GetTimestamp();
        await TestSupport.Eventually.IsTrueAsync(async () => await caller.FailuresAsync("https+http://catalog/", 1) == 0, "the first success");

        Assert.True(TimeProvider.System.GetElapsedTime(returned) < TimeSpan.FromSeconds(2));
    }

    [Fact]
    public async Task A_service_without_records_is_an_error_that_names_what_was_asked()
    {
        await using var server = FakeDnsServer.Start();
        await using var caller = await StartAsync(server);

        var exception = await Assert.ThrowsAsync<HttpRequestException>(() => caller.GetAsync("https+http://catalog/"));

        Assert.Contains("DNS has no SRV record at _https._tcp.catalog.svc.test, _http._tcp.catalog.svc.test", exception.Message, StringComparison.Ordinal);
    }

    private static void Know(FakeDnsServer server, params (int Priority, int Port)[] instances)
    {
        server.Records[(Name, Wire.Srv)] = [.. instances.Select(instance => Wire.ServiceOf(Name, instance.Priority, 1, instance.Port, "a.test"))];
        server.Records[("a.test", Wire.A)] = [Wire.AddressOf("a.test", "127.0.0.1")];
    }

    private static int PortOf(TestServer instance) => IPEndPoint.Parse(instance.Address).Port;

    private static Task<Caller> StartAsync(FakeDnsServer server, params (string Key, string Value)[] configuration) => Caller.StartAsync(
    [
        ("CloudNative:Discovery:Sources:0", "DnsSrv"),
        ("CloudNative:Discovery:Dns:Servers:0", server.Address.ToString()),
        ("CloudNative:Discovery:Dns:Suffix", "svc.test"),
        .. configuration,
    ]);
}
