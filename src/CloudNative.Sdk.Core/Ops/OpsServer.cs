using System.Globalization;
using System.Net;
using CloudNative.Sdk.Hosting;
using Microsoft.AspNetCore.Connections;
using Microsoft.AspNetCore.Hosting.Server.Features;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.AspNetCore.Server.Kestrel.Transport.Sockets;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Core.Ops;

/// <summary>Runs the ops server: first up (before any hosted service starts), last down (after all have stopped).</summary>
internal sealed class OpsServer(
    IServiceProvider services,
    OpsDispatcher dispatcher,
    IOptions<OpsOptions> options,
    IHostEnvironment environment,
    ILoggerFactory loggerFactory) : HostedLifecycle, IOpsServer, IStartedStep, IDisposable
{
    /// <summary>More than any set of probes, scrapers and people needs, and little enough to be held; who comes then is turned away at once.</summary>
    internal const int MaxConnections = 1000;

    /// <summary>Who has not said by then what he wants is turned away.</summary>
    private static readonly TimeSpan HeadersTimeout = TimeSpan.FromSeconds(5);

    private readonly ILogger _logger = loggerFactory.CreateLogger("CloudNative.Sdk.Core.Ops");
    private KestrelServer? _server;
    private OpsApplication? _application;

    public int? Port { get; private set; }

    public override async Task StartingAsync(CancellationToken cancellationToken)
    {
        var (address, port) = (options.Value.Address, options.Value.Port);
        if (!options.Value.Enabled)
        {
            return;
        }

        _application = new OpsApplication(services, dispatcher, _logger, isLocal: address == OpsOptions.LoopbackAddress);
        var isBusy = false;
        try
        {
            await ListenAsync(_application, address, port, cancellationToken).ConfigureAwait(false);
        }
        catch (IOException exception) when (exception.InnerException is AddressInUseException)
        {
            if (!environment.IsDevelopment())
            {
                throw new InvalidOperationException(
                    $"CNS8101: the ops port {port} (CloudNative:Ops:Port) on '{address}' is in use. Free it, or set CloudNative:Ops:Port to another port.", exception);
            }

            isBusy = true;
            await ListenAsync(_application, address, 0, cancellationToken).ConfigureAwait(false);
        }

        Port = BoundPort();
        if (isBusy)
        {
            _logger.OpsPortBusy(port, Port.GetValueOrDefault());
        }
    }

    /// <summary>Makes the endpoints that no early request has asked for, so that a wrong one ends the start, and says where they are: the first line of JSON takes longer than the start of this server.</summary>
    Task IStartedStep.StartedAsync(CancellationToken cancellationToken)
    {
        if (_application is not null)
        {
            _application.Prepare();
            _logger.OpsListening(options.Value.Address, Port.GetValueOrDefault());
        }

        return Task.CompletedTask;
    }

    public override Task StoppedAsync(CancellationToken cancellationToken) => _server?.StopAsync(cancellationToken) ?? Task.CompletedTask;

    public void Dispose() => _server?.Dispose();

    private static KestrelServerOptions ServerOptions(string address, int port)
    {
        var server = new KestrelServerOptions { AddServerHeader = false };
        server.Limits.MaxRequestBodySize = 64 * 1024;
        server.Limits.MaxRequestHeadersTotalSize = 16 * 1024;
        server.Limits.RequestHeadersTimeout = HeadersTimeout;
        server.Limits.MaxConcurrentConnections = MaxConnections;
        server.Limits.MaxConcurrentUpgradedConnections = 0;
        switch (address)
        {
            case OpsOptions.AnyAddress:
                server.ListenAnyIP(port, UseHttp1);
                break;
            case OpsOptions.LoopbackAddress when port != 0:
                server.ListenLocalhost(port, UseHttp1);
                break;
            case OpsOptions.LoopbackAddress:
                // Kestrel cannot take one free port on both loopback addresses.
                server.Listen(IPAddress.Loopback, port, UseHttp1);
                break;
            default:
                server.Listen(IPAddress.Parse(address), port, UseHttp1);
                break;
        }

        return server;
    }

    private static void UseHttp1(ListenOptions listen) => listen.Protocols = HttpProtocols.Http1;

    private int? BoundPort() =>
        _server?.Features.Get<IServerAddressesFeature>()?.Addresses.FirstOrDefault() is { } bound ? int.Parse(bound.AsSpan(bound.LastIndexOf(':') + 1), CultureInfo.InvariantCulture) : null;

    private Task ListenAsync(OpsApplication application, string address, int port, CancellationToken cancellationToken)
    {
        _server?.Dispose();
        var transport = new SocketTransportFactory(Microsoft.Extensions.Options.Options.Create(new SocketTransportOptions { IOQueueCount = 1 }), loggerFactory);
        _server = new KestrelServer(Microsoft.Extensions.Options.Options.Create(ServerOptions(address, port)), transport, loggerFactory);
        return _server.StartAsync(application, cancellationToken);
    }
}
