using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Core.Options;

/// <summary>Warns about keys that nothing reads, most of which are spelling mistakes, when the host has started: that is not worth a later start.</summary>
internal sealed class UnknownKeyReporter(IConfiguration configuration, IEnumerable<IOptionsSection> sections, ILogger<UnknownKeyReporter> logger) : IStartedStep
{
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
}
