using System.Diagnostics;
using OpenTelemetry;

namespace CloudNative.Sdk.Telemetry.Tracing;

/// <summary>Completes the spans of .NET before any other processor reads them.</summary>
/// <param name="serverSpans">What completes those of the server, for as long as the provider lives; null in a worker.</param>
internal sealed class SpanCompletion(IDisposable? serverSpans) : BaseProcessor<Activity>
{
    public override void OnStart(Activity data) => ClientSpan.OnStart(data);

    public override void OnEnd(Activity data) => ClientSpan.OnEnd(data);

    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            serverSpans?.Dispose();
        }

        base.Dispose(disposing);
    }
}
