using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using Microsoft.CodeAnalysis;

namespace CloudNative.Sdk.Analyzers.Semantics;

/// <summary>The types that facts and rules look for; each is looked up when first asked for, and null where the project does not reference it.</summary>
/// <remarks>
/// One object serves one compilation. The table keeps none of them alive: its keys are weak, and a value counts only as long as its key. Asking the compilation
/// each time is no way out: it remembers few names, and each one forgotten is looked up in every reference again.
/// </remarks>
internal sealed class KnownSymbols
{
    private static readonly ConditionalWeakTable<Compilation, KnownSymbols> Tables = new();

    private readonly ConcurrentDictionary<string, INamedTypeSymbol?> _found = new(StringComparer.Ordinal);
    private readonly Func<string, INamedTypeSymbol?> _find;

    private KnownSymbols(Compilation compilation) => (Compilation, _find) = (compilation, compilation.GetTypeByMetadataName);

    public Compilation Compilation { get; }

    public INamedTypeSymbol? Meter => Find("System.Diagnostics.Metrics.Meter");

    public INamedTypeSymbol? MeterOptions => Find("System.Diagnostics.Metrics.MeterOptions");

    public INamedTypeSymbol? MeterFactory => Find("System.Diagnostics.Metrics.IMeterFactory");

    public INamedTypeSymbol? MeterFactoryExtensions => Find("System.Diagnostics.Metrics.MeterFactoryExtensions");

    public INamedTypeSymbol? Instrument => Find("System.Diagnostics.Metrics.Instrument");

    public INamedTypeSymbol? Counter => Find("System.Diagnostics.Metrics.Counter`1");

    public INamedTypeSymbol? Histogram => Find("System.Diagnostics.Metrics.Histogram`1");

    public INamedTypeSymbol? Measurement => Find("System.Diagnostics.Metrics.Measurement`1");

    public INamedTypeSymbol? Activity => Find("System.Diagnostics.Activity");

    public INamedTypeSymbol? ActivitySource => Find("System.Diagnostics.ActivitySource");

    public INamedTypeSymbol? ActivitySourceOptions => Find("System.Diagnostics.ActivitySourceOptions");

    public INamedTypeSymbol? TagList => Find("System.Diagnostics.TagList");

    public INamedTypeSymbol? Stopwatch => Find("System.Diagnostics.Stopwatch");

    public INamedTypeSymbol? TimeSpan => Find("System.TimeSpan");

    public INamedTypeSymbol? CancellationToken => Find("System.Threading.CancellationToken");

    public INamedTypeSymbol? CancellationTokenSource => Find("System.Threading.CancellationTokenSource");

    public INamedTypeSymbol? Task => Find("System.Threading.Tasks.Task");

    public INamedTypeSymbol? Timeout => Find("System.Threading.Timeout");

    public INamedTypeSymbol? Expression => Find("System.Linq.Expressions.Expression`1");

    public INamedTypeSymbol? Exception => Find("System.Exception");

    public INamedTypeSymbol? Logger => Find("Microsoft.Extensions.Logging.ILogger");

    public INamedTypeSymbol? Uri => Find("System.Uri");

    public INamedTypeSymbol? HttpClient => Find("System.Net.Http.HttpClient");

    public INamedTypeSymbol? IPAddress => Find("System.Net.IPAddress");

    public INamedTypeSymbol? ServiceCollection => Find("Microsoft.Extensions.DependencyInjection.IServiceCollection");

    public INamedTypeSymbol? HttpClientBuilder => Find("Microsoft.Extensions.DependencyInjection.IHttpClientBuilder");

    public INamedTypeSymbol? HealthChecksBuilder => Find("Microsoft.Extensions.DependencyInjection.IHealthChecksBuilder");

    public INamedTypeSymbol? HealthCheckRegistration => Find("Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckRegistration");

    public INamedTypeSymbol? HealthCheck => Find("Microsoft.Extensions.Diagnostics.HealthChecks.IHealthCheck");

    public INamedTypeSymbol? HealthCheckResult => Find("Microsoft.Extensions.Diagnostics.HealthChecks.HealthCheckResult");

    public INamedTypeSymbol? HealthCheckPublisher => Find("Microsoft.Extensions.Diagnostics.HealthChecks.IHealthCheckPublisher");

    public INamedTypeSymbol? TimeProvider => Find("System.TimeProvider");

    public INamedTypeSymbol? HealthCheckOptions => Find("Microsoft.AspNetCore.Diagnostics.HealthChecks.HealthCheckOptions");

    public INamedTypeSymbol? HealthCheckEndpoints => Find("Microsoft.AspNetCore.Builder.HealthCheckEndpointRouteBuilderExtensions");

    public INamedTypeSymbol? HealthCheckMiddleware => Find("Microsoft.AspNetCore.Builder.HealthCheckApplicationBuilderExtensions");

    public INamedTypeSymbol? HostApplicationBuilder => Find("Microsoft.Extensions.Hosting.IHostApplicationBuilder");

    public INamedTypeSymbol? Host => Find("Microsoft.Extensions.Hosting.Host");

    public INamedTypeSymbol? HostOptions => Find("Microsoft.Extensions.Hosting.HostOptions");

    public INamedTypeSymbol? BackgroundService => Find("Microsoft.Extensions.Hosting.BackgroundService");

    public INamedTypeSymbol? HostedService => Find("Microsoft.Extensions.Hosting.IHostedService");

    public INamedTypeSymbol? HostApplicationLifetime => Find("Microsoft.Extensions.Hosting.IHostApplicationLifetime");

    public INamedTypeSymbol? ConfigurationSection => Find("Microsoft.Extensions.Configuration.IConfigurationSection");

    public INamedTypeSymbol? OptionsBuilder => Find("Microsoft.Extensions.Options.OptionsBuilder`1");

    public INamedTypeSymbol? Configuration => Find("Microsoft.Extensions.Configuration.IConfiguration");

    public INamedTypeSymbol? WebApplication => Find("Microsoft.AspNetCore.Builder.WebApplication");

    public INamedTypeSymbol? KestrelServerOptions => Find("Microsoft.AspNetCore.Server.Kestrel.Core.KestrelServerOptions");

    public INamedTypeSymbol? OpsOptions => Find("CloudNative.Sdk.Core.OpsOptions");

    public INamedTypeSymbol? HealthOptions => Find("CloudNative.Sdk.Health.HealthOptions");

    public INamedTypeSymbol? ClassifiedType => Find("CloudNative.Sdk.Telemetry.ClassifiedTypeAttribute");

    public INamedTypeSymbol? PrometheusMetrics => Find("Prometheus.Metrics");

    /// <summary>Finds a type by its metadata name; null also where several references declare it.</summary>
    public INamedTypeSymbol? Find(string metadataName) => _found.GetOrAdd(metadataName, _find);

    /// <summary>Gets the types of a compilation.</summary>
    public static KnownSymbols Of(Compilation compilation) => Tables.GetValue(compilation, static key => new KnownSymbols(key));
}
