using CloudNative.Sdk.Core;
using CloudNative.Sdk.Telemetry.Logs.Pipeline;
using CloudNative.Sdk.Telemetry.Logs.Redaction;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Logs;

internal static class LogPipelineRegistration
{
    /// <summary>Puts our logger factory in the place of the one of .NET; one of somebody else stays, and is reported at start.</summary>
    public static IServiceCollection AddLogPipeline(this IServiceCollection services)
    {
        services.AddLogging();
        services.AddMetrics();
        services.AddCloudNativeOptions(LogOptions.Binding);
        services.AddCloudNativeOptions(LogRedactionOptions.Binding);
        services.AddSingleton<RecordRulesSource>();
        services.AddSingleton<LogUplift>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ISecretNames, RedactedNames>());
        services.AddCloudNativeStartedStep<FactoryWatch>();
        if (services.LastOrDefault(service => service.ServiceType == typeof(ILoggerFactory)) is { } stock && stock.ImplementationType == typeof(LoggerFactory))
        {
            services[services.IndexOf(stock)] = ServiceDescriptor.Singleton<ILoggerFactory, PipelineLoggerFactory>();
        }

        return services;
    }
}
