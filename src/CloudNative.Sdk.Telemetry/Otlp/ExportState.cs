using System.Diagnostics;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.Logging;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>Counts the exports of one signal, and tells when they begin to fail and when they work again.</summary>
internal sealed class ExportState(OtlpTarget target, TimeProvider time, CancellationToken stopping)
{
    private readonly Lock _lock = new();
    private Histogram<double>? _durations;
    private ILogger? _logger;
    private long _exports;
    private long _failures;
    private long _failuresInRow;
    private DateTimeOffset? _since;
    private string? _lastError;

    public OtlpTarget Target { get; } = target;

    /// <summary>Gets what ends requests in flight, and keeps further ones from being sent.</summary>
    public CancellationToken Stopping { get; } = stopping;

    /// <summary>Gives what is there only when the host has been built: the log itself may be exported here.</summary>
    public void Attach(ILogger logger, Histogram<double> durations)
    {
        _logger = logger;
        _durations = durations;
    }

    public ExportSummary Read()
    {
        lock (_lock)
        {
            return new(_exports, _failures, _since, IsFailing: _failuresInRow > 0, _lastError);
        }
    }

    public void Ended(ExportOutcome outcome, TimeSpan duration)
    {
        Measure(outcome, duration);
        var failed = outcome.ErrorType is not null;
        long before;
        lock (_lock)
        {
            before = _failuresInRow;
            _exports++;
            _failures += failed ? 1 : 0;
            _failuresInRow = failed ? before + 1 : 0;
            _lastError = failed ? outcome.Reason : _lastError;
            if (failed != before > 0 || _since is null)
            {
                _since = time.GetUtcNow();
            }
        }

        if (failed && before == 0)
        {
            _logger?.ExportFails(Target.Signal, Target.Address, outcome.Reason);
        }
        else if (!failed && before > 0)
        {
            _logger?.ExportWorks(Target.Signal, Target.Address, before);
        }
    }

    private void Measure(ExportOutcome outcome, TimeSpan duration)
    {
        var tags = new TagList { { "otel.component.type", Target.ComponentType }, { "server.address", Target.Endpoint.Host } };
        if (outcome.ErrorType is { } error)
        {
            tags.Add("error.type", error);
        }

        _durations?.Record(duration.TotalSeconds, tags);
    }
}
