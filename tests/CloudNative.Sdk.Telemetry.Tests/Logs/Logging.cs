using CloudNative.Sdk.Telemetry.Logs;
using CloudNative.Sdk.Telemetry.Logs.Pipeline;
using CloudNative.Sdk.TestSupport;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Hosting.Internal;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Tests.Logs;

/// <summary>The logging of a service without the service: our factory or the stock one over a provider that records.</summary>
internal sealed class Logging : IDisposable
{
    private readonly ServiceProvider _services;
    private readonly IConfigurationRoot _configuration;

    public Logging(bool isStock = false, (string Key, string Value)[]? settings = null, Action<ILoggingBuilder>? add = null)
    {
        _configuration = new ConfigurationBuilder()
            .AddInMemoryCollection((settings ?? []).Select(pair => KeyValuePair.Create(pair.Key, (string?)pair.Value)))
            .Build();
        var services = new ServiceCollection();
        services.AddSingleton<IConfiguration>(_configuration);
        services.AddSingleton<IHostEnvironment>(new HostingEnvironment { EnvironmentName = Environments.Production });
        services.AddSingleton<TimeProvider>(Time);
        services.AddLogging(logging =>
        {
            logging.AddConfiguration(_configuration);
            logging.Configure(options => options.ActivityTrackingOptions = ActivityTrackingOptions.TraceId | ActivityTrackingOptions.Baggage);
            logging.Services.AddSingleton<ILoggerProvider>(_ => Sink);
            add?.Invoke(logging);
        });
        if (!isStock)
        {
            services.AddLogPipeline();
        }

        _services = services.BuildServiceProvider();
        Factory = _services.GetRequiredService<ILoggerFactory>();
    }

    public FakeTimeProvider Time { get; } = new();

    public RecordingProvider Sink { get; } = new();

    public ILoggerFactory Factory { get; }

    public IServiceProvider Services => _services;

    public LogUplift Uplift => _services.GetRequiredService<LogUplift>();

    public void Set(string key, string value)
    {
        _configuration[key] = value;
        _configuration.Reload();
    }

    public void Dispose() => _services.Dispose();
}
