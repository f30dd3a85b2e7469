using CloudNative.Sdk.TestSupport.Components;
using CloudNative.Sdk.TestSupport.Services;

namespace Shop.Demo;

/// <summary>A real Prometheus, obtained and started while other steps go on: it scrapes for the first time some seconds after its start.</summary>
internal sealed class Monitoring : IAsyncDisposable
{
    private readonly CancellationTokenSource _end = new();
    private Task<Prometheus>? _start;

    /// <summary>Begins to scrape a service.</summary>
    public void Begin(ServiceProcess service, CancellationToken cancellationToken)
    {
        cancellationToken.Register(_end.Cancel);
        _start = Task.Run(() => StartAsync($"127.0.0.1:{service.Address.OpsPort}", _end.Token), CancellationToken.None);
    }

    /// <summary>Waits for it.</summary>
    /// <exception cref="ComponentUnavailableException">There is none on the path, and none can be had here.</exception>
    public Task<Prometheus> StartedAsync() => _start ?? throw new InvalidOperationException("Begin was not called.");

    public async ValueTask DisposeAsync()
    {
        await _end.CancelAsync();
        if (_start is { } start)
        {
            await ((Task)start).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            if (start.IsCompletedSuccessfully)
            {
                await (await start).DisposeAsync();
            }
        }

        _end.Dispose();
    }

    private static async Task<Prometheus> StartAsync(string target, CancellationToken cancellationToken) =>
        await Prometheus.StartAsync(await FoundProgram.ObtainAsync(DebianComponent.Prometheus, cancellationToken), target, cancellationToken);
}
