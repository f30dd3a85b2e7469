using System.Buffers.Binary;
using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace CloudNative.Sdk.Discovery.Tests.Dns;

/// <summary>A name server on loopback that answers by UDP and TCP what a test wants.</summary>
internal sealed class FakeDnsServer : IAsyncDisposable
{
    private readonly Socket _udp;
    private readonly TcpListener _tcp;
    private readonly CancellationTokenSource _stop = new();
    private readonly Task _work;

    private FakeDnsServer(Socket udp, TcpListener tcp)
    {
        _udp = udp;
        _tcp = tcp;
        Answer = Known;
        _work = Task.WhenAll(ServeUdpAsync(), ServeTcpAsync());
    }

    /// <summary>Gets or sets what is sent for a question, one message after the other; none is silence.</summary>
    public Func<FakeQuestion, IEnumerable<byte[]>> Answer { get; set; }

    /// <summary>Gets or sets how the bytes of an answer are sent by TCP.</summary>
    public Func<Stream, byte[], CancellationToken, Task> SendByTcp { get; set; } = async (stream, bytes, token) => await stream.WriteAsync(bytes, token);

    /// <summary>Gets the records by name and type, for <see cref="Known"/>.</summary>
    public ConcurrentDictionary<(string Name, int Type), byte[][]> Records { get; } = new();

    public ConcurrentQueue<FakeQuestion> Questions { get; } = new();

    public IPEndPoint Address => (IPEndPoint)_udp.LocalEndPoint!;

    public static FakeDnsServer Start(Func<FakeQuestion, IEnumerable<byte[]>>? answer = null, IPAddress? address = null)
    {
        var tcp = new TcpListener(address ?? IPAddress.Loopback, 0);
        tcp.Start();
        var udp = new Socket(tcp.LocalEndpoint.AddressFamily, SocketType.Dgram, ProtocolType.Udp);
        udp.Bind(tcp.LocalEndpoint);
        var server = new FakeDnsServer(udp, tcp);
        server.Answer = answer ?? server.Answer;
        return server;
    }

    /// <summary>Answers with <see cref="Records"/>, and that all else does not exist.</summary>
    public IEnumerable<byte[]> Known(FakeQuestion question) =>
        [Records.TryGetValue((question.Name, question.Type), out var records) ? question.Answer(records)
            : Records.Keys.Any(key => key.Name == question.Name) ? question.Answer()
            : question.Failure(Wire.NameError, Wire.AuthorityOf("test", 3600, 3600))];

    public async ValueTask DisposeAsync()
    {
        await _stop.CancelAsync();
        _udp.Dispose();
        _tcp.Dispose();
        await _work.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _stop.Dispose();
    }

    private async Task ServeUdpAsync()
    {
        var buffer = new byte[4096];
        while (true)
        {
            var received = await _udp.ReceiveFromAsync(buffer, new IPEndPoint(_udp.AddressFamily == AddressFamily.InterNetwork ? IPAddress.Any : IPAddress.IPv6Any, 0), _stop.Token);
            var question = new FakeQuestion(buffer[..received.ReceivedBytes], received.RemoteEndPoint, isTcp: false);
            Questions.Enqueue(question);
            foreach (var message in Answer(question))
            {
                await _udp.SendToAsync(message, question.Client, _stop.Token);
            }
        }
    }

    private async Task ServeTcpAsync()
    {
        while (true)
        {
            using var client = await _tcp.AcceptTcpClientAsync(_stop.Token);
            await using var stream = client.GetStream();
            try
            {
                await ServeAsync(client, stream);
            }
            catch (IOException)
            {
                // The client had enough.
            }
        }
    }

    private async Task ServeAsync(TcpClient client, NetworkStream stream)
    {
        var length = new byte[2];
        await stream.ReadExactlyAsync(length, _stop.Token);
        var message = new byte[BinaryPrimitives.ReadUInt16BigEndian(length)];
        await stream.ReadExactlyAsync(message, _stop.Token);
        var question = new FakeQuestion(message, client.Client.RemoteEndPoint!, isTcp: true);
        Questions.Enqueue(question);
        foreach (var answer in Answer(question))
        {
            await SendByTcp(stream, [.. Wire.U16(answer.Length), .. answer], _stop.Token);
        }
    }
}
