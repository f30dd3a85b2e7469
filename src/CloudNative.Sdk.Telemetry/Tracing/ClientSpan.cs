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
        // .NET writes the addresses after this; until the span ends, the tags of the peer remember the service and the instance that was chosen.
        if (span.Source.Name == Source && LogicalCall.TryGet(out var logical, out var instance))
        {
            span.SetTag(SpanTag.NetworkPeerAddress, logical);
            span.SetTag(SpanTag.NetworkPeerPort, instance);
        }
    }

    public static void OnEnd(Activity span)
    {
        if (span.Source.Name != Source || span.GetTagItem(SpanTag.NetworkPeerAddress) is not Uri logical || span.GetTagItem(SpanTag.NetworkPeerPort) is not Uri instance)
        {
            return;
        }

        var address = span.GetTagItem(SpanTag.ServerAddress);
        var port = span.GetTagItem(SpanTag.ServerPort);
        if (IsAt(instance, address, port))
        {
            span.SetTag(SpanTag.NetworkPeerAddress, address);
            span.SetTag(SpanTag.NetworkPeerPort, port);
            span.SetTag(SpanTag.ServerAddress, logical.Host);
            span.SetTag(SpanTag.ServerPort, Boxed.Port(PortOf(logical, span)));
        }
        else
        {
            // Another request within the call: for a token, or after a redirect.
            span.SetTag(SpanTag.NetworkPeerAddress, null);
            span.SetTag(SpanTag.NetworkPeerPort, null);
        }
    }

    private static bool IsAt(Uri instance, object? address, object? port) =>
        port is int number && number == instance.Port && address is string host && (host == instance.IdnHost || host == instance.Host);

    /// <summary>Gets the port that the service's address means; a list of schemes has none, and means that of the scheme that the instance has.</summary>
    private static int PortOf(Uri logical, Activity span) =>
        logical.Port >= 0 ? logical.Port
        : span.GetTagItem(SpanTag.UrlFull) is string url && url.StartsWith("https:", StringComparison.Ordinal) ? 443
        : 80;
}
