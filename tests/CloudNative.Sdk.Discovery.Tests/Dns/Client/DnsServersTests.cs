using System.Net;
using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.Discovery.Dns.Messages;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Client;

public sealed class DnsServersTests
{
    private const string Host = "a.test";

    private static readonly byte[] Right = Wire.AddressOf(Host, "10.0.0.1");

    [Theory]
    [InlineData(Wire.ServerFailure)]
    [InlineData(Wire.Refused)]
    public async Task The_next_server_is_asked_where_one_fails_and_first_from_then_on(int code)
    {
        await using var failing = FakeDnsServer.Start(question => [question.Failure(code)]);
        await using var good = FakeDnsServer.Start(question => [question.Answer(Right)]);
        using var services = DnsServices.Asking([failing, good]);

        for (var i = 0; i < 3; i++)
        {
            Assert.Single((await AskAsync(services)).Records);
        }

        Assert.Equal((1, 3), (failing.Questions.Count, good.Questions.Count));
    }

    [Fact]
    public async Task A_server_that_came_back_is_asked_when_the_other_one_fails()
    {
        await using var first = FakeDnsServer.Start(question => [question.Failure(Wire.ServerFailure)]);
        await using var second = FakeDnsServer.Start(question => [question.Answer(Right)]);
        using var services = DnsServices.Asking([first, second]);
        await AskAsync(services);

        (first.Answer, second.Answer) = (second.Answer, first.Answer);

        Assert.Single((await AskAsync(services)).Records);
    }

    [Fact]
    public async Task A_failure_tells_what_was_asked_whom_and_what_happened()
    {
        await using var silent = FakeDnsServer.Start(_ => []);
        await using var failing = FakeDnsServer.Start(question => [question.Failure(Wire.ServerFailure)]);
        var closed = new IPEndPoint(IPAddress.Loopback, FreePort.Next());
        using var services = DnsServices.Asking([silent, failing], ("Servers:2", closed.ToString()), ("Timeout", "00:00:00.05"), ("Attempts", "2"));

        var exception = await Assert.ThrowsAsync<DnsException>(() => services.Client.AskAsync("_http._tcp.catalog.test", DnsType.Srv, default));

        Assert.Equal(
            $"SRV _http._tcp.catalog.test: {silent.Address} did not answer within 0.05 s; {failing.Address} answered SERVFAIL; {closed} cannot be reached: Connection refused "
            + "(2 attempts each, servers of 'CloudNative:Discovery:Dns:Servers').",
            exception.Message);
        Assert.Equal((2, 2), (silent.Questions.Count, failing.Questions.Count));
    }

    [Fact]
    public async Task Without_configuration_the_servers_of_the_machine_are_asked_as_they_are_now()
    {
        using var services = new DnsServices(TimeProvider.System, "# none yet\n", null);

        var exception = await Assert.ThrowsAsync<DnsException>(() => AskAsync(services));
        await File.WriteAllTextAsync(services.ResolvConfPath, "nameserver 127.0.0.1\noptions attempts:1 timeout:1\n", TestContext.Current.CancellationToken);
        var changed = await Record.ExceptionAsync(() => AskAsync(services));

        Assert.Equal($"'{services.ResolvConfPath}' has no 'nameserver'. Add 'CloudNative:Discovery:Dns:Servers:0'.", exception.Message);
        Assert.DoesNotContain("has no 'nameserver'", changed?.Message ?? "", StringComparison.Ordinal);
    }

    private static Task<DnsAnswer> AskAsync(DnsServices services) => services.Client.AskAsync(Host, DnsType.A, TestContext.Current.CancellationToken);
}
