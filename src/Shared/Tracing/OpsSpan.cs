using System.Diagnostics;

namespace CloudNative.Sdk.Tracing;

/// <summary>Takes a request to an ops endpoint on the application's port out of the traces.</summary>
internal static class OpsSpan
{
    private const string Property = "CloudNative.Ops";

    public static void Exclude(Activity span)
    {
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        span.SetCustomProperty(Property, Property);
    }

    /// <summary>Tells whether the span stays out even where a failed or slow one would be kept.</summary>
    public static bool IsExcluded(Activity span) => span.GetCustomProperty(Property) is not null;
}
