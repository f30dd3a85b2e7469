using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CloudNative.Sdk.Tracing;

/// <summary>Takes a request to an ops endpoint on the application's port out of the traces.</summary>
internal static class OpsSpan
{
    private const string Property = "CloudNative.Ops";

    /// <summary>Takes the request's span out, and those that middleware has begun within it.</summary>
    public static void Exclude(HttpContext context)
    {
        if (context.Features.Get<IHttpActivityFeature>()?.Activity is not { } request)
        {
            return;
        }

        Exclude(request);
        for (var inner = Activity.Current; inner is not null && inner != request; inner = inner.Parent)
        {
            Exclude(inner);
        }
    }

    /// <summary>Tells whether the span stays out even where a failed or slow one would be kept.</summary>
    public static bool IsExcluded(Activity span) => span.GetCustomProperty(Property) is not null;

    private static void Exclude(Activity span)
    {
        span.ActivityTraceFlags &= ~ActivityTraceFlags.Recorded;
        span.SetCustomProperty(Property, Property);
    }
}
