using System.Collections.Concurrent;
using System.Globalization;
using System.Net;
using System.Net.Sockets;
using System.Text;
using System.Text.RegularExpressions;
using CloudNative.Sdk.TestSupport.Services;

namespace CloudNative.Sdk.Integration.Tests.Ops;

/// <summary>The environment variable CLOUDNATIVE_FUZZ_REQUESTS sets how many requests are answered (default 100,000).</summary>
public sealed partial class HostileRequestsTests(ITestOutputHelper output)
{
    private const int Connections = 4;

    private const int RequestsOfOneConnection = 20;

    private static readonly TimeSpan Patience = TimeSpan.FromSeconds(20);

    /// <summary>Answers of a server that cannot do what was asked, and of a service that is not healthy: the service says so on purpose.</summary>
    private static readonly int[] Meant = [501, 503, 505];

    [Fact]
    public async Task Whatever_comes_in_no_ops_endpoint_fails()
    {
        var cancellationToken = TestContext.Current.CancellationToken;
        var requests = int.Parse(Environment.GetEnvironmentVariable("CLOUDNATIVE_FUZZ_REQUESTS") ?? "100000", CultureInfo.InvariantCulture);
        await using var service = ShopService.Start("Shop.Storefront", ServiceAddress.Free(), KeyValuePair.Create("CloudNative:Ops:AllowChanges", "true"));
        await service.WaitUntilReadyAsync(cancellationToken);
        var server = new IPEndPoint(IPAddress.Loopback, service.Address.OpsPort);
        var statuses = new ConcurrentDictionary<int, int>();
        var faults = new ConcurrentQueue<string>();
        var started = TimeProvider.System.GetTimestamp();

        var (seeds, answered) = (0, 0);
        await Task.WhenAll(Enumerable.Range(0, Connections).Select(_ => Task.Run(
            async () =>
            {
                while (Volatile.Read(ref answered) < requests && faults.IsEmpty)
                {
                    var seed = Interlocked.Increment(ref seeds);
                    var text = Requests(seed);
                    foreach (var status in await AnswersAsync(server, text, cancellationToken))
                    {
                        Interlocked.Increment(ref answered);
                        statuses.AddOrUpdate(status, 1, (_, count) => count + 1);
                        if (status >= 500 && !Meant.Contains(status))
                        {
                            faults.Enqueue($"{status} from seed {seed}:\n{text}");
                        }
                    }
                }
            },
            cancellationToken)));

        output.WriteLine(FormattableString.Invariant(
            $"{answered} answers over {seeds} connections in {TimeProvider.System.GetElapsedTime(started).TotalSeconds:0} s: {string.Join(", ", statuses.OrderBy(pair => pair.Key).Select(pair => $"{pair.Value} x {pair.Key}"))}"));
        Assert.True(faults.IsEmpty, string.Join('\n', faults.Take(3)));
        Assert.True(statuses.GetValueOrDefault(200) > requests / 10, "Hardly any request was served, so hardly anything was tried.");
        Assert.Equal(HttpStatusCode.OK, await service.StatusAsync(service.Address.Ops("/healthz/live"), cancellationToken));
        Assert.DoesNotContain("OpsEndpointFailed", service.Process.Output, StringComparison.Ordinal);
    }

    private static string Requests(int seed)
    {
        var requests = new HostileRequests(seed);
        var text = new StringBuilder();
        for (var number = 0; number < RequestsOfOneConnection; number++)
        {
            requests.AppendTo(text);
        }

        HostileRequests.AppendLastTo(text);
        return text.ToString();
    }

    /// <summary>Sends the requests at once, and reads the statuses of all answers until the server ends the connection.</summary>
    private static async Task<IReadOnlyList<int>> AnswersAsync(IPEndPoint server, string requests, CancellationToken cancellationToken)
    {
        using var patience = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        patience.CancelAfter(Patience);
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        await socket.ConnectAsync(server, patience.Token);
        var answers = new StringBuilder();
        try
        {
            await socket.SendAsync(Encoding.Latin1.GetBytes(requests), patience.Token);
            var buffer = new byte[16 * 1024];
            while (await socket.ReceiveAsync(buffer, patience.Token) is > 0 and var count)
            {
                answers.Append(Encoding.Latin1.GetString(buffer, 0, count));
            }
        }
        catch (SocketException exception) when (exception.SocketErrorCode is SocketError.ConnectionReset or SocketError.Shutdown)
        {
            // The server does not read on after what it cannot understand.
        }

        return [.. Status().Matches(answers.ToString()).Select(match => int.Parse(match.Groups[1].ValueSpan, CultureInfo.InvariantCulture))];
    }

    [GeneratedRegex("HTTP/1\\.1 ([0-9]{3}) ")]
    private static partial Regex Status();
}
