using Microsoft.Extensions.Http;

namespace CloudNative.Sdk.Discovery.Resolution;

/// <summary>Puts the resolution behind all handlers of every client: what retries stands before it.</summary>
/// <remarks>Not ConfigureHttpClientDefaults: its handlers stand before those that a client adds, and a retry would then never leave a dead instance.</remarks>
internal sealed class ResolvingHandlerFilter(ServiceDirectory directory) : IHttpMessageHandlerBuilderFilter
{
    public Action<HttpMessageHandlerBuilder> Configure(Action<HttpMessageHandlerBuilder> next) => builder =>
    {
        next(builder);
        builder.AdditionalHandlers.Add(new ResolvingHandler(directory, directory.Of(builder.Name ?? string.Empty)));
    };
}
