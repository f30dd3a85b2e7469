using System.Diagnostics;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace CloudNative.Sdk.Telemetry.Tracing;

/// <summary>Knows the spans of streams, which last as long as their client wants and are never slow.</summary>
internal static class StreamSpan
{
    private const string Property = "CloudNative.Stream";
    private const string ServerSentEvents = "text/event-stream";

    /// <summary>Tells whether the answer is a stream of events, or the beginning of a WebSocket.</summary>
    public static bool Is(HttpResponse response) =>
        response.StatusCode == StatusCodes.Status101SwitchingProtocols
        || response.HttpContext.Features.Get<IHttpExtendedConnectFeature>() is { IsExtendedConnect: true }
        || response.ContentType?.StartsWith(ServerSentEvents, StringComparison.OrdinalIgnoreCase) == true;

    public static void Mark(Activity span) => span.SetCustomProperty(Property, Property);

    public static bool IsMarked(Activity span) => span.GetCustomProperty(Property) is not null;
}
