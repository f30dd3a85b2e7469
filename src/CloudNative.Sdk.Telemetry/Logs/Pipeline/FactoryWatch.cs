using CloudNative.Sdk.Hosting;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>Says once that another logger factory has taken the place of ours.</summary>
internal sealed class FactoryWatch(ILoggerFactory factory) : HostedLifecycle
{
    public override Task StartedAsync(CancellationToken cancellationToken)
    {
        if (factory is not PipelineLoggerFactory)
        {
            factory.CreateLogger(typeof(FactoryWatch).FullName!).FactoryReplaced(factory.GetType().FullName);
        }

        return Task.CompletedTask;
    }
}
