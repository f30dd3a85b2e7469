using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>
/// The service's logger factory: the one of .NET with all its providers, filters and scopes, and in front of it loggers that see every record before any
/// provider does.
/// </summary>
internal sealed class PipelineLoggerFactory : ILoggerFactory
{
    private const string RoutedPrefix = "PersonalData.";

    private readonly Lock _lock = new();
    private readonly List<ILoggerProvider> _providers;
    private readonly IOptionsMonitor<LoggerFilterOptions> _filter;
    private readonly IOptions<LoggerFactoryOptions> _options;
    private readonly IExternalScopeProvider? _scopes;
    private readonly RecordRulesSource _rules;
    private readonly LoggerFactory _inner;
    private readonly ConcurrentDictionary<string, PipelineLogger> _loggers = new(StringComparer.Ordinal);
    private readonly Func<string, PipelineLogger> _create;
    private LoggerFactory? _uplifted;
    private volatile bool _disposed;

    public PipelineLoggerFactory(
        IEnumerable<ILoggerProvider> providers,
        IOptionsMonitor<LoggerFilterOptions> filter,
        IOptions<LoggerFactoryOptions> options,
        LogUplift uplift,
        RecordRulesSource rules,
        IExternalScopeProvider? scopes = null)
    {
        (_providers, _filter, _options, _scopes, Uplift, _rules) = ([.. providers], filter, options, scopes, uplift, rules);
        _inner = new LoggerFactory(_providers, filter, options, _scopes);
        _create = category => new PipelineLogger(category, _inner.CreateLogger(category), this);
    }

    public LogUplift Uplift { get; }

    /// <summary>Gets the categories that have a logger.</summary>
    public ICollection<string> Categories => _loggers.Keys;

    public RecordRules? Rules => _rules.Rules;

    public ILogger CreateLogger(string categoryName)
    {
        ObjectDisposedException.ThrowIf(_disposed, typeof(ILoggerFactory));
        return _loggers.GetOrAdd(categoryName, _create);
    }

    public void AddProvider(ILoggerProvider provider)
    {
        lock (_lock)
        {
            _inner.AddProvider(provider);
            _providers.Add(provider);
            _uplifted?.AddProvider(provider);
        }
    }

    /// <summary>Makes a logger of the same providers and scopes whose filters let every level through, for the records of an uplift.</summary>
    public ILogger CreateUpliftedLogger(string category)
    {
        lock (_lock)
        {
            _uplifted ??= new LoggerFactory(_providers, new UpliftFilter(_filter), _options, _scopes ?? SharedScopes.Of(_inner));
            return _uplifted.CreateLogger(category);
        }
    }

    /// <summary>Makes the loggers of the providers that are named to get the personal data of a category.</summary>
    public ILogger[] CreateRoutes(string category)
    {
        lock (_lock)
        {
            var names = Rules?.RouteTo ?? [];
            return [.. _providers.Where(provider => ProviderNames.IsAmong(provider, names)).Select(provider => provider.CreateLogger(RoutedPrefix + category))];
        }
    }

    /// <summary>Gets the names that no provider goes by.</summary>
    public IEnumerable<string> UnknownRoutes()
    {
        lock (_lock)
        {
            return [.. (Rules?.RouteTo ?? []).Where(name => !_providers.Exists(provider => ProviderNames.IsAmong(provider, [name])))];
        }
    }

    public void Dispose()
    {
        lock (_lock)
        {
            _disposed = true;
            _inner.Dispose();
            _uplifted?.Dispose();
        }
    }
}
