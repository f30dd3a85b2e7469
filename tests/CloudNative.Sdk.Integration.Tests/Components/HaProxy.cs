using System.Net;
using System.Net.Sockets;
using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Processes;

namespace CloudNative.Sdk.Integration.Tests.Components;

/// <summary>A real HAProxy on loopback.</summary>
internal sealed class HaProxy : IAsyncDisposable
{
    private static readonly TimeSpan StartTimeout = TimeSpan.FromSeconds(10);

    private static readonly TimeSpan UpTimeout = TimeSpan.FromSeconds(20);

    private readonly ScratchFolder _scratch;
    private readonly ChildProcess _process;

    private HaProxy(ScratchFolder scratch, ChildProcess process, IPEndPoint frontend)
    {
        _scratch = scratch;
        _process = process;
        Frontend = frontend;
    }

    /// <summary>Gets where clients connect to.</summary>
    public IPEndPoint Frontend { get; }

    /// <summary>Starts HAProxy with one frontend before the given backend section, which must be called <c>app</c>, and log its server states by <c>log global</c>.</summary>
    public static async Task<HaProxy> StartAsync(string backend, CancellationToken cancellationToken)
    {
        var component = await RealComponent.ObtainAsync(DebianComponent.HaProxy, cancellationToken);
        var scratch = new ScratchFolder();
        var frontend = new IPEndPoint(IPAddress.Loopback, FreePort.Next());
        var config = await scratch.WriteAsync("haproxy.cfg", $"""
            global
              log stderr format raw local0 info
            defaults
              mode http
              timeout connect 1s
              timeout client 30s
              timeout server 30s
            frontend clients
              bind {frontend}
              default_backend app
            {backend}

            """, cancellationToken);
        var process = component.Start("usr/sbin/haproxy", "-db", "-f", config);
        var haproxy = new HaProxy(scratch, process, frontend);
        try
        {
            await process.WaitForAsync("HAProxy to listen", StartTimeout, token => AcceptsAsync(frontend, token), cancellationToken);
            return haproxy;
        }
        catch
        {
            await haproxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Waits until HAProxy has found a server up for the given time in this run.</summary>
    public Task WaitUntilUpAsync(string server, int times, CancellationToken cancellationToken) => _process.WaitForAsync(
        $"{server} to be up", UpTimeout, _ => Task.FromResult(_process.Output.Split($"Server app/{server} is UP").Length > times), cancellationToken);

    public async ValueTask DisposeAsync()
    {
        await _process.DisposeAsync();
        _scratch.Dispose();
    }

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
