using CloudNative.Sdk.Core;
using CloudNative.Sdk.Options;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Resiliency.Chaos;

/// <summary>Says loudly at start that chaos is on.</summary>
internal sealed class ChaosWarning(IOptions<ChaosOptions> options, IHostEnvironment environment, ILogger<ChaosWarning> logger) : IStartedStep
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        if (options.ValueOrNull() is { Enabled: true } chaos && chaos.Inbound.Count + chaos.Outbound.Count > 0)
        {
            logger.ChaosOn(environment.EnvironmentName, ChaosRules.Text(chaos));
        }

        return Task.CompletedTask;
    }
}
