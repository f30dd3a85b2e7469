using System.Diagnostics;
using OpenTelemetry;

namespace CloudNative.Sdk.Telemetry.Signals;

/// <summary>Keeps the activities of excluded sources from being exported, where a pattern in <see cref="TelemetryOptions.Sources"/> collects them.</summary>
/// <remarks>At the end, not at the start: what such an activity encloses is still recorded.</remarks>
internal sealed class ExcludedSourceProcessor(IList<string> excluded) : BaseProcessor<Activity>
{
    public override void OnEnd(Activity data)
    {
        if (NamePatterns.MatchesAny(excluded, data.Source.Name))
        {
            data.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        }
    }
}
