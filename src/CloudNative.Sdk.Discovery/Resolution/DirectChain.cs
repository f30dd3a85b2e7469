using System.Reflection;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Knows the handlers of .NET, which send before they first wait; any other may do something before, as fetch a token.</summary>
internal static class DirectChain
{
    private static readonly Assembly Factory = typeof(IHttpClientFactory).Assembly;

    public static bool IsOf(HttpMessageHandler? handler)
    {
        while (handler is DelegatingHandler { InnerHandler: var inner } && handler.GetType().Assembly == Factory)
        {
            handler = inner;
        }

        return handler is SocketsHttpHandler or HttpClientHandler;
    }
}
