using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Integration.Tests.Components;

/// <summary>A real dnsmasq on loopback, which knows nothing but what it is told.</summary>
internal sealed class Dnsmasq : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);

    private readonly ChildProcess _process;

    private Dnsmasq(ChildProcess process, IPEndPoint address)
    {
        _process = process;
        Address = address;
    }

    /// <summary>Gets where it answers, by UDP and TCP.</summary>
    public IPEndPoint Address { get; }

    /// <summary>Starts it.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <param name="records">Its options, as <c>--srv-host=_http._tcp.catalog.test,a.test,8080,10,5</c>; below <c>test.</c> nothing else exists.</param>
    public static async Task<Dnsmasq> StartAsync(CancellationToken cancellationToken, params string[] records)
    {
        var component = await RealComponent.ObtainAsync(DebianComponent.Dnsmasq, cancellationToken);
        var address = new IPEndPoint(IPAddress.Loopback, FreePort.Next());
        var process = component.Start("usr/sbin/dnsmasq",
        [
            "--keep-in-foreground", "--conf-file=/dev/null", "--pid-file", "--no-resolv", "--no-hosts", "--log-facility=-", $"--user={Environment.UserName}",
            $"--port={address.Port}", $"--listen-address={address.Address}", "--bind-interfaces", "--local=/test/", .. records,
        ]);
        var dnsmasq = new Dnsmasq(process, address);
        try
        {
            await process.WaitForAsync("dnsmasq to listen", StartTimeout, token => AcceptsAsync(address, token), cancellationToken);
            return dnsmasq;
        }
        catch
        {
            await dnsmasq.DisposeAsync();
            throw;
        }
    }

    public ValueTask DisposeAsync() => _process.DisposeAsync();

    private static async Task<bool> AcceptsAsync(IPEndPoint server, CancellationToken cancellationToken)
    {
        using var socket = new Socket(SocketType.Stream, ProtocolType.Tcp);
        try
        {
            await socket.ConnectAsync(server, cancellationToken);
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
