using System.Diagnostics;
using CloudNative.Sdk.Core;

namespace CloudNative.Sdk.Telemetry.Tracing;

/// <summary>
/// Lets the span of an outgoing request name the service that was called, and its instance as the peer: .NET sees the address of the instance only, which
/// would make a service of every pod.
/// </summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/http/http-spans/#http-client-span</remarks>
internal static class ClientSpan
{
    private const string Source = "System.Net.Http";

    public static void OnStart(Activity span)
    {
        // .NET writes the addresses after this; until the span ends, the tag of the peer remembers the service.
        if (span.Source.Name == Source && LogicalCall.Take() is { } logical)
        {
            span.SetTag(SpanTag.NetworkPeerAddress, logical);
        }
    }

    public static void OnEnd(Activity span)
    {
        if (span.Source.Name == Source && span.GetTagItem(SpanTag.NetworkPeerAddress) is Uri logical)
        {
            var port = span.GetTagItem(SpanTag.ServerPort);
            span.SetTag(SpanTag.NetworkPeerAddress, span.GetTagItem(SpanTag.ServerAddress));
            span.SetTag(SpanTag.NetworkPeerPort, port);
            span.SetTag(SpanTag.ServerAddress, logical.Host);
            span.SetTag(SpanTag.ServerPort, Boxed.Port(PortOf(logical, span)));
        }
    }

    /// <summary>Gets the port that the service's address means; a list of schemes has none, and means that of the scheme that the instance has.</summary>
    private static int PortOf(Uri logical, Activity span) =>
        logical.Port >= 0 ? logical.Port
        : span.GetTagItem(SpanTag.UrlFull) is string url && url.StartsWith("https:", StringComparison.Ordinal) ? 443
        : 80;
}
