using System.Diagnostics.Metrics;
using CloudNative.Sdk.Options;
using CloudNative.Sdk.Telemetry.Logs.Redaction;
using CloudNative.Sdk.Telemetry.Logs.Volume;
using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Logs.Pipeline;

/// <summary>Makes the rules when the first record comes, which may be before the host has checked the options, or while these are read.</summary>
internal sealed class RecordRulesSource(IOptions<LogRedactionOptions> redaction, IOptions<LogOptions> volume, IMeterFactory meters, TimeProvider time) : IDisposable
{
    [ThreadStatic]
    private static bool _isReading;

    private readonly Lock _lock = new();
    private volatile RecordRules? _rules;

    /// <summary>Gets the redaction of records that come while the options are read: everything is erased that can be.</summary>
    public static Redactor Strict => field ??= new Redactor(new LogRedactionOptions());

    /// <summary>Gets the rules; null while this thread is reading the options, where code that configures them may log.</summary>
    public RecordRules? Rules => _rules ?? Read();

    public void Dispose() => _rules?.Dispose();

    private RecordRules? Read()
    {
        if (_isReading)
        {
            return null;
        }

        _isReading = true;
        try
        {
            var (redactionOptions, volumeOptions) = (redaction.ValueOrNull() ?? new(), volume.ValueOrNull() ?? new());
            lock (_lock)
            {
                return _rules ??= new RecordRules(redactionOptions, volumeOptions, new LogMetrics(meters), time);
            }
        }
        finally
        {
            _isReading = false;
        }
    }
}
