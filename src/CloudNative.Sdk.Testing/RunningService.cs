using CloudNative.Sdk.Testing.Draining;
using CloudNative.Sdk.Testing.Hosting;
using CloudNative.Sdk.Testing.Metrics;
using CloudNative.Sdk.Testing.Probes;
using Microsoft.AspNetCore.Mvc.Testing;

namespace CloudNative.Sdk.Testing;

/// <summary>A service that runs on free ports of 127.0.0.1, to be asked as operators and callers ask it.</summary>
/// <remarks>Dispose it at the end of the test; that ends the service. It may be used by several tests at once, until one of them stops it.</remarks>
public sealed class RunningService : IAsyncDisposable
{
    private readonly IServiceHost _host;

    private RunningService(IServiceHost host)
    {
        _host = host;
        Client = new HttpClient { BaseAddress = host.Application };
        Ops = new HttpClient { BaseAddress = host.Ops };
    }

    /// <summary>Gets a client of the service itself.</summary>
    /// <value>Its base address is that of the application; a worker has none.</value>
    public HttpClient Client { get; }

    /// <summary>Gets a client of the ops server.</summary>
    public HttpClient Ops { get; }

    /// <summary>Starts a service as a process of its own, as it runs in production, and waits until it is ready.</summary>
    /// <typeparam name="TEntryPoint">Any type of the service's assembly: <c>Program</c>, or for a worker, whose <c>Program</c> is internal, another one.</typeparam>
    /// <param name="settings">Configuration keys with <c>:</c> between their parts. The environment is Production, and <c>CloudNative:Health:DrainDelay</c> is 3 s, unless they say otherwise.</param>
    /// <param name="cancellationToken">Ends the wait, and the service.</param>
    /// <returns>The service, which is ready.</returns>
    /// <exception cref="ContractException">It ended, or was not ready within 60 s; the message holds what it wrote.</exception>
    public static Task<RunningService> StartAsync<TEntryPoint>(IEnumerable<KeyValuePair<string, string>>? settings = null, CancellationToken cancellationToken = default) =>
        StartAsync(new ProcessHost(ServiceProject.Of(typeof(TEntryPoint).Assembly), [.. settings ?? []]), cancellationToken);

    /// <summary>Starts a web service in this process, on Kestrel, and waits until it is ready: for tests that replace parts of it.</summary>
    /// <typeparam name="TEntryPoint">Any type of the service's assembly, as <c>Program</c>.</typeparam>
    /// <param name="factory">Makes the service. It is not changed, and remains the caller's to dispose of.</param>
    /// <param name="cancellationToken">Ends the wait, and the service.</param>
    /// <returns>The service, which is ready.</returns>
    /// <exception cref="ContractException">It was not ready within 60 s, or has no ops server.</exception>
    public static Task<RunningService> StartAsync<TEntryPoint>(WebApplicationFactory<TEntryPoint> factory, CancellationToken cancellationToken = default)
        where TEntryPoint : class
    {
        ArgumentNullException.ThrowIfNull(factory);
        return StartAsync(FactoryHost<TEntryPoint>.Start(factory), cancellationToken);
    }

    /// <summary>Asserts that the three probes answer 200 in plain text, each within 2 s, which is how long Kubernetes waits, and that <c>/health</c> shows every check.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends with the last answer.</returns>
    /// <exception cref="ContractException">One of them does not; the message names all that are wrong.</exception>
    public Task AssertProbesAsync(CancellationToken cancellationToken = default) => new ProbeContract(Ops).AssertAsync(cancellationToken);

    /// <summary>Asserts that <c>/metrics</c> is well-formed in the text format of Prometheus and in OpenMetrics 1.0.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends with the last answer.</returns>
    /// <exception cref="ContractException">It is not; the message names each fault with its line.</exception>
    public Task AssertMetricsAsync(CancellationToken cancellationToken = default) => new MetricsContract(Ops).AssertAsync(cancellationToken);

    /// <summary>
    /// Stops the service under load and asserts that no request is lost: readiness turns 503 first, and everything that callers send is answered until they have seen that. The service is stopped afterwards.
    /// </summary>
    /// <param name="path">What the callers ask, with GET over kept connections: a path that answers 2xx. Nothing of it is asked of a worker.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>What was seen.</returns>
    /// <exception cref="ContractException">A request was lost, readiness did not turn 503, or the service did not end by itself within 60 s and without an error.</exception>
    public Task<DrainResult> AssertDrainsAsync(string path = "/", CancellationToken cancellationToken = default) => new DrainContract(_host, Ops).AssertAsync(path, cancellationToken);

    /// <summary>Stops the service as a platform does, with SIGTERM, and waits for its end.</summary>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <returns>A task that ends when the service has ended.</returns>
    /// <exception cref="ContractException">It did not end within 60 s, or with an error; the message holds what it wrote.</exception>
    /// <exception cref="PlatformNotSupportedException">It is a process on Windows, which has no such signal.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default) => _host.StopAsync(cancellationToken);

    /// <summary>Ends the service if it still runs: a process at once, one within this process as its host does.</summary>
    /// <returns>A task that ends when it has ended.</returns>
    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        Ops.Dispose();
        await _host.DisposeAsync().ConfigureAwait(false);
    }

    private static async Task<RunningService> StartAsync(IServiceHost host, CancellationToken cancellationToken)
    {
        var service = new RunningService(host);
        try
        {
            await new Readiness(host, service.Ops).WaitAsync(cancellationToken).ConfigureAwait(false);
            return service;
        }
        catch
        {
            await service.DisposeAsync().ConfigureAwait(false);
            throw;
        }
    }
}
