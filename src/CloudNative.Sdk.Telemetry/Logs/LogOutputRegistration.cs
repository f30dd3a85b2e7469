using CloudNative.Sdk.Telemetry.Logs.Console;
using CloudNative.Sdk.Telemetry.Logs.Levels;
using CloudNative.Sdk.Telemetry.Logs.Uplift;
using Microsoft.AspNetCore.Hosting;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Logging.EventSource;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs;

internal static class LogOutputRegistration
{
    /// <summary>Chooses the format of the console, and makes log levels changeable: at <c>/loggers</c>, and for single requests.</summary>
    public static IServiceCollection AddLogOutput(this IServiceCollection services, IHostEnvironment environment)
    {
        AddConsoleFormat(services.AddCloudNativeOptions(ConsoleLogOptions.Binding), environment);
        AddLevels(services.AddCloudNativeOptions(LogLevelOptions.Binding));
        AddUplift(services.AddCloudNativeOptions(LogUpliftOptions.Binding));
        return services;
    }

    private static void AddConsoleFormat(IServiceCollection services, IHostEnvironment environment)
    {
        // Builders that are not slim add this provider, and leave the format open.
        var simpleIsDefault = !services.Any(service => service.ServiceType == typeof(ILoggerProvider) && service.ImplementationType == typeof(EventSourceLoggerProvider));
        services.TryAddEnumerable(ServiceDescriptor.Singleton<ConsoleFormatter, JsonLineFormatter>());
        services.AddSingleton<IConfigureOptions<ConsoleLoggerOptions>>(provider => new FormatterChoice(
            provider.GetRequiredService<IOptions<ConsoleLogOptions>>(),
            environment,
            provider.GetRequiredService<IConfiguration>(),
            simpleIsDefault));
    }

    private static void AddLevels(IServiceCollection services)
    {
        services.AddSingleton<LevelOverrides>();
        services.AddSingleton<IOptionsChangeTokenSource<LoggerFilterOptions>>(provider => provider.GetRequiredService<LevelOverrides>());
        services.AddSingleton<LevelFilter>();
        services.AddSingleton<IPostConfigureOptions<LoggerFilterOptions>>(provider => provider.GetRequiredService<LevelFilter>());
        services.TryAddTransient<IOptionsFactory<LoggerFilterOptions>, LastGoodFilters>();
        services.AddSingleton<LevelView>();
        services.AddCloudNativeOpsEndpoint<LoggersEndpoint>();
        services.AddCloudNativeOpsPanel<LoggersPanel>();
    }

    private static void AddUplift(IServiceCollection services)
    {
        services.AddSingleton<UpliftCarrier>();
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IStartupFilter, UpliftStartup>());
        services.TryAddEnumerable(ServiceDescriptor.Singleton<IHttpMessageHandlerBuilderFilter, UpliftForwarding>());
    }
}
