using CloudNative.Sdk.Core;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>Says once that another logger factory has taken the place of ours, or that personal data is routed to providers that are not there.</summary>
internal sealed class FactoryWatch(ILoggerFactory factory) : IStartedStep
{
    public Task StartedAsync(CancellationToken cancellationToken)
    {
        var logger = factory.CreateLogger(typeof(FactoryWatch).FullName!);
        if (factory is not PipelineLoggerFactory pipeline)
        {
            logger.FactoryReplaced(factory.GetType().FullName);
            return Task.CompletedTask;
        }

        foreach (var name in pipeline.UnknownRoutes())
        {
            logger.RouteUnknown(name);
        }

        return Task.CompletedTask;
    }
}
