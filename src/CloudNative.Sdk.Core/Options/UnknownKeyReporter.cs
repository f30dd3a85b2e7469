using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Core.Options;

/// <summary>Warns about keys that nothing reads, most of which are spelling mistakes, when the host has started: that is not worth a later start.</summary>
internal sealed class UnknownKeyReporter(IConfiguration configuration, IEnumerable<IOptionsKeys> sections, ILogger<UnknownKeyReporter> logger) : IHostedLifecycleService
{
    public Task StartingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StartedAsync(CancellationToken cancellationToken)
    {
        foreach (var (key, nearest) in UnknownKeys.Find(configuration, sections))
        {
            if (nearest is null)
            {
                logger.UnknownKey(key);
            }
            else
            {
                logger.MisspeltKey(key, nearest);
            }
        }

        return Task.CompletedTask;
    }

    public Task StoppingAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StoppedAsync(CancellationToken cancellationToken) => Task.CompletedTask;

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
