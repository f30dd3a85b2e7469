using Microsoft.Extensions.Options;

namespace CloudNative.Sdk.Telemetry.Otlp;

/// <summary>
/// Limits the last exports where the start has failed: then nothing stops, and each provider would wait 5 s for a receiver that is down. The providers
/// dispose their instrumentation, as which they know this, before they export what is left.
/// </summary>
internal sealed class ExportEnd(OtlpExports exports, IOptions<OtlpOptions> options) : IDisposable
{
    public void Dispose() => exports.StopWithin(Limit());

    private TimeSpan Limit()
    {
        try
        {
            return options.Value.FlushTimeout;
        }
        catch (OptionsValidationException)
        {
            // That is why the start has failed.
            return TimeSpan.Zero;
        }
    }
}
