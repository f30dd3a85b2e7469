namespace CloudNative.Sdk.Telemetry.Tracing;

/// <summary>The attributes of spans, by the semantic conventions.</summary>
/// <remarks>https://opentelemetry.io/docs/specs/semconv/http/http-spans/ and https://opentelemetry.io/docs/specs/semconv/messaging/messaging-spans/</remarks>
internal static class SpanTag
{
    public const string ClientAddress = "client.address";
    public const string ErrorType = "error.type";
    public const string Method = "http.request.method";
    public const string MethodOriginal = "http.request.method_original";
    public const string NetworkPeerAddress = "network.peer.address";
    public const string NetworkPeerPort = "network.peer.port";
    public const string ProtocolVersion = "network.protocol.version";
    public const string Route = "http.route";
    public const string ServerAddress = "server.address";
    public const string ServerPort = "server.port";
    public const string StatusCode = "http.response.status_code";
    public const string UrlFull = "url.full";
    public const string UrlPath = "url.path";
    public const string UrlQuery = "url.query";
    public const string UrlScheme = "url.scheme";
    public const string UserAgent = "user_agent.original";

    public const string MessagingSystem = "messaging.system";
    public const string MessagingDestination = "messaging.destination.name";
    public const string MessagingOperationName = "messaging.operation.name";
    public const string MessagingOperationType = "messaging.operation.type";
    public const string MessagingMessageId = "messaging.message.id";
}
