using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Core.Options;

/// <summary>Warns at start about keys that nothing reads: most are spelling mistakes.</summary>
internal sealed class UnknownKeyReporter(IConfiguration configuration, IEnumerable<IOptionsKeys> sections, ILogger<UnknownKeyReporter> logger) : IHostedService
{
    public Task StartAsync(CancellationToken cancellationToken)
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

    public Task StopAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
