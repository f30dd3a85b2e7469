using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>
/// Gets the scope provider that a <see cref="LoggerFactory"/> makes for itself. It knows the <see cref="LoggerFactoryOptions.ActivityTrackingOptions"/> and has no public
/// constructor; a provider holds one only, so two factories over the same providers must share it.
/// </summary>
internal sealed class SharedScopes : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider? _scopes;

    public static IExternalScopeProvider Of(IOptionsMonitor<LoggerFilterOptions> filter, IOptions<LoggerFactoryOptions> options)
    {
        var capture = new SharedScopes();
        using var factory = new LoggerFactory([capture], filter, options);
        return capture._scopes ?? new LoggerExternalScopeProvider();
    }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => NullLogger.Instance;

    public void Dispose()
    {
    }
}
