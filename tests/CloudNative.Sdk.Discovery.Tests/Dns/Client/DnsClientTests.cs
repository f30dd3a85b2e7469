using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.Discovery.Dns.Client;
using CloudNative.Sdk.Discovery.Dns.Messages;

namespace CloudNative.Sdk.Discovery.Tests.Dns.Client;

public sealed class DnsClientTests
{
    private const string Host = "a.test";

    private static readonly byte[] Right = Wire.AddressOf(Host, "10.0.0.1");
    private static readonly byte[] Forged = Wire.AddressOf(Host, "6.6.6.6");

    [Fact]
    public async Task A_name_has_the_addresses_that_the_server_names()
    {
        await using var server = FakeDnsServer.Start(question => [question.Answer(Right, Wire.AddressOf(Host, "10.0.0.2", ttl: 30), Wire.AddressOf("b.test", "10.0.0.3", ttl: 1))]);

        var answer = await AskAsync(server);

        Assert.Equal(["10.0.0.1", "10.0.0.2"], AddressesOf(answer));
        Assert.Equal(TimeSpan.FromSeconds(30), answer.Ttl);
        Assert.Null(answer.Absence);
    }

    [Fact]
    public async Task A_name_that_does_not_exist_and_one_without_records_are_no_failures()
    {
        await using var server = FakeDnsServer.Start(question =>
            [question.Name == Host ? question.Failure(Wire.NameError, Wire.AuthorityOf("test", 60, 5)) : question.Answer()]);
        using var services = DnsServices.Asking(server);

        var missing = await AskAsync(services);
        var empty = await services.Client.AskAsync("b.test", DnsType.A, default);

        Assert.Equal(("NXDOMAIN", TimeSpan.FromSeconds(5)), (missing.Absence, missing.Ttl));
        Assert.Equal(("no records", (TimeSpan?)null), (empty.Absence, empty.Ttl));
    }

    [Fact]
    public async Task Messages_that_do_not_answer_the_question_are_passed_over()
    {
        await using var server = FakeDnsServer.Start(question =>
        [
            [],
            [1, 2, 3],
            Wire.Message(question.Id ^ 1, Wire.Response, Wire.Question(Host, Wire.A), [Forged]),
            Wire.Message(question.Id, Wire.Response, Wire.Question("b.test", Wire.A), [Forged]),
            Wire.Message(question.Id, Wire.Response, Wire.Question(Host, Wire.Aaaa), [Forged]),
            Wire.Message(question.Id, 0x0100, Wire.Question(Host, Wire.A), [Forged]),
            question.Answer(Right),
        ]);

        Assert.Equal(["10.0.0.1"], AddressesOf(await AskAsync(server)));
    }

    [Fact]
    public async Task Only_forged_messages_are_no_answer_at_all()
    {
        await using var server = FakeDnsServer.Start(question => [Wire.Message(question.Id ^ 1, Wire.Response, Wire.Question(Host, Wire.A), [Forged])]);

        var exception = await FailAsync(server, ("Timeout", "00:00:00.2"), ("Attempts", "1"));

        Assert.Equal(DnsException.Timeout, exception.ErrorType);
    }

    [Fact]
    public async Task What_another_address_sends_is_passed_over()
    {
        using var forger = new Socket(AddressFamily.InterNetwork, SocketType.Dgram, ProtocolType.Udp);
        await using var server = FakeDnsServer.Start(question =>
        {
            forger.SendTo(question.Answer(Forged), question.Client);
            return [question.Answer(Right)];
        });

        Assert.Equal(["10.0.0.1"], AddressesOf(await AskAsync(server)));
    }

    [Fact]
    public async Task Each_question_has_an_id_and_a_port_of_its_own()
    {
        await using var server = FakeDnsServer.Start(question => [question.Answer(Right)]);
        using var services = DnsServices.Asking(server);
        for (var i = 0; i < 50; i++)
        {
            await AskAsync(services);
        }

        // Drawn at random, so a few may be alike; a counter or a fixed port would not get near.
        Assert.True(server.Questions.Select(question => question.Id).Distinct().Count() > 45);
        Assert.True(server.Questions.Select(question => question.Client.Port).Distinct().Count() > 40);
        Assert.True(server.Questions.Zip(server.Questions.Skip(1)).Count(pair => Math.Abs(pair.First.Client.Port - pair.Second.Client.Port) > 16) > 40);
    }

    [Fact]
    public async Task An_answer_that_was_cut_is_asked_for_by_tcp()
    {
        var many = Enumerable.Range(0, 2000).Select(n => Wire.AddressOf(Host, $"10.0.{n / 250}.{n % 250}")).ToArray();
        await using var server = FakeDnsServer.Start(question => [question.IsTcp ? question.Answer(many) : question.Cut()]);

        Assert.Equal(2000, (await AskAsync(server)).Records.Count);
        Assert.Equal([false, true], server.Questions.Select(question => question.IsTcp));
    }

