using System.Net;
using System.Net.Sockets;
using System.Text;
using CloudNative.Sdk.Core.Ops;
using CloudNative.Sdk.TestSupport;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;

namespace CloudNative.Sdk.Core.Tests.Ops;

/// <summary>What the ops server does to those who mean it no good; the rest is Kestrel's.</summary>
public sealed class OpsServerLimitsTests
{
    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(30);

    [Theory]
    [InlineData("/info")]
    [InlineData("/helth")]
    [InlineData("/broken")]
    public async Task Every_answer_says_what_a_browser_may_do_with_it(string path)
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore().Services.AddCloudNativeOpsEndpoint<Broken>()).StartAsync();

        using var answer = await host.Ops.GetAsync(path);

        Assert.Equal(["nosniff"], answer.Headers.GetValues("X-Content-Type-Options"));
        Assert.Equal(["default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'"], answer.Headers.GetValues("Content-Security-Policy"));
        Assert.True(answer.Headers.CacheControl?.NoStore);
    }

    [Theory]
    [InlineData("localhost", HttpStatusCode.OK)]
    [InlineData("orders.localhost:8081", HttpStatusCode.OK)]
    [InlineData("127.0.0.1", HttpStatusCode.OK)]
    [InlineData("[::1]:8081", HttpStatusCode.OK)]
    [InlineData("evil.example", HttpStatusCode.MisdirectedRequest)]
    [InlineData("localhost.evil.example:8081", HttpStatusCode.MisdirectedRequest)]
    public async Task A_server_for_this_machine_answers_to_its_names_only(string name, HttpStatusCode expected)
    {
        await using var host = await TestHost.Worker(
            builder => builder.AddCloudNativeCore(), ("CloudNative:Ops:Address", "localhost")).StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/info") { Headers = { Host = name } };

        using var answer = await host.Ops.SendAsync(request);

        Assert.Equal(expected, answer.StatusCode);
    }

    [Fact]
    public async Task A_server_for_others_answers_to_every_name()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore()).StartAsync();
        using var request = new HttpRequestMessage(HttpMethod.Get, "/info") { Headers = { Host = "orders.internal" } };

        using var answer = await host.Ops.SendAsync(request);

        Assert.Equal(HttpStatusCode.OK, answer.StatusCode);
    }

    [Fact]
    public async Task Who_does_not_finish_the_headers_is_turned_away()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore()).StartAsync();
        using var socket = await ConnectAsync(host);

        await socket.SendAsync("GET /info HTTP/1.1\r\nHost: localhost\r\nX-Slow: "u8.ToArray(), TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 408 ", await ReadToEndAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Headers_that_are_too_large_are_refused()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore()).StartAsync();
        using var socket = await ConnectAsync(host);

        await socket.SendAsync(Encoding.ASCII.GetBytes($"GET /info HTTP/1.1\r\nHost: localhost\r\nX-Large: {new string('a', 20_000)}\r\n\r\n"), TestContext.Current.CancellationToken);

        Assert.StartsWith("HTTP/1.1 431 ", await ReadToEndAsync(socket), StringComparison.Ordinal);
    }

    [Fact]
    public async Task One_connection_too_many_is_turned_away_and_the_others_are_served()
    {
        await using var host = await TestHost.Worker(builder => builder.AddCloudNativeCore()).StartAsync();
        var sockets = new List<Socket>();
        try
        {
            for (var number = 0; number < OpsServer.MaxConnections; number++)
            {
                sockets.Add(await ConnectAsync(host));
            }

            using var last = await ConnectAsync(host);
            Assert.Empty(await ReadToEndAsync(last));

            await sockets[0].SendAsync("GET /info HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n"u8.ToArray(), TestContext.Current.CancellationToken);
            Assert.StartsWith("HTTP/1.1 200 ", await ReadToEndAsync(sockets[0]), StringComparison.Ordinal);
        }
        finally
        {
            sockets.ForEach(socket => socket.Dispose());
        }
    }

    private static async Task<Socket> ConnectAsync(TestHost host)
    {
        var socket = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(IPAddress.Loopback, host.Services.GetRequiredService<IOpsServer>().Port!.Value, TestContext.Current.CancellationToken);
        return socket;
    }

    /// <summary>Reads until the server ends the connection, however it does that.</summary>
    private static async Task<string> ReadToEndAsync(Socket socket)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(TestContext.Current.CancellationToken);
        patience.CancelAfter(Patience);
        var text = new StringBuilder();
        var buffer = new byte[4096];
        try
        {
            while (await socket.ReceiveAsync(buffer, patience.Token) is > 0 and var count)
            {
                text.Append(Encoding.ASCII.GetString(buffer, 0, count));
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode == SocketError.ConnectionReset)
        {
            // Turned away.
        }

        return text.ToString();
    }

    private sealed class Broken : IOpsEndpoint
    {
        public string Path => "/broken";

        public string Description => "Fails.";

        public Task GetAsync(HttpContext context) => throw new InvalidOperationException("No.");
    }
}
