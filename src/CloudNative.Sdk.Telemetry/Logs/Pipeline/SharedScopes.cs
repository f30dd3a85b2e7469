using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>
/// Gets the scope provider that a <see cref="LoggerFactory"/> has made for itself. It knows the <see cref="LoggerFactoryOptions.ActivityTrackingOptions"/> and has no public
/// constructor; a provider holds one only, so two factories over the same providers must share it.
/// </summary>
/// <remarks>It stays in the factory, which cannot forget a provider, and logs nothing.</remarks>
internal sealed class SharedScopes : ILoggerProvider, ISupportExternalScope
{
    private IExternalScopeProvider? _scopes;

    public static IExternalScopeProvider Of(LoggerFactory factory)
    {
        var capture = new SharedScopes();
        factory.AddProvider(capture);
        return capture._scopes ?? new LoggerExternalScopeProvider();
    }

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => _scopes = scopeProvider;

    public ILogger CreateLogger(string categoryName) => NullLogger.Instance;

    public void Dispose()
    {
    }
}