    [Fact]
    public async Task Udp_is_left_out_where_only_tcp_is_wanted()
    {
        await using var server = FakeDnsServer.Start(question => [question.Answer(question.IsTcp ? Right : Forged)]);
        using var services = DnsServices.Asking(server, ("TcpOnly", "true"));

        Assert.Equal(["10.0.0.1"], AddressesOf(await AskAsync(services)));
        Assert.True(Assert.Single(server.Questions).IsTcp);
    }

    [Fact]
    public async Task A_message_by_udp_may_be_longer_than_was_offered()
    {
        var many = Enumerable.Range(0, 1500).Select(n => Wire.AddressOf(Host, $"10.0.{n / 250}.{n % 250}")).ToArray();
        await using var server = FakeDnsServer.Start(question => [question.Answer(many)]);

        Assert.Equal(1500, (await AskAsync(server)).Records.Count);
    }

    [Fact]
    public async Task A_trickle_by_tcp_ends_at_the_time_limit()
    {
        await using var server = FakeDnsServer.Start(question => [question.IsTcp ? question.Answer(Right) : question.Cut()]);
        server.SendByTcp = async (stream, bytes, token) =>
        {
            foreach (var value in bytes)
            {
                await stream.WriteAsync(new[] { value }, token);
                await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System, token);
            }
        };
        var started = TimeProvider.System.GetTimestamp();

        var exception = await FailAsync(server, ("Timeout", "00:00:00.3"), ("Attempts", "1"));

        Assert.Equal($"A {Host}: {server.Address} did not answer within 0.3 s (1 attempts each, servers of 'CloudNative:Discovery:Dns:Servers').", exception.Message);
        Assert.True(TimeProvider.System.GetElapsedTime(started) < TimeSpan.FromSeconds(2));
    }

    [Theory]
    [InlineData("early end")]
    [InlineData("other question")]
    [InlineData("cut")]
    [InlineData("malformed")]
    public async Task What_goes_wrong_by_tcp_is_a_failure(string fault)
    {
        await using var server = FakeDnsServer.Start(question =>
        [
            !question.IsTcp || fault == "cut" ? question.Cut()
                : fault == "other question" ? Wire.Message(question.Id, Wire.Response, Wire.Question("b.test", Wire.A), [Forged])
                : fault == "malformed" ? question.Answer(Right[..^1])
                : question.Answer(Right),
        ]);
        server.SendByTcp = async (stream, bytes, token) => await stream.WriteAsync(fault == "early end" ? bytes.AsMemory(0, bytes.Length - 1) : bytes, token);

        var exception = await FailAsync(server, ("Attempts", "1"));

        Assert.Equal(fault == "early end" ? DnsException.Connection : DnsException.Malformed, exception.ErrorType);
    }

    [Fact]
    public async Task A_malformed_answer_to_the_question_is_a_failure_at_once()
    {
        await using var server = FakeDnsServer.Start(question => [question.Answer(Right[..^1])]);

        var exception = await FailAsync(server, ("Attempts", "1"));

        Assert.Equal(DnsException.Malformed, exception.ErrorType);
        Assert.Contains("answered with a malformed message: a record is longer than the message", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task A_server_that_refuses_edns_is_asked_without()
    {
        await using var server = FakeDnsServer.Start(question => [question.IsExtended ? Wire.Message(question.Id, Wire.Response | Wire.FormatError, [], []) : question.Answer(Right)]);

        Assert.Equal(["10.0.0.1"], AddressesOf(await AskAsync(server)));
        Assert.Equal([true, false], server.Questions.Select(question => question.IsExtended));
    }

    [Fact]
    public async Task A_server_of_ipv6_is_asked()
    {
        Assert.SkipUnless(Socket.OSSupportsIPv6, "This machine has no IPv6.");
        await using var server = FakeDnsServer.Start(question => [question.Answer(Right)], IPAddress.IPv6Loopback);

        Assert.Equal(["10.0.0.1"], AddressesOf(await AskAsync(server)));
    }

    [Fact]
    public async Task A_caller_who_gives_up_ends_the_wait()
    {
        await using var server = FakeDnsServer.Start(_ => []);
        using var services = DnsServices.Asking(server, ("Timeout", "00:00:30"));
        using var caller = new CancellationTokenSource();

        var asking = services.Client.AskAsync(Host, DnsType.A, caller.Token);
        await caller.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => asking);
    }

    private static async Task<DnsAnswer> AskAsync(FakeDnsServer server)
    {
        using var services = DnsServices.Asking(server);
        return await AskAsync(services);
    }

    private static Task<DnsAnswer> AskAsync(DnsServices services) => services.Client.AskAsync(Host, DnsType.A, TestContext.Current.CancellationToken);

    private static async Task<DnsException> FailAsync(FakeDnsServer server, params (string Key, string Value)[] configuration)
    {
        using var services = DnsServices.Asking(server, configuration);
        return await Assert.ThrowsAsync<DnsException>(() => AskAsync(services));
    }

    private static string[] AddressesOf(DnsAnswer answer) => [.. answer.Records.Cast<AddressRecord>().Select(record => record.Address.ToString())];
}
